"""A sentence as a row of words and marks, with a code in which each mark is one letter."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import regex

from pipeline.extent import Extent, cover
from pipeline.mentions import Quantity
from pipeline.recognise import Word

# The letters of the code: capital letters, which healed words never have.
NUMBER, P_VALUE, TIME, ARM, STUDY, OUTCOME, EXCLUDED = "NPTASOX"
KINDS: Final = (NUMBER, P_VALUE, TIME, ARM, STUDY, OUTCOME, EXCLUDED)
_SIGN: Final = regex.compile(r"[™®©]")  # Velox™
_FRACTION: Final = regex.compile(r"\.\d+")  # ab12.3-X
_NAMED: Final = regex.compile(r"-[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A recognised thing in a flow: ``id`` is the reason, the outcome, the arm's key or the study's kind."""

    kind: str
    extent: Extent
    id: str
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True, init=False)
class Item:
    """A word or a mark of a sentence."""

    norm: str
    extent: Extent
    mark: Mark | None = None
    text: str = ""

    def __init__(self, norm: str, extent: Extent, mark: Mark | None = None, text: str = "") -> None:
        _set_norm(self, norm)
        _set_extent(self, extent)
        _set_mark(self, mark)
        _set_text(self, text)

    @property
    def name(self) -> str:
        """What it is called: ``EASI 90`` also where only ``and 90`` is printed."""
        return (
            self.mark.id.replace("-", " ") if self.mark and self.text.isdigit() and self.kind == OUTCOME else self.text
        )

    @property
    def kind(self) -> str:
        """The mark's letter, empty for a word."""
        return self.mark.kind if self.mark else ""


# As in Extent: a document has a hundred thousand items.
_set_norm: Final = Item.__dict__["norm"].__set__
_set_extent: Final = Item.__dict__["extent"].__set__
_set_mark: Final = Item.__dict__["mark"].__set__
_set_text: Final = Item.__dict__["text"].__set__


@dataclass(frozen=True, slots=True)
class Sentence:
    """The items of a sentence; ``code`` is their letters and words parted by blanks."""

    items: tuple[Item, ...]
    code: str
    starts: tuple[int, ...]
    places: Mapping[str, tuple[int, ...]]  # the items of each kind of mark

    def at(self, place: int) -> int:
        """The item at a place of the code."""
        return max(bisect_right(self.starts, place) - 1, 0)

    def of(self, kind: str) -> tuple[int, ...]:
        """The items of one kind of mark."""
        return self.places.get(kind, ())

    def firsts(self, listed: Iterable[int]) -> tuple[int, ...]:
        """Of some items the first of each name, in their order."""
        found: dict[str, int] = {}
        for i in listed:
            found.setdefault(self.items[i].norm, i)
        return tuple(found.values())

    def between(self, first: int, last: int) -> str:
        """The code strictly between two items."""
        return self.part(first + 1, last)

    def part(self, first: int, last: int) -> str:
        """The code from one item up to, not including, another; nothing behind the last."""
        if first >= last or first >= len(self.starts):
            return ""
        start = self.starts[first]
        end = self.starts[last] if last < len(self.starts) else len(self.code)
        return self.code[start:end].strip()


def closing(items: Sequence[Item], start: int, end: int) -> int | None:
    """Where the bracket that a place stands in closes before another place; None where it stands in none."""
    depth = 0
    for k in range(start, end):
        depth += (items[k].norm in {"(", "["}) - (items[k].norm in {")", "]"})
        if depth < 0:
            return k
    return None


def sentence(text: str, words: Sequence[Word], marks: Sequence[Mark]) -> Sentence:
    """The sentence of these words of a text; marks must be in order and not overlap."""
    items: list[Item] = []
    waiting = list(reversed(marks))
    end = -1
    for word in words:
        printed = as_printed(text, word)
        if word.extent.start < end:
            last = items[-1]
            items[-1] = replace(last, norm=f"{last.norm} {word.norm}", text=f"{last.text} {printed}")
            continue
        while waiting and waiting[-1].extent.end <= word.extent.start:
            waiting.pop()
        if waiting and waiting[-1].extent.start < word.extent.end:
            mark = waiting.pop()
            items.append(Item(word.norm, mark.extent, mark, printed))
            end = mark.extent.end
            continue
        if items and _goes_on(items[-1], word, text):
            items[-1] = _with(items[-1], word, printed)
            continue
        norm = word.norm
        items.append(Item(norm.replace(" ", "_") if not norm.isspace() and norm else "_", word.extent, None, printed))
    return coded(items)


def _goes_on(last: Item, word: Word, text: str) -> bool:
    """Whether a trade mark's sign, or the rest of a code, ends the word right before it: ``Velox™``, ``ab12.3-X``."""
    if last.mark is not None or last.extent.end != word.extent.start or not last.norm[:1].isalpha():
        return False
    return _SIGN.fullmatch(word.norm) is not None or (
        last.norm[-1:].isdigit()
        and _FRACTION.fullmatch(word.norm) is not None
        and _NAMED.match(text, word.extent.end) is not None  # not the price of USD3.73
    )


def _with(last: Item, word: Word, printed: str) -> Item:
    norm = last.norm if _SIGN.fullmatch(word.norm) else last.norm + word.norm
    return replace(last, norm=norm, extent=cover((last.extent, word.extent)), text=last.text + printed)


def _levelled(items: Sequence[Item]) -> list[Item]:
    """A semicolon inside brackets parts no clause: it is read as a comma."""
    made: list[Item] = []
    for item in items:
        if item.norm == "." and made and made[-1].norm in {"vs", "v"}:
            continue
        made.append(item)
    if not any(item.norm == ";" for item in made):
        return made
    depth = 0
    for k, item in enumerate(made):
        # The expression 0.71 (95% CI, 0.55 to 0.92 opens the bracket that closes behind its p value.
        text = item.norm if not item.kind else item.text
        depth = max(depth + sum(c in "([" for c in text) - sum(c in ")]" for c in text), 0)
        if depth and item.norm == ";":
            made[k] = replace(item, norm=",")
    return made


def as_printed(text: str, word: Word) -> str:
    """The healed word in its printed letter case."""
    piece = word.extent.of(text)
    if len(piece) == len(word.norm):
        return piece
    if piece.isupper() and len(piece) > 1:
        return word.norm.upper()
    return word.norm.capitalize() if piece[:1].isupper() else word.norm


def coded(items: Sequence[Item]) -> Sentence:
    """The sentence of these items."""
    starts: list[int] = []
    parts: list[str] = []
    places: dict[str, list[int]] = {}
    at = 0
    items = _levelled(items)
    for i, item in enumerate(items):
        starts.append(at)
        if item.mark is not None:
            letter = item.mark.kind
            places.setdefault(letter, []).append(i)
        else:
            letter = item.norm.lower()
        parts.append(letter)
        at += len(letter) + 1
    return Sentence(
        tuple(items), " ".join(parts), tuple(starts), {kind: tuple(where) for kind, where in places.items()}
    )
