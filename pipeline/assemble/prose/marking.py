"""Which of overlapping mentions counts, and which words of a sentence name its groups."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

import regex

from pipeline.assemble.prose.arms import Arm, Arms, key_of
from pipeline.assemble.prose.dosegroups import with_doses
from pipeline.assemble.prose.doselists import with_dose_groups
from pipeline.assemble.prose.doses import dosed
from pipeline.assemble.prose.grouplists import completed, together
from pipeline.assemble.prose.labels import arm_item, labelled
from pipeline.assemble.prose.lexis import Lexis, words
from pipeline.assemble.prose.populations import with_populations
from pipeline.assemble.prose.sentence import (
    ARM,
    EXCLUDED,
    NUMBER,
    OUTCOME,
    P_VALUE,
    STUDY,
    TIME,
    Item,
    Mark,
    Sentence,
    coded,
)
from pipeline.assemble.prose.tagging import Names
from pipeline.extent import Extent, cover
from pipeline.mentions import Mention, Quantity

_FOLLOWED: Final = words("group groups arm arms cohort cohorts recipients cluster clusters")
# Behind the name of a substance these make it what is given, or what is measured.
_GIVEN: Final = words("supplementation supplemented administration")
_MEASURED: Final = words(
    "level levels concentration concentrations intake intakes content excretion deficiency status clearance balance"
)
_SEVERAL: Final = words("both all either each these two three four five")
_PLURAL: Final = words("group groups arm arms cohort cohorts")
_OPENS: Final = frozenset("([,;:")
_LABELS: Final = words(": = versus vs v")
_LABEL_WITHIN: Final = 9
_LISTED_WITHIN: Final = 9
_JOIN: Final = regex.compile(r"^(?:plus|\+|with|(?:in )?combin(?:ed|ation) with|added to)$")
_SUSPENDED: Final = regex.compile(r"-(?:,|\s(?:and|or|to|vs)\b)")
_DURATIONS: Final = frozenset({"min", "h", "s"})
_PERCENT: Final = regex.compile(r"\s{1,3}per\s?cent\b")  # Fifty percent of the patients
_CLOCK: Final = r"(?:h|hrs?|hours?|min|mins|minutes?|s|sec|seconds?)"
_SPAN: Final = regex.compile(
    r"\b(?:for|every|within|first|last|after|over|up to|at|during|until|from|by)\s{1,3}(?:the\s)?"
    rf"(?:\d{{1,3}}(?:\.\d)?\s?{_CLOCK}?\s?(?:,\s?(?:and\s|or\s)?|and\s|or\s|to\s|-\s?)){{0,8}}$"
)
_TO_CLOCK: Final = regex.compile(rf"(?:\s?(?:,|,?\s?and|,?\s?or|to|-)\s?\d{{1,3}}(?:\.\d)?){{1,8}}\s?-?{_CLOCK}\b")
_POST: Final = regex.compile(
    r"[\s)]{0,2}(?:post|after|before|following|later|prior|interval|period|window|walk|session|test\b|infusion|class|"
    r"exercise|visit|delay|rest\b|:)"
)
# at 1 hour (44% vs 17%) and 3 hours (54% vs 17%), at 3 months and 24 months
_ALSO: Final = regex.compile(
    r"\bat\s\d{1,3}\s?(?:h|hours?|min|minutes?|days?|weeks?|months?|years?)\s?(?:\([^()]{0,60}\)\s?|\[[^\[\]]{0,60}\]\s?)?"
    r"(?:,\s?)?(?:and|or|but)\s(?:at\s)?$"
)
# median survival was 18 months, (6 v 4 months), aged 64 years; but 12 weeks after a comma or a verb is a time.
_CUES: Final = regex.compile(
    r"\b(?:median|mean|average)$|"
    r"\b(?:median|mean|average|averaged|survival|duration|time|length|age|aged|stay|lasted|progression|follow-up)"
    r"\b[^.;]{0,60}?"
    r"(?:\b(?:was|were|of|is|averaged|lasted|aged|by|only|to|and|vs\.?|versus|v|range)|[(=:,±])$"
)
_LISTED: Final = regex.compile(r"(?: ?(?:\d{1,3}|,|and|or))+$")
_STATED: Final = regex.compile(
    r"\b(?:median|mean|average|survival|duration|time|length|age|aged|stay|progression|follow-up)\b[^.;\d]{0,60}?"
    r"\b(?:was|were|of|averaged|lasted)$"
)
# Shapes whose first number is told apart from a time by their own form.
_SURE: Final = frozenset(
    {
        "count_of",
        "count_of_share",
        "share_of_count",
        "count_share",
        "share_count",
        "plus_minus",
        "estimate_interval",
        "value_interval",
        "mean_bracket",
        "percent",
        "p_value",
        "group_size",
    }
)


def marks(text: str, mentions: Sequence[Mention], quantities: Sequence[Quantity]) -> tuple[Mark, ...]:
    """The mentions that count, in order, none overlapping another; earlier kinds go before later ones."""
    of: dict[str, list[Mention]] = {}
    for mention in mentions:
        of.setdefault(mention.kind, []).append(mention)
    outcomes, times, studies = of.get("outcomes", []), of.get("timepoints", []), of.get("studies", [])
    excluded = of.get("exclusions", [])
    named = [m for m in outcomes if any(c.isdigit() for c in m.extent.of(text))]  # EASI 75: a number in a name
    taken = [Mark(OUTCOME, m.extent, m.id) for m in named]
    taken += _free((m for q in quantities if (m := _numeric(text, q, excluded, times)) is not None), taken)
    told = [m for m in studies if m.id == "named"]
    for kind, listed in ((TIME, times), (STUDY, told), (OUTCOME, outcomes), (STUDY, studies)):
        taken += _free((Mark(kind, m.extent, m.id) for m in listed), taken)
    taken += _free((Mark(EXCLUDED, m.extent, m.id) for m in excluded if m.id != "name"), taken)
    return tuple(sorted(taken, key=lambda m: m.extent))


def _free(found: Iterable[Mark], taken: Sequence[Mark]) -> list[Mark]:
    """The marks that overlap none that counts already."""
    kept: list[Mark] = []
    for mark in found:
        if not any(mark.extent.overlaps(other.extent) for other in (*taken, *kept)):
            kept.append(mark)
    return kept


def _numeric(text: str, quantity: Quantity, excluded: Sequence[Mention], times: Sequence[Mention]) -> Mark | None:
    """The number's mark; None when it is (part of) a time."""
    extent = quantity.extent
    if quantity.shape == "p_value":
        return Mark(P_VALUE, extent, "p_value", quantity)
    first = Extent(extent.start, extent.start + 1)
    if quantity.shape == "number" and _is_glued(text, extent):
        return None
    if quantity.shape == "range" and quantity.unit in {"wk", "d", "mo"}:
        return Mark(EXCLUDED, extent, "time", quantity)
    if _is_clock(text, quantity):
        return Mark(EXCLUDED, extent, "time", quantity)
    for mention in excluded:
        if mention.extent.overlaps(first) and mention.id == "name" and quantity.shape == "number":
            return None  # group 1, grade 3: part of the name
        if mention.extent.overlaps(first) and (mention.id != "citation" or mention.extent.holds(extent)):
            return Mark(EXCLUDED, extent, mention.id, quantity)
    time = next((t for t in times if t.extent.overlaps(extent)), None)
    if time is not None and quantity.shape not in _SURE and not _is_measured(text, quantity, time):
        return None
    if quantity.shape == "words" and (match := _PERCENT.match(text, extent.end)):
        extent = Extent(extent.start, match.end())
        quantity = replace(quantity, extent=extent, shape="percent", percent=True, unit="%")
    return Mark(NUMBER, extent, quantity.shape, quantity)


