"""Every extent of every stage slices to its own text."""

from collections.abc import Iterator

import pytest

from pipeline.extent import Extent
from pipeline.extraction import Extraction
from pipeline.ledger import REASONS, numerals
from pipeline.schema import Place, from_json, result_line


def _places(extraction: Extraction) -> Iterator[tuple[int, int, str]]:
    for result in extraction.results:
        yield result.source.start, result.source.end, result.source.text
        places: tuple[Place, ...] = (*result.mentions, *result.evidence.values())
        yield from ((p.start, p.end, p.text) for p in places)


def _check(extraction: Extraction) -> None:
    text = extraction.document.text
    assert extraction.results
    assert all(text[start:end] == printed and end > start for start, end, printed in _places(extraction))
    assert all(0 <= e.extent.start < e.extent.end <= len(text) for e in extraction.ledger)
    assert [e.extent for e in extraction.ledger] == list(numerals(text))


def test_corpus(corpus: dict[str, Extraction]) -> None:
    """Results, evidence and ledger of the project's own reports."""
    for extraction in corpus.values():
        _check(extraction)


def test_seeds(seeds: dict[str, Extraction]) -> None:
    """The same on the five source documents."""
    for extraction in seeds.values():
        _check(extraction)


def test_results_survive_json(corpus: dict[str, Extraction]) -> None:
    """A tuple read back from its line is the same tuple, digits and all."""
    for extraction in corpus.values():
        assert tuple(from_json(result_line(r)) for r in extraction.results) == extraction.results


def test_printed_numbers_stand_in_the_source(corpus: dict[str, Extraction]) -> None:
    """No value is invented: its digits are in the source, unless the source is a word."""
    for extraction in corpus.values():
        for result in extraction.results:
            digits = str(abs(result.value)).lstrip("0") or "0"
            plain = result.source.text.replace(",", "").replace("·", ".")
            assert digits in plain or not any(c.isdigit() for c in plain), result


def test_ledger_states_are_documented(corpus: dict[str, Extraction]) -> None:
    """Every numeral is in exactly one state, an excluded one for a documented reason."""
    for extraction in corpus.values():
        for entry in extraction.ledger:
            assert entry.state in {"result", "excluded", "unread"}
            assert entry.state == "unread" or entry.reason in REASONS, entry


@pytest.mark.parametrize("limit", [0.05])
def test_few_numerals_are_unread(corpus: dict[str, Extraction], limit: float) -> None:
    """At most one numeral in twenty of a report is accounted for by nothing."""
    for doc_id, extraction in corpus.items():
        unread = [e.extent.of(extraction.document.text) for e in extraction.ledger if e.state == "unread"]
        assert len(unread) <= limit * len(extraction.ledger), (doc_id, unread)


def test_few_numerals_are_unread_in_the_seeds(seeds: dict[str, Extraction]) -> None:
    """The same on the five source documents."""
    for doc_id, extraction in seeds.items():
        unread = [Extent.of(e.extent, extraction.document.text) for e in extraction.ledger if e.state == "unread"]
        assert len(unread) <= 0.05 * len(extraction.ledger), (doc_id, unread)
