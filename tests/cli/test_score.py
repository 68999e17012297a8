"""``armwise score`` and ``armwise gold check``, as called."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]
TEXT = "Of 54, 19 (35) had EASI-50 on Day 29, and 8 (15) had EASI-75.\n"


def row(printed: str, value: int, **other: object) -> dict[str, object]:
    """A gold row of the text."""
    start = TEXT.index(printed)
    place = {"section": "results", "start": start, "end": start + len(printed), "text": printed}
    empty = dict.fromkeys(("study", "arm_id", "arm_n", "comparator", "subgroup", "outcome_id", "unit", "p_value"))
    made: dict[str, object] = {"doc_id": "d", "category": "efficacy", "arm": "Placebo", "outcome": "EASI-50"}
    made |= {"statistic": "proportion", "value": value, "count": int(printed.split(maxsplit=1)[0]), "denominator": 54}
    made |= {"dispersion": None, "timepoint_text": "Day 29", "timepoint_days": 28, "source": place, "flags": []}
    return empty | made | other


GOLD = [row("19 (35)", 35), row("8 (15)", 15, outcome="EASI-75")]


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    """The rows as JSONL."""
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(each) + "\n" for each in rows), encoding="utf-8")
    return path


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with gold, its text in ``corpus`` and perfect predictions; the commands run in it."""
    write(tmp_path / "gold" / "d.jsonl", GOLD)
    line = f"d,{hashlib.sha256(TEXT.encode()).hexdigest()},{len(TEXT)},corpus"
    (tmp_path / "gold" / "documents.csv").write_text(f"doc_id,sha256,characters,kind\n{line}\n", encoding="utf-8")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "d.txt").write_text(TEXT, encoding="utf-8")
    write(tmp_path / "right.jsonl", GOLD)
    write(tmp_path / "half.jsonl", [GOLD[0], {**GOLD[1], "arm": "Dupilumab", "rule": "[bold]row", "confidence": 0.7}])
    return tmp_path


def test_perfect_predictions(run: Run, here: Path) -> None:
    """Gold against itself is right at every level."""
    made = run("score", "right.jsonl")

    assert made.exit_code == 0
    assert made.stdout.count("100.0") > 6
    assert "0 errors" in made.stdout


def test_errors_rules_and_confidence_are_told(run: Run, here: Path) -> None:
    """The arm swap has its class, the rule its row with the name as written."""
    made = run("score", "half.jsonl", "--at-risk", "0.5")

    assert made.exit_code == 0
    assert "1 error" in made.stdout
    assert "[bold]row" in made.stdout
    assert "expected calibration error 0.700" in made.stdout


def test_the_page_is_written(run: Run, here: Path) -> None:
    """The page holds the error with the text around it."""
    made = run("score", "half.jsonl", "--html", "score.html", "--against", "right.jsonl")

    assert made.exit_code == 0
    assert "<mark>8 (15)</mark> had EASI-75" in (here / "score.html").read_text(encoding="utf-8")
    assert "lost: d 8 (15)" in made.stdout


def test_a_broken_floor_ends_with_one(run: Run, here: Path) -> None:
    """Pinned at its best, the floor holds for the same score and breaks for a worse one."""
    assert run("score", "right.jsonl", "--floor", "floor.json").exit_code == 1
    assert run("score", "right.jsonl", "--floor", "floor.json", "--pin").exit_code == 0
    assert run("score", "right.jsonl", "--floor", "floor.json").exit_code == 0
    made = run("score", "half.jsonl", "--floor", "floor.json")

    assert made.exit_code == 1
    assert "strict_f1 fell from 1.0000 to 0.5000" in made.stderr


def test_a_floor_is_lowered_only_when_told(run: Run, here: Path) -> None:
    """Without the flag the file stays as it is."""
    run("score", "right.jsonl", "--floor", "floor.json", "--pin")
    before = (here / "floor.json").read_bytes()
    refused = run("score", "half.jsonl", "--floor", "floor.json", "--pin")

    assert refused.exit_code == 1
    assert "--allow-lower" in refused.stderr
    assert (here / "floor.json").read_bytes() == before
    assert run("score", "half.jsonl", "--floor", "floor.json", "--pin", "--allow-lower").exit_code == 0


def test_changed_gold_breaks_the_floor(run: Run, here: Path) -> None:
    """The digest of the gold is pinned with the figures."""
    run("score", "right.jsonl", "--floor", "floor.json", "--pin")
    write(here / "gold" / "d.jsonl", GOLD[:1])
    made = run("score", "gold/d.jsonl", "--floor", "floor.json")

    assert made.exit_code == 1
    assert "gold has changed" in made.stderr


def test_a_document_left_out_counts_as_missed_when_its_text_is_there(run: Run, here: Path) -> None:
    """Nobody gains by not predicting; without its text it is named instead."""
    write(here / "gold" / "e.jsonl", [{**GOLD[0], "doc_id": "e"}])
    absent = run("score", "right.jsonl")
    (here / "corpus" / "e.txt").write_text(TEXT, encoding="utf-8")
    there = run("score", "right.jsonl")

    assert "e: not scored" in absent.stdout
    assert "1 error" in there.stdout
    assert "2 documents" in there.stdout


WRONG_INPUTS = [
    (["score", "nowhere.jsonl"], "nowhere.jsonl"),
    (["score", "broken.jsonl"], "broken.jsonl:1: not JSON"),
    (["score", "right.jsonl", "--gold", "corpus"], "corpus: holds no gold files"),
    (["score", "right.jsonl", "--html", "no/such/dir.html"], "cannot be written"),
    (["gold", "check", "--gold", "nowhere"], "holds no gold files"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG_INPUTS)
def test_a_wrong_input_is_one_line_and_ends_with_one(run: Run, here: Path, arguments: list[str], said: str) -> None:
    """The file is named, and there is no traceback."""
    (here / "broken.jsonl").write_text("{\n", encoding="utf-8")
    made = run(*arguments)

    assert made.exit_code == 1
    assert said in made.stderr
    assert "Traceback" not in made.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["score"],
        ["score", "right.jsonl", "--pin"],
        ["score", "right.jsonl", "--floor", "f.json", "--allow-lower"],
        ["score", "right.jsonl", "--at-risk", "2"],
        ["score", "right.jsonl", "--document", "unknown"],
    ],
)
def test_a_wrong_call_ends_with_two(run: Run, here: Path, arguments: list[str]) -> None:
    """What is asked for cannot be meant."""
    assert run(*arguments).exit_code == 2


def test_sound_gold_passes(run: Run, here: Path) -> None:
    """The default places are those of the project."""
    made = run("gold", "check")

    assert made.exit_code == 0, made.output
    assert "all checks pass" in made.stdout


def test_a_fault_in_gold_ends_with_one(run: Run, here: Path) -> None:
    """Check, place and reason are shown."""
    write(here / "gold" / "d.jsonl", [{**GOLD[0], "denominator": 64}])
    made = run("gold", "check")

    assert made.exit_code == 1
    assert "proportion" in made.stdout
    assert "d.jsonl:1" in made.stdout
