"""Where a printed name of an outcome begins: behind its statistic, its comparison and light words."""

from typing import Final

import regex

from pipeline.assemble.prose.lexis import words
from pipeline.assemble.prose.nameends import without_end

_STATISTIC: Final = regex.compile(
    (
        r"^(?:(?:results:?|methods|findings|conclusions?|months|weeks|days|years|the|a|an|of|in|mean|"
        r"total(?= (?:of|numbers?|incidence|mean|median|average|percentage|proportion|patients|participants|"
        r"subjects)\b)|"
        r"overall(?=,| (?:mean|median|average|rates?|incidence|prevalence|frequency|number|percentage|proportion|"
        r"risk|odds)\b)|"
        r"(?:initial|final)(?= (?:mean|median|average)\b)|(?:\w+ ){0,2}estimates?(?= (?:for|of) )|"
        r"median|average|averaged|estimated|adjusted|crude|absolute|actual|unadjusted|respective|corresponding|"
        r"observed|measured|reported|recorded|"
        r"means|medians|averages|value|values|number|numbers|percentages?|proportions?|shares?|percent|incidences?|frequency|frequencies|"
        r"occurrences?|prevalence|achievement|level|levels|least|squares|baseline|daily|"
        r"sds?|sem?|range|iqr|regarding|concerning|geometric|ratios?|gmrs?|90 % cis?|95 % cis?|"
        r"patients?|participants?|subjects?|women|men|eyes|those|who|with|having|achieving|there|by|for|to|that|from|"
        r"as|and|at|on)\s)+"
    ),
)
_DECADE: Final = regex.compile(r"^(?:in )?their (?P<decade>\d0 ?s\b.*)$", regex.IGNORECASE)
# When added to A, incidences of X
_INTRODUCED: Final = regex.compile(
    r"(?:when|while|whereas|although|though|because|since|if|as|after|before|during)\s[^,]{1,80}, (?=\w)",
    regex.IGNORECASE,
)
# A and B combined, the rate of X
_SET_OFF: Final = regex.compile(r"[^,]{3,60}\b(?:combined|together|alone|overall|pooled), the (?=\w)", regex.IGNORECASE)
# the adjusted hazard ratio for X, the relative risk of X
_RATIO: Final = regex.compile(
    r"(?:(?:the|an?|adjusted|unadjusted|crude|pooled|estimated) )*(?:(?:hazard|odds|risk|rate|incidence rate) ratios?|"
    r"relative risks?|HRs?|ORs?|RRs?)(?: [A-Z]{2,3})? (?:for|of) (?:the )?(?=\w)|"
    r"times (?:the )?(?:odds|risks?|rates?|hazards?|likelihood) of (?:the )?(?=\w)",
    regex.IGNORECASE,
)
# LS mean difference in X, a lower risk of X: how it was compared
_COMPARED: Final = regex.compile(
    r"(?:(?:the|an?) )?(?:(?:ls|least[- ]squares?|adjusted|unadjusted|mean|median|estimated|between-group|treatment|"
    r"group|overall) )+differences? (?:in|for|of) (?:the )?(?:(?:mean|median) )?(?=\w)|"
    r"(?:(?:the|an?) )?(?:(?:ls|least[- ]squares?) (?:(?:adjusted|estimated) )?means? )(?:in |of |for )?(?=\w)|"
    r"(?:(?:the|an?) )?(?:(?:significantly|substantially|markedly) )?(?:lower|higher|reduced|increased|greater|"
    r"decreased) (?=(?:risk|odds|incidence|rate|likelihood|probability|hazard|prevalence|frequency)s? of\b)|"
    r"(?:(?:an?|the) )?(?:similar|comparable|equal|higher|lower|greater|smaller) (?:numbers?|percentages?|proportions?|"
    r"shares?) (?:of|with) (?:the )?(?!(?:wo)?men\b|girls|boys|f?e?males?\b|patients|participants|subjects|"
    r"children)(?=\w)",
    regex.IGNORECASE,
)
_SCORE_ON: Final = regex.compile(r"^(?P<score>scores? of \S+(?: (?:to|or|-) \S+)?) on (?:the )?(?P<scale>.{3,80})$")
_LEADING: Final = regex.compile(
    r"(?:then|thus|also|finally|likewise|again|however|moreover|furthermore|nevertheless|his|her|their|its|similarly|"
    r"respectively|significantly|statistically|not|only|especially|particularly|mainly|mostly|primarily|largely|predominantly|"
    r"additionally|overall,|either|neither|(?:in )?terms of|comparisons? of(?: the)?|(?:(?:more|less) )?likely to|"
    r"significant (?:for|in)|nearly|almost|always|along with|due to|owing to|because of|"
    r"(?:observe|find|detect|show|reveal|see|note|identify|demonstrate) (?=(?:any|no|an?|the|significant)\b)|"
    r"as well as|such as|including|despite|regarding|concerning|and|but|or)(?:\b|(?<=,)),?(?: |$)",
    regex.IGNORECASE,
)
# a significant improvement in X, similar improvement of X: the change is judged, not measured
_JUDGED: Final = regex.compile(
    r"(?:(?:a|an|the|no|any) )?(?:(?:statistically|clinically|highly|more|most|less|slightly|very) )*"
    r"(?:significant|non-?significant|similar|comparable|marked|greater|greatest|better|substantial|considerable|"
    r"notable|remarkable|important|meaningful|modest|moderate|slight|small|smaller|large|larger|rapid|overall|clear) "
    r"(?:(?:and \w+ )?(?=(?:improvement|reduction|decrease|increase|change|rise|fall|decline|drop|gain|elevation|"
    r"worsening)s? (?:in|of)\b)|differences? in (?:the )?(?=\w))",
    regex.IGNORECASE,
)
_NO_DIFFERENCE: Final = regex.compile(
    r"(?:no|any|little|a|an|the|nor) (?:[\w-]+ ){0,3}(?:differences?|effects?|impact|influence|benefit|advantage) "
    r"(?:(?:was|were) (?:\w+ )?)?(?:(?:between|among|within) (?:\S+ ){1,6}?)?"
    r"(?:in|on|for|with respect to|regarding) (?:the )?(?=\w)",
    regex.IGNORECASE,
)
# Alone these name no outcome.
EMPTY: Final = words(
    "we i who odds likelihood score scores "
    "rate rates value values result results percentage proportion it they he she this these that "
    "those there group groups one two respectively data study studies trial trials analysis table p n no none "
    "day days week weeks most more less half about all other others figures the figure patients figures "
    "months years dose doses baseline difference differences significant results ci or hr rr r mean median sd "
    "se total overall change changes reduction increase decrease improvement average "
    "approximately about p-values p-value against averages number numbers range treatment therapy months of level "
    "levels period pre post pretest posttest end beginning start majority minority individuals terms conclusion "
    "completion"
)


