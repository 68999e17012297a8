"""Which characters of a flattened line are cells."""

from dataclasses import dataclass, replace
from typing import Final

import regex

from pipeline.extent import Extent, fold, trimmed
from pipeline.normalise.numbers import UNSIGNED

MARKS: Final = r"*†‡§¶‖#∥"
# 5,65 has a decimal comma, 1,525 none; "5 · 2" is how some journals print 5.2; 3.1E-5.
_DIGITS = rf"(?:\d+,(?:\d{{1,2}}|\d{{4,}})(?![\d,])|\d+ \. \d+|{UNSIGNED}(?:[Ee]-?\d+)?)"
_NUM = rf"(?:(?:(?<![\w.)\]%])[-+] ?)?(?:[£$€Δ] ?(?:[-+] ?)?)?{_DIGITS})"
_COMMA = r"[-+]?\d+,\d{1,2}(?![\d,])"
_SHARE = rf"{_NUM}(?: ?%)?"
_MISSING = r"(?:N/?[ARDEMS]|n/?[ar]|[nN]\.[sSdDaArR]\.?|n[sd]|[-—…]+|\.{3})"
_OP = r"[<>≤≥=~] ?"
_BETWEEN = r"(?: ?-{1,2} ?| to |[,;/] ?| & )"
_SPREAD = r"(?:(?:SDs?|S\.D\.|SEM?|S\.E\.|sd|se|IQR|range)[,:=]? ?)?(?:± {0,2})?"
_LEVEL = r"(?:\d\d ?%[ -]?CI[,:=]? ?|CI[,:=]? ?|IQR[,:=]? ?|range[,:=]? ?)?"
_REFERENCE = r"[Rr]ef(?:erence|erent|\.)?(?: (?:group|category))?"
# No units of time: "52 weeks" mostly ends a label.
_UNIT = (
    r"(?:°C|(?:[munpkcdµμ]|mc)?(?:g|[lL]|mol|IU|U|Eq)|[ckm]m|dB|kcal|Hz)"
    r"(?:/(?:[munpkcdµμ]?[glLm]\d?|kg|day|week|min|h|d))?"
)

# Each row: the kind of a cell and how it is written (longest first; the first that fits wins).
_KINDS: Final = (
    ("fraction", rf"\d+ ?/ ?\d+ ?[(\[] ?{_NUM} ?%? ?[)\]]"),  # 12/54 (22.2)
    ("share_fraction", rf"{_SHARE} ?[(\[] ?\d+ ?/ ?\d+ ?[)\]]"),  # 22.2% (12/54)
    ("pair", rf"{_COMMA} ?[(\[] ?(?:± ?)?{_COMMA} ?[)\]]"),  # 5,65 (1,12), where 8 (7,13) is an interval
    ("interval", rf"{_SHARE} ?[(\[] ?{_LEVEL}{_SHARE}{_BETWEEN}{_SHARE} ?[)\]]"),  # 30.92 (18.00-53.00)
    ("pair", rf"{_SHARE}[{MARKS}]* ?[(\[] ?{_SPREAD}[<>]? ?{_NUM} ?%? ?[)\]]"),  # 19 (35)
    ("pair", rf"[<>] ?0?\.\d+[{MARKS}]* ?[(\[] ?[<>]? ?{_NUM} ?[)\]]"),  # <0.001 (0.042), two p values
    ("reference", rf"(?:{_SHARE} ?[(\[]{_REFERENCE}[)\]]|\(?{_REFERENCE}\)?)"),  # 1.00 (reference)
    ("spread", rf"{_SHARE} {{0,2}}± {{0,2}}{_SHARE}"),  # -18.6±12.1, levelled from 3.1 +/- 2
    ("p", rf"[Pp] ?[<>≤≥=] ?{_NUM}"),  # P=0.03
    ("ratio", r"\d+ ?/ ?\d+(?: ?/ ?\d+){0,3}"),
    ("bracket", rf"[(\[] ?{_LEVEL}{_SHARE}{_BETWEEN}{_SHARE} ?[)\]]"),  # (0.275, 1.405), a column of its own
    ("alone", rf"(?:± {{0,2}}{_NUM}|[(\[] ?±? ?{_SHARE} ?[)\]])"),  # a spread, a share in a column of its own
    ("range", rf"{_SHARE}(?:-{{1,2}}| -{{1,2}} |- | to |, ){_SHARE}(?: {_UNIT}(?![\w]))?"),  # 0.275-1.405, 0.234--1.606
    ("range", r"[≥>]? ?\d+ ?- ?[<≤] ?(?!0?\.)\d+|[\d.]+[≤≥<>]{1,2}[\d.]+"),  # 30 - <50, 24≤<46
    ("bound", rf"{_OP}{_SHARE}"),  # <0.001
    ("measure", rf"{_NUM} ?{_UNIT}(?![\w])(?: ?\({_NUM} ?{_UNIT}\))?"),  # 600 mg
    ("number", _SHARE),
    ("missing", _MISSING),
    ("word", r"(?:Yes|No|None|Nil|[✓✔√●•×Xx]|\+{1,4}|\(-\)|\(\+\))"),
    # 320*256, 2x2, 3.0): figures with few letters that nothing above knows.
    (
        "odd",
        r"[-+±<>≤≥=~(\[Δ/.]*\d[^\sA-Za-z]{0,20}(?:[A-Za-z]{1,3}[^\sA-Za-z]{0,20})?(?<![.,;:])(?<!\d(?:st|nd|rd|th))",
    ),
)
# What may follow in the same cell: a second bracket, a p value of its own, "NS".
# "< 250 (n = 30)" is a head, "50.5 (12.4) [n=20]" a cell.
_REST = (
    rf"(?: ?[(\[] ?(?:(?<=[)\]] ?[(\[] ?)[nN] ?= ?|range[,:]? |{_LEVEL})?"
    rf"{_SHARE}(?:(?:{_BETWEEN}| {{0,2}}± {{0,2}}){_SHARE})? ?[)\]]"
    rf"|[,;] ?\(?[Pp] ?[<>≤≥=] ?{_NUM}\)?| ?\([Pp] ?[<>≤≥=] ?{_NUM}\)|(?<=\d|\))NS|(?<=[)\]]), {_NUM}"
    r"|(?<=\d)[-<>](?=\s|$))"  # a sign of a text that was set from right to left
)
# Letters mark footnotes only glued to the figure they mark: 12.3a.
_MARKED = (
    rf"(?P<signs>(?: ?[{MARKS}]+(?:,[{MARKS}]+)*| ?\(\*+\)|(?<=[\d)%])[a-hα-ε](?:,[a-hα-ε])*"
    r"|(?<=[\d)%]) [a-e](?= [\d<(-]|$))?)"
)
_CELL = regex.compile(
    "(?:"
    + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS)
    + f")(?P<rest>(?<=[)\\]\\d%]){_REST})?"
    + _MARKED
    + r"(?=\s|$)"
)
_SPACE = regex.compile(r"\s+")
_WORD = regex.compile(r"\S+")
_DECIMALS = regex.compile(r"\d*[.,](\d+)")
_DASHES: Final = "-‐‑–—"
_LONGEST: Final = 80
_TRAILING: Final = 6  # words of a cell of words at the end of a line


