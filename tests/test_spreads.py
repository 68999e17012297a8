"""What an unnamed spread is, told by the p values beside it."""

from decimal import Decimal
from pathlib import Path

import pytest

import pipeline
from pipeline.extract import Extractor
from pipeline.schema import Result


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """The default configuration."""
    return pipeline.load("default")


def means(extractor: Extractor, folder: Path, *rows: tuple[str, str, str, str]) -> list[Result]:
    """The means of a table of two groups of fifty whose head says nothing of the spread."""
    lines = ["| Outcome | Ice (n = 50) | Heat (n = 50) | P value |", "| --- | --- | --- | --- |"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    path = folder / "a.md"
    path.write_text("# Results\n\nTable 1. Scores after treatment.\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return [r for r in extractor(path).results if r.statistic == "mean"]


PAIN = ("Pain score", "12.3 ± 4.5", "9.8 ± 4.1")  # as SD p = 0.005, as SE p = 0.68


@pytest.mark.parametrize(("p", "kind"), [("0.005", "SD"), ("0.68", "SE")])
def test_p_tells_what_the_spread_is(extractor: Extractor, tmp_path: Path, p: str, kind: str) -> None:
    """One reading gives the printed p, the other is far from it."""
    found = means(extractor, tmp_path, (*PAIN, p))

    assert [(r.dispersion.type, r.dispersion.value) for r in found if r.dispersion] == [
        (kind, Decimal("4.5")),
        (kind, Decimal("4.1")),
    ]
    assert all("dispersion_inferred" in r.flags and "dispersion_unknown" not in r.flags for r in found)


@pytest.mark.parametrize(
    "rows",
    [
        [(*PAIN, "0.20")],  # neither reading gives it
        [(*PAIN, "")],
        [(*PAIN, "0.005"), ("Stiffness score", "12.3 ± 4.5", "9.8 ± 4.1", "0.68")],  # the rows disagree
        [("Pain score", "12.3 ± 0.1", "9.8 ± 0.1", "<0.001")],  # both readings give it
    ],
)
def test_what_arithmetic_leaves_open_stays_unnamed(
    extractor: Extractor, tmp_path: Path, rows: list[tuple[str, str, str, str]]
) -> None:
    """Nothing is guessed."""
    found = means(extractor, tmp_path, *rows)

    assert {r.dispersion.type for r in found if r.dispersion} == {None}
    assert all("dispersion_unknown" in r.flags for r in found)


def test_one_row_decides_for_its_table(extractor: Extractor, tmp_path: Path) -> None:
    """A table prints one kind of spread, also where a row has no p."""
    found = means(extractor, tmp_path, (*PAIN, "0.005"), ("Age", "44.1 ± 11.0", "45.2 ± 12.3", ""))

    assert [r.dispersion.type for r in found if r.dispersion] == 4 * ["SD"]
