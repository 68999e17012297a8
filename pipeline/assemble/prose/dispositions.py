"""How many people were enrolled, assigned or analysed, by group."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import regex

from pipeline.assemble.prose.arms import Arm
from pipeline.assemble.prose.candidates import has_share, noun_after, quantity, share_of
from pipeline.assemble.prose.claims import arm_at
from pipeline.assemble.prose.enrolment import is_done, named, opens, people_named
from pipeline.assemble.prose.frame import Frame, Setting
from pipeline.assemble.prose.owners import owner
from pipeline.assemble.prose.parts import parts, whole_of
from pipeline.assemble.prose.predicates import predicated
from pipeline.assemble.prose.saying import predicate
from pipeline.assemble.prose.sentence import NUMBER, OUTCOME, P_VALUE, Item, Sentence
from pipeline.assemble.prose.tallies import tallied
from pipeline.assemble.prose.telling import Told
from pipeline.extent import Extent

_ASSIGNED: Final = regex.compile(
    r"\b(?:randomly|randomi[sz]ed|randomi[sz]ation|assigned|allocated|allotted|divided|enrolled|recruited|included|"
    r"participants?|participated|"
    r"underwent randomi[sz]ation|were treated|given to|considered|analy[sz]ed|evaluable|eligible|screened|"
    r"injections of|taking part|involved|"
    r"completed the|gave|got|the controls|present|report|described|were studied|were entered|received|comprised|"
    r"consisted)\b"
)
_ENROLLED: Final = regex.compile(
    r"\b(?:randomly|randomi[sz]ed|assigned|allocated|allotted|divided|enrolled|recruited|involved|"
    r"underwent randomi[sz]ation|were analy[sz]ed|were included|considered controls|were considered|"
    r"was given to|were treated with|taking part|"
    r"we present|we report|completed the study|were evaluable|were the controls|who participated|participated in|"
    r"available (?:from|for|on)|were studied|were entered|case series|including|included|recruited|accrued|registered|"
    r"evaluable|assessable|analy[sz]ed|for (?:the )?analysis|completed|approached|screened|(?:un)?eligible|"
    r"trial (?:in|of)|consecutive|cohort of|sample of|conducted (?:in|among|with)|were included in)\b"
)
_HARMED: Final = regex.compile(r"\b(?:deaths?|died|events?|infections?)\b")
_TREATED: Final = frozenset({"treated", "considered", "given"})
_GIVEN: Final = regex.compile(
    r"^(?:(?:patients|women|participants|subjects|of whom|of them) |O )?(?:received|were given|were treated with|"
    r"underwent|started (?:with|on)?) ?(?:the )?(?:[a-z]{4,12} )?A (?:alone )?"
    r"(?:[,;.)]|and|but|while|versus|followed by|$)"
    # 25 subjects in the A group received a session; 88 patients in A were assessable
    r"|^(?:patients|women|men|participants|subjects) (?:in|from|of|on) (?:the )?A (?:groups? |arms? )?(?:received|"
    r"underwent|were given|(?:were|was) (?:assessable|evaluable|analy[sz]ed|included|treated))\b"
)
_CONSISTS: Final = ("A consisting of", "A consisted of", "A comprised", "A comprising")
_FEWER: Final = regex.compile(r"\b(?:fewer|more|less)\b[^;]{0,80}\bthan\b")
_STUDIES: Final = frozenset(
    {"trials", "studies", "comparisons", "reports", "experiments", "hospitals", "centers", "centres", "sites"}
)
_UNTOLD: Final = _STUDIES | {"randomized", "randomised", "be"}
_PARTS: Final = frozenset({"arm", "armed", "group", "day", "week", "month", "year", "way"})
_NEAR: Final = 9  # items
_PAIR: Final = 2
_LAST_ITEM: Final = 8  # of a list in a sentence
_SMALLEST: Final = 8  # below, numbers add up by chance
_TO: Final = regex.compile(r"^(?:patients )?(?:to|in|received|were|got|\)) ?")
_MADE: Final = regex.compile(
    r"^(?:[^\s,;:.NPTAX]+ ){0,8}?(?:were |was )?(?:randomly )?(?:assigned|allocated|allotted|randomi[sz]ed)\b"
    r"(?! (?:[(]|controlled|clinical|double|trials?|stud(?:y|ies)|hospitals?|X|N (?!to|received)))"
)
# We studied aspirin in 144 women; a trial with 32 patients; samples were available from 90 patients
_STUDIED: Final = regex.compile(
    r"\b(?:we|trial|study|cohort|survey|analysis|analyses|data|samples?|blocks?|measurements|specimens|studied|evaluated|"
    r"examined|investigated|compared|assessed|conducted|performed)\b"
)
_AMONG: Final = frozenset({"in", "among", "of", "on", "with", "from", "including"})
_OF_THEM: Final = regex.compile(r"^of (?:them|these|whom|those)\b")
_POWER: Final = regex.compile(r"\b(?:power|sample[- ]size|to detect)\b")


@dataclass(frozen=True, slots=True)
class Size:
    """A group's size told in a sentence."""

    item: int
    told: Told
    size: int
    arm: Arm | None = None
    arm_at: Extent | None = None


