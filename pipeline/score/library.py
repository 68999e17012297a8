"""Where the gold tuples are, and the texts they were read from."""

import csv
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.errors import ReadError, SchemaError
from pipeline.score.items import Item, read_items

GOLD: Final = Path("gold")
TEXTS: Final = (Path("corpus"), Path("../shared/seeds"))
REGISTER: Final = "documents.csv"
COLUMNS: Final = ("doc_id", "sha256", "characters", "kind")


@dataclass(frozen=True, slots=True)
class Registered:
    """One line of ``gold/documents.csv``: the text a gold file belongs to."""

    doc_id: str
    sha256: str
    characters: int
    kind: str


@dataclass(frozen=True, slots=True)
class Text:
    """A document's text as its file has it, newlines untouched."""

    path: Path
    sha256: str
    content: str


def gold_files(directory: Path) -> dict[str, Path]:
    """The gold file of each document; raises ReadError when there is none."""
    files = {path.stem: path for path in sorted(directory.glob("*.jsonl"))}
    if not files:
        raise ReadError(directory, "holds no gold files (<doc_id>.jsonl)")
    return files


def read_gold(directory: Path) -> dict[str, tuple[Item, ...]]:
    """The gold tuples of each document; raises SchemaError with file and line."""
    gold = {doc_id: read_items(path) for doc_id, path in gold_files(directory).items()}
    for doc_id, items in gold.items():
        for item in items:
            if item.doc_id != doc_id:
                raise SchemaError(item.where, f"doc_id {item.doc_id} is not the file's name")
    return gold


def gold_digest(directory: Path, doc_ids: Iterable[str]) -> str:
    """One hash over the gold files of the documents, whatever the line ends of the checkout."""
    digest = hashlib.sha256()
    files = gold_files(directory)
    for doc_id in sorted(doc_ids):
        content = files[doc_id].read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{doc_id}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def read_register(directory: Path) -> dict[str, Registered]:
    """The documents that ``documents.csv`` names; raises ReadError or SchemaError."""
    path = directory / REGISTER
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            header, rows = tuple(reader.fieldnames or ()), list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReadError(path, f"cannot be read ({error})") from error
    if header != COLUMNS:
        raise SchemaError(path, f"its header is not {','.join(COLUMNS)}")
    named = (_registered(row, f"{path}:{line}") for line, row in enumerate(rows, start=2))
    return {one.doc_id: one for one in named}


def read_texts(directories: Sequence[Path], doc_ids: Iterable[str]) -> dict[str, Text]:
    """The texts that are there, from the first directory that has them."""
    places = {doc_id: [d / f"{doc_id}.txt" for d in directories] for doc_id in doc_ids}
    there = {doc_id: next((p for p in paths if p.is_file()), None) for doc_id, paths in places.items()}
    return {doc_id: _text(path) for doc_id, path in there.items() if path is not None}


def contents(texts: Mapping[str, Text]) -> dict[str, str]:
    """Only the characters of each text."""
    return {doc_id: text.content for doc_id, text in texts.items()}


def _text(path: Path) -> Text:
    try:
        raw = path.read_bytes()
        return Text(path, hashlib.sha256(raw).hexdigest(), raw.decode("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(path, f"cannot be read as UTF-8 text ({error})") from error


def _registered(row: Mapping[str, str | None], where: str) -> Registered:
    doc_id, sha256, characters, kind = (row.get(name) or "" for name in COLUMNS)
    if not doc_id or not characters.isdecimal():
        raise SchemaError(where, "needs a doc_id and a number of characters")
    return Registered(doc_id, sha256.lower(), int(characters), kind)
