"""What a number of times is: a ratio of two groups, or the change of one."""

from typing import Final

import regex

from pipeline.assemble.prose.candidates import quantity
from pipeline.assemble.prose.lexis import Lexis
from pipeline.assemble.prose.sentence import Sentence
from pipeline.assemble.prose.telling import Told

# 1.5 (95% CI 0.9 to 2.6) times the odds, twice as likely
_TIMES: Final = regex.compile(
    r"^(?:times )?(?:as |more |less |higher |lower |greater |the |in |of ){0,4}"
    r"(?P<what>odds|risk|hazard|rate|incidence)s?\b"
)
_OF: Final = {"odds": "odds_ratio", "hazard": "hazard_ratio", "risk": "risk_ratio"}


def times_what(s: Sentence, i: int) -> str | None:
    """The ratio of which a number is said to be so many times: ``1.50 (95% CI …) times the odds of …``."""
    after = s.part(i + 1, min(len(s.items), i + 7)) + " "
    if quantity(s, i).shape != "fold" and not after.startswith("times "):
        return None
    match = _TIMES.match(after)
    return None if match is None else _OF.get(match["what"], "rate_ratio")


def is_own_change(s: Sentence, i: int, told: Told | None, lexis: Lexis) -> bool:
    """``titres rose 4.2-fold in the A group``: of a group's own value before."""
    compared = any(x.norm in {"than", "as", "compared", "relative"} for x in s.items[i + 1 : i + 9])
    start = max((k for k in range(i) if s.items[k].norm == ";"), default=0)
    before = s.items[start:i]
    moved = any(not x.kind and lexis.verbs.get(x.norm) in {"rise", "fall"} for x in before)
    return not compared and (moved or (told is not None and told.change))
