"""What a clause means by ``this reduction`` or ``a significant difference``: the outcome told last in its paragraph."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.assemble.prose.claims import Claim
from pipeline.assemble.prose.lexis import Lexis, words
from pipeline.assemble.prose.naming import left_of, phrase, points_back
from pipeline.assemble.prose.sentence import NUMBER, P_VALUE, Sentence
from pipeline.assemble.prose.telling import Told

_CHANGE = "Change in "
_MEASURED = words("measured assessed evaluated rated quantified determined scored estimated monitored")


def headed(s: Sentence, lexis: Lexis) -> Told | None:
    """What a heading in the line of its paragraph names: ``Bone density. A differed from B (P < 0.05).``"""
    found = phrase(s.items, 0, len(s.items), lexis)
    return None if found is None or points_back(found.name) else Told(found.name, found.extent, "words_before")


def measured(s: Sentence, lexis: Lexis) -> Told | None:
    """What a sentence without numbers says was measured: ``Mood was rated on the X scale.``"""
    if s.of(NUMBER) or s.of(P_VALUE):
        return None
    for k in range(1, len(s.items)):
        if s.items[k].norm in _MEASURED and s.items[k - 1].norm in {"was", "were"} and not s.items[k].kind:
            found = left_of(s.items, k - 1, lexis)
            return None if found is None or points_back(found.name) else Told(found.name, found.extent, "words_before")
    return None


def with_topic(claims: Sequence[Claim], topic: Told | None) -> tuple[tuple[Claim, ...], Told | None]:
    """The claims with the outcomes that they only point back to, and what the next sentence may point back to."""
    made: list[Claim] = []
    for given in claims:
        claim = given
        if points_back(claim.told.name):
            if topic is None and claim.told.rule == "referred":
                continue
            claim = claim if topic is None else replace(claim, told=_renamed(claim.told, topic))
        elif claim.category != "disposition":
            topic = replace(claim.told, name=claim.told.name.removeprefix(_CHANGE))
        made.append(claim)
    return tuple(made), topic


def _renamed(told: Told, topic: Told) -> Told:
    """The pointing words with the name they stand for; where they are printed stays the evidence."""
    name = topic.name
    if told.name.startswith(_CHANGE):
        name = f"{_CHANGE}{name[0].lower() + name[1:] if name[1:2].islower() else name}"
    return replace(told, name=name)
