"""What holds for every text."""

import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import Document, Table
from pipeline.extent import Extent
from pipeline.lines import lines
from pipeline.segment import SectionTerms, segment, sentences

LINES = st.sampled_from(
    [
        "", " ", "Results", "R ESULT S", "A BS TR AC T", "METHODS", "References", "Read More", "Related Videos", " A",
        "Table 2. Scores.*", "Figure 1. Scores.", "  • Acne", "Dear Editor,", "131", "© 2024 X", "PATIENTS AND SEX",
        "the score fell by 40% (P = .04) in the group of", " group, vs. placebo. Nobody in", "It was so.4,5",
        "May 15th 2025The pair cut", "1. Berg A, et al. Hives. 2020;1:2", "Anna Berg1, Carl Dahl2 & Eva Falk1",
        "you may win the app in the store", "\f Case 2 was", "In short: " + "long words of no weight, " * 12 + "end.",
        "\u2003wide\u2009±\u20091.5 −3", "e.g.", "...", "(Table 6).", "METHODS: It was", "\x1d", "ﬁ\u0301",
    ]
)  # fmt: skip
SECONDS = 30
TEXTS = st.one_of(
    st.lists(LINES, max_size=40).map("\n".join),
    st.text(alphabet="aA1.,;()±−%\n\r\f \u2003\u00a0’“Tab•", max_size=200),
    st.text(max_size=80),
)


@given(text=TEXTS, cuts=st.lists(st.integers(0, 400), max_size=4))
@settings(max_examples=300, deadline=None)
def test_every_line_is_in_one_passage_or_one_table(terms: SectionTerms, text: str, cuts: list[int]) -> None:
    """And its pieces slice without outer white space, in order, to sentences that are the passage."""
    ends = sorted({min(cut, len(text)) for cut in cuts})
    parts = [Extent(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False) if a < b]
    tables = [Table("Table 1", part, (), (), part, (part,)) for part in parts]
    free = {line.extent for line in lines(text) if not any(part.overlaps(line.extent) for part in parts)}

    sections, passages = segment(Document("d", text), tables, terms)

    pieces = [piece for passage in passages for piece in passage.pieces]
    assert sorted(pieces) == sorted(free)
    assert all(piece.of(text) == piece.of(text).strip() != "" for piece in pieces)
    assert all(a < b for passage in passages for a, b in pairwise(passage.pieces))
    assert [p.pieces[0] for p in passages] == sorted(p.pieces[0] for p in passages)
    assert "".join(s.extent.of(text) for s in sections) == text
    for passage in passages:
        _are_the_passage(text, [e for s in sentences(text, passage) for e in s], passage.pieces)


def _are_the_passage(text: str, found: list[Extent], pieces: tuple[Extent, ...]) -> None:
    assert all(e.of(text) == e.of(text).strip() != "" for e in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join(_black(e.of(text)) for e in found) == "".join(_black(e.of(text)) for e in pieces)


def _black(text: str) -> str:
    return "".join(text.split())


@given(text=TEXTS)
@settings(max_examples=50, deadline=None)
def test_segmentation_is_the_same_each_time(terms: SectionTerms, text: str) -> None:
    """No order of sets or of hashes shows."""
    assert segment(Document("d", text), (), terms) == segment(Document("d", text), (), terms)


def test_hostile_lines_take_no_time(terms: SectionTerms) -> None:
    """Long runs of one kind of sign must not set a pattern searching."""
    started = time.perf_counter()

    for unit in ("A ", "(", "1,", "Aa Bb ", "a.", "''", "Fig. ", " and ", "|1", "A-", "\n", "A\n\n", "1. A B, "):
        text = unit * 20_000
        _, passages = segment(Document("d", text), (), terms)
        for passage in passages[:100]:
            sentences(text, passage)

    assert time.perf_counter() - started < SECONDS
