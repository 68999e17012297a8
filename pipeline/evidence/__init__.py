"""Evidence for one comparison: its numbers in both arms, where they stand, how they follow, and what was not taken."""

from pipeline.evidence.answering import ask
from pipeline.evidence.question import Answer, Group, Number, Question, Rejected

__all__ = ["Answer", "Group", "Number", "Question", "Rejected", "ask"]
