"""Which tokens a range of characters covers."""

from bisect import bisect_right
from collections.abc import Iterable

from spacy.tokens import Doc, Span

from pipeline.extent import Extent
from pipeline.recognise.printed import printed


class Places:
    """Finds spans for character ranges in one document."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._starts = printed(doc).starts

    def span(self, extent: Extent, label: str, span_id: str) -> Span | None:
        """The tokens from the first to the last character, None for an empty range."""
        if len(extent) == 0:
            return None
        first, last = bisect_right(self._starts, extent.start), bisect_right(self._starts, extent.end - 1)
        return Span(self._doc, first - 1, last, label=label, span_id=span_id)

    def spans(self, found: Iterable[tuple[Extent, str]], label: str) -> list[Span]:
        """The spans of several ranges, each with its id."""
        made = (self.span(extent, label, span_id) for extent, span_id in found)
        return [span for span in made if span is not None]
