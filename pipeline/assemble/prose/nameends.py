"""Where a printed name of an outcome ends: before its occasion, its circumstances and light words."""

from typing import Final

import regex

_TAIL: Final = regex.compile(
    r"(?:\s(?:in|of|for|with|on|by|among|at|to|from|than|and|or|the|a|an|both|was|were|is|are|all|who|between|"
    r"after|during|only|either|as|there|compared|(?:at|by|until) the end|regardless|irrespective|"
    r"level of|respectively|rates? of|associated|significantly|ranged|"
    r"relative|versus|regarding|two|three|four|groups?|patients|subjects|participants))+$"
)
# a time that no number tells, behind a name: pain before the procedure
_OCCASION: Final = regex.compile(
    r"(?<=\w{3}) (?:immediately )?(?:before|after|following|prior to|at|during|until) (?:the )?"
    r"(?:(?:end|conclusion) of (?:the )?)?(?:procedure|surgery|operation|intervention|treatment|therapy|follow-up|"
    r"discharge|admission|study|trial)$",
    regex.IGNORECASE,
)
# when, by what was done: log inhibition after the boost, swelling during the first session
_WHEN: Final = regex.compile(
    r"(?<=\w{3}) (?:(?:immediately|shortly|soon|both) )?(?:before|after|following|prior to|during|until|throughout) "
    r"(?:[\w‘’'–-]+ ?){1,7}$",
    regex.IGNORECASE,
)
# across trial arms, in each group
_WHERE: Final = regex.compile(
    r"(?<=\w{3}) (?:in|across|between|among|within|for) (?:(?:the|both|all|each|either|any|two|three|four|treatment|"
    r"study|trial|randomi[sz]ed|respective) ){0,3}(?:both|each|either|all|trial|treatment|study)"
    r"(?: (?:groups?|arms?|cohorts?))?$",
    regex.IGNORECASE,
)
_ACT: Final = regex.compile(
    r"(?:(?:not|never|did|had|dropped|lost|left|withdrew|died|quit|took) |\w+ed\b)", regex.IGNORECASE
)
# during the open-label phase, at the week 28 endpoint, of the study population, based on the per-protocol analysis
_CIRCUMSTANCE: Final = regex.compile(
    r"(?<=\w{3}) (?:(?:at|during|in|over|throughout|until|within|on|into|by) (?:the |this |each )?"
    r"(?:[\w‘’'-]+ ){0,4}?(?:phase|period|endpoint|end point|visit|follow-up|follow up|conditions?|stage)|"
    r"of the (?:study|total|overall|whole|entire) (?:population|cohort|sample|group)|"
    r"based on (?:the |an? )?(?:[\w–-]+ ){0,4}?(?:analysis|estimates?|models?))$",
    regex.IGNORECASE,
)
_VALUES: Final = regex.compile(r"(?<=\w{2}) values?$", regex.IGNORECASE)


def without_end(name: str) -> str:
    """A name without the occasion, the circumstances and the light words behind it."""
    while (match := _OCCASION.search(name) or _CIRCUMSTANCE.search(name)) is not None:
        name = name[: match.start()]
    while not _ACT.match(name) and (match := _WHEN.search(name) or _WHERE.search(name)) is not None:
        name = name[: match.start()]
    if match := _TAIL.search(name.lower()):
        name = name[: match.start()]
    return str(_VALUES.sub("", name))
