"""The seven stages in order: a path in, an Extraction out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pipeline.assemble import tables as from_tables
from pipeline.assemble.confidence import confidence, doubts
from pipeline.assemble.draft import identified
from pipeline.assemble.endpoints import trial_outcomes
from pipeline.assemble.groups import told_of
from pipeline.assemble.prose import prose
from pipeline.assemble.studies import studies
from pipeline.assemble.vocabulary import Vocabulary, vocabulary
from pipeline.audit import Record, audit
from pipeline.configuration import maker
from pipeline.document import UNKNOWN, Document, Places
from pipeline.extraction import Extraction, Maker
from pipeline.ledger import ledger
from pipeline.nlp import Recogniser, build
from pipeline.normalise.typography import levelled
from pipeline.read import read
from pipeline.schema import Place, Result
from pipeline.segment import SectionTerms, section_terms, segment
from pipeline.segment.structured import from_blocks
from pipeline.spreads import inferred
from pipeline.tables import Vocabulary as TableVocabulary
from pipeline.tables import Words, tables
from pipeline.tables.grids import from_grids

_ASSEMBLED: Final = ("outcomes", "interventions", "units", "categories", "heads", "table_words")
# Lexicons of which only the surfaces matter.
_PLAIN: Final = ("stubs", "heads", "generic_heads", "whole_scales")


def _unwatched(_: str) -> None:
    """Nobody asks which stage is reached."""


@dataclass(frozen=True, slots=True)
class Extractor:
    """A loaded configuration: call it with the path of a document. Built by ``load``; holds no state of a run."""

    recogniser: Recogniser
    sections: SectionTerms
    table_words: TableVocabulary
    terms: Vocabulary
    whole_scales: frozenset[str]
    maker: Maker

    def __call__(self, path: str | Path) -> Extraction:
        """Everything the document reports; raises ReadError when it cannot be read."""
        return self.extract(path)

    def extract(self, path: str | Path, reached: Callable[[str], None] = _unwatched) -> Extraction:
        """The same as calling the extractor; ``reached`` is told the name of each stage as it begins."""
        reached("read")
        return self.of(read(Path(path)), reached)

    def of(self, document: Document, reached: Callable[[str], None] = _unwatched) -> Extraction:
        """The extraction of a document that is already read."""
        reached("tables")
        printed, document = document, replace(document, text=levelled(document.text))
        # Marked-up documents bring their tables and blocks; plain text must be read for them.
        marked = bool(document.grids or document.blocks)
        found = from_grids(document) if marked else tables(document, self.table_words)
        reached("segment")
        sections, passages = (from_blocks if marked else segment)(document, found, self.sections)
        reached("prose")
        named = studies(document)
        told = prose(document, passages, sections, self.recogniser, found, named)
        context = from_tables.Context(
            document=document,
            studies=named,
            vocabulary=self.terms,
            generic=self.table_words.generic,
            kinds={t.surface: t.id for t in self.recogniser.terms["kinds"]},
            controls=frozenset(t.surface for t in self.recogniser.terms["groups"] if t.id == "control"),
            groups=frozenset(t.surface for t in self.recogniser.terms["groups"]),
            arm=told.arm,
        )
        reached("cells")
        tabled = from_tables.assembled(found, context)
        made = (*tabled.results, *told.results)
        reached("audit")
        ordered = sorted(_placed(printed, made), key=lambda r: (r.source.start, r.source.end))
        results = tuple(identified(r) for r in inferred(Record(document.text, tuple(ordered))))
        findings = audit(Record(document.text, results, passages, self.whole_scales))
        doubted, weights = doubts(findings), self.recogniser.weights["confidence"]
        reached("ledger")
        entries = ledger(document, results, found, passages, (*told.exclusions, *tabled.exclusions))
        return Extraction(
            document=printed,
            sections=sections,
            passages=passages,
            tables=found,
            results=tuple(replace(r, confidence=confidence(r, doubted, weights)) for r in results),
            findings=findings,
            ledger=entries,
            maker=self.maker,
            arms=told_of(told.arms, results),
            outcomes=trial_outcomes(document, passages, results, self.terms.outcomes),
        )


def load(config: str | Path = "atopic_dermatitis") -> Extractor:
    """The extractor of a configuration: a name in ``configs/`` (``default``, ``atopic_dermatitis``) or a file.

    Raises ConfigError when there is no such configuration or it is contradictory. Load once, use for many documents.
    """
    recogniser = build(config)
    terms = recogniser.terms
    surfaces = {name: frozenset(t.surface.lower() for t in terms[name]) for name in _PLAIN}
    return Extractor(
        recogniser=recogniser,
        sections=section_terms(*(str(path) for path in recogniser.section_files)),
        table_words=TableVocabulary(
            Words(surfaces["stubs"], surfaces["heads"], recogniser.weights["heads"].first), surfaces["generic_heads"]
        ),
        terms=vocabulary(*(terms[name] for name in _ASSEMBLED)),
        whole_scales=surfaces["whole_scales"],
        maker=maker(config),
    )


def _placed(document: Document, results: Iterable[Result]) -> Iterator[Result]:
    """The same results with their characters as printed, and the page where the document has pages."""
    pages = Places(document.anchors)
    for result in results:
        anchor = pages.of(result.source.start)
        source = result.source
        source = replace(source, text=document.text[source.start : source.end], page=anchor.page if anchor else None)
        yield replace(
            result,
            source=source,
            flags=(*result.flags, *_doubts(document, result)),
            mentions=tuple(_printed(place, document) for place in result.mentions),
            evidence={name: _printed(place, document) for name, place in result.evidence.items()},
        )


def _doubts(document: Document, result: Result) -> Iterator[str]:
    """``text_layer_mended``: a sign was read as it is printed; ``text_layer_unclear``: an unknown one stands there."""
    read = result.source.text + "".join(place.text for place in result.evidence.values())
    if any(sign in read for sign in document.mended):
        yield "text_layer_mended"
    if UNKNOWN in document.text[max(result.source.start - 2, 0) : result.source.end + 1]:
        yield "text_layer_unclear"


def _printed(place: Place, document: Document) -> Place:
    return Place(place.start, place.end, document.text[place.start : place.end])
