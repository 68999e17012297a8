"""How alike two names are, word by word."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import regex
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Prefix

from pipeline.configuration import root
from pipeline.extent import fold
from pipeline.lexicon import read_lexicon

_WORD: Final = regex.compile(r"\p{L}+|\d+(?:\.\d+)?|[%≥≤<>]")
_ROUND: Final = regex.compile(r"(?<=^\d{1,6})\.0+$")  # 30.0 is 30
_SIZE: Final = regex.compile(r"[(\[,;]?\s?\b[Nn]\s?=\s?\d[\d,]*\s?[)\]]?")
NOT: Final = "¬"
_NEGATIONS: Final = frozenset({"no", "not", "without", "non", "un"})
_LESS: Final = regex.compile(r"(?<!re|un|reg)(\p{L}{4,})less$")
# anaesthesia, oedema, tumour as they are written elsewhere
_SPELLING: Final = regex.compile(r"[ao]e(?=[mdsnt])|(?<=\p{L}{2})our$")
_AT_END: Final = regex.compile(r"([^()\[\]]+)[(\[]([^()\[\]]+)[)\]]\W*")
_SHARED_START: Final = 4  # hypo- and hyper-, intra- and inter- differ within it
_ALIKE: Final = 80  # of 100: depressive and depression
_FUZZY_FROM: Final = 5  # letters
_SLIP_FROM: Final = 7
_OF_SHORTER: Final = 0.7
_ENDING: Final = 4
_LIGHT: Final = 0.25
_SHORT: Final = 0.4  # a letter or number tells one of several things apart, not what they are


@lru_cache(maxsize=8)
def jobs(job: str) -> frozenset[str]:
    """The words that do a job in names and sentences: ``function``, ``statistic``, ``link``, ``whole``."""
    terms = read_lexicon(str(root() / "lexicons" / "question_words.csv"))
    return frozenset(t.surface for t in terms if job in {t.id, *t.note.split()})


@lru_cache(maxsize=1)
def _opposites() -> Mapping[str, frozenset[str]]:
    """Of each word those that say the opposite: the other side of the same pair."""
    listed = [
        (t.id, t.note, w) for t in read_lexicon(str(root() / "lexicons" / "opposites.csv")) for w in words(t.surface)
    ]
    return {
        word: frozenset(w for id_, side, w in listed if id_ == own_id and side != own_side)
        for own_id, own_side, word in listed
    }


def is_opposed(word: str, told: Sequence[str]) -> bool:
    """Whether some words say the opposite of a word (``decrease`` for ``increase``) and not the word itself."""
    opposed = next((others for known, others in _opposites().items() if same(known, word)), None)
    return (
        opposed is not None and not any(same(word, t) for t in told) and any(same(o, t) for o in opposed for t in told)
    )


@lru_cache(maxsize=1)
def _synonyms() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    files = ("synonyms.csv", "measures.csv", "characteristics.csv")
    terms = (t for name in files for t in read_lexicon(str(root() / "lexicons" / name)))
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for term in terms:
        # The words of the id, not the id as one word: "pain" is part of "pain score".
        found.setdefault(_plain(term.surface), _plain(term.id))
    return found


def _plain(name: str) -> tuple[str, ...]:
    return tuple(_stem(_ROUND.sub("", w)) for w in _WORD.findall(fold(name).lower()))


def _stem(word: str) -> str:
    word = _SPELLING.sub(lambda m: "or" if m[0].startswith("our") else "e", word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and word[-2] not in "suia":
        return word[:-1]
    return word


@lru_cache(maxsize=20_000)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, levelled: no group size, no function words, synonyms by one id, negations by one sign."""
    parts = _plain(_SIZE.sub(" ", fold(name)))
    known = _synonyms()
    longest = max(map(len, known), default=1)
    made: list[str] = []
    at = 0
    while at < len(parts):
        size = next((k for k in range(min(longest, len(parts) - at), 0, -1) if parts[at : at + k] in known), 0)
        made += known[parts[at : at + size]] if size else _other(parts[at])
        at += size or 1
    return tuple(w for w in made if w not in jobs("function"))


@lru_cache(maxsize=20_000)
def _other(word: str) -> Sequence[str]:
    """A word that is no synonym: a negation by its sign, a slip of a known word by that word's id."""
    slip = next((ids for (known, *more), ids in _synonyms().items() if not more and _is_slip(word, known)), None)
    return slip if slip is not None else _negated(word)


