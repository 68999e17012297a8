"""A Markdown text: the file itself, with its headings, paragraphs and tables pointed out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Final

import regex

from pipeline.document import Block, Document, Grid, Note
from pipeline.extent import Extent, cover, trimmed
from pipeline.read import mdtables, plain
from pipeline.read.footnotes import begins, notes
from pipeline.read.inline import Run
from pipeline.read.labels import table_label
from pipeline.read.mdtables import Found
from pipeline.read.spans import spread

_LINE: Final = re.compile(r"([^\n]*)(?:\n|\Z)")
# Where lines were joined, headings stand inside them: "# Abstract ## Background Text".
_HEADING: Final = regex.compile(r"(?:^|(?<=\s))(?P<marks>#{1,6})[ \t]+(?=\S)", regex.MULTILINE)
_NAMES: Final = regex.compile(
    r"(?:structured )?(?:abstract|background(?: and (?:objectives?|aims?))?|introduction|objectives?|aims?|purpose"
    r"|context"
    r"|(?:patients?|subjects?|participants?|materials?) and methods|methods(?: and materials)?|design|setting"
    r"|participants|patients|interventions?|(?:main )?outcome measures?|measurements|main results|results|findings"
    r"|discussion|conclusions?|interpretation|trial registration|limitations|funding)(?:[.:]|\b)",
    regex.IGNORECASE,
)
_HEAD_WORDS: Final = regex.compile(r"\S+(?:[ \t]+(?!\p{Lu}\p{Ll}*\b|#)\S+){0,8}")
_FIGURE: Final = regex.compile(r"<figcaption>(?P<legend>.*?)</figcaption>", regex.DOTALL)
_FENCE: Final = regex.compile(r":{3,}[ \t]*(?P<name>[a-z-]*)")
_OPENS_LINE: Final = regex.compile(r"(?:\A|\n)[ \t]*\Z")
_FAR: Final = 40  # lines of a caption, far more than any has
_LONG: Final = 160  # a heading's line of its own is shorter


def is_markdown(text: str) -> bool:
    """Whether a plain text holds a pipe table, which only Markdown does."""
    lines = text.splitlines()
    return any(mdtables.is_rule(line) and "|" in above for above, line in pairwise(lines))


def read(path: Path, raw: bytes) -> Document:
    """The file's text untouched; blocks and grids point into it and leave the mark-up out where they can."""
    document = plain.read(path, raw)
    text = document.text
    lines = [Extent(*m.span(1)) for m in _LINE.finditer(text)]
    grids = tuple(_grid(text, lines, found) for found in mdtables.tables(text, lines))
    return replace(document, blocks=tuple(_blocks(text, lines, grids)), grids=grids)


def _grid(text: str, lines: Sequence[Extent], found: Found) -> Grid:
    caption = _caption(text, lines, found.first)
    rows = spread(text, found.rows)
    body = Extent(lines[found.first].start, lines[found.behind - 1].end)
    behind = found.behind
    if caption is None and (below := _below(text, lines, behind)) is not None:
        caption, behind = below
    fenced = caption is not None and text[: caption.start].rstrip().endswith("caption")
    listed, end = _notes(text, lines, behind, fenced=fenced)
    caption = caption or Extent(body.start, body.start)
    whole = cover([caption, body, Extent(end, end)] if end else [caption, body])
    return Grid(table_label(caption.of(text).strip("* ")), caption, rows, listed, whole)


def _caption(text: str, lines: Sequence[Extent], first: int) -> Extent | None:
    """The caption above a table: within ``::: caption``, or a paragraph that begins with the table's number."""
    at = first - 1
    while at >= 0 and not lines[at].of(text).strip():
        at -= 1
    if at >= 0 and _FENCE.fullmatch(lines[at].of(text).strip()):
        top = at - 1
        while top > max(0, at - _FAR) and not _FENCE.match(lines[top].of(text).strip()):
            top -= 1
        extent = trimmed(text, lines[top + 1].start, lines[at - 1].end) if top + 1 < at else None
        return extent if extent is not None and len(extent) else None
    top = at
    while top > max(0, at - _FAR) and lines[top - 1].of(text).strip():
        top -= 1
    if at < 0:
        return None
    extent = _bare(text, trimmed(text, lines[top].start, lines[at].end))
    return extent if table_label(extent.of(text)) else None


def _bare(text: str, extent: Extent) -> Extent:
    """Without the marks of a heading or of emphasis at both ends."""
    start, end = extent.start, extent.end
    while start < end and text[start] in "#* \t_":
        start += 1
    while end > start and text[end - 1] in "* \t_\r\n":
        end -= 1
    return Extent(start, end)


def _below(text: str, lines: Sequence[Extent], behind: int) -> tuple[Extent, int] | None:
    """A caption below the table: ``: Title`` or ``Table: Title``, and the line behind it."""
    at = behind
    while at < len(lines) and not lines[at].of(text).strip():
        at += 1
    if at >= len(lines):
        return None
    marked = regex.match(r"\s*(?:Table)?:\s+(?=\S)", lines[at].of(text))
    if not marked:
        return None
    return trimmed(text, lines[at].start + marked.end(), lines[at].end), at + 1


