"""Which heads of a table name its arms: a decision over the whole table, and over all tables of the document."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, TypeVar

import regex

from pipeline.assemble.tables.headings import Heading, unit_in
from pipeline.assemble.vocabulary import Vocabulary
from pipeline.document import Cell, Head, Table
from pipeline.extent import fold
from pipeline.normalise.names import holds_any

T = TypeVar("T")
Reader = Callable[[Head], Heading]

_GROUP_WORD: Final = regex.compile(
    r"(?<!\b(?:age|risk|blood|ethnic|income|diagnostic|weight) )\b(?:groups?|arms?|cohorts?|controls?|cases"
    r"|regimen|recipients|users)\b",
    regex.IGNORECASE,
)
_GROUPS_ONLY: Final = frozenset(["group", "groups", "arm", "arms", "cohort", "cohorts", "recipients"])
_BRACKETS: Final = regex.compile(r"[(\[]([^()\[\]]{1,30})[)\]]")
_NO_WORD: Final = regex.compile(r"[^\w]+")
_NO_NAME: Final = regex.compile(r"[^\w+/-]+")
_LETTER: Final = regex.compile(r"[^\W\d]")
_DIFFERENCE: Final = regex.compile(r"(?i)(?:mean |% |percent )?diff(?:erence)?s?\.?(?: ?\(?%\)?)?")
_FILLER: Final = regex.compile(r"\b(?:the|groups?|arms?|patients|subjects|participants|treatment|therapy)\b")
_MOST: Final = 0.6  # of the names of an axis
_FEW: Final = 0.34
_FEW_ROWS: Final = 6


@dataclass(frozen=True, slots=True)
class Terms:
    """What names are known by: the words for groups, the arms that the document's tables name."""

    vocabulary: Vocabulary
    groups: frozenset[str]
    known: frozenset[str] = frozenset()
    sized: frozenset[str] = frozenset()

    def is_outcome(self, heading: Heading) -> bool:
        """Whether a name is that of a measure: it has a unit, or the lexicon knows it."""
        if heading.is_measure or (heading.stated is not None and heading.stated.part == "share" and heading.n is None):
            return True
        known = self.vocabulary.outcome_id(heading.name)
        if known is not None and known.startswith("sex"):  # "Men" beside "Women" are groups
            return False
        return known is not None or unit_in(heading.name, self.vocabulary) is not None

    def evidence(self, heading: Heading) -> int:
        """How much speaks for a name being an arm's; below zero it speaks for a measure.

        A word for a treated or control group counts most, then a name that other tables give to a group, the word
        "group" itself, and a group's size.
        """
        name = fold(heading.name)
        worded = _NO_WORD.sub(" ", name)
        if holds_any(worded, self.groups - _GROUPS_ONLY) or self.vocabulary.interventions.ids(name):
            return 5
        keys = keys_of(name)
        if keys & self.known:
            return 4
        if _GROUP_WORD.search(name):
            return 3
        if self.is_outcome(heading):
            return 1 if heading.n is not None else -2  # "Complete remission (n = 183)" is a group
        return 2 if heading.n is not None or keys & self.sized else 0


@dataclass(frozen=True, slots=True)
class Roles:
    """Where a table names its arms.

    ``axis`` is ``columns``, ``rows`` or empty (no head names an arm); ``place`` says whether the first or the last name
    of a row's path is the arm; ``over_all`` are the spanners that stand over every column of figures,
    ``weights`` what speaks for the names over columns being arms; ``letters`` are heads of one letter among others
    (``A``, ``B``, ``C``), ``repeated`` labels of rows under several heads, ``changes`` differences between the times
    beside them, ``has_tests`` tells of columns of tests.
    """

    axis: str
    place: str
    over_all: frozenset[Head]
    weights: Mapping[Head, int]
    letters: frozenset[Head]
    repeated: frozenset[str]
    changes: frozenset[Head]
    has_tests: bool
    terms: Terms
    read: Reader

    def weight(self, heading: Heading) -> int:
        """The evidence for a column's name and for its siblings: beside ``Placebo`` stands another arm."""
        return max(self.weights.get(heading.head, 0), self.terms.evidence(heading))


