"""Sets a table as PDF text extraction leaves it: no rules, no tabs, one blank between cells."""

import textwrap
from collections.abc import Sequence

from tests.typeset.truth import TrueTable

STYLES = ("tight", "spaced")
_LABEL, _HEAD, _PAGE = 38, 20, 110  # characters a wrapped label, head and caption have in a line


def flattened(table: TrueTable, style: str) -> str:
    """Caption, header, rows and footnotes with a sentence of prose before.

    ``tight``: one line a row and nothing between. ``spaced``: as in the first source document, an empty line
    between rows, long labels wrapped with their cells below, the lowest heads each a block of wrapped lines.
    """
    parts = _tight(table) if style == "tight" else _spaced(table)
    return "Some prose stands before.\n\n" + parts


def _tight(table: TrueTable) -> str:
    lines = [_caption(table)]
    lines += [_joined([text for text, _ in row]) for row in table.header]
    lines += [_joined(row) for row in table.body]
    return "\n".join(line for line in [*lines, *table.notes] if line) + "\n"


def _spaced(table: TrueTable) -> str:
    blocks = ["\n".join(textwrap.wrap(_caption(table), _PAGE))]
    for place, row in enumerate(table.header):
        heads = [text for text, _ in row if text]
        wrapped = place == len(table.header) - 1 and any(len(h) > _HEAD for h in heads)
        blocks += [_wrapped(h, _HEAD) for h in heads] if wrapped else [_joined(heads)]
    for row in table.body:
        blocks += _row(row)
    blocks.append("\n".join(_wrapped(note, _PAGE) for note in table.notes))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _row(row: Sequence[str]) -> list[str]:
    """One line, or a block of label lines and the cells in a block of their own."""
    if len(row[0]) <= _LABEL:
        return [_joined(row)]
    return [_wrapped(row[0], _LABEL), _joined(row[1:])]


def _caption(table: TrueTable) -> str:
    return f"Table 1. {table.caption}".strip()


def _joined(texts: Sequence[str]) -> str:
    return " ".join(text for text in texts if text)


def _wrapped(text: str, width: int) -> str:
    return "\n".join(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))
