"""Between which words of a header line one head ends and the next begins."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final

import regex

from pipeline.tables.cells import MARKS
from pipeline.tables.phrases import Phrases
from pipeline.tables.sizes import COLUMN_N

JOINING: Final = frozenset(
    [*"+&/=±×–-", "and", "or", "of", "the", "in", "with", "for", "to", "vs", "vs.", "versus", "from", "per", "by", "at",
     "plus", "on", "a", "an", "than", "as", "not", "no.", "over", "between", "within", "during", "after", "before",
     "due"]
)  # fmt: skip
_NUMBER: Final = regex.compile(r"\d+(?:[.,]\d+)?")
_KINDS: Final = (
    ("join", regex.compile(r"(?:[+&/=±×-]|\+/-|≥|≤|<|>)")),
    ("open", regex.compile(r"[(\[]")),
    ("coded", regex.compile(r"\d+(?:[.,]\d+)?-?[A-Za-z]")),
    ("number", regex.compile(r"\d")),
    ("compared", regex.compile(r"[<>≤≥=~]")),
    ("percent", regex.compile(r"%")),
    ("single", regex.compile(rf"[A-Za-z][{MARKS}a-d]?$")),
    ("capitals", regex.compile(r"[A-Z][A-Z\d-]+|[a-z]{1,2}[A-Z]")),
    ("capital", regex.compile(r"\p{Lu}")),
)
_ENDS: Final = (
    ("size", regex.compile(r"(?:^|[(\[=nN])\d[\d,]*[)\]][^\s,;]?$")),
    ("close", regex.compile(r"[)\]]\S{0,2}$")),
    ("comma", regex.compile(r"[,;:]$")),
    ("hyphen", regex.compile(r"[-/—]$")),
    ("marked", regex.compile(rf"[{MARKS}]$")),
)
_SIZE: Final = regex.compile(r"[(\[]?[Nn] ?= ?\d*\S*$|[(\[]?[Nn]$")
_BEFORE_SIZE, _WITHIN, _AFTER_SIZE = -2.5, -8.0, 3.5
_INSIDE: Final = -3.0  # a stub of several words that is known is not cut
_LONGEST_KNOWN: Final = 6  # words of a known head
BIAS: Final = ""  # the mark that every gap has


@dataclass(frozen=True, slots=True)
class Words:
    """What header words are known as: names of stubs, heads that are whole by themselves.

    ``odds``: the log odds of a boundary that each mark of a gap adds (``configs/weights/heads.csv``, fitted by
    tests/typeset/weights.py); ``phrases``: what the document prints outside its tables.
    """

    stubs: frozenset[str]
    heads: frozenset[str]
    odds: Mapping[str, float] = field(default_factory=dict)
    phrases: Phrases = field(default_factory=lambda: Phrases(()))


@lru_cache(maxsize=8192)
def shape(word: str) -> str:
    """The word with its numbers levelled and footnote signs off: ``Week 12*`` looks like ``Week 4``."""
    levelled: str = _NUMBER.sub("#", word.lower())
    return levelled.rstrip(MARKS)


@lru_cache(maxsize=8192)
def _first(word: str) -> str:
    """What kind of word begins here."""
    if word in JOINING:
        return "join"
    return next((kind for kind, pattern in _KINDS if pattern.match(word)), "small")


@lru_cache(maxsize=8192)
def _last(word: str) -> str:
    """What kind of word ends here."""
    if word.lower() in JOINING and word != "OR":
        return "join"
    return next((kind for kind, pattern in _ENDS if pattern.search(word)), "") or _first(word)


def open_brackets(words: Sequence[str]) -> list[int]:
    """For each gap behind a word, how many brackets are open there; none where they do not balance."""
    depth, found = 0, []
    for word in words:
        depth = max(0, depth + word.count("(") + word.count("[") - word.count(")") - word.count("]"))
        found.append(depth)
    return found if depth == 0 else [0] * len(words)


def leading_stub(shapes: Sequence[str], stubs: frozenset[str], known: frozenset[str]) -> int:
    """How many words at the start are known stub names: ``Type Variables Mean`` has two of one word."""
    at = 0
    while at < len(shapes):
        names = {n: " ".join(shapes[at : at + n]).rstrip(":,") for n in (4, 3, 2, 1) if at + n <= len(shapes)}
        take = next((n for n, name in names.items() if name in stubs), 0)
        if not take or names[take] in known:
            break
        at += take
    return 0 if any(word.startswith(("(", "[")) for word in shapes[at : at + 1]) else at


def features(words: Sequence[str], known: Words, stub: int) -> list[tuple[str, ...]]:
    """What speaks for or against a boundary behind each word but the last."""
    shapes = [shape(w) for w in words]
    counts, pairs = Counter(shapes), Counter(pairwise(shapes))
    starts, ends, over = _known(shapes, known.heads)
    told = known.phrases.marks(words)
    opened = open_brackets(words)
    starts_with = {shapes[stub]} if 0 < stub < len(shapes) else set(shapes[:2])
    found = []
    for k in range(len(words) - 1):
        a, b = _last(words[k]), _first(words[k + 1])
        marks = [BIAS, f"{a}|", f"|{b}", f"'{shapes[k]}'|", f"|'{shapes[k + 1]}'", *told[k]]
        if a in {"small", "capital", "capitals", "single", "number", "coded", "close", "percent"}:
            marks.append(f"{a}|{b}")
        if opened[k]:
            marks.append("bracketed")
        marks += [name for name, held in (("known|", ends[k]), ("|known", starts[k + 1]), ("kno|wn", over[k])) if held]
        marks += _repeats(shapes, counts, pairs, k)
        if k > max(1, stub) and shapes[k + 1] in starts_with:
            marks.append("|as at the start")
        if k < stub:
            marks.append("stub|" if k == stub - 1 else "st|ub")
        if k == 0:
            marks.append("line first")
        if _SIZE.match(words[k + 1]):
            marks.append("|size")
        found.append(tuple(marks))
    return found


def _repeats(shapes: Sequence[str], counts: Counter[str], pairs: Counter[tuple[str, str]], k: int) -> list[str]:
    """Words that come again begin or end heads alike: ``Mean SD Mean SD``."""
    a, b = shapes[k], shapes[k + 1]
    again_a, again_b, again = counts[a] > 1, counts[b] > 1, pairs[a, b] > 1
    marks = []
    if again:
        marks.append("pair again")
    elif again_a and again_b:
        marks.append("both again, not as a pair")
    elif again_b:
        marks.append("|again")
    elif again_a:
        marks.append("again|")
    if a == b:
        marks.append("the same twice")
    if a == shapes[-1]:
        marks.append("as at the end|")
    return marks


def is_known(name: str, known: frozenset[str]) -> bool:
    """Whether the head is known, a footnote letter behind it taken off: ``p valuea``, ``p value a``."""
    if name in known:
        return True
    if len(name) < 3 or name[-1] not in "abcde":
        return False
    # "scored" is a word of its own, "scoreb" is not.
    return name[:-1].rstrip() in known and (name[-2] == " " or name[-1] in "abc")


def _known(shapes: Sequence[str], known: frozenset[str]) -> tuple[list[bool], list[bool], list[bool]]:
    """Where known heads start, end (by their last word) and go on over a gap."""
    count = len(shapes)
    starts, ends, over = [False] * (count + 1), [False] * (count + 1), [False] * (count + 1)
    for at in range(count):
        for to in range(min(count, at + _LONGEST_KNOWN), at, -1):
            if is_known(" ".join(shapes[at:to]), known):
                starts[at] = ends[to - 1] = True
                for gap in range(at, to - 1):
                    over[gap] = True
                break
    return starts, ends, over


def odds(words: Sequence[str], known: Words, stub: int) -> list[float]:
    """For each gap between the words how much speaks for a boundary there (log odds).

    Gaps between the same two words share their odds, so that heads that come again are cut alike.
    """
    marked = features(words, known, stub)
    found = [sum(known.odds.get(mark, 0.0) for mark in marks) for marks in marked]
    shared: dict[tuple[str, str], list[float]] = {}
    pairs = [(shape(a), shape(b)) for a, b in pairwise(words)]
    for pair, value in zip(pairs, found, strict=True):
        shared.setdefault(pair, []).append(value)
    sized = _sized(words)
    evened = [sum(shared[pair]) / len(shared[pair]) for pair in pairs]
    inside = [min(v, _INSIDE) if "st|ub" in m else v for v, m in zip(evened, marked, strict=True)]
    return [sized.get(k, value) for k, value in enumerate(inside)]


def _sized(words: Sequence[str]) -> dict[int, float]:
    """The gaps in, before and behind group sizes: ``Drug n = 30 Placebo (n = 31)`` ends a head with each."""
    ends = list(accumulate(len(word) + 1 for word in words))
    line = " ".join(words)
    found: dict[int, float] = {}
    for match in COLUMN_N.finditer(line):
        start = match.end() - len(match[0].lstrip())
        stop = match.start() + len(match[0].rstrip())
        first, last = bisect_right(ends, start), bisect_right(ends, stop - 1)
        found |= dict.fromkeys(range(first, last), _WITHIN)
        if first:
            found.setdefault(first - 1, _BEFORE_SIZE)  # a size behind a size begins a head
        goes_on = last + 1 < len(words) and _first(words[last + 1]) in {"open", "join"}
        if stop == ends[last] - 1 and not goes_on:
            found[last] = _AFTER_SIZE
    return found
