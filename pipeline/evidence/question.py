"""What is asked of a report, and what an answer holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from pipeline.schema import Place

BINARY: Final = "binary"
CONTINUOUS: Final = "continuous"
RATE: Final = "rate"
KINDS: Final = (BINARY, CONTINUOUS, RATE)
SCALES: Final = ("change", "final")
# The slots of a group, in the order in which they are told.
SLOTS: Final = {
    BINARY: ("events", "group_size"),
    CONTINUOUS: ("mean", "standard_deviation", "group_size"),
    RATE: ("events", "person_time", "rate", "group_size"),
}
MAIN: Final = {BINARY: "events", CONTINUOUS: "mean", RATE: "rate"}  # what an answer of a kind is about

# What a reviewer may assume where the text leaves it open; an answer that needed it is flagged.
ASSUMPTIONS: Final = {
    "equal_groups": "groups into which a total was divided are of equal size",
    "unnamed_spread_is_sd": "a ± that nothing names is an SD",
    "nearest_count": "of several whole numbers that a percentage may stand for, the nearest",
}
# Why a number is not given: each code with the sentence a reader sees.
REASONS: Final = {
    "not_reported": "nothing in the text tells this outcome for this group",
    "figure_only": "the text points to a figure for it",
    "table_not_in_text": "the text points to a table whose cells the text does not hold",
    "median_only": "a median is told, no mean",
    "no_dispersion": "a mean is told without any spread",
    "unnamed_spread": "a mean is told with a spread that nothing names, SD or SE",
    "group_size_not_reported": "no size of this group is told",
    "no_group_size_for_arithmetic": "it would follow from the group size, which is not told",
    "no_whole_number_fits": "no single whole number of patients gives the printed percentage",
    "rate_over_time": "told as a rate over time, not as patients with the event",
    "no_person_time": "a rate is told without the person-time, or the events that it would follow from",
    "one_group": "one group before and after is asked for, or told, not two groups",
    "ambiguous": "several places that fit equally well tell different numbers",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One comparison and one outcome.

    ``kind`` is ``binary``, ``continuous`` or ``rate``, empty when one of the first two may answer; ``at`` a time as
    one would print it (``week 16``), ``window`` how far from it a time may be (``2 weeks``); ``population`` the
    preferred analysis set (``ITT``); ``scale`` whether the ``change`` or the ``final`` value is wanted; ``synonyms``
    are other names of the outcome; ``assumptions`` are keys of ``ASSUMPTIONS``, none unless said.
    """

    intervention: str
    comparator: str
    outcome: str
    kind: str = ""
    at: str = ""
    window: str = ""
    population: str = ""
    scale: str = ""
    synonyms: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """A number of an answer: read in one place (``derivation`` empty), or following from several by named arithmetic.

    ``tuples`` are the ids of the outcome tuples that stand at its places.
    """

    value: Decimal
    places: tuple[Place, ...]
    derivation: str = ""
    tuples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """What is known of one arm; a slot without a number has a code of ``REASONS`` in ``unknown``."""

    asked: str
    named: str | None = None
    numbers: Mapping[str, Number] = field(default_factory=dict)
    unknown: Mapping[str, str] = field(default_factory=dict)

    def value(self, slot: str) -> Decimal | None:
        """The number of a slot, None when it is unknown."""
        number = self.numbers.get(slot)
        return None if number is None else number.value


@dataclass(frozen=True, slots=True)
class Rejected:
    """Numbers that could have answered and did not: how they read, where they stand, the rule against them."""

    text: str
    where: str
    rule: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The numbers of both arms for one question in one document.

    ``kind`` is what the numbers are (``binary``, ``continuous``, ``rate``); ``outcome``, ``timepoint`` and ``where``
    say what was taken, as printed, None when nothing was; ``registry`` is the registration (``NCT01234567``) where
    the text names exactly one. ``flags`` name what a reader should know before using the numbers.
    """

    doc_id: str
    question: Question
    kind: str
    intervention: Group
    comparator: Group
    outcome: str | None = None
    timepoint: str | None = None
    where: str | None = None
    rejected: tuple[Rejected, ...] = ()
    registry: str | None = None
    flags: tuple[str, ...] = ()

    @property
    def groups(self) -> tuple[Group, Group]:
        """Intervention and comparator."""
        return self.intervention, self.comparator
