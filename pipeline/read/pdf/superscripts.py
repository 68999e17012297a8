"""Which raised figures are citations: no part of the running text."""

from collections.abc import Iterable, Sequence
from typing import Final

import regex

from pipeline.read.inline import Run

FEWEST: Final = 4  # raised figures behind words make a document one that cites with them
_TAIL: Final = 40
_FIGURES: Final = regex.compile(r"[\[(]?\d{1,3}(?:\s?[,;–—-]\s?\d{1,3}){0,30}[\])]?[,;]?")
_PLAIN: Final = regex.compile(r"(?:\p{L}{3}|\p{L}[.,;:)\]”’\"]|[)\]][.,;:]?|\d[.,;:]|%[.,;:]?)$")
_EXPONENT: Final = regex.compile(r"(?:(?<!\p{L})(?:[kcdmµμn]?m|[Rr]|s|g|L|χ|chi|[Cc]hi|log|min|sec)|10)$")
_AFTER_FIGURES: Final = regex.compile(r"(?:^|\s)(?:\d{2,4}|\d+\.\d+)$")  # in 2010 and a citation; 10 has a power


def cites(paragraphs: Iterable[Sequence[Run]]) -> bool:
    """Whether the document cites with raised figures."""
    found = 0
    for runs in paragraphs:
        found += sum(_is_citation(before, run) for before, run in _raised(runs))
        if found >= FEWEST:
            return True
    return False


def told(runs: Sequence[Run], *, citing: bool) -> list[Run]:
    """The runs with raised citations marked as such, where the document cites with raised figures."""
    if not citing:
        return list(runs)
    found = {id(run) for before, run in _raised(runs) if _is_citation(before, run) or _is_after_number(before, run)}
    return [Run(run.text, "citation") if id(run) in found else run for run in runs]


def _raised(runs: Sequence[Run]) -> Iterable[tuple[str, Run]]:
    """Each raised run with the characters before it."""
    before = ""
    for run in runs:
        if run.kind == "sup":
            yield before, run
        else:
            before = (before + run.text)[-_TAIL:]


def _is_citation(before: str, run: Run) -> bool:
    if not _FIGURES.fullmatch(run.text) or _EXPONENT.search(before):
        return False
    return _PLAIN.search(before) is not None


def _is_after_number(before: str, run: Run) -> bool:
    figures = _FIGURES.fullmatch(run.text) is not None
    return figures and _AFTER_FIGURES.search(before) is not None and not _EXPONENT.search(before)
