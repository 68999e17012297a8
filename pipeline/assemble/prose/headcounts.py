"""Which whole numbers count people."""

from typing import Final

import regex

from pipeline.assemble.prose.candidates import noun_after, quantity
from pipeline.assemble.prose.lexis import Lexis, words
from pipeline.assemble.prose.sentence import NUMBER, TIME, Sentence
from pipeline.assemble.prose.telling import Told
from pipeline.mentions import Quantity

# Names of what is measured in a person: a whole number in a bracket is no count of people.
_MEASURED: Final = words(
    "score scores level levels time times duration index pressure concentration concentrations titer titers titre "
    "titres value values rate rates length age weight temperature volume dose intake height mass units unit points "
    "response responses stay count counts number cost costs"
)


def is_integer(q: Quantity) -> bool:
    """Whether a number is printed without decimals."""
    return q.value.as_tuple().exponent == 0  # 10.0 is a mean


def is_whole(q: Quantity) -> bool:
    """Whether a number is a bare whole one."""
    return q.dispersion is None and q.shape in {"number", "words"} and is_integer(q)


def counts_people(s: Sentence, i: int, lexis: Lexis) -> bool:
    """Whether people stand behind a number, or behind the one it is joined to: ``206 and 75 patients``."""
    if noun_after(s, i, lexis) == "people":
        return True
    joined = i + 2 < len(s.items) and s.items[i + 1].norm in {"and", "or"} and s.items[i + 2].kind == NUMBER
    return joined and is_whole(quantity(s, i + 2)) and noun_after(s, i + 2, lexis) == "people"


def counts_in_bracket(s: Sentence, i: int, told: Told, lexis: Lexis) -> bool:
    """``(31 in the A group and 28 in B)``: how many of each group, unless what is told is measured in a person."""
    if lexis.outcomes.find(told.name) or told.differs:
        return False
    opened = next((k for k in range(i - 1, -1, -1) if s.items[k].norm in {"(", ")"}), None)
    inside = () if opened is None or s.items[opened].norm == ")" else s.items[opened + 1 : i + 1]
    whole = all(is_whole(x.mark.quantity) for x in inside if x.kind == NUMBER and x.mark and x.mark.quantity)
    of_group = regex.match(
        r"^(?:in|with|on|from|of|receiving) (?:the )?A\b", s.part(i + 1, min(len(s.items), i + 5)) + " "
    )
    return bool(inside) and whole and of_group is not None and not (_MEASURED & set(told.name.lower().split()))


def leads_clause(s: Sentence, i: int, lexis: Lexis) -> bool:
    """``of whom 350 gave data``, ``5053 cases qualified``: a whole number that a verb of people stands behind."""
    after = s.items[i + 1] if i + 1 < len(s.items) else None
    before = s.items[i - 1] if i else None
    starts = before is None or before.kind == TIME or before.norm in {",", "whom", "and", "which", "these", "only"}
    return starts and after is not None and not after.kind and lexis.verbs.get(after.norm) in {"have", "say"}