def terms(tables: Sequence[Table], vocabulary: Vocabulary, groups: frozenset[str], read: Reader) -> Terms:
    """The arms that the heads of all tables name: by a word for groups, or with a group's size."""
    base = Terms(vocabulary, groups)
    known: set[str] = set()
    sized: set[str] = set()
    for table in tables:
        sized |= _compared(table, base, read)
        paths = {c.column_path for c in table.cells} | {c.row_path for c in table.cells}
        for heading in (read(h) for path in paths for h in path):
            if heading.kind == "name" and (heading.n is not None or base.evidence(heading) > 2):
                (known if base.evidence(heading) > 2 else sized).update(keys_of(fold(heading.name)))
    return Terms(vocabulary, groups, frozenset(known), frozenset(sized))


def _compared(table: Table, base: Terms, read: Reader) -> set[str]:
    """The names over columns that a p value compares, in a table whose columns are no measures."""
    paths = {c.column_path for c in table.cells}
    if not any(read(path[-1]).kind == "p_value" for path in paths if path):
        return set()
    names = [h for listed in _names(paths, read) for h in listed[-1:]]
    return {k for h in names for k in keys_of(fold(h.name))} if not any(map(base.is_outcome, names)) else set()


def roles(table: Table, known: Terms, read: Reader) -> Roles:
    """Which axis of the table carries the arms."""
    paths = {c.column_path for c in table.cells}
    columns = _names(paths, read)
    tests = any(read(h).kind == "test" for path in paths for h in path[-1:])
    weights = _weights(paths, known, read)
    over, letters, changes = _over_all(table.cells, read), _letters(paths), _changes(paths, read)
    repeated = _repeated({c.row_path for c in table.cells})
    found = Roles("columns", "", over, weights, letters, repeated, changes, tests, known, read)
    last = _distinct(names[-1] for names in columns if names)
    rows = _names({c.row_path for c in table.cells}, read)
    siblings = _siblings(rows, known)
    leaves = _distinct(names[-1] for names in rows if names)
    outer = _distinct(names[0] for names in rows if len(names) > 1)
    best = max((known.evidence(h) for names in columns for h in names), default=0)
    if best > 1:
        return found
    for place, names in (("last", leaves), ("first", outer)):
        named = [max(known.evidence(h), siblings.get(h.name.casefold(), 0)) for h in names]
        enough = 2 if last else 1  # where columns name nothing, sizes alone tell
        if len(named) > 1 and max(named) > enough and _share(named, lambda e: e > 1) >= _MOST:
            return replace(found, axis="rows", place=place)
    if best > 0:
        return found
    if not last and _repeat(rows, known):
        return replace(found, axis="rows", place="last")
    measures = _share(last, known.is_outcome)
    few = len(leaves) <= _FEW_ROWS and not any(known.is_outcome(h) or h.stated for h in leaves)
    if len(last) > 1 and ((measures > 0 and few) or (measures >= 0.5 and _share(leaves, known.is_outcome) < _FEW)):
        return replace(found, axis="rows", place="last")
    return found if last else replace(found, axis="")


def _repeated(paths: Iterable[tuple[Head, ...]]) -> frozenset[str]:
    """The labels that stand under more than one head: of ``All days`` and of ``School days``."""
    above: dict[str, set[str]] = {}
    for path in paths:
        if len(path) > 1:
            above.setdefault(path[-1].text.casefold(), set()).add(path[-2].text.casefold())
    return frozenset(label for label, heads in above.items() if len(heads) > 1)


def _repeat(rows: Sequence[Sequence[Heading]], known: Terms) -> bool:
    """Whether the same few names stand below most other names, and are no levels: ``Mineral oil`` below each score."""
    families: dict[tuple[str, ...], set[str]] = {}
    for names in rows:
        if len(names) > 1 and not known.vocabulary.word(names[-1].name, "level") and not known.is_outcome(names[-1]):
            families.setdefault(tuple(h.name for h in names[:-1]), set()).add(names[-1].name.casefold())
    sets = Counter(frozenset(f) for f in families.values() if 1 < len(f) <= _FEW_ROWS)
    return bool(sets) and max(sets.values()) > 1 and max(sets.values()) >= _MOST * len(families)


