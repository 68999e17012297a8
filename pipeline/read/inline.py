"""How the runs of a marked-up paragraph or cell read as plain characters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from pipeline.document import GridCell
from pipeline.extent import Extent
from pipeline.read.composer import Composer

# What no search should have to know of: soft hyphens and invisible spaces go, ligatures become their letters.
_LEVELLED: Final = str.maketrans(
    {
        "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None,
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
        "\u2028": " ", "\u2029": " ", "\x85": " ",
    }
)  # fmt: skip
_WORD_ENDS: Final = regex.compile(r"(?:(?<!\b(?:[Cc]hi|log|min|sec|mol))(?<=\p{L}{3})|\))$")
_SPACES: Final = regex.compile(r"[ \t\r\n\f\v]+")
_BLANK: Final = regex.compile(r"[\s\u2000-\u200a]*")
_SIGN_FORMS: Final = str.maketrans({"∗": "*", "＊": "*", "ǂ": "‡", "†": "†"})
MARKS: Final = r"*†‡§¶‖#∥"
_SIGN: Final = r"(?:[*†‡§¶‖#∥!¤◊Δ&△▲◆●○$+]{1,4}|[a-z]\d?|NS|ns)"
_SIGNS: Final = regex.compile(rf"[(\[]?{_SIGN}(?:[\s,;]*{_SIGN})*[)\]]?")
_ONE_SIGN: Final = regex.compile(r"NS|ns|[a-z]\d?|\d{1,2}|(.)\1*")
_NOT_SIGNS: Final = frozenset({"st", "nd", "rd", "th", "+", "x", "n"})  # 1st, CD4+, 10x
_FIGURES: Final = regex.compile(r"[(\[]?(\d{1,2})(?:\s?[,;]\s?(\d{1,2}))*[)\]]?")
# m², R², 10⁹; but what stands high behind 0.001 is a sign.
_EXPONENT_OF: Final = regex.compile(r"(?:(?<!\p{L})(?:[kcdmµμn]?m|[Rr]|s|10)|(?<![\d.,])\d{1,6})$")
_WORDS: Final = regex.compile(r"\s*[\p{L}≥≤<>]")
_NUMBERED: Final = regex.compile(r"[\d)%]$")
# Citations are marked with characters that no text may hold, then taken out with the brackets around them.
_TAIL: Final = 40  # characters before a sign that tell what it is
_OPEN, _CLOSE = "\x02", "\x03"
_CITED = rf"{_OPEN}[^{_CLOSE}]*{_CLOSE}"
_LISTED: Final = rf"{_CITED}(?:\s?[,;–—-]?\s?(?:and\s)?{_CITED})*"
_BRACKETED: Final = regex.compile(rf"\s?[(\[]\s?{_LISTED}[,;]?\s?[)\]]")
_GLUED: Final = regex.compile(rf"(?<=\S){_LISTED}")
_GLUES: Final = regex.compile(r"(?<![(\[][^)\]]{0,30})[\p{L}\d.)%\]]$")
_NUMERIC: Final = regex.compile(r"[(\[]?\s*\d{1,3}\s*[)\]]?(?:\s?[,;–—-]\s?\d{1,3})*")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of characters of one kind: text, sup, sign, citation, break or edge.

    An edge parts lines where words stand before it, a break always.
    """

    text: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Printed:
    """What a cell prints: its lines without outer blanks, its footnote signs, how far in its first line stands."""

    lines: tuple[str, ...]
    signs: tuple[str, ...]
    indent: int


def levelled(text: str) -> str:
    """The characters with invisible ones gone and runs of plain white space as one blank."""
    return str(_SPACES.sub(" ", text.translate(_LEVELLED)))


def prose(runs: Iterable[Run]) -> str:
    """A paragraph's text on one line. Numbers of the reference list are left out, names and years stay."""
    parts = [""]
    for run in runs:
        if run.kind in {"break", "edge"}:
            parts.append(" ")
        elif run.kind == "citation":
            # "[12]", and "12" where it is set high: which of these it is, is seen by what stands around it.
            numeric = _NUMERIC.fullmatch(run.text.strip())
            parts.append(f"{_OPEN}{run.text}{_CLOSE}" if numeric else run.text)
        elif run.kind in {"sup", "sign"}:
            parts.append(raised(parts[-1][-_TAIL:] or "".join(parts[-3:])[-_TAIL:], run.text))
        else:
            parts.append(run.text)
    made = _GLUED.sub("", _BRACKETED.sub("", levelled("".join(parts))))
    return " ".join(part for part in made.replace(_OPEN, "").replace(_CLOSE, "").split(" ") if part)