def claims(s: Sentence, setting: Setting, frame: Frame) -> tuple[Size, ...]:
    """The group sizes of a sentence that speaks of enrolment or assignment."""
    if is_power(s):
        return ()
    found: list[Size] = []
    parted = parts(s, setting.lexis)
    based = {share_of(s, i) for i in s.of(NUMBER)}
    for i in s.of(NUMBER):
        value = _size(s, i)
        if value is None or i in based or _is_item(s, i):
            continue
        if i not in parted and not _is_size(s, i, found, frame, setting):
            continue
        at = owner(s, i)
        name = _described(s, i, setting) or named(s, i, setting.lexis) or _did(s, i, setting)
        name = name or people_named(s, i, setting.lexis)
        told = Told(name, _said(s, i), "group_size")
        arm = arm_at(s, at, setting) if at is not None else setting.arms.main
        found.append(Size(i, told, value, arm, s.items[at].extent if at is not None else None))
    return _by_elimination(s, found, setting)


def _did(s: Sentence, i: int, setting: Setting) -> str | None:
    """What is said of the people right behind their number: ``did not meet the criteria``, ``were found to have …``."""
    said = predicated(s, i, setting.lexis) if quantity(s, i).shape != "group_size" else None
    if said is None or " " not in said.name:
        return None
    if any(s.items[i].extent.end <= s.items[k].extent.start < said.extent.end for k in s.of(NUMBER)):
        return None
    return None if _UNTOLD & set(said.name.lower().split()) else said.name


def _by_elimination(s: Sentence, found: Sequence[Size], setting: Setting) -> tuple[Size, ...]:
    """The sizes of two parts of which one has a group of two: the other is of the other group.

    ``112 to a long course of five drugs and 112 to standard therapy``.
    """
    whole = whole_of([z.size for z in found])
    listed = [z for k, z in enumerate(found) if k != whole]
    if len(listed) != len(setting.arms.pair) or len(listed) != _PAIR:
        return tuple(found)
    known = [z for z in listed if z.arm in setting.arms.pair]
    open_ = [z for z in listed if z.arm is None and _is_part(s, z.item)]
    if len(known) != 1 or len(open_) != 1:
        return tuple(found)
    other = next(arm for arm in setting.arms.pair if arm != known[0].arm)
    return tuple(replace(z, arm=other) if z is open_[0] else z for z in found)


def _is_part(s: Sentence, i: int) -> bool:
    """Whether a number is labelled, or led to a group: ``112 to …``."""
    after = s.items[i + 1].norm if i + 1 < len(s.items) else ""
    return quantity(s, i).shape == "group_size" or after in {"to", "received"}


def _said(s: Sentence, i: int) -> Extent:
    """The words that say what was done with the people, nearest to their number; else the number."""
    verbs = [s.at(m.end() - 1) for m in _ENROLLED.finditer(s.code)]
    at = min(verbs, key=lambda k: abs(k - i), default=i)
    return s.items[at].extent


