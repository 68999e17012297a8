import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.spreads import spread_fits_siblings, spread_is_not_repeated, spread_is_of_its_kind
from pipeline.schema import Result
from tests.audit.making import cell, found, spread


def line(
    *printed: tuple[str, str], kind: str | None = "SD", row: str = "Row", sizes: tuple[int, ...] = ()
) -> list[Result]:
    return [
        cell(
            f"{m} ± {s}", m, row=row, column=f"Week {k}", start=20 * k, dispersion=spread(kind, s),
            arm_n=sizes[k] if sizes else None,
        )
        for k, (m, s) in enumerate(printed)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ([("59.37", "5.42"), ("59.51", "28.93"), ("65.55", "23.05")], ["59.37 ± 5.42"]),
        ([("176", "75"), ("175", "7"), ("177", "8"), ("176", "9")], ["176 ± 75"]),
        ([("59.37", "25.42"), ("59.51", "28.93"), ("65.55", "23.05")], []),
        ([("3.50", "2.88"), ("30.02", "10.84"), ("7.61", "4.77")], []),  # spreads follow their means
        ([("59.37", "5.42"), ("59.51", "28.93")], []),  # two cannot tell which
    ],
)
def test_a_spread_fits_its_siblings(printed: list[tuple[str, str]], expected: list[str]) -> None:
    """A spread four times off all others, although the means are alike."""
    made = line(*printed)
    texts = {(r.source.start, r.source.end): r.source.text for r in made}
    assert [texts[f.extent.start, f.extent.end] for f in found(spread_fits_siblings, *made)] == expected


@pytest.mark.parametrize(
    ("printed", "kind", "number"),
    [
        ([("59.95", "29.34"), ("67.21", "29.34")], "SD", 1),
        ([("59.95", "29.34"), ("67.21", "29.34")], "SE", 0),  # one model gives one error
        ([("59.9", "9.3"), ("67.2", "9.3")], "SD", 0),  # chance
        ([("59.95", "29.34"), ("59.95", "29.34")], "SD", 0),  # the same result twice
    ],
)
def test_a_spread_is_its_own(printed: list[tuple[str, str]], kind: str, number: int) -> None:
    """Four equal digits beside another mean."""
    assert len(found(spread_is_not_repeated, *line(*printed, kind=kind))) == number


# Spreads of seven characteristics in groups of 16 and 51: they shrink with the root of the size.
ERRORS = [
    ("4.3", "1.9"),
    ("1.5", "0.9"),
    ("3.0", "2.0"),
    ("0.20", "0.10"),
    ("6.5", "3.5"),
    ("1.0", "0.5"),
    ("0.5", "0.2"),
]


@pytest.mark.parametrize(("kind", "expected"), [("SD", ["SE"]), ("SE", []), (None, ["SE"])])
def test_a_spread_is_of_the_kind_it_is_called(kind: str | None, expected: list[str]) -> None:
    """Called SD, or nothing at all: the sizes tell that it is SE."""
    rows = [
        line(("20.0", a), ("21.0", b), kind=kind, row=f"Row {k}", sizes=(16, 51)) for k, (a, b) in enumerate(ERRORS)
    ]
    assert [f.proposal for f in found(spread_is_of_its_kind, *(r for row in rows for r in row))] == expected


@given(st.lists(st.floats(0.9, 1.1), min_size=6, max_size=6), st.integers(8, 40), st.integers(2, 6))
def test_a_computed_spread_is_never_doubted(noise: list[float], small: int, times: int) -> None:
    """Standard deviations alike, and their errors over the root of the size."""
    large = small * times
    for kind in ("SD", "SE"):
        rows = [
            (f"{10 / small**0.5:.4f}", f"{10 * x / large**0.5:.4f}") if kind == "SE" else ("10", f"{10 * x:.3f}")
            for x in noise
        ]
        made = [
            r for k, (a, b) in enumerate(rows)
            for r in line(("20.0", a), ("21.0", b), kind=kind, row=f"Row {k}", sizes=(small, large))
        ]  # fmt: skip
        assert found(spread_is_of_its_kind, *made) == []
