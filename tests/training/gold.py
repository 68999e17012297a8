"""Questions about groups that our own gold answers: its documents, and the annotated articles that may be read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from pipeline.assemble.prose import passages
from pipeline.assemble.prose.candidates import quantity
from pipeline.assemble.prose.claims import arm_at
from pipeline.assemble.prose.features import classes
from pipeline.assemble.prose.flow import Flow
from pipeline.assemble.prose.frame import Frame, Setting
from pipeline.assemble.prose.lexis import Lexis
from pipeline.assemble.prose.links import Question, Span
from pipeline.assemble.prose.readings import Read
from pipeline.document import Document
from pipeline.extract import Extractor, load
from pipeline.nlp import WEIGHTS
from pipeline.read import read
from pipeline.recognise.weights import Weights
from pipeline.score import Item
from pipeline.score.fields import same_named
from pipeline.score.items import read_items
from tests.prose_gold.rows import gold_items
from tests.training.links import ASKED, KINDS, Recorder, Task

READ: Final = sorted(path.stem for path in Path("gold/prose").glob("*.jsonl"))  # not what is kept unseen


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of one passage with what is needed to place and name their items."""

    flow: Flow
    setting: Setting
    questions: Sequence[Question]


def tasks(shared: Path, names: Weights, words: Lexis) -> Iterator[Task]:
    """The questions about groups of every document that is there, with the answers of its gold."""
    extractor = load("default")
    extractor.recogniser.weights = {**{name: Weights() for name in WEIGHTS}, "names": names}
    for document, gold in _documents(shared):
        for asked in _asked(extractor, document):
            for question in asked.questions:
                right = {i: found for i in question.numbers if (found := _answer(asked, question, i, gold)) is not None}
                if right:
                    yield Task(KINDS[0], question, classes(question.s.items, words), right)


def _documents(shared: Path) -> Iterator[tuple[Document, Sequence[Item]]]:
    for file in sorted((*Path("corpus").glob("*.*"), *(shared / "seeds").glob("0*.txt"))):
        if (rows := Path(f"gold/{file.stem}.jsonl")).is_file():
            yield read(file), read_items(rows)
    for name in READ:
        if (article := shared / "jats" / f"{name}.xml").is_file():
            document = read(article)
            yield document, gold_items(Path(f"gold/prose/{name}.jsonl"), document)


def _asked(extractor: Extractor, document: Document) -> list[Asked]:
    found: list[Asked] = []

    def results(part: Read, frame: Frame, setting: Setting) -> Any:
        ASKED.clear()
        made = passages.passage_results(part, frame, setting)
        found.append(Asked(part.flow, setting, [question for column, question in ASKED if column == 0]))
        return made

    with (
        patch("pipeline.assemble.prose.Linker", Recorder),
        patch("pipeline.assemble.prose.passage_results", results),
    ):
        extractor.of(document)
    return found


def _answer(asked: Asked, question: Question, i: int, gold: Sequence[Item]) -> frozenset[Span | None] | None:
    """The options that name the group of a number: nowhere if its sentence names it not; None if it is no result."""
    extent = asked.flow.extent(question.s.items[i].extent)
    value = quantity(question.s, i).value
    item = next((g for g in gold if g.extent is not None and g.extent.overlaps(extent) and g.value == value), None)
    if item is None:
        return None
    named = {o: arm_at(question.s, o[0], asked.setting) for o in question.options[i] if o is not None}
    told = {o: Item(doc_id=item.doc_id, value=value, arm=arm.name, arm_id=arm.id) for o, arm in named.items()}
    right = frozenset(o for o, guess in told.items() if item.arm is not None and same_named(item, guess, "arm"))
    return right or frozenset({None})
