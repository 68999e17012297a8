"""A passage cut into recognised sentences."""

from dataclasses import dataclass
from typing import Final

from pipeline.assemble.prose.flow import Flow, flow
from pipeline.assemble.prose.marking import marks
from pipeline.assemble.prose.sentence import Sentence, sentence
from pipeline.document import Document, Passage
from pipeline.recognise import Recognised, Recogniser
from pipeline.segment.endings import ends
from pipeline.words import Vocabulary

# Where an article has sections, groups are named between introduction and discussion.
BACKGROUND: Final = frozenset({"other", "discussion"})


@dataclass(frozen=True, slots=True)
class Read:
    """A passage with its recognised words, cut into sentences."""

    passage: Passage
    flow: Flow
    found: Recognised
    sentences: tuple[Sentence, ...]


def read(document: Document, passage: Passage, recogniser: Recogniser, vocabulary: Vocabulary) -> Read:
    made = flow(document, passage)
    found = recogniser.read(made.text, vocabulary.broken(made.text))
    told = [m for m in found.mentions if m.id != "place" or passage.section in BACKGROUND]
    chosen = marks(made.text, told, recogniser.reader.find(made.text))
    cut: list[Sentence] = []
    start = 0
    for end in ends(made.text):
        words = [w for w in found.words if start <= w.extent.start < end]
        inside = [m for m in chosen if start <= m.extent.start < end]
        if words:
            cut.append(sentence(made.text, words, inside))
        start = end
    return Read(passage, made, found, tuple(cut))
