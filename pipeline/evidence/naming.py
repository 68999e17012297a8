"""Where running text names the two asked groups, and other groups."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import regex

from pipeline.document import Table
from pipeline.evidence.groups import Groups
from pipeline.evidence.marks import size
from pipeline.evidence.names import jobs, variants, words
from pipeline.evidence.populations import is_population
from pipeline.extent import fold
from pipeline.schema import Result

_SIZE_ON: Final = regex.compile(r"[(\[,;]?\s?\b[Nn]\s?=.*$")
_GROUP_WORD: Final = regex.compile(r"\s(?:group|arm|cohort)s?$")
_CODE: Final = regex.compile(r"(\p{L}{1,6}[\s-]?)(?:\d|[a-f]|i{1,3}v?)")
_TOKEN: Final = regex.compile(r"\p{L}+|\d+(?:\.\d+)?")
_UNIT: Final = r"(?P<unit>[mµμn]?g|m[lL]|IU|%|days?|weeks?|months?|hours?|min)\b"
_DOSE: Final = regex.compile(rf"\b(?P<dose>\d+(?:\.\d+)?)[\s-]?{_UNIT}")
_DOSES: Final = regex.compile(
    rf"(?<![\d.,])(?:(?P<dose>\d+(?:\.\d+)?)(?:,\s(?:and\s|or\s)?|\s(?:and|or|vs\.?|versus)\s)){{1,4}}(?P<dose>\d+(?:\.\d+)?)[\s-]?{_UNIT}"
)
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of a group in a text: its side (None: another group), from where to where."""

    side: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Naming:
    """The written names of the groups; ``of`` finds them in a text."""

    sides: Mapping[str, int | None]
    pattern: regex.Pattern[str]
    doses: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def of(self, sentence: str) -> tuple[Named, ...]:
        """The mentions in order, the longest names first, never overlapping."""
        listed = list(self._listed(sentence))
        named = [Named(self._side(m), m.start(), m.end()) for m in self.pattern.finditer(sentence)]
        # The drug before its doses names no group of its own.
        alone = [n for n in named if not any(n.start < d.end and d.start <= n.end + 1 for d in listed)]
        return tuple(sorted((*alone, *listed), key=lambda n: n.start))

    def _listed(self, sentence: str) -> Iterator[Named]:
        """Groups told by their doses in one list: ``quetiapine 300 and 600 mg``, each number a group."""
        if not self.doses:
            return
        for match in _DOSES.finditer(sentence):
            unit = match["unit"].lower()
            sides = [self.doses.get((dose, unit)) for dose in match.captures("dose")]
            if any(side is not None for side in sides):
                yield from (Named(s, a, b) for s, (a, b) in zip(sides, match.spans("dose"), strict=True))

    def _side(self, match: regex.Match[str]) -> int | None:
        known = match[0].lower()
        if known in self.sides:
            return self.sides[known]
        groups = match.groupdict()
        return 0 if groups.get("side0") else 1 if groups.get("side1") else None


def naming(tables: Sequence[Table], results: Sequence[Result], groups: Groups) -> Naming:
    """How the document writes the groups: names of the question, of table heads, of arms, and abbreviations."""
    plain = {_bare(name) for name in _written(tables, results, groups)}
    listed = [name for name in sorted(plain) if 1 < len(name) < _LONGEST and any(c.isalpha() for c in name)]
    found = groups.mentioned(listed)
    others = {_bare(name) for name in _with_size(tables, results)}
    told = {words(name) for name in others}
    others |= {short for short, long in groups.glossary.longs.items() if words(long) in told}
    sides: dict[str, int | None] = {
        name.lower(): found[name].side if name in found else None
        for name in listed
        if name in found or (name in others and not is_population(name))
    }
    for name in list(sides):
        bare = _GROUP_WORD.sub("", name)
        if bare:
            sides.setdefault(bare, sides[name])
    longest_first = sorted(sides, key=lambda n: (-len(n), n))
    parts = [rf"(?<![\w-]){regex.escape(n)}(?!\w|-\w|\s(?-i:[A-H]|I{{1,3}}V?)\b)" for n in longest_first]
    parts += [*_partial(groups), *_codes(sides)]
    return Naming(sides, regex.compile("|".join(parts), regex.IGNORECASE), _doses(groups))


def _doses(groups: Groups) -> dict[tuple[str, str], int]:
    """The doses by which the asked names differ, each with its unit and side."""
    told = [{(m["dose"], m["unit"].lower()) for m in _DOSE.finditer(fold(name))} for name in groups.asked]
    return {dose: side for side in (0, 1) for dose in told[side] - told[1 - side] if len(told[side]) == 1}


def _partial(groups: Groups) -> Iterator[str]:
    """Shorter ways of naming: a word that only one group's name has, before a word of both or ``group``.

    ``the short-bore scanner`` and ``the open MR scanner``, ``48-week treatment``.
    """
    first, second = (_tokens(name) for name in groups.asked)
    shared = [w for w in first if w in second and len(w) > 2]
    behind = "|".join(regex.escape(w) for w in (*shared, "group", "arm", "treatment", "therapy", "regimen"))
    for side, own, other in ((0, first, second), (1, second, first)):
        apart = [
            w
            for w in own
            if w not in other and (len(w) > 3 or w.isdigit()) and w not in jobs("function") | jobs("statistic")
        ]
        if apart:
            one = "|".join(regex.escape(w) for w in dict.fromkeys(apart))
            yield rf"(?P<side{side}>(?<![\w.])(?:{one})(?:[\s-][\p{{L}}\d]+){{0,2}}[\s-](?:{behind})s?\b)"


def _codes(sides: Mapping[str, int | None]) -> Iterator[str]:
    """Other groups that are counted like one of the two: IG2 beside IG1 and IG3."""
    stems = {m[1] for name in sides if (m := _CODE.fullmatch(name))}
    return (rf"(?<![\w-]){regex.escape(stem)}(?:\d|[A-F]|I{{1,3}}V?)(?!\w)" for stem in sorted(stems))


def _tokens(name: str) -> list[str]:
    return list(_TOKEN.findall(fold(name).lower()))


def _written(tables: Sequence[Table], results: Sequence[Result], groups: Groups) -> Iterable[str]:
    for name in groups.asked:
        yield from (v for v in variants(name) if "(" not in v)
    yield from _with_size(tables, results)
    for table in tables:
        for cell in table.cells:
            yield from (h.text for h in cell.column_path)
    yield from (r.arm for r in results if r.arm is not None)
    yield from groups.glossary.longs
    yield from groups.glossary.longs.values()
    yield from ("control group", "intervention group", "control", "controls")


def _with_size(tables: Sequence[Table], results: Sequence[Result]) -> Iterable[str]:
    """What surely names groups: heads and arms with a size."""
    for table in tables:
        for cell in table.cells:
            yield from (h.text for h in (*cell.column_path, *cell.row_path[:1]) if size(h.text) is not None)
    yield from (r.arm for r in results if r.arm is not None and r.arm_n is not None)


def _bare(name: str) -> str:
    return " ".join(_SIZE_ON.sub("", fold(name)).split()).strip(" ,;:")
