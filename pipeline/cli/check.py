"""``armwise check``: what the arithmetic of reports contradicts."""

from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from pipeline import store
from pipeline.cli.reading import DEFAULT_CONFIG, Config, Paths, end, keep, read, refuse_unknown_kind
from pipeline.cli.show import Target
from pipeline.cli.terminal import plural, screen, shown
from pipeline.extent import Extent
from pipeline.extraction import Extraction, Failure, Finding
from pipeline.store.sheets import FINDINGS


class Severity(StrEnum):
    """How sure a finding is, the surest first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


ORDER: Final = tuple(Severity)


def check(
    *,
    paths: Paths,
    to: Target = None,
    least: Annotated[Severity, typer.Option(help="Leave out what is less sure.")] = Severity.NOTE,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """List what the arithmetic of reports contradicts: findings, never changes.

    Each with the two places that disagree and the working. Exit code 0: all inputs were read, whatever was found.

    Example: armwise check report.txt --least warning
    """
    if to is not None:
        refuse_unknown_kind(to, store.sheet_writer)
    failures: list[Failure] = []
    extractions = (_kept(each, least) for each in read(paths, config, failures))
    if to is not None:
        keep(extractions, to, partial(store.write_sheet, FINDINGS), "finding")
    else:
        for extraction in list(extractions):
            _show(screen(), extraction)
    end(failures)


def _kept(extraction: Extraction, least: Severity) -> Extraction:
    severities = ORDER[: ORDER.index(least) + 1]
    return replace(extraction, findings=tuple(f for f in extraction.findings if f.severity in severities))


def _show(console: Console, extraction: Extraction) -> None:
    """The findings of a document, the surest first."""
    text = extraction.document.text
    console.print(shown(extraction.document.doc_id), style="bold")
    for finding in sorted(extraction.findings, key=lambda f: ORDER.index(Severity(f.severity))):
        _show_finding(console, text, finding)
    counts = (f"{sum(f.severity == s for f in extraction.findings)} {s}" for s in ORDER)
    console.print(f"{plural(len(extraction.findings), 'finding')}: {', '.join(counts)}\n")


def _show_finding(console: Console, text: str, finding: Finding) -> None:
    console.print(shown(f"{finding.severity}: {finding.check}: {finding.message}"), soft_wrap=True)
    rows = [("here", _place(text, finding.extent))]
    if finding.against is not None:
        rows.append(("against", _place(text, finding.against)))
    rows += [("working", finding.working), ("proposal", finding.proposal)]
    for name, said in rows:
        if said:
            console.print(Text(f"    {name}:"), shown(said), soft_wrap=True)


def _place(text: str, extent: Extent) -> str:
    return f"{extent.of(text)} @{extent.start}-{extent.end}"
