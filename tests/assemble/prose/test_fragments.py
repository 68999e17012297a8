"""Text cut anywhere: headings, cells and list items begin and end where sentences do not."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import Document
from pipeline.extract import Extractor

TEXTS = [path.read_text(encoding="utf-8") for path in sorted(Path("corpus").glob("*.txt"))]


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_fragment_is_read(extractor: Extractor, data: st.DataObject) -> None:
    """Each result stands in the fragment, with the characters it names."""
    text = data.draw(st.sampled_from(TEXTS))
    start = data.draw(st.integers(0, len(text) - 2))
    fragment = text[start : start + data.draw(st.integers(1, 200))]

    for result in extractor.of(Document("fragment", fragment)).results:
        assert fragment[result.source.start : result.source.end] == result.source.text
