"""Each error of a kind that really happens, in its class."""

from collections.abc import Callable

import pytest

from pipeline.score import KINDS, Item, align, mistakes
from pipeline.score.mistakes import around

Make = Callable[..., Item]
SE = {"type": "SE", "level": None, "value": 3.9, "low": None, "high": None}
P = {"op": "<", "value": 0.001}
FOUND = [
    ("arm swap", {}, {"arm": "Dupilumab"}),
    ("arm swap", {"comparator": "Vehicle"}, {"comparator": "Dupilumab"}),
    ("time-point swap", {}, {"timepoint_text": "Day 85", "timepoint_days": 84}),
    ("study", {"study": "M12"}, {"study": "C4", "arm": "Dupilumab"}),
    ("subgroup leak", {"subgroup": "Allergic rhinitis"}, {}),
    ("outcome", {}, {"outcome": "EASI-75"}),
    ("statistic", {}, {"statistic": "mean_percent_change"}),
    ("SD/SE/CI mix-up", {"dispersion": SE}, {"dispersion": {**SE, "type": "SD"}}),
    ("sign or operator lost", {"p_value": P}, {"p_value": {"op": "=", "value": 0.001}}),
    ("sign or operator lost", {"flags": ["lower_bound"]}, {"flags": []}),
    ("power of ten or unit", {"unit": "pg/mL"}, {"unit": "ng/mL"}),
    ("wrong denominator", {"count": 19, "denominator": 54}, {"count": 19, "denominator": 55}),
]
UNFOUND = [
    ("sign or operator lost", {"value": -44.5}, {"value": 44.5}),
    ("power of ten or unit", {"value": 4.5}, {"value": 45}),
    ("SD/SE/CI mix-up", {"value": 44.5, "dispersion": SE}, {"value": 3.9}),
    ("wrong denominator", {"count": 19, "denominator": 54}, {"value": 54}),
    ("statistic", {"count": 19, "denominator": 54}, {"value": 19, "statistic": "count"}),
]


@pytest.mark.parametrize(("kind", "gold", "predicted"), FOUND + UNFOUND)
def test_one_wrong_tuple_is_one_mistake_of_its_class(
    make_item: Make, kind: str, gold: dict[str, object], predicted: dict[str, object]
) -> None:
    """The pair of gold and prediction is told as one error."""
    found = mistakes(align("d", [make_item(**gold)], [make_item(**predicted)]))

    assert [mistake.kind for mistake in found] == [kind]
    assert found[0].gold is not None
    assert found[0].predicted is not None


def test_an_arm_swap_is_told_without_offsets_too(make_item: Make) -> None:
    """The value of the other arm, from a tool that gives no places."""
    found = mistakes(align("d", [make_item(at=None)], [make_item(at=None, arm="Dupilumab")]))

    assert [mistake.kind for mistake in found] == ["arm swap"]


def test_what_has_nothing_to_do_with_gold_is_missed_and_not_a_result(make_item: Make) -> None:
    """A value misread beyond recognition is two errors: the tuple missed, and something invented."""
    found = mistakes(align("d", [make_item(35)], [make_item(53)]))

    assert sorted(mistake.kind for mistake in found) == ["missed", "not a result"]


def test_saying_it_twice_is_a_duplicate(make_item: Make) -> None:
    """The second tuple at the same place with the same value finds nothing."""
    found = mistakes(align("d", [make_item()], [make_item(), make_item()]))

    assert [mistake.kind for mistake in found] == ["duplicate"]


def test_the_spread_told_as_a_tuple_of_its_own(make_item: Make) -> None:
    """`−44.5±3.9` is one result; a second one of 3.9 is the spread mistaken for a value."""
    gold = make_item(-44.5, dispersion=SE)
    found = mistakes(align("d", [gold], [gold.bare(), make_item(3.9)]))

    assert [mistake.kind for mistake in found] == ["SD/SE/CI mix-up"]


def test_optional_gold_costs_nothing_and_gains_nothing(make_item: Make) -> None:
    """Finding a borderline tuple is as good as not finding it."""
    gold = [make_item(), make_item(96, at=300, optional=True)]
    without, with_it = align("d", gold, [make_item()]), align("d", gold, [make_item(), make_item(96, at=300)])

    assert without.counts("strict") == with_it.counts("strict")
    assert (with_it.counts("strict").tp, with_it.counts("strict").fp) == (1, 0)
    assert not mistakes(without)


def test_overlap_with_another_value_is_not_found(make_item: Make) -> None:
    """The place alone does not make a result."""
    assert align("d", [make_item(35)], [make_item(36)]).counts("found").tp == 0


def test_equal_content_elsewhere_is_not_found(make_item: Make) -> None:
    """Where both sides have places, a repeat in another place is another tuple."""
    assert align("d", [make_item(at=100)], [make_item(at=500)]).counts("found").tp == 0


def test_the_better_of_two_overlapping_predictions_is_matched(make_item: Make) -> None:
    """A wrong arm first in the file does not take the gold from the right arm."""
    wrong, right = make_item(arm="Dupilumab"), make_item()

    assert align("d", [make_item()], [wrong, right]).counts("strict").tp == 1


def test_every_class_is_tried() -> None:
    """No class of the list is without a case here."""
    tried = {kind for kind, _, _ in FOUND + UNFOUND} | {"missed", "not a result", "duplicate"}

    assert tried == set(KINDS)


def test_sixty_characters_stand_on_each_side(make_item: Make) -> None:
    """The text around an error is on one line, whatever its line breaks."""
    text = "a" * 99 + "\n" + "19 (35)" + "\n" + "b" * 99
    extent = make_item().extent
    assert extent is not None

    assert around(text, extent) == ("a" * 59 + " ", "19 (35)", " " + "b" * 59)
