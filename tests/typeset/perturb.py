"""Ways in which typography differs from printer to printer without changing what a report says."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from tests.typeset.truth import TrueTable

Change = Callable[[str], str]

_NEGATIVE: Final = re.compile(r"(?<![\w.)\]%−–-])[-−–](?=\s?\.?\d)")
_RANGE: Final = re.compile(r"(?<=\d)[-−–](?=\.?\d)")
_DASH: Final = re.compile(r"[−–](?=\s?\.?\d)|(?<=\d)[−–]")
_BLANK: Final = re.compile(r"(?<=[\d±=<>≤≥%]) (?=\S)|(?<=\S) (?=[\d±=<>≤≥+−-])")
_POINT: Final = re.compile(r"(?<![\w.,/])(\d*)[.·∙](\d+)(?!\d|[./]\d)")
_THOUSANDS: Final = re.compile(r"(?<![\d,.])(\d{1,3}),(\d{3})(?![\d,])")
_LIST: Final = re.compile(r"(?<=\d),(?=[-−–+]?\d)")
_SIGN: Final = re.compile(r"(?<=[\w)%]) ?([±=<>≤≥]) ?(?=[\d.−–-])")
_QUOTED: Final = re.compile(r'(?<!\w)"(?=\w)')
_LONG: Final = re.compile(r"\b[a-z]{9,}\b")
_LINE: Final = re.compile(r"[^\n]{70,}")
_PROSE: Final = re.compile(r"[a-z]{2,}[,;]? [a-z]{2,} [a-z]{2,}")
_WIDTH: Final = 70


def _no_points(text: str) -> str:
    """Decimal commas throughout, as journals in German or Spanish set them: no comma parts thousands or a list."""
    text = _THOUSANDS.sub("\\1\u00a0\\2", text)
    text = _LIST.sub("; ", text)
    return _POINT.sub(lambda m: f"{m[1]},{m[2]}", text)


def _hyphenated(text: str) -> str:
    """The long lines of running text broken into lines of 70, at a hyphen where a long word stands at the end."""
    return _LINE.sub(lambda m: _wrapped(m[0]) if len(_PROSE.findall(m[0])) > 2 else m[0], text)


def _wrapped(line: str) -> str:
    lines = [""]
    for word in line.split(" "):
        room = _WIDTH - len(lines[-1]) - 1
        plain = _LONG.fullmatch(word)
        if len(word) <= room or not lines[-1]:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
        elif plain and room >= 5 and len(word) - (room - 1) >= 3:
            lines[-1] += f" {word[: room - 1]}-"
            lines.append(word[room - 1 :])
        else:
            lines.append(word)
    return "\n".join(lines)


def _ligated(text: str) -> str:
    for letters, one in (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ")):
        text = text.replace(letters, one)
    return text


# What each does to running text and to the words of tables.
KINDS: Final[Mapping[str, Change]] = {
    "hyphens for dashes": lambda t: _DASH.sub("-", t),
    "minus signs": lambda t: _NEGATIVE.sub("−", t),
    "en dashes for minus": lambda t: _NEGATIVE.sub("–", t),
    "en dashes in ranges": lambda t: _RANGE.sub("–", t),
    "minus signs in ranges": lambda t: _RANGE.sub("−", t),
    "thin spaces": lambda t: _BLANK.sub("\u2009", t),
    "no-break spaces": lambda t: _BLANK.sub("\u00a0", t),
    "figure spaces": lambda t: _BLANK.sub("\u2007", t),
    "narrow no-break spaces": lambda t: _BLANK.sub("\u202f", t),
    "tight signs": lambda t: _SIGN.sub(r"\1", t),
    "wide signs": lambda t: _SIGN.sub(r" \1 ", t),
    "decimal comma": _no_points,
    "middle dots": lambda t: _POINT.sub(lambda m: f"{m[1]}·{m[2]}", t),
    "curly quotes": lambda t: _QUOTED.sub("“", t).replace('"', "”").replace("'", "’"),
    "straight quotes": lambda t: re.sub("[“”]", '"', re.sub("[‘’]", "'", t)),
    "ligatures": _ligated,
    "plus-minus spelled +/-": lambda t: t.replace("±", "+/-"),
    "plus-minus spelled +-": lambda t: t.replace("±", "+-"),
}
# What is done to whole files of one format only.
PLAIN: Final[Mapping[str, Change]] = {
    "hyphenated lines": _hyphenated,
    "softly hyphenated lines": lambda t: _hyphenated(t).replace("-\n", "\u00ad\n"),
}


def _header_split(raw: str) -> str:
    """Each head of a marked-up table broken into lines at its blanks."""
    head = re.compile(r"<thead\b.*?</thead>", re.DOTALL)
    return head.sub(lambda m: re.sub(r">[^<>]+<", lambda t: t[0].replace(" ", "<break/>"), m[0]), raw)


_TAG: Final = re.compile(r"(<!--.*?-->|<!\[CDATA\[.*?\]\]>|<[^>]*>)", re.DOTALL)


def _soft(text: str) -> str:
    return _LONG.sub(lambda m: f"{m[0][:4]}\u00ad{m[0][4:]}", text)


def in_xml(raw: str, change: Change) -> str:
    """An XML file with its printed words changed, its mark-up as it is."""
    parts = _TAG.split(raw)
    for place in range(0, len(parts), 2):
        parts[place] = html.escape(change(html.unescape(parts[place])), quote=False)
    return "".join(parts)


def in_table(table: TrueTable, change: Change) -> TrueTable:
    """A table with its printed words changed; the cells by which it is measured stay as they were."""
    return replace(
        table,
        caption=change(table.caption),
        header=tuple(tuple((change(text), across) for text, across in row) for row in table.header),
        body=tuple(tuple(change(text) for text in row) for row in table.body),
        notes=tuple(change(note) for note in table.notes),
    )


MARKED_UP: Final[Mapping[str, Change]] = {
    "split headers": _header_split,
    "soft hyphens": lambda raw: in_xml(raw, _soft),
}
