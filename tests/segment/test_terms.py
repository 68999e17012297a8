"""The lexicons of sections and boilerplate."""

from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.segment import section_terms
from pipeline.segment.terms import squeezed


@pytest.mark.parametrize("printed", ["Results", "RESULTS", "R ESULT S", "results:", " RE\u2009SULTS "])
def test_a_heading_is_its_letters(printed: str) -> None:
    """Blanks, capitals and colons are damage or style."""
    assert squeezed(printed) == "results"


def test_an_unknown_id_is_refused(tmp_path: Path) -> None:
    """A term that nothing reads is a mistake in the file."""
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("id,surface,note\nresults,Results,\n")
    bad.write_text("id,surface,note\nresutls,Results,\n")

    with pytest.raises(ConfigError, match="unknown id 'resutls'"):
        section_terms(str(bad), str(good))


def test_a_kind_without_words_matches_nothing(tmp_path: Path) -> None:
    """A lexicon may leave out a whole kind of boilerplate."""
    sections, words = tmp_path / "sections.csv", tmp_path / "words.csv"
    sections.write_text("id,surface,note\nresults,Results,\n")
    words.write_text("id,surface,note\nadvert,app store,\n")

    terms = section_terms(str(sections), str(words))

    assert terms.has("advert", "in the App Store today")
    assert not terms.has("advert", "in the App Stores")
    assert not terms.has("page", "anything")
    assert not terms.opens("page", "")
