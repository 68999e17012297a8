"""A report of the corpus printed as JATS and as PDF, so that each format has a sample without other people's texts."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from pipeline.document import Table as ReadTable
from pipeline.extraction import Extraction

_SMALL: Final = 6  # points: wide tables stay on the page


def as_jats(report: Extraction, path: Path) -> Path:
    """The passages of the report as paragraphs and its tables as table-wraps, in one file."""
    tables = "".join(_wrapped(table, report.document.text) for table in report.tables)
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in _paragraphs(report))
    body = f"<sec sec-type='results'><title>Results</title>{paragraphs}{tables}</sec>"
    path.write_text(f"<article><front/><body>{body}</body></article>", "utf-8")
    return path


def as_pdf(report: Extraction, path: Path) -> Path:
    """The same on pages."""
    styles = getSampleStyleSheet()
    told: list[Flowable] = [Paragraph("Results", styles["Heading1"])]
    told += [Paragraph(escape(text), styles["BodyText"]) for text in _paragraphs(report)]
    for table in report.tables:
        told.append(Paragraph(escape(table.caption.of(report.document.text)), styles["BodyText"]))
        told.append(Table(_rows(table, report.document.text), style=[("FONTSIZE", (0, 0), (-1, -1), _SMALL)]))
    SimpleDocTemplate(str(path), pagesize=A4).build(told)
    return path


def _paragraphs(report: Extraction) -> Iterator[str]:
    for passage in report.passages:
        if passage.kind == "prose":
            yield " ".join(piece.of(report.document.text) for piece in passage.pieces)


def _rows(table: ReadTable, text: str) -> list[list[str]]:
    """The cells in their places below a row of column heads, row labels first."""
    width = max((cell.column for cell in table.cells), default=0) + 1
    rows: dict[Any, list[str]] = {"head": [""] * width}
    for cell in table.cells:
        rows.setdefault(cell.row, [""] * width)[cell.column] = cell.extent.of(text)
        rows[cell.row][0] = " ".join(head.text for head in cell.row_path[-1:])
        rows["head"][cell.column] = " ".join(head.text for head in cell.column_path)
    return list(rows.values())


def _wrapped(table: ReadTable, text: str) -> str:
    head, *rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in _rows(table, text))
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    caption = escape(table.caption.of(text))
    return (
        f"<table-wrap><label>{escape(table.label)}</label><caption><p>{caption}</p></caption>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></table-wrap>"
    )
