"""Which abbreviations and labels a document explains."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import regex

from pipeline.extent import fold

_SHORT: Final = regex.compile(r"[(\[]\s?(?P<short>[\p{L}\d][\p{L}\d/&+-]{0,11})\s?(?:[;,][^()\[\]]{0,40})?[)\]]")
_LONGEST: Final = 12  # words of a long form
# "MCS = mental component summary;", "LBP: low back pain," in the notes of tables and figures.
_DEFINED: Final = regex.compile(
    r"(?:^|[.;,:(]\s*)(?P<short>\p{Lu}[\p{L}\d/&+-]{1,11})\s?(?:[=:,]|\s)\s?"
    r"(?P<long>\p{L}[\p{L}\d' /-]{3,80}?)(?=[;,.\n)]|$)",
    regex.MULTILINE,
)
_BRACKETED: Final = regex.compile(r"\s{0,2}[(\[](?P<said>[^()\[\]]{6,200})[)\]]")
_SIZE_ONLY: Final = regex.compile(r"[nN]\s?=\s?[\d,]+")
_CLAUSE: Final = regex.compile(r"[,;:.()\[\]\n]| or | and ")
_BEFORE: Final = 90  # characters that may name what a bracketed label stands for
_CODE: Final = regex.compile(r"((?:group|arm|cohort))\s?-?\s?(?:[IVX]{1,4}|[A-F]|\d)", regex.IGNORECASE)
_SENTENCE_END: Final = regex.compile(r"\.\s(?=\p{Lu})|\n|;")
_CLAUSE_LENGTH: Final = 140
_MOST_PLACES: Final = 12  # of a label in the text


@dataclass(frozen=True, slots=True)
class Glossary:
    """A document's explanations; ``of`` gives the long form of an abbreviation."""

    text: str
    longs: Mapping[str, str]

    def expanded(self, name: str) -> str:
        """The name with its abbreviations written out; the same name when it has none."""
        parts = regex.split(r"([^\w&+-]+)", fold(name))
        return "".join(self.longs.get(p.lower(), p) if _may_be_short(p) else p for p in parts)

    def definitions(self, label: str) -> tuple[str, ...]:
        """What the text says a label stands for, in brackets behind it or with the label in brackets behind."""
        return _definitions(self.text, label)


def glossary(text: str) -> Glossary:
    """The abbreviations of a text with the long forms that its own letters confirm."""
    longs: dict[str, str] = {}
    folded = fold(text)
    for short, long in (*_bracketed(folded), *_listed(folded)):
        longs.setdefault(short.lower(), long)
    return Glossary(folded, longs)


def _bracketed(text: str) -> Iterator[tuple[str, str]]:
    for match in _SHORT.finditer(text):
        short = match["short"]
        if not _may_be_short(short):
            continue
        before = text[max(0, match.start() - 120) : match.start()].split()[-_LONGEST:]
        long = _long_form(short, before)
        if long:
            yield short, long


def _listed(text: str) -> Iterator[tuple[str, str]]:
    for match in _DEFINED.finditer(text, overlapped=True):
        short, long = match["short"], match["long"].strip()
        if _may_be_short(short) and _letters_in_order(short, long):
            yield short, long


def _may_be_short(word: str) -> bool:
    return 1 < len(word) <= 12 and sum(c.isupper() for c in word) >= 2


def _long_form(short: str, before: list[str]) -> str | None:
    """The shortest run of words before the bracket that begins with the first letter and holds the others in order."""
    for size in range(1, len(before) + 1):
        run = " ".join(before[-size:]).strip(" ,;:")
        if (
            run
            and run[0].lower() == short[0].lower()
            and "(" not in run
            and _letters_in_order(short, run)
            and len(run) > len(short)
        ):
            return run
    return None


def _letters_in_order(short: str, long: str) -> bool:
    """Whether the letters of the short form stand in the long one in order, its first beginning a word."""
    letters = [c for c in short.lower() if c.isalpha()]
    lowered = long.lower()
    if not letters or not lowered.startswith(letters[0]):
        return False
    at = 0
    for letter in letters:
        at = lowered.find(letter, at) + 1
        if not at:
            return False
    if " " not in long.strip():
        return len(long) > len(short) + 2
    initials = "".join(w[0] for w in regex.split(r"[\s/-]+", lowered) if w)
    # Most letters begin words: "ACR" is no short form of "a clinical response rate of treatment".
    return sum(c in initials for c in letters) * 2 >= len(letters)


@lru_cache(maxsize=4096)
def _definitions(text: str, label: str) -> tuple[str, ...]:
    label = " ".join(fold(label).split())
    if len(label) < 2 or not any(c.isalpha() for c in label):
        return ()
    pattern = regex.compile(rf"(?<![\w-]){regex.escape(label)}(?![\w-])", 0 if label.isupper() else regex.IGNORECASE)
    found: list[str] = []
    code = _CODE.fullmatch(label)
    alike = (
        regex.compile(rf"(?<![\w-]){regex.escape(code[1])}\s?[-]?\s?(?:[IVX]{{1,4}}|[A-F]|\d)(?!\w)", regex.IGNORECASE)
        if code
        else None
    )
    for match in list(pattern.finditer(text))[:_MOST_PLACES]:
        behind = _BRACKETED.match(text, match.end())
        if behind and not _SIZE_ONLY.fullmatch(behind["said"].strip()) and any(c.isalpha() for c in behind["said"]):
            found.append(_SIZE_ONLY.sub("", behind["said"]))
        opened = text[max(0, match.start() - 1) : match.start()] == "("
        if opened and text[match.end() : match.end() + 1] in {")", ";", ","}:
            before = _CLAUSE.split(text[max(0, match.start() - 1 - _BEFORE) : match.start() - 1])[-1]
            found.append(before.strip())
        if alike is not None:  # "in group I single-dose lidocaine was given, in group II morphine"
            until = alike.search(text, match.end())
            end = min(until.start() if until else len(text), match.end() + _CLAUSE_LENGTH)
            found.append(_SENTENCE_END.split(text[match.end() : end])[0].strip())
        if text[match.end() : match.end() + 1] == ":" and len(label) < 12:
            found.append(_CLAUSE.split(text[match.end() + 1 : match.end() + 1 + _BEFORE])[0].strip())
    return tuple(dict.fromkeys(f for f in found if f))