def _is_clock(text: str, quantity: Quantity) -> bool:
    """``at 1 and 5 min``, ``0-2 h postoperatively``: a time of the clock, not a measured duration."""
    start, end = quantity.extent.start, quantity.extent.end
    listed = quantity.shape == "number" and quantity.unit is None and _TO_CLOCK.match(text.lower(), end)
    if quantity.unit not in _DURATIONS and not listed:
        return False
    if quantity.shape in {"number", "range"} and (_POST.match(text.lower(), end) or _is_further_time(text, quantity)):
        return True
    return quantity.shape in {"number", "range"} and _SPAN.search(text[max(0, start - 60) : start].lower()) is not None


def _is_further_time(text: str, quantity: Quantity) -> bool:
    """Whether a duration goes on a list of times that "at" begins."""
    before = " ".join(text[max(0, quantity.extent.start - 110) : quantity.extent.start].lower().split()) + " "
    return quantity.shape == "number" and _ALSO.search(before) is not None


def _is_glued(text: str, extent: Extent) -> bool:
    """Whether a number is part of a word: ``4-OHT``, ``(188)Re``, ``kg/m(2)``, ``the 1-, 3- and 5-year rates``."""
    if _SUSPENDED.match(text, extent.end):
        return True
    before, after = text[max(0, extent.start - 2) : extent.start], text[extent.end : extent.end + 2]
    if after[:1] == "-" and after[1:].isupper():
        return True
    return before[-1:] == "(" and after[:1] == ")" and (before[:1].isalpha() or after[1:].isalpha())


