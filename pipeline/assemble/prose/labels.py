"""Which groups are called by a letter or number."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import regex

from pipeline.assemble.prose.sentence import (
    ARM,
    Item,
    Mark,
)
from pipeline.extent import cover

_LABELLED: Final = frozenset(["group", "groups", "arm", "arms", "regimen", "cohort"])
_LABEL: Final = regex.compile(r"[A-H]|[1-6]|I{1,3}|IV")


def labelled(items: Sequence[Item]) -> list[Item]:
    """``group A``, ``arms 1 and 2``: groups by letter or number."""
    made: list[Item] = []
    after_label = False
    for k, item in enumerate(items):
        last = made[-1] if made else None
        if last is not None and _LABEL.fullmatch(item.text) and not item.mark:
            if last.norm in _LABELLED and not last.kind:
                made[-1] = arm_item([last, item], f"{last.norm.rstrip('s')} {item.norm}")
                after_label = True
                continue
            if after_label and last.norm in {"and", "or", ",", "vs", "versus", "than"} and k + 1 < len(items):
                made.append(
                    replace(
                        arm_item([item], f"{_label_word(made)} {item.norm}"), text=f"{_label_word(made)} {item.text}"
                    )
                )
                continue
        after_label = after_label and item.norm in {"and", "or", ",", "vs", "versus", "than"}
        made.append(item)
    return made


def _label_word(made: Sequence[Item]) -> str:
    return next(i.norm.split()[0] for i in reversed(made) if i.kind == ARM)


def arm_item(part: Sequence[Item], key: str) -> Item:
    """Several items as one that names a group."""
    extent = cover(i.extent for i in part)
    return Item(key, extent, Mark(ARM, extent, key), " ".join(i.text for i in part))
