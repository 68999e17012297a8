"""Whether two names of an arm, an outcome, a study or a subgroup mean the same."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from pipeline.extent import fold

# `Placebo and Topical Glucocorticoids` has one partner more than `Placebo`.
JOINERS: Final = frozenset(("and", "plus", "with", "&", "+"))
SIGNS: Final = frozenset("<>≤≥=")
ENOUGH: Final = 0.8  # token F1 from which two names with equal marks are one
FEWEST_WITHIN: Final = 2  # `infection` within `skin infection` is a row of its own
LONGEST_UNTOUCHED: Final = 3  # `his`, `gas`: too short to have lost a plural s

BROKEN = re.compile(r"(?<=\w)(?:\u00ad\s*|-\s*\n\s*)(?=\w)")  # `dupi-⏎⏎lumab`
TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[<>≤≥=&+]")
DROPPED = re.compile(r"'s\b|\bnos?\.\s|\bfrom baseline\b")  # `patient's`, `No. of patients`, `Change from baseline in`


# One act in many words: `randomly allocated`, `Randomised`, `patients randomly assigned`.
RANDOMISED = re.compile(
    r"\brandomly (?:assigned|allocated|allotted|divided|distributed)\b|\brandomi[sz]ed(?: (?:to|into))?\b"
)


def _token(found: str) -> str:
    if found[0].isdigit():
        return _numeral(found)
    if found in JOINERS:
        return "+"
    if len(found) <= LONGEST_UNTOUCHED or found.endswith("ss") or not found.endswith("s"):
        return found
    return found[:-3] + "y" if found.endswith("ies") else found[:-1]


def _numeral(found: str) -> str:
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", found):
        found = found.replace(",", "")
    try:
        return format(Decimal(found).normalize(), "f")
    except ArithmeticError:  # `1.2.3` or `1,5`: keep the digits as printed
        return found


def _words(text: str) -> frozenset[str]:
    # In the form tokens have, without their plural s: `seriou`.
    return frozenset(_token(word) for word in text.split())


# Words that say "a group", "a measurement" or grammar, and never which one.
GENERIC: Final = _words(
    """arm group cohort patient subject participant individual person people volunteer
    treated treatment therapy study trial
    score scale level serum mean median change percentage percent number any all
    the an of in at for from to on by who were was received receiving"""
)
# Words that tell two otherwise equal names apart: serious adverse events are not adverse events.
TELLING: Final = _words(
    """serious severe moderate mild fatal related left right upper lower male female
    increase decrease increased decreased high low no not non without new other
    before after never former primary secondary active inactive early late leading due"""
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in normal form: its telling tokens in order, and what must agree whatever else differs."""

    tokens: tuple[str, ...]

    @property
    def squashed(self) -> str:
        """The characters without spaces: `du pilumab` is `dupilumab`."""
        return "".join(self.tokens)

    @property
    def numerals(self) -> Counter[str]:
        """Numbers, and single letters that number things (`M4A`, `hepatitis B`)."""
        return Counter(t for t in self.tokens if t[0].isdigit() or (len(t) == 1 and t in _LETTERS))

    @property
    def signs(self) -> Counter[str]:
        """Comparison signs: `LDH < 250` is not `LDH ≥ 250`."""
        return Counter(t for t in self.tokens if t in SIGNS)

    @property
    def marks(self) -> tuple[Counter[str], Counter[str]]:
        """Numbers and telling words, which must be the same in both names."""
        words = Counter(t for t in self.tokens if t in TELLING or t == "+")
        return self.numerals, words


_LETTERS: Final = frozenset("bcdefghijklmnopqrstuvwxyz")


@lru_cache(maxsize=20_000)
def normal(name: str) -> Name:
    """The name without case, punctuation, line breaks, plural s and generic words."""
    level = unicodedata.normalize("NFKC", fold(name)).casefold()
    healed = BROKEN.sub("", level)
    spoken = RANDOMISED.sub("randomized", DROPPED.sub("", healed))
    tokens = [_token(found) for found in TOKEN.findall(spoken)]
    telling = [token for token in tokens if token not in GENERIC]
    return Name(_without_outer_joiners(telling) or tuple(tokens))


@lru_cache(maxsize=200_000)
def same_name(one: str | None, other: str | None) -> bool:
    """Whether two printed names mean the same, by their words alone.

    Equal in normal form; or, with equal numbers, comparison signs, joiners and telling words, a
    token F1 of at least 0.8, or all tokens of one (two at least) within the other and making up
    half of it.
    """
    if one is None or other is None:
        return one is other
    first, second = normal(one), normal(other)
    if first.squashed == second.squashed:
        return True
    if first.marks != second.marks or _signs_differ(first, second):
        return False
    short, long = sorted((first.tokens, second.tokens), key=len)
    common = (Counter(short) & Counter(long)).total()
    contained = common == len(short) >= FEWEST_WITHIN and 2 * common >= len(long)
    return contained or 2 * common / (len(short) + len(long)) >= ENOUGH


def numbers_conflict(one: str, other: str) -> bool:
    """Whether each name has a number the other lacks: `Case 1`, `Case 2`."""
    first, second = normal(one).numerals, normal(other).numerals
    return not (first <= second or second <= first)


def same_arm_by_id(arm_id: str, one: str, other: str) -> bool:
    """Whether an equal ``arm_id`` makes two arms one.

    It does when both names speak of the intervention and neither number nor comparison sign tells
    them apart: the strata and cases of a one-drug study all share its id (`Case 1` and `Case 2`,
    `LDH < 250` and `LDH ≥ 250`).
    """
    words = set(normal(arm_id).tokens)
    first, second = normal(one), normal(other)
    if not (words & set(first.tokens) and words & set(second.tokens)):
        return False
    return first.signs == second.signs and not numbers_conflict(one, other)


def _without_outer_joiners(tokens: list[str]) -> tuple[str, ...]:
    while tokens and tokens[0] == "+":
        tokens = tokens[1:]
    while tokens and tokens[-1] == "+":
        tokens = tokens[:-1]
    return tuple(tokens)


def _signs_differ(first: Name, second: Name) -> bool:
    # `EASI-50` names the same responders as `≥EASI-50`; two different signs never do.
    return bool(first.signs and second.signs and first.signs != second.signs)
