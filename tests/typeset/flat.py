"""Sets a table as PDF text extraction leaves it: no rules, no tabs, one blank between cells."""

import textwrap
from collections.abc import Sequence
from itertools import groupby

from tests.typeset.truth import TrueTable

STYLES = ("tight", "spaced", "indented")
_LABEL, _HEAD, _PAGE = 38, 20, 110  # characters a wrapped label, head and caption have in a line
_WIDEST = 140  # characters of a row of heads in one line: the longest of the sources has 136


def flattened(table: TrueTable, style: str, prose: Sequence[str] = ("Some prose stands before.",)) -> str:
    """Caption, header, rows and footnotes behind the paragraphs of prose.

    ``spaced``: as in the first source document, an empty line between rows, long labels wrapped with their cells
    below, the lowest heads each a block of wrapped lines. ``indented``: as in the second, the footnotes in the
    caption, an empty line between rows, a row of heads in a line where a line has room for it (heads of several
    lines are blocks, as its wrapped labels are), a blank before indented labels, the cells behind the last line of a wrapped
    label. ``tight``, which no source has: one line a row and nothing between.
    """
    parts = {"tight": _tight, "spaced": _spaced, "indented": _indented}[style](table)
    return "\n\n".join([*(_wrapped(paragraph, _PAGE) for paragraph in prose), parts])


def _tight(table: TrueTable) -> str:
    lines = [_caption(table)]
    lines += [_joined([text for text, _ in row]) for row in table.header]
    lines += [_joined(row) for row in table.body]
    return "\n".join(line for line in [*lines, *table.notes] if line) + "\n"


def _spaced(table: TrueTable) -> str:
    blocks = ["\n".join(textwrap.wrap(_caption(table), _PAGE))]
    for place, row in enumerate(table.header):
        heads = [text for text, _ in row if text]
        lowest = place == len(table.header) - 1 or len(_joined(heads)) > _WIDEST
        wrapped = any("\n" in h for h in heads) or (lowest and any(len(h) > _HEAD for h in heads))
        blocks += [_wrapped(h, _HEAD) for h in heads] if wrapped else [_joined(heads)]
    for row in table.body:
        blocks += _row(row)
    blocks.append("\n".join(_wrapped(note, _PAGE) for note in table.notes))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _indented(table: TrueTable) -> str:
    caption = " ".join([_caption(table), *table.notes])
    blocks = [_wrapped(caption, _PAGE), *(block for row in table.header for block in _heads(row))]
    for row, indented in zip(table.body, table.indented or (False,) * len(table.body), strict=True):
        label = _wrapped(row[0], _LABEL)
        blocks.append(" " * indented + " ".join(filter(None, [label, _joined(row[1:])])))
    return "\n\n".join(block for block in blocks if block.strip()) + "\n"


def _heads(row: Sequence[tuple[str, int]]) -> list[str]:
    """A line; where no line has room for them or a head has several, each such head a block, its neighbours in one line."""
    heads = [text for text, _ in row if text]
    width = _HEAD if len(_joined(heads)) > _WIDEST else _WIDEST
    runs = groupby(heads, key=lambda head: "\n" in head or len(head) > width)
    return [
        block for wraps, run in runs for block in ([_wrapped(h, width) for h in run] if wraps else [_joined([*run])])
    ]


def _row(row: Sequence[str]) -> list[str]:
    """One line, or a block of label lines and the cells in a block of their own."""
    if len(row[0]) <= _LABEL:
        return [_joined(row)]
    return [_wrapped(row[0], _LABEL), _joined(row[1:])]


def _caption(table: TrueTable) -> str:
    return f"Table 1. {table.caption}".strip()


def _joined(texts: Sequence[str]) -> str:
    return " ".join(text.replace("\n", " ") for text in texts if text)


def _wrapped(text: str, width: int) -> str:
    parts = (textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) for line in text.split("\n"))
    return "\n".join(line for part in parts for line in part)
