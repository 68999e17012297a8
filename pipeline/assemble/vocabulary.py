"""The terms that assembling needs, by what they are for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.extent import fold
from pipeline.lexicon import Term
from pipeline.normalise.names import Index
from pipeline.normalise.units import Units


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The outcomes, interventions, units, categories and column heads of one configuration.

    ``words`` are the heads that every table knows, by their levelled words: tests, visits, titles, levels.
    """

    outcomes: Index
    interventions: Index
    units: Units
    categories: Index
    heads: Index
    words: Mapping[str, Term]

    def unit(self, printed: str) -> str | None:
        """The UCUM code of a printed unit; case tells ``mM`` from ``mm``, a longer word may have any."""
        found = self.units.ucum(printed)
        return found if found is not None or len(printed.strip()) < 4 else self.units.ucum(printed.casefold())

    def word(self, name: str, *kinds: str) -> Term | None:
        """The word every table knows that a head is, when it is of one of the kinds."""
        term = self.words.get(levelled(name))
        return term if term is not None and term.id in kinds else None

    def outcome_id(self, name: str) -> str | None:
        """The canonical id of an outcome name; the last instrument named wins unless one fits the whole name."""
        whole = self.outcomes.whole(name)
        if whole is not None:
            return whole
        found = self.outcomes.find(name)
        # The longest surface is the most telling: "Body-surface area affected" over "area".
        return max(found, key=lambda f: (f.end - f.start, -f.start)).term.id if found else None

    def outcome_unit(self, name: str) -> str | None:
        """The unit an outcome is measured in, where its lexicon row gives one."""
        wanted = self.outcome_id(name)
        for found in self.outcomes.find(name):
            if found.term.id == wanted and found.term.note:
                return found.term.note
        return None

    def arm_id(self, name: str) -> str | None:
        """The interventions of an arm in alphabetical order: ``dupilumab+topical-glucocorticoid``."""
        ids = sorted(set(self.interventions.ids(name)))
        if len(ids) > 1 and "placebo" in ids:
            ids = ["placebo", *(i for i in ids if i != "placebo")]
        return "+".join(ids) or None


def levelled(name: str) -> str:
    """A head without case and outer punctuation, its blanks single: ``(χ2)`` is ``χ2``."""
    return " ".join(fold(name).casefold().split()).strip(" .:;,*()[]")


def vocabulary(
    outcomes: Iterable[Term],
    interventions: Iterable[Term],
    units: Iterable[Term],
    categories: Iterable[Term],
    heads: Iterable[Term],
    words: Iterable[Term],
) -> Vocabulary:
    """The indexes over the terms of a configuration's lexicons."""
    return Vocabulary(
        Index(outcomes),
        Index(interventions),
        Units(units),
        Index(categories),
        Index(heads),
        {levelled(t.surface): t for t in words},
    )
