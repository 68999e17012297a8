"""Where the tables of a Markdown text are: pipe tables, and Pandoc's tables of aligned columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import regex

from pipeline.document import GridCell
from pipeline.extent import Extent, cover, trimmed

_PIPE_RULE: Final = regex.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?\s*)?$")
_DASHES: Final = regex.compile(r"\s*-{2,}(?: +-{2,})+\s*$")
_FULL: Final = regex.compile(r"\s*-{10,}\s*$")
_UNESCAPED: Final = regex.compile(r"(?<!\\)\|")
_CHUNK: Final = regex.compile(r"[^ \r\n]+(?: [^ \r\n]+)*")  # a hard blank parts no columns
_RAISED: Final = regex.compile(
    r"(?:\s*(?:\^(?P<sign>[^\s^]{1,5})\^|\[\\?(?P<sign>[^\]\s]{1,3})\]\(#[^)]*\)|\\(?P<sign>\*+)))+$"
)
_WRAPPED: Final = regex.compile(r"(\*{1,3}|_{1,2})(?=\S)(?P<in>.+)(?<=\S)\1$")
_EMPHASISED: Final = regex.compile(r"\s*(\*{1,3})(?!.*\1)")
_MARKUP: Final = regex.compile(
    r"(?P<stars>\*{1,3})(?=\S)[^*\n]{1,300}?(?<=\S)(?P<out>(?P=stars))"  # emphasis
    r"|(?P<out>\[)[^\]\n]{0,200}(?P<out>\](?:\([^)\s]{0,200}\)|\{\.[a-z-]+\}))"  # links, spans
    r"|(?P<out></?[a-z][^<>\n]{0,200}>|:{3,}(?:[ ]?[a-z-]+)?|\\(?=[*_#<>\[\]~^]))"  # tags, fences, escapes
)
_HEAD: Final = 40  # lines of wrapped heads
_ROW: Final = 400  # lines between the full rules of a table


@dataclass(frozen=True, slots=True)
class Found:
    """A table: the lines it takes, from the first to behind the last, and its rows, heads first."""

    first: int
    behind: int
    rows: tuple[tuple[GridCell, ...], ...]


def is_rule(line: str) -> bool:
    """Whether a line parts the heads of a pipe table from its rows."""
    return "|" in line and _PIPE_RULE.match(line) is not None


def bare(text: str, extent: Extent) -> list[Extent]:
    """The parts of a stretch of text between its mark-up: emphasis, links, tags, fences."""
    found = _MARKUP.finditer(text, extent.start, extent.end)
    outs = sorted(span for m in found for span in (*m.spans("out"), *m.spans("stars")))
    bounds = [extent.start, *(edge for span in outs for edge in span), extent.end]
    return [Extent(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if a < b]


def tables(text: str, lines: Sequence[Extent]) -> Iterator[Found]:
    """The tables in order; a line is the extent between two line ends."""
    at = 0
    while at < len(lines):
        line = lines[at].of(text)
        found = None
        if is_rule(line) and at and "|" in lines[at - 1].of(text):
            found = _pipes(text, lines, at)
        elif _DASHES.match(line) and at:
            found = _columns(text, lines, at)
        if found is not None:
            yield found
        at = max(at + 1, found.behind if found else 0)


def _pipes(text: str, lines: Sequence[Extent], rule: int) -> Found:
    behind = rule + 1
    while behind < len(lines) and "|" in lines[behind].of(text) and lines[behind].of(text).strip():
        behind += 1
    listed = [lines[rule - 1], *lines[rule + 1 : behind]]
    rows = [_row(text, n, [[piece] for piece in _split(text, line)], n == 0) for n, line in enumerate(listed)]
    return Found(rule - 1, behind, tuple(rows))


def _split(text: str, line: Extent) -> list[Extent]:
    """The parts of a row between its pipes, untrimmed on the left so that a cell's indent shows."""
    printed = line.of(text)
    cuts = [line.start + m.start() for m in _UNESCAPED.finditer(printed)]
    bounds = [line.start - 1, *cuts, line.end]
    if cuts and not text[line.start : cuts[0]].strip():
        bounds.pop(0)
    if cuts and not text[cuts[-1] + 1 : line.end].strip():
        bounds.pop()
    return [Extent(start + 1, end) for start, end in pairwise(bounds)]


