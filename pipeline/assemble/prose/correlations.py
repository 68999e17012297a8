"""Which two things a correlation is of."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import regex

from pipeline.assemble.prose.lexis import Lexis
from pipeline.assemble.prose.naming import Phrase, left_of, phrase, right_of
from pipeline.assemble.prose.sentence import OUTCOME, Sentence
from pipeline.assemble.prose.subjects import verb_start
from pipeline.assemble.prose.telling import Told
from pipeline.extent import Extent

_SPOKEN: Final = regex.compile(r"\bcorrelat\w{1,10}|\bcoefficients?\b")
_PAIR_AFTER: Final = regex.compile(r"^(?:for|between) (?P<one>O) (?:with|and) (?P<other>O)")
_BETWEEN: Final = regex.compile(r"\b(?:correlations?|associations?|relationships?) (?:\S+ ){0,3}?between\b")
_RELATED: Final = frozenset({"correlated", "correlates", "correlate", "associated", "related"})
_LONGEST: Final = 8
_FIRST: Final = regex.compile(
    r"\bcorrelations? (?:coefficients? )?(?:was |were )?(?:found |observed )?(?:of|between) (?P<one>\S)"
)


def correlations(s: Sentence, members: Sequence[int]) -> list[tuple[str, Extent]]:
    """The pairs of a row: ``correlations of X with A, B and C were …``; ``between A and B, and B and C were …``."""
    if not _SPOKEN.search(s.part(0, members[0])):
        return []
    marks = [k for k in s.of(OUTCOME) if k < members[0]]
    anchor = max((k for k in range(members[0]) if s.items[k].norm.startswith(("correlat", "coefficient"))), default=0)
    marks = [k for k in marks if k > anchor] or marks
    if len(marks) == 2 * len(members):
        pairs = list(zip(marks[::2], marks[1::2], strict=True))
    elif len(marks) == len(members) + 1:
        pairs = [(marks[0], k) for k in marks[1:]]
    else:
        return []
    return [(_name(s.items[one].name, s.items[other].name), s.items[other].extent) for one, other in pairs]


def correlated(s: Sentence, i: int, told: Told, lexis: Lexis) -> Told:
    """The outcome of one correlation: what the words name, with the side said before them."""
    start = i + 1
    if match := _PAIR_AFTER.match(s.part(start, min(len(s.items), start + 5))):
        offset = s.starts[start]
        one, other = (s.items[s.at(offset + match.start(name))] for name in ("one", "other"))
        return replace(told, name=_name(one.name, other.name), extent=other.extent, rule="correlation")
    if (pair := _between(s, i, lexis)) is not None:
        return replace(told, name=_name(pair[0].name, pair[1].name), extent=pair[1].extent, rule="correlation")
    if (pair := _by_verb(s, i, lexis)) is not None:
        return replace(told, name=_name(pair[0].name, pair[1].name), extent=pair[1].extent, rule="correlation")
    first = _first_side(s, i, lexis)
    if first is None or first.name.lower() == told.name.lower():
        return told
    return replace(told, name=_name(first.name, told.name), rule="correlation")


def _between(s: Sentence, i: int, lexis: Lexis) -> tuple[Phrase, Phrase] | None:
    """``a correlation between copper and iron (r = 0.57)``: its two sides."""
    ends = [match.end() for match in _BETWEEN.finditer(s.part(0, i))]
    if not ends:
        return None
    start = s.at(ends[-1]) + 1
    joint = next((k for k in range(start, i) if s.items[k].norm in {"and", "with"}), None)
    if joint is None or joint - start > _LONGEST:
        return None
    one, other = phrase(s.items, start, joint, lexis), right_of(s.items, joint + 1, lexis)
    return (one, other) if one is not None and other is not None else None


def _by_verb(s: Sentence, i: int, lexis: Lexis) -> tuple[Phrase, Phrase] | None:
    """``Copper correlated with iron (r = 0.57)``: the subject of the verb and what stands behind ``with``."""
    verb = next((k for k in range(i - 1, 0, -1) if s.items[k].norm in _RELATED), None)
    if verb is None or s.items[verb + 1].norm not in {"with", "to"}:
        return None
    closed = next((k + 1 for k in range(i - 1, verb, -1) if s.items[k].norm == ")"), verb + 2)
    start = closed + (s.items[closed].norm in {"and", ","})
    end = next((k for k in range(start, i) if s.items[k].norm in {"(", ","}), i)
    one, other = left_of(s.items, verb_start(s, verb, 0, lexis), lexis), phrase(s.items, start, end, lexis)
    return (one, other) if one is not None and other is not None else None


def _first_side(s: Sentence, i: int, lexis: Lexis) -> Phrase | None:
    if match := _FIRST.search(s.code):
        at = s.at(match.start("one"))
        return right_of(s.items, at, lexis) if at < i else None
    verb = next((k for k in range(i - 1, 0, -1) if s.items[k].norm in _RELATED), None)
    return left_of(s.items, verb_start(s, verb, 0, lexis), lexis) if verb is not None else None


def _name(one: str, other: str) -> str:
    return f"Correlation of {one} with {other}"
