"""How sentences name the groups they compare; each pattern gives names and how surely they are groups."""

from typing import Final

import regex

_W: Final = (
    r"(?!(?:the|a|an|and|or|of|in|with|for|on|at|to|by|vs|versus|than|from|was|were|had|who|respectively|compared|as|"
    r"but|after|that|not|no|per|i\.e)\b)[a-z0-9\u0391-\u03c9][\w/.+']{0,24}"
)
_NAME: Final = rf"{_W}(?: [-/+] {_W}| {_W}){{0,4}}"
_SHORT: Final = rf"{_W}(?: [-/+] {_W}| {_W}){{0,3}}"
_GROUP: Final = r"(?:group|arm|cohort|recipients)"
_QUOTE: Final = r"(?:\" |“ )?"
_PEOPLE: Final = (
    r"(?:patients|pts|participants|subjects|those|women|men|children|adults|individuals|eyes|people|infants|persons)"
)
_KIND: Final = r"(?:control|intervention|placebo|active|experimental|sham|vehicle)"
_GIVEN: Final = (
    r"(?:(?:who |which )?(?:(?:had |have )?(?:been |were |was )?(?:randomly |initially )?(?:assigned|"
    r"randomi[sz]ed|allocated|allotted)(?: to(?: receive| undergo)?)?"
    r"|received|receiving|(?:were |was )?(?:given|treated with|on)|taking|undergoing|underwent))"
)
_END: Final = (
    r"(?= [,.;:()\[\]\"”]| had| were| was| and| but| as | compared| versus| vs| v | than | in | at | for | showed| "
    r"used| N| after| during| who| respectively| $|$)"
)
_BETWEEN: Final = (
    r"(?: ,)? (?:and|but|vs|versus|v|or|compared (?:with|to)|as compared (?:with|to)|,|whereas|while|against|than)"
    r"(?: only| the)?"
)
_BRACKET: Final = r"(?: [(\[] [^()\[\]]{1,50} [)\]])?"
_MORE: Final = (
    r"(?:higher|lower|more|fewer|less|greater|longer|shorter|better|worse|earlier|faster|larger|smaller|superior|"
    r"inferior|reduced|increased|improved|different|similar|differed|favou?r\w{0,3})"
)
_IN: Final = r"(?:with|in|for|after|on|among|of|by|following|from)"

PATTERNS: Final = (
    (3, regex.compile(
        rf"(?:^|\b(?:the|an?|in|to|of|and|vs|versus|than|with|for|between|whereas|while|but|each|,|\(|N|patients|\]|"
        rf"\.) ){_QUOTE}(?P<name>{_NAME}) {_QUOTE}{_GROUP}\b"
    )),
    (3, regex.compile(rf"(?:^|[(\[,]) ?(?P<name>{_NAME}) group\b")),
    (3, regex.compile(
        rf"\b(?:the|of|in|for|between) (?P<name>{_SHORT})(?: {_GROUP})? (?:and|or|versus|vs) (?:the )"
        rf"?(?P<name>{_SHORT}) (?:groups|arms|cohorts|recipients)\b"
    )),
    (3, regex.compile(rf"(?<!\w)(?P<name>{_W}(?: - {_W}| {_W}){{0,2}}) - treated\b")),
    (3, regex.compile(
        rf"(?<!\w)(?P<name>{_KIND}) (?:eyes|patients|subjects|participants|women|children|teeth|sites|sides?|"
        rf"recipients)\b"
    )),
    (2, regex.compile(
        rf"\b{_PEOPLE} {_GIVEN} (?:the |either |only |an? )?(?P<name>{_W}(?: (?:plus|with|and|or|-|{_W})){{0,3}}?)"
        rf"{_END}"
    )),
    (2, regex.compile(
        rf"\b(?:randomi[sz]ed|randomly|assigned|allocated)(?: \S+){{0,4}}? (?:to|receive|undergo|either|between)(?: "
        rf"receive| undergo| either| oral| intravenous| subcutaneous| topical| treatment with)* (?P<name>{_SHORT})"
        rf"(?: \( N \w* ?\w* ?\)| \( \w ?= ?N \)| N)? (?:or|versus|vs|and) (?:to |receive |oral |intravenous )"
        rf"*(?P<name>{_SHORT})(?= [,.;:()]| for | in | at | N| group| arm| $|$)"
    )),
    (2, regex.compile(
        rf"\bcompar(?:ed|ing|ison of) (?:the )?(?P<name>{_SHORT}) (?:with|and|to|versus|vs) (?:the )"
        rf"?(?P<name>{_SHORT}){_END}"
    )),
    (2, regex.compile(
        rf"(?:^|\b(?:with|of|in|on|for|after|to|between) )(?P<name>{_SHORT}) (?:versus|vs) (?P<name>{_SHORT}){_END}"
    )),
    # 29% with A and 31% with B
    (3, regex.compile((
        rf"\bN{_BRACKET} (?P<in>{_IN}) (?:the )?(?P<name>{_SHORT}){_BRACKET}{_BETWEEN} (?:a |from )?(?:[(\[] )?N(?: "
        rf"(?:to|and) N)?{_BRACKET} (?:(?P=in)) (?:the )?(?P<name>{_SHORT}){_END}"
    ), flags=regex.V0)),
    # longer with A than with B (16 v 12 days)
    (2, regex.compile(
        rf"\b{_MORE}\b[^.;]{{0,80}}? {_IN} (?:the )?(?P<name>{_SHORT}){_BRACKET} (?:than|compared (?:with|to)|as "
        rf"compared (?:with|to)|versus|vs|relative to)(?: {_IN})? (?:the )?(?P<name>{_SHORT}){_END}"
    )),
    (2, regex.compile(
        rf"(?:^|[,.] )(?:the )?(?P<name>{_SHORT}) (?:was|were|had|showed|resulted|produced|led|demonstrated|achieved|"
        rf"caused|improved|reduced|provided|yielded)\b[^.;]{{0,90}}? (?:than|compared (?:with|to)|as compared "
        rf"(?:with|to)|versus|vs)(?: {_IN}| the)* (?P<name>{_SHORT}){_END}"
    )),
    # (A vs B) behind a pair of numbers; for A and B, respectively
    (3, regex.compile(rf"[(\[] (?P<name>{_SHORT}) (?:vs|versus|v) (?P<name>{_SHORT}) [)\],;]")),
    (3, regex.compile(
        rf"\b{_IN} (?:the )?(?P<name>{_SHORT}) and (?:the )?(?P<name>{_SHORT})(?: groups| arms| patients| eyes| "
        rf"subjects)? ,? ?respectively\b"
    )),
    (2, regex.compile(rf"\bbetween (?:the )?(?P<name>{_SHORT}) and (?:the )?(?P<name>{_SHORT})(?= [(\[;,])")),
    (3, regex.compile(
        rf"\b(?P<name>{_SHORT}) [(\[] (?:n = )?N[^()]{{0,24}} [)\]]{_BETWEEN}(?: {_IN}| treatment| those| therapy| "
        rf"the)* (?P<name>{_SHORT}) [(\[] (?:n = )?N"
    )),
)  # fmt: skip
CONTROL: Final = regex.compile(
    r"\b(?:compared (?:with|to)|versus|vs|than(?: with| in| for)?|or|and|with|against|given|received|relative to)"
    r" (?P<name>placebo|sham|vehicle|usual care|no treatment|controls)\b|\b(?P<name>controls)\b"
)