def cleaned(name: str) -> str:
    """A printed name without what says how, when or in how many it was measured."""
    name = " ".join(name.split())
    if match := _INTRODUCED.match(name):
        name = name[match.end() :]
    if match := _SET_OFF.match(name):
        name = name[match.end() :]
    if match := _DECADE.match(name):
        return f"Age in the {match['decade']}".replace(" s", "s")
    if match := _SCORE_ON.match(name):
        name = f"{match['scale']} {match['score']}"
    if match := _NO_DIFFERENCE.match(name):
        name = name[match.end() :]
    name = _JUDGED.sub("", name, count=1) if _JUDGED.match(name) else name
    name = _uncompared(name)
    while (match := _LEADING.match(name)) is not None:
        name = name[match.end() :]
    low = name.lower() + " "
    if match := _RATIO.match(name):
        name = name[match.end() :]
        low = name.lower() + " "
    if match := _STATISTIC.match(low):
        name = name[match.end() :] if match.end() < len(name) else ""
    name = _JUDGED.sub("", _uncompared(name), count=1) if _JUDGED.match(name) else _uncompared(name)
    name = without_end(name)
    name = name.strip(" ,;:/-=")
    return name if name[1:2].isupper() else name[:1].upper() + name[1:]  # sPGA keeps its small letter


def _uncompared(name: str) -> str:
    """A name without the words of how it was compared, where other words are left."""
    match = _COMPARED.match(name)
    rest = "" if match is None else name[match.end() :]
    return rest if rest and rest.lower() not in EMPTY else name
