"""docs/ASK.md and the code say the same."""

import re
from pathlib import Path

from pipeline.cli.questions import Assumption
from pipeline.evidence.exports import EXPORTS
from pipeline.evidence.protocol import read_protocol
from pipeline.evidence.question import ASSUMPTIONS, REASONS

ASK = (Path(__file__).resolve().parents[2] / "docs" / "ASK.md").read_text(encoding="utf-8")


def test_every_reason_is_explained() -> None:
    """The table of codes is that of the code."""
    rows = dict(re.findall(r"^\| (\w+) \| (.+) \|$", ASK, re.M))

    assert {code: rows.get(code) for code in REASONS} == REASONS


def test_every_assumption_is_explained_and_can_be_made() -> None:
    """In the document and on the command line."""
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+?) \| `\w+` \|$", ASK, re.M))

    assert rows == ASSUMPTIONS
    assert {str(each) for each in Assumption} == set(ASSUMPTIONS)


def test_every_shape_is_named() -> None:
    """As rows of the table of files."""
    assert set(EXPORTS) <= set(re.findall(r"^\| `(\w+)` \|", ASK, re.M))


def test_the_protocol_shown_is_one(tmp_path: Path) -> None:
    """What a reader copies can be read."""
    path = tmp_path / "review.yaml"
    path.write_text(re.search(r"```yaml\n(.*?)```", ASK, re.S)[1], "utf-8")  # type: ignore[index]

    assert [asked.question.outcome for asked in read_protocol(path)] == ["EASI-75", "pruritus"]
