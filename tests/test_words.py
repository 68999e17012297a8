"""Which words the layout of a text broke."""

import pytest

from pipeline.words import Vocabulary

CASES = [
    ("Fluvoxin helps. We gave fluv-\n\noxin to all.", "fluvoxin"),
    ("Fluvoxin helps. We gave flu voxin to all.", "fluvoxin"),
    ("Rhinopharyn-\ngitis was common. Rhino phar yn gitis passed.", "Rhinopharyngitis"),
    ("See the Ad den-\ndum and the Adden-\ndum.", "Addendum"),
    ("mild-to-moderate acne and mild-\nto-moderate rosacea", "mild-to"),
    ("a three-\nweek course of fluvoxin", "three-week"),
    ("the placebo-\ntreated eyes, the placebo group", "placebo-treated"),
]


@pytest.mark.parametrize(("text", "healed"), CASES)
def test_broken_words_are_healed_by_the_words_of_the_text(text: str, healed: str):
    """The joined word stands elsewhere, or the hyphen belongs to a compound the text knows."""
    vocabulary = Vocabulary(text)

    found = vocabulary.broken(text)

    assert healed in [word.healed for word in found]


def test_whole_words_side_by_side_stay_apart():
    """Neighbours that are words, and function words, are no fragments."""
    text = "The information was in formation flights; skin infection is an infection of the skin."

    assert Vocabulary(text).broken(text) == ()


def test_a_broken_word_covers_the_break():
    """The extent runs from the first fragment to the last."""
    text = "Fluvoxin or fluv-\n\n  oxin"

    (word,) = Vocabulary(text).broken(text)

    assert word.extent.of(text) == "fluv-\n\n  oxin"
