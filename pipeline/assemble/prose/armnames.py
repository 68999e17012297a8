"""How sentences name the groups they compare; each pattern gives names and how surely they are groups."""

from typing import Final

import regex

_W: Final = (
    r"(?!(?:the|a|an|and|or|of|in|with|for|on|at|to|by|vs|versus|than|from|was|were|had|who|respectively|compared|as|"
    r"but|after|that|not|no|per|i\.e)\b)[a-z0-9\u0391-\u03c9][\w/.+'-]{0,24}"
)
_NAME: Final = rf"{_W}(?: [-/+] {_W}| {_W}){{0,4}}"
_SHORT: Final = rf"{_W}(?: [-/+] {_W}| {_W}){{0,3}}"
# Behaviour and exercise are studied in conditions and sessions.
_GROUP: Final = r"(?:group|arm|cohort|recipients|condition|session)"
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
    r"(?= [,.;:()\[\]\"”]| had"
    r"| experienced| achieved| developed| reported| completed| met| reached| survived"
    r"| were| was| and| but| as | compared| versus| vs| v | than | in | at | for | showed| "
    r"used| [NPTX]| after| during| who| respectively| $|$)"
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

# Said of groups alone.
NAMED: Final = (
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
        rf"\b(?:{_PEOPLE}|N(?! on\b)) {_GIVEN} (?:the |either |only |an? )?"
        rf"(?P<name>{_W}(?: (?:plus|with|and|or|-|{_W})){{0,3}}?)"
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
    # (A vs B) behind a pair of numbers; for A and B, respectively
    (3, regex.compile(rf"[(\[] (?P<name>{_SHORT}) (?:vs|versus|v) (?P<name>{_SHORT}) [)\],;]")),
    # A lowered the score by 8.4 and B by 8.9
    (3, regex.compile(
        rf"(?:^|[,.] )(?P<name>{_SHORT}) (?:\w+ly )?(?:reduced|lowered|decreased|increased|raised|improved)\b"
        rf"[^;]{{1,60}}? by N{_BRACKET}(?: ,)? (?:and|while|whereas|but) (?P<name>{_SHORT})(?: \w+ed(?: it)?)? by N"
    )),
    (2, regex.compile(
        rf"(?:^|[,.] )(?P<name>{_SHORT}) (?:\w+ly )?(?:reduced|lowered|decreased|increased|raised|improved)\b"
        rf"[^;]{{1,60}}? by N{_BRACKET} (?:compared with|versus|vs|against) N{_BRACKET} {_IN} (?P<name>{_SHORT}){_END}"
    )),
    # : A group , 13.6 ; B group , 23.8
    (3, regex.compile(rf"(?:^|[:;] )(?P<name>{_NAME}) {_GROUP} [,:=] N")),
    # More A patients (28%) than B patients
    (2, regex.compile(
        rf"\b{_MORE} (?P<name>{_W}(?: - {_W})?) {_PEOPLE} [^.;]{{0,60}}?\bthan (?P<name>{_W}(?: - {_W})?) {_PEOPLE}"
    )),
)  # fmt: skip
# Said of groups, but also of outcomes, times and strata: in a long text the name must be one of a group elsewhere.
LISTED: Final = (
    # longer with A than with B (16 v 12 days)
    (2, regex.compile(
        rf"\b{_MORE}\b[^.;]{{0,80}}? {_IN} (?:the )?(?P<name>{_SHORT}){_BRACKET} (?:than|compared (?:with|to)|as "
        rf"compared (?:with|to)|versus|vs|relative to)(?: {_IN})? (?:the )?(?P<name>{_SHORT}){_END}"
    )),
    (2, regex.compile(
        rf"(?:^|[,.] )(?:the )?(?P<name>{_SHORT}) (?:was|were|had|showed|resulted|produced|led|demonstrated|achieved|"
        rf"caused|improved|reduced|provided|yielded)\b"
        rf"(?! (?:\w+ly |also |much |far )?(?:{_MORE}|(?:more|less|as) \w+|similar|comparable) {_IN} )"
        rf"[^.;]{{0,90}}? (?:than|compared (?:with|to)|as compared "
        rf"(?:with|to)|versus|vs)(?: {_IN}| the)* (?P<name>{_SHORT}){_END}"
    )),
    (3, regex.compile(
        rf"\b{_IN} (?:the )?(?P<name>{_SHORT}) and (?:the )?(?P<name>{_SHORT})(?: groups| arms| patients| eyes| "
        rf"subjects)? ,? ?respectively\b"
    )),
    # in 8.6% (induction) and 8.9% (no induction)
    (3, regex.compile(
        rf"\bN [(\[] (?P<name>{_SHORT}) [)\]](?: ,)? (?:and|vs|versus|v) N [(\[] (?P<name>{_SHORT}) [)\]]"
    )),
    # for A and B were 20% and 17%; for A was 4.6, whereas that for B was 0.3
    (2, regex.compile(
        rf"\b(?:for|with|in|on|after) (?:the )?(?P<name>{_SHORT}) and (?:the )?(?P<name>{_SHORT})"
        rf"(?: groups| arms| patients| eyes)? (?:was|were|averaged) N(?: ,)? (?:and|vs|versus) N"
    )),
    (2, regex.compile(
        rf"\b(?P<in>for|with|in|on|after) (?:the )?(?P<name>{_SHORT}) (?:was|were|averaged) N(?: ,)? "
        rf"(?:and|whereas|while|but|compared with) (?:that |it )?(?P=in) (?:the )?(?P<name>{_SHORT}) (?:was|were)?"
    )),
    (1, regex.compile(rf"[(\[] (?P<name>{_SHORT}) [:=] N [,;] (?P<name>{_SHORT}) [:=] N")),
    # with A (6.7) was greater than with B (4.9)
    (2, regex.compile(
        rf"\b{_IN} (?P<name>{_SHORT}) [(\[] N [)\]] (?:was|were|is) [^.;]{{0,60}}?\bthan "
        rf"(?:(?:that|those) )?(?:\w+ed )?{_IN} (?P<name>{_SHORT}) [(\[] N"
    )),
    (2, regex.compile(rf"\bbetween (?:the )?(?P<name>{_SHORT}) and (?:the )?(?P<name>{_SHORT})(?= [(\[;,])")),
    (3, regex.compile(
        rf"\b(?P<name>{_SHORT}) [(\[] (?:n = )?N(?:(?! v| N)[^()]){{0,24}} [)\]]{_BETWEEN}"
        rf"(?: {_IN}| treatment| those| therapy| the)* (?P<name>{_SHORT}) [(\[] (?:n = )?N"
    )),
)  # fmt: skip
# 29% with A, 31% with B, and 40% with C: a name may end one pair and begin the next.
RUNNING: Final = regex.compile(
    (
        rf"\bN{_BRACKET}(?: \) )?(?: (?!{_IN} )[a-z]+){{0,3}} (?P<in>{_IN}) (?:the )?(?P<name>{_SHORT})"
        rf"{_BRACKET}{_BETWEEN} (?:a |from )?(?:[(\[] )?N(?: "
        rf"(?:to|and) N)?{_BRACKET} (?:(?P=in)) (?:the )?(?P<name>{_SHORT}){_END}"
    ),
    flags=regex.V0,
)
CONTROL: Final = regex.compile(
    r"\b(?:compared (?:with|to)|versus|vs|than(?: with| in| for)?|or|and|with|against|given|received|relative to)"
    r" (?P<name>placebo|sham|vehicle|usual care|(?:best )?(?:standard of|supportive) care|(?:care|treatment) as usual|"
    r"no (?:[a-z]+ )?(?:treatment|therapy)|controls)\b|\b(?P<name>controls)\b"
)
