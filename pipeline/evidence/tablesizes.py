"""Sizes of groups that a table prints in rows, heads, labels and cells of their own."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import regex

from pipeline.document import Cell
from pipeline.evidence.axes import Axis
from pipeline.evidence.figures import quantities, reads
from pipeline.evidence.marks import size, unmarked
from pipeline.evidence.points import Read
from pipeline.extent import Extent, fold
from pipeline.mentions import Quantity

_SIZES: Final = regex.compile(
    r"(?i)(?:n|no\.?|number|sample size|number \(n\)|(?:no\.?|number|n) (?:of )?"
    r"(?:patients|participants|subjects|women|children)(?: \(n\))?)[,:]?"
)
# "mean ± SD (n)", "mean score (n)": the size of each cell stands in it.
_SIZE_IN_CELL: Final = regex.compile(r"(?i)\b(?:mean|median|sd|se|sem)\b.{0,24}[(\[]\s?n\s?[)\]]")
# "(I = 12, C = 8)" behind the label of a row: the sizes of both groups, each by the beginning of its name.
_SIZES_OF_ROW: Final = regex.compile(
    r"[(\[]\s?(?P<one>\p{L}[\p{L} ]{0,24}?)\s?=\s?(?P<a>\d{1,6})\s?[,;/]"
    r"\s?(?P<other>\p{L}[\p{L} ]{0,24}?)\s?=\s?(?P<b>\d{1,6})\s?[)\]]"
)


def row_of_sizes(text: str, cell: Cell) -> Read | None:
    """The size of a column's group where a row prints sizes: ``n = 18``, or a count in a row called ``N``."""
    label = cell.row_path[-1].text if cell.row_path else ""
    is_labelled = _SIZES.fullmatch(fold(label).strip()) is not None
    if not is_labelled and "=" not in cell.extent.of(text):
        return None
    found = quantities(text, cell.extent)
    if len(found) != 1 or found[0].shape != ("number" if is_labelled else "group_size"):
        return None
    value = found[0].value
    return Read(value, found[0].extent) if value == value.to_integral_value() and value > 1 else None


def section(cell: Cell) -> str:
    """What a row of sizes names besides: ``Second eye`` before ``n = 18`` is the head of the rows below."""
    label = cell.row_path[-1].text if cell.row_path else ""
    return "" if _SIZES.fullmatch(fold(label).strip()) else unmarked(label)


def has_sizes_in_cells(heads: Sequence[str]) -> bool:
    """Whether heads such as ``mean ± SD (n)`` say that each cell ends with its size."""
    return _SIZE_IN_CELL.search(" ".join(heads)) is not None


def sizeless(label: str) -> str:
    """A label without the sizes of both groups behind it."""
    return str(_SIZES_OF_ROW.sub(" ", fold(label)))


def own_size(cell: Cell, on: Axis, head: int) -> Read | None:
    """The size that the group's head prints, or one below it; heads above and beside it are of all groups."""
    heads = cell.column_path if on.is_columns else cell.row_path
    for each in heads if head < 0 else heads[head:]:
        number = size(each.text)
        if number is not None:
            return Read(Decimal(number), each.extent)
    return None


def size_of_row(text: str, cell: Cell, on: Axis, named: str) -> Read | None:
    """The group's size behind the label of its row, where the label tells both groups' by how their names begin."""
    for head in cell.row_path if on.is_columns else cell.column_path:
        match = _SIZES_OF_ROW.search(fold(head.extent.of(text)))
        if match is None:
            continue
        mine = [n for name, n in (("one", "a"), ("other", "b")) if named.lower().startswith(match[name].lower())]
        if len(mine) == 1:
            at = head.extent.start
            return Read(Decimal(match[mine[0]]), Extent(at + match.start(mine[0]), at + match.end(mine[0])))
    return None


def with_size(
    text: str, found: Sequence[Quantity], announced: frozenset[str], size_read: Read | None
) -> tuple[dict[str, Read], Read | None]:
    """What a cell tells under ``mean (n)`` or ``mean ± SD (n)``: the last whole number in brackets is the size."""
    last = found[-1]
    spread = last.dispersion.value if last.shape == "mean_bracket" and last.dispersion is not None else None
    if len(found) == 1 and spread is not None and spread == int(spread):
        return {"mean": Read(last.value, last.extent)}, Read(spread, last.extent)
    filled = reads(found[0], announced, None)
    if len(found) == 2 and last.shape == "number" and last.value == int(last.value) and last.value > 1:
        size_read = Read(last.value, last.extent)
    return filled, size_read
