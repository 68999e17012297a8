"""A passage cut into recognised sentences."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import regex

from pipeline.assemble.prose.flow import Flow, flow
from pipeline.assemble.prose.marking import marks
from pipeline.assemble.prose.sentence import Sentence, sentence
from pipeline.assemble.prose.tagging import Names, Tagger
from pipeline.assemble.prose.votes import Vote, voted, votes
from pipeline.document import Document, Passage
from pipeline.extent import Extent
from pipeline.mentions import Quantity
from pipeline.recognise import Recognised, Recogniser
from pipeline.segment.endings import ends
from pipeline.words import Vocabulary

# Where an article has sections, groups are named between introduction and discussion.
_TIME_TO: Final = regex.compile(
    r"\d{1,3}\s{1,3}(?:days|weeks|months|years)\s{1,3}to\s{1,3}(?=[\d.]{1,6}\s?%|\d{1,4}\.\d)"
)
BACKGROUND: Final = frozenset({"other", "discussion"})


@dataclass(frozen=True, slots=True)
class Read:
    """A passage with its recognised words, cut into sentences; of each what may name groups and outcomes."""

    passage: Passage
    flow: Flow
    found: Recognised
    sentences: tuple[Sentence, ...]
    votes: tuple[tuple[Vote, ...], ...]
    names: tuple[Names, ...]

    @property
    def told(self) -> Iterator[tuple[Sentence, tuple[Vote, ...], Names]]:
        """Each sentence with its votes and names."""
        return zip(self.sentences, self.votes, self.names, strict=True)


def _quantities(text: str, read: Recognised, recogniser: Recogniser) -> Iterator[Quantity]:
    """The numeric expressions; ``56% at 16 weeks to 87%`` holds no range."""
    for found in read.quantities:
        match = _TIME_TO.match(found.extent.of(text)) if found.shape == "range" else None
        if match is None:
            yield found
            continue
        start = found.extent.start + match.end()
        for later in recogniser.reader.find(text[start : found.extent.end]):
            yield replace(later, extent=Extent(later.extent.start + start, later.extent.end + start))


def read(
    document: Document,
    passage: Passage,
    recogniser: Recogniser,
    vocabulary: Vocabulary,
    tagger: Tagger,
    *,
    names_groups: bool = True,
) -> Read:
    """The passage recognised, healed by the words of the whole document, and cut into sentences.

    Where nobody asks which groups it names, votes are only heard in sentences that tell numbers.
    """
    made = flow(document, passage)
    found = recogniser.read(made.text, vocabulary.broken(made.text))
    told = [m for m in found.mentions if m.id != "place" or passage.section in BACKGROUND]
    chosen = marks(made.text, told, tuple(_quantities(made.text, found, recogniser)))
    cut: list[Sentence] = []
    firsts, places = [w.extent.start for w in found.words], [m.extent.start for m in chosen]
    first = place = 0
    for end in ends(made.text):
        last, behind = bisect_left(firsts, end, first), bisect_left(places, end, place)
        if last > first:
            cut.append(sentence(made.text, found.words[first:last], chosen[place:behind]))
        first, place = last, behind
    heard = tuple(votes(s) if names_groups or tagger.reads(s) else () for s in cut)
    names = tuple(tagger.names(s, voted(v)) for s, v in zip(cut, heard, strict=True))
    return Read(passage, made, found, tuple(cut), heard, names)
