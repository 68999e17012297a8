"""How numbers that are no results are printed, by the reason why they are none."""

from typing import Final

import regex

from pipeline.normalise.numbers import NUMBER_WORD

_MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)"
)
_N: Final = r"\d{1,3}(?:,\d{3})+(?!\d)|\d{1,7}(?:\.\d{1,4})?|\.\d{1,4}"
_NUM: Final = rf"(?P<n>(?<![\w.])(?:{_N}))"
ANY: Final = rf"(?P<n>(?<![\w.])(?:{_N})|\b{NUMBER_WORD}\b)"
_DOSE: Final = r"(?:mg|µg|μg|mcg|ug|IU|MIU|Gy|cGy|MBq|mCi)"
_MORE: Final = r"(?:more|higher|greater|less|lower|fewer|above|below|older|younger|over|better)"
_LEAST: Final = (
    r"(?:at\s+least|at\s+most|no\s+(?:more|less|fewer)\s+than|a\s+minimum\s+of|(?:more|less|greater|fewer|lower|"
    r"higher)\s+than|exceeding|above|below|under|over)"
)

PEOPLE: Final = (
    r"(?:patients?|participants?|subjects?|women|men|children|people|adults|individuals|cases|controls|who|that|"
    r"which|had|have|were|was|with|for|from|received?|require[ds]?|discontinued|developed|completed|left|events?|"
    r"infections?|episodes?|deaths?|eyes)"
)

