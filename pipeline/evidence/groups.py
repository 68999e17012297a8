"""Which of the groups a document names are the two that are asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import regex

from pipeline.configuration import root
from pipeline.evidence.glossary import Glossary
from pipeline.evidence.marks import statless, unmarked
from pipeline.evidence.names import NOT, abbreviated, is_initials, numbers, overlap, variants, words
from pipeline.evidence.question import Question
from pipeline.lexicon import read_lexicon

ENOUGH: Final = 0.45  # of likeness: below it a name is another name
_CLEAR: Final = 0.05  # by which one side must be the likelier
_TIED: Final = 0.02
_SURE: Final = 0.3  # by which a name in running text must be the likelier one when a better name is known
_OTHER_NAME: Final = 0.25  # "clonidine" for "0.2 mg oral clonidine", which stands there too
_AS_CONTROL: Final = 0.8  # both are called control in some way
_CALLED_CONTROL: Final = 0.55  # "Control", whatever the comparator is
_CALLED_ACTIVE: Final = 0.5  # "Intervention group"
_DEFINED: Final = 0.95
_OTHER: Final = 0.3  # 200 mg is not 400 mg, "without stent" not "with stent"
_SOME_NUMBERS: Final = 0.9  # "40 mg" for "40 and 60 mg combined"
_COMPARISON: Final = regex.compile(r"\b(?:vs\.?|versus|minus)(?!\w)|\b[Dd]ifference")
_SIZE: Final = regex.compile(r"[(\[,;]?\s?\b[Nn]\s?=\s?\d[\d,]*\s?[)\]]?")
_WITHOUT: Final = regex.compile(r"(?<=\w)\s+without\s.*$")
_GROUP: Final = regex.compile(r"\b(?:group|arm|cohort)\b", regex.IGNORECASE)
_CODE: Final = regex.compile(r"\b(?:[Gg]roup|[Aa]rm|[Cc]ohort)s?[\s-]?(\d|[A-H]|I{1,3}V?)\b")
_LETTER: Final = regex.compile(r"(\p{Lu})(?:\s(?:group|arm))?(?:\s?\(.*)?")
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A group found: 0 the intervention, 1 the comparator; which head of the path names it, -1 for the whole path."""

    side: int
    likeness: float
    head: int


@lru_cache(maxsize=1)
def _roles() -> tuple[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]]]:
    terms = read_lexicon(str(root() / "lexicons" / "groups.csv"))
    roles = ("control", "experimental")
    control, active = (frozenset(words(t.surface) for t in terms if t.id == role) for role in roles)
    return control - {()}, active - {()}


@lru_cache(maxsize=1)
def _generic_controls() -> frozenset[tuple[str, ...]]:
    """Names of controls that tell no substance: any comparator may be called so."""
    return frozenset(words(name) for name in ("control", "controls", "comparator", "reference", "comparison"))


def _holds(parts: tuple[str, ...], terms: Iterable[tuple[str, ...]]) -> bool:
    return any(parts[k : k + len(t)] == t for t in terms for k in range(len(parts) - len(t) + 1))


def is_control(name: str) -> bool:
    """Whether a name says that its group is compared with: ``Placebo``, ``usual care``."""
    return _holds(words(name), _roles()[0])


