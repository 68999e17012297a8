"""The analysis sets of a trial: intention to treat, per protocol, safety."""

from collections.abc import Sequence
from typing import Final

import regex

_SETS: Final = {
    "itt": r"\b[Mm]?ITT\b|intent(?:ion)?[- ]to[- ]treat|randomi[sz]ed|full analysis",
    "pp": r"per[- ]protocol|\bPP\b|completed|completers|valid case",
    "safety": r"safety (?:population|set|analysis)|treated",
}
_SAME: Final = {
    "intention-to-treat": "itt",
    "intent-to-treat": "itt",
    "fas": "itt",
    "randomised": "itt",
    "randomized": "itt",
    "per-protocol": "pp",
    "completers": "pp",
}
_NAME: Final = regex.compile(
    r"(?P<itt>(?i:intent(?:ion)?[- ]to[- ]treat)(?:\s?\((?:m?ITT)\))?|\bm?ITT\b)"
    r"|(?P<pp>(?i:per[- ]protocol)(?:\s?\(PP\))?|\bPP\b)"
)


def names(population: str, context: str) -> bool:
    """Whether the words around a number name an analysis set."""
    key = population.lower().strip()
    pattern = _SETS.get(_SAME.get(key, key), regex.escape(population))
    return regex.search(pattern, context, regex.IGNORECASE) is not None


def is_population(name: str) -> bool:
    """Whether a name is that of an analysis set, and so of no group."""
    return _NAME.fullmatch(name.strip()) is not None


def listed(printed: str) -> Sequence[str]:
    """The analysis sets that a sentence names, in order, as printed, each once."""
    found: dict[str, str] = {}
    for match in _NAME.finditer(printed):
        found.setdefault(str(match.lastgroup), match[0])
    return tuple(found.values())
