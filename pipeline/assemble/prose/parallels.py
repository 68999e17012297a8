"""What a clause leaves out because the clause before it said it: times in step, people by a pronoun."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from pipeline.assemble.prose.claims import Claim
from pipeline.assemble.prose.frame import Time
from pipeline.assemble.prose.lexis import CHANGE_NOUNS, Lexis, words
from pipeline.assemble.prose.naming import Phrase, phrase
from pipeline.assemble.prose.sentence import ARM, Item, Mark, Sentence, coded

Times = tuple[Time, ...]
_PRONOUNS: Final = words("they their them these those")
_EFFECTS: Final = words("effect effects increased decreased")
_OPENING: Final = 14
_PAIRED: Final = words("former latter")


def in_step(s: Sentence, made: Sequence[Claim], earlier: Times) -> tuple[tuple[Claim, ...], Times]:
    """The claims with times taken over in order, and the times that the next clause may take over.

    ``A was 7 at week 4 and 5 at week 8; B was 9 and 6``: as many values in the same order.
    """
    kept: list[Claim] = []
    for given in _runs(made):
        run = given
        own = [c.time for c in run]
        start = max((c.item for c in kept), default=-1) + 1
        inside = any(t is not None and _stands(s, t, start) for t in own)
        if not inside and len(run) == len(earlier) and len(run) > 1 and len({t.days for t in own if t}) < 2:
            run = [replace(c, time=time) for c, time in zip(run, earlier, strict=True)]
        run = _rows_in_step(s, run)
        kept.extend(run)
        times = tuple(c.time for c in run if c.time is not None)
        if inside:
            earlier = times if len(times) == len(run) and len({t.days for t in times}) > 1 else ()
    return tuple(kept), earlier if made else ()


def _rows_in_step(s: Sentence, run: list[Claim]) -> list[Claim]:
    """``10 at week 4 and 7 at week 8, i.e. 57% and 67% lower``: the second row has the times of the first."""
    parts = [list(part) for _, part in groupby(run, key=lambda c: c.statistic)]
    if len(parts) != 2 or len(parts[0]) != len(parts[1]) or len(parts[0]) < 2:
        return run
    first, second = parts
    said = any(c.time is not None and _stands(s, c.time, second[0].item) for c in second)
    if said or len({c.time.days for c in first if c.time is not None}) != len(first):
        return run
    return [*first, *(replace(c, time=before.time) for before, c in zip(first, second, strict=True))]


def _runs(made: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Claims one after the other that tell of one outcome."""
    run: list[Claim] = []
    for claim in made:
        if run and _base(run[-1]) != _base(claim):
            yield run
            run = []
        run.append(claim)
    if run:
        yield run


def _base(claim: Claim) -> tuple[str, bool]:
    name = claim.told.name.lower().removeprefix("change in ")
    return name, claim.statistic == "p_value" or claim.category == "disposition"


def _stands(s: Sentence, time: Time, start: int) -> bool:
    """Whether a time is printed behind an item of the sentence."""
    return start < len(s.items) and time.extent.start >= s.items[start].extent.start


def referred(s: Sentence, before: Sentence | None) -> Sentence:
    """The sentence with a pronoun at its start, or ``the latter``, read as the group it stands for."""
    arms = [] if before is None else [before.items[k] for k in before.of(ARM)]
    different = list({i.norm: i for i in arms}.values())
    if not different:
        return s
    items = list(s.items)
    for k, item in enumerate(items[:3]):
        if item.kind or item.norm not in _PRONOUNS or any(x.norm not in {"of", "in", "among", ","} for x in items[:k]):
            continue
        if len(different) == 1 and ARM not in {x.kind for x in items[:k]}:
            items[k] = _as_arm(item, different[0])
    if len(different) == len(_PAIRED):
        for k, item in enumerate(items):
            if k and items[k - 1].norm == "the" and item.norm in _PAIRED and not item.kind:
                items[k] = _as_arm(item, different[item.norm == "latter"])
    return coded(items) if items != list(s.items) else s


def points_back(s: Sentence) -> bool:
    """Whether a sentence goes on with the effect told before it: ``This reduction was greater in women``."""
    opening = [x.norm for x in s.items[:_OPENING]]
    at = next((k for k, word in enumerate(opening[:-1]) if word in {"this", "these"}), None)
    effects = CHANGE_NOUNS | _EFFECTS
    return at is not None and (at == 0 or opening[at - 1] == ",") and bool(effects & set(opening[at + 1 : at + 3]))


def _as_arm(item: Item, arm: Item) -> Item:
    return Item(arm.norm, item.extent, Mark(ARM, item.extent, arm.norm), arm.text)


def paired(s: Sentence, lexis: Lexis) -> tuple[Phrase, Phrase] | None:
    """The two subjects of a sentence: ``Rash and fever stood out``."""
    verb = next((k for k, x in enumerate(s.items) if not x.kind and x.norm in lexis.verbs), 0)
    joined = [k for k in range(1, verb) if s.items[k].norm == "and"]
    if len(joined) != 1 or any(x.norm in {",", ";"} for x in s.items[:verb]):
        return None
    one, other = phrase(s.items, 0, joined[0], lexis), phrase(s.items, joined[0] + 1, verb, lexis)
    return (one, other) if one is not None and other is not None else None


def named_by_pair(claims: Sequence[Claim], pair: tuple[Phrase, Phrase] | None) -> tuple[Claim, ...]:
    """``The former was seen in 19 patients``: the outcome by its name in the sentence before."""
    if pair is None:
        return tuple(claims)
    made = []
    for claim in claims:
        word = claim.told.name.lower().removeprefix("the ")
        name = pair[word == "latter"].name if word in _PAIRED else claim.told.name
        made.append(replace(claim, told=replace(claim.told, name=name)))
    return tuple(made)
