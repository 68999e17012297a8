import re
from pathlib import Path

from pipeline.audit import CHECKS

DOC = Path(__file__).resolve().parents[2] / "docs" / "AUDIT.md"
ROW = re.compile(r"^\| (\w+) \| .+ \| ([EWN ]+) \|$", re.M)


def test_every_check_is_explained() -> None:
    """docs/AUDIT.md and the code name the same checks, in the same order."""
    rows = ROW.findall(DOC.read_text(encoding="utf-8"))
    assert [name for name, _ in rows] == [check.__name__ for check in CHECKS]
    assert all(check.__doc__ for check in CHECKS)
