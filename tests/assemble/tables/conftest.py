"""What the tests of marked-up tables share."""

from collections.abc import Callable

import pytest

from pipeline.extract import Extractor
from pipeline.schema import Result
from tests.tables.marked import table

Read = Callable[..., list[Result]]


@pytest.fixture
def read(extractor: Extractor) -> Read:
    """The results of one table written as lines of cells; each place holds the characters that it names."""

    def results(*rows: str, head: int = 1, caption: str = "Itch", foot: str = "") -> list[Result]:
        document, _ = table(*rows, head=head, caption=caption, foot=foot)
        found = extractor.of(document).results
        for result in found:
            for place in (result.source, *result.evidence.values()):
                assert document.text[place.start : place.end] == place.text
        return [r for r in found if r.source.section == "table"]

    return results
