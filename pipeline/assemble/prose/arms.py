"""Which groups a document compares, and by which names it calls them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pipeline.assemble.prose.heads import group_heads
from pipeline.assemble.prose.labels import is_label
from pipeline.assemble.prose.lexis import DETERMINERS, PREPOSITIONS, SUBORDINATORS, Lexis, words
from pipeline.assemble.prose.namevariants import variants
from pipeline.assemble.prose.roles import control
from pipeline.assemble.prose.votes import Vote
from pipeline.normalise.names import tokens

_NO_NAME: Final = words(
    "stage stages grade grades type class phase level levels out outcome score scores studies study-related "
    "countries regions centers centres hospitals other same comparison patient patients "
    "age large whole entire total different respective peer working research any no not two three four five "
    "six several many most more than treatment-naive sub first second former latter new parallel multi single "
    "small larger smaller higher lower we it they receive received receiving either were was is are had have "
    "has did do which dose doses sample independent previous current present similar main risk number numbers "
    "third fourth fifth trimester between within all participants subjects women men children people individuals "
    "volunteers who clinical controlled blind blinded pilot label crossover cross-over medical training mg μg g ml "
    "kg iu "
    "intervention-naive and or but versus vs one remaining others another randomized randomised assigned "
    "allocated of in to for with on by every per control-to significant significantly overall primary "
    "secondary matched paired healthy-looking analysis subgroup sub-group blood muscle focus ethnic minority "
    "average racial support cooperative collaborative oncology trial trials hr or rr ci random differences "
    "difference balance efficacy end endpoint response survival toxicity day days week weeks month months year years "
    "visit visits cycle cycles course courses cost costs"
)
# No group by themselves: said of results, times and studies.
_ALONE: Final = words(
    "unchanged clear less median mean point prospective retrospective objective analyses question elevated evaluable "
    "double favourable favorable possible presentation self consecutive fewer increased decreased improved worse "
    "better stable develop last surgical eastern severe mild moderate positive negative unresolved common care"
)
_JOINING: Final = words("plus and with + - / followed")
_TAIL: Final = words(
    "therapy treatment treatments injection injections alone group groups arm arms patients recipients dose doses only "
    "supplementation supplemented administration cluster clusters"
)
_GROUP: Final = words("group groups arm arms")
ENOUGH: Final = 2  # a name that no lexicon knows needs one strong or two weak patterns, in a long text one more
OFTEN: Final = 6  # two names used as groups again and again are compared, even if one is the newer drug
SURE: Final = 2  # of patterns that are said of groups alone
RARE: Final = 8  # a name heard an eighth as often as the second group is none
HEAD: Final = 3  # a head of a table, in the votes of patterns
TAGGED: Final = 2  # a name that the learned weights find in a sentence, in the votes of patterns
FEW: Final = 2  # sentences that tell numbers: too few to say a name twice
SHORT: Final = 40  # sentences of an abstract with its title


@dataclass(frozen=True, slots=True)
class Arm:
    """A group of the document: its words (the key), how it is printed, its interventions."""

    key: str
    name: str
    id: str | None
    is_control: bool


@dataclass(frozen=True, slots=True)
class Arms:
    """The groups of a document by the words of their names; ``main`` is the one group of an uncontrolled study.

    ``is_open`` when so little is known of them that a sentence may name further ones; ``pair`` are
    the two that are set against each other, empty where it is not clear which;
    ``aliases`` the key of the arm that another name in ``listed`` stands for; ``populations`` are the people that some
    sentence sets against others (``without sepsis``), ``doses`` those of each drug that is given in several.
    """

    listed: tuple[Arm, ...]
    main: Arm | None
    is_open: bool = False
    pair: tuple[Arm, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    populations: frozenset[str] = frozenset()
    doses: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def compared(self) -> bool:
        """Whether the document sets groups against each other."""
        return len(self.listed) > 1

    def by_key(self) -> Mapping[str, Arm]:
        """The arms by key; a short name leads to the arm it stands for."""
        arms = {arm.key: arm for arm in self.listed}
        return {key: arms[self.aliases.get(key, key)] for key in arms}


@dataclass(frozen=True, slots=True)
class Heard:
    """What a document says of its groups.

    ``codes`` are its sentences, ``votes`` what the patterns find in each, ``tagged`` the names that the learned weights
    find in each sentence that tells numbers. ``given`` are the interventions of the lexicon, each as (words, id), as
    often as they stand there; ``heads`` those of its tables; ``printed`` tells how a healed word is written, ``short``
    the long form of an abbreviation.
    """

    codes: Sequence[str]
    votes: Sequence[Sequence[Vote]]
    tagged: Sequence[Sequence[str]]
    given: Sequence[tuple[str, str]]
    heads: Iterable[str]
    printed: Mapping[str, str]
    short: Mapping[str, str]


def harvest(heard: Heard, lexis: Lexis) -> Arms:
    """The arms named in sentences and table heads."""
    weights = _weighed(heard.votes, lexis)
    sure = _weighed(([v for v in told if v.is_group] for told in heard.votes), lexis)
    for head in group_heads(heard.heads):
        key = key_of(head.words, lexis)
        if key and (weights[key] or head.is_sized or lexis.interventions.ids(key)):
            weights[key] += HEAD
            sure[key] += HEAD
    common = Counter(word for word, _ in heard.given)
    enough = ENOUGH + (len(heard.codes) > SHORT)
    weights = Counter({k: w for k, w in weights.items() if not _is_measure(k, heard.short, lexis)})
    keys = sorted(key for key, weight in weights.items() if _is_arm(key, weight, enough, lexis))
    if len(heard.codes) > SHORT:
        keys = _prominent(keys, weights, sure, lexis)
    arms = tuple(_arm(key, lexis, heard.printed) for key in keys)
    main = _main(arms, common, weights, lexis, heard.printed)
    if main is not None:  # the other names are earlier or concomitant treatments
        return Arms((), main)
    if len(heard.codes) <= SHORT or len(arms) < 2:
        found = _tagged(heard, weights, lexis, known=len(keys))
        twice = {key for key in found if weights[key] > 0 or found[key] > 1}
        weights.update({key: TAGGED * times for key, times in found.items()})
        # Where patterns and learned weights agree on the groups, what only a pattern takes for one is none.
        kept = {k for k in keys if k in found or lexis.is_control(k)} if len(twice) > 1 else set(keys)
        arms = tuple(_arm(key, lexis, heard.printed) for key in sorted({*kept, *found}))
    return _compared(arms, weights, heard, lexis)


def _compared(arms: Sequence[Arm], weights: Mapping[str, int], heard: Heard, lexis: Lexis) -> Arms:
    """The arms with their roles, and which two the document sets against each other."""
    aliases = _aliases([a.key for a in arms], weights, heard.short, lexis)
    total = Counter({a.key: weights[a.key] for a in arms if a.key not in aliases})
    total.update({aliases[a.key]: weights[a.key] for a in arms if a.key in aliases})
    first = sorted(total, key=lambda key: (-total[key], key))
    clear = len(first) == 2 or (len(first) > 2 and 2 * total[first[2]] <= total[first[1]])
    enough = total[first[1]] / 2 if len(first) > 1 else 0
    compared = [key for key in first if total[key] >= enough]
    controls = control(compared, heard.codes, lexis, aliases) | {a.key for a in arms if a.is_control}
    controls |= _same_side([a.key for a in arms if a.key not in aliases], controls)
    arms = tuple(replace(a, is_control=aliases.get(a.key, a.key) in controls) for a in arms)
    pair = tuple(a for a in arms if a.key in first[:2]) if clear else ()
    few = len(heard.codes) <= SHORT and len(first) < 2
    return Arms(arms, None, is_open=few, pair=pair, aliases=aliases)


def _aliases(
    keys: Sequence[str], weights: Mapping[str, int], short: Mapping[str, str], lexis: Lexis
) -> Mapping[str, str]:
    """Of a short and a long name of one group the rarer leads to the other: ``4-OHT`` and what it stands for."""
    found: dict[str, str] = {}
    pairs = [(brief, key_of(long, lexis)) for brief, long in short.items()]
    # controls and the control group, but not group NS and group N
    pairs += [(key, key.removesuffix("s")) for key in keys if not is_label(key)]
    pairs += [(key, key.partition(" ")[2]) for key in keys if is_label(key)]  # group ASH and the ASH regimen
    pairs += [(key, other) for key in keys for other in variants(key)]
    pairs += [(key, long) for key in keys for long in keys if _are_initials(key, long)]
    for one, other in pairs:
        if one in keys and other in keys and one != other:
            rarer, kept = sorted((one, other), key=lambda key: weights[key])
            found[rarer] = kept
    return found


def _are_initials(brief: str, long: str) -> bool:
    """Whether a short name is of the first letters of a long one, in any order: ``EP``, epirubicin plus paclitaxel."""
    letters = [word[0] for word in long.split() if word not in _JOINING and word[0].isalpha()]
    return len(letters) > 1 and brief not in long.split() and sorted(brief) == sorted(letters)


def _same_side(keys: Sequence[str], controls: Collection[str]) -> frozenset[str]:
    """Names that say more or less of a control's name and add no treatment: ``silk`` beside ``silk suture``.

    None where no other group would be left to compare it with.
    """
    found = frozenset(
        key
        for key in keys
        for other in controls
        if key not in controls
        and other in keys
        and _says_less(min(key, other, key=len), max(key, other, key=len), keys)
    )
    return found if len(set(keys) - found - set(controls)) > 0 else frozenset()


def _says_less(brief: str, long: str, keys: Sequence[str]) -> bool:
    """Whether one name is part of the other, and of no third one, without a word that joins treatments."""
    mine, other = set(brief.split()), set(long.split())
    if not mine < other or _JOINING & other or {"no", "without", "non", "less"} & (mine ^ other):
        return False
    return not any(mine < set(key.split()) for key in keys if key != long)


def _tagged(heard: Heard, weights: Mapping[str, int], lexis: Lexis, *, known: int) -> Mapping[str, int]:
    """The names that the learned weights find often enough, or that patterns find as well; how often each.

    ``known`` is how many names the patterns are sure of: where there are two, one more must be said twice.
    """
    found: Counter[str] = Counter()
    for names in heard.tagged:
        keys = {k for name in names if (k := key_of(name, lexis)) and lexis.outcomes.whole(k) is None}
        # The study, not the study group; adults received A.
        found.update(k for k in keys if weights[k] > 0 or (k != "study" and k not in lexis.people))
    short, few = len(heard.codes) <= SHORT, len(heard.tagged) <= FEW
    enough = (1 if few and known < 2 else 2) if short else 4
    sure = {
        key: times
        for key, times in found.items()
        if times >= enough or (times >= enough / 2 and weights[key] > 0 and not any(w in _NO_NAME for w in key.split()))
    }
    return sure if len(sure) > 1 or known > 1 or not short else found


def _weighed(told: Iterable[Iterable[Vote]], lexis: Lexis) -> Counter[str]:
    """How surely each name is one of a group: the sum of what the votes say."""
    weights: Counter[str] = Counter()
    for votes in told:
        for vote in votes:
            named = vote.name if lexis.is_control(vote.name) else ""
            if key := key_of(vote.name, lexis) or named:
                weights[key] += vote.weight
    return weights


def key_of(name: str, lexis: Lexis) -> str:
    """The words of a name that tell its group; empty when it names none."""
    words = [w for w in name.split() if w != "_"]
    behind = next((k for k, w in enumerate(words) if k and w in _GROUP), len(words))
    words = words[:behind]  # the placebo group making
    if words and words[0] in {"either", "any", "each", "all", "every", "both"}:
        return ""
    if words[:1] == ["no"]:  # no further treatment
        return name if words[-1] in _TAIL and len(words) < 4 else ""
    while words and (words[0] in DETERMINERS or words[0] in _NO_NAME or words[0] in PREPOSITIONS or words[0] == "-"):
        words = words[1:]
    if words[:1] and words[0] in lexis.experimental and all(word in _TAIL for word in words[1:]):
        return words[0]  # the treated group
    for k, word in enumerate(words):
        if word in SUBORDINATORS or word in lexis.verbs:
            named = k and not all(w in lexis.people for w in words[:k])  # adults received A: A
            return key_of(" ".join(words[:k] if named else words[k + 1 :]), lexis)
        if word in PREPOSITIONS and word != "with" and not _is_within(word, words, lexis):
            return key_of(" ".join(words[:k] if k >= len(words) - 1 else words[k + 1 :]), lexis)
    while words and (
        words[-1] in _TAIL or words[-1] in _NO_NAME or words[-1] in {"-", "plus", "with"} or _is_adverb(words[-1])
    ):
        words = words[:-1]
    if any(w in {"and", "or", "versus", "vs", ","} for w in words) or not any(w[0].isalpha() for w in words):
        return ""
    return "" if len(words) == 1 and words[0] in _ALONE else " ".join(words)


def _is_within(word: str, words: Sequence[str], lexis: Lexis) -> bool:
    """Whether a preposition is part of what a control is called: ``best standard of care``."""
    name = f" {' '.join(words)} "
    return any(f" {word} " in surface and f" {surface} " in name for surface in lexis.control)


def _prominent(keys: Sequence[str], weights: Mapping[str, int], sure: Mapping[str, int], lexis: Lexis) -> list[str]:
    """Of the names heard in a long text those that are somewhere said of groups alone, and not a few times beside many.

    ``pain (4%), nausea (3%)`` and ``in the first month than in the third`` are told as groups are.
    """
    named = [key for key in keys if sure.get(key, 0) >= SURE or is_label(key) or _is_known(key, lexis)]
    often = sorted((weights[key] for key in named), reverse=True)[1:2]
    main = {word for key in named for word in key.split() if often and weights[key] >= often[0]}
    return [
        key
        for key in named
        if not often or RARE * weights[key] >= often[0] or _is_known(key, lexis) or main & set(key.split())
    ]


def _is_known(key: str, lexis: Lexis) -> bool:
    return bool(lexis.interventions.ids(key)) or lexis.is_control(key) or key in lexis.experimental


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and len(word) > 5 and word not in {"family", "early", "daily", "monthly", "weekly"}


def _is_arm(key: str, weight: int, enough: int, lexis: Lexis) -> bool:
    words = key.removeprefix("no ").split()
    if any(w in _NO_NAME and not _is_within(w, words, lexis) for w in words):
        return False
    return weight >= (1 if _is_known(key, lexis) else enough)


def _is_measure(key: str, short: Mapping[str, str], lexis: Lexis) -> bool:
    """Whether a name is short for an outcome: ``OS`` for overall survival; not for fatigue self-management."""
    found = lexis.outcomes.find(short[key]) if key in short else ()
    return bool(found) and found[-1].end == len(tokens(short[key]))


def _arm(key: str, lexis: Lexis, printed: Mapping[str, str]) -> Arm:
    label = [key.rsplit(maxsplit=1)[-1]] if is_label(key) else []
    name = " ".join(w.upper() if w in label else printed.get(w, w) for w in key.split()).replace(" - ", "-")
    return Arm(key, name[:1].upper() + name[1:], arm_id(key, lexis), lexis.is_control(key))


def arm_id(name: str, lexis: Lexis) -> str | None:
    """The interventions of an arm: ``dupilumab+topical-glucocorticoid``; placebo first."""
    name, _, dose = name.partition("@")
    ids = sorted(set(lexis.interventions.ids(name)))
    if dose:
        return f"{'+'.join(ids) or name}@{dose}" if name else None
    if "placebo" in ids:
        ids = ["placebo", *(i for i in ids if i != "placebo")]
    return "+".join(ids) or None


def _main(
    arms: Sequence[Arm], common: Mapping[str, int], weights: Mapping[str, int], lexis: Lexis, printed: Mapping[str, str]
) -> Arm | None:
    """The one intervention of a study without a comparison; None when there is a comparison."""
    often = [arm for arm in arms if weights[arm.key] >= OFTEN]
    if any(arm.is_control for arm in arms) or len(often) > 1 or (len(arms) > 1 and not common):
        return None
    counts = Counter(common)
    for arm in arms:
        counts[arm.key] += weights[arm.key]
    if not counts:
        return None
    (key, first), *rest = counts.most_common(2)
    if lexis.is_control(key) or (not common and first < OFTEN):
        return None
    # One drug that is named far more often than any other, in a text where nobody serves as control.
    if rest and 2 * rest[0][1] > first:
        return None
    return _arm(key, lexis, printed)
