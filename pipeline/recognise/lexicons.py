"""Which terms a component is given."""

from collections.abc import Sequence

from pipeline.lexicon import Term, read_lexicon


def lexicons(paths: Sequence[str]) -> tuple[Term, ...]:
    """The terms of several CSV files; where two files have one surface, the first file's row counts."""
    kept: list[Term] = []
    known: set[str] = set()
    for path in paths:
        # Within a file both mg/dl and mg/dL stay: units are matched in their letter case.
        added = [term for term in read_lexicon(path) if term.key not in known]
        known.update(term.key for term in added)
        kept += added
    return tuple(kept)
