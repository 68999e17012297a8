"""The outcome tuples of running text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import regex

from pipeline.assemble.arms import trial_arms
from pipeline.assemble.prose.abbreviations import abbreviations
from pipeline.assemble.prose.arms import Arms, Heard, harvest
from pipeline.assemble.prose.factors import event
from pipeline.assemble.prose.flow import Flow
from pipeline.assemble.prose.frame import Frame, Setting, advanced, sections_named
from pipeline.assemble.prose.groupsizes import with_sizes
from pipeline.assemble.prose.lexis import Lexis, lexis
from pipeline.assemble.prose.links import Linker
from pipeline.assemble.prose.marking import with_arms
from pipeline.assemble.prose.passages import passage_results, unread_numbers
from pipeline.assemble.prose.populations import contrasted
from pipeline.assemble.prose.readings import BACKGROUND, Read
from pipeline.assemble.prose.readings import read as read_passage
from pipeline.assemble.prose.regimens import regimens
from pipeline.assemble.prose.sentence import Sentence
from pipeline.assemble.prose.tagging import Names, Tagger
from pipeline.assemble.studies import Studies
from pipeline.document import Document, Passage, Section, Table
from pipeline.extent import Extent, fold
from pipeline.extraction import TrialArm
from pipeline.recognise import Recogniser
from pipeline.schema import Result
from pipeline.words import Vocabulary

_READ: Final = frozenset({"prose", "caption"})
_SE: Final = regex.compile(r"(?:means?|values|data|results)[^.;]{0,80}(?:±|\+/-|\()\s?(?:SEM?|standard errors?)\b")
_SD: Final = regex.compile(r"(?:means?|values|data|results)[^.;]{0,80}(?:±|\+/-|\()\s?(?:SDs?|standard deviations?)\b")
_SIZE: Final = regex.compile(
    r"\b[nN]\s?=\s?(\d{1,5})\b|(?<![\w.,])(\d{1,5})\s{1,3}(?:patients|participants|subjects|women|men|children|"
    r"adults)\b"
)
_ABBREVIATION: Final = regex.compile(r"\(([A-Z][A-Za-z0-9-]{1,9})\)")


@dataclass(frozen=True, slots=True)
class Prose:
    """The tuples of the running text, and the numbers in it that are none, with the reason."""

    results: tuple[Result, ...]
    arm: str | None  # the one group of an uncontrolled study
    exclusions: tuple[tuple[Extent, str], ...]  # reasons: pipeline.ledger.REASONS
    arms: tuple[TrialArm, ...] = ()


def prose(
    document: Document,
    passages: Sequence[Passage],
    sections: Sequence[Section],
    recogniser: Recogniser,
    tables: Sequence[Table],
    studies: Studies,
) -> Prose:
    """The tuples and exclusions of a document's prose and figure legends."""
    words, tagger, linker = _learned(recogniser)
    vocabulary = Vocabulary(document.text)
    chosen = (p for p in passages if p.kind in {*_READ, "heading"})
    named = sections_named([s.name for s in sections])
    read = [
        read_passage(document, p, recogniser, vocabulary, tagger, names_groups=not named or p.section not in BACKGROUND)
        for p in chosen
    ]
    arms = _arms(read, tables, words, named=named)
    events = (
        event(s) for part in read for s in part.sentences if part.passage.section in {"abstract", "methods", "results"}
    )
    setting = Setting(
        document, studies, arms, words, named, _document_spread(document), _sizes(document.text),
        frozenset(_ABBREVIATION.findall(document.text)), next((e for e in events if e), None),
        linker,
    )  # fmt: skip
    results: list[Result] = []
    exclusions: list[tuple[Extent, str]] = []
    frame = Frame("other")
    for part in read:
        if part.passage.kind == "heading":
            exclusions.extend(unread_numbers(part))
            frame = advanced(replace(frame, section=part.passage.section), " ".join(part.flow.text.split()), setting)
            continue
        frame = replace(frame, section=part.passage.section)
        made, excluded, frame = passage_results(part, frame, setting)
        results.extend(made)
        exclusions.extend(excluded)
    sized = tuple(with_sizes(results, frame.sizes, document))
    main = arms.main.name if arms.main else None
    given = regimens(list(_dosed(read, setting)), arms)
    return Prose(sized, main, tuple(exclusions), trial_arms(arms, results, frame.sizes, given))


def _dosed(read: Sequence[Read], setting: Setting) -> Iterator[tuple[Sentence, Flow]]:
    """The sentences that may tell what a group was given, with their groups marked."""
    for part in read:
        if setting.has_sections and part.passage.section in BACKGROUND:
            continue
        for s, _, names in part.told:
            if any(i.mark is not None and i.mark.id in {"dose", "schedule"} for i in s.items):
                yield with_arms(s, setting.arms, setting.lexis, names), part.flow


@lru_cache(maxsize=2)  # as many configurations as one process uses
def _learned(recogniser: Recogniser) -> tuple[Lexis, Tagger, Linker]:
    """The words and weights of a configuration."""
    words, weights = lexis(recogniser.terms), recogniser.weights
    return words, Tagger(weights["names"], words), Linker(weights["links"], words, weights["arm_links"])


def _arms(read: Sequence[Read], tables: Sequence[Table], words: Lexis, *, named: bool) -> Arms:
    told = [part for part in read if part.passage.section not in BACKGROUND or not named]
    votes = [v for part in told for v in part.votes]
    tagged = [_tagged(s, names) for part in told for s, _, names in part.told if names.arms or names.outcomes]
    given = [
        (" ".join(w.norm for w in part.found.words if m.extent.holds(w.extent)), m.id)
        for part in read
        for m in part.found.mentions
        if m.kind == "arms"
    ]
    printed: dict[str, str] = {}
    for part in read:
        for s in part.sentences:
            for item in s.items:
                if (
                    not item.kind
                    and item.text != item.norm
                    and any(c.isupper() for c in item.text[1:])
                    and not (item.text.isupper() and len(item.text) > 6)
                ):
                    printed.setdefault(item.norm, item.text)
    heads = [head.text for table in tables for cell in table.cells for head in cell.column_path]
    codes = [s.code for part in told for s in part.sentences]
    short = abbreviations(s for part in read for s in part.sentences)
    apart = frozenset(p.key for part in told for s in part.sentences for p in contrasted(s.items, words))
    return replace(
        harvest(Heard(codes, votes, tagged, given, dict.fromkeys(heads), printed, short), words), populations=apart
    )


def _tagged(s: Sentence, names: Names) -> list[str]:
    """The words of the groups that the learned weights name."""
    return [" ".join(item.norm for item in s.items if extent.holds(item.extent)) for extent in names.arms]


def _sizes(text: str) -> frozenset[int]:
    """The group sizes a document prints: ``n = 99``, ``99 patients``."""
    return frozenset(int(a or b) for a, b in _SIZE.findall(text))


def _document_spread(document: Document) -> str | None:
    """What ``±`` means where nothing else is said, by a sentence of the methods or a note."""
    text = " ".join(fold(document.text).split())
    found = [kind for kind, pattern in (("SE", _SE), ("SD", _SD)) if pattern.search(text)]
    return found[0] if len(found) == 1 else None
