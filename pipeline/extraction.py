"""What one run over one document gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.document import Document, Passage, Section, Table
from pipeline.extent import Extent
from pipeline.schema import Result

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt about a number: which check, what it saw, where.

    ``severity`` is ``error`` (the arithmetic of one printed expression does not close), ``warning`` (two places that
    should agree do not) or ``note`` (odd, with a harmless explanation that the document does not rule out).
    ``against`` is the other place, ``working`` the arithmetic with its rounding intervals; ``proposal`` is the one
    reading that closes it, empty where there is none or more than one. A proposal is never applied.
    """

    check: str
    severity: str
    message: str
    extent: Extent
    against: Extent | None = None
    working: str = ""
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one numeral: ``result``, ``excluded`` (with a reason) or ``unread``."""

    extent: Extent
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read, with the cause in one line."""

    doc_id: str
    path: str
    stage: str
    cause: str


@dataclass(frozen=True, slots=True)
class Maker:
    """What an extraction was made with: equal documents by equal makers give equal results."""

    version: str = ""
    config: str = ""


@dataclass(frozen=True, slots=True)
class TrialArm:
    """A group the document compares: ``names`` are all it is called by, ``interventions`` the lexicon's ids.

    ``role`` is ``experimental``, ``control`` or None where the document does not tell; ``n`` is its size where a
    sentence tells it, the first that is told, and ``n_at`` where that is printed; ``dose`` and ``schedule`` are what
    was given how often, as printed where a sentence first names the group with them. The size a result was
    computed on is its tuple's ``arm_n``.
    """

    name: str
    names: tuple[str, ...]
    interventions: tuple[str, ...]
    role: str | None
    n: int | None
    n_at: Extent | None = None
    dose: str | None = None
    dose_at: Extent | None = None
    schedule: str | None = None
    schedule_at: Extent | None = None


@dataclass(frozen=True, slots=True)
class TrialOutcome:
    """An outcome the document reports: all ``names`` it has there, the lexicon's ``id``, how many ``results`` it has.

    ``role`` is ``primary``, ``co-primary``, ``key secondary``, ``secondary``, ``tertiary`` or ``exploratory`` where an
    end-point sentence says so, else None; ``at`` is the first place that names it.
    """

    name: str
    names: tuple[str, ...]
    id: str | None
    role: str | None
    results: int
    at: Extent


@dataclass(frozen=True, slots=True)
class Extraction:
    """A document with all that was read from it.

    ``seconds`` is what each stage took, where somebody measured; equal extractions may have taken unequal time.
    """

    document: Document
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    tables: tuple[Table, ...]
    results: tuple[Result, ...]
    findings: tuple[Finding, ...]
    ledger: tuple[Entry, ...]
    maker: Maker = Maker()
    arms: tuple[TrialArm, ...] = ()
    outcomes: tuple[TrialOutcome, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict, compare=False)

    def to_frame(self) -> "pd.DataFrame":
        """The results as a pandas table, one row a tuple, nested fields as columns joined by underscores."""
        from pipeline.store.columns import frame

        return frame(self.results)
