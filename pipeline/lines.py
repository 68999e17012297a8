"""How a plain text is laid out: its printed lines, the blocks between empty lines, words over line ends."""

import re
from collections.abc import Iterator, Sequence

from pipeline.document import Line
from pipeline.extent import Extent, trimmed

_LINE = re.compile(r"([^\n\r\f]*)(\r\n|\n|\r|\f|\Z)")


def lines(text: str, within: Extent | None = None) -> tuple[Line, ...]:
    """The non-empty lines in order, each without surrounding white space."""
    start, end = (within.start, within.end) if within else (0, len(text))
    found: list[Line] = []
    blanks = 0
    for match in _LINE.finditer(text, start, end):
        extent = trimmed(text, match.start(1), match.end(1))
        if len(extent) == 0:
            blanks += 1
            continue
        found.append(Line(extent, blanks, extent.start - match.start()))
        blanks = 0
    return tuple(found)


def blocks(listed: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Runs of lines with no empty line between them."""
    run: list[Line] = []
    for line in listed:
        if run and line.blanks > 0:
            yield tuple(run)
            run = []
        run.append(line)
    if run:
        yield tuple(run)


def healed(text: str) -> str:
    """The words on one line: ``gluco-⏎corticoids`` joined, ``numerical-⏎rating`` kept apart by its hyphen.

    Without a vocabulary only the letter case tells: a hyphen at a line end before a small letter is taken as
    hyphenation. Use ``words.Vocabulary`` where the document's own words can decide.
    """
    text = re.sub(r"(?<=[a-z])-[ \t]*[\r\n\f]\s*(?=[a-z])", "", text)
    return " ".join(text.split())
