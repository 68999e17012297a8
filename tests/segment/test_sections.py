"""Which part of an article is which."""

from collections.abc import Callable

import pytest

ONE = "Forty adults with hives took part in one clinic, and half of them were\ngiven the new drug for eight weeks.\n"
TWO = "The score fell by 40% with the drug and by 10% with placebo, so that\nthe difference was clear in every group.\n"
SIX = "Skin that itches keeps people awake, and few of the older remedies have\nbeen of help to them in the long run.\n"

CASES = [
    ("no heading at all", f"{ONE}\n{TWO}", ["other"]),
    ("plain article", f"Introduction\n{SIX}\nMethods\n{ONE}\nResults\n{TWO}\nConclusions\n{SIX}",
     ["other", "methods", "results", "discussion"]),
    ("spaced capitals", f" A BS TR AC T\n\n{ONE}\nME THODS\n\n{ONE}\nR ESULT S\n\n{TWO}\nDISCUSSI ON\n\n{SIX}",
     ["abstract", "methods", "results", "discussion"]),
    ("numbered, with a colon", f"1. Introduction\n{SIX}\n2. Materials & Methods:\n{ONE}\n3. Results\n{TWO}",
     ["other", "methods", "results"]),
    ("inner headings of an abstract", f"ABSTRACT\n\nMETHODS\n\n{ONE}\nRESULTS\n\n{TWO}\nCONCLUSIONS\n\n{SIX}\n"
     f"INTRODUCTION\n\n{SIX}\nMETHODS\n\n{ONE}\nRESULTS\n\n{TWO}", ["abstract", "other", "methods", "results"]),
    ("unheaded introduction after it", f"ABSTRACT\n\nMETHODS\n\n{ONE}\nRESULTS\n\n{TWO}\nCONCLUSIONS\n\n{SIX}"
     f"(Funded by a foundation.)\n A\nllergic skin is common and rarely treated well, as many\npatients say.\n\n"
     f"ME THODS\n\n{ONE}\nRESULTS\n\n{TWO}", ["abstract", "other", "methods", "results"]),
    ("unstructured abstract", f"Abstract\n{SIX}\nMethods\n{ONE}\nResults\n{TWO}", ["abstract", "methods", "results"]),
    ("unlabelled abstract", f"Hives under a new drug in forty\nadults of one clinic\n"
     f"Anna Berg1, Carl Dahl2 & Eva Falk1*\n\n{TWO}\n"
     f"{SIX}\nMethods\n{ONE}\nResults\n{TWO}", ["other", "abstract", "other", "methods", "results"]),
    ("run-in names alone", f"METHODS: {ONE}\nRESULTS: {TWO}", ["methods", "results"]),
    ("back matter", f"Methods\n{ONE}\nResults\n{TWO}\nConclusion\n{SIX}\nFunding\n{SIX}\nReferences\n"
     "1. Berg A, et al. 2020;1.\n",
     ["methods", "results", "discussion", "other", "other"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_sections_follow_the_headings(segmented: Callable, text: str, names: list[str]) -> None:
    """Each section begins at its heading and together they are the whole text."""
    sections, _ = segmented(text)

    assert [s.name for s in sections] == names
    assert [s.extent.start for s in sections] == [0, *(s.extent.end for s in sections[:-1])]
    assert sections[-1].extent.end == len(text)
    assert all(s.heading is None or s.extent.holds(s.heading) for s in sections)


def test_sub_headings_stay_in_their_section(shown: Callable) -> None:
    """Small capitals, title case, and two lines of capitals of which the first wants more."""
    text = (
        f"METHODS\n\nDRUG ALONe for 4 WEEKs\n\n{ONE}\nRESULTS\n\nPATIENTS\n\n{TWO}\n"
        f"Weight Loss at 4 and 8 Weeks\n\n{TWO}\nMARKERS IN RELATION TO\n\nRESPONSE\n\n{TWO}"
    )

    headings = [(section, words) for kind, section, words in shown(text) if kind == "heading"]

    assert headings == [
        ("methods", "METHODS"),
        ("methods", "DRUG ALONe for 4 WEEKs"),
        ("results", "RESULTS"),
        ("results", "PATIENTS"),
        ("results", "Weight Loss at 4 and 8 Weeks"),
        ("results", "MARKERS IN RELATION TO RESPONSE"),
    ]


def test_a_run_in_heading_stays_in_its_paragraph(shown: Callable) -> None:
    """It names a part of the section, it opens none."""
    text = f"Methods\nStudy design.\u2003 {ONE}\nResults\nPatients.\u2003 {TWO}"

    assert [row[:2] for row in shown(text)] == [
        ("heading", "methods"),
        ("prose", "methods"),
        ("heading", "results"),
        ("prose", "results"),
    ]


def test_a_name_within_a_sentence_is_no_heading(segmented: Callable) -> None:
    """A wrapped line may be the one word ``results``, or begin with it."""
    sections, _ = segmented("Nobody had seen the\nresults\nof the trial. These\nResults of it were hidden for years.\n")

    assert [s.name for s in sections] == ["other"]
