"""``armwise ask`` and ``armwise forest`` from the call to the file."""

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app
from tests.evidence.conftest import jats

ASKED = ["--intervention", "green tea", "--comparator", "water", "--outcome", "relapse", "--type", "binary"]
HEADS = ("", "Green tea (n = 40)", "Water (n = 38)")


def run(*words: object) -> Result:
    """The command line with the general configuration."""
    return CliRunner().invoke(app, [*map(str, words), "--config", "default"])


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Two reports; the second has no such outcome."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, row in (("one", ("Relapse", "8 (20.0)", "19 (50.0)")), ("two", ("Nausea", "1 (2.5)", "2 (5.3)"))):
        table = ("Events during treatment.", (HEADS, row), "Data are n (%).")
        (folder / f"{name}.xml").write_text(jats(["Patients were followed."], [table]), "utf-8")
    return folder


def test_an_answer_on_the_terminal(reports: Path) -> None:
    """Numbers with their characters, the effect, and for the second report the reason."""
    result = run("ask", reports, *ASKED)

    assert result.exit_code == 0, result.output
    assert "8 (20.0) @" in result.output
    assert "RR 0.4, 95% CI" in result.output
    assert "not_reported" in result.output


def test_a_review_as_a_file(reports: Path, tmp_path: Path) -> None:
    """A row a report and outcome of the protocol."""
    protocol, target = tmp_path / "review.yaml", tmp_path / "evidence.csv"
    outcomes = "outcomes: [{name: relapse, type: binary, measure: OR}, {name: nausea, type: binary}]"
    protocol.write_text(f"intervention: green tea\ncomparator: water\n{outcomes}\n", "utf-8")

    result = run("ask", reports, "--protocol", protocol, "--to", target)

    assert result.exit_code == 0, result.output
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(r["doc_id"], r["outcome"], r["measure"]) for r in rows] == [
        ("one", "relapse", "OR"), ("one", "nausea", ""), ("two", "relapse", ""), ("two", "nausea", "RR"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--intervention", "green tea"], "--comparator, --outcome"),
        ([*ASKED, "--protocol", "review.yaml"], "stand in the protocol"),
        ([*ASKED, "--to", "evidence.docx"], "the suffix must be"),
        ([*ASKED, "--to", "evidence.csv", "--as", "fhir"], "the suffix must be"),
    ],
)
def test_a_wrong_call_ends_with_two(reports: Path, words: list[str], told: str) -> None:
    """And says what is wrong."""
    result = run("ask", reports, *words)

    assert result.exit_code == 2
    assert told in " ".join(result.output.replace("│", " ").split())


def test_a_broken_report_costs_only_itself(reports: Path) -> None:
    """The other reports are answered; the exit code is 1."""
    (reports / "three.xml").write_text("<article", "utf-8")

    result = run("ask", reports, *ASKED)

    assert result.exit_code == 1
    assert "three.xml" in result.output
    assert "RR 0.4" in result.output


def test_a_wrong_protocol_is_one_line(reports: Path, tmp_path: Path) -> None:
    """No traceback."""
    protocol = tmp_path / "review.yaml"
    protocol.write_text("outcomes: 3", "utf-8")

    result = run("ask", reports, "--protocol", protocol)

    assert result.exit_code == 1
    assert "outcomes must be a list" in result.output
    assert "Traceback" not in result.output


def test_a_forest_plot(reports: Path, tmp_path: Path) -> None:
    """The report without the outcome is in it too."""
    target = tmp_path / "plot.svg"

    result = run("forest", reports, *ASKED, "--to", target)

    assert result.exit_code == 0, result.output
    assert "1 effect of 2 reports" in result.output
    assert "not_reported" in target.read_text("utf-8")
