"""Which of a document's groups is the one compared with."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import regex

from pipeline.assemble.prose.lexis import Lexis

# What a word between two names says of the second: ``A versus B`` makes B the control more surely than ``A or B``.
_SECOND: Final = (
    (
        2.0,
        regex.compile(
            r"\b(?:versus|vs|v|compared (?:with|to)|comparison with|added to|relative to|against|over|"
            r"(?:superior|inferior|noninferior|equivalent|alternative) to)\b"
        ),
    ),
    (1.0, regex.compile(r"\bthan\b")),
    (0.5, regex.compile(r"\b(?:or|and)\b")),
)
_LABEL: Final = regex.compile(r"^(?:group|arm|regimen|cohort) (?:\w|i{1,3}|iv)$")
_NEAR: Final = 90  # characters of the code
_ALONE: Final = regex.compile(r" (?:group |arm )?(?:alone|only)\b")
_ADDED: Final = regex.compile(r"\b(?:addition of|adding|effects? of|efficacy of|add - on|experimental) (?:the |an? )?$")
_USUAL: Final = regex.compile(r"\b(?:conventional|standard|routine|usual|traditional|established) (?:[a-z-]+ )?$")
_PART: Final = 8.0  # ``chemotherapy`` beside ``chemotherapy plus A``
_TITLE: Final = 2.0


def control(
    keys: Collection[str], codes: Sequence[str], lexis: Lexis, aliases: Mapping[str, str] = MappingProxyType({})
) -> frozenset[str]:
    """The names that say so, else the one that the sentences set the others against; none of fewer than two names.

    ``aliases`` are other names of the groups, which count where they stand.
    """
    named = frozenset(key for key in keys if lexis.is_control(key))
    labels = [key for key in keys if _LABEL.search(key)]
    if named and len(named) + len(labels) == len(keys):  # group A received the drug and group B placebo
        named |= frozenset(k for k in labels if any(lexis.is_control(said) for said in _defined(k, codes)))
    if named or len(keys) < 2:
        return named if len(named) < len(keys) else frozenset()
    if all(_LABEL.search(key) for key in keys):
        told = frozenset(key for key in keys if any(lexis.is_control(said) for said in _defined(key, codes)))
        return told if told and len(told) < len(keys) else frozenset([max(keys)])  # group A, group B
    scores = _scores(keys, codes, aliases)
    best = max(sorted(keys), key=lambda key: scores[key])
    return frozenset([best]) if scores[best] > 0 else frozenset()


def _defined(key: str, codes: Sequence[str]) -> Iterator[str]:
    """What sentences say of a group called by a letter: ``usual care ( group b )``, ``group b received placebo``."""
    name = regex.escape(key)
    said = regex.compile(
        rf"(?P<said>(?:(?!and\b|or\b)[^\s,;()]+ ){{1,8}})[(] {name} |\b{name} [(:] ?(?P<said>[^,;()]{{1,80}})"
        rf"|\b{name} (?:[(] [^()]{{0,30}} [)] )?(?:\w+ ){{0,2}}(?:received|underwent|were given|was given|served as|"
        rf"consisted of)(?P<said>(?: (?!and\b)[^\s,;]+){{1,8}})"
    )
    yield from (text for code in codes for match in said.finditer(code) for text in match.captures("said"))


def _set_against(gap: str) -> float:
    """How surely the words between two names set the first against the second."""
    if len(gap) > _NEAR or ";" in gap:
        return 0.0
    return next((weight for weight, pattern in _SECOND if pattern.search(gap)), 0.0)


def _beside(code: str, name: regex.Match[str]) -> float:
    """What the words right around a name say: ``A alone``, ``standard A``, ``the addition of A``."""
    before = code[max(0, name.start() - 30) : name.start()]
    said = (_ALONE.match(code, name.end()) is not None) + (_USUAL.search(before) is not None)
    return _TITLE * (said - (_ADDED.search(before) is not None))


def _scores(keys: Collection[str], codes: Sequence[str], aliases: Mapping[str, str]) -> dict[str, float]:
    known = {key: key for key in keys} | {other: key for other, key in aliases.items() if key in keys}
    listed = sorted(known, key=lambda key: (-len(key), key))
    name = regex.compile(rf"(?<!\S)(?:{'|'.join(regex.escape(key) for key in listed)})(?!\S)")
    scores = dict.fromkeys(keys, 0.0)
    seen: list[str] = []
    for place, code in enumerate(codes):
        found = list(name.finditer(code))
        for k, match in enumerate(found):
            key = known[match[0]]
            if key not in seen:
                scores[key] += len(seen) / len(keys)  # the control is mostly named last
                seen.append(key)
            scores[key] += _beside(code, match)
            if k and known[found[k - 1][0]] != key:
                weight = _set_against(code[found[k - 1].end() : match.start()]) * (1 if place else _TITLE)
                scores[key] += weight
                scores[known[found[k - 1][0]]] -= weight
    for one in keys:
        for other in keys:
            if one != other and set(one.split()) < set(other.split()):
                scores[one] += _PART
    return scores
