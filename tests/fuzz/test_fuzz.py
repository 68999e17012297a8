from pathlib import Path

import pytest

from tests.fuzz.__main__ import WEIGHTS, fuzz
from tests.fuzz.targets import CHECKS


@pytest.mark.parametrize("target", [name for name in CHECKS if not name.startswith("whole-")])
def test_random_inputs_are_read_or_refused(target: str, tmp_path: Path) -> None:
    """A few of those that ``make fuzz`` tries: no reader crashes, every extent lies in its text."""
    fuzz(target, 25, 5, tmp_path)


def test_every_target_gets_its_share() -> None:
    """A new check is fuzzed, too."""
    assert set(WEIGHTS) == set(CHECKS)
