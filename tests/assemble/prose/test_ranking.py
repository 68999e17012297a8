"""The learned choice of the words that name an outcome: what it may choose, what it keeps, that weights are needed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.assemble.prose.likeness import Number
from pipeline.assemble.prose.naming import phrase
from pipeline.assemble.prose.options import Option, options
from pipeline.assemble.prose.ranking import RULE, Known, Ranker, offer
from pipeline.assemble.prose.sentence import NUMBER, Sentence
from pipeline.assemble.prose.tagging import Names
from pipeline.assemble.prose.telling import Told
from pipeline.extent import Extent
from pipeline.recognise.weights import Weights
from tests.assemble.prose.test_learned import WORDS, sentence
from tests.training.outcomes import Asked, Task, learned

TEXT = "Loss of hair and itching of the scalp were seen in 12% of the women."
SAID = ["pain", "of", "the", "hip", "was", "12%", "and", "had", "nausea", "(", "at week 4", ")", ",", "vs", "p < 0.05"]


def names_of(s: Sentence) -> list[str]:
    """The names that the runs of words would give."""
    found = (phrase(s.items, o.start, o.end, WORDS) for o in options(s.items, WORDS))
    return [p.name for p in found if p is not None]


def number(s: Sentence, name: str, rule: str = "subject") -> Number:
    """The only number, with the outcome that a rule would give it."""
    (at,) = s.of(NUMBER)
    place = next(k for k, x in enumerate(s.items) if x.text == name.split(maxsplit=1)[0])
    return Number(at, "proportion", "efficacy", Told(name, s.items[place].extent, rule))


def ranker(*features: str) -> Ranker:
    """A ranker to which these features alone say something."""
    return Ranker(Weights(("outcome",), dict.fromkeys(features, (9.0,))), WORDS)


def test_a_noun_phrase_is_offered_whole_and_in_parts() -> None:
    """With what follows its prepositions and joiners and without; no run holds a number or a finite verb."""
    found = names_of(sentence(TEXT))

    assert {"Loss of hair", "Itching of the scalp", "Itching"} <= set(found)
    assert not any("12" in name or "were" in name.split() for name in found)


@settings(deadline=None)
@given(st.lists(st.sampled_from(SAID)))
def test_runs_stay_within_the_sentence(words: list[str]) -> None:
    """Whatever the words, each run is not empty, inside, and has no number in it."""
    s = sentence(" ".join([*words, "."]))

    for o in options(s.items, WORDS):
        assert 0 <= o.start < o.end <= len(s.items)
        assert not any(x.kind == NUMBER for x in s.items[o.start : o.end])


def test_without_weights_the_rules_stay() -> None:
    """Each number keeps what the rules say."""
    s = sentence(TEXT)
    asked = number(s, "Loss of hair")

    assert Ranker(Weights(), WORDS).told(s, [asked], Names(), Known()) == [asked.told]


def test_what_the_weights_prefer_is_named_with_its_place() -> None:
    """Another run of words brings its own extent, and says that it was ranked."""
    s = sentence(TEXT)
    (told,) = ranker("lies right").told(s, [number(s, "Loss of hair")], Names(), Known())

    assert told.rule == RULE
    assert told.name.lower() == told.extent.of(TEXT)
    assert told.extent.start >= TEXT.index("hair")


def test_a_little_more_is_not_enough() -> None:
    """The rules keep what is told by them unless another choice says clearly more."""
    s = sentence(TEXT)
    asked = number(s, "Loss of hair")
    weak = Ranker(Weights(("outcome",), {"lies right": (0.1,)}), WORDS)

    assert weak.told(s, [asked], Names(), Known()) == [asked.told]


def test_a_short_name_is_not_cut_and_a_known_measure_stays() -> None:
    """Pain at rest is not pain; what a strong rule and the lexicon agree on is not asked."""
    s = sentence("Pain at rest was seen in 12% of the women.")
    (at,) = s.of(NUMBER)
    rest = Number(at, "proportion", None, Told("Pain at rest", Extent(0, 12), "subject"))
    known = Number(at, "proportion", None, Told("HbA1c", Extent(0, 4), "bracket_after_name"))

    assert ranker("lies head").told(s, [rest], Names(), Known()) == [rest.told]
    assert ranker("lies right").told(s, [known], Names(), Known()) == [known.told]


def test_a_name_told_before_keeps_the_place_of_the_words_that_point_to_it() -> None:
    """Its evidence is what is printed in this sentence."""
    s = sentence(TEXT)
    asked = number(s, "Loss of hair")
    (told,) = ranker("earlier 0").told(s, [asked], Names(), Known(told=("Baldness", "Grey hair")))

    assert (told.name, told.extent) == ("Grey hair", asked.told.extent)


def test_a_change_stays_a_change() -> None:
    """The name of another run is that of its change, as the rules told one."""
    s = sentence(TEXT)
    asked = number(s, "Loss of hair")
    asked = Number(asked.item, "mean_change", None, Told("Change in loss of hair", asked.told.extent, "changed_by"))

    (told,) = ranker("lies right").told(s, [asked], Names(), Known())

    assert told.name.startswith("Change in ")


def test_correlations_are_left_to_the_rules() -> None:
    """No run of words names both sides."""
    s = sentence(TEXT)
    asked = number(s, "Loss of hair")
    asked = Number(asked.item, "correlation", None, asked.told)

    assert ranker("lies right").told(s, [asked], Names(), Known()) == [asked.told]


def test_weights_are_learned_from_what_is_right() -> None:
    """Taught that the name right before the verb is meant, it chooses so in words never seen; always the same weights."""
    taught = [
        "Loss of hair and itching were seen in 12% of the women.",
        "Pain of the hip and bleeding were found in 31% of the men.",
        "Swelling of the face and nausea were noted in 8% of the women.",
    ]
    last = ["Itching", "Bleeding", "Nausea"]
    tasks = []
    for k, (text, right) in enumerate(zip(taught * 3, last * 3, strict=True)):
        s = sentence(text)
        asked = Asked(s, [number(s, text.split(" and ")[0])], Names(), Known())
        tasks.append(Task(f"doc{k}", asked, {0: right.__eq__}))
    weights = learned(tasks, WORDS)
    s = sentence("Stiffness of the neck and dizziness were seen in 5% of the men.")

    (told,) = Ranker(Weights(("outcome",), weights), WORDS).told(
        s, [number(s, "Stiffness of the neck")], Names(), Known()
    )

    assert told.name == "Dizziness"
    assert learned(tasks, WORDS) == weights


def test_how_runs_lie_to_each_other() -> None:
    """Named from the view of the first."""
    whole = Option(2, 6)

    lies = [Option(*place).beside(whole) for place in ((2, 6), (2, 4), (4, 6), (3, 5), (0, 6), (2, 9), (0, 2), (6, 9))]

    assert lies == ["same", "head", "tail", "within", "longer before", "longer behind", "left", "right"]


def test_the_choice_of_the_rules_is_always_offered() -> None:
    """First, also where its words are no run."""
    s = sentence(TEXT)
    asked = number(s, "Loss of hair")

    choices = offer(s, Names(), Known(), WORDS).choices(asked, None)

    assert choices[0].option is None
    assert any("rules subject" in f for f in choices[0].here)
    assert len(choices) == len({c.option for c in choices})
