"""Every export is read back: the numbers, the fields of the format, the tuples behind a row, why it cannot be pooled."""

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest
from fhir.resources.bundle import Bundle
from fhir.resources.evidence import Evidence

from pipeline.errors import StoreError
from pipeline.evidence import Answer, Group, Number, Question
from pipeline.evidence.exports import EXPORTS
from pipeline.evidence.exports.aact import TABLES
from pipeline.evidence.exports.effected import Effected, effected
from pipeline.evidence.exports.revman import COLUMNS as REVMAN
from pipeline.evidence.forest import draw
from pipeline.schema import Place


def number(value: str, at: int, derivation: str = "") -> Number:
    """A number printed at an offset, with the id of a tuple there."""
    return Number(Decimal(value), (Place(at, at + len(value), value),), derivation, (f"t{at}",))


def answer(doc_id: str, kind: str, one: dict[str, str], other: dict[str, str], **unknown: str) -> Answer:
    """An answer with these numbers; ``unknown`` is said of the comparator."""
    groups = [
        Group(
            name, name, {slot: number(value, 10 * k + place) for k, (slot, value) in enumerate(said.items())}, missing
        )
        for name, said, place, missing in (("=tea", one, 100, {}), ("water", other, 200, unknown))
    ]
    return Answer(
        doc_id,
        Question("=tea", "water", "relapse", kind, "week 8"),
        kind,
        groups[0],
        groups[1],
        "Relapse",
        "day 56",
        "Table 1",
    )


@pytest.fixture
def items() -> list[Effected]:
    """A pooled binary, a pooled continuous and an incomplete answer."""
    return [
        effected(answer("one", "binary", {"events": "8", "group_size": "40"}, {"events": "19", "group_size": "38"})),
        effected(answer("two", "continuous", {"mean": "-4.1", "standard_deviation": "1.2", "group_size": "40"},
                        {"mean": "5.0", "standard_deviation": "1.4", "group_size": "38"})),
        effected(answer("three", "binary", {"events": "8", "group_size": "40"}, {"events": "9"}, group_size="group_size_not_reported")),
    ]  # fmt: skip


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_evidence_rows(items: list[Effected], tmp_path: Path) -> None:
    """Numbers as printed, text that would run as a formula made harmless, the reason of the third."""
    assert EXPORTS["evidence"](items, tmp_path / "e.csv") == 3
    one, two, three = rows(tmp_path / "e.csv")

    assert (one["intervention_events"], one["comparator_group_size"], one["measure"]) == ("8", "38", "RR")
    assert (one["intervention"], two["intervention_mean"]) == ("'=tea", "-4.1")
    assert one["tuples"] == "t100;t110;t200;t210"
    assert "intervention_events=8 @100-101" in one["places"]
    assert (three["yi"], three["not_poolable"]) == ("", "group_size of water: group_size_not_reported")


def test_evidence_lines_keep_everything(items: list[Effected], tmp_path: Path) -> None:
    """The whole answer as JSON."""
    EXPORTS["evidence"](items, tmp_path / "e.jsonl")
    read = [json.loads(line) for line in (tmp_path / "e.jsonl").read_text("utf-8").splitlines()]

    assert read[0]["intervention"]["numbers"]["events"]["places"][0] == {"start": 100, "end": 101, "text": "8"}
    assert read[0]["effect"]["measure"] == "RR"
    assert read[2]["effect"] == {"not_poolable": "group_size of water: group_size_not_reported"}


def test_escalc_columns(items: list[Effected], tmp_path: Path) -> None:
    """Events and non-events, means and spreads by the names of escalc; yi and vi recomputed from the row itself."""
    EXPORTS["escalc"](items, tmp_path / "m.csv")
    one, two, three = rows(tmp_path / "m.csv")

    assert [one[c] for c in ("ai", "bi", "ci", "di", "n1i", "n2i", "m1i")] == ["8", "32", "19", "19", "40", "38", ""]
    assert [two[c] for c in ("m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i")] == ["-4.1", "1.2", "40", "5.0", "1.4", "38"]
    assert float(one["vi"]) == pytest.approx(1 / 8 - 1 / 40 + 1 / 19 - 1 / 38, rel=1e-5)
    assert float(two["yi"]) == pytest.approx(-9.1)
    assert (three["ai"], three["di"], three["not_poolable"] != "") == ("8", "", True)


