"""Evidence in the shapes of other programs, each row naming the tuples and characters it came from."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from pipeline.evidence.exports import aact, escalc, evidence, fhir, revman
from pipeline.evidence.exports.effected import Effected

# Name: how the answers of a run are written; each gives the number of rows or resources.
EXPORTS: Final[dict[str, Callable[[Iterable[Effected], Path], int]]] = {
    "evidence": evidence.write,
    "escalc": escalc.write,
    "revman": revman.write,
    "aact": aact.write,
    "fhir": fhir.write,
}

__all__ = ["EXPORTS", "Effected"]
