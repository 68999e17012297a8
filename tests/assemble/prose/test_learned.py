"""The learned names and links: what the weights look at, and what holds without them."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.assemble.prose.features import features
from pipeline.assemble.prose.lexis import lexis
from pipeline.assemble.prose.links import Linker, Question, walk
from pipeline.assemble.prose.readings import read
from pipeline.assemble.prose.sentence import Sentence
from pipeline.assemble.prose.tagging import TAGS, Names, Tagger, spans
from pipeline.assemble.prose.telling import Told
from pipeline.document import Document, Passage
from pipeline.errors import ConfigError
from pipeline.extent import Extent
from pipeline.recognise.weights import Weights, read_weights, write_weights
from tests.assemble.prose.test_prose import RECOGNISER
from tests.training.names import learned

WORDS = lexis(RECOGNISER.terms)
SILENT = Tagger(Weights(), WORDS)


def sentence(text: str) -> Sentence:
    """The one sentence of a text."""
    from pipeline.words import Vocabulary

    passage = Passage("prose", "results", (Extent(0, len(text)),))
    return read(Document("doc", text), passage, RECOGNISER, Vocabulary(text), SILENT).sentences[0]


TAUGHT = [
    ("Healing was seen in 62% of the fluvoxin group.", {"Healing": "outcome", "fluvoxin": "arm"}),
    ("Nausea was noted in 12% of the carbitol group.", {"Nausea": "outcome", "carbitol": "arm"}),
    ("Relapse was found in 31% of the marolide group.", {"Relapse": "outcome", "marolide": "arm"}),
]


def tagger() -> Tagger:
    """A tagger that has seen three sentences."""
    data = []
    for text, names in TAUGHT:
        s = sentence(text)
        data.append((features(s.items, WORDS, {}), [TAGS.index(names.get(i.text, "outside")) for i in s.items]))
    return Tagger(Weights(TAGS, learned(data, WORDS, rare=1)), WORDS)


def test_names_are_known_by_their_places() -> None:
    """Words never seen before are named by what stands around them; the same sentences teach the same weights."""
    s = sentence("Bleeding was seen in 8% of the zotapine group.")

    names = tagger().names(s, {})

    text = "Bleeding was seen in 8% of the zotapine group."
    assert [e.of(text) for e in names.arms] == ["zotapine"]
    assert [e.of(text) for e in names.outcomes] == ["Bleeding"]
    assert tagger().weights == tagger().weights


def test_without_weights_the_rules_stay() -> None:
    """No name is found, no outcome changed."""
    s = sentence("Healing was seen in 62% of the fluvoxin group.")
    given = {s.of("N")[0]: Told("Healing", s.items[0].extent, "subject")}

    assert SILENT.names(s, {}) == Names()
    assert Linker(Weights(), WORDS).outcomes(s, list(given), given, Names()) == given


def test_a_sure_rule_keeps_its_outcome() -> None:
    """Weights that favour everything else do not touch what stands beside the number."""
    text = "Healing of the ulcer was seen, pain score 4.2 points."
    s = sentence(text)
    (number,) = s.of("N")
    told = Told("Pain score", s.items[-5].extent, "value_after_outcome")
    weights = Weights(("arm", "outcome"), {"L": (9.0, 9.0), "rule": (-9.0, -9.0), "rule alone": (-9.0, -9.0)})

    made = Linker(weights, WORDS).outcomes(s, [number], {number: told}, Names((), (s.items[0].extent,)))

    assert made[number].name == "Pain score"


@given(st.lists(st.sampled_from(range(5)), max_size=12))
def test_spans_cover_what_is_tagged(tags: list[int]) -> None:
    """Runs are in order, apart, and begin with a first word."""
    found = list(spans(tags))

    assert all(tags[first] == kind and first < end for kind, first, end in found)
    assert all(one[2] <= other[1] for one, other in pairwise(found))


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=8).filter(str.isprintable),
        st.tuples(st.integers(-999, 999), st.integers(-999, 999)),
        max_size=9,
    )
)
def test_weights_come_back_as_written(
    tmp_path_factory: pytest.TempPathFactory, hundredths: dict[str, tuple[int, int]]
) -> None:
    """Each feature with its weights, those of no weight left out."""
    path = tmp_path_factory.mktemp("weights") / "w.csv"
    of = {name: (a / 100, b / 100) for name, (a, b) in hundredths.items()}

    count = write_weights(path, ("arm", "outcome"), of)

    kept = {name: row for name, row in of.items() if any(row)}
    assert read_weights(path).of == kept
    assert count == len(kept)


def test_a_missing_file_of_weights_is_no_error_and_a_broken_one_is(tmp_path: Path) -> None:
    """Without the file the rules decide; nonsense in it is named."""
    broken = tmp_path / "w.csv"
    broken.write_text("feature,arm\nany,much\n", encoding="utf-8")

    assert read_weights(tmp_path / "none.csv") == Weights()
    with pytest.raises(ConfigError, match=r"w\.csv"):
        read_weights(broken)


@pytest.mark.parametrize("size", [30, 120])
def test_a_number_is_weighed_against_its_nearest_names_only(size: int) -> None:
    """However many names a sentence lists, each number asks about as many of them, and the nearest is among them."""
    s = sentence(", ".join(f"{k % 90}.{k % 7 + 1}% bled" for k in range(size)) + ".")
    numbers = s.of("N")
    options = [None, *((i + 1, i + 2) for i in numbers)]
    question = Question(s, numbers, dict.fromkeys(numbers, options), {i: {} for i in numbers})
    asked: list[int] = []

    def nearest(_: int, rows: Sequence[Sequence[str]]) -> int:
        asked.append(len(rows))
        return next(k for k, row in enumerate(rows) if "R rank 0" in row)

    chosen = walk(question, [x.kind for x in s.items], nearest)

    assert len(asked) == size
    assert max(asked) <= 25
    assert all(option == (i + 1, i + 2) for i, option in chosen.items())
