"""A table's cells with what their heads mean."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.assemble.studies import Studies
from pipeline.assemble.tables import heads, outcomes
from pipeline.assemble.tables.heads import Column
from pipeline.assemble.tables.notes import Facts
from pipeline.assemble.tables.outcomes import Row
from pipeline.assemble.vocabulary import Vocabulary
from pipeline.document import Cell, Document, Table
from pipeline.normalise.names import holds_any
from pipeline.tables import cells as grammar


@dataclass(frozen=True, slots=True)
class Context:
    """What table assembling knows of the document beside the tables.

    ``arm`` is the group of a one-group study; ``kinds`` gives outcome ids a category of their own; ``controls`` are
    words that name the group compared with.
    """

    document: Document
    studies: Studies
    vocabulary: Vocabulary
    generic: frozenset[str]
    kinds: Mapping[str, str]
    controls: frozenset[str]
    arm: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """A cell, the kind of its expression, and the meaning of its column and row."""

    cell: Cell
    kind: str
    column: Column
    row: Row


@dataclass(frozen=True, slots=True)
class Scope:
    """One table with its facts, in its document."""

    context: Context
    table: Table
    facts: Facts

    @property
    def document(self) -> Document:
        """The document the table stands in."""
        return self.context.document

    @property
    def vocabulary(self) -> Vocabulary:
        """The terms of the configuration."""
        return self.context.vocabulary

    def size(self, item: Item) -> int | None:
        """The size of the group a cell belongs to: its column's, else the whole table's."""
        return item.column.n if item.column.n is not None else self.facts.n

    def is_control(self, arm: str) -> bool:
        """Whether an arm's name says that it is the group compared with."""
        return holds_any(arm, self.context.controls)


def read(cells: Iterable[Cell], context: Context) -> Iterator[Item]:
    """The cells with their heads understood; each path of heads is read once, however many cells stand under it."""
    column = cache(lambda path: heads.column(path, context.studies, context.vocabulary))
    row = cache(lambda path: outcomes.row(path, context.vocabulary, context.generic))
    for cell in cells:
        token = grammar.read(context.document.text, cell.extent.start, cell.extent.end)
        yield Item(cell, token.kind if token else "missing", column(cell.column_path), row(cell.row_path))
