"""Lexicon terms inside names."""

from pipeline.lexicon import Term
from pipeline.normalise.names import Index

INDEX = Index([Term("EASI", "EASI"), Term("EASI-75", "EASI-75"), Term("NRS", "numerical rating scale")])


def test_longest_term_wins() -> None:
    """EASI-75 is not EASI."""
    assert INDEX.ids("≥EASI-75 responders") == ("EASI-75",)


def test_hyphens_and_case_do_not_matter() -> None:
    """Names are compared by words."""
    assert INDEX.ids("Pruritus Numerical-Rating Scale score") == ("NRS",)


def test_whole_name_only() -> None:
    """A term inside a longer name is not the whole name."""
    assert INDEX.whole("EASI 75") == "EASI-75"
    assert INDEX.whole("EASI score") is None
