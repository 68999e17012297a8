"""The two groups that the words right beside an estimate set against each other: ``A versus B: OR 0.94``."""

from typing import Final

import regex

from pipeline.assemble.prose.sentence import ARM, Sentence

Pair = tuple[int, int]  # the items of the group and of the one compared with

_AGAINST: Final = (
    r"(?:versus|vs|v|against|over|minus|:|/|(?:as )?compared (?:with|to)|relative to|in comparison (?:with|to))"
)
_GROUP: Final = r"(?:(?:groups?|arms?|alone|only|therapy|treatment|patients) )?"
_PAIR: Final = rf"(?P<one>A) {_GROUP}{_AGAINST} (?:the )?(?P<other>A) {_GROUP}"
_AHEAD: Final = regex.compile(
    rf"{_PAIR}(?:[:,=(\[] |was |were )?"
    r"(?:(?:adjusted|unadjusted|crude|mean|median|odds|hazards?|risks?|rates?|relative|absolute|incidence|ratios?|differences?|"
    r"estimates?|least|squares|treatment|or|hr|rr|irr|md|smd|rd|aor|ahr|arr|of|was|were|the|an?|[()\[\]:,=]) ){0,9}$"
)
_BEHIND: Final = regex.compile(
    rf"^(?:[,)] )*(?:[(\[,] P (?:[)\],] )*)?(?:(?:for|in|with|on|of|the|[(\[]) ){{0,3}}{_PAIR}"
    r"|^(?:[,)] )*(?:[(\[,] P (?:[)\],] )*)?(?:for the (?:\S+ ){1,2})?between (?:the )?(?P<one>A) (?:and|versus|vs) "
    r"(?:the )?(?P<other>A)"
)
_FAR: Final = 24  # items before a number
_NEAR: Final = 16  # items behind it


def contrasted(s: Sentence, i: int) -> Pair | None:
    """The groups of an estimate by a contrast right before it, else right behind it; None when there is none.

    ``(A versus B: OR 0.94; C versus B: OR 0.62)``, ``1.7 (95% CI, 1.1 to 2.4) for A versus B``.
    """
    if len(s.of(ARM)) < 2:
        return None
    start = max(0, i - _FAR)
    ahead = _AHEAD.search(s.part(start, i) + " ")
    if ahead is not None:
        return _items(s, start, ahead)
    behind = _BEHIND.match(s.part(i + 1, min(len(s.items), i + 1 + _NEAR)) + " ")
    return None if behind is None else _items(s, i + 1, behind)


def _items(s: Sentence, start: int, found: regex.Match[str]) -> Pair | None:
    one, other = (s.at(s.starts[start] + found.start(name)) for name in ("one", "other"))
    return None if s.items[one].norm == s.items[other].norm else (one, other)


def comparator_of(s: Sentence, i: int, own: int | None) -> int | None:
    """The other group of a comparison around a number: after ``than``, ``versus``, ``compared with``."""
    name = s.items[own].norm if own is not None else ""
    for k in s.of(ARM):
        if s.items[k].norm == name:
            continue
        before = " ".join(x.norm for x in s.items[max(0, k - 6) : k])
        if any(
            w in before
            for w in (
                "than",
                "versus",
                " vs",
                "compared",
                "comparison",
                "relative to",
                "against",
                "rate in",
                "as in",
                "as those",
                "as with",
            )
        ):
            return k
    return None
