"""``python -m tests.prose_gold``: draw the articles, show one to an annotator, check rows, score the pipeline.

``draw`` lists the names; ``show PMC1`` prints the paragraphs that count with their elements; ``check FILE`` tests a file
of rows; ``agree A B`` compares two folders of rows; ``score`` runs the pipeline on the annotated articles.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.extract import load
from pipeline.read import read
from pipeline.schema import result_line
from pipeline.score import LEVELS, Item, Score, item_of, score
from pipeline.score.items import parsed
from tests.prose_gold.articles import GOLD, drawn, paragraphs
from tests.prose_gold.rows import gold_items, within


def _show(folder: Path, name: str) -> None:
    document = read(folder / f"{name}.xml")
    for paragraph in paragraphs(document):
        print(f"\n[{paragraph.section}] {paragraph.element}\n{paragraph.extent.of(document.text)}")  # noqa: T201


def _check(folder: Path, files: Sequence[Path]) -> None:
    for file in files:
        try:
            found = gold_items(file, read(folder / f"{file.stem}.xml"))
            print(f"{file}: {len(found)} rows, {sum(i.optional for i in found)} optional")  # noqa: T201
        except PipelineError as error:
            print(error)  # noqa: T201


def measured(folder: Path, files: Sequence[Path], config: str = "default") -> Score:
    """How right the pipeline is on the prose of the articles of these gold files."""
    extractor = load(config)
    gold: dict[str, tuple[Item, ...]] = {}
    predicted: list[Item] = []
    for file in files:
        document = read(folder / f"{file.stem}.xml")
        gold[document.doc_id] = gold_items(file, document)
        made = (item_of(parsed(result_line(r), file.name)).bare() for r in extractor.of(document).results)
        predicted += within(made, document)
    return score(gold, predicted)


def agreement(folder: Path, one: Path, other: Path) -> Score:
    """How far the rows of two annotators agree on the articles both have, without alternatives."""
    names = sorted({f.name for f in one.glob("*.jsonl")} & {f.name for f in other.glob("*.jsonl")})
    documents = {name: read(folder / name.replace(".jsonl", ".xml")) for name in names}
    gold = {d.doc_id: tuple(i.bare() for i in gold_items(one / name, d)) for name, d in documents.items()}
    return score(gold, [i.bare() for name, d in documents.items() for i in gold_items(other / name, d)])


def _print(found: Score) -> None:
    for doc_id, tally in found.by_document().items():
        print(doc_id, *(f"{level} {tally[level].f1:.3f}" for level in LEVELS))  # noqa: T201
    for level in LEVELS:
        counts = found.counts(level)
        print(  # noqa: T201
            f"{level}: precision {counts.precision:.3f} recall {counts.recall:.3f} F1 {counts.f1:.3f} ({counts})"
        )
    print({name: round(each.ratio, 3) for name, each in found.accuracies().items()})  # noqa: T201


def main() -> None:
    """One of the five."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["draw", "show", "check", "agree", "score"])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--articles", type=Path, default=Path("../shared/jats"))
    given = parser.parse_args()
    if given.what == "draw":
        for name, articles in drawn(given.articles)._asdict().items():
            print(f"{name}:", *(path.stem for path in articles))  # noqa: T201
    elif given.what == "show":
        _show(given.articles, given.names[0])
    elif given.what == "check":
        _check(given.articles, [Path(name) for name in given.names])
    elif given.what == "agree":
        _print(agreement(given.articles, Path(given.names[0]), Path(given.names[1])))
    else:
        _print(measured(given.articles, [Path(n) for n in given.names] or sorted(GOLD.glob("*.jsonl"))))


if __name__ == "__main__":
    main()
