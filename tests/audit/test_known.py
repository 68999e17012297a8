"""Slips that stand in the reports: each is found, by its check, at its place; nothing is changed."""

import pytest

from pipeline.audit import CHECKS
from pipeline.extraction import Extraction, Finding

KNOWN = [
    # the characters, the check, the proposal; of the corpus and of its sources
    ("four-trials", "000", "34.8±3.1", "sign_agrees_with_siblings", "-34.8"),
    ("four-trials", "000", "−25.4±10.1", "change_stays_within_baseline", "-25.4% of baseline"),
    ("four-trials", "000", "−59.9±6.4", "change_stays_within_baseline", "-59.9% of baseline"),
    ("four-trials", "000", "0.20", "rate_follows_from_events", "0.21"),
    ("korea", "001", "86.89%", "places_agree", "65.66"),
    ("korea", "001", "61 (61.61%)", "share_follows_from_count", "61.62%"),
    ("korea", "001", "56.10%", "share_has_a_count", "a group of 82"),
    ("korea", "001", "53.66%", "share_has_a_count", "a group of 82"),
    ("korea", "001", "0.621 0.234––1.606", "range_mark_is_single", "0.234 to 1.606"),
    ("korea", "001", "59.37 ± 5.42", "spread_fits_siblings", ""),
    ("korea", "001", "67.21 ± 29.34", "spread_is_not_repeated", ""),
    ("korea", "", "88.58%", "places_agree", ""),
    ("", "001", "88.58%", "share_is_of_patients", ""),
    ("", "003", "415", "total_counts_patients_only", "157"),
]  # fmt: skip


def _all(extractions: dict[str, Extraction], stem: str) -> list[tuple[str, Finding]]:
    (extraction,) = (e for name, e in extractions.items() if name.startswith(stem))
    return [(" ".join(f.extent.of(extraction.document.text).split()), f) for f in extraction.findings]


@pytest.mark.parametrize(("corpus_stem", "text", "check", "proposal"), [(a, *rest) for a, _, *rest in KNOWN if a])
def test_known_slips_of_the_corpus(
    corpus: dict[str, Extraction], corpus_stem: str, text: str, check: str, proposal: str
) -> None:
    """The retellings keep the figures of their sources, slips included."""
    assert (check, proposal) in [(f.check, f.proposal) for place, f in _all(corpus, corpus_stem) if place == text]


@pytest.mark.parametrize(("stem", "text", "check", "proposal"), [(b, *rest) for _, b, *rest in KNOWN if b])
def test_known_slips_of_the_sources(
    seeds: dict[str, Extraction], stem: str, text: str, check: str, proposal: str
) -> None:
    """The source documents themselves, where they are."""
    assert (check, proposal) in [(f.check, f.proposal) for place, f in _all(seeds, stem) if place == text]


def test_findings_change_nothing(corpus: dict[str, Extraction]) -> None:
    """A doubted value stays as printed, with its confidence and flags."""
    (extraction,) = (e for name, e in corpus.items() if name.startswith("four-trials"))
    (lost,) = (f for f in extraction.findings if f.check == "sign_agrees_with_siblings")

    assert [str(r.value) for r in extraction.results if r.source.start == lost.extent.start] == ["34.8"]
    assert not {check.__name__ for check in CHECKS} & {flag for r in extraction.results for flag in r.flags}


def test_every_place_is_in_the_text(corpus: dict[str, Extraction]) -> None:
    """Both places of a finding hold printed characters; each severity is a known one."""
    for extraction in corpus.values():
        for finding in extraction.findings:
            assert finding.severity in {"error", "warning", "note"}
            assert finding.extent.of(extraction.document.text).strip()
            assert finding.against is None or finding.against.of(extraction.document.text).strip()
            assert finding.message
