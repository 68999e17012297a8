"""Which UCUM unit a printed unit is."""

from collections.abc import Iterable
from typing import Final

import regex

from pipeline.extent import fold
from pipeline.lexicon import Term

_NEVER: Final = r"(?!)"


def _level(printed: str) -> str:
    return " ".join(fold(printed).split())


class Units:
    """The units of a lexicon (id = UCUM), as one pattern and one table."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._ids = {_level(t.surface): t.id for t in terms}
        surfaces = sorted(self._ids, key=len, reverse=True)
        written = [regex.escape(s).replace(r"\ ", r"\s{1,4}") for s in surfaces]
        self.pattern: Final = rf"(?:{'|'.join(written) or _NEVER})(?![\w^])"

    def ucum(self, printed: str) -> str | None:
        """The UCUM code, or None for an unknown unit."""
        return self._ids.get(_level(printed))