def _is_measured(text: str, quantity: Quantity, mention: Mention) -> bool:
    """Whether a duration is a result: ``median survival was 18.6 months``, ``30.92 years``."""
    time = mention.extent
    if mention.id:  # median follow-up was 32 and 35 months
        before = " ".join(text[max(0, time.start - 80) : time.start].lower().split())
        return _STATED.search(_LISTED.sub("", before)) is not None
    if time.start < quantity.extent.start or quantity.shape == "words" or _is_further_time(text, quantity):
        return False  # at 12 months
    if "." in quantity.extent.of(text):
        return True
    before = " ".join(text[max(0, time.start - 80) : time.start].lower().split())
    return _CUES.search(before) is not None and text[time.end - 1 : time.end + 1] != "-"


def with_arms(given: Sentence, arms: Arms, lexis: Lexis, names: Names, before: Sentence | None = None) -> Sentence:
    """The sentence with the names of its groups marked; ``names`` are those that learned weights find in it."""
    items = _named(labelled(given.items), arms, lexis, names)
    if any(item.kind == ARM for item in items):
        items = _grouped(_joined(completed(items, lexis)))
    if arms.is_open:
        items = _tagged(items, names, lexis)
    items = with_doses(_settled(items, given.items), arms.doses, {a.key: a.name for a in arms.listed})
    items = together(with_dose_groups(dosed(items, arms, before, lexis)))
    return coded(with_populations(items, arms.populations, lexis))


def _tagged(items: Sequence[Item], names: Names, lexis: Lexis) -> list[Item]:
    """The items with each name that only the learned weights take for a group's as one."""
    made = list(items)
    for extent in names.arms:
        inside = [k for k, item in enumerate(made) if item.extent.overlaps(extent)]
        if not inside or any(made[k].kind in {ARM, NUMBER, OUTCOME, P_VALUE} for k in inside):
            continue
        part = made[inside[0] : inside[-1] + 1]
        if key := key_of(" ".join(i.norm for i in part), lexis):
            made[inside[0] : inside[-1] + 1] = [arm_item(part, key)]
    return made


def _named(items: Sequence[Item], arms: Arms, lexis: Lexis, names: Names) -> list[Item]:
    keys, longest = _keys(arms.listed, arms.main, tuple(arms.aliases.items()))
    items = [arm_item([x], arms.aliases[x.norm]) if x.kind == ARM and x.norm in arms.aliases else x for x in items]
    drugs = lexis.interventions
    made: list[Item] = []
    at = 0
    while at < len(items):
        first = items[at].norm.split(" ")[0]  # an item may be of several words
        most = max(longest.get(first, 0), drugs.firsts.get(first, 0))
        for size in range(min(most, len(items) - at), 0, -1):
            part = items[at : at + size]
            words = tuple(" ".join(i.norm for i in part).split())
            key = keys.get(words) or ("?" + " ".join(words) if drugs.holds(words) else None)
            if (
                key is not None
                and not any(i.kind not in {"", OUTCOME} for i in part)
                and (_stands(items, at, size, " ".join(words)) or any(e.overlaps(part[0].extent) for e in names.arms))
            ):
                made.append(arm_item(part, key))
                at += size
                break
        else:
            made.append(items[at])
            at += 1
    return made


@lru_cache(maxsize=32)  # asked for by every sentence of a document
def _keys(
    listed: tuple[Arm, ...], main: Arm | None, aliases: tuple[tuple[str, str], ...]
) -> tuple[Mapping[tuple[str, ...], str], Mapping[str, int]]:
    """The key of each group by the words of its name; the words of the longest name by its first one."""
    known = dict(aliases)
    keys = {tuple(arm.key.split()): known.get(arm.key, arm.key) for arm in listed}
    for printed, named in list(keys.items()):
        hyphenated = tuple(w for word in printed for w in (word, "-"))[:-1]  # the no-treatment group
        keys.setdefault(tuple(w for w in printed if w != "-") if "-" in printed else hyphenated, named)
    if main is not None:
        keys.setdefault(tuple(main.key.split()), main.key)
    longest: dict[str, int] = {}
    for key in keys:
        if key:
            longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return keys, longest


