"""Which short names a text gives to its long ones (Schwartz and Hearst, Pac Symp Biocomput 2003)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pipeline.assemble.prose.sentence import Item, Sentence

_SHORTEST: Final = 2
_LONGEST: Final = 10


def abbreviations(told: Iterable[Sentence]) -> Mapping[str, str]:
    """The long form of each short one, both as the words of a sentence's code: ``ocs`` for ``oral corticosteroids``."""
    found: dict[str, str] = {}
    for s in told:
        for k, item in enumerate(s.items[:-1]):
            if item.norm != "(" or item.kind or k == 0:
                continue
            short = s.items[k + 1]
            closed = k + 2 < len(s.items) and s.items[k + 2].norm in {")", ";", ","}
            if not closed or short.kind or not _is_short(short.text):
                continue
            long = _long_form(short.text, s.items[max(0, k - _words(short.text)) : k])
            if long:
                found.setdefault(short.norm, long)
    return found


def _is_short(text: str) -> bool:
    return _SHORTEST <= len(text) <= _LONGEST and text[0].isalnum() and any(c.isupper() for c in text)


def _words(short: str) -> int:
    """How many words before the bracket may be those of the long form."""
    return min(len(short) + 5, 2 * len(short))


def _long_form(short: str, before: Sequence[Item]) -> str:
    """The words, from the last to the first, in which the letters of the short form stand in order; empty if none."""
    starts = []
    text = ""
    for item in before:
        starts.append(len(text))
        text += item.norm.lower() + " "
    at = len(text)
    letters = [c for c in short.lower() if c.isalnum()]
    for k in range(len(letters) - 1, -1, -1):
        at -= 1
        # The first letter of the short form begins a word of the long one.
        while at >= 0 and (text[at] != letters[k] or (k == 0 and at not in starts)):
            at -= 1
        if at < 0:
            return ""
    return text[at:].strip()
