"""Which words a document uses, so that words broken by its layout can be healed."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import regex

from pipeline.extent import Extent

_LETTER: Final = r"\p{L}"
_WORD: Final = regex.compile(rf"{_LETTER}+")
_COMPOUND: Final = regex.compile(rf"{_LETTER}{{2,30}}(?:-{_LETTER}{{2,30}})+")
_END_OF_LINE: Final = r"[ \t]{0,4}(?:\r\n|\n|\r)[ \t\r\n\f]{0,20}"
# "dupi-⏎lumab", "moderate-⏎to-severe", "IL-⏎4": the hyphen may belong to the word or to the line end.
_HYPHENATED: Final = regex.compile(rf"({_LETTER}{{1,30}})([-\u2010\u2011\u00ad])({_END_OF_LINE})({_LETTER}{{1,30}})")
# What every hyphenated word holds: sought first, since most texts hold none.
_HYPHEN: Final = regex.compile(r"[-\u2010\u2011\u00ad][ \t]{0,4}[\r\n]")
# Only what a blank and a letter follow can be the beginning of a broken word.
_FRAGMENT: Final = regex.compile(rf"(?<![\w-]){_LETTER}{{1,20}}(?= {_LETTER})")
_NEAR: Final = regex.compile(rf" (?:{_LETTER}{{1,20}})(?!\w)(?:-{_END_OF_LINE}{_LETTER}{{1,20}})?")
_BETWEEN: Final = regex.compile(r"[\s-]+")
_MOST_PARTS: Final = 4
_SHORTEST: Final = 6  # a shorter joined word is too often another word by chance


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# First halves of compounds that keep their hyphen at a line end when the document gives no hint.
_PREFIXES: Final = _words(
    "self well long short high low double single follow time cross dose year week month day half open placebo "
    "body health drug disease event log quality age sex risk life two three four"
)
_FUNCTION: Final = _words(
    "a an and are as at be but by for from had has he her his if in is it its no not of on or our she so than "
    "that the their they this to was we were who with all any one two"
)


@dataclass(frozen=True, slots=True)
class Broken:
    """A word that the layout broke: where it stands, and the word it is."""

    extent: Extent
    healed: str


def _hyphens(text: str) -> list[regex.Match[str]]:
    return list(_HYPHENATED.finditer(text)) if _HYPHEN.search(text) else []


class Vocabulary:
    """The words of one text, with how often each stands there unbroken."""

    def __init__(self, text: str) -> None:
        hyphenated = _hyphens(text)
        self._whole = _HYPHENATED.sub(" ", text) if hyphenated else text
        self._words = Counter(map(str.lower, _WORD.findall(self._whole)))
        self._joined = {(m[1] + m[4]).lower() for m in hyphenated if m[4][0].islower()}
        long = (word for word in {*self._words, *self._joined} if len(word) >= _SHORTEST)
        self._beginnings = {word[:size] for word in long for size in range(2, len(word) + 1)}

    @cached_property
    def _compounds(self) -> frozenset[str]:
        """The compounds that stand unbroken in the text; few texts have a broken one that asks for them."""
        return frozenset(map(str.lower, _COMPOUND.findall(self._whole)))

    def knows(self, word: str) -> bool:
        """Whether the word stands somewhere, unbroken or joined over a line end."""
        word = word.lower()
        return word in self._words or word in self._joined

    def broken(self, text: str) -> tuple[Broken, ...]:
        """The broken words of a text (the document's, or a part of it), in order, never overlapping."""
        found = sorted((*self._spaced(text), *self._hyphenated(text)), key=lambda b: (b.extent.start, -b.extent.end))
        kept: list[Broken] = []
        for word in found:
            if not kept or word.extent.start >= kept[-1].extent.end:
                kept.append(word)
        return tuple(kept)

    def _hyphenated(self, text: str) -> list[Broken]:
        found = []
        for match in _hyphens(text):
            compound = match.start() > 0 and text[match.start() - 1] in "-\u2010\u2011"  # moderate-to-⏎severe
            hyphen = "-" if self._keeps_hyphen(match[1], match[4], inside=compound) else ""
            found.append(Broken(Extent(match.start(), match.end()), f"{match[1]}{hyphen}{match[4]}"))
        return found

    def _keeps_hyphen(self, first: str, second: str, *, inside: bool) -> bool:
        if not second[0].islower():
            return True
        one, other = first.lower(), second.lower()
        if self._words[one + other] > 0:
            return False
        if any(c == f"{one}-{other}" or c.startswith(f"{one}-{other}-") for c in self._compounds):
            return True
        if inside or one in _PREFIXES:
            return True
        # Both halves are words of the document: a compound rather than one word cut in two.
        return self.stands(one) and self.stands(other) and len(one) > 3 and len(other) > 2

    def stands(self, word: str) -> bool:
        """Whether the word stands somewhere unbroken."""
        return self._words[word.lower()] > 0

    def _spaced(self, text: str) -> list[Broken]:
        found: list[Broken] = []
        for match in _FRAGMENT.finditer(text):
            if (match[0] + text[match.end() + 1]).lower() not in self._beginnings:
                continue
            if found and match.start() < found[-1].extent.end:
                continue
            word = self._joined_from(text, match.start(), match.end())
            if word is not None:
                found.append(word)
        return found

    def _joined_from(self, text: str, start: int, end: int) -> Broken | None:
        """The longest known word made of the fragment at ``start`` and those after it."""
        best: Broken | None = None
        parts = [text[start:end]]
        while len(parts) < _MOST_PARTS and parts[-1].lower() not in _FUNCTION and (match := _NEAR.match(text, end)):
            end = match.end()
            printed = match[0]
            following = [part for part in _BETWEEN.split(printed) if part] if "-" in printed else [printed[1:]]
            if printed[1].isupper() or any(part.lower() in _FUNCTION or part[0].isupper() for part in following):
                break
            parts.extend(following)
            joined = "".join(parts)
            # "base line" and "baseline" in one text: joining the rarer way of writing does no harm either.
            if len(joined) >= _SHORTEST and self.knows(joined):
                best = Broken(Extent(start, end), joined)
        return best
