"""Which row heads lead to each row of a flattened table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from pipeline.document import Head, Line
from pipeline.extent import Extent, fold, trimmed
from pipeline.lines import blocks
from pipeline.tables.cells import Token
from pipeline.tables.grid import Row
from pipeline.tables.headers import head

# "Score of 0 or 1 — no. of⏎patients (%)": a label goes on where it ends in these or the next line begins small.
_UNFINISHED: Final = regex.compile(r"(?:[-—,(/+&]|\b(?:of|and|or|in|with|for|to|the|by|at|from|due|no\.|than|per)) ?$")
_STATISTIC: Final = regex.compile(
    r"(?:—|--|,|\() ?(?:no\.|n\b|%|mean|median|yr|years|kg|score|percent)|[(,] ?%\)?$|\(%\)|±|\bSD\b", regex.IGNORECASE
)
_WORD: Final = regex.compile(r"[A-Za-z≥≤<>]+[\w-]*")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A row's cells with the path of its heads, outermost first."""

    path: tuple[Head, ...]
    tokens: tuple[Token, ...]
    line: Line


@dataclass(slots=True)
class _Label:
    head: Head
    indent: int
    has_data: bool


def labelled(text: str, header: Sequence[Line], body: Sequence[Row], generic: frozenset[str]) -> Iterator[Labelled]:
    """The rows in printed order; ``header`` holds label lines that stand before the first row."""
    tokens = {row.line.extent.start: row for row in body}
    listed = [*header, *(row.line for row in body)]
    spaced, indented = _is_spaced(body), _uses_indent(body)
    path: list[_Label] = []
    waiting: list[list[Extent]] = []
    indents: list[int] = []
    for block in blocks(listed):
        for place, line in enumerate(block):
            row = tokens.get(line.extent.start)
            printed = trimmed(text, row.label.start, row.label.end) if row else line.extent
            joined = (
                bool(waiting)
                and place > 0
                and len(printed) > 0
                and (_goes_on(text, waiting[-1][-1], printed) or (spaced and not (row and row.tokens)))
            )
            if joined:
                waiting[-1].append(printed)
            elif len(printed) > 0:
                waiting.append([printed])
                indents.append(line.indent)
            if row is None or not row.tokens:
                continue
            for k, (pieces, indent) in enumerate(zip(waiting, indents, strict=True)):
                label = _Label(head(text, pieces), indent, has_data=k == len(waiting) - 1)
                _enter(path, label, indented, generic)
            waiting, indents = [], []
            yield Labelled(tuple(label.head for label in path), row.tokens, line)


def _is_spaced(body: Sequence[Row]) -> bool:
    """Whether empty lines part the rows, so that the lines of one block are one label."""
    rows = [row for row in body if row.tokens]
    return 2 * sum(row.line.blanks > 0 for row in rows) > len(rows)


def _uses_indent(body: Sequence[Row]) -> bool:
    """Whether some rows stand further in than others, and some do not."""
    depths = {row.line.indent for row in body if row.tokens and len(row.label) > 0}
    return len(depths) > 1


def _goes_on(text: str, before: Extent, label: Extent) -> bool:
    """Whether the label continues the text line before it."""
    first = text[label.start]
    return first.islower() or first in ")%" or bool(_UNFINISHED.search(fold(before.of(text))))


def _enter(path: list[_Label], label: _Label, indented: bool, generic: frozenset[str]) -> None:  # noqa: FBT001
    """Put the label at its level: under its group, beside its siblings, or at the top."""
    if indented:
        while path and path[-1].indent >= label.indent:
            path.pop()
        path.append(label)
        return
    while path and path[-1].has_data:
        path.pop()
    if label.has_data:
        if path and _is_measured(path[-1].head.text) and _is_measured(label.head.text):
            path.clear()
    elif not _needs_parent(label.head.text, generic):
        path.clear()
    elif len(path) > 1:
        del path[1:]
    path.append(label)


def _is_measured(label: str) -> bool:
    """Whether the label names its own statistic or unit (``Age, years``)."""
    return bool(_STATISTIC.search(fold(label)))


def _needs_parent(label: str, generic: frozenset[str]) -> bool:
    """Whether the label says nothing by itself: ``Change in score`` of what the head above it names."""
    return all(word.lower() in generic for word in _WORD.findall(fold(label)))
