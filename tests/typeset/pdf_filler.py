"""Running text of our own to stand around typeset tables."""

import random
from collections.abc import Iterator
from typing import Final

TITLE: Final = "A cream against hand eczema in adults: a study at nine clinics"
RUNNING: Final = "Hand eczema cream study group"

# Figures, a table's name in mid-sentence and at the start of one: nothing here is a row of a table.
_SENTENCES: Final = (
    "We enrolled {n} adults with chronic {disease} at {some} clinics in {year} and followed them for {weeks} weeks.",
    "All of them gave consent in writing, and {n} of them came to every visit that had been planned.",
    "Those who had used an oral drug for the {place} within {weeks} weeks could not take part in the study.",
    "Participants were assigned to the active {form} or to the vehicle alone by a central list in blocks of {some}.",
    "Neither they nor those who judged the {place} knew which {form} held the drug, and both smelled alike.",
    "The share of patients whose {place} was clear or almost clear at week {weeks} was {p}% and {q}% (P<0.001).",
    "As Table 1 shows, the groups were alike at the start with regard to age, sex and the course of the {disease}.",
    "Of the secondary outcomes, itch fell by {d} ± {e} points and {symptom} by {e} ± 0.9 points until week {weeks}.",
    "The difference between the groups was −{d} (95% CI −{f} to −{e}) in favour of the active {form}.",
    "{Symptom} was told by {some} patients ({p}%) who used the {form}, and never of a severe degree.",
    "Patients left early because they had moved to another town or for want of any effect on their {symptom}.",
    "No death occurred, and no patient had to be treated in hospital for a reason that was related to the {form}.",
    "We planned for {n} patients in each group, which gives a power of 90% to find a difference of {p} points.",
    "Missing values were taken to be failures; means were compared by analysis of covariance with the clinic as a factor.",
    "Table 2 gives the figures for men and women apart, in whom the effect on the {place} was much the same.",
    "The clinics differed in how many patients with {disease} they saw, but hardly in what they found in {year}.",
    "Our findings agree with those of {some} smaller studies that lasted for half as long and used another {form}.",
    "Whether the effect on {symptom} lasts once the {form} is stopped remains to be learned from longer studies.",
    "Leaving out any one of the clinics changed nothing, nor did it matter whether the {place} was treated before.",
    "The {place} was judged at the clinic and not at work, where {disease} is often worse than on a day of rest.",
)
_WORDS: Final = {
    "disease": ("hand eczema", "nail fungus", "winter itch", "plaque psoriasis", "contact eczema"),
    "some": ("three", "four", "six", "nine", "eleven"),
    "place": ("skin", "hand", "palm", "wrist", "nail fold"),
    "form": ("cream", "lotion", "ointment", "tube", "foam"),
    "symptom": ("burning", "itch", "dryness", "scaling", "loss of sleep"),
}


def paragraphs(seed: int) -> Iterator[str]:
    """Paragraphs without end, in which the same sentences come back with other words and figures."""
    chance = random.Random(seed)
    while True:
        yield " ".join(_sentence(chance, each) for each in chance.sample(_SENTENCES, chance.randint(3, 5)))


def _sentence(chance: random.Random, pattern: str) -> str:
    words = {name: chance.choice(choices) for name, choices in _WORDS.items()}
    figures = {
        "n": chance.randint(40, 400), "weeks": chance.randint(2, 52), "year": chance.randint(1998, 2022),
        "p": chance.randint(30, 80), "q": chance.randint(5, 29),
        "d": chance.randint(20, 40) / 10, "e": chance.randint(10, 19) / 10, "f": chance.randint(41, 60) / 10,
    }  # fmt: skip
    return pattern.format(**words, **figures, Symptom=words["symptom"].capitalize())
