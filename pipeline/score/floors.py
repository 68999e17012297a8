"""Whether a score has fallen below what was once reached."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.errors import SchemaError
from pipeline.score.counts import LEVELS
from pipeline.score.scoring import Score

PRECISION: Final = 10_000  # pinned with four decimals, rounded down: a floor is never above the score


@dataclass(frozen=True, slots=True)
class Floor:
    """The figures once reached on a set of documents, with the digest of their gold.

    Pinned is F1, not precision and recall apart: each of those at its own historical best would be
    a floor that no single version has ever stood on.
    """

    documents: tuple[str, ...]
    digest: str
    figures: Mapping[str, float]


def floor_of(score: Score, digest: str) -> Floor:
    """What would be pinned for this score."""
    figures = {f"{level}_f1": _down(score.counts(level).f1) for level in LEVELS}
    return Floor(score.documents, digest, figures)


def broken(pinned: Sequence[Floor], reached: Floor) -> tuple[str, ...]:
    """Why the score does not stand on its floor, a line each; nothing when it does."""
    floor = matching(pinned, reached)
    if floor is None:
        named = ", ".join(reached.documents)
        return (f"no floor is pinned for exactly these documents ({named}): pin one with --pin",)
    lines = _fallen(floor, reached)
    if floor.digest != reached.digest:
        lines.append("the gold has changed since the floor was pinned: look at the scores, then --pin")
    return tuple(lines)


def pin(pinned: Sequence[Floor], reached: Floor, *, allow_lower: bool) -> tuple[Floor, ...]:
    """The floors with this score's raised; raises SchemaError where one would fall unallowed."""
    floor = matching(pinned, reached)
    others = tuple(one for one in pinned if one is not floor)
    if floor is not None and not allow_lower:
        fallen = _fallen(floor, reached)
        if fallen:
            raise SchemaError("floor", f"not lowered without --allow-lower: {'; '.join(fallen)}")
    return tuple(sorted((*others, reached), key=lambda one: one.documents))


def matching(pinned: Sequence[Floor], reached: Floor) -> Floor | None:
    """The floor of the same set of documents; a machine without some texts has a floor of its own."""
    return next((one for one in pinned if one.documents == reached.documents), None)


def read_floors(path: Path) -> tuple[Floor, ...]:
    """The floors of a file, none when it does not exist; raises SchemaError."""
    if not path.exists():
        return ()
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["floors"]
        return tuple(_floor(row) for row in rows)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SchemaError(path, f"not a file of floors ({error!r})") from error


def write_floors(path: Path, floors: Sequence[Floor]) -> None:
    """Writes the floors in a form that reviews well in a diff; raises SchemaError."""
    rows = [{"documents": list(one.documents), "gold": one.digest, "figures": dict(one.figures)} for one in floors]
    try:
        path.write_text(json.dumps({"floors": rows}, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise SchemaError(path, f"cannot be written ({error})") from error


def _floor(row: Mapping[str, object]) -> Floor:
    documents, figures = row["documents"], row["figures"]
    if not isinstance(documents, list) or not isinstance(figures, dict):
        raise TypeError("documents is a list, figures an object")
    numbers = {str(name): float(value) for name, value in figures.items()}
    return Floor(tuple(sorted(map(str, documents))), str(row["gold"]), numbers)


def _fallen(floor: Floor, reached: Floor) -> list[str]:
    pairs = ((name, least, reached.figures.get(name, 0.0)) for name, least in floor.figures.items())
    return [f"{name} fell from {least:.4f} to {now:.4f}" for name, least, now in pairs if now < least]


def _down(ratio: float) -> float:
    # The tiny addition keeps 0.57 from becoming 0.5699 through its binary form.
    return math.floor(ratio * PRECISION + 1e-9) / PRECISION
