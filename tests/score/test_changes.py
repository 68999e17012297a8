"""What one version won and lost against another."""

from collections.abc import Callable

from pipeline.score import Item, changes, changes_by_rule, score

Make = Callable[..., Item]


def test_won_lost_changed_and_spurious(make_item: Make) -> None:
    """Each tuple that came out differently is in the list once, under the rule responsible."""
    gold = {"d": [make_item(n, at=100 * n, rule="gold") for n in (1, 2, 3, 4, 5)]}
    old = [
        make_item(1, at=100, rule="row"),
        make_item(2, at=200, rule="row", arm="Dupilumab"),
        make_item(4, at=400, rule="row", arm="Dupilumab"),
        make_item(5, at=500, rule="row"),
        make_item(77, at=900, rule="row"),
    ]
    new = [
        make_item(2, at=200, rule="cell"),
        make_item(3, at=300, rule="cell"),
        make_item(4, at=400, rule="cell", arm="Vehicle"),
        make_item(5, at=500, rule="row", confidence=0.9),
        make_item(78, at=950, rule="cell"),
    ]
    found = changes(score(gold, old), score(gold, new))

    told = [(c.verdict, str(c.gold.value) if c.gold else "", c.rule) for c in found]
    assert sorted(told) == [
        ("changed", "4", "cell"),
        ("lost", "1", "row"),
        ("spurious added", "", "cell"),
        ("spurious removed", "", "row"),
        ("won", "2", "cell"),
        ("won", "3", "cell"),
    ]
    assert changes_by_rule(found)["cell"]["won"] == 2


def test_the_same_predictions_change_nothing(make_item: Make) -> None:
    """Order is no change either."""
    gold = {"d": [make_item(n, at=100 * n) for n in (1, 2)]}
    guesses = [make_item(1, at=100), make_item(9, at=900), make_item(9, at=900)]

    assert changes(score(gold, guesses), score(gold, guesses[::-1])) == ()
