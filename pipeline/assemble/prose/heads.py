"""Which groups the column heads of tables name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import regex

from pipeline.assemble.prose.lexis import words
from pipeline.extent import fold

_SIZED: Final = regex.compile(r"\bn\s?=\s?\d")
_ASIDE: Final = regex.compile(r"\([^()]*\)|\[[^\[\]]*\]|\bn\s?=\s?[\d,]+|[*†‡§¶‖#™®©]")
_STATISTIC: Final = regex.compile(
    r"(?:[,;:]|\s-)\s?(?:n\b|no\b\.?|mean|median|sd|se|sem|%|number|means)(?:\s?[±,/]?\s?(?:sd|se|sem|%|iqr))?\s*$"
)
# A head that compares groups, counts all of them or names a statistic is no group's.
_NO_GROUP: Final = words(
    "vs versus vs. p value values difference differences total all overall both change mean median sd se n no no. % "
    "ratio ci or hr rr test statistic variable variables characteristic characteristics parameter baseline"
)
_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class GroupHead:
    """A head as the words of a sentence's code; ``is_sized`` when it prints how many they are."""

    words: str
    is_sized: bool


def group_heads(printed: Iterable[str]) -> Iterator[GroupHead]:
    """The heads that may name a group, each once: ``Placebo, n (%)`` and ``Placebo (n = 12)`` are ``placebo``."""
    made: dict[str, bool] = {}
    for head in printed:
        plain = " ".join(fold(head).lower().split())
        bare = _ASIDE.sub(" ", plain).strip()
        bare = _STATISTIC.sub("", bare).strip(" .,:;")
        told = regex.sub(r"\s*([-+/])\s*", r" \1 ", bare).split()
        if told and len(told) <= _WORDS and not _NO_GROUP & set(told) and told[0][0].isalpha():
            name = " ".join(told)
            made[name] = made.get(name, False) or _SIZED.search(plain) is not None
    yield from (GroupHead(name, is_sized) for name, is_sized in made.items())
