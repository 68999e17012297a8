"""From a table's cells to results: one tuple a cell, an estimate with its interval and p in one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from pipeline.assemble.tables import below, cells, headings, items, notes, pvalues, roles, rows, scale, shares, values
from pipeline.assemble.tables.items import Context, Item, Scope
from pipeline.document import Head, Table
from pipeline.extent import Extent
from pipeline.normalise.printed import is_share
from pipeline.schema import Result

_REASONS: Final = {"none": "other", "size": "denominator", "clock": "time"}
_FEWEST: Final = 4  # whole numbers that tell by being whole
_FIGURES: Final = frozenset(["arm", "time", "statistic"])
_NO_FIGURES: Final = frozenset(["missing", "word", "reference", "size"])


@dataclass(frozen=True, slots=True)
class Assembled:
    """What the tables report, and which of their numbers are no results and why (``pipeline.ledger.REASONS``)."""

    results: tuple[Result, ...]
    exclusions: tuple[tuple[Extent, str], ...]


def assembled(tables: Sequence[Table], context: Context) -> Assembled:
    """The results of all tables in printed order, their scales settled against each other."""
    general = notes.general_spread(context.document)
    groups = headings.called(context.document.text)

    @cache
    def read(head: Head) -> headings.Heading:
        return headings.read(head, context.vocabulary, groups)

    known = roles.terms(tables, context.vocabulary, context.groups, read)
    made: list[Result] = []
    excluded: list[tuple[Extent, str]] = []
    for table in tables:
        facts = notes.facts(context.document, table, general, context.vocabulary.categories)
        if "none" in context.vocabulary.categories.ids(facts.title):
            excluded += [(cell.extent, "other") for cell in table.cells]
            continue
        by_row: dict[int, list[Item]] = {}
        for item in items.read(table.cells, context, roles.roles(table, known, read)):
            by_row.setdefault(item.cell.row, []).append(item)
        by_row = below.fused(by_row)
        made += _table(by_row, _scope(context, table, facts, by_row))
        excluded += [(i.extent, why) for row in by_row.values() for i in row if (why := _reason(i))]
    return Assembled(scale.settled(made), tuple(excluded))


def _reason(item: Item) -> str | None:
    """Why a cell is no result by itself: test statistics and coefficients have no name in the contract."""
    return "other" if item.row.is_none else _REASONS.get(item.column.role)


def _table(by_row: dict[int, list[Item]], scope: Scope) -> Iterator[Result]:
    counted: list[shares.Counted] = []
    sizes: rows.Sizes = {}
    alone: list[Item] = []  # the p values of rows that hold nothing else, in force for the rows nested below
    for number, row in sorted(by_row.items()):
        if row[0].row.is_p or row[0].row.is_none:
            continue
        sized = rows.with_sizes(row, sizes)
        after = by_row.get(number + 1, [])
        if pvalues.only(row):
            alone = row
            nested = any(pvalues.is_nested(other[0], row[0]) for other in by_row.values())
            yield from () if nested else (cells.alone(item, scope) for item in pvalues.columns(row))
            continue
        above = alone if alone and pvalues.is_nested(row[0], alone[0]) else []
        completing = rows.Around(above, after if after and after[0].row.is_p else (), below.parts(by_row, number))
        yield from rows.results(sized, completing, scope, counted)


def _scope(context: Context, table: Table, facts: notes.Facts, by_row: dict[int, list[Item]]) -> Scope:
    every = [item for row in by_row.values() for item in row]
    arms = {item.column.arm: item.column for item in every if item.column.role == "arm" and item.column.arm}
    pairs = [item for item in every if item.kind == "pair"]
    common = _common(pairs)
    across = _across(pairs)
    within = shares.blocks((i.place, i.column.n, i.form.printed) for i in pairs)
    sized = [(i, within.get(i.place) or i.column.n or common.get(i.cell.column)) for i in pairs]
    shown = [i for i, n in sized if values.counts(i.form.printed, n)]
    row_arms = tuple(dict.fromkeys(item.row.arm for item in every if item.row.arm))
    sharing = len(pairs) > 1 and 2 * len(shown) > len(pairs)
    counting = facts.counting or sharing or _all_whole(every, context)
    baseline = any(item.when is not None and item.when.days == 0 for item in every)
    return Scope(
        context,
        table,
        facts,
        arms=tuple(arms.values()),
        counting=counting,
        sharing=sharing,
        has_baseline=baseline,
        common=common,
        row_arms=row_arms,
        stub=_stub(context, table),
        across=across,
        within=within,
    )


def _stub(context: Context, table: Table) -> str:
    """The head over the row labels where it counts time: ``Time (hour)``."""
    grid = next((g for g in context.document.grids if g.extent == table.extent), None)
    first = [
        c.extent.of(context.document.text) for row in (grid.rows[:3] if grid else ()) for c in row if c.column == 0
    ]
    return next((" ".join(f.split()) for f in first if headings.clocked(" ".join(f.split()), "1", table.extent)), "")


def _all_whole(every: Sequence[Item], context: Context) -> bool:
    """Whether all figures are bare whole numbers within their groups, and none is a score: they count patients.

    Means and medians of a table are hardly ever all whole; where no size is told it takes more of them to be sure.
    """
    told = [i for i in every if i.column.role in _FIGURES and i.kind not in _NO_FIGURES]
    bare = [i for i in told if i.form.printed.isdecimal()]
    whole = [i for i in bare if i.column.n is None or int(i.form.printed) <= i.column.n]
    sized = any(i.column.n is not None for i in told)
    scored = any(context.vocabulary.outcome_unit(f"{i.row.name} {i.column.outcome or ''}") for i in told)
    return len(told) >= (_FEWEST if sized else 2 * _FEWEST) and len(whole) == len(told) and not scored


def _across(pairs: Sequence[Item]) -> dict[int, int]:
    """For each row the sum of its counts, where they are its printed shares: ``19 (21.1)`` beside ``71 (78.9)``."""
    by_row: dict[int, list[tuple[int, Decimal]]] = {}
    for item in pairs:
        first, second = values.numbers(item.form.printed)[:2]
        whole = first == first.to_integral_value() and "±" not in item.form.printed
        by_row.setdefault(item.cell.row, []).append((int(first) if whole else -1, second))
    sums = {row: sum(count for count, _ in listed) for row, listed in by_row.items() if len(listed) > 1}
    return {row: n for row, n in sums.items() if n and all(c >= 0 and is_share(c, n, s) for c, s in by_row[row])}


def _common(pairs: Sequence[Item]) -> dict[int, int]:
    """For each column without a printed size the number that its counts and shares have in common."""
    by_column: dict[int, list[tuple[int, Decimal]]] = {}
    for item in pairs:
        first, second = values.numbers(item.form.printed)[:2]
        if item.column.n is None and first == first.to_integral_value() and "±" not in item.form.printed:
            by_column.setdefault(item.cell.column, []).append((int(first), second))
    found = {column: shares.common(listed) for column, listed in by_column.items()}
    return {column: n for column, n in found.items() if n is not None}


__all__ = ["Assembled", "Context", "assembled"]