def _size(s: Sentence, i: int) -> int | None:
    """The number where it can be one of people: a bare whole one."""
    q = quantity(s, i)
    bare = not q.percent and q.denominator is None and q.dispersion is None and q.unit is None
    return int(q.value) if bare and q.value == q.value.to_integral_value() else None


def _is_size(s: Sentence, i: int, found: Sequence[Size], frame: Frame, setting: Setting) -> bool:
    labelled = quantity(s, i).shape == "group_size" and not _HARMED.search(s.part(max(0, i - 6), i))
    if labelled and _FEWER.search(s.code):
        return False  # fewer infections with A (n = 1) than with B (n = 4)
    if labelled and (has_share(s, i) or tallied(s, i, setting.lexis)):
        return False
    if labelled:
        return not _has_outcome(s, i, setting) and (frame.tells_methods or _ASSIGNED.search(s.code) is not None)
    if s.part(max(0, i - 3), i).endswith(_CONSISTS):
        return True
    if _adds_up(s, i, found, setting) or _GIVEN.match(s.part(i + 1, min(len(s.items), i + 9)) + " "):
        return True
    if (is_done(s, i) or opens(s, i, setting.lexis)) and quantity(s, i).shape in {"number", "words"}:
        return True
    if _counts_studies(s, i, setting):
        return False
    people = _counts_people(s, i, setting) or _is_assigned(s, i)
    continued = _continues(s, i, found)  # A was given to 130 of them and B to 27
    enrolled = people and (_is_studied(s, i) or _is_enrolment(s, i, frame))
    return (continued or enrolled) and not _has_outcome(s, i, setting)


def _is_item(s: Sentence, i: int) -> bool:
    """``(2) saline``, ``a 3-arm trial``: the number of an item of a list, or of groups."""
    after = [x.norm for x in s.items[i + 1 : i + 3]]
    marked = i > 0 and s.items[i - 1].norm == "(" and after[:1] == [")"] and (_size(s, i) or _LAST_ITEM) < _LAST_ITEM
    return marked or (after[:1] == ["-"] and after[1:] != [] and after[1] in _PARTS)


def _is_studied(s: Sentence, i: int) -> bool:
    """Whether a sentence without any result says in how many people something was studied."""
    if i == 0 or s.items[i - 1].norm not in _AMONG or s.of(P_VALUE):
        return False
    others = any(quantity(s, k).percent or quantity(s, k).dispersion is not None for k in s.of(NUMBER))
    return not others and _STUDIED.search(s.part(0, i)) is not None and _HARMED.search(s.part(0, i)) is None


def _counts_studies(s: Sentence, i: int, setting: Setting) -> bool:
    """``Four randomized, double-blind trials in adults``: no number of people."""
    near = [x.norm for x in s.items[i + 1 : i + _NEAR]]
    first = next((w for w in near if w in _STUDIES or w in setting.lexis.people), "")
    return first in _STUDIES


def _counts_people(s: Sentence, i: int, setting: Setting) -> bool:
    """``24 subjects``, ``24 and 16 subjects``."""
    joined = i + 2 < len(s.items) and s.items[i + 1].norm in {"and", "or"} and s.items[i + 2].kind == NUMBER
    return noun_after(s, i + 2 if joined and _size(s, i + 2) is not None else i, setting.lexis) == "people"


def _adds_up(s: Sentence, i: int, found: Sequence[Size], setting: Setting) -> bool:
    """``335 women (166 control and 169 intervention)``: a size and its parts, one a group."""
    whole, size = _whole(s, i, found)
    parts = [k for k in s.of(NUMBER) if k > whole and _size(s, k) is not None]
    if any(k + 1 < len(s.items) and s.items[k + 1].kind == OUTCOME for k in parts[:2]):
        return False  # 99 patients (58 men and 41 women)
    lexis = setting.lexis
    people = noun_after(s, whole, lexis) != "events" and not any(noun_after(s, k, lexis) == "events" for k in parts[:2])
    if not parts or size < _SMALLEST or not people or _ENROLLED.search(s.code) is None:
        return False
    for count in (2, 3, 4):
        listed = parts[:count]
        if len(listed) == count and i in {whole, *listed} and sum(_size(s, k) or 0 for k in listed) == size:
            return True
    return False


