"""The words of grammar and of trials by which sentences are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from pipeline.lexicon import Term
from pipeline.normalise.names import Index, holds_any


def words(listed: str) -> frozenset[str]:
    """The words of a list written with blanks."""
    return frozenset(listed.split())


DETERMINERS: Final = words("the a an this these that those their its his her our all any some each both such")
PREPOSITIONS: Final = words(
    "of in for with on by among at after during from to within into under between over than per without "
    "through across until before following throughout despite via according toward towards upon regarding about"
)
SUBORDINATORS: Final = words(
    "that which who whom whose when while whereas although though because if since as where but however so"
)
# What may stand between a number and its group without changing what is counted.
LIGHT: Final = words(
    "only just about approximately nearly almost around respectively vs versus compared as receiving received "
    "taking took given treated assigned randomized randomised allocated enrolled who were was had been on "
    "plus recipients i.e e.g namely either alone therapy treatment treatments injection injections injected "
    "undergoing underwent group groups arm arms cohort cohorts first second - randomly"
)
CHANGE_NOUNS: Final = words(
    "reduction reductions decrease decreases increase increases improvement improvements decline declines "
    "rise rises fall falls drop drops change changes gain gains worsening exacerbation lowering "
    "halving difference differences elevation shrinkage"
)
FALLS: Final = words(
    "reduction reductions decrease decreases decreased decreasing decline declines declined fall falls fell "
    "fallen drop drops dropped reduced reducing lessened lowered lower less fewer down diminished shrank "
    "lowering sank improvement improvements improved"
)


@dataclass(frozen=True, slots=True)
class Lexis:
    """Sets of words by what they do, from the lexicons of a configuration.

    ``sorts`` tells of a noun of people which kind of which sort it names: ``sex-female``; ``percent_levels`` are
    measures whose value in one person is a percentage: HbA1c.
    """

    people: frozenset[str]
    sorts: Mapping[str, str]
    events: frozenset[str]
    verbs: Mapping[str, str]
    control: frozenset[str]
    experimental: frozenset[str]
    groups: frozenset[str]
    outcomes: Index
    interventions: Index
    categories: Index
    units: Mapping[str, str]
    percent_levels: Index
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)

    def known(self, word: str) -> tuple[str, ...]:
        """What the word is by the lists of groups: ``control``, ``drug``; asked once a word."""
        if word not in self._known:
            drug = ("drug",) if self.interventions.ids(word) else ()
            self._known[word] = (("control",) if self.is_control(word) else ()) + drug
        return self._known[word]

    def opposite(self, one: str, other: str) -> bool:
        """Whether two nouns part people: ``men`` and ``women``, ``survivors`` and ``nonsurvivors``."""
        if other == f"non{one}" or one == f"non{other}":
            return True
        first, second = self.sorts.get(one, ""), self.sorts.get(other, "")
        return first != second and first.partition("-")[0] == second.partition("-")[0]

    def is_control(self, name: str) -> bool:
        """Whether a group's name says that it is the one compared with."""
        return holds_any(name, self.control)


def lexis(terms: Mapping[str, tuple[Term, ...]]) -> Lexis:
    """The words of a configuration."""

    def surfaces(name: str, wanted: str | None = None) -> frozenset[str]:
        return frozenset(t.surface.lower() for t in terms[name] if wanted is None or t.id == wanted)

    return Lexis(
        people=surfaces("people"),
        sorts={t.surface.lower(): t.id for t in terms["people"] if "-" in t.id},
        events=surfaces("events"),
        verbs={t.surface.lower(): t.id for t in terms["verbs"]},
        control=surfaces("groups", "control"),
        experimental=surfaces("groups", "experimental"),
        groups=surfaces("groups", "group"),
        outcomes=Index(terms["outcomes"]),
        interventions=Index(terms["interventions"]),
        categories=Index(terms["categories"]),
        units={t.id: t.note for t in terms["outcomes"] if t.note and t.note != "case"},
        percent_levels=Index(terms["percent_levels"]),
    )
