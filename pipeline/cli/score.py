"""``armwise score``: how often predictions are right."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from pipeline.cli.terminal import grid, plural, screen, shown
from pipeline.errors import StoreError
from pipeline.score import (
    GOLD,
    LEVELS,
    TEXTS,
    VERDICTS,
    Change,
    Counts,
    Page,
    Score,
    Split,
    broken,
    changes,
    changes_by_rule,
    contents,
    floor_of,
    gold_digest,
    numeric_error,
    predictions,
    read_floors,
    read_gold,
    read_texts,
    tally_kinds,
    to_score,
    trusted,
    write_floors,
    write_page,
)
from pipeline.score import pin as pinned
from pipeline.score import score as judge


@dataclass(frozen=True, slots=True)
class Judged:
    """What one call of the command found out."""

    score: Score
    contents: dict[str, str]
    changes: tuple[Change, ...] | None
    unscored: tuple[str, ...]
    strangers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FloorFile:
    """A file of floors, and what to do with it."""

    path: Path
    raises: bool
    lowers: bool


def score(
    predicted: Annotated[list[Path], typer.Argument(metavar="PREDICTIONS...", help="JSONL files or directories.")],
    *,
    gold: Annotated[Path, typer.Option(help="Directory of the gold files.")] = GOLD,
    texts: Annotated[
        list[Path] | None,
        typer.Option(help="Directory of <doc_id>.txt; may be repeated. [corpus, ../shared/seeds]"),
    ] = None,
    document: Annotated[list[str] | None, typer.Option(help="Score this document only; may be repeated.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write a page with every error.")] = None,
    against: Annotated[Path | None, typer.Option(help="Older predictions to compare with.")] = None,
    floor: Annotated[Path | None, typer.Option(help="Fail when F1 is below this file's.")] = None,
    pin: Annotated[bool, typer.Option("--pin", help="Raise the floor to this score.")] = False,
    allow_lower: Annotated[bool, typer.Option("--allow-lower", help="Let --pin lower a floor.")] = False,
    at_risk: Annotated[float, typer.Option(min=0, max=1, help="The share of wrong tuples to tolerate.")] = 0.01,
) -> None:
    """Compare tuples with a gold set.

    Figures at three levels (found, relaxed, strict), by document, level, category, statistic and rule, with every error
    in one class. Ends with 1 when a floor is broken or an input cannot be read, with 2 when the call is wrong.

    Example: armwise score results.jsonl --html score.html
    """
    floors = _floor_file(floor, raises=pin, lowers=allow_lower)
    judged = _judged(predicted, gold, texts or TEXTS, document or (), against)
    _show(judged, at_risk)
    if html is not None:
        _write(html, judged, at_risk)
    if floors is not None and not _stands(floors, judged.score, gold):
        raise typer.Exit(1)


def _floor_file(path: Path | None, *, raises: bool, lowers: bool) -> FloorFile | None:
    if path is None and raises:
        raise typer.BadParameter("--pin needs --floor FILE")
    if lowers and not raises:
        raise typer.BadParameter("--allow-lower needs --pin")
    return None if path is None else FloorFile(path, raises, lowers)


def _judged(
    predicted: list[Path],
    gold: Path,
    texts: Sequence[Path],
    documents: Collection[str],
    against: Path | None,
) -> Judged:
    known = read_gold(gold)
    wanted = _wanted(known, documents)
    items = predictions(predicted)
    there = read_texts(texts, wanted)
    scored = set(documents) or to_score(wanted, items, there)
    now = judge(known, items, scored)
    before = None if against is None else judge(known, predictions([against]), scored)
    return Judged(
        score=now,
        contents=contents(there),
        changes=None if before is None else changes(before, now),
        unscored=tuple(sorted(wanted - scored)),
        strangers=tuple(sorted({item.doc_id for item in items} - known.keys())),
    )


def _wanted(known: Collection[str], documents: Collection[str]) -> set[str]:
    unknown = sorted(set(documents) - set(known))
    if unknown:
        raise typer.BadParameter(f"no gold for {', '.join(unknown)}")
    return set(documents or known)


def _write(path: Path, judged: Judged, risk: float) -> None:
    page = Page(judged.score, judged.contents, risk, judged.changes, judged.unscored)
    try:
        write_page(path, page)
    except OSError as error:
        raise StoreError(path, f"cannot be written ({error})") from error
    typer.echo(f"wrote {path}")


def _stands(floors: FloorFile, score: Score, gold: Path) -> bool:
    """Whether the score holds its floor; says so, and pins it when asked to."""
    known = read_floors(floors.path)
    reached = floor_of(score, gold_digest(gold, score.documents))
    if floors.raises:
        write_floors(floors.path, pinned(known, reached, allow_lower=floors.lowers))
        typer.echo(f"pinned in {floors.path}: {_figures(reached.figures)}")
        return True
    lines = broken(known, reached)
    for line in lines:
        typer.echo(f"floor: {line}", err=True)
    if not lines:
        typer.echo(f"floor holds: {_figures(reached.figures)}")
    return not lines


def _figures(figures: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:.4f}" for name, value in figures.items())


def _show(judged: Judged, risk: float) -> None:
    console = screen()
    _show_levels(console, judged.score)
    for name, split in (
        ("document", judged.score.by_document()),
        ("level", judged.score.by("level")),
        ("category", judged.score.by("category")),
        ("statistic", judged.score.by("statistic")),
    ):
        _show_split(console, name, split)
    _show_rules(console, judged.score)
    _show_fields(console, judged.score)
    _show_mistakes(console, judged.score)
    _show_confidence(console, judged.score, risk)
    if judged.changes is not None:
        _show_changes(console, judged.changes)
    for doc_id in judged.unscored:
        console.print(shown(f"{doc_id}: not scored, neither predicted nor its text there"))
    for doc_id in judged.strangers:
        console.print(shown(f"{doc_id}: predicted, but it has no gold"))


def _show_levels(console: Console, score: Score) -> None:
    title = f"{plural(len(score.documents), 'document')} (%)"
    columns = "right", "spurious", "missed", "precision", "recall", "F1", "F1, 95%"
    table = _numbers(title, "level", *columns)
    for level in LEVELS:
        counts, spread = score.counts(level), score.intervals(level)
        f1 = f"{_percent(spread.f1.low)} to {_percent(spread.f1.high)}" if spread else "–"
        table.add_row(level, str(counts.tp), str(counts.fp), str(counts.fn), *_ratios(counts), f1)
    console.print(table)


def _show_split(console: Console, name: str, split: Split) -> None:
    columns = "gold", "predicted", "found P", "R", "F1", "strict P", "R", "F1"
    table = _numbers(f"By {name} (%)", name, *columns)
    for key, tally in split.items():
        found, strict = tally["found"], tally["strict"]
        sizes = str(found.tp + found.fn), str(found.tp + found.fp)
        table.add_row(shown(key), *sizes, *_ratios(found), *_ratios(strict))
    console.print(table)


def _show_rules(console: Console, score: Score) -> None:
    # A rule has no recall: nobody knows which rule should have made a missed tuple.
    table = _numbers("By rule (%)", "rule", "predicted", "found P", "strict P")
    for rule, tally in score.by_rule().items():
        found, strict = tally["found"], tally["strict"]
        if found.tp + found.fp:
            ratios = _percent(found.precision), _percent(strict.precision)
            table.add_row(shown(rule), str(found.tp + found.fp), *ratios)
    console.print(table)


def _numbers(title: str, first: str, *columns: str) -> Table:
    """A table whose first column is never cut and whose others are numbers."""
    table = grid()
    table.title = title
    table.add_column(first, overflow="fold")
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _show_fields(console: Console, score: Score) -> None:
    table = _numbers("Fields among the found", "field", "right %", "right", "of")
    for name, got in score.accuracies().items():
        table.add_row(name, _percent(got.ratio), str(got.right), str(got.of))
    console.print(table)


def _show_mistakes(console: Console, score: Score) -> None:
    listed = score.mistakes()
    table = _numbers(plural(len(listed), "error"), "kind", "errors")
    for kind, number in tally_kinds(listed).items():
        table.add_row(kind, str(number))
    console.print(table)
    error = numeric_error(listed)
    if error is not None:
        console.print(f"values misread at their place: off by {_percent(error[0])}% (n={error[1]})")


def _show_confidence(console: Console, score: Score, risk: float) -> None:
    trust = trusted(score.alignments, risk)
    if trust is None:
        return
    console.print(f"expected calibration error {trust.calibration_error:.3f}")
    point = trust.safe
    if point is None:
        console.print(f"no confidence leaves at most {_percent(risk)}% wrong")
        return
    passed = f"{point.passed} of {point.total} ({_percent(point.coverage)}%)"
    console.print(f"for {_percent(risk)}% wrong demand {point.threshold}: {passed} tuples pass")


def _show_changes(console: Console, listed: Sequence[Change]) -> None:
    table = _numbers(f"{plural(len(listed), 'change')} against the older predictions", "rule", *VERDICTS)
    for rule, counted in changes_by_rule(listed).items():
        table.add_row(shown(rule), *(str(counted[verdict]) for verdict in VERDICTS))
    console.print(table)
    for change in listed:
        item = change.new or change.old
        told = (item.printed or item.value, item.arm, item.outcome, change.about) if item else ()
        said = " | ".join(str(part) for part in told if part)
        console.print(shown(f"{change.verdict}: {change.doc_id} {said}"))


def _ratios(counts: Counts) -> tuple[str, str, str]:
    return _percent(counts.precision), _percent(counts.recall), _percent(counts.f1)


def _percent(ratio: float) -> str:
    return f"{100 * ratio:.1f}"
