"""Many strings as one pattern."""

import regex
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.tries import any_of

WORDS = st.lists(st.text("ab./-^ ", min_size=1, max_size=5).map(str.strip).filter(bool), max_size=8)


@given(WORDS, st.text("ab./-^ ", max_size=8))
def test_the_longest_string_is_found_as_by_alternatives(strings: list[str], text: str) -> None:
    """The pattern finds what the strings, the longest first, would find one after the other."""
    longest_first = sorted(strings, key=len, reverse=True)
    plain = "|".join(regex.escape(s).replace(r"\ ", r"\s{1,4}") for s in longest_first) or r"(?!)"

    assert regex.findall(any_of(strings), text) == regex.findall(plain, text)


def test_blanks_may_be_broken_lines() -> None:
    """A blank of a name stands for up to four signs of white space."""
    assert regex.fullmatch(any_of(["mm Hg", "mm"]), "mm \n Hg")
    assert regex.fullmatch(any_of(["mm Hg", "mm"]), "mm")
    assert not regex.search(any_of([]), "mm")