def _settled(items: Sequence[Item], given: Sequence[Item]) -> list[Item]:
    """Drugs that name no group of the document are words again."""
    made: list[Item] = []
    for item in items:
        if item.kind == ARM and item.norm.startswith("?"):
            made.extend(g for g in given if item.extent.holds(g.extent))
        else:
            made.append(item)
    return made


def _stands(items: Sequence[Item], at: int, size: int, key: str) -> bool:
    """A name that is a common word (``control``, ``treatment``) counts only before ``group`` and its like."""
    after = [i.norm for i in items[at + size : at + size + 2]]
    if after and after[0] in _MEASURED:
        return False  # plasma nitrate levels
    if at > 1 and items[at - 1].norm == "of" and items[at - 2].norm in {"number", "numbers"}:
        return False  # the number of care providers
    if key not in {
        "control",
        "treatment",
        "intervention",
        "active",
        "experimental",
        "observation",
        "exercise",
        "standard",
        "active treatment",
        "therapy",
        "drug",
        "medication",
        "study",
        "treated",
    }:
        return True
    if at and after and items[at - 1].norm in _SEVERAL and after[0] in _PLURAL:
        return False  # both intervention groups
    if at and items[at - 1].kind == NUMBER:
        return True  # 166 control and 169 intervention
    return bool(after) and (
        after[0] in _FOLLOWED | _GIVEN
        or after[:2] in (["-", "treated"], ["-", "supplemented"])
        or after[0] in {"patients", "subjects", "participants", "women", "eyes", "children"}
        or _is_listed(items[at + size : at + size + _LISTED_WITHIN])
        or (key == "active" and after[0] in {"therapy", "treatment", "drug"})
        or _is_label(items, at, at + size)
    )


def _is_listed(after: Sequence[Item]) -> bool:
    """Whether a list of names goes on that ends in ``groups``: ``exercise, diet and usual care groups``."""
    end = next((k for k, x in enumerate(after) if not x.kind and x.norm in _FOLLOWED), 0)
    joined = after[0].norm in {"and", "or", "versus", "vs"}
    listed = after[0].norm == "," and all(x.kind in {"", OUTCOME} for x in after[:end])
    return end > 0 and (joined or (listed and any(x.norm in {"and", "or"} for x in after[:end])))


def _is_label(items: Sequence[Item], at: int, end: int) -> bool:
    """``(exercise: 12%``, ``(exercise versus diet``, ``: exercise 12%``, ``exercise (12%) arm``: a name as a label."""
    before = items[at - 1].norm if at else ""
    after = items[end : end + _LABEL_WITHIN]
    if before in _OPENS and (after[0].norm in _LABELS or after[0].kind == NUMBER):
        return any(x.kind == NUMBER for x in after)
    closed = next((k for k, x in enumerate(after) if x.norm == ")"), len(after))
    return after[0].norm == "(" and any(not x.kind and x.norm in _FOLLOWED for x in after[closed + 1 : closed + 2])


def _joined(items: Sequence[Item]) -> list[Item]:
    """``dupilumab plus topical glucocorticoids`` as one group."""
    made: list[Item] = []
    for item in items:
        made.append(item)
        if item.kind != ARM:
            continue
        for size in (2, 3, 4):
            if len(made) <= size:
                break
            first, gap = made[-size - 1], made[-size:-1]
            compared = any(i.norm.startswith("compar") for i in made[max(0, len(made) - size - 6) : len(made) - size])
            if (
                first.kind == ARM
                and _JOIN.match(" ".join(i.norm for i in gap))
                and not compared
                and first.norm != item.norm
            ):
                if first.norm.startswith("?") and item.norm.startswith("?"):
                    break
                name = f"{first.norm} and {item.norm}".replace("?", "")
                extent = cover((first.extent, item.extent))
                made[-size - 1 :] = [Item(name, extent, Mark(ARM, extent, name), f"{first.text} and {item.text}")]
                break
    return made


def _grouped(items: Sequence[Item]) -> list[Item]:
    """A group's name with its ``group`` or ``-treated patients`` behind it as one item."""
    made: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        at += 1
        if item.kind == ARM and not item.norm.startswith("?"):
            tail = [i.norm for i in items[at : at + 3]]
            size = 2 if tail[:1] == ["-"] and tail[1:2] and tail[1] in _GIVEN | {"treated"} else 0
            size = size or next((k for k, word in enumerate(tail) if word not in _GIVEN | _FOLLOWED), len(tail))
            if size:
                extent = cover((item.extent, items[at + size - 1].extent))
                item = replace(item, extent=extent, mark=Mark(ARM, extent, item.norm))
                at += size
        made.append(item)
    return made
