"""The annotated sentences of RCT-ART, as the pipeline reads them."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.assemble.prose.lexis import Lexis
from pipeline.assemble.prose.readings import read
from pipeline.assemble.prose.sentence import NUMBER, Item, Sentence
from pipeline.assemble.prose.tagging import TAGS, Tagger
from pipeline.assemble.prose.votes import Vote
from pipeline.document import Document, Passage
from pipeline.extent import Extent
from pipeline.recognise import Recogniser
from pipeline.recognise.weights import Weights
from pipeline.words import Vocabulary

FIRST = {"INTV": TAGS.index("arm"), "OC": TAGS.index("outcome")}


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence of the data: its annotation, and the sentences that the pipeline makes of it."""

    row: dict[str, Any]
    told: tuple[tuple[Sentence, tuple[Vote, ...]], ...]

    @property
    def fold(self) -> int:
        """A part of the data chosen by hash, so that the same sentence is always in the same part."""
        return hashlib.sha256(self.row["doc_id"].encode()).digest()[0]


def examples(path: Path, recogniser: Recogniser, lexis: Lexis) -> Iterator[Example]:
    """The sentences of a JSONL file."""
    silent = Tagger(Weights(), lexis)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        passage = Passage("prose", "abstract", (Extent(0, len(text)),))
        part = read(Document(row["doc_id"], text), passage, recogniser, Vocabulary(text), silent)
        yield Example(row, tuple((s, votes) for s, votes, _ in part.told))


def tags(items: Sequence[Item], row: dict[str, Any]) -> list[int]:
    """The tag of each item by the annotation; a number is never part of a name, a time is no outcome's."""
    made = []
    before: int | None = None
    for item in items:
        inside = (
            None
            if item.kind in {NUMBER, "T"}
            else next(
                (
                    k
                    for k, e in enumerate(row["entities"])
                    if e["label"] in FIRST and e["start"] <= item.extent.start < e["end"]
                ),
                None,
            )
        )
        if inside is None:
            made.append(0)
        else:
            made.append(FIRST[row["entities"][inside]["label"]] + (inside == before))
        before = inside
    return made
