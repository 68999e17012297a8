"""Which UCUM unit a printed unit is: the lexicon's symbols and words with prefix, power and division.

UCUM: Schadow G, McDonald CJ, The Unified Code for Units of Measure, https://ucum.org.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Final

import regex

from pipeline.extent import fold
from pipeline.lexicon import Term
from pipeline.normalise.tries import any_of

_SYMBOLS: Final = {
    "T": "T", "G": "G", "M": "M", "k": "k", "h": "h", "d": "d", "c": "c", "m": "m", "µ": "u", "μ": "u", "u": "u",
    "n": "n", "p": "p", "f": "f",
}  # fmt: skip
_WORDS: Final = {
    "giga": "G", "mega": "M", "kilo": "k", "hecto": "h", "deci": "d", "centi": "c", "milli": "m", "micro": "u",
    "nano": "n", "pico": "p", "femto": "f",
}  # fmt: skip
_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_POSITIVE: Final = r"(?:\^\s?\(?[2-4]\)?|[2-4](?![\d.,])|[²³⁴])"
_NEGATIVE: Final = r"(?:\^\s?\(?-\s?[1-6]\)?|-\s?[1-6](?![\d%]|[.,]\d)|⁻[¹²³⁴])"
# × 10^9, x 10(9), ×10-8, × 10⁹, and × 109 or × 106 where the raised digits were lost (10^2 is not written so).
_POWER: Final = (
    r"[x×]\s?10(?:\s?\^\s?\(?(?P<e>-?\s?\d{1,2})\)?|\s?\*\*?\s?(?P<e>-?\s?\d{1,2})|\((?P<e>-?\d{1,2})\)|"
    r"(?P<e>-\s?\d{1,2})|(?P<e>⁻?[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]?)|(?P<e>[3-9]|1[0-8]))(?![\d.]\d|\d)"
)


def _level(printed: str) -> str:
    return " ".join(fold(printed).split())


class Units:
    """The units of a lexicon (id = UCUM) as one pattern for folded text, and how a printed unit is read.

    ``pattern`` may stand several times in an expression that ``definition`` begins; so may ``quick``, which matches the
    same, four times as fast, and takes as long to compile as the definition.

    The note of a term says what it is: ``whole`` for a unit that nothing joins; ``symbol`` for one that takes prefixes
    (g, mol); ``factor`` for one that does so but alone is no unit (A, S); ``plain`` for a symbol without prefixes;
    ``word`` for a word with spelled prefixes and a plural (gram, kilograms).
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        listed = tuple(terms)
        self._whole: Final = {_level(t.surface): t.id for t in listed if t.note in {"", "whole"}}
        self._atoms: Final = dict(_atoms(listed))
        alone = {t.surface for t in listed if t.note == "factor"}
        printed = rf"(?:{any_of(self._atoms)})(?!\p{{L}})"
        atom = r"(?&atom)"  # the symbols stand once in the pattern: written out they would make it ten times as long
        # 2 mm-3 mm is a range, s-1 a power.
        power = rf"(?:{_POSITIVE}|{_NEGATIVE}(?!\s?(?:{atom})(?!\s?\^?-|⁻)))"
        more = (
            rf"(?:\s?/\s?(?:{atom})(?:{_POSITIVE})?|\s{{1,4}}per\s{{1,4}}(?:{atom})(?:{_POSITIVE})?|"
            rf"\s?[.•*×]\s?(?:{atom})(?:{power})?|\s{{1,2}}{_raised_soon(self._atoms)}(?:{atom}){_NEGATIVE})"
        )
        lone = rf"(?!(?:{any_of(alone)})(?!\p{{L}}|\s?[/.•*]\s?\p{{L}}|\s{{1,2}}\p{{L}}{{1,3}}\s?[\^⁻-]))"
        behind = rf"(?:{power})?{more}{{0,3}}"
        compound = rf"{lone}(?:{atom}){behind}"
        whole = rf"(?:{any_of(self._whole)})(?![\w^]|\s?/\s?(?:{atom}))"
        raised = rf"{_unnamed(_POWER)}(?:\s{{0,2}}(?:{whole}|{compound}|/\s?(?:{atom})(?:{_POSITIVE})?))?"
        self.definition: Final = (
            rf"(?(DEFINE)(?P<atom>{printed})(?P<any_unit>(?>{whole}|{raised}|{compound})(?![\w^])))"
        )
        self.pattern: Final = r"(?:(?&any_unit))"
        self.quick: Final = rf"(?:(?>{whole}|{raised}|{lone}(?:{printed}){behind})(?![\w^]))"
        self._step: Final = regex.compile(
            rf"(?P<by>\s?/\s?|\s{{1,4}}per\s{{1,4}}|\s?[.•*×]\s?|\s{{0,4}})(?P<atom>{printed})(?P<power>{power})?"
        )
        self._power: Final = regex.compile(_POWER)

    def ucum(self, printed: str) -> str | None:
        """The UCUM code, or None for an unknown unit: ``ml/min/1.73 m²`` is mL/min/{1.73_m2}, ``m s−1`` m/s."""
        plain = _level(printed)
        if plain in self._whole:
            return self._whole[plain]
        power = self._power.match(plain)
        if power is None:
            return self._compound(plain)
        exponent = power["e"].translate(_SUPERSCRIPTS).replace(" ", "")
        rest = plain[power.end() :].strip()
        if not rest:
            return f"10*{exponent}"
        unit = self._whole.get(rest) or self._compound(rest)
        return None if unit is None else f"10*{exponent}{'' if unit.startswith('/') else '.'}{unit}"

    def _compound(self, plain: str) -> str | None:
        above: list[str] = []
        below: list[str] = []
        at = 0
        while at < len(plain):
            step = self._step.match(plain, at)
            if step is None or (at and not step["by"]):
                return None
            exponent = int((step["power"] or "1").translate(_SUPERSCRIPTS).strip("^()").replace(" ", "").strip("^()"))
            divides = "/" in step["by"] or "per" in step["by"]
            unit = self._atoms[step["atom"].strip()] + (str(abs(exponent)) if abs(exponent) > 1 else "")
            (below if divides or exponent < 0 else above).append(unit)
            at = step.end()
        # UCUM divides from the left: a/b/c is a/(b.c).
        return ".".join(above) + "".join(f"/{unit}" for unit in below) or None


