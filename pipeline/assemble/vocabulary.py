"""The terms that assembling needs, by what they are for."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.lexicon import Term
from pipeline.normalise.names import Index


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Indexes of outcomes, interventions, units, categories and column heads of one configuration."""

    outcomes: Index
    interventions: Index
    units: Index
    categories: Index
    heads: Index

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


def vocabulary(
    outcomes: Iterable[Term],
    interventions: Iterable[Term],
    units: Iterable[Term],
    categories: Iterable[Term],
    heads: Iterable[Term],
) -> Vocabulary:
    """The indexes over the terms of a configuration's lexicons."""
    return Vocabulary(Index(outcomes), Index(interventions), Index(units), Index(categories), Index(heads))
