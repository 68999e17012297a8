"""What the records of all runs have in common, whichever database holds them."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any

from pipeline.extraction import Extraction, Failure, Maker
from pipeline.store.sheets import KEPT, Sheet


class Record(ABC):
    """An open database; counts the documents, results and failures kept since it was opened.

    ``mark`` stands for a value in its SQL, ``prefix`` before the name of a table.
    """

    def __init__(self, mark: str, prefix: str = "") -> None:
        self._mark = mark
        self._prefix = prefix
        self.documents = self.results = self.failures = 0

    def holds(self, doc_id: str, sha256: str, maker: Maker) -> bool:
        """Whether the same document was read before, by the same version with the same configuration.

        If so, an earlier failure to read it is overcome and forgotten.
        """
        names = ("doc_id", "sha256", "version", "config")
        if not self._execute("SELECT 1 FROM", "documents", names, (doc_id, sha256, maker.version, maker.config)):
            return False
        self._forget("failures", doc_id)
        return True

    def keep(self, extraction: Extraction) -> None:
        """Replace what is held of the document, in one transaction; an earlier failure of it is forgotten."""
        doc_id = extraction.document.doc_id
        with self._transaction():
            # The other tables' rows of the document go with it (ON DELETE CASCADE).
            self._forget("documents", doc_id)
            self._forget("failures", doc_id)
            for sheet in KEPT:
                self._load(sheet, extraction)
        self.results += len(extraction.results)
        self.documents += 1

    def fail(self, failure: Failure) -> None:
        """Note the failure; what is held of the document from an earlier run stays."""
        with self._transaction():
            self._forget("failures", failure.doc_id)
            self._note(failure)
        self.failures += 1

    def _forget(self, table: str, doc_id: str) -> None:
        self._execute("DELETE FROM", table, ("doc_id",), (doc_id,))

    def _execute(self, verb: str, table: str, names: Sequence[str], values: Sequence[object]) -> Any:
        """The first row that a statement on the rows with these values gives, if it gives any."""
        where = " AND ".join(f"{name} = {self._mark}" for name in names)
        return self._first(f"{verb} {self._prefix}{table} WHERE {where}", values)

    def finish(self, summary: str) -> None:  # noqa: B027 - only a record with runs has a place for it
        """Keep what became of the run, a JSON object; a file does not, so that equal runs give equal bytes."""

    @abstractmethod
    def _first(self, statement: str, values: Sequence[object]) -> Any:
        """Run the statement; its first row, None where there is none."""

    @abstractmethod
    def _transaction(self) -> AbstractContextManager[object]:
        """What is done within is done whole or not at all."""

    @abstractmethod
    def _load(self, sheet: Sheet, extraction: Extraction) -> None:
        """Insert the extraction's rows of one table."""

    @abstractmethod
    def _note(self, failure: Failure) -> None:
        """Insert the failure."""
