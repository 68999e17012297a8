"""What a printed numeric expression says."""

from decimal import Decimal
from itertools import pairwise

import pytest

from pipeline.lexicon import Term
from pipeline.mentions import Quantity
from pipeline.normalise.pvalues import p_value
from pipeline.normalise.reader import Reader
from pipeline.normalise.units import Units

READER = Reader(Units([Term("mm[Hg]", "mm Hg"), Term("mo", "months"), Term("%", "%"), Term("mg/dL", "mg/dL")]))
ONE = [
    ("63% of them", "63%", "percent", "63"),
    ("some 63 percent of them", "63 percent", "percent", "63"),
    ("17 of 40 eyes", "17 of 40", "count_of", "17"),
    ("seven of 31", "seven of 31", "count_of", "7"),
    ("in 12/48 (25%)", "12/48 (25%)", "count_of_share", "25"),
    ("25% (12/48) healed", "25% (12/48)", "count_of_share", "25"),
    ("44 (61.1%) were", "44 (61.1%)", "count_share", "61.1"),
    ("44 patients (61.1%) were", "44 patients (61.1%)", "count_share", "61.1"),
    ("44 (61.1%) of 72 patients", "44 (61.1%) of 72", "count_share", "61.1"),
    ("was 12.4 ± 3.1 mm Hg", "12.4 ± 3.1 mm Hg", "plus_minus", "12.4"),
    ("was 12.4 +/- 3.1", "12.4 +/- 3.1", "plus_minus", "12.4"),
    ("by −7.2±0.9", "−7.2±0.9", "plus_minus", "-7.2"),
    ("12.4 mm Hg (SD 3.1)", "12.4 mm Hg (SD 3.1)", "plus_minus", "12.4"),
    ("63.4 [7.9] mm Hg", "63.4 [7.9] mm Hg", "mean_bracket", "63.4"),
    ("mean [SD] pressure, 63 [8] mm Hg", "63 [8] mm Hg", "mean_bracket", "63"),
    ("a pressure of 63 [8] mm Hg", "63", "number", "63"),
    ("44 [61.1%] were", "44 [61.1%]", "count_share", "61.1"),
    ("0.71 (95% CI, 0.55 to 0.92)", "0.71 (95% CI, 0.55 to 0.92)", "estimate_interval", "0.71"),
    (
        "0.71; 95% confidence interval, 0.55-0.92",
        "0.71; 95% confidence interval, 0.55-0.92",
        "estimate_interval",
        "0.71",
    ),
    ("9 months (range 2-20)", "9 months (range 2-20)", "estimate_interval", "9"),
    ("0.71 (0.55–0.92)", "0.71 (0.55–0.92)", "value_interval", "0.71"),
    ("2 to 9% of adults", "2 to 9%", "range", "2"),
    ("1,204 adults", "1,204", "number", "1204"),
    ("thirty-one women", "thirty-one", "words", "31"),
    ("in １２ (５０%) of them", "１２ (５０%)", "count_share", "50"),
    ("3 times as often", "3 times", "fold", "3"),
]


@pytest.mark.parametrize(("text", "printed", "shape", "value"), ONE)
def test_each_way_of_printing_is_one_expression(text: str, printed: str, shape: str, value: str):
    """The first expression of the text has this extent, shape and value."""
    quantity = READER.find(text)[0]

    assert (quantity.extent.of(text), quantity.shape, quantity.value) == (printed, shape, Decimal(value))


LABELLED = [
    ("mean [SD] age, 60.7 [8.6]", ["SD"]),
    ("mean (SE) change was 15.58 (0.62) and 14.88 (0.71)", ["SE", "SE"]),
    ("mean [SD] age, 60.7 [8.6]; mean [SEM] score, 6.6 [0.5]", ["SD", "SE"]),
    ("mean (SE) change was 15.6 (0.6). The weight was 71.2 (9.9)", ["SE", None]),
    ("60.7 [8.6] and 61.1 (8.8)", [None, None]),
]


@pytest.mark.parametrize(("text", "kinds"), LABELLED)
def test_a_label_before_types_the_bracket(text: str, kinds: list[str | None]):
    """``mean [SD]`` holds for the brackets behind it in its sentence, the nearest label first; else none is guessed."""
    found = [q.dispersion for q in READER.find(text)]

    assert [d.type for d in found if d is not None] == kinds


NONE = ["IL-4 and TH2", "the PASI-75 goal", "as others found3,4", "in older trials8–11", "in 9% of adults.7"]


@pytest.mark.parametrize("text", NONE)
def test_names_and_glued_citations_are_no_numbers(text: str):
    """Digits that belong to a word or are a citation are left alone."""
    found = [q.extent.of(text) for q in READER.find(text)]

    assert found in ([], ["9%"])


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("in 35.4 and 12.2%, respectively", ["%", "%"]),
        ("in 48, 71, and 63 % of them", ["%", "%", "%"]),
        ("10.7 versus 6.4 months", ["mo", "mo"]),
        ("a level of 514.13 and 23% of all", [None, "%"]),
        ("20 patients, and 12 % of all", [None, "%"]),
        ("in 40 of 80 or 12%", [None, "%"]),
    ],
)
def test_the_last_of_a_list_gives_the_unit(text: str, units: list[str | None]):
    """A bare number that is listed before one with a sign or unit has it too."""
    assert [quantity.unit for quantity in READER.find(text)] == units


def test_from_to_is_two_values():
    """A change from one value to another is no range."""
    found = READER.find("fell from 8.4 to 2.1")

    assert [q.value for q in found] == [Decimal("8.4"), Decimal("2.1")]


def test_slots_keep_what_is_printed():
    """Count, denominator and spread are read, each as printed."""
    share = READER.find("12/48 (25%)")[0]
    interval = READER.find("0.71 (95% CI, 0.55 to 0.92; P=0.01)")

    assert (share.count, share.denominator, share.unit) == (12, 48, "%")
    assert interval[0].dispersion is not None
    assert (interval[0].dispersion.type, interval[0].dispersion.low) == ("CI", Decimal("0.55"))
    assert interval[1].shape == "p_value"


P = [("P<0.001", "<", "0.001"), ("p = .03", "=", "0.03"), ("p-value of 0.2", "=", "0.2"), ("P ≤ 0.05", "<=", "0.05")]


@pytest.mark.parametrize(("printed", "op", "value"), P)
def test_p_values_keep_their_operator(printed: str, op: str, value: str):
    """Each printed p value is read with its sign."""
    found = p_value(printed)

    assert found is not None
    assert (found.op, found.value) == (op, Decimal(value))


def test_a_bare_p_is_no_p_value():
    """Without a sign and without the word value it is just a letter."""
    assert p_value("group P 12") is None


def test_expressions_never_overlap():
    """Each character belongs to at most one expression."""
    text = "44 (61.1%) vs 31 (43%), P=0.03; 12.4 ± 3.1 vs 10.1 ± 2.2 (95% CI, 0.4 to 4.1)"

    found: tuple[Quantity, ...] = READER.find(text)

    assert all(one.extent.end <= other.extent.start for one, other in pairwise(found))
