"""Which terms a component is given."""

from collections.abc import Sequence

from pipeline.lexicon import Term, read_lexicon


def lexicons(paths: Sequence[str]) -> tuple[Term, ...]:
    """The terms of several CSV files; where two files have one surface, the first file's row counts."""
    kept: dict[str, Term] = {}
    for path in paths:
        for term in read_lexicon(path):
            kept.setdefault(term.surface if term.note == "case" else term.surface.casefold(), term)
    return tuple(kept.values())
