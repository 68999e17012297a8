"""The weights of a linear model, kept as text that can be read and compared."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature says for each label; ``labels`` in the order of the columns."""

    labels: tuple[str, ...] = ()
    of: Mapping[str, tuple[float, ...]] = field(default_factory=dict)

    @property
    def first(self) -> dict[str, float]:
        """What each feature says for the first label."""
        return {feature: given[0] for feature, given in self.of.items()}


def read_weights(path: Path) -> Weights:
    """The weights of a CSV file with the header ``feature,LABEL,…``; none when there is no such file.

    Raises ConfigError when a row does not fit the header or a weight is no number.
    """
    if not path.is_file():
        return Weights()
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    try:
        # A weight is kept as a whole number of hundredths: shorter, and the same on every machine.
        of = {row[0]: tuple(int(cell or 0) / 100 for cell in row[1:]) for row in rows}
    except ValueError as error:
        raise ConfigError(path, f"not a weight ({error})") from error
    if any(len(given) != len(head) - 1 for given in of.values()):
        raise ConfigError(path, f"each row needs {len(head)} columns")
    return Weights(tuple(head[1:]), of)


def write_weights(path: Path, labels: tuple[str, ...], of: Mapping[str, tuple[float, ...]]) -> int:
    """Write the weights in hundredths, features in order, those that say nothing left out; gives the number kept."""
    kept = {name: [round(100 * w) for w in given] for name, given in sorted(of.items())}
    kept = {name: given for name, given in kept.items() if any(given)}
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("feature", *labels))
        writer.writerows((name, *(w or "" for w in given)) for name, given in kept.items())
    return len(kept)
