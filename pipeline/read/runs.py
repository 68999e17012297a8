"""The runs of characters inside an element of XML or HTML."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html.entities import html5
from typing import Final, Protocol

from pipeline.read.inline import Run

DEEPEST: Final = 200  # elements within elements; no article comes near it
_UNDERLINED: Final = {"+": "±", "<": "≤", ">": "≥"}  # how old articles print these signs


class RefusedError(ValueError):
    """Raised for what no article needs and only an attack holds; the reader names the file."""


class Element(Protocol):
    """What is used of an element; lxml's have it."""

    tag: object
    text: str | None
    tail: str | None
    sourceline: int | None

    def __iter__(self) -> Iterator["Element"]: ...
    def __len__(self) -> int: ...
    def get(self, key: str) -> str | None: ...
    def iter(self) -> Iterator["Element"]: ...
    def getparent(self) -> "Element | None": ...


@dataclass(frozen=True, slots=True)
class Nested:
    """An element between the characters that is composed apart: a table, a figure, a list."""

    element: Element


@dataclass(frozen=True, slots=True)
class Rules:
    """What the names of elements mean; ``special`` gives the runs of an element that needs more than its name."""

    high: frozenset[str]
    breaks: frozenset[str]
    edges: frozenset[str]
    skipped: frozenset[str]
    nested: frozenset[str]
    underlined: frozenset[str]
    special: Callable[[Element], Iterable[Run] | None]


def name(element: Element) -> str:
    """The element's name without its namespace; empty for comments and instructions, ``&`` for an entity."""
    if isinstance(element.tag, str):
        return element.tag.rpartition("}")[2]
    text = element.text or ""
    return "&" if text.startswith("&") and text.endswith(";") else ""


def runs(element: Element, rules: Rules, *, whole: bool = False) -> Iterator[Run | Nested]:
    """What stands in the element, in order; ``whole``: nothing is set apart, lists become lines."""
    if element.text:
        yield Run(element.text)
    for child in element:
        yield from _child(child, rules, whole=whole)
        if child.tail:
            yield Run(child.tail)


def inner(element: Element, rules: Rules) -> list[Run]:
    """All runs of an element in which nothing is set apart."""
    return [run for run in runs(element, rules, whole=True) if isinstance(run, Run)]


def _child(child: Element, rules: Rules, *, whole: bool) -> Iterator[Run | Nested]:
    kind = name(child)
    if not kind or kind in rules.skipped:
        return
    if kind == "&":
        yield Run(_entity(child.text or ""))
    elif kind in rules.breaks:
        yield Run("", "break")
    elif kind in rules.nested and not whole:
        yield Nested(child)
    elif (special := rules.special(child)) is not None:
        yield from special
    elif kind in rules.high:
        yield Run(plain(child), "sup")
    elif kind in rules.underlined and plain(child).strip() in _UNDERLINED:
        yield Run(_UNDERLINED[plain(child).strip()])
    elif kind in rules.edges:
        yield Run("", "edge")
        yield from runs(child, rules, whole=whole)
        yield Run("", "edge")
    else:
        yield from runs(child, rules, whole=whole)


class Paths:
    """Which element each part comes from: ``/article/body/sec[2]/p[3]``."""

    def __init__(self, root: Element) -> None:
        self._steps: dict[Element, str] = {root: name(root)}
        for parent in root.iter():
            seen: dict[str, int] = {}
            for child in parent:
                kind = name(child)
                seen[kind] = seen.get(kind, 0) + 1
                self._steps[child] = f"{kind}[{seen[kind]}]" if seen[kind] > 1 else kind

    def of(self, element: Element) -> str:
        """The names from the root to the element; a number where an element of the name stands before it."""
        steps = []
        at: Element | None = element
        while at is not None and at in self._steps:
            steps.append(self._steps[at])
            at = at.getparent()
        return "/" + "/".join(reversed(steps))


def plain(element: Element) -> str:
    """All characters of the element."""
    parts = [element.text or ""] if isinstance(element.tag, str) else []
    for child in element:
        parts += [plain(child), child.tail or ""]
    return "".join(parts)


def _entity(written: str) -> str:
    """The character an entity stands for; the entities of HTML are known without any DTD."""
    known = html5.get(written[1:])
    if known is None:
        raise RefusedError(f"refers to the entity {written}, which is defined elsewhere; nothing else is read")
    return known


def refuse_depth(root: Element) -> None:
    """Raise RefusedError when elements are nested deeper than any article's."""
    level = [root]
    for _ in range(DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return
    raise RefusedError(f"is nested more than {DEEPEST} elements deep")
