"""Whole documents through all stages."""

from decimal import Decimal
from pathlib import Path

import pytest

import pipeline
from pipeline.document import Document
from pipeline.errors import ConfigError, ReadError
from pipeline.extract import Extractor
from pipeline.extraction import Extraction
from pipeline.schema import result_line

TABLE = """Results

Table 2. Response at week 12.

Outcome Placebo Navolimab
(N = 40) (N = 42)

Responders, n (%) 8 (20) 21 (50)*
Score, mean ± SD 20.1±4.2 11.0±3.9

* P = 0.004 for the comparison with placebo.
"""


def test_same_input_same_bytes(extractor: Extractor, corpus: dict[str, Extraction]) -> None:
    """A second run, of a second extractor, gives the same lines."""
    again = pipeline.load("atopic_dermatitis")
    for path in sorted((Path(__file__).parent.parent / "corpus").glob("*.txt")):
        before = [result_line(r) for r in corpus[path.stem].results]
        assert [result_line(r) for r in again(path).results] == before


def test_a_small_table(extractor: Extractor) -> None:
    """Arm, size, statistic, spread, time and p of each cell come from heads and notes."""
    found = extractor.of(Document("small", TABLE)).results

    assert [(r.arm, r.arm_n, r.statistic, r.value) for r in found] == [
        ("Placebo", 40, "proportion", Decimal(20)),
        ("Navolimab", 42, "proportion", Decimal(50)),
        ("Placebo", 40, "mean", Decimal("20.1")),
        ("Navolimab", 42, "mean", Decimal("11.0")),
    ]
    assert [r.timepoint_days for r in found] == [84] * 4
    assert found[1].p_value is not None
    assert (found[1].p_value.op, found[1].p_value.value) == ("=", Decimal("0.004"))
    assert found[0].p_value is None
    assert found[2].dispersion is not None
    assert (found[2].dispersion.type, found[2].dispersion.value) == ("SD", Decimal("4.2"))


@pytest.mark.parametrize("config", ["default", "atopic_dermatitis"])
def test_every_configuration_runs(config: str) -> None:
    """Extraction does not depend on a therapeutic lexicon."""
    found = pipeline.load(config).of(Document("small", TABLE)).results

    assert len(found) == 4


def test_unknown_configuration() -> None:
    """The error names those that exist."""
    with pytest.raises(ConfigError, match="atopic_dermatitis"):
        pipeline.load("no_such_field")


def test_unreadable_document(extractor: Extractor, tmp_path: Path) -> None:
    """A bad file is the reader's error, not a traceback of a later stage."""
    (tmp_path / "empty.txt").write_bytes(b"")

    with pytest.raises(ReadError, match="empty"):
        extractor(tmp_path / "empty.txt")


def test_a_document_without_results(extractor: Extractor) -> None:
    """No table and no figure: no tuple, and no error."""
    found = extractor.of(Document("none", "The committee met and adjourned.\n"))

    assert found.results == ()
    assert found.to_frame().empty


def test_public_names() -> None:
    """What the package promises is there."""
    assert all(getattr(pipeline, name) is not None for name in pipeline.__all__)
    with pytest.raises(AttributeError):
        getattr(pipeline, "nothing")  # noqa: B009 - the lookup is what is tested
