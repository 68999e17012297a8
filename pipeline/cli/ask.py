"""``armwise ask`` and ``armwise forest``: the numbers of a comparison, for one question or a whole review."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

from pipeline.cli.questions import asking
from pipeline.cli.reading import DEFAULT_CONFIG, Config, Paths, end, read
from pipeline.cli.terminal import grid, plural, screen, shown
from pipeline.errors import StoreError
from pipeline.evidence import ask as answered
from pipeline.evidence.exports import EXPORTS
from pipeline.evidence.exports.effected import Effected, effected
from pipeline.evidence.exports.effected import shown as placed
from pipeline.evidence.forest import SUFFIXES, draw
from pipeline.evidence.protocol import Asked
from pipeline.evidence.question import REASONS, SLOTS, Group
from pipeline.extraction import Failure
from pipeline.store.whole import refuse_unwritable

_FILES: Final = {
    "evidence": (".csv", ".jsonl"),
    "escalc": (".csv",),
    "revman": (".csv",),
    "aact": ("",),
    "fhir": (".json",),
}


class Form(StrEnum):
    """In whose shape the evidence is written."""

    EVIDENCE = "evidence"
    ESCALC = "escalc"
    REVMAN = "revman"
    AACT = "aact"
    FHIR = "fhir"


@asking
def ask(
    *,
    asked: tuple[Asked, ...],
    paths: Paths,
    to: Annotated[Path | None, typer.Option(help="Write a file (a folder for --as aact).", show_default=False)] = None,
    form: Annotated[Form, typer.Option("--as", help="The shape of the file.")] = Form.EVIDENCE,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Give the numbers of a comparison and outcome in both groups, and where they stand.

    Exit code 0: all inputs were read; 1: some failed; 2: wrong call. An unknown number is an answer.

    Example: armwise ask report.xml --intervention dupilumab --comparator placebo --outcome EASI-75 --at "week 16"
    """
    if to is not None:
        _refuse_other_file(to, form)
    failures: list[Failure] = []
    items = _items(paths, config, failures, asked)
    if to is None:
        console = screen()
        for item in items:
            _show(console, item)
    else:
        found = list(items)
        if found:
            rows = EXPORTS[form](found, to)
            typer.echo(f"{plural(rows, 'resource' if form is Form.FHIR else 'row')} in {to}")
    end(failures)


@asking
def forest(
    *,
    asked: tuple[Asked, ...],
    paths: Paths,
    to: Annotated[Path, typer.Option(help="The plot to write: .svg .png", show_default=False)],
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Draw a forest plot of one question over reports.

    Example: armwise forest reports/ --intervention dupilumab --comparator placebo --outcome EASI-75 --to plot.svg
    """
    if len(asked) > 1:
        raise typer.BadParameter("a plot is of one question; this protocol has several", param_hint="--protocol")
    if to.suffix.lower() not in SUFFIXES:
        raise typer.BadParameter(f"the suffix must be one of {', '.join(SUFFIXES)}", param_hint="--to")
    refuse_unwritable(to)
    failures: list[Failure] = []
    items = list(_items(paths, config, failures, asked))
    if items:
        typer.echo(f"{plural(draw(items, to), 'effect')} of {plural(len(items), 'report')} in {to}")
    end(failures)


def _refuse_other_file(target: Path, form: Form) -> None:
    suffixes = _FILES[form]
    if target.suffix.lower() not in suffixes:
        what = f"one of {', '.join(suffixes)}" if suffixes != ("",) else "absent: it is a folder"
        raise typer.BadParameter(f"for --as {form} the suffix must be {what}", param_hint="--to")
    if form is not Form.AACT:
        refuse_unwritable(target)
    elif not target.parent.is_dir():
        raise StoreError(target, f"its folder {target.parent} does not exist")


def _items(paths: list[Path], config: str, failures: list[Failure], asked: Iterable[Asked]) -> Iterator[Effected]:
    questions = tuple(asked)
    for extraction in read(paths, config, failures):
        for each in questions:
            yield effected(answered(extraction, each.question), each.measure)


def _show(console: Console, item: Effected) -> None:
    answer = item.answer
    where = f"{answer.outcome} ({answer.where})" if answer.where else "not told"
    console.print(shown(f"{answer.doc_id}: {answer.question.outcome}: {where}"), style="bold")
    table = grid("group", "number", "value", "from", "how")
    for group in answer.groups:
        for slot in SLOTS[answer.kind]:
            table.add_row(*(shown(cell) for cell in _cells(group, slot)))
    console.print(table)
    found = item.poolable
    if found is not None:
        value, low, high = found.shown
        console.print(f"{found.measure} {value:.3g}, 95% CI {low:.3g} to {high:.3g}")
    else:
        console.print(shown(f"cannot be pooled: {item.reason}"))
    for rejected in answer.rejected:
        at = ", ".join(placed(place) for place in rejected.places[:2])
        console.print(shown(f"rejected ({rejected.rule}): {rejected.text} in {rejected.where}: {at}"))
    console.print()


def _cells(group: Group, slot: str) -> tuple[str, ...]:
    name = slot.replace("_", " ")
    number = group.numbers.get(slot)
    if number is None:
        code = group.unknown[slot]
        return group.asked, name, "unknown", "", f"{code}: {REASONS[code]}"
    return group.asked, name, format(number.value, "f"), "; ".join(map(placed, number.places)), number.derivation
