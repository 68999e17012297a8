"""Of the numeric table cells of an XML article that its PDF twin holds: how many come back from the PDF with their heads.

``python -m tests.twins.measure`` prints a line for each article; ``--layer`` only what the text layers hold.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ReadError
from pipeline.read import read
from tests.twins import layer
from tests.typeset import truth
from tests.typeset.found import Found
from tests.typeset.measure import FEWEST, Recall, compared, printings
from tests.typeset.truth import TrueCell, TrueTable

PEERS = Path(__file__).parents[3] / "shared" / "peers" / "yun2024"


@dataclass(frozen=True, slots=True)
class Twin:
    """One article: its cells in the XML, how many of them the text layer holds, what came back of those."""

    name: str
    cells: int
    pictures: int  # tables that the text layer does not hold
    recall: Recall
    cause: str = ""

    def __str__(self) -> str:
        share = self.recall.full / self.recall.cells if self.recall.cells else 1.0
        return f"{self.name:11} {share:.3f} of {self.cells:5} in the XML, {self.pictures} pictures, {self.recall} {self.cause}"


def twins() -> list[tuple[Path, Path]]:
    """The PDF and XML of each article that is there as both."""
    pairs = ((pdf, PEERS / "xml_full" / f"{pdf.stem}.xml") for pdf in sorted((PEERS / "pdf").glob("*.pdf")))
    return [pair for pair in pairs if pair[1].exists()]


def measured(pdf: Path, xml: Path, *, reading: bool = True) -> Twin:
    """The comparison for one article; with ``reading`` false only what the text layer holds."""
    tables = [t for t in truth.tables(xml) if sum(c.numeric for c in t.cells) >= FEWEST]
    plain = {(t.label, c.row, c.column): c for t in truth.tables(xml, raised=False) for c in t.cells}
    texts = layer.pages(pdf)
    helds = [layer.held(table, texts) for table in tables]
    cells = sum(c.numeric for t in tables for c in t.cells)
    pictures = sum(not h.cells for h in helds)
    if not reading:
        return Twin(pdf.stem, cells, pictures, Recall(cells=sum(len(h.cells) for h in helds)))
    try:
        found = Found(read(pdf))
    except ReadError as error:
        return Twin(pdf.stem, cells, pictures, Recall(cells=sum(len(h.cells) for h in helds)), error.cause)
    forms = [
        [(c, plain.get((t.label, c.row, c.column), c)) for c in h.cells] for t, h in zip(tables, helds, strict=True)
    ]
    recalls = [_table(cells, held.pages, found) for cells, held in zip(forms, helds, strict=True)]
    return Twin(pdf.stem, cells, pictures, sum(recalls, Recall()), _cause(tables, helds, recalls))


def _table(cells: Sequence[tuple[TrueCell, TrueCell]], pages: Sequence[int], found: Found) -> Recall:
    """The comparison of cells, each with and without the signs set high, which a reader keeps apart from words."""
    total = Recall()
    for forms in cells:
        places = [(page, text) for page in pages for form in forms for text in printings(form)]
        candidates = next((c for page, text in places if (c := found.at(page, text))), [])
        whole = compared(forms[0], candidates)[0]
        total = total + (whole if whole.full else compared(forms[1], candidates)[0])
    return total


def _cause(tables: list[TrueTable], helds: list[layer.Held], recalls: list[Recall]) -> str:
    """Which tables lose, where they stand and at which step most."""
    told = []
    for table, held, recall in zip(tables, helds, recalls, strict=True):
        if recall.full >= 0.9 * recall.cells:
            continue
        steps = Counter({"not read": recall.cells - recall.text, "row": recall.text - recall.row})
        steps["column"] = recall.text - recall.column
        step, lost = steps.most_common(1)[0]
        told.append(f"{table.label} (page {held.pages[0]}): {step} {lost}/{recall.cells}")
    return "; ".join(told)


def report(*, reading: bool) -> Iterator[str]:
    """A line for each article, then the sum."""
    made = [measured(pdf, xml, reading=reading) for pdf, xml in twins()]
    yield from (str(twin) for twin in made if twin.cells)
    total = sum((twin.recall for twin in made), Recall())
    cells, pictures = sum(t.cells for t in made), sum(t.pictures for t in made)
    yield f"all: {cells} cells in the XML, {pictures} tables not in the text layer; {total}"


def main() -> None:
    """Print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--layer", action="store_true", help="only what the text layers hold")
    for line in report(reading=not parser.parse_args().layer):
        print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
