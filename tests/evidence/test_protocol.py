"""The protocol of a review: questions in order, and one clear error for each mistake."""

from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.evidence.protocol import read_protocol

WHOLE = """
comparisons:
  - {intervention: green tea, comparator: water}
  - {intervention: black tea, comparator: water}
population: ITT
outcomes:
  - name: relapse
    synonyms: [recurrence]
    type: binary
    at: week 16
    window: 2 weeks
    measure: OR
  - name: pain score
    type: continuous
    scale: change
    population: per-protocol
"""


def test_every_comparison_with_every_outcome(tmp_path: Path) -> None:
    """In the order of the file, each with its own settings."""
    path = tmp_path / "review.yaml"
    path.write_text(WHOLE, "utf-8")

    asked = read_protocol(path)

    assert [(a.question.intervention, a.question.outcome) for a in asked] == [
        ("green tea", "relapse"), ("green tea", "pain score"), ("black tea", "relapse"), ("black tea", "pain score"),
    ]  # fmt: skip
    first, second = asked[0].question, asked[1].question
    assert (first.kind, first.at, first.window, first.synonyms, asked[0].measure) == (
        "binary", "week 16", "2 weeks", ("recurrence",), "OR",
    )  # fmt: skip
    assert (first.population, second.population, second.scale) == ("ITT", "per-protocol", "change")


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("intervention: a\ncomparator: b", "outcomes must be a list with at least one entry"),
        ("comparator: b\noutcomes: [{name: c}]", "intervention must be a text"),
        ("intervention: a\ncomparator: b\noutcomes: [{name: c, tipe: binary}]", "outcomes[0] has unknown tipe"),
        ("intervention: a\ncomparator: b\noutcomes: [{name: c, type: binar}]", "outcomes[0].type: 'binar' is none of"),
        ("intervention: a\ncomparator: b\noutcomes: [{name: c, at: soon}]", "outcomes[0].at: 'soon' is no time"),
        (
            "intervention: a\ncomparator: b\noutcomes: [{name: c, type: binary, measure: MD}]",
            "'MD' is none of RR, OR, RD",
        ),
        ("intervention: a\ncomparator: b\noutcomes: [c]", "outcomes[0] must be a mapping"),
        ("[", "not YAML"),
        ("!!python/object/apply:os.system [ls]", "not YAML"),
        ("- a", "the protocol must be a mapping"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, text: str, cause: str) -> None:
    """File, key and what was expected."""
    path = tmp_path / "review.yaml"
    path.write_text(text, "utf-8")

    with pytest.raises(ConfigError) as caught:
        read_protocol(path)

    assert str(path) in str(caught.value)
    assert cause in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """No traceback."""
    with pytest.raises(ConfigError, match="cannot be read"):
        read_protocol(tmp_path / "none.yaml")