def _notes(text: str, lines: Sequence[Extent], behind: int, *, fenced: bool) -> tuple[tuple[Note, ...], int]:
    """The footnotes below a table: up to the end of its fence, or as long as paragraphs open as footnotes do."""
    found: list[Note] = []
    end = 0
    for paragraph in _paragraphs(text, lines, behind):
        printed = paragraph.of(text)
        fence = _FENCE.search(printed) if fenced else None
        words = trimmed(text, paragraph.start, paragraph.start + fence.start()) if fence else paragraph
        if not fenced and (not begins(printed) or printed.startswith("|")):
            break
        if len(words):
            found += _signed(text, words)
            end = words.end
        if fence:
            break
    return tuple(found), end


def _signed(text: str, extent: Extent) -> Iterator[Note]:
    at = extent.start
    printed = regex.sub(r"\s+", " ", extent.of(text))
    for sign, words in notes([Run(regex.sub(r"\^(\S{1,3})\^", r"\1 ", printed))]):
        start = text.find(words.split()[-1], at, extent.end)
        first = words.split()[0]
        begin = text.find(first, at, extent.end)
        yield Note(sign, trimmed(text, begin if 0 <= begin <= max(start, at) else at, extent.end))
        at = max(at, begin + 1)


def _paragraphs(text: str, lines: Sequence[Extent], first: int) -> Iterator[Extent]:
    run: list[Extent] = []
    for at in range(first, len(lines) + 1):
        if at < len(lines) and lines[at].of(text).strip():
            run.append(lines[at])
        elif run:
            yield trimmed(text, run[0].start, run[-1].end)
            run = []


def _blocks(text: str, lines: Sequence[Extent], grids: Sequence[Grid]) -> Iterator[Block]:
    """Headings, paragraphs and figure legends outside the tables, in order."""
    held = sorted(g.extent for g in grids)
    at = 0
    for paragraph in _paragraphs(text, lines, 0):
        while at < len(held) and held[at].end <= paragraph.start:
            at += 1
        for part in _outside(paragraph, held, at):
            yield from _parted(text, trimmed(text, part.start, part.end))


def _outside(extent: Extent, held: Sequence[Extent], at: int) -> Iterator[Extent]:
    """What of a paragraph no table takes; ``at`` is the place of the first table that may."""
    start = extent.start
    while at < len(held) and held[at].start < extent.end:
        if held[at].start > start:
            yield Extent(start, held[at].start)
        start = max(start, held[at].end)
        at += 1
    if start < extent.end:
        yield Extent(start, extent.end)


def _parted(text: str, extent: Extent) -> Iterator[Block]:
    """A paragraph cut at the headings and figures in it."""
    marks = list(_HEADING.finditer(text, extent.start, extent.end))
    yield from _prose(text, Extent(extent.start, marks[0].start() if marks else extent.end))
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        end = following.start() if following else extent.end
        opens = _OPENS_LINE.search(text, max(0, mark.start() - 3), mark.start()) is not None
        joined = not opens or (following is not None and "\n" not in text[mark.end() : end])
        heading = _heading(text, mark.end(), end, joined=joined)
        yield Block("heading", "", heading, len(mark["marks"]))
        yield from _prose(text, Extent(heading.end, end))


def _heading(text: str, start: int, end: int, *, joined: bool) -> Extent:
    """How far a heading goes: its line, or in a joined line the known name or the words before the next sentence."""
    stop = text.find("\n", start, end)
    line = trimmed(text, start, end if stop < 0 else stop)
    if len(line) <= _LONG and not joined:
        return line
    known = _NAMES.match(text, start, end) or _HEAD_WORDS.match(text, start, end)
    return trimmed(text, start, known.end()) if known else line


def _prose(text: str, extent: Extent) -> Iterator[Block]:
    """A paragraph's block with its mark-up left out, and the legends of figures inside it."""
    start = extent.start
    for figure in _FIGURE.finditer(text, extent.start, extent.end):
        yield from _block(text, "paragraph", "", Extent(start, figure.start()))
        yield from _block(text, "caption", "figure", Extent(*figure.span("legend")))
        start = figure.end()
    yield from _block(text, "paragraph", "", Extent(start, extent.end))


def _block(text: str, kind: str, section: str, extent: Extent) -> Iterator[Block]:
    extent = trimmed(text, extent.start, extent.end)
    pieces = [trimmed(text, p.start, p.end) for p in mdtables.bare(text, extent)]
    pieces = [p for p in pieces if len(p)]
    if not any(sign.isalnum() for p in pieces for sign in p.of(text)):
        return  # what is left of mark-up
    if pieces:
        yield Block(kind, section, cover(pieces), pieces=tuple(pieces) if len(pieces) > 1 else ())


__all__ = ["is_markdown", "read"]
