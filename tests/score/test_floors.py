"""Floors rise by themselves and fall only when told to."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import SchemaError
from pipeline.score import Item, broken, floor_of, pin, read_floors, score, write_floors
from pipeline.score.floors import Floor

Make = Callable[..., Item]


@pytest.fixture
def reach(make_item: Make) -> Callable[..., Floor]:
    """The floor that so many of three gold tuples reach."""
    gold = [make_item(n, at=100 * n) for n in (1, 2, 3)]

    def reached(found: int, digest: str = "g", doc_id: str = "d") -> Floor:
        return floor_of(score({doc_id: gold}, [i.bare() for i in gold[:found]] if doc_id == "d" else []), digest)

    return reached


def test_figures_are_rounded_down(reach: Callable[..., Floor]) -> None:
    """Two of three: recall 2/3, F1 0.8; a floor is never above what was reached."""
    assert reach(2).figures == {"found_f1": 0.8, "relaxed_f1": 0.8, "strict_f1": 0.8}
    assert reach(1).figures["strict_f1"] == 0.5


def test_a_score_stands_on_its_own_floor(reach: Callable[..., Floor]) -> None:
    """Nothing is broken by the same score, or by a better one."""
    floors = pin((), reach(2), allow_lower=False)

    assert not broken(floors, reach(2))
    assert not broken(floors, reach(3))


def test_a_fall_is_told_with_both_figures(reach: Callable[..., Floor]) -> None:
    """Every figure that fell has its line."""
    lines = broken(pin((), reach(2), allow_lower=False), reach(1))

    assert "strict_f1 fell from 0.8000 to 0.5000" in lines


def test_changed_gold_breaks_the_floor(reach: Callable[..., Floor]) -> None:
    """A score against other gold says nothing about the old floor, be it ever so high."""
    (line,) = broken(pin((), reach(2), allow_lower=False), reach(3, "other"))

    assert "gold has changed" in line


def test_documents_without_a_floor_are_told(reach: Callable[..., Floor]) -> None:
    """A gate that compares nothing must not pass."""
    (line,) = broken((), reach(2))

    assert "no floor is pinned" in line


def test_pinning_raises(reach: Callable[..., Floor]) -> None:
    """The better score becomes the floor."""
    (floor,) = pin(pin((), reach(1), allow_lower=False), reach(3), allow_lower=False)

    assert floor.figures["strict_f1"] == 1


def test_pinning_refuses_to_lower(reach: Callable[..., Floor]) -> None:
    """Also when the gold has changed: lowering is somebody's decision."""
    floors = pin((), reach(2), allow_lower=False)

    with pytest.raises(SchemaError, match="--allow-lower"):
        pin(floors, reach(1, "other"), allow_lower=False)
    assert pin(floors, reach(1), allow_lower=True)[0].figures["strict_f1"] == 0.5


def test_other_sets_of_documents_keep_their_floors(reach: Callable[..., Floor]) -> None:
    """The floor of a machine without some texts is another one."""
    floors = pin(pin((), reach(2), allow_lower=False), reach(0, doc_id="e"), allow_lower=False)

    assert [floor.documents for floor in floors] == [("d",), ("e",)]


def test_floors_come_back_from_their_file(tmp_path: Path, reach: Callable[..., Floor]) -> None:
    """What was written is read; no file is no floor."""
    path = tmp_path / "floor.json"
    write_floors(path, (reach(2),))

    assert read_floors(path) == (reach(2),)
    assert read_floors(tmp_path / "none.json") == ()


@pytest.mark.parametrize("content", ["{", "[]", '{"floors": [{}]}', '{"floors": [{"documents": 1}]}', "null"])
def test_a_broken_floor_file_is_told(tmp_path: Path, content: str) -> None:
    """It is no licence to pass."""
    path = tmp_path / "floor.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(SchemaError, match="floors"):
        read_floors(path)