def _raised_soon(atoms: Collection[str]) -> str:
    """Looks for a negative power behind one of the symbols: cheaper than the symbols, and mostly absent."""
    blanks = max((surface.count(" ") for surface in atoms), default=0)
    longest = max(map(len, atoms), default=1)
    return rf"(?=(?:\S{{1,{longest}}}?\s{{1,4}}){{0,{blanks}}}?\S{{1,{longest}}}?[\^⁻-])"


@lru_cache(maxsize=4)
def units_of(terms: tuple[Term, ...]) -> Units:
    """The units of these terms, made once: their patterns are long."""
    return Units(terms)


def _unnamed(pattern: str) -> str:
    """The pattern without its group's name, to stand in another more than once."""
    return pattern.replace("?P<e>", "?:")


def _atoms(terms: Iterable[Term]) -> Iterator[tuple[str, str]]:
    """Each symbol and word with its prefixes; a lexicon's own row goes before one made with a prefix."""
    listed = [term for term in terms if term.note not in {"", "whole"}]
    for term in listed:
        for prefix, code in (_WORDS if term.note == "word" else _SYMBOLS).items():
            if term.note in {"symbol", "factor", "word"}:
                for surface in _plural(prefix + term.surface, term):
                    yield surface, code + term.id
    for term in listed:
        for surface in _plural(term.surface, term):
            yield _level(surface), term.id


def _plural(surface: str, term: Term) -> tuple[str, ...]:
    return (surface, f"{surface}s") if term.note == "word" else (surface,)
