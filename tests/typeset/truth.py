"""Tables of JATS articles as they are marked up: the truth that re-typeset tables are read against."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from lxml import etree

Grid = list[list[tuple[str, bool]]]

# What may stand before the number of a numeric cell: signs, brackets, currency, the name of a p value or a size.
NUMERIC = re.compile(r"(?:[pPnN] ?(?:for [^=<>]{1,20})?(?=[=<>≤≥])|[-−–+±(\[<>≤≥=~≈∼£$€ΔF(χ²,.\s])*\d")
_SHAPE = re.compile(r"\d+")
_INDENT = re.compile(r"\s*[\u00a0\u2000-\u200a\u3000]")  # blanks that are printed; others are the mark-up's own
_SECOND = re.compile(r"[(\[±]|\+/-")  # how the second half of one expression begins: 12 (30), 152.4 ±8.1
_BLOCKS = frozenset(["break", "p", "list-item", "disp-formula", "title"])
_WHOLE = re.compile(rb"\s*<(?:\?xml|!DOCTYPE|article\b)")
_UNPRINTED = frozenset(["tex-math", "object-id", "alt-text"])
_PROSE = ("article-title", "title", "p")
_OUTSIDE = frozenset(["table-wrap", "ref-list", "p", "journal-meta", "permissions", "back"])


@dataclass(frozen=True, slots=True)
class TrueCell:
    """A body cell with the paths of its heads, outermost first.

    ``told``: whether its column can be told once flattened. It cannot when the row lacks a cell and another
    placing of the row's cells, in which each has a shape its column holds elsewhere, reads just as well.
    ``own``: what the row prints first, where its label spans rows and is printed higher up.
    ``whole``: the expression it is one half of once flattened (``12 (30)``, whose halves have heads of their own).
    """

    text: str
    row: int
    column: int
    row_path: tuple[str, ...]
    column_path: tuple[str, ...]
    told: bool = True
    own: str = ""
    whole: str = ""

    @property
    def numeric(self) -> bool:
        """Whether the cell prints a number (``P = 0.03``, ``12 (30)``), not a name with one (``SCL-90``)."""
        return bool(NUMERIC.match(self.text))


@dataclass(frozen=True, slots=True)
class TrueTable:
    """A table: its grid of printed text (spans kept as (text, columns)), header rows first.

    Line ends within heads are kept; ``indented``: whether the label of a body row stands further in.
    """

    label: str
    caption: str
    header: tuple[tuple[tuple[str, int], ...], ...]
    body: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    cells: tuple[TrueCell, ...]
    indented: tuple[bool, ...] = ()

    @property
    def heads(self) -> tuple[tuple[tuple[str, int], ...], ...]:
        """The header rows without line ends, for printers that break lines themselves."""
        return tuple(tuple((" ".join(text.split()), across) for text, across in row) for row in self.header)


def text_of(element: etree._Element) -> str:
    """The element's printed words on one line; what the mark-up breaks is parted by a blank."""
    return " ".join("".join(_pieces(element)).split())


def _lines_of(element: etree._Element) -> str:
    """The element's printed words with the line ends that the mark-up sets."""
    printed = "".join("\n" if piece is None else piece.replace("\n", " ") for piece in _broken(element))
    return "\n".join(filter(None, (" ".join(line.split()) for line in printed.split("\n"))))


def _broken(element: etree._Element) -> Iterator[str | None]:
    if not isinstance(element.tag, str) or element.tag in _UNPRINTED:
        return
    yield None if element.tag in _BLOCKS else ""
    yield element.text or ""
    for child in element:
        yield from _broken(child)
        yield child.tail or ""
    yield None if element.tag in _BLOCKS else ""


