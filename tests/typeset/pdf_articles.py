"""An article's tables set as one PDF file, with running text around them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tests.typeset import pdf_tables
from tests.typeset.pdf_press import Press
from tests.typeset.pdf_styles import Style, shown
from tests.typeset.pdf_tables import Places
from tests.typeset.truth import TrueTable


@dataclass(frozen=True, slots=True)
class Printed:
    """A file, and the tables set in it with the places of their body cells; tables too wide for any page are not."""

    raw: bytes
    tables: tuple[tuple[TrueTable, Places], ...]
    pages: int


def printed(name: str, tables: Sequence[TrueTable], style: Style, change: Callable[[str], str] = str) -> Printed:
    """The tables in one style, a few paragraphs between them; the same bytes for the same name and tables.

    ``change`` is done to the paragraphs before they are set.
    """
    press = Press(style, name, change)
    made = []
    for number, table in enumerate(tables, start=1):
        for _ in range(2 + press.chance % 3):
            press.paragraph()
        places = pdf_tables.put(press, table, number)
        if places is not None:
            made.append((_shown(table, style.font), places))
    for _ in range(3):
        press.paragraph()
    return Printed(press.finished(), tuple(made), press.page)


def _shown(table: TrueTable, font: str) -> TrueTable:
    """The table whose cells ask for no character that could not be printed."""

    def words(path: Sequence[str]) -> tuple[str, ...]:
        return tuple(shown(text, font) for text in path)

    return replace(
        table,
        cells=tuple(
            replace(
                cell,
                text=shown(cell.text, font),
                row_path=words(cell.row_path),
                column_path=words(cell.column_path),
                own=shown(cell.own, font),
            )
            for cell in table.cells
        ),
    )
