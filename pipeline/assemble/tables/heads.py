"""What the heads over a column say: study, arm and size, time, statistic."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import regex

from pipeline.assemble import studies as study_names
from pipeline.assemble.studies import Studies
from pipeline.assemble.tables import labels
from pipeline.assemble.vocabulary import Vocabulary
from pipeline.document import Head
from pipeline.extent import Extent, fold
from pipeline.normalise import timepoints
from pipeline.tables.sizes import COLUMN_N

_COMPARED: Final = regex.compile(r"^(?:[<>≤≥=]|less than|more than|at least)")
_OF_TIME: Final = regex.compile(r"\s+(?:at|after|before|in|on|by|during)\s", regex.IGNORECASE)
_TIME_WORDS: Final = regex.compile(
    r"^(?:change|mean|at|after|from|to|the|of|study|visit|follow-up|end|treatment|assessment|time|post|pre|\W)*$",
    regex.IGNORECASE,
)
_LEVEL: Final = regex.compile(r"(\d{2}(?:\.\d)?) ?% ?(?:CI|confidence)", regex.IGNORECASE)
_CHANGE: Final = regex.compile(r"\b(?:change|difference from baseline|reduction)\b", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column's meaning. ``role`` is arm, time, p_value, ci, estimate, statistic or total."""

    role: str = "arm"
    study: str | None = None
    arm: str | None = None
    n: int | None = None
    time: str | None = None
    statistic: str | None = None
    change: bool = False
    spread: str | None = None
    level: Decimal | None = None
    study_at: Extent | None = None
    arm_at: Extent | None = None
    time_at: Extent | None = None
    n_at: Extent | None = None


def column(path: tuple[Head, ...], studies: Studies, vocabulary: Vocabulary) -> Column:
    """The meaning of a column from its heads, outermost first."""
    found = Column(role="")
    for position, head in enumerate(path):
        leaf = position == len(path) - 1
        found = _with(found, head, path[:position], studies, vocabulary, leaf=leaf)
    return found if found.role else replace(found, role="arm" if found.arm else "statistic")


def _with(
    found: Column, head: Head, above: tuple[Head, ...], studies: Studies, vocabulary: Vocabulary, *, leaf: bool
) -> Column:
    name, n = _size(head.text)
    if n is not None:
        found = replace(found, n=n, n_at=head.extent)
    if not name:
        return found
    if kind := _known(name, vocabulary):
        return _statistic(found, kind, name, head)
    if is_time(name):
        return replace(
            found, role=found.role or "time", time=name, time_at=head.extent, change=bool(_CHANGE.search(name))
        )
    study = _study(name, studies)
    if study and not leaf:
        return replace(found, study=study, study_at=head.extent)
    if leaf and above and _COMPARED.match(fold(name)):
        return replace(found, role="arm", arm=_stratum(above[-1].text, name), arm_at=head.extent)
    label = labels.parse(name, vocabulary)
    if label.summary and not vocabulary.interventions.ids(name):
        return replace(found, role=found.role or "statistic", statistic=label.summary, spread=label.spread)
    if leaf or found.arm is None:
        return replace(found, role="arm", arm=name, arm_at=head.extent)
    return found


def _size(printed: str) -> tuple[str, int | None]:
    """The head without its group size, and the size: ``Placebo (N = 16)``."""
    match = COLUMN_N.search(fold(printed))
    if match is None:
        return printed, None
    name = (printed[: match.start()].rstrip(" ,") + printed[match.end() :]).strip()
    return name, int(match[1].replace(",", ""))


def _known(name: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The kind and note of a head every table knows: P value, 95% CI, OR, Mean (SD)."""
    levelled = regex.sub(r"\d+(?:\.\d+)?", "#", fold(name)).lower().strip()
    found = vocabulary.heads.find(levelled)
    if len(found) == 1 and vocabulary.heads.whole(levelled) and found[0].term.id not in {"time", "name"}:
        return found[0].term.id, found[0].term.note
    return None


def _statistic(found: Column, kind: tuple[str, str], name: str, head: Head) -> Column:
    role, note = kind
    if role == "total":
        return replace(found, role="arm", arm=name, arm_at=head.extent)
    if role == "statistic":
        summary, _, spread = note.partition(" ")
        return replace(found, role="statistic", statistic=summary or None, spread=spread or None)
    level = _LEVEL.search(fold(name))
    return replace(
        found, role=role, statistic=note or found.statistic, level=Decimal(level[1]) if level else found.level
    )


def is_time(name: str) -> bool:
    """Whether a head names a time and nothing else: ``After 16 weeks``."""
    points = timepoints.find(name, 0, len(name))
    if not points:
        return False
    rest = fold(name)
    for point in reversed(points):
        rest = rest[: point.extent.start] + " " + rest[point.extent.end :]
    return bool(_TIME_WORDS.match(rest))


def _study(name: str, studies: Studies) -> str | None:
    return studies.called(name) or " and ".join(n for n in study_names.named(name) if n in studies.names) or None


def _stratum(spanner: str, leaf: str) -> str:
    """``LDH at baseline`` over ``< 250`` is the stratum ``LDH < 250 at baseline``."""
    match = _OF_TIME.search(spanner)
    leaf = " ".join(leaf.split())
    if match is None:
        return f"{spanner} {leaf}"
    return f"{spanner[: match.start()]} {leaf} {' '.join(spanner[match.start() :].split())}"
