"""A forest plot: the effects of the reports of one question, drawn the same byte for byte from the same answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import Any, Final

from pipeline.errors import StoreError
from pipeline.evidence.effects import Effect
from pipeline.evidence.exports.effected import Effected, label
from pipeline.store.whole import replacing

SUFFIXES: Final = (".svg", ".png")
_ROW: Final = 0.32  # inches
_WIDTH: Final = 9.0
_LARGEST: Final = 11.0  # points: the square of the most precise study
_SMALLEST: Final = 3.0
_AXES: Final = {
    "RR": "Risk ratio", "OR": "Odds ratio", "RD": "Risk difference", "MD": "Mean difference", "IRR": "Rate ratio",
    "SMD": "Standardized mean difference (Hedges' g)",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    """A report in the plot: its name, its numbers in words, its effect or why it has none."""

    name: str
    numbers: str
    effect: Effect | None
    reason: str


def draw(items: Sequence[Effected], target: Path) -> int:
    """Write the plot of one question's answers as SVG or PNG; gives the number of reports with an effect.

    The effects must be of one measure; reports without one are listed with the reason. Raises StoreError when the
    suffix is unknown, nothing can be drawn or the file cannot be written.
    """
    if target.suffix.lower() not in SUFFIXES:
        raise StoreError(target, f"unknown kind of plot; the suffix must be one of {', '.join(SUFFIXES)}")
    lines = [_line(item) for item in items]
    measures = {line.effect.measure for line in lines if line.effect is not None}
    if len(measures) != 1:
        told = "; ".join(f"{line.name}: {line.reason}" for line in lines if line.reason)
        raise StoreError(target, f"no plot of {len(measures)} measures" if measures else f"no effect to draw ({told})")
    figure = _figure(lines, label(items[0]), items[0].answer.intervention.asked, items[0].answer.comparator.asked)
    with replacing(target) as draft:
        _save(figure, draft, target.suffix.lower())
    return sum(line.effect is not None for line in lines)


def _line(item: Effected) -> _Line:
    return _Line(item.answer.doc_id, " vs ".join(_numbers(item, side) for side in (0, 1)), item.poolable, item.reason)


def _numbers(item: Effected, side: int) -> str:
    group = item.answer.groups[side]
    size, events, mean = (group.value(slot) for slot in ("group_size", "events", "mean"))
    if item.answer.kind == "binary":
        return f"{'?' if events is None else events}/{'?' if size is None else size}"
    if item.answer.kind == "rate":
        time = group.value("person_time")
        return f"{'?' if events is None else events}/{'?' if time is None else time}"
    spread = group.value("standard_deviation")
    return f"{'?' if mean is None else mean} ({'?' if spread is None else spread})"


def _figure(lines: Sequence[_Line], title: str, one: str, other: str) -> Any:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    # Ids of an SVG are random without a salt; words as words keep the file small and searchable.
    mpl.rcParams.update(
        {"svg.hashsalt": "armwise", "svg.fonttype": "none", "font.family": "DejaVu Sans", "font.size": 9}
    )
    figure = Figure(figsize=(_WIDTH, 1.6 + _ROW * len(lines)))
    axes = figure.add_axes((0.42, 0.9 / (1.6 + _ROW * len(lines)), 0.34, _ROW * len(lines) / (1.6 + _ROW * len(lines))))
    drawn = [line.effect for line in lines if line.effect is not None]
    weights = [1 / e.variance if e.variance > 0 else 0.0 for e in drawn]
    for row, line in enumerate(lines):
        y = len(lines) - 1 - row
        _text(axes, -1.22, y, line.name)
        _text(axes, -0.62, y, line.numbers)
        if line.effect is None:
            _text(axes, 1.04, y, line.reason.rsplit(": ", 1)[-1])
            continue
        value, low, high = line.effect.shown
        share = (1 / line.effect.variance) / max(weights) if line.effect.variance > 0 else 1.0
        axes.plot([low, high], [y, y], color="black", linewidth=1)
        axes.plot([value], [y], "s", color="black", markersize=max(_SMALLEST, _LARGEST * share**0.5))
        _text(axes, 1.04, y, f"{value:.2f} [{low:.2f}, {high:.2f}]")
    _frame(axes, drawn[0], len(lines), title, one, other)
    return figure


def _text(axes: Any, x: float, y: float, words: str) -> None:
    """Words beside the plot, as they are: a dollar sign of a name starts no formula."""
    axes.text(x, y, words, transform=axes.get_yaxis_transform(), va="center", parse_math=False, clip_on=False)


def _frame(axes: Any, first: Effect, rows: int, title: str, one: str, other: str) -> None:
    axes.axvline(exp(0) if first.is_log else 0, color="grey", linewidth=0.8, linestyle="--")
    if first.is_log:
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter("{x:g}")
        axes.xaxis.set_minor_formatter("")
    axes.set_ylim(-0.6, rows - 0.4)
    axes.yaxis.set_visible(False)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.set_xlabel(f"{_AXES[first.measure]}, 95% CI", parse_math=False)
    axes.set_title(f"{title}: {one} versus {other}", parse_math=False, fontsize=10, loc="center")


def _save(figure: Any, draft: Path, suffix: str) -> None:
    # Dates and program versions would make equal plots differ.
    metadata = {"Date": None, "Creator": None} if suffix == ".svg" else {"Software": None}
    figure.savefig(draft, dpi=150, metadata=metadata)
