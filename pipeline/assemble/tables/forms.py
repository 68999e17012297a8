"""How one cell prints several things: a value with its group's size or p value behind it, two spreads in a bracket."""

from dataclasses import dataclass
from typing import Final

import regex

from pipeline.extent import fold
from pipeline.normalise.numbers import UNSIGNED, number
from pipeline.schema import PValue
from pipeline.tables import cells as grammar
from pipeline.tables.cells import MARKS

_OPS: Final = {"<": "<", ">": ">", "=": "=", "≤": "<=", "≥": ">="}
_N: Final = r"(?:-?\d+(?:[.,]\d+)?)"
_SIZE: Final = regex.compile(r"^(?P<core>.*\S)[\s,;]+[(\[]? ?[nN] ?= ?(?P<n>\d[\d,]*) ?[)\]]?$")
_SIZE_ONLY: Final = regex.compile(r"^(?:[(\[]? ?[nN] ?= ?(?P<n>\d[\d,]*) ?[)\]]?|(?P<n>\d[\d,]*) ?\(%\))$")  # 627 (%)
_P: Final = regex.compile(
    rf"^(?P<core>.*\S)[\s,;]*[(\[; ,] ?[pP](?: ?-? ?value)? ?(?P<op>[<>=≤≥]) ?(?P<p>{UNSIGNED}) ?[)\]]?$"
)
# 54.0 (11.0, 29.5-76.0): mean, SD and range; 70/86 (81.4%, 71.6-89.0%): count, share and interval.
_THREE: Final = regex.compile(
    rf"^(?P<core>{_N} ?%?) ?[(\[](?:SDs?|sd|±)?[ =:]*(?P<second>{_N} ?%?)[,;:] ?(?:(?:range|IQR|\d\d ?% ?CI)[,:=]? ?)?"
    rf"(?P<low>{_N}) ?%?(?:-{{1,2}}| -{{1,2}} | to |, ){_N} ?%?[)\]]$"
)
_FRACTION: Final = regex.compile(
    rf"^(?P<count>\d+) ?(?:/|of) ?(?P<of>\d+) ?[(\[,]? ?(?P<share>{_N}) ?%?[,;:] ?(?:\d\d ?% ?CI[,:=]? ?)?"
    rf"(?P<low>{_N}) ?%?(?:-{{1,2}}| -{{1,2}} | to |, )(?P<high>{_N}) ?%?[)\]]$"
)
_SIGNED: Final = regex.compile(rf"(?<=[\d%]) ?(?P<sign>[{MARKS}]{{1,3}}) ?(?=[(\[±])")  # 78* (58, 106)
_SPACED_SHARE: Final = regex.compile(r"^(\d+),? (\d+(?:\.\d+)? ?%)$")  # 8 80%, on two lines of a cell
_NAMED: Final = regex.compile(r"(?<=[(\[ ])(SD|SE|SEM|IQR|range|CI)\s?[=:]\s?")  # 25.9 (SD = 5.95)
_UNBRACKETED: Final = regex.compile(rf"^({_N}) ({_N} to {_N})$")  # 42 34 to 50
_SENTENCE: Final = regex.compile(r"\p{L}{4,}.*\d")


@dataclass(frozen=True, slots=True)
class Form:
    """A cell taken apart: the kind and characters of its value; the size, p value and footnote sign printed in it."""

    kind: str
    printed: str
    n: int | None = None
    p: PValue | None = None
    signs: tuple[str, ...] = ()


def read(printed: str) -> Form:
    """The parts of a cell; kind ``size`` for one that prints a group's size only, ``missing`` for one of no figures."""
    plain = " ".join(fold(printed).split()).rstrip(",;")
    if match := _SIZE_ONLY.match(plain):
        return Form("size", plain, int(match["n"].replace(",", "")))
    signs = tuple(match["sign"] for match in _SIGNED.finditer(plain))
    plain = _SIGNED.sub(" ", _NAMED.sub(lambda match: f"{match[1]} ", plain))
    n: int | None = None
    p: PValue | None = None
    if match := _P.match(plain):
        plain, p = match["core"].rstrip(" ,;"), PValue(_OPS[match["op"]], number(match["p"]))
    if match := _SIZE.match(plain):
        plain, n = match["core"].rstrip(" ,;"), int(match["n"].replace(",", ""))
    if match := _UNBRACKETED.match(plain):
        plain = f"{match[1]} ({match[2]})"
    if match := _SPACED_SHARE.match(plain):
        plain = f"{match[1]} ({match[2]})"
    kind = _kind(plain)
    return Form(kind, plain, n, p, signs)


def _kind(plain: str) -> str:
    if _FRACTION.match(plain):
        return "fraction_interval"
    if _THREE.match(plain):
        return "three"
    token = grammar.read(plain, 0, len(plain))
    if token is None or _SENTENCE.search(plain, token.extent.end):  # "74% autism; 19% other" is no single value
        return "missing"
    return token.kind


def fused(first: str, second: str) -> str | None:
    """A value and its half in the cell beside it under one head: ``156`` and ``±11.66``, ``79`` and ``(70.5-85)``."""
    one, other = grammar.read(first, 0, len(first)), grammar.read(second, 0, len(second))
    if one is None or other is None:
        return None
    if one.kind == "ratio" and other.kind == "number":  # 2/29 beside 6.9
        return f"{first} ({second})"
    if one.kind not in {"number", "bound"}:
        return None
    if other.kind in {"alone", "bracket"}:
        return f"{first} {second}"
    if fold(second).rstrip().endswith("%") and other.kind == "number" and fold(first).strip().isdecimal():
        return f"{first} ({second})"
    return None
