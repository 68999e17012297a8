"""Questions that our own gold answers: its documents, and the annotated articles that are not kept unseen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
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
from pipeline.extent import Extent
from pipeline.extract import Extractor
from pipeline.read import read
from pipeline.score import Item
from pipeline.score.fields import same_named
from pipeline.score.items import read_items
from tests.prose_gold.rows import gold_items
from tests.training import outcomes
from tests.training.links import ASKED, KINDS, Task

# Not what is kept unseen.
ARTICLES: Final = sorted((*Path("gold/prose").glob("*.jsonl"), *Path("gold/prose/later").glob("*.jsonl")))


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of one passage with what is needed to place and name their items."""

    flow: Flow
    setting: Setting
    questions: Sequence[Question]


def tasks(shared: Path, extractor: Extractor, words: Lexis) -> Iterator[Task]:
    """The questions about groups of every document that is there, with the answers of its gold.

    ``Recorder`` must stand in for the linker.
    """
    for document, gold in _documents(shared):
        for asked in _asked(extractor, document):
            for question in asked.questions:
                right = {i: found for i in question.numbers if (found := _answer(asked, question, i, gold)) is not None}
                if right:
                    yield Task(KINDS[0], question, classes(question.s.items, words), right)


def outcome_tasks(shared: Path, extractor: Extractor) -> Iterator[outcomes.Task]:
    """The numbers of every document that is there, with what judges their outcomes.

    The recorder of outcomes must stand in for the ranker.
    """
    for document, gold in _documents(shared):
        for flow, asked in outcomes.heard(extractor, document):
            judges = {}
            for k, number in enumerate(asked.numbers):
                mark = asked.s.items[number.item].mark
                quantity_ = mark.quantity if mark is not None else None
                item = None if quantity_ is None else _item(gold, flow.extent(mark.extent), quantity_.value)
                if item is not None and item.outcome is not None:
                    judges[k] = partial(_is_outcome, item)
            yield outcomes.Task(document.doc_id, asked, judges)


def _is_outcome(item: Item, name: str) -> bool:
    return same_named(item, Item(doc_id=item.doc_id, value=item.value, outcome=name), "outcome")


def _item(gold: Sequence[Item], extent: Extent, value: Decimal) -> Item | None:
    """The gold tuple of a number."""
    return next((g for g in gold if g.extent is not None and g.extent.overlaps(extent) and g.value == value), None)


def _documents(shared: Path) -> Iterator[tuple[Document, Sequence[Item]]]:
    for file in sorted((*Path("corpus").glob("*.*"), *(shared / "seeds").glob("0*.txt"))):
        if (rows := Path(f"gold/{file.stem}.jsonl")).is_file():
            yield read(file), read_items(rows)
    for rows in ARTICLES:
        if (article := shared / "jats" / f"{rows.stem}.xml").is_file():
            document = read(article)
            yield document, gold_items(rows, document)


def _asked(extractor: Extractor, document: Document) -> list[Asked]:
    found: list[Asked] = []

    def results(part: Read, frame: Frame, setting: Setting) -> Any:
        ASKED.clear()
        made = passages.passage_results(part, frame, setting)
        found.append(Asked(part.flow, setting, [question for column, question in ASKED if column == 0]))
        return made

    with patch("pipeline.assemble.prose.passage_results", results):
        extractor.of(document)
    return found


def _answer(asked: Asked, question: Question, i: int, gold: Sequence[Item]) -> frozenset[Span | None] | None:
    """The options that name the group of a number: nowhere if its sentence names it not; None if it is no result."""
    extent = asked.flow.extent(question.s.items[i].extent)
    value = quantity(question.s, i).value
    item = _item(gold, extent, value)
    if item is None:
        return None
    named = {o: arm_at(question.s, o[0], asked.setting) for o in question.options[i] if o is not None}
    told = {o: Item(doc_id=item.doc_id, value=value, arm=arm.name, arm_id=arm.id) for o, arm in named.items()}
    right = frozenset(o for o, guess in told.items() if item.arm is not None and same_named(item, guess, "arm"))
    return right or frozenset({None})
