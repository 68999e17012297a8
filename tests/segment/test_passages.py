"""Which lines are read together, and as what."""

from collections.abc import Callable

import pytest

from pipeline.document import Document
from pipeline.segment import SectionTerms, segment

HEAD = "Results\nForty adults took part in the trial, and all of them came back to the clinic.\n\n"
OPEN = "The score was lower in the group that had been given the drug than it\nwas at the start of the trial or in the"
REST = " group with placebo, where it had hardly moved. Nobody left the trial\nbecause of it."
WHOLE = (
    "The score was lower in the group that had been given the drug than it was at the start of the trial or in the"
    " group with placebo, where it had hardly moved. Nobody left the trial because of it."
)
TABLE = "Table 1. Scores.*\nDrug Placebo\nScore 3 (19) 4 (20)\n* Means of two."

BETWEEN = [
    ("a page break", "\n"),
    ("a table with its notes", f"\n{TABLE}\n"),
    ("a legend", "\nFigure 2. Scores over time.\nBars are standard errors of the mean.\n"),
    ("a page foot and head", "\n131\n N Engl J Med 371;2 nejm.org July 10, 2014\n"),
    ("spaced letters", "\nT h e  n e w  j o u r n a l\n"),
    ("a download mark", "\nDownloaded from example.org by a reader on July 3. For personal use only in this place.\n"),
    ("a copyright line", "\nCopyright © 2014 A Society. All rights reserved.\n"),
    ("an affiliation", "\n1Department of Dermatology, City Hospital, Lund, Sweden.\n"),
    ("table, legend and foot", f"\n{TABLE}\n Fig. 1 Trial Flow\n132\n"),
]


@pytest.mark.parametrize("between", [b[1] for b in BETWEEN], ids=[b[0] for b in BETWEEN])
def test_a_sentence_goes_on_over_what_interrupts_it(shown: Callable, between: str) -> None:
    """The interruption is not in the passage, and its two halves are."""
    text = f"{HEAD}{OPEN}{between}{REST}\n"

    found = shown(text, *([TABLE] if TABLE in text else []))

    assert [words for kind, _, words in found if kind == "prose"] == [HEAD[8:].strip(), WHOLE]


def test_a_sentence_goes_on_behind_a_table_with_a_capital(shown: Callable) -> None:
    """``(Table S4 and`` / table / ``Fig. S5A in the Supplement)``: no caption, although it begins like one."""
    text = (
        f"{HEAD}A decrease was seen in the serum levels in all of the trials (Table S4 and\n{TABLE}\n"
        " Fig. S5A and S5B in the supplement).\n"
    )

    assert shown(text, TABLE)[-1][2].endswith("(Table S4 and Fig. S5A and S5B in the supplement).")


def test_a_figure_named_at_the_start_of_a_line_is_no_legend(shown: Callable) -> None:
    """``as shown in`` / ``Figure 2. The score``."""
    text = f"{HEAD}All of them took the drug at home, and the scores are shown in\nFigure 2. The lowest was 3.\n"

    assert {kind for kind, *_ in shown(text)} == {"heading", "prose"}


def test_a_finished_sentence_ends_the_passage_at_a_table(shown: Callable) -> None:
    """What follows a table is a new paragraph unless a sentence was open."""
    found = shown(f"{HEAD}{TABLE}\nAnother matter was itch.\n", TABLE)

    assert [words for kind, _, words in found if kind == "prose"] == [HEAD[8:].strip(), "Another matter was itch."]


def test_double_spaced_lines_make_paragraphs(shown: Callable) -> None:
    """Where every line is followed by an empty one, a short last line parts paragraphs."""
    text = (
        "Methods\n\nWe looked at the records of all the people who\n\nhad come to the clinic in the year before and\n\n"
        "took notes.4,5\n\nThe second step was to ask them by letter how\n\n"
        "they had fared since, which most of them were\n\n"
        "glad to say.\n"
    )

    assert [words[:10] for kind, _, words in shown(text) if kind == "prose"] == ["We looked ", "The second"]


def test_cases_of_a_letter_are_paragraphs_of_their_own(shown: Callable) -> None:
    """Even if the last line of the case before is full."""
    text = (
        "Case 1 is a man of 40 years whose skin had been\n\ninflamed for years. He did well with the tablets.\n\n"
        "Case 2 is a woman of 50 years with the same kind\n\nof trouble, who did not (EASI 42, DLQI 19).\n"
    )

    assert [words[:6] for _, _, words in shown(text)] == ["Case 1", "Case 2"]


LONG = (
    "In the trial, "
    + "the drug was given to half of the patients and placebo to the others, " * 3
    + "and 85% did well."
)

