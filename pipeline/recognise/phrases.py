"""Where the terms of a lexicon stand."""

from collections.abc import Iterable

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from pipeline.lexicon import Term
from pipeline.recognise.printed import printed


class Phrases:
    """Marks each surface of a lexicon in ``doc.spans[kind]``, its id on the span; the longest wins.

    A term whose note is ``case`` counts only in its printed letter case (``OR`` is a ratio, ``or`` is none).
    """

    def __init__(self, nlp: Language, kind: str, terms: Iterable[Term]) -> None:
        self.kind = kind
        self._cased: dict[str, frozenset[str]] = {}
        self._matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        ids: dict[str, list[Doc]] = {}
        cased: dict[str, set[str]] = {}
        for term in terms:
            ids.setdefault(term.id, []).append(nlp.make_doc(term.surface))
            if term.note == "case":
                cased.setdefault(term.surface.lower(), set()).add(term.surface)
        self._cased = {lower: frozenset(written) for lower, written in cased.items()}
        for key, docs in ids.items():
            self._matcher.add(key, docs)

    def __call__(self, doc: Doc) -> Doc:
        found = [
            Span(doc, start, end, label=self.kind, span_id=doc.vocab.strings[key])
            for key, start, end in self._matcher(doc)
        ]
        doc.spans[self.kind] = filter_spans([span for span in found if self._as_printed(span)])
        return doc

    def _as_printed(self, span: Span) -> bool:
        text = printed(span.doc).text[span.start_char : span.end_char].strip()
        written = self._cased.get(text.lower())
        return written is None or text in written
