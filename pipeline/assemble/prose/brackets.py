"""Which outcome stands before the bracket of a number: ``facial erythema (19%)``."""

from collections.abc import Sequence
from typing import Final

import regex

from pipeline.assemble.prose.candidates import quantity
from pipeline.assemble.prose.lexis import CHANGE_NOUNS, FALLS, Lexis, words
from pipeline.assemble.prose.naming import Phrase, left_of, right_of
from pipeline.assemble.prose.predicatives import is_predicative
from pipeline.assemble.prose.sentence import ARM, EXCLUDED, NUMBER, STUDY, TIME, Item, Sentence
from pipeline.assemble.prose.telling import PREDICATIVE, STATISTIC_WORDS, Told

_DIFFERING: Final = regex.compile(r"^(?:\w+ )?differences? (?:in|for|of) (?:the )?(?=\w)", regex.IGNORECASE)
_CAUSED: Final = regex.compile(
    r"^.{0,60}\b(?:due to|owing to|because of|including|such as|were) (?=\w)", regex.IGNORECASE
)
_FIRST: Final = words("most commonest first leading largest greatest highest main biggest")
AVERAGES: Final = words("mean median average")
_LABELS: Final = words("difference change changes adjusted ls least squares treatment effect group arm in for with on")
_ADJECTIVE: Final = ("ic", "al", "ive", "ary", "ior")
_NOUNS: Final = words(
    "survival withdrawal referral arousal removal renewal appraisal hospital topic clinic traffic music"
)
_BRACKET: Final = 16  # items
_VAGUE: Final = words("half third quarter most majority all many few followed")


def bracketed(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """``facial erythema (19%)``, ``EASI (88%)``: the name right before the bracket."""
    k = i - 1
    while k >= 0 and _is_label(s, k):
        k -= 1
    if k < 1 or s.items[k].norm not in {"(", "["} or is_predicative(s, k, lexis):
        return None
    if s.items[k - 1].kind in {ARM, TIME, NUMBER, STUDY} or _is_time(s.items[k - 1]):
        return None
    if s.items[k - 1].norm in lexis.people:
        is_ratio = any(x.norm in {"or", "hr", "rr", "ratio"} for x in s.items[k + 1 : i])
        return Told(s.items[k - 1].name, s.items[k - 1].extent, "bracket_after_name") if is_ratio else None
    found = _leader(s, k, lexis) or left_of(s.items, k, lexis)
    behind = next((j for j in range(k - 1, max(-1, k - 14), -1) if s.items[j].norm in {",", ";", ")", "("}), k - 14)
    if found is not None and any(x.norm in {"than", "compared", "versus", "vs"} for x in s.items[max(0, behind) : k]):
        return None
    if found is None or _is_vague(s.items[k - 1]):
        return None
    start = next(
        (
            j
            for j in range(k - 1, max(-1, k - 36), -1)
            if s.items[j].norm == ";" or (lexis.verbs.get(s.items[j].norm) and s.items[j].norm not in CHANGE_NOUNS)
        ),
        0,
    )
    said = _outside(s.items[start:k])
    after = s.items[i + 1] if i + 1 < len(s.items) else None
    noun = after is not None and not after.kind and after.norm in CHANGE_NOUNS  # (17% reduction)
    said = [*said, after] if noun and after is not None else said
    change = any(x.norm in CHANGE_NOUNS and not x.norm.startswith("difference") for x in said)
    falls = any(x.norm in FALLS for x in said)
    name = _DIFFERING.sub("", found.name)
    if s.items[i].kind == NUMBER and quantity(s, i).shape == "group_size":
        name = _CAUSED.sub("", name)
    name = _with_head(s, i, name, lexis)
    name = name if name[1:2].isupper() else name[:1].upper() + name[1:]
    return Told(name, found.extent, "bracket_after_name", change=change and quantity(s, i).percent, falls=falls)


def _leader(s: Sentence, k: int, lexis: Lexis) -> Phrase | None:
    """``X was the most common Y (87%)``: it is X that is meant."""
    near = [x.norm for x in s.items[max(0, k - 9) : k]]
    if not any(w in _FIRST for w in near):
        return None
    verb = next(
        (
            j
            for j in range(k - 1, max(-1, k - 10), -1)
            if (
                lexis.verbs.get(s.items[j].norm) in {"be", "occur"}
                and s.items[j].norm not in {"reported", "observed", "found", "noted"}
            )
            or s.items[j].norm in {",", ";", ")"}
        ),
        None,
    )
    if verb is not None and not any(x.norm in _FIRST for x in s.items[verb:k]):
        return None  # the most common reasons were X (25%)
    if (
        verb is None
        or s.items[verb].kind
        or s.items[verb].norm not in {"was", "were", "is", "are", "came", "ranked", "being"}
    ):
        return None
    return left_of(s.items, verb, lexis)


def _with_head(s: Sentence, i: int, name: str, lexis: Lexis) -> str:
    """``systolic (132 mm Hg) and diastolic blood pressure (81 mm Hg)``: a lone adjective has the noun of the next."""
    suffix = next((x for x in _ADJECTIVE if name.lower().endswith(x)), None)
    if suffix is None or " " in name or name.lower() in _NOUNS:
        return name
    close = next((k for k in range(i, min(len(s.items), i + _BRACKET)) if s.items[k].norm in {")", "]"}), None)
    if close is None or close + 3 >= len(s.items) or s.items[close + 1].norm not in {"and", "or"}:
        return name
    other = right_of(s.items, close + 2, lexis)
    parts = other.name.split() if other is not None else []
    if len(parts) < 2 or not parts[0].lower().endswith(suffix):
        return name
    return f"{name} {' '.join(parts[1:])}"


def _is_label(s: Sentence, k: int) -> bool:
    """Whether a word of a bracket says of which group or kind its number is: ``(mean difference``, ``(A:``."""
    item = s.items[k]
    if item.kind:
        return item.kind == ARM
    return item.norm in STATISTIC_WORDS or item.norm in _LABELS or _ends_label(s, k)


def _outside(items: Sequence[Item]) -> list[Item]:
    """The items that stand in no bracket closed among them."""
    kept: list[Item] = []
    depth = 0
    for item in reversed(items):
        depth += item.norm in {")", "]"}
        if not depth:
            kept.append(item)
        depth -= item.norm in {"(", "["} and depth > 0
    return kept


def _is_time(item: Item) -> bool:
    return item.kind == EXCLUDED and item.mark is not None and item.mark.id == "time"


def _ends_label(s: Sentence, k: int) -> bool:
    """``scans (mean, 57.6)``: the comma behind the statistic of a bracket."""
    labels = k > 1 and (s.items[k - 1].norm in AVERAGES or s.items[k - 1].kind == ARM)
    return s.items[k].norm in {",", ";"} and labels and s.items[k - 2].norm == "("


def _is_vague(item: Item) -> bool:
    return not item.kind and (item.norm in _VAGUE or item.norm in PREDICATIVE)
