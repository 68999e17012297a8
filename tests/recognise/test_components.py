"""What the components of a configuration find."""

import pytest

from pipeline.nlp import build

RECOGNISER = build("atopic_dermatitis")


def found(text: str, kind: str) -> list[tuple[str, str]]:
    """Printed characters and id of the mentions of one kind."""
    return [(m.extent.of(text), m.id) for m in RECOGNISER.read(text).mentions if m.kind == kind]


EXCLUDED = [
    ("as Table 4 shows", "4", "cross-reference"),
    ("registered as NCT00000012", "NCT00000012", "registry"),
    ("in May 2016 we began", "2016", "date"),
    ("were split in a 3:1 ratio", "3:1", "ratio"),
    ("a pressure of 146/79 mm Hg", "146", "pair"),
    ("a pressure of 146/79 mm Hg", "79", "pair"),
    ("with 40 mg of the drug", "40", "dose"),
    ("every 6 weeks", "6", "schedule"),
    ("aged 18 to 70 years", "70", "age"),
    ("scores range from 0 to 28", "28", "scale"),
    ("a score of at least 9", "9", "threshold"),
    ("an EASI > 12", "12", "threshold"),
    ("at least a 40% improvement in pain", "40", "threshold"),
    ("with SPSS version 21.0", "21.0", "version"),
    ("patients with grade 3 toxicity", "3", "name"),
    ("as shown before.4,5 Then", ".4,5", "citation"),
    ("we ran three trials", "three", "design"),
    ("assigned to one of five blinded cohorts", "five", "design"),
    ("measured at 2, 24, and 48 hours", "24", "time"),
    ("followed by 5-fluorouracil", "5", "name"),
]


@pytest.mark.parametrize(("text", "printed", "reason"), EXCLUDED)
def test_numbers_that_are_no_results_have_a_reason(text: str, printed: str, reason: str):
    """The number is excluded, for this reason."""
    marked = found(text, "exclusions")

    assert (printed, reason) in marked or (printed.lstrip("."), reason) in marked


@pytest.mark.parametrize(
    "text",
    [
        "52% of the patients healed",
        "in 9 of 80 women",
        "in 14/40 and 44/2,815 women",
        "31 deaths occurred",
        "a 2-point drop",
        "pain lasted 12 hours",
    ],
)
def test_results_are_not_excluded(text: str):
    """Shares and counts of people and events are left."""
    assert found(text, "exclusions") == []


def test_a_list_shares_its_unit():
    """Each number of a list of weeks is a time."""
    assert found("at 4, 8, and 12 weeks", "timepoints") == [("4", "week"), ("8", "week"), ("12", "week")]


def test_responders_are_outcomes():
    """A scale with its percentage of improvement is a name, also where the scale is said once."""
    assert found("EASI 75 and 90 were reached", "outcomes") == [("EASI 75", "EASI-75"), ("90", "EASI-90")]


@pytest.mark.parametrize("printed", ["IGA 0/1", "sPGA score of 0 or 1", "CDLQI of 0/1", "PGA 0 or 1"])
def test_clear_on_a_scale_is_an_outcome(printed: str):
    """0 or 1 of a scale's grades belongs to its name, without a lexicon."""
    assert [m for m, _ in found(f"an {printed} response in 62%", "outcomes")] == [printed]
    assert [m for m, _ in found("a score of 0/12 and KRAS 0/10", "outcomes")] == []


def test_letter_case_tells_abbreviations_from_words():
    """OR is a ratio, or is none."""
    assert found("one or two, OR 2.1", "statistics") == [("OR", "odds_ratio")]


def test_phrases_run_over_line_ends():
    """A term is found whatever white space its words are parted by."""
    assert found("the body mass\n\n index", "outcomes") == [("body mass\n\n index", "BMI")]
