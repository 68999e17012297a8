"""What prose says about two words of a header line."""

from pipeline.tables.phrases import Phrases

PROSE = "Fine mist was given to the mist group. Salt water came second; fine mist, then salt water. The rest had water."


def test_words_that_prose_keeps_together() -> None:
    """A name in prose is a name in a head, however it is capitalised or bracketed."""
    found = Phrases([PROSE]).marks(["(Fine", "Mist", "Salt", "Water"])

    assert found[0] == ["together in prose 2", "mostly together"]
    assert found[1] == ["not together in prose"]
    assert found[2] == ["together in prose 2", "mostly together"]


def test_a_sign_parts_words() -> None:
    """Words between which a sentence or clause ends are not one name."""
    assert Phrases([PROSE]).marks(["group", "salt"]) == [["not together in prose"]]


def test_words_that_prose_lacks_say_nothing() -> None:
    """Neither a word that does not stand there nor one of signs alone speaks for or against a boundary."""
    assert Phrases([PROSE]).marks(["Sand", "water", "--"]) == [[], []]
    assert Phrases(()).marks(["Fine", "mist"]) == [[]]
