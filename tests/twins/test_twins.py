"""Real articles read from their PDF say what their XML says."""

import pytest

from tests.twins import layer
from tests.twins.measure import PEERS, Twin, measured, twins
from tests.typeset.measure import Recall, is_held_out
from tests.typeset.truth import TrueCell, TrueTable

FLOOR = 0.77  # of the cells that the text layers hold, with their heads; raise it with the reader
_TABLE = TrueTable(
    "Table 2", "", (), (("Itch", "3.4 (1.1)", "−1.2", "<0.001"),), (),
    tuple(TrueCell(text, 0, k, ("Itch",), ()) for k, text in enumerate(("3.4 (1.1)", "−1.2", "<0.001"), start=1)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("pages", "texts", "where"),
    [
        (["Table 2. Outcomes\nItch 3.4(1.1) -1.2 <0.001"], ["3.4 (1.1)", "−1.2", "<0.001"], (1,)),
        (["13.4 (1.1) -1.2 <0.001", ""], ["−1.2", "<0.001"], (1,)),
        (["", "3.4 (1.1) 1.2 0.001"], [], ()),  # signs that the layer lacks: a third of the cells is not the table
        (["3.4 (1.1) -1.2 <0.001", "Table 2\n3.4 (1.1) -1.2 <0.001"], ["3.4 (1.1)", "−1.2", "<0.001"], (2,)),
    ],
)
def test_cells_of_the_text_layer_are_told(pages: list[str], texts: list[str], where: tuple[int, ...]) -> None:
    """Whole numbers with their signs, on the page with the table's label."""
    held = layer.held(_TABLE, pages)

    assert [cell.text for cell in held.cells] == texts
    assert held.pages == where


@pytest.fixture(scope="module")
def compared() -> list[Twin]:
    """The held-out half of the articles that are here as both."""
    if not PEERS.is_dir():
        pytest.skip(f"the articles are not in {PEERS}")
    return [measured(pdf, xml) for pdf, xml in twins() if is_held_out(xml.name)]


@pytest.mark.slow
def test_cells_come_back_from_the_pdf_with_the_heads_of_the_xml(compared: list[Twin]) -> None:
    """At least the floor; ``make twins`` names the articles that lose and why."""
    total = sum((twin.recall for twin in compared), Recall())

    assert total.cells > 2500
    assert total.full >= FLOOR * total.cells, str(total)
