"""How many numeric cells of tables set on PDF pages come back with their heads.

``python -m tests.typeset.pdf_measure`` measures all held-out articles in all styles; see ``--help``.
"""

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.document import Document
from pipeline.read import read
from tests.typeset import truth
from tests.typeset.found import Found
from tests.typeset.measure import FEWEST, Recall, articles, compared, printings
from tests.typeset.pdf_articles import Printed, printed
from tests.typeset.pdf_styles import STYLES, Style
from tests.typeset.pdf_tables import Place, Places
from tests.typeset.truth import TrueTable

ARTICLES = Path(__file__).parents[3] / "shared" / "jats"
_NEAR = 3.0  # points that a read box may miss of the place where the cell was set
_NOWHERE = Place(0, (0.0, 0.0, 0.0, 0.0))


@dataclass(slots=True)
class Reading:
    """What came back of the tables of some articles in one style."""

    recall: Recall = field(default_factory=Recall)
    boxes: int = 0  # cells whose anchor is the place where they were set
    pages: int = 0
    seconds: float = 0.0
    unset: int = 0  # tables too wide for any page
    worst: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, made: Printed, document: Document) -> None:
        """Compare the tables of a file with what was read of it."""
        found = Found(document)
        for number, (table, places) in enumerate(made.tables, start=1):
            recall, boxes = _table(table, places, found)
            self.recall = self.recall + recall
            self.boxes += boxes
            self.worst[f"{name} table {number}"] += recall.cells - recall.full

    def __str__(self) -> str:
        cells = max(self.recall.cells, 1)
        speed = self.pages / max(self.seconds, 1e-9)
        return f"{self.recall} box {self.boxes / cells:.3f} ({self.pages} pages, {speed:.0f}/s, {self.unset} not set)"


def measured(paths: Iterable[Path], style: Style) -> Reading:
    """The tables of each article set in the style, read back and compared."""
    total = Reading()
    for path in paths:
        tables = [t for t in truth.tables(path) if sum(c.numeric for c in t.cells) >= FEWEST]
        if not tables:
            continue
        made = printed(path.stem, tables, style)
        started = time.perf_counter()
        document = as_read(made)
        total.seconds += time.perf_counter() - started
        total.pages += made.pages
        total.unset += len(tables) - len(made.tables)
        total.add(path.stem, made, document)
    return total


def as_read(made: Printed) -> Document:
    """The document that the reader makes of the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "printed.pdf"
        path.write_bytes(made.raw)
        return read(path)


def _table(table: TrueTable, places: Places, found: Found) -> tuple[Recall, int]:
    """The comparison with cells read from the pages on which the table stands."""
    total, boxes = Recall(), 0
    for cell in table.cells:
        if not cell.numeric:
            continue
        place = places.get((cell.row, cell.column), _NOWHERE)
        # Tables that share a page share candidates; each read cell is used up by the one it agrees with.
        candidates = next((c for t in printings(cell) if (c := found.at(place.page, t))), [])
        recall, chosen = compared(cell, candidates)
        total = total + recall
        anchor = found.anchor(chosen) if chosen is not None else None
        boxes += anchor is not None and _holds(anchor.box, place.box)
    return total, boxes


def _holds(read_box: tuple[float, ...] | None, box: tuple[float, ...]) -> bool:
    """Whether the middle of the place where the cell was set lies in the read box, which is not much larger."""
    if read_box is None:
        return False
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    inside = read_box[0] - _NEAR <= x <= read_box[2] + _NEAR and read_box[1] - _NEAR <= y <= read_box[3] + _NEAR
    return inside and read_box[3] - read_box[1] < 3 * (box[3] - box[1]) + _NEAR


def sampled(paths: Sequence[Path], every: int) -> list[Path]:
    """Every so manieth of the articles; their names are hashes as good as any."""
    return list(paths)[::every]


def report(paths: Sequence[Path], styles: Iterable[Style], worst: int) -> Iterator[str]:
    """A line for each style, the tables that lose most below it, and the sum."""
    total = Recall()
    for style in styles:
        reading = measured(paths, style)
        total = total + reading.recall
        yield f"{style.name:9} {reading}"
        for name, lost in reading.worst.most_common(worst):
            if lost:
                yield f"    {lost:5} cells lost: {name}"
    yield f"{'all':9} {total}"


def main() -> None:
    """Print the recall of each style."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--development", action="store_true", help="the half that may be tuned on")
    parser.add_argument("--every", type=int, default=1, help="only every so manieth article")
    parser.add_argument("--worst", type=int, default=0, help="name so many tables that lose most")
    parser.add_argument("--styles", nargs="*", default=[s.name for s in STYLES])
    given = parser.parse_args()
    paths = sampled(articles(ARTICLES, held_out=not given.development), given.every)
    for line in report(paths, [s for s in STYLES if s.name in given.styles], given.worst):
        print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
