"""Which lines make a passage, over whatever stands between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.segment.labels import Label, labels
from pipeline.segment.layout import Row, belong
from pipeline.segment.terms import SectionTerms

_ADVERT_LINES: Final = 14  # no advertisement in a journal's columns is longer
_INTERRUPTS: Final = frozenset({"caption", "furniture", "teaser"})  # a sentence goes on behind these


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that stand together and are of one kind; ``label`` is that of the first."""

    kind: str
    label: Label
    rows: tuple[Row, ...]

    @property
    def is_open(self) -> bool:
        """Whether the last sentence goes on elsewhere."""
        return self.kind == "prose" and not self.rows[-1].finished


def stretches(listed: Sequence[Row], terms: SectionTerms) -> tuple[Stretch, ...]:
    """All lines in order, parted where the kind changes or a paragraph ends."""
    found: list[Stretch] = []
    run: list[Row] = []
    first: Label | None = None
    for row, label in zip(listed, labels(listed, terms), strict=True):
        if first and not _same(run[-1], row, first, label):
            found.append(Stretch(first.kind, first, tuple(run)))
            run, first = [], None
        run.append(row)
        first = first or label
    if first:
        found.append(Stretch(first.kind, first, tuple(run)))
    return tuple(_without_adverts(found, terms))


def _same(above: Row, row: Row, first: Label, label: Label) -> bool:
    if label.kind != first.kind or label.opens or row.apart:
        return False
    if label.kind == "prose":
        return belong(above, row)
    # Two page heads in a row are two, but the lines of one legend or title are one.
    return label.kind in {"caption", "heading", "reference"} or not (row.line.blanks or row.page)


def _without_adverts(found: Sequence[Stretch], terms: SectionTerms) -> Iterator[Stretch]:
    """The same with the advertisements among the prose marked as furniture, to the end of their column."""
    is_open = in_advert = False
    for stretch in found:
        if stretch.kind != "prose":
            in_advert = in_advert and stretch.kind == "furniture"
            is_open = is_open and stretch.label.section is None
            yield stretch
            continue
        in_advert = _is_advert(stretch, terms, open_above=is_open) or (in_advert and _is_rest(stretch, terms))
        if in_advert:
            yield Stretch("furniture", Label("furniture"), stretch.rows)
        else:
            is_open = stretch.is_open
            yield stretch


def _is_advert(stretch: Stretch, terms: SectionTerms, *, open_above: bool) -> bool:
    """Whether somebody is spoken to and offered something; a start within a sentence nobody began tells as well."""
    if len(stretch.rows) > _ADVERT_LINES:
        return False
    text = " ".join(row.text for row in stretch.rows)
    cut = stretch.rows[0].page and stretch.rows[0].starts_small and not open_above
    spoken, offered = terms.has("address", text), terms.has("advert", text)
    return (spoken and offered) or (cut and (spoken or offered))


def _is_rest(stretch: Stretch, terms: SectionTerms) -> bool:
    """Whether a stretch after an advertisement belongs to it still."""
    text = " ".join(row.text for row in stretch.rows)
    return not stretch.rows[0].page and (terms.has("advert", text) or terms.has("address", text))


def chains(found: Sequence[Stretch]) -> tuple[tuple[int, ...], ...]:
    """The stretches of each passage by their places: prose goes on over what interrupts it."""
    made: list[list[int]] = []
    pending: list[int] | None = None
    interrupted = False
    for k, stretch in enumerate(found):
        if stretch.kind != "prose":
            made.append([k])
            pending = None if stretch.kind not in _INTERRUPTS else pending
            interrupted = True
            continue
        if pending is not None and _continues(found[pending[-1]], stretch, interrupted=interrupted):
            pending.append(k)
        else:
            pending = [k]
            made.append(pending)
        pending = pending if stretch.is_open else None
        interrupted = False
    return tuple(tuple(places) for places in made)


def _continues(above: Stretch, below: Stretch, *, interrupted: bool) -> bool:
    """Whether an open sentence goes on here: surely if it starts small, else if something stood between."""
    first = below.rows[0]
    if first.starts_small:
        return True
    return above.rows[-1].wrapped and (interrupted or first.apart or first.page)
