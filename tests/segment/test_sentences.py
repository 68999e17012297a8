"""Where sentences end."""

from collections.abc import Callable

import pytest

from pipeline.document import Passage
from pipeline.extent import Extent
from pipeline.segment import run_in, sentences

# Each row: sentences that must come out as they are when printed one behind the other.
CASES = [
    ["It fell (Fig. S1 and S2).", "The rest did not."],
    ["Drug vs. Placebo was the question.", "It was settled."],
    ["Berg et al. Studied it in No. 5 of the series.", "We did too."],
    ["Some, e.g. TARC, fell; others, i.e. IgE, did not.", "Both were measured."],
    ["The U.S. Food Agency agreed.", "It took years in the U.S.", "The others waited."],
    ["It was rare (P = .04).", "At P = .04 The limit was met.", "A mean of 3.5 EASI points was lost."],
    [
        "It is a disease.4,5",
        "The drug helps (AD).1",
        "JAKi do too, in most trials8; some say more.9–11",
        "In short, yes.",
    ],
    ["This was agreed in 2021.6", "Rates were higher.", "It was so in 85.5% of all."],
    ["They found S. aureus.", "No S. Aureus was left, said A. M. Drucker of the team."],
    ["Bars are SDs (Panel D).", "See Panel B.", "The line is the mean."],
    ["“It works.”", "“We think so,” they wrote.", "Does it?", "Yes!"],
    ["Study design.\u2003", "We looked back."],
    ["Changes at 16, 32 and 52 weeks.\u2003", "All fell."],
    ["Two were left (OR 0.25, p = 0.036). (Table 6).", "More were not."],
    ["In all, 40% did well.", "130 were treated.", "≥75% was the aim."],
    ["1. Berg A, Dahl C. Hives."],
    ["It was given b.i.d. for 4 wk.", "The dose was 2.5 mg.", "It rose..."],
]


def passage_of(text: str, width: int = 10_000) -> Passage:
    """The text as a passage of lines of that width, broken within words as they come."""
    cuts = range(0, len(text), width)
    return Passage("prose", "results", tuple(Extent(k, min(k + width, len(text))) for k in cuts))


@pytest.mark.parametrize("expected", CASES, ids=[case[0][:30] for case in CASES])
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    """Abbreviations, decimals, citations and initials notwithstanding."""
    text = " ".join(expected)

    found = [" ".join(e.of(text) for e in pieces) for pieces in sentences(text, passage_of(text))]

    assert found == [s.strip() for s in expected]


def test_a_sentence_is_the_parts_of_lines_it_is_printed_in() -> None:
    """Interruptions and white space are in none of them."""
    text = "One was here. Two went \n [TABLE] \n  on and on. Three.  "
    passage = Passage("prose", "results", (Extent(0, 22), Extent(36, 53)))

    found = [[e.of(text) for e in pieces] for pieces in sentences(text, passage)]

    assert found == [["One was here."], ["Two went", "on and on."], ["Three."]]


def test_a_run_in_heading_is_told_by_the_gap_behind_it() -> None:
    """A short first sentence has one blank behind it."""
    text = "EASI 75 at 52 weeks.\u2003 It was reached by most. Yes."

    heading = run_in(text, Extent(0, len(text)))

    assert heading is not None
    assert heading.of(text) == "EASI 75 at 52 weeks."
    assert run_in(text, Extent(heading.end + 2, len(text))) is None


def test_figures_and_words_of_a_legend_are_found(segmented: Callable) -> None:
    """Sentences are made of any kind of passage."""
    text = "Figure 1. Scores of 40 people.\nBars are 1 SD.\n"
    _, (caption,) = segmented(text)

    found = [" ".join(e.of(text) for e in pieces) for pieces in sentences(text, caption)]

    assert found == ["Figure 1.", "Scores of 40 people.", "Bars are 1 SD."]
