"""A table's cells with what their heads mean."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

import regex

from pipeline.assemble.studies import Studies
from pipeline.assemble.tables import forms, heads, outcomes, shares
from pipeline.assemble.tables.forms import Form
from pipeline.assemble.tables.headings import When
from pipeline.assemble.tables.heads import Column
from pipeline.assemble.tables.notes import Facts
from pipeline.assemble.tables.outcomes import Row
from pipeline.assemble.tables.roles import Roles
from pipeline.assemble.vocabulary import Vocabulary
from pipeline.document import Cell, Document, Table
from pipeline.extent import Extent
from pipeline.normalise.names import holds_any

_ESTIMATES: Final = frozenset(["spread", "pair", "interval", "fraction", "share_fraction", "three"])
_UNWORDED: Final = regex.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Context:
    """What table assembling knows of the document beside the tables.

    ``arm`` is the group of a one-group study; ``kinds`` gives outcome ids a category of their own; ``controls`` are
    words that name the group compared with, ``groups`` those that name any group.
    """

    document: Document
    studies: Studies
    vocabulary: Vocabulary
    generic: frozenset[str]
    kinds: Mapping[str, str]
    controls: frozenset[str]
    groups: frozenset[str]
    arm: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """A cell, what it prints and of which kind, the meaning of its column and row.

    ``extent`` is that of the numeric expression, over two cells where a value and its half stand in cells side by side;
    ``half`` is that of the half in the cell below, ``p_at`` that of a p value below.
    """

    cell: Cell
    extent: Extent
    form: Form
    column: Column
    row: Row
    half: Extent | None = None
    p_at: Extent | None = None

    @property
    def kind(self) -> str:
        """The kind of the cell's expression."""
        return self.form.kind

    @property
    def place(self) -> shares.Place:
        """The column, and the heads that the row stands below."""
        return self.cell.column, tuple(h.text for h in self.cell.row_path[:-1])

    @property
    def arm(self) -> str | None:
        """The arm that the column or the row names."""
        return self.row.arm or self.column.arm

    @property
    def when(self) -> When | None:
        """The time that the row or the column names; where both do, the row's: ``After 8 weeks`` below ``Change``."""
        return self.row.when or self.column.when


@dataclass(frozen=True, slots=True)
class Scope:
    """One table with its facts, in its document.

    ``arms`` are the columns of its arms, ``row_arms`` the arms its rows name; ``counting`` tells that its bracketed
    cells are counts with their shares, ``common`` of which number the counts of a column are shares,
    ``across`` the sum that the counts of a row are shares of, ``within`` that of the rows below one head; ``sharing``
    tells that the table prints counts with their shares; ``stub`` is the head of the labels where it counts time.
    """

    context: Context
    table: Table
    facts: Facts
    arms: tuple[Column, ...] = ()
    counting: bool = False
    has_baseline: bool = False
    common: Mapping[int, int] = field(default_factory=dict)
    row_arms: tuple[str, ...] = ()
    stub: str = ""
    across: Mapping[int, int] = field(default_factory=dict)
    within: Mapping[shares.Place, int] = field(default_factory=dict)
    sharing: bool = False

    @property
    def document(self) -> Document:
        """The document the table stands in."""
        return self.context.document

    @property
    def vocabulary(self) -> Vocabulary:
        """The terms of the configuration."""
        return self.context.vocabulary

    def size(self, item: Item) -> int | None:
        """The size of the group a cell belongs to: the cell's own, its row's or column's, else the whole table's."""
        for n in (item.form.n, item.row.n, item.column.n, self.facts.n_each):
            if n is not None:
                return n
        return self.facts.n if len({a.arm for a in self.arms} | set(self.row_arms)) < 2 else None

    def is_control(self, arm: str) -> bool:
        """Whether an arm's name says that it is the group compared with."""
        return holds_any(" ".join(_UNWORDED.sub(" ", arm).split()), self.context.controls)


def read(cells: Iterable[Cell], context: Context, roles: Roles) -> Iterator[Item]:
    """The cells with their heads understood; each path of heads is read once, however many cells stand under it."""
    column = cache(lambda path: heads.column(path, context.studies, roles))
    row = cache(lambda path: outcomes.row(path, context.vocabulary, context.generic, roles))
    waiting: Cell | None = None
    text = context.document.text
    for cell in (*cells, None):
        if waiting is not None:
            joined = _joined(waiting, cell, text)
            printed = joined or waiting.extent.of(text)
            end = cell.extent.end if cell is not None and joined else waiting.extent.end
            extent = Extent(waiting.extent.start, end)
            yield _item(waiting, extent, forms.read(printed), column(waiting.column_path), row(waiting.row_path))
            if joined:
                waiting = None
                continue
        waiting = cell


def _item(cell: Cell, extent: Extent, form: Form, column: Column, row: Row) -> Item:
    """The item; a column headed by a p value may hold estimates with their p: ``0.3 ± 3.2, p = 0.35``."""
    if column.role == "p_value" and (form.kind in _ESTIMATES or (form.p is not None and form.kind == "number")):
        column = replace(column, role="arm" if column.arm else "statistic")
    return Item(cell, extent, form, column, row)


def _joined(cell: Cell, beside: Cell | None, text: str) -> str | None:
    """What two cells under one head print together, when the second is the other half of the first."""
    if beside is None or beside.row != cell.row or beside.column_path != cell.column_path or not cell.column_path:
        return None
    if beside.row_path != cell.row_path or beside.column == cell.column:
        return None
    return forms.fused(cell.extent.of(text), beside.extent.of(text))
