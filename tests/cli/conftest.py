"""A command line whose pipeline reads ``19 (35)`` as a share and nothing else."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline import batch
from pipeline.cli import app
from pipeline.configuration import maker
from pipeline.document import Cell, Document, Head, Table
from pipeline.errors import ConfigError
from pipeline.extent import Extent
from pipeline.extraction import Entry, Extraction, Failure, Finding
from pipeline.read import read as read_document
from pipeline.schema import Place, Source
from pipeline.schema import Result as Tuple

SHARE = re.compile(r"(\d+) \((\d+)\)")
YEAR = re.compile(r"\b20\d\d\b")

Run = Callable[..., Result]


def _result(document: Document, found: re.Match[str]) -> Tuple:
    return Tuple(
        doc_id=document.doc_id,
        tuple_id=f"{found.start()}",
        category="efficacy",
        study=None,
        arm="Dupilumab [bold]",
        arm_id="dupilumab",
        arm_n=54,
        comparator=None,
        subgroup=None,
        outcome="≥EASI-50",
        outcome_id="EASI-50",
        statistic="proportion",
        value=Decimal(found[2]),
        unit="%",
        count=int(found[1]),
        denominator=54,
        dispersion=None,
        p_value=None,
        timepoint_text="Day 29",
        timepoint_days=Decimal(28),
        source=Source("results", None, None, None, None, found.start(), found.end(), found[0]),
        evidence={"count": Place(found.start(1), found.end(1), found[1])},
        rule="count_share",
    )


def _table(document: Document, found: re.Match[str]) -> Table:
    extent = Extent(*found.span())
    head = Head("Day 29", (extent,))
    return Table("Table 1", extent, (Cell(extent, 0, 0, (head, head), (head,)),), (), extent, (extent,))


def _finding(odd: re.Match[str], others: list[re.Match[str]]) -> Finding:
    against = Extent(*others[0].span()) if others else None
    return Finding("shares", "warning", "looks odd", Extent(*odd.span()), against, "19/54 = 35.2", "=35")


def read(path: Path) -> Extraction:
    """The document as the stand-in pipeline sees it."""
    document = read_document(path)
    text = document.text
    if "bug" in text:
        raise ZeroDivisionError("division by zero\nsecond line")
    found = list(SHARE.finditer(text))
    entries = [Entry(Extent(*each.span(1)), "result", "in a result") for each in found]
    entries += [Entry(Extent(*each.span()), "excluded", "year") for each in YEAR.finditer(text)]
    return Extraction(
        document=document,
        sections=(),
        passages=(),
        tables=tuple(_table(document, each) for each in found[:1]),
        results=tuple(_result(document, each) for each in found),
        findings=tuple(_finding(each, found[1:]) for each in found[:1]),
        ledger=tuple(entries),
    )


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Call armwise in an empty folder."""

    def supervised(paths: Iterable[Path], config: str, *_: object) -> Iterator[Extraction | Failure]:
        if config == "nowhere":
            raise ConfigError(config, "no such configuration")
        return batch.run(paths, lambda path: replace(read(path), maker=maker("default")))

    monkeypatch.setattr(batch, "supervised", supervised)
    monkeypatch.chdir(tmp_path)
    # The width of a help page must not depend on the terminal the tests run in.
    runner = CliRunner(env={"TERMINAL_WIDTH": "120", "COLUMNS": "120"})
    return lambda *arguments: runner.invoke(app, [str(each) for each in arguments], prog_name="armwise")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report with two shares, one of them repeated, and a year."""
    path = tmp_path / "report.txt"
    path.write_bytes("In 2019, 19 (35) had EASI-50;\r\nwith placebo 6 (15). So 19 (35) \x1b[31m≥".encode())
    return path
