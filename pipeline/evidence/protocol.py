"""What a review asks of every report: comparisons, outcomes with other names, times, analysis set, scale."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from pipeline.errors import ConfigError
from pipeline.evidence.effects import OF_KIND
from pipeline.evidence.question import ASSUMPTIONS, KINDS, SCALES, Question
from pipeline.normalise import timepoints

_TOP: Final = ("intervention", "comparator", "comparisons", "population", "assume", "outcomes")
_COMPARISON: Final = ("intervention", "comparator")
_OUTCOME: Final = ("name", "synonyms", "type", "at", "window", "population", "scale", "measure")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a protocol with the effect measure it wants (empty: the first of its kind)."""

    question: Question
    measure: str = ""


def read_protocol(path: Path) -> tuple[Asked, ...]:
    """The questions of a YAML file, comparisons by outcomes, in order.

    Keys: ``intervention`` and ``comparator`` (or a list ``comparisons`` of such pairs), ``population``, ``assume`` (a
    list of what may be assumed), and ``outcomes``, each with ``name`` and optionally ``synonyms``, ``type``, ``at``,
    ``window``, ``population``, ``scale``, ``measure``. Raises ConfigError naming the file and the key that is missing,
    unknown or of the wrong kind.
    """
    import yaml

    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(path, f"cannot be read ({error.strerror})") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigError(path, f"not YAML ({' '.join(str(error).split())[:160]})") from error
    return _questions(path, _mapping(path, "the protocol", loaded, _TOP))


def _questions(path: Path, given: Mapping[str, Any]) -> tuple[Asked, ...]:
    pairs = given.get("comparisons")
    if pairs is None:
        pairs = [{key: given.get(key) for key in _COMPARISON}]
    outcomes = _list(path, "outcomes", given.get("outcomes"))
    assumed = _list(path, "assume", given.get("assume", []), may_be_empty=True)
    assumptions = tuple(_choice(path, "assume", each, tuple(ASSUMPTIONS)) for each in assumed)
    asked: list[Asked] = []
    for k, pair in enumerate(_list(path, "comparisons", pairs)):
        place = f"comparisons[{k}]" if "comparisons" in given else ""
        named = _mapping(path, place or "the protocol", pair, _COMPARISON)
        one, other = (_text(path, f"{place}.{key}".strip("."), named.get(key)) for key in _COMPARISON)
        for number, outcome in enumerate(outcomes):
            item = _asked(path, f"outcomes[{number}]", outcome, one, other, given.get("population"))
            asked.append(replace(item, question=replace(item.question, assumptions=assumptions)))
    return tuple(asked)


def _asked(path: Path, place: str, outcome: Any, one: str, other: str, population: Any) -> Asked:
    given = _mapping(path, place, outcome, _OUTCOME)
    kind = _choice(path, f"{place}.type", given.get("type"), KINDS)
    measures = tuple(m for k in ((kind,) if kind else KINDS) for m in OF_KIND[k])
    synonyms = _list(path, f"{place}.synonyms", given.get("synonyms", []), may_be_empty=True)
    question = Question(
        intervention=one,
        comparator=other,
        outcome=_text(path, f"{place}.name", given.get("name")),
        kind=kind,
        at=_time(path, f"{place}.at", given.get("at")),
        window=_time(path, f"{place}.window", given.get("window")),
        population=_text(path, f"{place}.population", given.get("population", population), may_be_empty=True),
        scale=_choice(path, f"{place}.scale", given.get("scale"), SCALES),
        synonyms=tuple(_text(path, f"{place}.synonyms", s) for s in synonyms),
    )
    return Asked(question, _choice(path, f"{place}.measure", given.get("measure"), measures))


def _mapping(path: Path, place: str, value: Any, known: tuple[str, ...]) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(path, f"{place} must be a mapping with {', '.join(known)}")
    unknown = sorted(str(key) for key in value if key not in known)
    if unknown:
        raise ConfigError(path, f"{place} has unknown {', '.join(unknown)}; known: {', '.join(known)}")
    return value


def _list(path: Path, place: str, value: Any, *, may_be_empty: bool = False) -> list[Any]:
    if not isinstance(value, list) or not (value or may_be_empty):
        raise ConfigError(path, f"{place} must be a list{'' if may_be_empty else ' with at least one entry'}")
    return value


def _text(path: Path, place: str, value: Any, *, may_be_empty: bool = False) -> str:
    if value is None and may_be_empty:
        return ""
    if not isinstance(value, str | int) or isinstance(value, bool) or not str(value).strip():
        raise ConfigError(path, f"{place} must be a text")
    return str(value).strip()


def _choice(path: Path, place: str, value: Any, known: tuple[str, ...]) -> str:
    chosen = _text(path, place, value, may_be_empty=True)
    if chosen and chosen not in known:
        raise ConfigError(path, f"{place}: {chosen!r} is none of {', '.join(known)}")
    return chosen


def _time(path: Path, place: str, value: Any) -> str:
    printed = _text(path, place, value, may_be_empty=True)
    if printed and timepoints.days(printed) is None:
        raise ConfigError(path, f"{place}: {printed!r} is no time such as week 16 or 2 weeks")
    return printed
