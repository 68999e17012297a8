"""The one numeric grammar: how a number is printed, and which number it is."""

from decimal import Decimal
from typing import Final

import regex

from pipeline.extent import fold

# Patterns are written for folded text (``extent.fold``): one minus, one space, one decimal point.
DIGITS: Final = r"(?:\d{1,3}(?:,\d{3})+(?![\d])|\d+)"
UNSIGNED: Final = rf"(?:{DIGITS}(?:\.\d+)?|\.\d+)"  # 1,525.5 and -.22 without its sign
# A dash is a sign only where no number or word ends before it: 0.65-0.85 is a range, IL-4 a name.
SIGNED: Final = rf"(?:(?<![\w.)\]%])[-+] ?)?{UNSIGNED}"

_BLANK = regex.compile(r"(?<=\d) (?=\d{3}(?: \d{3})*\Z)")  # 132 979
_SIGN = regex.compile(r"^([-+])\s{0,3}")

WORDS: Final = {
    "zero": 0, "no": 0, "none": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "once": 1, "twice": 2, "single": 1,
}  # fmt: skip
_SCALES: Final = {"hundred": 100, "thousand": 1000}
_SMALL = "|".join(w for w in WORDS if w not in {"no", "none", "once", "twice", "single", "zero"})
# At most nine words: nine hundred and ninety-nine thousand nine hundred and ninety-nine.
NUMBER_WORD: Final = rf"(?:(?:{_SMALL}|hundred|thousand)(?:[- ](?:and )?(?:{_SMALL}|hundred|thousand)){{0,8}})"


def number(printed: str) -> Decimal:
    """The number as printed: ``−18.60`` is Decimal("-18.60"), ``1,525`` is 1525.

    Raises ValueError when the characters are no number.
    """
    plain = _BLANK.sub("", fold(printed).strip().replace(",", ""))
    sign = _SIGN.match(plain)
    digits = plain[sign.end() :] if sign else plain
    # Digits of any script: journals of East Asia set full-width ones.
    if not digits.replace(".", "", 1).isdecimal():
        raise ValueError(f"not a number: {printed!r}")
    return Decimal(("-" if sign and sign[1] == "-" else "") + digits)


def in_words(printed: str) -> int:
    """The whole number that words spell: ``Ninety-nine`` is 99. Raises ValueError for other words."""
    total, current = 0, 0
    for word in fold(printed).lower().replace("-", " ").split():
        if word == "and":
            continue
        if word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if word == "thousand":
                total, current = total + current, 0
        elif word in WORDS:
            current += WORDS[word]
        else:
            raise ValueError(f"not a number word: {word!r}")
    return total + current
