"""The calls of each stage over some documents, recorded in one run so that each can be timed alone."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from spacy.language import Language

from pipeline import extract as stages
from pipeline.assemble import tables as from_tables
from pipeline.extract import Extractor
from pipeline.normalise.reader import Reader
from pipeline.read import read
from pipeline.recognise import Recogniser
from pipeline.store import write

# Where each stage is called from, in the order of the run; what is indented is part of the stage above it.
PLACES: Final[dict[str, tuple[tuple[Any, str], ...]]] = {
    "tables": ((stages, "tables"), (stages, "from_grids")),
    "segment": ((stages, "segment"), (stages, "from_blocks")),
    "prose": ((stages, "prose"),),
    "  recognise": ((Recogniser, "read"),),
    "  normalise": ((Reader, "find"),),
    "assemble tables": ((from_tables, "assembled"),),
    "audit": ((stages, "audit"),),
    "ledger": ((stages, "ledger"),),
}
NAMES: Final = ("read", *PLACES, "store", "whole")
BLANK: Final = "blank tokenizer"


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a stage, to be made again."""

    function: Callable[..., Any]
    arguments: Sequence[Any]
    named: dict[str, Any]

    def __call__(self) -> None:
        self.function(*self.arguments, **self.named)


@dataclass(slots=True)
class Run:
    """The calls of every stage over the documents of some files."""

    texts: tuple[str, ...]
    calls: dict[str, list[Call]] = field(default_factory=dict)

    def again(self, stage: str) -> None:
        """Make all calls of one stage."""
        for call in self.calls[stage]:
            call()


def recorded(paths: Sequence[Path], extractor: Extractor, folder: Path) -> Run:
    """The stages of the files, each called once."""
    documents = [read(path) for path in paths]
    run = Run(tuple(document.text for document in documents), {name: [] for name in NAMES})
    with _watched(run.calls):
        made = [extractor.of(document) for document in documents]
    run.calls["read"] = [Call(read, (path,), {}) for path in paths]
    run.calls["whole"] = [Call(extractor, (path,), {}) for path in paths]
    run.calls["store"] = [Call(write, (made, folder / f"results{suffix}"), {}) for suffix in (".jsonl", ".sqlite")]
    return run


def blank(texts: Sequence[str], tokenizers: Sequence[Language]) -> None:
    """Cut each text with a tokenizer that has not seen it."""
    for text, nlp in zip(texts, tokenizers, strict=True):
        nlp.tokenizer(text)


@contextmanager
def _watched(calls: dict[str, list[Call]]) -> Iterator[None]:
    patches = [
        patch.object(owner, name, _watching(getattr(owner, name), calls[stage]))
        for stage, places in PLACES.items()
        for owner, name in places
    ]
    for each in patches:
        each.start()
    try:
        yield
    finally:
        for each in patches:
            each.stop()


def _watching(function: Callable[..., Any], calls: list[Call]) -> Callable[..., Any]:
    def watched(*arguments: Any, **named: Any) -> Any:
        calls.append(Call(function, arguments, named))
        return function(*arguments, **named)

    return watched