@dataclass(frozen=True, slots=True)
class Token:
    """A cell as written: its kind, its characters without footnote signs, its signs; how many decimals it prints."""

    kind: str
    extent: Extent
    signs: tuple[str, ...]
    decimals: int = 0
    marked: int = 0  # characters of its signs, blanks and brackets around them included
    is_share: bool = False  # a number with its own "%"

    @property
    def shape(self) -> tuple[str, int]:
        """What cells of one column have in common: kind and decimals, shares apart from counts."""
        return self.kind + "%" * self.is_share, self.decimals


def read(text: str, start: int, end: int) -> Token | None:
    """The cell that begins at ``start``, or None when something else does."""
    if text[start] in _DASHES and text[start + 1 : start + 2].isspace():
        return Token("missing", Extent(start, start + 1), ())  # "– 270": a minus stands close to its figure
    printed = fold(text[start : min(end, start + _LONGEST)])
    match = _CELL.match(printed)
    if match is None or match.lastgroup is None:
        return None
    kind = next(name for name, _ in _KINDS if match[name] is not None)
    if kind == "odd" and not _balanced(match[kind]):
        return None  # "Drug (n =⎵42)": the end of a label
    signs = tuple(s for s in match["signs"] if s not in " ,()")
    stop = match.end("rest") if match["rest"] else match.end(kind)
    decimals = _DECIMALS.search(printed, 0, stop)
    marked = match.end("signs") - match.start("signs")
    is_share = kind == "number" and printed[stop - 1] == "%"
    return Token(kind, Extent(start, start + stop), signs, len(decimals[1]) if decimals else 0, marked, is_share)


def _balanced(printed: str) -> bool:
    return all(printed.count(a) == printed.count(b) for a, b in ("()", "[]"))


def parted(text: str, token: Token) -> tuple[Token, ...]:
    """An estimate and its bracketed interval apart; any other cell as it is."""
    if token.kind != "interval":
        return (token,)
    at = min(k for k in (text.find("(", token.extent.start), text.find("[", token.extent.start)) if k > 0)
    first, second = read(text, token.extent.start, at), read(text, at, token.extent.end)
    return (token,) if first is None or second is None else (first, replace(second, signs=token.signs))


def tail(text: str, extent: Extent) -> tuple[Token, ...]:
    """The longest run of cells that ends the line; empty when its last word is no cell."""
    starts = [extent.start] + [m.end() for m in _SPACE.finditer(text, extent.start, extent.end)]
    known: dict[int, tuple[Token, ...] | None] = {extent.end: ()}
    best: tuple[Token, ...] = ()
    for start in reversed(starts):
        token = read(text, start, extent.end)
        after = _behind(text, token, extent.end) if token else start
        rest = known.get(after) if token else None
        known[start] = (token, *rest) if token and rest is not None else None
        best = known[start] or best
    return best


def inner(text: str, extent: Extent) -> tuple[Token, ...]:
    """The cells of a line whose last is of words: at least two figures, then some words (``0.54 0.44 ALA 15 mg``)."""
    starts = [extent.start] + [m.end() for m in _SPACE.finditer(text, extent.start, extent.end)]
    for place in range(len(starts) - 1, max(0, len(starts) - _TRAILING - 1), -1):
        run = tail(text, trimmed(text, extent.start, starts[place]))
        figures = [t for t in run if t.kind not in {"missing", "word"}]
        if len(figures) > 1 and text[starts[place]].isalpha():
            return (*run, Token("text", Extent(starts[place], extent.end), ()))
    return ()


def _behind(text: str, token: Token, end: int) -> int:
    """Where the next cell begins: behind signs and blanks."""
    start = token.extent.end + token.marked
    while start < end and (text[start].isspace() or text[start] in MARKS + ","):
        start += 1
    return start


def words(text: str, extent: Extent) -> list[Extent]:
    """What white space parts, in order."""
    return [Extent(m.start(), m.end()) for m in _WORD.finditer(text, extent.start, extent.end)]
