"""What a document tells of its groups and outcomes besides results."""

from decimal import Decimal
from pathlib import Path

import pytest

import pipeline
from pipeline.assemble.endpoints import trial_outcomes
from pipeline.assemble.groups import told_of
from pipeline.document import Document, Passage
from pipeline.extent import Extent
from pipeline.extraction import Extraction, TrialArm
from pipeline.normalise.names import Index
from pipeline.store.sheets import DESIGN
from tests.assemble.prose.test_prose import told


def _arms(text: str) -> dict[str, TrialArm]:
    return {arm.name: arm for arm in told(text, section="methods", before="").arms}


REGIMENS = [
    ("Adults were randomly assigned to fluvoxin 300 mg every 2 weeks or placebo. Fluvoxin was safer than placebo.",
     "Fluvoxin", "300 mg", "every 2 weeks"),
    ("Adults were randomly assigned to receive 40 mg of fluvoxin twice daily or placebo. Fluvoxin was safer than placebo.",
     "Fluvoxin", "40 mg", "twice daily"),
    ("Adults were randomly assigned to fluvoxin (10 mg/kg) or placebo (saline). Fluvoxin was safer than placebo.",
     "Fluvoxin", "10 mg/kg", None),
    ("Adults were randomly assigned to fluvoxin or placebo. Rescue drugs (300 mg) were allowed. Fluvoxin was safer than placebo.",
     "Fluvoxin", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "dose", "schedule"), REGIMENS)
def test_a_group_has_its_dose_and_schedule_as_printed(
    text: str, name: str, dose: str | None, schedule: str | None
) -> None:
    """From the sentence that names it with them; never another group's, never a rescue drug's."""
    arm = _arms(text)[name]

    assert (arm.dose, arm.schedule) == (dose, schedule)
    for printed, at in ((arm.dose, arm.dose_at), (arm.schedule, arm.schedule_at)):
        assert (None if at is None else at.of(text)) == printed


ENDPOINTS = [
    ("The primary end point was the change in ferritin from baseline to week 12.", [("primary", "Change in ferritin")]),
    ("Secondary outcomes included stride length, grip strength, and time to relapse, as assessed by a nurse.",
     [("secondary", "Stride length"), ("secondary", "Grip strength"), ("secondary", "Time to relapse")]),
    ("Relapse was the primary outcome.", [("primary", "Relapse")]),
    ("The primary outcome was not met.", []),
    ("The primary outcome measure of the study was pain at week 4.", [("primary", "Pain")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "named"), ENDPOINTS)
def test_an_end_point_sentence_names_outcomes_with_their_role(text: str, named: list[tuple[str, str]]) -> None:
    """Without how and when they are measured; nothing where the sentence says how they came out."""
    document = Document("doc", text)
    whole = Extent(0, len(text))

    found = trial_outcomes(document, (Passage("prose", "methods", (whole,)),), (), Index(()))

    assert [(o.role, o.name) for o in found] == named
    assert all(o.name.lower() in o.at.of(text).lower() for o in found)


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    """The corpus report with four trials."""
    return pipeline.load("atopic_dermatitis")(Path("corpus/four-trials-dupilumab.txt"))


def test_every_result_belongs_to_an_outcome_of_the_document(extraction: Extraction) -> None:
    """Counted once each; dispositions are of groups."""
    told_of = [r for r in extraction.results if r.category != "disposition"]

    assert sum(o.results for o in extraction.outcomes) == len(told_of)
    assert {r.outcome for r in told_of} <= {name for o in extraction.outcomes for name in o.names}


def test_a_dose_stands_where_it_is_said_to(extraction: Extraction) -> None:
    """Provenance of what groups were given."""
    given = [arm for arm in extraction.arms if arm.dose_at is not None]

    assert given
    assert all(" ".join(a.dose_at.of(extraction.document.text).split()) == a.dose for a in given if a.dose_at)
    assert Decimal(extraction.arms[0].n or 0) > 0


def test_a_table_of_the_design_has_a_row_for_each_group_and_outcome(extraction: Extraction) -> None:
    """Places are those of the size, the dose or the outcome's name."""
    rows = [dict(zip((c.name for c in DESIGN.columns), row, strict=True)) for row in DESIGN.rows(extraction)]

    assert [row["kind"] for row in rows] == ["arm"] * len(extraction.arms) + ["outcome"] * len(extraction.outcomes)
    assert [row["name"] for row in rows] == [x.name for x in (*extraction.arms, *extraction.outcomes)]
    assert all(row["start"] is not None and row["n"] is None for row in rows if row["kind"] == "outcome")


def test_a_group_of_which_nothing_is_told_is_not_listed(extraction: Extraction) -> None:
    """A name that no size, dose or result stands behind is no group of the design."""
    nothing = TrialArm("Next", ("Next",), (), "experimental", None)

    assert told_of((*extraction.arms, nothing), extraction.results) == extraction.arms
