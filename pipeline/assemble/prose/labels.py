"""Which groups are called by a letter or number."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import regex

from pipeline.assemble.prose.lexis import PREPOSITIONS, words
from pipeline.assemble.prose.sentence import ARM, STUDY, Item, Mark
from pipeline.extent import cover

_PLAIN: Final = frozenset({"", STUDY})  # Group P may pass for the name of a study
_LABELLED: Final = frozenset(["group", "groups", "arm", "arms", "regimen", "cohort"])
_LABEL: Final = regex.compile(r"[A-H]|[1-6]|I{1,3}|IV")
# Group P, group BD, group P2.5: only where no name stands before the word, as in ``the control group VAS``.
_INITIALS: Final = regex.compile(r"[A-Z]{1,4}(?:[1-9]\d?(?:\.\d)?)?")
_BEFORE: Final = words(", ; : . ( ) [ ] and or than versus vs with to the both") | PREPOSITIONS
_BEHIND: Final = words("and or , vs versus than")


def labelled(items: Sequence[Item]) -> list[Item]:
    """``group A``, ``arms 1 and 2``: groups by letter or number."""
    if _LABELLED.isdisjoint([item.norm for item in items]):
        return list(items)
    made: list[Item] = []
    label = ""  # the last one, while a list of them may go on
    for k, item in enumerate(items):
        if len(made) > 1 and made[-1].norm == "-" and made[-2].norm in _LABELLED and _is_letter(item):
            made.pop()  # group-A
        last = made[-1] if made else None
        if last is not None and not item.mark and (_LABEL.fullmatch(item.text) or _INITIALS.fullmatch(item.text)):
            if last.norm in _LABELLED and last.kind in _PLAIN and _is_free(made, item):
                made[-1] = replace(
                    arm_item([last, item], f"{last.norm.rstrip('s')} {item.norm}"),
                    text=f"{last.text.rstrip('s')} {item.text}",
                )
                label = item.text
                continue
            if label and last.norm in _BEHIND and k + 1 < len(items) and _goes_on(label, item, last):
                key = f"{_label_word(made)} {item.norm}"
                made.append(replace(arm_item([item], key), text=f"{_label_word(made)} {item.text}"))
                continue
        label = label if item.norm in _BEHIND else ""
        made.append(item)
    return made


def _is_letter(item: Item) -> bool:
    return not item.mark and _LABEL.fullmatch(item.text) is not None


def _goes_on(label: str, item: Item, joint: Item) -> bool:
    """Whether a word goes on a list of labels; initials do only behind initials: ``in group I, VAS fell``."""
    return bool(_LABEL.fullmatch(item.text)) or (joint.norm != "," and not _LABEL.fullmatch(label))


def _is_free(made: Sequence[Item], label: Item) -> bool:
    """Whether a letter or number labels the word before it; initials do only where no name stands before that."""
    if _LABEL.fullmatch(label.text) or len(made) == 1:
        return True
    before = made[-2]
    return not before.kind and before.norm in _BEFORE


def is_label(key: str) -> bool:
    """Whether a group's words are a label: ``group b``."""
    word, _, label = key.partition(" ")
    return word in _LABELLED and bool(_LABEL.fullmatch(label.upper()) or _INITIALS.fullmatch(label.upper()))


def _label_word(made: Sequence[Item]) -> str:
    return next(i.norm.split()[0] for i in reversed(made) if i.kind == ARM)


def arm_item(part: Sequence[Item], key: str) -> Item:
    """Several items as one that names a group."""
    extent = cover(i.extent for i in part)
    return Item(key, extent, Mark(ARM, extent, key), " ".join(i.text for i in part))