def _siblings(rows: Sequence[Sequence[Heading]], known: Terms) -> dict[str, int]:
    """What speaks for the last names of rows through those beside them under the same name: ``Placebo``."""
    families: dict[tuple[str, ...], list[Heading]] = {}
    for names in rows:
        if names:
            families.setdefault(tuple(h.name for h in names[:-1]), []).append(names[-1])
    found: dict[str, int] = {}
    for family in families.values():
        if len(family) <= _FEW_ROWS:
            best = max(known.evidence(h) for h in family)
            found |= {h.name.casefold(): best for h in family if not known.is_outcome(h)}
    return found


def _letters(paths: Iterable[tuple[Head, ...]]) -> frozenset[Head]:
    """Heads of one capital beside another: groups A, B and C, where a ``B`` alone is a coefficient."""
    families: dict[tuple[Head, ...], set[Head]] = {}
    for path in paths:
        for place, head in enumerate(path):
            if len(head.text) == 1 and head.text.isupper() and head.text != "P":
                families.setdefault(path[:place], set()).add(head)
    return frozenset(h for family in families.values() if len(family) > 1 for h in family)


def _changes(paths: Iterable[tuple[Head, ...]], read: Reader) -> frozenset[Head]:
    """Mere differences beside two times under one spanner: ``Pre | Post | Difference`` tells a change, no contrast."""
    families: dict[tuple[Head, ...], set[Head]] = {}
    for path in paths:
        if path:
            families.setdefault(path[:-1], set()).add(path[-1])
    timed = (family for family in families.values() if sum(read(h).kind == "time" for h in family) > 1)
    return frozenset(h for family in timed for h in family if _DIFFERENCE.fullmatch(fold(h.text).strip()))


def _weights(paths: Iterable[tuple[Head, ...]], known: Terms, read: Reader) -> dict[Head, int]:
    """For each name over columns the most that speaks for one of its siblings below the same spanner."""
    families: dict[tuple[Head, ...], list[Heading]] = {}
    for path in paths:
        for place, head in enumerate(path):
            if (heading := read(head)).kind == "name" and heading.name:
                families.setdefault(path[:place], []).append(heading)
    found: dict[Head, int] = {}
    for family in families.values():
        best = max(known.evidence(h) for h in family)
        found |= {h.head: best for h in family if not known.is_outcome(h)}
    return found


def _names(paths: Iterable[tuple[Head, ...]], read: Reader) -> list[list[Heading]]:
    """The heads of each path that are names, outermost first."""
    return [[h for head in path if (h := read(head)).kind == "name" and h.name] for path in paths]


def _distinct(headings: Iterable[Heading]) -> list[Heading]:
    return list({h.name.casefold(): h for h in headings}.values())


def _share(listed: Sequence[T], test: Callable[[T], bool]) -> float:
    return sum(1 for one in listed if test(one)) / len(listed) if listed else 0.0


def _over_all(cells: Sequence[Cell], read: Reader) -> frozenset[Head]:
    """The spanners over all columns that hold figures of patients."""
    paths = {c.column_path for c in cells if c.column_path}
    counted = [p for p in paths if read(p[-1]).kind not in {"p_value", "test", "none", "size"} and len(p) > 0]
    if len(counted) < 2:
        return frozenset()
    common = set(counted[0]).intersection(*map(set, counted[1:]))
    return frozenset(h for h in common if all(h != p[-1] for p in counted))


@lru_cache(maxsize=4096)
def keys_of(name: str) -> frozenset[str]:
    """The ways in which a name may be printed elsewhere: whole, without its bracket, the bracket's own words."""
    plain = name.casefold()
    parts = [_BRACKETS.sub(" ", plain), *(m[1] for m in _BRACKETS.finditer(plain))]
    levelled = (" ".join(_FILLER.sub(" ", _NO_NAME.sub(" ", p)).split()) for p in parts)
    return frozenset(p for p in levelled if _LETTER.search(p))


def same(one: str, other: str) -> bool:
    """Whether two printed names can mean one arm: ``Usual care (UC), n = 33`` and ``UC``."""
    return bool(keys_of(fold(one)) & keys_of(fold(other)))
