"""What became of every numeral of a document: in a result, no result and why, or unread."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import regex

from pipeline.document import Document, Passage, Table
from pipeline.extent import Extent, fold
from pipeline.extraction import Entry
from pipeline.normalise import timepoints
from pipeline.normalise.numbers import NUMBER_WORD
from pipeline.schema import Result

# The documented reasons; docs/LEDGER.md explains each with an example.
REASONS: Final = {
    "value": "the numeric expression of a result",
    "evidence": "justifies a field of a result: a group's size, a time, a p value",
    "mention": "repeats a result",
    "table caption": "stands in a table's caption",
    "table note": "stands in a footnote of a table",
    "table head": "part of a row or column head",
    "table label": "the number of a table",
    "name": "part of a name: IL-4, EASI-75, 5-D",
    "citation": "a reference number",
    "reference": "inside a reference list",
    "furniture": "page heads, menus, copyright lines",
    "teaser": "unrelated news behind the article",
    "heading": "inside a heading",
    "cross-reference": "points to a table, figure or appendix",
    "dose": "a dose",
    "schedule": "how often or for how long something is given",
    "threshold": "a limit that defines eligibility, an outcome or a group",
    "scale": "the range of a scale, or one of its levels",
    "minimal difference": "a minimal important difference",
    "power": "a sample-size calculation",
    "date": "a date or year",
    "time": "a time or duration",
    "age": "an age limit",
    "registry": "a registry or grant number",
    "version": "a version of software or of a dictionary",
    "ratio": "a randomisation ratio",
    "pair": "half of two numbers printed as one: a blood pressure of 146/79",
    "design": "counts trials, visits, sites, groups or methods",
    "significance": "a significance level or confidence level",
    "denominator": "the size of a group in a result",
    "definition": "part of the definition of an outcome",
    "other": "no result for another reason",
}
_NOUN: Final = r"(?=[ \n\r-]+[A-Za-z])"
_NUMERAL: Final = regex.compile(
    rf"(?P<digits>(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?:\.\d+)?|(?<![\d\w])\.\d+)|\b(?P<words>{NUMBER_WORD})\b{_NOUN}",
    regex.IGNORECASE,
)
_SEVERAL: Final = r"\d{1,3}(?:(?:,\s{0,3}|,?\s{1,3}(?:and|or|to)\s{1,3}|-)\d{1,3}){1,6}"
_PERIOD: Final = r"(?:day|week|wk|month|year|hour)s?"
# "weeks 16, 32 and 52", "after 4 or 8 weeks"
_LISTED: Final = regex.compile(
    rf"\b{_PERIOD}\s{{1,3}}{_SEVERAL}\b|\b{_SEVERAL}[\s-]{{1,3}}{_PERIOD}\b", regex.IGNORECASE
)
_PREFIX: Final = regex.compile(r"[A-Za-z]-?$")
_SUFFIX: Final = regex.compile(r"^(?:-?[A-Z]\b|[A-Za-z]\d|-[DS]\b)")


def numerals(text: str) -> Iterator[Extent]:
    """Every number in digits, and every number word before a unit or noun."""
    for match in _NUMERAL.finditer(fold(text)):
        yield Extent(match.start(), match.end())


def ledger(
    document: Document,
    results: Sequence[Result],
    tables: Sequence[Table],
    passages: Sequence[Passage],
    excluded: Iterable[tuple[Extent, str]],
) -> tuple[Entry, ...]:
    """One entry for each numeral, in order; a result's claim goes before any exclusion."""
    claims = _Claims(len(document.text))
    claims.add((extent, "excluded", "time") for extent in _times(document.text))
    claims.add((p.extent, "excluded", p.kind) for p in passages if p.kind in REASONS)
    claims.add(_in_tables(tables))
    claims.add((extent, "excluded", reason) for extent, reason in excluded)
    claims.add(_in_results(results))
    return tuple(_entry(document.text, extent, claims) for extent in numerals(document.text))


def _times(text: str) -> Iterator[Extent]:
    """Every printed time, lists of times included; a result's own claim on one goes before this."""
    for point in timepoints.find(text, 0, len(text)):
        yield point.extent
    for match in _LISTED.finditer(fold(text)):
        yield Extent(match.start(), match.end())


class _Claims:
    """For each character the latest claim on it; unread until something claims it."""

    def __init__(self, length: int) -> None:
        self._states: list[tuple[str, str]] = [("unread", "")]
        self._marks: dict[tuple[str, str], bytes] = {self._states[0]: bytes(2)}
        self._at = bytearray(length * 2)

    def add(self, claims: Iterable[tuple[Extent, str, str]]) -> None:
        for extent, state, reason in claims:
            if (state, reason) not in self._marks:
                self._marks[state, reason] = len(self._states).to_bytes(2, "little")
                self._states.append((state, reason))
            mark = self._marks[state, reason]
            self._at[2 * extent.start : 2 * extent.end] = mark * len(extent)

    def of(self, extent: Extent) -> tuple[str, str]:
        """The claim on the first character, a result's before any other on the rest."""
        at = self._at[2 * extent.start : 2 * extent.end]
        marks = {one | other << 8 for one, other in zip(at[::2], at[1::2], strict=True)}
        found = [self._states[m] for m in sorted(marks)]
        return next((c for c in found if c[0] == "result"), found[0])


def _in_results(results: Sequence[Result]) -> Iterator[tuple[Extent, str, str]]:
    for result in results:
        for place in result.evidence.values():
            yield Extent(place.start, place.end), "result", "evidence"
    for result in results:
        for place in result.mentions:
            yield Extent(place.start, place.end), "result", "mention"
        yield Extent(result.source.start, result.source.end), "result", "value"


def _in_tables(tables: Sequence[Table]) -> Iterator[tuple[Extent, str, str]]:
    for table in tables:
        yield table.caption, "excluded", "table caption"
        for note in table.notes:
            yield note.extent, "excluded", "table note"
        for cell in table.cells:
            for head in (*cell.row_path, *cell.column_path):
                for piece in head.pieces:
                    yield piece, "excluded", "table head"


def _entry(text: str, extent: Extent, claims: _Claims) -> Entry:
    state, reason = claims.of(extent)
    if state == "unread" and _in_a_name(text, extent):
        state, reason = "excluded", "name"
    return Entry(extent, state, reason)


def _in_a_name(text: str, extent: Extent) -> bool:
    """Whether the digits belong to a word: IL-4, CD3, 5-D, H1N1."""
    before, after = fold(text[max(0, extent.start - 2) : extent.start]), fold(text[extent.end : extent.end + 2])
    return bool(_PREFIX.search(before) or _SUFFIX.match(after)) and text[extent.start].isdigit()
