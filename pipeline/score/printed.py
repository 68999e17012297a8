"""Which numbers a piece of text prints, in digits or in words."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Final

from pipeline.extent import fold

ONES: Final = """zero one two three four five six seven eight nine ten eleven twelve thirteen
    fourteen fifteen sixteen seventeen eighteen nineteen"""
TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
SINGLE: Final = {
    **{word: number for number, word in enumerate(ONES.split())},
    **{word: 10 * number for number, word in enumerate(TENS.split(), start=2)},
}
HUNDRED: Final = 100
THOUSAND: Final = 1000
OTHER: Final = {
    **dict.fromkeys(("no", "none", "neither", "never"), (0,)),
    "once": (1,),
    "a": (1,),
    "an": (1,),
    "single": (1,),
    **dict.fromkeys(("both", "twice", "twofold", "double", "doubled"), (2,)),
    **dict.fromkeys(("thrice", "threefold", "triple", "tripled"), (3,)),
    **dict.fromkeys(("half", "halved"), (50, Decimal("0.5"))),
    "quarter": (25, Decimal("0.25")),
    "third": (Decimal("33.3"), 33),
    "thirds": (Decimal("66.7"), 67),
}
NUMERAL = re.compile(r"\d+(?:[.,]\d+)*|\.\d+")
WORD = re.compile(r"[a-z]+")


def prints(text: str, number: Decimal) -> bool:
    """Whether the text shows the number's digits, or says it in words; the sign is another question."""
    return abs(number) in numbers(text)


def numbers(text: str) -> frozenset[Decimal]:
    """The sizes of all numbers in the text: `19 (35)` has 19 and 35, `Ninety-nine` has 99."""
    level = fold(text)
    # A damaged text layer spaces digits out (`0. 627`, `1 234`): the digits closed up count as well.
    forms = (level, re.sub(r"\s+", "", level))
    digits = (number for form in forms for found in NUMERAL.findall(form) for number in _read(found))
    return frozenset((*digits, *_spoken(WORD.findall(level.casefold()))))


def has_minus(text: str) -> bool:
    """Whether any minus, in whatever typography, stands before a digit."""
    return re.search(r"-\s*\.?\d", fold(text)) is not None


def _read(found: str) -> Iterable[Decimal]:
    for form in {found, found.replace(",", ""), found.replace(",", "."), found.replace(".", "")}:
        try:
            yield Decimal(form)
        except InvalidOperation:
            continue


def _spoken(words: list[str]) -> Iterable[Decimal]:
    for word in words:
        yield from (Decimal(number) for number in OTHER.get(word, ()))
    total = run = 0
    has_number = False
    for word in [*words, ""]:
        if word in SINGLE:
            run, has_number = run + SINGLE[word], True
            yield Decimal(SINGLE[word])
        elif word == "hundred":
            run, has_number = max(run, 1) * HUNDRED, True
        elif word == "thousand":
            total, run, has_number = max(run, 1) * THOUSAND, 0, True
        elif word != "and" and has_number:
            yield Decimal(total + run)
            total, run, has_number = 0, 0, False