class Groups:
    """The two asked groups, to be found among a document's labels."""

    def __init__(self, question: Question, glossary: Glossary) -> None:
        self.asked = (question.intervention, question.comparator)
        self.glossary = glossary
        self._forms = tuple(self._of(name) for name in self.asked)
        both = set().union(*self._forms[0]) & set().union(*self._forms[1])
        self._light = frozenset(w for w in both if not w[0].isdigit())
        self._known: dict[tuple[int, str], float] = {}

    def _of(self, name: str) -> tuple[tuple[str, ...], ...]:
        first = name.partition(" - ")[0]  # ACVC-HA - artificial cervical vertebra …
        written = dict.fromkeys(v for base in (*variants(name), first) for v in (base, self.glossary.expanded(base)))
        # "60 mg without adjuvant" is called "60 mg" beside "60 mg + adjuvant".
        written |= dict.fromkeys(_WITHOUT.sub("", v) for v in written)
        return tuple(parts for v in written if (parts := words(v)))

    def likeness(self, side: int, label: str) -> float:
        """Between 0 and 1: how surely a label names the group of this side."""
        if (side, label) not in self._known:
            self._known[side, label] = self._compared(side, label)
        return self._known[side, label]

    def _compared(self, side: int, label: str) -> float:
        plain = statless(label)
        written = dict.fromkeys(v for base in variants(plain) for v in (base, self.glossary.expanded(base)))
        best = max((self._of_parts(side, words(v)) for v in written), default=0.0)
        bare = _SIZE.sub("", plain).strip()
        if any(
            is_initials(word, form)
            for word in bare.split()[:2]
            for form in (self.asked[side], *variants(self.asked[side]))
        ):
            best = max(best, _DEFINED)
        if len(words(plain)) <= 4 and bare.lower() not in self.glossary.longs:
            for said in self.glossary.definitions(bare):
                best = max(best, _DEFINED * self._of_parts(side, words(said)))
        if _COMPARISON.search(label) or self._is_other_code(side, bare):
            return 0.0
        return max(best, self._by_role(side, label)) * (0.5 if self._is_other_role(side, label) else 1.0)

    def _is_other_code(self, side: int, label: str) -> bool:
        """Whether a label is a code (``Group C``) and the asked name tells another (``… (group A)``), or several."""
        code = _CODE.fullmatch(label)
        told = {m[1].upper() for m in _CODE.finditer(self.asked[side])}
        return code is not None and bool(told) and told != {code[1].upper()}

    def _of_parts(self, side: int, parts: tuple[str, ...]) -> float:
        best = 0.0
        for form in self._forms[side]:
            spelled = [abbreviated(w, form) for w in parts]
            alike = overlap(form, spelled, self._light).likeness
            mine, theirs = numbers(form), numbers(parts)
            if (mine and theirs and not mine & theirs) or (NOT in form) != (NOT in parts):
                alike *= _OTHER
            elif theirs and theirs < mine:
                alike *= _SOME_NUMBERS
            best = max(best, alike)
        return best

    def _by_role(self, side: int, label: str) -> float:
        control, active = _roles()
        asked_control = is_control(self.asked[side])
        parts = words(self.glossary.expanded(label))
        if _holds(parts, control):
            if len(parts) > 4:
                return 0.0
            called = side == 1 and _holds(parts, _generic_controls())
            return _AS_CONTROL if asked_control else _CALLED_CONTROL if called else 0.0
        letter = _LETTER.fullmatch(label.strip())
        if letter and asked_control and self.asked[side][:1].upper() == letter[1]:  # "C group"
            return _CALLED_ACTIVE
        longest = 3 if _GROUP.search(label) else 2  # "Boston treatment group"
        if side == 0 and not asked_control and 0 < len(parts) <= longest and _holds(parts, active):
            return _CALLED_ACTIVE
        return 0.0

    def _is_other_role(self, side: int, label: str) -> bool:
        """Whether the label is a control's while the asked name is not, and the reverse would fit."""
        return side == 0 and is_control(label) and not is_control(self.asked[0]) and is_control(self.asked[1])

    def sides(self, paths: Iterable[Path]) -> Mapping[Path, Side]:
        """The asked groups among paths of heads that stand beside one another; each path the likeliest side, if any."""
        listed = list(dict.fromkeys(paths))
        return self._told_apart(listed, _TIED)

    def mentioned(self, names: Iterable[str]) -> Mapping[str, Side]:
        """The asked groups among names used in running text, where one group has several names."""
        found = self._told_apart([(name,) for name in names], _OTHER_NAME)
        return {path[0]: side for path, side in found.items()}

    def _told_apart(self, listed: list[Path], slack: float) -> Mapping[Path, Side]:
        shared = self._shared(listed)
        scored = {path: (self._on(0, path, shared), self._on(1, path, shared)) for path in listed}
        found: dict[Path, Side] = {}
        for side in (0, 1):
            own = [p for p in listed if scored[p][side][0] >= scored[p][1 - side][0] + _CLEAR]
            best = max((scored[p][side][0] for p in own), default=0.0)
            for path in own:
                likeness, head = scored[path][side]
                clear = slack > _TIED and likeness >= ENOUGH and likeness >= scored[path][1 - side][0] + _SURE
                if likeness >= max(ENOUGH, best - slack) or clear:
                    found[path] = Side(side, likeness, head)
        if slack <= _TIED:
            found = _one_of_siblings(found)
        if any(side.head < 0 for side in found.values()):  # named by whole paths: no head of them says anything else
            return {path: replace(side, head=-1) for path, side in found.items()}
        return found

    def _shared(self, listed: list[Path]) -> frozenset[tuple[Path, int]]:
        """Heads above paths of both sides: they name no group."""
        below: dict[Path, set[str]] = {}
        for path in listed:
            for k in range(len(path) - 1):
                below.setdefault(path[: k + 1], set()).add(path[k + 1])
        shared: set[tuple[Path, int]] = set()
        for above, leaves in below.items():
            own = [max((self.likeness(s, leaf), s) for s in (0, 1)) for leaf in leaves]
            numeric = sum(leaf.strip()[:1].isdigit() for leaf in leaves) > 1
            if any(score >= ENOUGH for score, _ in own) and (
                numeric or {s for score, s in own if score >= ENOUGH} == {0, 1}
            ):
                shared.add((above, len(above) - 1))
        return frozenset(shared)

    def _on(self, side: int, path: Path, shared: frozenset[tuple[Path, int]] = frozenset()) -> tuple[float, int]:
        """The likeness of the head that fits best, or of the whole path."""
        alone = [(self.likeness(side, head), k) for k, head in enumerate(path) if (path[: k + 1], k) not in shared]
        if len(path) > 1:
            alone.append((self.likeness(side, " ".join(path)), -1))
        return max(alone, key=lambda pair: (pair[0], pair[1] >= 0), default=(0.0, -1))


def _one_of_siblings(found: Mapping[Path, Side]) -> dict[Path, Side]:
    """Of groups side by side that all look like one side, the likeliest; none where two are equally likely.

    ``40 mg`` and ``60 mg`` beside ``Combined`` are three groups, not one.
    """
    likeliest: dict[tuple[int, Path], dict[tuple[str, ...], float]] = {}
    for path, side in found.items():
        names = likeliest.setdefault((side.side, path[: side.head]), {}) if side.head >= 0 else {}
        name = _name(path, side)
        names[name] = max(names.get(name, 0.0), side.likeness)
    kept: dict[Path, Side] = {}
    for path, side in found.items():
        names = likeliest.get((side.side, path[: side.head]), {}) if side.head >= 0 else {}
        others = [likeness for name, likeness in names.items() if name != _name(path, side)]
        if not others or names[_name(path, side)] > max(others):
            kept[path] = side
    return kept


def _name(path: Path, side: Side) -> tuple[str, ...]:
    """The words of a group's name, without size, statistic and time."""
    return words(unmarked(path[side.head]))
