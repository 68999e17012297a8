"""Where the tokens of a text begin and end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.nlp import build
from pipeline.recognise import words
from pipeline.words import Vocabulary

RECOGNISER = build("default")
NLP = RECOGNISER.nlp
TEXTS = st.text(alphabet="abcDE 019.,-–−%±()<=/\n\t\u2009’", max_size=60)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_the_text_is_never_changed(text: str):
    """The tokens together are the text, character for character."""
    assert NLP.make_doc(text).text == text


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_every_mention_lies_in_the_text(text: str):
    """Mentions are not empty, and slice to characters without white space at their ends."""
    found = RECOGNISER.read(text).mentions

    assert all(m.extent.of(text).strip() == m.extent.of(text) != "" for m in found)


CASES = [
    ("1.077–6.089", ["1.077", "-", "6.089"]),
    ("p<0.001", ["p", "<", "0.001"]),
    ("n=54", ["n", "=", "54"]),
    ("64%/12", ["64", "%", "/", "12"]),
    ("−3.5 mg", ["-3.5", "mg"]),
    ("PASI-75 and IL-4", ["pasi-75", "and", "il-4"]),
    ("a score\nof 4", ["a", "score", "of", "4"]),
    ("found3 it", ["found", "3", "it"]),
]


@pytest.mark.parametrize(("text", "norms"), CASES)
def test_numbers_are_whole_and_names_stay_names(text: str, norms: list[str]):
    """Signed numbers are one token; operators, ranges and citations are cut off."""
    assert [word.norm for word in words(NLP.make_doc(text))] == norms


def test_a_broken_word_is_one_token():
    """Its norm is the healed word, so that phrases are found over line ends."""
    text = "the placebo group and the pla-\n\ncebo group"

    doc = RECOGNISER.doc(text, Vocabulary(text).broken(text))

    assert [t.norm_ for t in doc].count("placebo") == 2
    assert doc.text == text
