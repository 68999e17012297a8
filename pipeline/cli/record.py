"""Reading into a record that outlives the run: what is kept stays, what is unchanged need not be read again."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from pipeline import store
from pipeline.batch import Journal
from pipeline.cli.reading import Effort, read
from pipeline.cli.terminal import plural
from pipeline.configuration import maker
from pipeline.extraction import Extraction, Failure, Maker
from pipeline.read.paths import doc_id
from pipeline.repeats import distinct as without_repeats
from pipeline.store.postgres import shown


@dataclass(frozen=True, slots=True)
class Run:
    """What is to be read into a record, and how."""

    paths: Sequence[Path]
    config: str
    effort: Effort
    journal: Journal
    distinct: bool = False
    resume: bool = False


def into_record(run: Run, target: str, failures: list[Failure]) -> None:
    """Keep each document as soon as it is read, note each failure, and say what became of the run.

    Whatever ends the run, the documents kept so far stay; to resume is to skip those that are unchanged and were read
    by the same version with the same configuration.
    """
    with store.opened(target) as kept:
        made_by = _marked(maker(run.config), distinct=run.distinct)

        def is_done(path: Path) -> bool:
            is_held = run.resume and path.is_file() and kept.holds(doc_id(path), _digest(path), made_by)
            run.journal.skipped += is_held
            return is_held

        for extraction in read(run.paths, run.config, failures, replace(run.effort, is_done=is_done)):
            kept.keep(folded(extraction) if run.distinct else extraction)
            for failure in failures[kept.failures :]:
                kept.fail(failure)
        for failure in failures[kept.failures :]:
            kept.fail(failure)
        kept.finish(json.dumps(run.journal.summary(), ensure_ascii=False))
    skipped = run.journal.skipped
    unchanged = f", {plural(skipped, 'document')} skipped as unchanged" if skipped else ""
    typer.echo(
        f"{plural(kept.results, 'result')} of {plural(kept.documents, 'document')} in {shown_target(target)}{unchanged}"
    )


def shown_target(target: str) -> str:
    """The file, or the address of the database without user and password."""
    return shown(target) if "://" in target else target


def folded(extraction: Extraction) -> Extraction:
    """The extraction with one tuple a result."""
    results, made_by = without_repeats(extraction.results), _marked(extraction.maker, distinct=True)
    return replace(extraction, results=results, maker=made_by)


def _marked(made_by: Maker, *, distinct: bool) -> Maker:
    return replace(made_by, config=f"{made_by.config}-distinct") if distinct else made_by


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
