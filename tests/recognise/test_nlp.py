"""Which configurations there are, and which are refused."""

from pathlib import Path

import pytest

from pipeline.configuration import root
from pipeline.errors import ConfigError
from pipeline.nlp import build

CONFIGS = sorted(p.stem for p in root().glob("*.cfg"))


@pytest.mark.parametrize("name", CONFIGS)
def test_every_configuration_loads_and_runs(name: str):
    """Each config composes a pipeline that finds a percentage."""
    mentions = build(name).read("It helped 40% of the patients.").mentions

    assert [m.id for m in mentions if m.kind == "expressions"] == ["percent"]


def test_a_file_is_a_configuration():
    """A path does what the name does."""
    assert build(root() / "default.cfg").nlp.pipe_names == build("default").nlp.pipe_names


def test_an_unknown_name_is_refused():
    """The error names what there is."""
    with pytest.raises(ConfigError, match="default"):
        build("no_such_field")


CHANGES = [("[components.exclusions]", "[misspelt]\nx = 1\n\n[components.exclusions]"), ("\nunits = [", "\nunites = [")]


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_unknown_blocks_and_lexicons_are_refused(tmp_path: Path, old: str, new: str):
    """A misspelt name is an error, not a silent nothing."""
    changed = (root() / "default.cfg").read_text(encoding="utf-8").replace(old, new, 1)
    path = tmp_path / "changed.cfg"
    path.write_text(changed, encoding="utf-8")

    with pytest.raises(ConfigError):
        build(path)