KINDS = [
    ("menu", "• Eczema\n  • Acne\n  • COVID-19\n  • Skin Cancer\n  • Drug Watch\n  • Rare Disease\n", "furniture"),
    ("menu without bullets", "Home\nJournals\nSpecialties\nConferences\nMedia\nSubscribe\n", "furniture"),
    ("spaced label", " L E T T E R\n", "furniture"),
    ("salutation", "Dear Editor,\n", "furniture"),
    ("authors", "Anna Berg1, Carl Dahl2, Eva von Falk1,2 & Ida  Holm1*\n", "furniture"),
    ("authors with degrees", "Anna Berg, MD, PhD, Carl Dahl, MSc, and Ida Holm, MD\n", "furniture"),
    ("related list", 'Related Videos\nTwo doctors, MD, on hives\nVideo 2 - "Itch" - 2 guests.\n', "furniture"),
    ("copyright", "© 2024 A Company\n\nAll rights reserved.\n", "furniture"),
    ("dated teaser", "How Lungs Heal: A Talk\nMay 15th 2025It cut the risk by 40%.\nRead More\n", "teaser"),
    ("undated teaser", "A Talk About Lungs\nThe pair cut the risk by 40% in 200 patients.\nRead More\n", "teaser"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "kind"), [c[1:] for c in KINDS], ids=[c[0] for c in KINDS])
def test_boilerplate_around_a_news_item_is_no_prose(shown: Callable, lines: str, kind: str) -> None:
    """And the item itself is, whether the boilerplate stands before it or behind."""
    before, after = shown(f"{lines}\n{LONG}\n"), shown(f"{LONG}\n{lines}")

    for found in (before, after):
        assert {k for k, _, words in found if words != LONG} == {kind}
        assert ("prose", "other", LONG) in found


NEAR_MISSES = [
    "Data were downloaded from the registry of the city, and 85% were whole.",
    "Division of the patients by age, sex, and weight was of no help, and 15% were lost to it.",
    "Mean EASI 75, Pruritus NRS 4 and Total SCORAD 50 were the aims.",
    "Patient satisfaction was high, and 40% said so.",
    "Figure 2 shows the rest, of which 12% were women.",
    "Table 2 and Table 3 list the others.",
    "Letters were sent to 40 of them.",
    "You were asked, it said, to come back in week 4.",
]


@pytest.mark.parametrize("line", NEAR_MISSES)
def test_what_only_resembles_boilerplate_is_prose(shown: Callable, line: str) -> None:
    """Losing a sentence with results is worse than keeping a page head."""
    assert {kind for kind, *_ in shown(f"{HEAD}{line}\n")} == {"heading", "prose"}


def test_news_after_the_reference_of_a_page_is_about_something_else(shown: Callable) -> None:
    """Behind the references of a web page nothing belongs to the article."""
    text = f"{LONG}\nReference\nBerg A, Dahl C. Hives. 2017; doi: 10.1016/j.x.\nOther News of the Day\n{LONG}\n"
    numbered = f"{LONG}\n  1. Berg A, Dahl C, et al. Hives. Allergy. 2023. doi:10.1111/x\nOther News\n{LONG}\n"

    assert [kind for kind, *_ in shown(text)] == ["prose", "heading", "reference", "teaser"]
    assert [kind for kind, *_ in shown(numbered)] == ["prose", "reference", "teaser"]


def test_an_advertisement_in_the_columns_is_furniture(shown: Callable) -> None:
    """It begins within a sentence nobody began, speaks to the reader, and offers something."""
    advert = "can you name the disease? A free quiz for subscribers, and you may\nwin a book. Get the app in the store."
    text = f"{HEAD} {advert}\n"

    assert [kind for kind, *_ in shown(text)] == ["heading", "prose", "furniture"]


def test_a_questionnaire_is_no_advertisement(shown: Callable) -> None:
    """Speaking to somebody alone does not make one."""
    text = f"{HEAD}The first question was how often your skin had itched in the last week.\n"

    assert {kind for kind, *_ in shown(text)} == {"heading", "prose"}


def test_heads_that_return_at_page_edges_are_furniture(shown: Callable) -> None:
    """Whatever their page number; the same sub-heading twice is no such head."""
    pages = [f"{word} had the drug, as half of the people had, and all of them\ndid well.\n" for word in "ABCD"]
    text = (
        f"Methods\nPatients\n{pages[0]}\fHives in Sweden 12\n{pages[1]}Results\nPatients\n{pages[2]}"
        f"\fHives in Sweden 13\n{pages[3]}"
    )

    found = [(kind, words) for kind, _, words in shown(text) if kind != "prose"]

    assert found == [
        ("heading", "Methods"),
        ("heading", "Patients"),
        ("furniture", "Hives in Sweden 12"),
        ("heading", "Results"),
        ("heading", "Patients"),
        ("furniture", "Hives in Sweden 13"),
    ]


def test_a_legend_wider_than_the_column_goes_on_behind_its_title(shown: Callable) -> None:
    """Its title is a sentence of its own, with an empty line behind it."""
    column = "\n\n".join(
        ["The drug was given to half of the people in", "the trial, and most of these did well in it"] * 6
    )
    legend = (
        "Figure 1. Scores over Time.\n\nThe scores were taken at the start and every week, and bars show standard"
        " errors of the means.\nThe dashed line is the start."
    )
    found = shown(f"Results\n\n{column}.\n {legend}\n SAFETY\n\n{column}.\n")

    assert ("caption", "figure", legend.replace("\n\n", " ").replace("\n", " ")) in found


@pytest.mark.parametrize("text", ["", "\n \n", "x", " A\nb"])
def test_next_to_nothing_is_segmented_too(terms: SectionTerms, text: str) -> None:
    """One section, and as many passages as there is text for."""
    sections, passages = segment(Document("d", text), (), terms)

    assert [s.extent.of(text) for s in sections] == [text]
    assert len(passages) == bool(text.strip())
