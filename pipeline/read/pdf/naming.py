"""What each paragraph of a document is, by its type, its words and its place among the others."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from pipeline.read.pdf import kinds, runin
from pipeline.read.pdf.body import Body
from pipeline.read.pdf.paragraphs import Paragraph

LONG: Final = 400  # characters of an abstract at least
_SENTENCES: Final = regex.compile(r"[.:;]\s+\p{Lu}")
_BACK: Final = frozenset({"abstract", "references"})  # headings of these may be set in a type of their own


@dataclass(frozen=True, slots=True)
class Named:
    """A paragraph with its kind (as of a Block) and, where these are known, its section and level."""

    paragraph: Paragraph
    kind: str
    section: str = ""
    level: int = 0


def named(read: Sequence[Paragraph], body: Body) -> Iterator[Named]:
    """The paragraphs in order, each with what it is."""
    read, title = _with_title(read, body)
    headings = _headings(read, body)
    drawn = {p.lines[0].sheet for p in read if kinds.is_figure(p, body)}
    sections = runin.sections(read, [kinds.main_section(read[k].text) for k in headings])
    sections = sections or dict.fromkeys(_abstract(read, headings), "abstract")
    referring = False
    for k, paragraph in enumerate(read):
        if paragraph is title:
            yield Named(paragraph, "title")
        elif kinds.is_figure(paragraph, body):
            yield Named(paragraph, "caption", "figure")
        elif kinds.is_table(paragraph, body):
            yield Named(paragraph, "caption", "table")
        elif k in headings:
            referring = kinds.main_section(paragraph.text) == "references"
            yield Named(paragraph, "heading", "", headings[k])
        elif _is_lettering(paragraph, body, drawn):
            yield Named(paragraph, "furniture", "figure")
        elif referring:
            yield Named(paragraph, "reference")
        else:
            yield Named(paragraph, "paragraph", sections.get(k, ""))


def _with_title(read: Sequence[Paragraph], body: Body) -> tuple[Sequence[Paragraph], Paragraph | None]:
    """The paragraphs with the lines of the title as one, wherever these are broken."""
    largest = max((k for k, p in enumerate(read) if kinds.is_title(p, body)), key=lambda k: read[k].size, default=None)
    if largest is None:
        return read, None
    first, end = largest, largest + 1
    while end < len(read) and _are_one(read[largest], read[end]):
        end += 1
    while first and _are_one(read[largest], read[first - 1]):
        first -= 1
    title = Paragraph(tuple(part for p in read[first:end] for part in p.parts))
    return [*read[:first], title, *read[end:]], title


def _are_one(title: Paragraph, other: Paragraph) -> bool:
    return kinds.style(title) == kinds.style(other) and title.lines[0].sheet == other.lines[0].sheet


def _is_lettering(paragraph: Paragraph, body: Body, drawn: set[int]) -> bool:
    if kinds.is_ticks(paragraph):
        return True
    on_page = paragraph.lines[0].sheet in drawn
    return on_page and not kinds.is_running(paragraph, body) and kinds.is_lettering(paragraph, body)


def _headings(read: Sequence[Paragraph], body: Body) -> dict[int, int]:
    """The places of the headings with their levels: 1 for the main parts of the article, 2 for all below.

    Before the first main part stand title and authors, whatever their type; a heading below has text or another
    heading under it, as bold words in a figure have not.
    """
    found = [k for k, p in enumerate(read) if kinds.is_heading(p, body)]
    parts = {k: part for k in found if (part := kinds.main_section(read[k].text))}
    main = _main_style([(read[k], part) for k, part in parts.items()])
    first = min(parts, default=0)
    cited = max((k for k, part in parts.items() if part == "references"), default=len(read))
    made: dict[int, int] = {}
    for k in reversed(found):
        if k in parts:
            top = parts[k] in _BACK or kinds.style(read[k])[:3] == main
            made[k] = 1 if top else 2
        elif first < k < len(read) - 1 and (k + 1 in made or kinds.is_running(read[k + 1], body)):
            # In a list of references a short entry is no heading for its number.
            made |= {} if k > cited and read[k].text[0].isdigit() else {k: 2}
    return made


def _main_style(parts: Sequence[tuple[Paragraph, str]]) -> tuple[float, bool, bool] | None:
    """How the headings of the main parts are set: those that come last, as an abstract may have its own."""
    last = {part: kinds.style(paragraph)[:3] for paragraph, part in parts if part not in _BACK}
    counts = Counter(last.values())
    return max(counts, key=lambda s: (counts[s], s)) if counts else None


def _abstract(read: Sequence[Paragraph], headings: dict[int, int]) -> set[int]:
    """The places of the paragraphs of an abstract that no heading names, before the first main part."""
    parts = {k: kinds.main_section(read[k].text) for k, level in headings.items() if level == 1}
    if "abstract" in parts.values() or not parts:
        return set()
    before = range(min(parts))
    labelled = runin.abstract([read[k] for k in before])
    if labelled:
        return set(labelled)
    long = [k for k in before if len(read[k].text) >= LONG and len(_SENTENCES.findall(read[k].text)) > 1]
    if not long:
        return set()
    # Without a heading over the introduction the first long paragraph is the abstract, else the longest.
    led = parts[min(parts)] == "introduction"
    seed = max(long, key=lambda k: len(read[k].text)) if led else long[0]
    found = {seed}
    for step in (-1, 1):
        k = seed + step
        while k in before and kinds.style(read[k]) == kinds.style(read[seed]) and _SENTENCES.search(read[k].text):
            found.add(k)
            k += step
    return found
