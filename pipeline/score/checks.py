"""What is wrong with the gold files themselves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pipeline.errors import PipelineError, SchemaError
from pipeline.score.claims import numbers_inside, share_consistent, slice_equal
from pipeline.score.items import Item, Row, item_of, parsed
from pipeline.score.library import Registered, Text, gold_files, read_register, read_texts
from pipeline.score.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend in gold, with the file and line it stands in."""

    check: str
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class GoldReport:
    """What was checked: tuples per document, what is wrong, and which texts were absent."""

    tuples: Mapping[str, int]
    optional: Mapping[str, int]
    findings: tuple[Finding, ...]
    absent: tuple[str, ...]


def check_gold(directory: Path, texts: Sequence[Path]) -> GoldReport:
    """Every check on every gold file; slices only where the text is there."""
    files = gold_files(directory)
    known = read_texts(texts, files)
    findings = list(_register(directory, files, known))
    tuples, optional = {}, {}
    for doc_id, path in files.items():
        rows, broken = _rows(path)
        items, unread = _items(rows)
        tuples[doc_id] = len(rows)
        optional[doc_id] = sum(item.optional for item in items)
        findings += [*broken, *unread, *_vocabulary(rows), *_file(doc_id, items, known.get(doc_id))]
    absent = tuple(doc_id for doc_id in files if doc_id not in known)
    return GoldReport(tuples, optional, tuple(findings), absent)


def _register(directory: Path, files: Mapping[str, Path], texts: Mapping[str, Text]) -> Iterator[Finding]:
    try:
        register = read_register(directory)
    except PipelineError as error:
        yield Finding("documents", error.place, error.cause)
        return
    for doc_id in sorted(files.keys() - register.keys()):
        yield Finding("documents", str(files[doc_id]), "documents.csv does not name this document")
    for doc_id in sorted(register.keys() - files.keys()):
        yield Finding("documents", doc_id, "is in documents.csv, but has no gold file")
    for doc_id in sorted(register.keys() & texts.keys()):
        yield from _text(register[doc_id], texts[doc_id])


def _text(registered: Registered, text: Text) -> Iterator[Finding]:
    if text.sha256 != registered.sha256:
        said = f"sha256 is {text.sha256[:12]}…, documents.csv says {registered.sha256[:12]}…"
        yield Finding("text", str(text.path), said)
    if len(text.content) != registered.characters:
        said = f"has {len(text.content)} characters, documents.csv says {registered.characters}"
        yield Finding("text", str(text.path), said)


def _rows(path: Path) -> tuple[list[tuple[Row, str]], list[Finding]]:
    rows, findings = [], []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        return [], [Finding("form", str(path), f"cannot be read ({error})")]
    for number, line in enumerate(lines, start=1):
        where = f"{path}:{number}"
        try:
            if line.strip():
                rows.append((parsed(line, where), where))
        except SchemaError as error:
            findings.append(Finding("form", where, error.cause))
    return rows, findings


def _items(rows: Sequence[tuple[Row, str]]) -> tuple[list[Item], list[Finding]]:
    items, findings = [], []
    for row, where in rows:
        try:
            items.append(item_of(row, where))
        except SchemaError as error:
            findings.append(Finding("form", where, error.cause))
    return items, findings


def _vocabulary(rows: Sequence[tuple[Row, str]]) -> Iterator[Finding]:
    for row, where in rows:
        for message in vocabulary(row):
            yield Finding("vocabulary", where, message)


def _file(doc_id: str, items: Sequence[Item], text: Text | None) -> Iterator[Finding]:
    for item in items:
        if item.doc_id != doc_id:
            yield Finding("documents", item.where, f"doc_id {item.doc_id} is not the file's name")
        yield from _row(item, text)
    yield from _duplicates(items)
    yield from _order(items)


def _row(item: Item, text: Text | None) -> Iterator[Finding]:
    if item.extent is None:
        yield Finding("slice", item.where, "has no source.start and source.end")
    elif text is not None:
        message = slice_equal(item, text.content)
        if message:
            yield Finding("slice", item.where, message)
    for message in numbers_inside(item):
        yield Finding("numbers", item.where, message)
    message = share_consistent(item)
    if message:
        yield Finding("proportion", item.where, message)


def _duplicates(items: Sequence[Item]) -> Iterator[Finding]:
    seen: dict[tuple[object, ...], str] = {}
    for item in items:
        key = (
            *(item.extent, item.value, item.statistic, item.study, item.arm, item.comparator),
            *(item.subgroup, item.outcome, item.timepoint_text, item.timepoint_days),
        )
        if key in seen:
            yield Finding("duplicate", item.where, f"says the same as {seen[key]}")
        seen.setdefault(key, item.where)


def _order(items: Sequence[Item]) -> Iterator[Finding]:
    placed = [(item, item.extent) for item in items if item.extent is not None]
    for (_, before), (item, after) in pairwise(placed):
        if after.start < before.start:
            said = f"starts at {after.start}, before the tuple above it ({before.start})"
            yield Finding("order", item.where, said)