def _whole(s: Sentence, i: int, found: Sequence[Size]) -> tuple[int, int]:
    """What the parts may add up to: the number before an open bracket (``34 (26 A, 8 B)``), else the first size."""
    opened = next((k for k in range(i, max(-1, i - 9), -1) if s.items[k].norm == "("), i + 1)
    for k in (opened - 1, opened - 2):
        if 0 <= k <= i and s.items[k].kind == NUMBER and (size := _size(s, k)) is not None:
            return k, size
    return (found[0].item, found[0].size) if found else (i, _size(s, i) or 0)


def _has_outcome(s: Sentence, i: int, setting: Setting) -> bool:
    """``The end point occurred in 103 patients assigned to A (n = 586)``: a count of events, and what it is out of."""
    lexis = setting.lexis
    shown = [
        k
        for k in s.of(NUMBER)
        if k > 1
        and s.items[k - 1].norm in {"in", "among", "by"}
        and lexis.verbs.get(s.items[k - 2].norm) == "occur"
        and not s.items[k - 2].norm.startswith("includ")
    ]
    return bool(shown) and i >= shown[0]


def is_power(s: Sentence) -> bool:
    """Whether a sentence calculates how many would be needed."""
    return _POWER.search(s.code) is not None


def _described(s: Sentence, i: int, setting: Setting) -> str | None:
    """Who they are, in a few words: ``10 patients with complete samples``, ``were considered controls``."""
    for k in range(i + 1, min(len(s.items), i + 5)):
        if s.items[k].norm in _TREATED and s.items[k - 1].norm in {"were", "was"}:
            said = predicate(s.items, k, setting.lexis)
            return said.name if said is not None else None
    kept: list[Item] = []
    for item in s.items[i + 1 : i + 11]:
        if (
            item.kind
            or item.norm in {",", ";", ".", "(", ")", "and", "from", "who"}
            or (item.norm in setting.lexis.verbs and kept)
        ):
            break
        kept.append(item)
    if len(kept) < 4 or kept[0].norm not in setting.lexis.people or kept[1].norm != "with":
        return None
    name = " ".join(item.text for item in kept).replace(" - ", "-")
    return name[:1].upper() + name[1:]


def _is_enrolment(s: Sentence, i: int, frame: Frame) -> bool:
    if frame.tells_methods and frame.section == "abstract":
        return True
    if frame.section == "methods":
        return _ASSIGNED.search(s.code) is not None
    head = s.part(0, i)
    if head in {"of", "of the", "of these", "for the", "among the"}:
        return True
    if head == "the" and i + 2 < len(s.items) and s.items[i + 2].norm == ",":
        return True  # The 99 patients, 58 of them men, were …
    near = f"{s.part(max(0, i - 8), i)} # {s.part(i + 1, min(len(s.items), i + 16))}"
    return _ENROLLED.search(near) is not None and _HARMED.search(near) is None


def _continues(s: Sentence, i: int, found: Sequence[Size]) -> bool:
    """``55 to the drug and 54 to placebo``, ``dupilumab to 130 and cyclosporine to 27``."""
    if not found or i - found[-1].item > 9:
        return False
    after = s.part(i + 1, min(len(s.items), i + 4))
    before = s.part(max(0, i - 3), i)
    joined = before.endswith("and") and after.startswith("A") and found[-1].arm is not None  # 33 got A and 31 B
    return joined or _TO.match(after) is not None or before.endswith((" to", "A (", "A of"))


def _is_assigned(s: Sentence, i: int) -> bool:
    """``55 were allotted to A``, ``A was given to 130 of them``."""
    after = s.part(i + 1, min(len(s.items), i + 13))
    return _MADE.match(after) is not None or _OF_THEM.match(after) is not None