def test_revman_data_rows(items: list[Effected], tmp_path: Path) -> None:
    """The columns of the data package; one analysis for one outcome of one comparison."""
    EXPORTS["revman"](items, tmp_path / "r.csv")
    one, two, three = rows(tmp_path / "r.csv")

    assert tuple(one) == REVMAN
    assert (one["Experimental cases"], one["Experimental N"], one["Control cases"], one["Control N"]) == (
        "8",
        "40",
        "19",
        "38",
    )
    assert (two["Experimental mean"], two["Control SD"]) == ("-4.1", "1.4")
    assert {r["Analysis number"] for r in (one, two, three)} == {"1"}
    assert "tuples t100;t110;t200;t210" in one["Footnotes"]
    assert three["Footnotes"].startswith("not poolable: group_size of water")


def test_aact_tables(items: list[Effected], tmp_path: Path) -> None:
    """Every table with AACT's columns; ids lead from a measurement to its outcome and group."""
    EXPORTS["aact"](items, tmp_path / "aact")
    read = {name: rows(tmp_path / "aact" / f"{name}.csv") for name in TABLES}

    assert all(tuple(found[0]) == tuple(TABLES[name].split()) for name, found in read.items())
    groups = {row["id"]: row for row in read["result_groups"]}
    first = read["outcome_measurements"][0]
    assert (first["param_type"], first["param_value_num"], groups[first["result_group_id"]]["outcome_id"]) == (
        "Count of Participants", "8", first["outcome_id"],
    )  # fmt: skip
    assert "tuple t100" in first["description"]
    assert [row["dispersion_value_num"] for row in read["outcome_measurements"][2:4]] == ["1.2", "1.4"]
    assert len(read["outcome_analyses"]) == 2
    assert [bool(row["description"]) for row in read["outcomes"]] == [False, False, True]
    assert "group_size_not_reported" in read["outcomes"][2]["description"]
    assert {row["outcome_analysis_id"] for row in read["outcome_analysis_groups"]} == {"1", "2"}


def test_fhir_evidence_is_valid(items: list[Effected], tmp_path: Path) -> None:
    """A Bundle of R5 Evidence as fhir.resources reads it, with counts, sizes, interval and the tuples in a note."""
    EXPORTS["fhir"](items, tmp_path / "b.json")
    bundle = Bundle.model_validate_json((tmp_path / "b.json").read_text("utf-8"))

    found = [entry.resource for entry in bundle.entry]
    assert all(isinstance(each, Evidence) for each in found)
    assert len(found) == 8  # two groups each, two comparisons
    first, comparison = found[0].statistic[0], found[2].statistic[0]
    assert (first.numberAffected, first.sampleSize.numberOfParticipants) == (8, 40)
    assert comparison.quantity.value == pytest.approx(Decimal("0.4"))
    assert comparison.attributeEstimate[0].range.low.value < comparison.quantity.value
    assert "t100;t110" in found[0].note[0].text
    assert "not poolable" not in found[0].note[0].text
    assert "not poolable: group_size of water: group_size_not_reported" in found[-1].note[0].text


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_an_export_of_nothing_is_a_file(name: str, tmp_path: Path) -> None:
    """No answers: the header, or the empty bundle."""
    target = tmp_path / "out"

    assert EXPORTS[name]([], target) == 0
    assert target.exists()


@pytest.mark.parametrize("suffix", [".svg", ".png"])
def test_a_forest_plot_is_the_same_twice(items: list[Effected], tmp_path: Path, suffix: str) -> None:
    """Same answers, same bytes; the report without an effect is listed with its reason."""
    one, two = tmp_path / f"one{suffix}", tmp_path / f"two{suffix}"

    assert draw([items[0], items[2]], one) == 1
    draw([items[0], items[2]], two)

    assert one.read_bytes() == two.read_bytes()
    if suffix == ".svg":
        drawn = one.read_text("utf-8")
        assert all(words in drawn for words in ("three", "group_size_not_reported", "8/40 vs 19/38", "Risk ratio"))


def test_a_plot_of_nothing_or_of_two_measures_is_refused(items: list[Effected], tmp_path: Path) -> None:
    """One error that says why, and no file."""
    with pytest.raises(StoreError, match="no effect to draw"):
        draw([items[2]], tmp_path / "p.svg")
    with pytest.raises(StoreError, match="2 measures"):
        draw(items[:2], tmp_path / "p.svg")
    assert list(tmp_path.iterdir()) == []
