"""What each line outside tables is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from pipeline import captions
from pipeline.segment import furniture, headings, references, webpages
from pipeline.segment.layout import LONGEST_SET, Row
from pipeline.segment.terms import SectionTerms

_COUNTED: Final = regex.compile(r"\p{L}+ (?:[Nn]o\. ?)?(?:\d{1,3}|[A-Z])\b")  # Case 2, Patient B
_BRIEF: Final = 0.8  # of the column; an unfinished line as short is a title without a stop
_WIDER: Final = 1.3  # a legend runs over the whole page, wider than the column by this at least


@dataclass(frozen=True, slots=True)
class Label:
    """What a line is; ``section`` names the section that a heading opens, ``opens`` a line that begins something."""

    kind: str
    section: str | None = None
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Above:
    """What is in force above a line: the last line's label, whether a sentence or a reference list is still open.

    ``on_web``: what follows the references of a web page is about something else.
    """

    row: Row | None = None
    label: Label | None = None
    sentence_open: bool = False
    in_references: bool = False
    on_web: bool = False


def labels(listed: Sequence[Row], terms: SectionTerms) -> tuple[Label, ...]:
    """The label of each line, in order."""
    marked = _marked(listed, terms)
    found: list[Label] = []
    above = Above(on_web=_is_web_page(listed, terms))
    for k, row in enumerate(listed):
        label = marked.get(k) or _label(listed, k, above, terms)
        found.append(label)
        above = _after(above, row, label)
    return tuple(found)


def _is_web_page(listed: Sequence[Row], terms: SectionTerms) -> bool:
    """Whether a line is a whole paragraph, and nothing is headed as in an article."""
    article = any(headings.section(row.text, terms) in {"methods", "results"} for row in listed)
    return not article and any(len(row.text) >= LONGEST_SET for row in listed)


def _marked(listed: Sequence[Row], terms: SectionTerms) -> dict[int, Label]:
    """Lines that only their company gives away."""
    marked = {k: Label("furniture") for k in (*furniture.menus(listed), *furniture.repeats(listed))}
    marked |= {k: Label("teaser") for k in webpages.teasers(listed, terms)}
    marked |= {k: Label("furniture") for k in webpages.related(listed, terms)}
    marked = {k: label for k, label in marked.items() if headings.section(listed[k].text, terms) is None}
    return marked | {k: Label("heading", opens=opens) for k, opens in _title(listed, marked, terms)}


def _title(listed: Sequence[Row], marked: Mapping[int, Label], terms: SectionTerms) -> Iterator[tuple[int, bool]]:
    """The lines of the title over the article, which is the first text; whether each opens it."""
    for k, row in enumerate(listed):
        if k in marked or furniture.is_furniture(row, terms, open_above=False):
            continue
        if headings.section(row.text, terms) is None and not references.is_surely_entry(row.text):
            yield from ((n, n == k) for n in range(k, k + headings.title(listed, k)))
        return


def _after(above: Above, row: Row, label: Label) -> Above:
    is_open = not row.finished if label.kind == "prose" else above.sentence_open
    in_references = above.in_references if label.section is None else label.section == "references"
    in_references = in_references or (above.on_web and label.kind == "reference")
    return Above(
        row=row,
        label=label,
        sentence_open=is_open and label.section is None,
        in_references=in_references,
        on_web=above.on_web,
    )


def _label(listed: Sequence[Row], k: int, above: Above, terms: SectionTerms) -> Label:
    row = listed[k]
    if name := headings.section(row.text, terms):
        return Label("heading", name, opens=True)
    if found := _caption(row, above, terms):
        return found
    if furniture.is_furniture(row, terms, open_above=above.sentence_open):
        return Label("furniture")
    if found := _reference(row, above):
        return found
    return _heading(listed, k, above, terms) or Label("prose", opens=_is_next_case(row, above, terms))


def _is_next_case(row: Row, above: Above, terms: SectionTerms) -> bool:
    """Whether a paragraph about the next patient begins (``Case 2 is``), however full the last line was."""
    return not above.sentence_open and terms.opens("enumerated", row.text) and bool(_COUNTED.match(row.text))


def _caption(row: Row, above: Above, terms: SectionTerms) -> Label | None:
    opened = captions.opening(row.text)
    for kind in ("figure", "table"):
        if opened and terms.is_whole(kind, opened.word) and not _cites(row, above, terms):
            return Label("caption", kind, opens=True)
    if above.label is None or above.row is None or above.label.kind != "caption" or row.apart:
        return None
    goes_on = not furniture.is_page_number(row.text) and _legend_goes_on(above, above.row, row)
    return Label("caption", above.label.section) if goes_on else None


def _cites(row: Row, above: Above, terms: SectionTerms) -> bool:
    """Whether the line goes on from ``... as shown in``, so that no caption begins here."""
    if above.row is None or above.label is None or above.label.kind != "prose" or row.page:
        return False
    last = above.row.text.rsplit(maxsplit=1)[-1]
    citing = last[-1] in "(,;" or terms.is_whole("citing", last)
    return above.sentence_open and citing and row.line.blanks <= row.gap


def _legend_goes_on(above: Above, last: Row, row: Row) -> bool:
    """Whether a legend whose last line is given goes on; many a title ends without a stop."""
    if last.finished:
        return not row.page and (row.line.blanks == 0 or len(row.text) > _WIDER * row.column)
    anew = row.line.blanks > 0 and len(last.text) < _BRIEF * row.column and not row.starts_small
    resumed = above.sentence_open and row.page and row.starts_small
    return not (anew or resumed)


def _reference(row: Row, above: Above) -> Label | None:
    if references.is_surely_entry(row.text):
        return Label("reference", opens=True)
    after_entry = above.label is not None and above.label.kind == "reference"
    unfinished = above.row is not None and not above.row.finished
    if not above.in_references:
        return Label("reference") if after_entry and unfinished else None
    opens = references.is_entry(row.text)
    return Label("reference", opens=opens) if opens or not above.on_web else Label("teaser")


def _heading(listed: Sequence[Row], k: int, above: Above, terms: SectionTerms) -> Label | None:
    row = listed[k]
    before = above.label
    under = above.row if before and before.kind == "heading" and before.section is None else None
    if under and headings.in_capitals(row.text) and headings.goes_on(under, row, terms):
        return Label("heading")
    if above.sentence_open or not headings.is_heading(listed, k, terms):
        return None
    return Label("heading", opens=True)