def _negated(word: str) -> list[str]:
    if word in _NEGATIONS:
        return [NOT]
    less = _LESS.fullmatch(word)
    return [less[1], NOT] if less else [word]


@lru_cache(maxsize=100_000)
def same(one: str, other: str) -> bool:
    """Whether two words are the same word, in another form at most."""
    if one == other:
        return True
    if min(len(one), len(other)) < _FUZZY_FROM or not (one.isalpha() and other.isalpha()):
        return False
    if one[:_SHARED_START] != other[:_SHARED_START]:
        return _is_slip(one, other)
    return fuzz.ratio(one, other) >= _ALIKE or _differ_at_end(one, other)


def _is_slip(one: str, other: str) -> bool:
    """Whether one of two long words only lacks a letter inside: ``reurrent`` for ``recurrent``."""
    if not (one.isalpha() and other.isalpha()) or one[-1] != other[-1]:
        return False
    return min(len(one), len(other)) >= _SLIP_FROM and one[0] == other[0] and Indel.distance(one, other) == 1


def _differ_at_end(one: str, other: str) -> bool:
    """Whether two words only end otherwise: glamour and glamorous."""
    shared = Prefix.similarity(one, other)
    longest = max(len(one), len(other)) - shared
    return shared >= _FUZZY_FROM and shared >= _OF_SHORTER * min(len(one), len(other)) and longest <= _ENDING


def abbreviated(word: str, among: Sequence[str]) -> str:
    """The one word among others that a few letters begin (``Al`` for aluminum), else the letters themselves."""
    if not (1 < len(word) <= _ENDING and word.isalpha()):
        return word
    begun = {w for w in among if w.startswith(word) and len(w) >= len(word) + _FUZZY_FROM - 2}
    return begun.pop() if len(begun) == 1 else word


def weight(word: str) -> float:
    """How much a word tells: words of statistics little, names of things fully."""
    if word in jobs("statistic"):
        return _LIGHT
    return _SHORT if len(word) == 1 or word[0].isdigit() else 1.0


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two names compared: the share of the first's words that the second has, and the reverse."""

    of_first: float
    of_second: float

    @property
    def likeness(self) -> float:
        """Between 0 and 1: mostly how far the shorter name lies in the longer."""
        high, low = max(self.of_first, self.of_second), min(self.of_first, self.of_second)
        return 0.6 * high + 0.4 * low if high else 0.0


def overlap(first: Sequence[str], second: Sequence[str], light: Iterable[str] = ()) -> Overlap:
    """The words that two names share, each taken once; ``light`` words tell little here."""
    lighter = frozenset(light)

    def told(word: str) -> float:
        return _LIGHT if word in lighter else weight(word)

    left = list(second)
    shared_first = shared_second = 0.0
    for word in first:
        match = next((w for w in left if same(word, w)), None)
        if match is not None:
            left.remove(match)
            shared_first += told(word)
            shared_second += told(match)
    whole_first, whole_second = sum(map(told, first)), sum(map(told, second))
    if not whole_first or not whole_second:
        return Overlap(0.0, 0.0)
    return Overlap(shared_first / whole_first, shared_second / whole_second)


def variants(asked: str) -> tuple[str, ...]:
    """The ways in which a name is written in one: ``Grape Juice (GJ)`` also without and within its bracket.

    A bracket inside explains a part only.
    """
    found = [asked]
    match = _AT_END.fullmatch(asked.strip())
    if match is not None:
        found += [match[1].strip(), match[2].strip()]
    return tuple(name for name in dict.fromkeys(found) if name)


def initials(name: str) -> str:
    """The first letters of the words of a name."""
    return "".join(w[0] for w in _WORD.findall(fold(name).lower()))


def is_initials(short: str, name: str) -> bool:
    """Whether a short form in capitals is made of the first letters of the name, or of its last words."""
    letters = "".join(c for c in short if c.isalpha())
    return 1 < len(letters) <= 6 and letters.isupper() and len(short) <= 8 and initials(name).endswith(letters.lower())


def numbers(parts: Iterable[str]) -> frozenset[str]:
    """The numbers among the words: doses, segments, times."""
    return frozenset(w for w in parts if w[0].isdigit())
