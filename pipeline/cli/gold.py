"""``armwise gold``: whether the gold files keep their own rules."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.terminal import grid, plural, screen, shown
from pipeline.score import GOLD, LEVELS, TEXTS, GoldReport, Score, agreement, check_gold, read_gold

gold_app = typer.Typer(help="Work on the gold set.", no_args_is_help=True)


@gold_app.callback()
def gold() -> None:
    """Work on the gold set."""


@gold_app.command("check")
def check(
    gold: Annotated[Path, typer.Option(help="Directory of the gold files.")] = GOLD,
    texts: Annotated[
        list[Path] | None,
        typer.Option(help="Directory of <doc_id>.txt; may be repeated. [corpus, ../shared/seeds]"),
    ] = None,
) -> None:
    """Check every gold file: slices, numbers, proportions, duplicates, vocabulary, texts, order.

    Example: armwise gold check
    """
    report = check_gold(gold, texts or TEXTS)
    _show(report)
    if report.findings:
        raise typer.Exit(1)


@gold_app.command("agreement")
def agree(
    one: Annotated[Path, typer.Argument(help="Directory of one annotator's files.")],
    other: Annotated[Path, typer.Argument(help="Directory of the other's.")],
) -> None:
    """Show how far two annotators agree on the bare tuples: no alternatives, no aliases, optional ones included.

    Example: armwise gold agreement gold/annotators/A gold/annotators/B
    """
    _agreed(agreement(read_gold(one), read_gold(other)))


def _agreed(score: Score) -> None:
    console = screen()
    table = grid("document", *(f"{level} F1" for level in LEVELS))
    for doc_id, tally in score.by_document().items():
        table.add_row(shown(doc_id), *(f"{tally[level].f1:.3f}" for level in LEVELS))
    table.add_row("all", *(f"{score.counts(level).f1:.3f}" for level in LEVELS))
    console.print(table)
    fields = grid("field", "same among the found")
    for name, accuracy in score.accuracies().items():
        fields.add_row(name, f"{accuracy.ratio:.3f}")
    console.print(fields)


def _show(report: GoldReport) -> None:
    console = screen()
    table = grid("document", "tuples", "optional", "text")
    for doc_id, number in report.tuples.items():
        there = "absent" if doc_id in report.absent else "checked"
        table.add_row(shown(doc_id), str(number), str(report.optional[doc_id]), there)
    console.print(table)
    if report.findings:
        findings = grid()
        for column in ("check", "where", "what"):
            findings.add_column(column, overflow="fold")
        for finding in report.findings:
            findings.add_row(finding.check, shown(finding.where), shown(finding.message))
        console.print(findings)
    if report.absent:
        absent = ", ".join(report.absent)
        console.print(shown(f"Slices not checked, texts absent: {absent}"))
    total = sum(report.tuples.values())
    console.print(f"{plural(total, 'tuple')} in {plural(len(report.tuples), 'document')}: {_verdict(report)}.")


def _verdict(report: GoldReport) -> str:
    return plural(len(report.findings), "finding") if report.findings else "all checks pass"