def _columns(text: str, lines: Sequence[Extent], rule: int) -> Found | None:
    """A table whose columns are those of a rule of dashes; one within full rules may have rows of several lines."""
    width = len(lines[rule])
    starts = [m.start() for m in regex.finditer(r"-+", lines[rule].of(text))]
    first = rule
    while (
        first > max(0, rule - _HEAD)
        and lines[first - 1].of(text).strip()
        and not lines[first - 1].of(text).startswith(":::")
    ):
        first -= 1
    framed = first < rule and _FULL.match(lines[first].of(text)) is not None
    behind = rule + 1
    while behind < len(lines) and behind - rule < _ROW:
        printed = lines[behind].of(text)
        if framed and _FULL.match(printed):
            behind += 1
            break
        if not framed and len(printed.rstrip("\r")) < min(3, width):
            break
        behind += 1
    head = [lines[n] for n in range(first + framed, rule)]
    body = _grouped(text, lines[rule + 1 : behind - framed], framed=framed)
    listed = ([head] if any(h.of(text).strip() for h in head) else []) + body
    rows = [_row(text, n, _cut(text, group, starts), bool(head) and n == 0) for n, group in enumerate(listed)]
    return Found(first, behind, tuple(rows)) if len(rows) > 1 else None


def _grouped(text: str, lines: Sequence[Extent], *, framed: bool) -> list[list[Extent]]:
    """The lines of each row: one, or all up to an empty line where the table stands between full rules."""
    if not framed:
        return [[line] for line in lines]
    groups: list[list[Extent]] = [[]]
    for line in lines:
        if line.of(text).strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _cut(text: str, lines: Sequence[Extent], starts: Sequence[int]) -> list[list[Extent]]:
    """The pieces of each column; words go to the column that they stand under, wide characters shift them a little."""
    cells: list[list[Extent]] = [[] for _ in starts]
    for line in lines:
        last = -1
        for match in _CHUNK.finditer(line.of(text)):
            nearest = min(range(len(starts)), key=lambda k: (abs(starts[k] - match.start()), k))
            under = max((k for k, start in enumerate(starts) if start <= match.start()), default=0)
            place = nearest if abs(starts[nearest] - match.start()) <= 3 else under
            place = min(max(place, last + 1), len(starts) - 1)
            last = place
            before = line.start + (starts[place] if starts[place] < match.start() and place == 0 else match.start())
            cells[place].append(Extent(before, line.start + match.end()))
    return cells


def _row(text: str, number: int, cells: Sequence[Sequence[Extent]], is_header: bool) -> tuple[GridCell, ...]:  # noqa: FBT001
    return tuple(_cell(text, number, column, pieces, is_header=is_header) for column, pieces in enumerate(cells))


def _cell(text: str, row: int, column: int, pieces: Sequence[Extent], *, is_header: bool) -> GridCell:
    found: list[Extent] = []
    signs: list[str] = []
    bold = []
    if len(pieces) > 1 and (over := _EMPHASISED.match(pieces[0].of(text))) and pieces[-1].of(text).endswith(over[1]):
        # Emphasis over several lines begins in the first and ends in the last.
        first, last = pieces[0], pieces[-1]
        ends = Extent(first.start + over.end(), first.end), Extent(last.start, last.end - len(over[1]))
        pieces = [ends[0], *pieces[1:-1], ends[1]]
        bold.append(len(over[1]) > 1)
    for piece in pieces:
        words, marks, wrapped = _unmarked(text, piece)
        if len(words):
            found += bare(text, words)
            bold.append(wrapped or bold[:1] == [True])
        signs += marks
    start = pieces[0].start if pieces else 0
    if not found:
        return GridCell(Extent(start, start), row, column, is_header=is_header, signs=tuple(signs))
    outer = trimmed(text, pieces[0].start, pieces[0].end)
    indent = 0 if column else max(outer.start - pieces[0].start - (1 if text[start - 1 : start] == "|" else 0), 0)
    several = tuple(found) if len(found) > 1 else ()
    return GridCell(cover(found), row, column, 1, 1, is_header, all(bold), indent, several, tuple(signs))


def _unmarked(text: str, piece: Extent) -> tuple[Extent, list[str], bool]:
    """A cell's words without emphasis around them and raised signs behind them; whether they are bold."""
    extent = trimmed(text, piece.start, piece.end)
    signs: list[str] = []
    bold = False
    for _ in range(3):
        printed = extent.of(text)
        raised, wrapped = _RAISED.search(printed), _WRAPPED.match(printed)
        if wrapped and wrapped[1] not in wrapped["in"]:
            bold = bold or len(wrapped[1]) > 1
            extent = trimmed(text, extent.start + wrapped.start("in"), extent.start + wrapped.end("in"))
        elif raised and (raised.start() or len(printed) == raised.end()):
            found = [s.strip("*_\\") or s.strip("\\") for s in raised.captures("sign")]
            if not all(_is_sign(s, printed[: raised.start()]) for s in found):
                break
            signs = [*found, *signs]
            extent = trimmed(text, extent.start, extent.start + raised.start())
        else:
            break
    return extent, signs, bold


def _is_sign(sign: str, before: str) -> bool:
    """Whether a raised character is a footnote sign, not the power of a unit or a figure of the name."""
    if sign in {"2", "3", "th", "st", "nd", "rd"} and regex.search(r"(?:[kcdm]?m|[Rr]|\d)\s?$", before):
        return False
    return not sign.startswith(("-", "+"))