def _pieces(element: etree._Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _UNPRINTED:
        return
    apart = element.tag in _BLOCKS
    yield " " if apart else ""
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield " " if apart else ""


def tables(path: Path, *, raised: bool = True) -> Iterator[TrueTable]:
    """The article's marked-up tables that have a head and a body; with or without what is set high (kg/m2, total a)."""
    root = _root(path)
    if not raised:
        etree.strip_elements(root, "sup", "xref", with_tail=False)
    for wrap in root.iter("table-wrap"):
        table = wrap.find(".//table")
        if table is None or table.find("thead") is None or table.find("tbody") is None:
            continue
        found = _table(wrap, table)
        if found is not None:
            yield found


def as_printed(table: TrueTable) -> TrueTable:
    """The table with the two halves of one expression in one cell, as they read once its lines are flattened.

    ``12`` and ``(30)`` in two cells below a head that spans both are printed as ``12 (30)``: nothing tells that the
    mark-up has two cells. Where each half has a head of its own they stay two cells that know what they print
    together: whether they are one cell below ``% (n)`` or two below ``%`` and ``(n)`` cannot be told either.
    """
    cells: list[TrueCell] = []
    for cell in table.cells:
        first = cells[-1] if cells else None
        if first is None or not _is_second(first, cell):
            cells.append(cell)
            continue
        whole = f"{first.text} {cell.text}"
        if cell.column_path and first.column_path == cell.column_path:
            cells[-1] = replace(first, text=whole)
        else:
            cells[-1:] = [replace(first, whole=whole), replace(cell, whole=whole)]
    return replace(table, cells=tuple(cells))


def _is_second(first: TrueCell, cell: TrueCell) -> bool:
    beside = (first.row, first.column + 1) == (cell.row, cell.column)
    return beside and bool(_SECOND.match(cell.text)) and not _SECOND.match(first.text)


@lru_cache(maxsize=4)
def prose(path: Path) -> tuple[str, ...]:
    """The article's title, headings, paragraphs and captions of figures; tables and references left out."""
    root = _root(path)
    found = (
        element for element in root.iter(*_PROSE) if not _OUTSIDE.intersection(a.tag for a in element.iterancestors())
    )
    return tuple(filter(None, map(text_of, found)))


def _root(path: Path) -> etree._Element:
    """The article; sections that stand one after another without an article around them are put into one."""
    raw = path.read_bytes()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    return etree.fromstring(raw if _WHOLE.match(raw) else b"<article>%s</article>" % raw, parser)


def _table(wrap: etree._Element, table: etree._Element) -> TrueTable | None:
    label = wrap.find("label")
    caption = wrap.find("caption")
    printed = _grid(table.find("thead"), broken=True)
    head = [[(" ".join(text.split()), repeat) for text, repeat in row] for row in printed]
    body = _grid(table.find("tbody"))
    width = max((len(row) for row in [*head, *body]), default=0)
    if width < 2 or any(len(row) != width for row in [*head, *body]):
        return None
    notes = tuple(text_of(p) for foot in wrap.findall("table-wrap-foot") for p in foot.iter("p") if text_of(p))
    return TrueTable(
        label=text_of(label) if label is not None else "Table",
        caption=text_of(caption) if caption is not None else "",
        header=tuple(_merged(row) for row in printed),
        body=tuple(tuple("" if s else t for t, s in row) for row in body),
        notes=notes,
        cells=tuple(_cells(head, body, width)),
        indented=tuple(_is_indented(tr) for tr in table.find("tbody").findall("tr")),
    )


def _is_indented(tr: etree._Element) -> bool:
    return any(_INDENT.match("".join(cell.itertext())) for cell in list(tr.iterchildren("td", "th"))[:1])


def _grid(part: etree._Element, *, broken: bool = False) -> Grid:
    """Rows of (text, is a repeat of a spanned cell); ``broken``: line ends are kept."""
    rows: Grid = []
    pending: dict[tuple[int, int], str] = {}
    for r, tr in enumerate(part.findall("tr")):
        row: list[tuple[str, bool]] = []
        cells = list(tr.iterchildren("td", "th"))
        while cells or (r, len(row)) in pending:
            if (r, len(row)) in pending:
                row.append((pending.pop((r, len(row))), True))
                continue
            cell = cells.pop(0)
            across, down = int(cell.get("colspan") or 1), int(cell.get("rowspan") or 1)
            printed = _lines_of(cell) if broken else text_of(cell)
            at = len(row)
            for k in range(across):
                row.append((printed, k > 0))
                for d in range(1, down):
                    pending[(r + d, at + k)] = printed
        rows.append(row)
    return rows


def _merged(row: list[tuple[str, bool]]) -> tuple[tuple[str, int], ...]:
    merged: list[tuple[str, int]] = []
    for text, repeat in row:
        if repeat and merged and merged[-1][0] == text:
            merged[-1] = (text, merged[-1][1] + 1)
        else:
            # What a cell spans downwards is printed once, in its first row.
            merged.append(("" if repeat else text, 1))
    return tuple(merged)


def _cells(head: Grid, body: Grid, width: int) -> Iterator[TrueCell]:
    group = ""
    stubs = _stub_columns(body, width)
    shapes = _shapes(body, width)
    for r, row in enumerate(body):
        printed = [t for t, _ in row]
        if len({t for t in printed if t}) == 1 and printed[0] and (all(s for _, s in row[1:]) or not any(printed[1:])):
            group = printed[0]
            continue
        labels = tuple(dict.fromkeys(p for p in (group, *printed[:stubs]) if p))
        told = _told(printed[stubs:], shapes[stubs:])
        for c in range(stubs, width):
            if not printed[c] or row[c][1]:
                continue
            path = tuple(dict.fromkeys(h[c][0] for h in head if h[c][0]))
            yield TrueCell(printed[c], r, c, labels, path, told[c - stubs], _own(row))


def _own(row: Sequence[tuple[str, bool]]) -> str:
    """The first words a row prints whose label spans it from above."""
    first = next((text for text, repeat in row if text and not repeat), "")
    return "" if not row[0][1] or NUMERIC.match(first) else first


def _stub_columns(body: Grid, width: int) -> int:
    """How many columns on the left label the rows: the first, and those after it that hold words only."""
    count = 1
    while count < width - 1:
        column = [row[count][0] for row in body if row[count][0]]
        if not column or any(not re.search(r"[A-Za-z]{2}", t) or NUMERIC.match(t) for t in column):
            break
        count += 1
    return count


def _shapes(body: Grid, width: int) -> list[set[str]]:
    return [{_SHAPE.sub("9", row[c][0]) for row in body if row[c][0]} for c in range(width)]


def _told(printed: Sequence[str], shapes: Sequence[set[str]]) -> list[bool]:
    """For each column whether its cell has no other column to stand in: leftmost and rightmost placing agree."""
    held = [(c, _SHAPE.sub("9", t)) for c, t in enumerate(printed) if t]
    first, last = {}, {}
    at = 0
    for c, shape in held:
        at = next((k for k in range(at, c) if shape in shapes[k]), c)
        first[c], at = at, at + 1
    at = len(printed) - 1
    for c, shape in reversed(held):
        at = next((k for k in range(at, c, -1) if shape in shapes[k]), c)
        last[c], at = at, at - 1
    return [first.get(c) == last.get(c) for c in range(len(printed))]
