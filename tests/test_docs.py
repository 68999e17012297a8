"""What the documents promise is there."""

import re
from pathlib import Path

from pipeline.cli import COMMANDS
from pipeline.ledger import REASONS

ROOT = Path(__file__).resolve().parent.parent


def test_readme_names_every_command() -> None:
    """No command without a word in README."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"armwise (\w+)", readme)) | set(re.findall(r"make (\w+)", readme))
    assert set(COMMANDS) - {"gold"} <= shown


def test_every_reason_of_the_ledger_is_explained() -> None:
    """docs/LEDGER.md and the code say the same."""
    rows = re.findall(
        r"^\| ([\w-]+(?: [\w-]+)?) \| (.+) \|$", (ROOT / "docs" / "LEDGER.md").read_text(encoding="utf-8"), re.M
    )
    assert {k: v for k, v in rows if k not in {"reason", "---"}} == REASONS


def test_make_targets_exist() -> None:
    """The two commands of README are targets."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(re.search(rf"^{target}:", makefile, re.M) for target in ("demo", "test", "score"))