PATTERNS: Final = (
    ("significance", r"(?<![\w.])(?P<n>[12])[\s-]{1,2}(?:sided|tailed)"),
    # at 2, 24, and 48 hours: times of measurement
    ("time", (
        rf"(?i:\b(?:at|after|every)\s+){_NUM}(?:\s?(?:,\s?(?:and|or)|,|and|or|to|-)\s?{_NUM}){{0,8}}[\s-]{{0,2}}"
        r"(?:h|hrs?|hours?|min|mins|minutes?)\b"
    )),
    ("design", (
        rf"(?i:\b(?P<n>one|1)\s+of\s+(?:the\s+)?){ANY}\s+(?:[\w-]+\s+){{0,3}}(?:groups|arms|cohorts|regimens|treatments|"
        rf"conditions|interventions|strategies|schedules|sequences)\b"
    )),
    ("scale", rf"(?i:\b(?:possible\s+)?range,?\s+){_NUM}\s?(?:-|to)\s?{_NUM}"),
    ("registry", r"\b(?P<n>NCT\d{6,9}|ISRCTN\s?\d{6,9}|UMIN\d{5,9}|ChiCTR[-\w]{5,20}|\d{4}-\d{6}-\d{2}|ACTRN\d{8,16})"),
    ("registry", r"(?P<n>(?:https?://|www\.|doi:?\s?|\b10\.\d{4,5}/)\S{1,80})"),
    ("cross-reference", (
        r"\b(?:Tables?|Tabs?\.|Fig(?:ure|s)?\.?|Figures|Panels?|Appendi(?:x|ces)|Section|Chapter|Box|Eq(?:uation)"
        r"?\.?|Ref(?:erence)?s?\.?|Supplement(?:ary)?(?:\s(?:Table|File|Material|Appendix))?|Additional\sfile|Video)"
        r"\s{0,3}(?P<n>[A-Z]?\d{1,3}[A-Za-z]?)(?:(?:\s?[,&-]\s?|\s+(?:and|to)\s+)(?:(?:Table|Fig(?:ure|s)?\.?)\s?)"
        r"?(?P<n>[A-Z]?\d{1,3}[A-Za-z]?)\b)*"
    )),
    ("date", (
        rf"\b(?:(?P<n>\d{{1,2}})(?:st|nd|rd|th)?\s+)?{_MONTH}\.?\s+(?:(?P<n>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)"
        rf"?(?P<n>(?:19|20)\d{{2}})"
    )),
    ("date", rf"\b(?:(?P<n>\d{{1,2}})\s+(?={_MONTH}\b)|{_MONTH}\s+(?P<n>\d{{1,2}})(?!\d|\.\d))"),
    ("date", (
        r"(?<![\w.,$-])(?P<n>(?:19[5-9]|20[0-4])\d)(?:\s?[-/]\s?(?P<n>(?:19|20)?\d{2}))?(?![\w.]\d|\d|\s?%|"
        r"\s+(?:patients|participants|subjects|women|men|children|adults|individuals))"
    )),
    ("ratio", r"(?<![\w.])(?P<n>\d{1,2}(?::\d{1,2}){1,3})(?![\w:])"),
    ("version", (
        r"(?i:\bversions?\s+|\bv\.?|(?<=(?:software|dictionary|SPSS|SAS|Stata|MedDRA)\W{1,3})v\.?\s|\b(?:SPSS|SAS|Stata|R|MedDRA|GraphPad\sPrism|Prism|RevMan)\s+(?:software,?\s+)"
        r"?(?:version\s+|v\.?\s?)?)(?P<n>\d{1,4}(?:\.\d{1,3}){0,3})"
    )),
    ("version", r"(?<![\w.])(?P<n>\d{1,3}\.\d{1,3}\.\d{1,4})(?!\d)"),
    ("name", (
        r"\b(?i:phase|type|grades?|stages?|class|levels?|group|arm|cohort|case|patient|study|studies|trial|step|part|"
        r"model|panel|factor|omega|gleason(?:\sscore)?|ECOG|WHO|NYHA|quartile|tertile|subunit|receptor|chromosome|"
        r"exon|codon|line|question|item|room|keratin)\s?-?\s?(?P<n>\d{1,2}[a-zA-Z]?)(?!\d|\.\d|[\d%]|\s+of\s+(?:the\s+)?\d)(?:\s?(?:/|-|to|"
        r"or|and|,)\s?(?P<n>\d{1,2}[a-z]?)(?!\d|\.\d|\s?%|\s?\())*(?=\W|\Z)(?!\s?\((?!\s?n\s?=))"
    )),
    # the 5-FU group, 2-port eyes, the 24-hour arm: a number that begins a group's name
    ("name", (
        r"(?<![\w.,])(?P<n>\d{1,4})\s?-\s?(?!years?\b|yrs?\b|weeks?\b|months?\b|days?\b)\p{L}[\w/]{0,12}(?:[\s-]\p{L}{2,10})?\s(?:groups?|arms?|eyes|"
        r"cohorts?|recipients)\b"
    )),
    # 5-fluorouracil, 2-pathway: a number that begins a word, unless it counts days, points, items and their like
    ("name", (
        r"(?<![\w.,/-])(?P<n>\d{1,2})-(?!(?:years?|weeks?|months?|days?|hours?|minutes?|points?|fold|items?|times|"
        r"sessions?|steps?|cycles?|meters?|metres?|arms?|groups?|stages?|patients?|dose|grade|level)\b)\p{Ll}{5,20}\b"
    )),
    ("name", r"\b(?i:IL|CD|Ki|HER|TGF|TNF|COX|CK|HPV|HSV|BRCA)\s(?P<n>\d{1,3})(?!\d|\.\d|\s?%)"),
    ("dose", (
        rf"{_NUM}(?:\s?(?:-|to|or|and|,|,\s?or|,\s?and)\s?{_NUM})*[\s-]{{0,3}}{_DOSE}(?:/(?:kg|m\(?2\)?|m²|d|day|h|"
        rf"wk|week|ml|mL|body\sweight)){{0,2}}\b(?!\s?/\s?d?[lL]\b|\s?per\s(?:deci)?lit)"
    )),
    ("dose", (
        rf"{_NUM}\s?%\s+(?i:cream|ointment|gel|solution|lotion|foam|suspension|eye\s?drops|saline|concentration|"
        rf"bupivacaine|lidocaine|timolol)"
    )),
    ("schedule", (
        rf"(?i:\bevery\s+(?:other\s+)?){ANY}(?:\s?(?:-|to|or|and)\s?{ANY})?\s+(?:hours?|days?|weeks?|months?)"
    )),
    ("schedule", (
        rf"(?i:\b){ANY}(?:\s?(?:-|to|or)\s?{ANY})?\s+(?:times?|doses|injections?|tablets?|capsules?|drops?|puffs?|"
        rf"cycles|courses|sessions)\b(?!\s+(?:as|more|less|higher|greater|lower|the)\b)"
    )),
    ("schedule", (
        r"\b(?P<n>[Oo]nce|[Tt]wice|[Tt]hrice)[\s-]+(?:a\s|per\s|every\s|each\s|daily|weekly|monthly|the\s+same|at)"
    )),
    ("schedule", r"(?<![\w.])(?P<n>\d{1,2})[\s-]?(?:hourly|weekly|monthly)"),
    ("age", rf"{_NUM}\s+years?(?:\s+of\s+age|\s+old)?,?\s+(?:or|and)\s+{_MORE}"),
    ("age", (
        rf"(?i:\baged?\s+(?:(?:of\s+)?(?:{_LEAST}|between|from|[<>≤≥]=?)\s*)?|\b{_LEAST}\s+|\b(?:older|younger)"
        rf"\s+than\s+){_NUM}(?:\s?(?:-|to|and)\s?{_NUM})?\s*(?:years?|yrs?|months)(?:\s+of\s+age|\s+old)?"
    )),
    ("age", rf"(?i:\bin\s+their\s+){_NUM}\s?s?(?:\s+(?:to|and|or)\s+{_NUM}\s?s?)?"),
    ("age", rf"{_NUM}\s?s(?=\s+(?:to|and|or)\s+\d0\s?s?\b|\b)"),
    ("scale", (
        rf"(?i:\b(?:scores?|scores?\s+range[sd]?|range[sd]?|ranging|scale|scored|goes|runs|extends?)"
        rf"\s*[,:;]?\s*(?:on\s+(?:this|the|a)\s+\w{{1,15}}\s+)?(?:is|are|were|was)?\s*(?:from|of|"
        rf"on\s+a\s+scale\s+(?:of|from)|over|between)\s+){_NUM}(?:\s?\([^()]{{1,40}}\))?\s*(?:-|to|and)\s*{_NUM}"
    )),
    ("scale", (
        rf"(?i:\b(?:scale|score|scores|index|questionnaire)\b[^.;()\d]{{0,20}})[(\[](?i:possible\s+)?(?i:scores?|"
        rf"range|scale)?,?\s*(?P<n>[01])\s?(?:-|to)\s?{_NUM}"
    )),
    ("scale", r"\((?P<n>0)\s?(?:-|to)\s?(?P<n>\d{1,3})(?:\s?,[^()]{1,40}|\s+points?)?\)"),
    ("scale", (
        r"(?<![\w.])(?P<n>\d{1,3})[- ]point(?=\s+(?:\w{3,14}\s+){0,3}(?:scale|score|questionnaire|index|Likert))"
    )),
    ("scale", (
        r"(?<![\w.-])(?P<n>\d{1,2})\s+\((?:clear|almost\s+clear|no\s|none|best|worst|very|severe|mild|absent|"
        r"complete|not\s|minimal|maximum|normal)[^()]{0,30}\)"
    )),
    ("minimal difference", (
        rf"(?i:minim(?:al|um)(?:ly)?\s+(?:clinically\s+)?important\s+difference[^.;]{{0,30}}?){_NUM}"
    )),
    ("minimal difference", (
        rf"{_NUM}[^.;\d]{{0,60}}(?i:minim(?:al|um)(?:ly)?\s+(?:clinically\s+)?important\s+difference|"
        rf"smallest\s+difference)"
    )),
    ("threshold", (
        rf"(?i:\b(?:score|scores|value|values|level|levels|count|counts|cut-?\s?offs?|cutoff|threshold|defined\s+as|"
        rf"definition|criteri(?:on|a)|of|to\s+be|with\s+an?\s+\w{{1,12}}|require[sd]?|least)"
        rf"\b[^.;\d]{{0,40}}?\b(?:{_LEAST}|at|of)\s+){ANY}\s*(?:%|percent|years|\w{{1,4}}\s+per\s+\w{{1,6}})"
        rf"?\s*(?:\([^()]{{1,30}}\)\s*)?(?:or|and)\s+{_MORE}"
    )),
    ("threshold", rf"{_NUM}\s*(?:%|percent|mm\s?Hg|kU\s+per\s+liter|mg/dl|mg/dL)?\s+(?:or|and)\s+{_MORE}\b"),
    ("threshold", (
        rf"(?i:\b(?:reduction|improvement|decrease|increase|decline|fall|change|response|gain|cover|covered|score|"
        rf"stayed|level|value|affected)s?\s+(?:of\s+|had\s+to\s+|was\s+|were\s+|by\s+)?){_LEAST}\s+{_NUM}"
    )),
    ("threshold", (
        rf"(?i:\b(?:{_LEAST}|minimum|a|an)\s+){_NUM}\s*(?:%|percent)\s+(?:\w{{2,14}}\s+){{0,3}}(?:reduction|"
        rf"improvement|decrease|decline|increase)\s+(?:in|of|from)(?=[^.;]{{0,60}}\b(?:consider|defin|respon|criteri)"
        rf")"
    )),
    ("threshold", (
        rf"(?i:\bat\s+least\s+(?:an?\s+)?|≥\s?){_NUM}\s*(?:%|percent)\s+(?:\w{{2,14}}\s+){{0,2}}(?i:reductions?|"
        rf"improvements?|decreases?|increases?)\s+(?:in|of|from)\b"
    )),
    ("threshold", rf"(?<=[\w)]\s?)(?:≥|≤|>=|<=|>|<|<\s?or\s?=|>\s?or\s?=)\s?{_NUM}(?!\s?%\s+(?:of|in))"),
    ("threshold", rf"(?i:\bscore\s+of\s+){ANY}\s+or\s+{ANY}"),
    ("threshold", rf"(?i:\b{_LEAST}\s+){_NUM}\s*(?:hours?|minutes?|days?|weeks?|months?|years?)\b"),
    ("threshold", rf"(?i:\bwho\s+(?:had\s+|have\s+)?(?:achieved|reached|attained)\b[^.;,\d]{{0,40}}\bof\s+){_NUM}"),
    ("threshold", rf"{_NUM}\s+times\s+(?i:the\s+(?:interquartile|upper\s+limit|normal)|ULN|IQR)"),
    ("significance", (
        r"(?<![\w.])(?P<n>9\d(?:\.\d)?)\s?%\s*-?\s*(?:CIs?|C\.I\.|[Cc]onfidence|[Cc]redible|CrI|[Pp]rediction)"
    )),
    ("significance", (
        rf"(?i:\b(?:p[- ]?values?\s+(?:of\s+)?(?:less\s+than|below|under|<|≤)|alpha\s+(?:level\s+)?(?:of|=|"
        rf"was\s+set\s+at)|two-?sided\s+alpha|significance\s+level\s+(?:of|was|at))\s*){_NUM}"
    )),
    ("significance", (
        rf"{_NUM}\s*(?:%|percent)?\s+(?:two-?sided\s+)?(?:significance\s+level|level\s+of\s+significance|level)\b"
    )),
    ("significance", (
        rf"(?i:\bp\s?[<≤]\s?){_NUM}(?=[^.;]{{0,40}}\b(?:considered|regarded|defined|taken|deemed|indicat|"
        rf"significance|statistically\s+significant\s+difference\s+was\s+set))"
    )),
    ("design", r"(?<![\w.])(?P<n>\d{1,4})S(?=\s+rRNA)"),
)  # fmt: skip
COMPILED: Final = tuple((reason, regex.compile(pattern)) for reason, pattern in PATTERNS)
# disease1, 20%.1 and AD).4,5: digits behind a word or its full stop, without a blank.
CITED: Final = regex.compile(
    r"(?:(?<=\p{Ll}{3})|(?<=[\p{L})\]%\"'][.,;:])|(?<=[)\]\"']))(?P<n>\d{1,3}(?:\s?[,-]\s?\d{1,3}(?!\d|\.\d|\s?%))"
    r"{0,6})(?!\d|\.\d|\s?%|\w)"
)
NAMES: Final = regex.compile(r"(?<![\d.])(?P<n>\p{L}[\p{L}\d]{0,8}-?\d{1,4}(?:-\p{L}{1,3}|\p{L}{0,3})?)(?![\d%])")
# Earlier work found the same [5-7]; [12, 13]: whole numbers in square brackets behind words, not behind a number with
# its unit (12 months [7-18], 58 [29]) and not after a name of a statistic (median [12-18]).
BRACKETED: Final = regex.compile(
    r"(?<![\d%]\s{0,2}[A-Za-z/%µ]{0,12}\s{0,2})(?<!\b(?:median|mean|range|IQR|SD|CI|age|score)\s{0,2})"
    r"(?<=[a-z)][.,;]?\s{0,2})\[\s?(?P<n>\d{1,3}(?:\s?[,-]\s?\d{1,3}){0,8})\s?\](?![\d%])"
)
# 146/79: the first number is no share of the second, so neither is a value without the other (6/12 may be 6 of 12).
PAIRED: Final = regex.compile(
    r"(?<![\w.,/:-])(?P<n>\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d{1,2})?)\s?/\s?"
    r"(?P<n>\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d{1,2})?)(?![\w/]|[.,]\d|\s?%)"
)
