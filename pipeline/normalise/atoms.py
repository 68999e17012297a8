"""Of which parts numeric expressions are printed: numbers, spreads, intervals; patterns for folded text."""

from typing import Final

from pipeline.normalise.numbers import NUMBER_WORD, UNSIGNED

W: Final = r"\s{0,4}"
S: Final = r"\s{1,4}"
# 50 in EASI-50, 4 in IL-4, 5 in ",4,5" and 1 in "20%.1" are no numbers of their own.
LEFT: Final = r"(?<![\w.])(?<!\p{L}-)(?<!\p{L}\d-)(?<!\p{L}\d\d-)(?<!\d,)(?<!\d[:/])(?<![%\)\]](?=\.))"
RIGHT: Final = r"(?!\w|\.\d|,\d{3}(?!\d))(?!:\d)"
SIGN: Final = r"(?:(?<![\w.)\]%])[-+]\s?)?"
NUM: Final = rf"{SIGN}{LEFT}{UNSIGNED}(?=[xX×]\s?10|{RIGHT})"
INT: Final = rf"{LEFT}(?:\d{{1,3}}(?:,\d{{3}})+|\d+){RIGHT}(?!\.\d)"
PERCENT: Final = rf"{W}(?:%|(?:percent|per{S}cent)\b(?!age))"
TO: Final = rf"(?:{W}-{{1,2}}{W}|{S}to{S}|{S}and{S}|{W}[,;]{W}(?:\+|(?=[-\d.])))"
WORDS: Final = rf"(?<![\w-])(?i:{NUMBER_WORD})(?![\w])"
# What a percentage is the level of, and no share: 7, 95% CI 2 to 12.
OF_LEVEL: Final = rf"(?:[Cc]onfidence{S}[Ii]ntervals?|[Cc]redible{S}[Ii]ntervals?|CIs?|C\.I\.|CrI)"
CI: Final = (
    rf"(?P<level>\d{{2}}(?:\.\d)?){W}%{W}-?{OF_LEVEL}"
    rf"(?:{W}[\(\[]{W}CI{W}[\)\]]|,{W}CI\b)?"
)
SPREAD: Final = (
    r"(?P<spread>SDs?|S\.D\.|SEMs?|SEs?|s\.d\.|s\.e\.m?\.?|[Ss]tandard\s{1,3}(?:deviation|error)"
    r"s?(?:\s{1,3}of\s{1,3}the\s{1,3}mean)?)"
)
# What stood before a number and its bracket in the same sentence: mean [SD] age; mean (SE), 15.58 (0.62) and
LABELLED: Final = rf"(?:(?<=\b[Mm]eans?{S}[\(\[]{W}{SPREAD}{W}[\)\]](?:[^.;]|\.\d){{0,120}}?))"
BETWEEN: Final = (
    r"(?P<spread>IQRs?|[Ii]nter-?\s?quartile\s{1,3}ranges?(?:\s{0,3}\(IQR\))?|Q1\s?-\s?Q3|[Rr]anges?|[Rr]anging|min(?:imum)"
    r"?\s?[-,]\s?max(?:imum)?)"
)
# Only people may stand inside an expression: "109 of 211 patients (52%)", but not "211 warfarin recipients (52%)".
PEOPLE: Final = (
    r"(?:\s{1,4}(?:(?:adult|male|female|evaluable|study|treated|consecutive|eligible|adverse|randomi[sz]ed)\s{1,4})?"
    r"(?:patients?|pts?|participants|subjects|women|men|children|adults|individuals|eyes|cases|people|persons|"
    r"infants|events|deaths|controls|boys|girls|responders|teeth|knees|hips|lesions|tumou?rs|samples))?"
)

# costs ranged from 4 to 9, the level varied between 4 and 9; "fell from 9 to 4" is no range
RANGED: Final = rf"\b(?:[Rr]ang|[Vv]ari|[Vv]ary)(?:ed|es?|ing){S}(?:widely{S}|considerably{S})?(?:from|between){S}"

OPEN: Final = r"[\(\[]"
CLOSE: Final = r"[\)\]]"
