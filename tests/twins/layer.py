"""Which cells of a table the text layer of a PDF holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2

from pipeline.extent import fold
from tests.typeset.measure import printings
from tests.typeset.truth import TrueCell, TrueTable

_ATOM = re.compile(r"[A-Za-z]+|[\d.]*\d|[<>=≤≥%±+-]")
_NUMBER = re.compile(r"[\d.]*\d")
_BETWEEN = r"[\s(),;:\[\]{}/*†‡§¶‖#&'\"]{0,5}"
_HELD = 0.5  # a page that holds fewer of a table's cells is not where the table stands
_ON = 3  # cells that only the page before or after holds: the table goes on there


@dataclass(frozen=True, slots=True)
class Held:
    """The numeric cells of a table that the text layer holds, and the pages (from 1) where the table stands."""

    cells: tuple[TrueCell, ...]
    pages: tuple[int, ...]


def pages(path: Path) -> tuple[str, ...]:
    """The text layer page by page, typography levelled."""
    document = pypdfium2.PdfDocument(path)
    try:
        return tuple(fold(page.get_textpage().get_text_range()).replace("\x02", "-") for page in document)
    finally:
        document.close()


def held(table: TrueTable, texts: Sequence[str]) -> Held:
    """The cells on the page that holds most of them, and on its neighbours; none when no page holds half of them."""
    cells = [cell for cell in table.cells if cell.numeric]
    found = [_found(text, cells) for text in texts]
    # The few numbers of a small table stand on other pages too; its label at the start of a line does not.
    label = re.compile(rf"(?im)^\W*{re.escape(table.label.rstrip(' .:'))}(?!\d)")
    best = max(range(len(texts)), key=lambda p: (len(found[p]) * (4 if label.search(texts[p]) else 1), -p), default=0)
    if not cells or len(found[best]) < _HELD * len(cells):
        return Held((), ())
    chosen, kept = [best], set(found[best])
    for page in (best - 1, best + 1):
        if 0 <= page < len(texts) and len(found[page] - found[best]) >= _ON:
            chosen.append(page)
            kept |= found[page]
    return Held(tuple(cells[k] for k in sorted(kept)), tuple(page + 1 for page in sorted(chosen)))


def _found(text: str, cells: Sequence[TrueCell]) -> set[int]:
    """Which of the cells a page holds; most pages lack the numbers of most cells."""
    numbers = set(_NUMBER.findall(text))
    return {k for k, cell in enumerate(cells) if any(_holds(text, numbers, each) for each in printings(cell))}


def _holds(text: str, numbers: set[str], printing: str) -> bool:
    return numbers.issuperset(_NUMBER.findall(fold(printing))) and _pattern(printing).search(text) is not None


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """The words, numbers and signs of a cell in order, as a text layer may part them."""
    atoms = [re.escape(atom) for atom in _ATOM.findall(fold(text))]
    return re.compile(rf"(?<![\d.]){_BETWEEN.join(atoms)}(?!\d|\.\d)" if atoms else r"(?!)")
