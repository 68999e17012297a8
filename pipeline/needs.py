"""What a text must hold for a pattern to match in it, so that slow patterns are only tried where they can."""

import re
from collections.abc import Iterable
from functools import reduce
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final

import regex

DIGIT: Final = "\\d"  # stands for any digit
_ANY_DIGIT: Final = re.compile(r"\d")  # of any script
_COMMON: Final = " .,-'\n\t"
_MOST: Final = 32
_GROUPS: Final = 3
# Syntax of the module regex that re does not parse; what it stands for needs nothing.
_FOREIGN: Final = (
    (re.compile(r"\(\?P<\w+>"), "(?:"),
    (re.compile(r"\(\?P=\w+\)"), "(?:.?)"),
    (re.compile(r"\\[pP]\{\w+\}"), r"\\w"),
    (re.compile(r"\\L<\w+>"), "(?:.?)"),
)
_REPEATS: Final = (codes.MAX_REPEAT, codes.MIN_REPEAT)


Needs = tuple[tuple[str, ...], ...]


def needs(pattern: regex.Pattern[str] | str) -> Needs:
    """Groups of strings in small letters: a text that lacks all strings of one of them holds no match.

    Raises nothing: a pattern that re cannot parse needs nothing.
    """
    given = pattern if isinstance(pattern, str) else pattern.pattern
    written = reduce(lambda text, change: change[0].sub(change[1], text), _FOREIGN, given)
    flags = re.VERBOSE if not isinstance(pattern, str) and pattern.flags & regex.VERBOSE else 0
    try:
        found = _all(parser.parse(written, flags))
    except re.error:
        return ()
    # The longest strings first: they are the rarest.
    return tuple(dict.fromkeys(tuple(sorted(group)) for group in sorted(found, key=_worth, reverse=True)))[:_GROUPS]


def holder(text: str) -> str:
    """The text as ``may_match`` wants it: in small letters, its digits told."""
    return text.lower() + (DIGIT if _ANY_DIGIT.search(text) else "")


def may_match(needed: Needs, held: str) -> bool:
    """Whether a text (given by ``holder``) holds what a pattern needs."""
    for group in needed:
        for each in group:
            if each in held:
                break
        else:
            return False
    return True


def _all(parsed: Iterable[Any]) -> list[frozenset[str]]:
    """What the parts of a sequence need, all of which must match."""
    found: list[frozenset[str]] = []
    runs = [""]  # what may stand here, letter by letter
    for code, given in parsed:
        letters = _letters(code, given)
        if letters and len(runs) * len(letters) <= _MOST:
            runs = [run + letter for run in runs for letter in letters]
            continue
        found.append(frozenset(runs))
        runs = [""]
        found += _part(code, given)
    found.append(frozenset(runs))
    return [group for group in found if len(group) <= _MOST and all(map(_is_rare, group))]


def _is_rare(needed: str) -> bool:
    """Whether a text may well lack it: several letters, or a sign such as ± or ``(``; a full stop it will have."""
    return len(needed) > 1 or not (needed.isalnum() or needed in _COMMON)


def _letters(code: Any, given: Any) -> list[str]:
    """The letters of which a part is one."""
    if code is codes.LITERAL:
        return [chr(given).lower()]
    if code is codes.IN and all(kind is codes.LITERAL for kind, _ in given):
        return sorted({chr(letter).lower() for _, letter in given})
    return []


def _worth(group: frozenset[str]) -> tuple[bool, int, int, list[str]]:
    return DIGIT not in group, min(map(len, group)), -len(group), sorted(group)


def _part(code: Any, given: Any) -> list[frozenset[str]]:
    if code is codes.SUBPATTERN:
        return _all(given[-1])
    if code is codes.BRANCH:
        branches = [max(_all(branch), key=_worth, default=frozenset()) for branch in given[1]]
        return [frozenset[str]().union(*branches)] if all(branches) else []
    if code in _REPEATS and given[0] > 0:
        return _all(given[2])
    if code is codes.ASSERT:
        return _all(given[1])
    if code is codes.IN and given == [(codes.CATEGORY, codes.CATEGORY_DIGIT)]:
        return [frozenset([DIGIT])]
    return []
