"""The footnotes under a marked-up table, each with its sign."""

from collections.abc import Iterable
from typing import Final

import regex

from pipeline.extent import fold
from pipeline.read.inline import MARKS, Run, is_sign, parted, prose

_PARTS: Final = regex.compile(r"(?:^|[\s.;,:)\]])$")
_LITERAL: Final = regex.compile(rf"(?:^|(?<=[.;,)\d]\s))(?P<sign>[{MARKS}]{{1,4}})(?=\s?[\p{{L}}<≤=\d(])")
_LETTER: Final = regex.compile(r"(?:(?P<sign>[a-k])(?:[.):]\s?|\s)(?=\p{Lu})|[(\[](?P<sign>[a-k\d])[)\]]\s?(?=\p{L}))")
_COUNTED: Final = regex.compile(r"(?:^|[,;.]\s)(?P<sign>\d)\s?[:=]\s?(?=\p{L})")  # 1: Mann-Whitney test, 2: t-test
_OPENING: Final = regex.compile(
    rf"1\s?:\s?\p{{L}}|[{MARKS}]{{1,4}}\s?\S|\^\S{{1,3}}\^|[a-k](?:[.):]?\s)(?=\p{{Lu}})"
    r"|(?:Abbreviations?|Notes?|Values|Data|Plus[- ]minus|Percentages|Results are|Numbers|Source|Key|Legend)\b"
    r"|[A-Z][A-Za-z0-9/-]{1,11}(?:,| denotes| =|=|:) ?[a-z]|[A-Z][A-Z0-9/-]{1,8}\s?[:=]\s?\p{L}{3}"
)


def notes(runs: Iterable[Run], label: str = "") -> list[tuple[str, str]]:
    """The footnotes of one paragraph as sign and text (sign included); ``label`` is the sign it is marked up with.

    ``*P < 0.05; **P < 0.01 against placebo`` are two.
    """
    groups: list[tuple[str, list[Run]]] = [("", [Run(f"{label} ")])] if label else []
    for run in runs:
        before = groups[-1][1][-1].text if groups else ""
        if run.kind in {"sup", "sign"} and _opens(before, run):
            sign = ",".join(parted(run.text))
            groups.append((sign, [Run(f"{sign} ")]))
        elif groups:
            groups[-1][1].append(run)
        else:
            groups.append(("", [run]))
    if label:
        groups[0] = (",".join(parted(label)), groups[0][1])
    return [note for sign, listed in groups for note in _parted(sign, prose(listed)) if note[1]]


def _opens(before: str, run: Run) -> bool:
    """Whether a sign set high stands where a footnote begins: first, or behind a stop or blank."""
    plain = run.text.strip()
    figure = plain.isdigit() and len(plain) < 3
    return _PARTS.search(before) is not None and (figure or is_sign("", run.text, frozenset({plain})))


def _parted(sign: str, text: str) -> list[tuple[str, str]]:
    """A text of several footnotes cut before each sign that stands in it."""
    folded = fold(text)
    found = [(m.start(), m["sign"]) for m in _LITERAL.finditer(folded)]
    letter = _LETTER.match(folded)
    if letter and not sign:
        found.insert(0, (0, letter["sign"]))
    elif _COUNTED.match(folded) and not sign:
        found = [(m.start("sign"), m["sign"]) for m in _COUNTED.finditer(folded)]
    if not found or found[0][0] > 0:
        found.insert(0, (0, sign))
    elif sign:
        found[0] = (0, sign)
    ends = [start for start, _ in found[1:]] + [len(text)]
    return [(mark, text[start:end].strip()) for (start, mark), end in zip(found, ends, strict=True)]


def begins(text: str) -> bool:
    """Whether a paragraph opens as the footnotes of a table do."""
    return _OPENING.match(fold(text)) is not None