def raised(before: str, text: str) -> str:
    """What is set high as plain text: ``10^9``, but ``kg/m2`` and ``1st``."""
    text = levelled(text).strip()
    numbered = _NUMBERED.search(before.rstrip()) is not None
    if numbered and text and text not in _NOT_SIGNS and not text.startswith(("®", "™", "°", "+")):
        return f"^{text}"
    return text


def cell(runs: Iterable[Run], known: frozenset[str]) -> Printed:
    """A cell's lines; what is set high as a footnote sign is told apart, ``known`` are the signs of the footnotes."""
    lines, signs = [""], list[str]()
    for run in runs:
        if run.kind == "break":
            lines.append("")
        elif run.kind == "edge":
            lines += [""] if lines[-1].strip() else []
        elif run.kind == "citation":
            # Set high behind a word it is set apart; "[12]" and "reference 12" stay as printed.
            apart = _NUMERIC.fullmatch(run.text.strip()) and _GLUES.search(lines[-1])
            signs += [f"[{levelled(run.text).strip(' []()')}]"] if apart else []
            lines[-1] += "" if apart else run.text
        elif run.kind == "sign" or (run.kind == "sup" and is_sign(lines[-1], run.text, known)):
            signs.extend(parted(run.text))
        elif run.kind == "sup":
            lines[-1] += raised(lines[-1], run.text)
        else:
            lines[-1] += run.text
    spaced = [levelled(line) for line in lines]
    while len(spaced) > 1 and not spaced[-1].strip():
        spaced.pop()
    # A line of words keeps the blanks that set it in: they tell a label's parts from its continuation.
    kept = [line.strip(" ").rstrip() if k and _WORDS.match(line) else line.strip() for k, line in enumerate(spaced)]
    return Printed(tuple(kept), tuple(s for s in signs if s), indent(spaced))


def indent(lines: Sequence[str]) -> int:
    """How many blanks that are no plain ones stand before the first word; an em space counts twice."""
    first = next((line for line in lines if line.strip()), "")
    blanks = _BLANK.match(first.replace(" ", ""))
    leading = blanks[0] if blanks else ""
    return sum(2 if blank in "\u2003\u2001\u3000" else 1 for blank in leading)


def is_sign(before: str, text: str, known: frozenset[str]) -> bool:
    """Whether what is set high behind these characters is a footnote sign."""
    text = levelled(text).strip().translate(_SIGN_FORMS)
    before = before.rstrip()
    if not text or text in _NOT_SIGNS - known:
        return False
    if figures := _FIGURES.fullmatch(text):
        defined = {f for group in figures.allcaptures()[1:] for f in group if f} <= known
        # Behind a word a figure can only be a sign; behind a number or unit only where a footnote has it.
        power = _EXPONENT_OF.search(before) is not None and text in {"2", "3"}
        return _WORD_ENDS.search(before) is not None or (defined and not power)
    if text.isalpha() and len(text) > 1 and text not in {"NS", "ns"}:
        return _NUMBERED.search(before) is not None and text.islower() and len(text) < 4  # 12.3 with "ab"
    return _SIGNS.fullmatch(text) is not None


def parted(text: str) -> list[str]:
    """The signs of ``a,b`` or ``†‡`` one by one; a sign that is doubled stays one: ``**``."""
    plain = levelled(text).translate(_SIGN_FORMS)
    words = [w for w in regex.split(r"[\s,;()\[\]]+", plain) if w]
    return [match[0] for word in words for match in _ONE_SIGN.finditer(word)]


def put_cell(composer: Composer, printed: Printed, place: GridCell, element: str, line: int | None) -> GridCell:
    """The cell composed: its lines parted by a blank, its signs behind them outside its extent."""
    pieces: list[Extent] = []
    whole = composer.append(" ".join(words for words in printed.lines if words), element, line)
    at = whole.start
    for words in printed.lines:
        lead = len(words) - len(words.lstrip())
        pieces.append(Extent(at + lead, at + len(words)))
        at += len(words) + (1 if words and at + len(words) < whole.end else 0)
    if printed.signs:
        composer.append(" " + ",".join(printed.signs) if len(whole) else ",".join(printed.signs))
    return GridCell(
        whole, place.row, place.column, place.rowspan, place.colspan, place.is_header, place.is_bold,
        printed.indent + place.indent, tuple(pieces) if len(pieces) > 1 else (), printed.signs,
    )  # fmt: skip
