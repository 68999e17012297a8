"""How often the tuples are right, judged against gold read by people."""

from pipeline.score.align import Alignment, Pair, align
from pipeline.score.changes import VERDICTS, Change, changes, changes_by_rule
from pipeline.score.checks import Finding, GoldReport, check_gold
from pipeline.score.confidence import Trust, trusted
from pipeline.score.counts import LEVELS, Counts, Level
from pipeline.score.floors import Floor, broken, floor_of, pin, read_floors, write_floors
from pipeline.score.items import Item, item_of, predictions, read_items
from pipeline.score.library import GOLD, TEXTS, contents, gold_digest, read_gold, read_texts
from pipeline.score.mistakes import KINDS, Mistake, mistakes
from pipeline.score.page import Page, render, write_page
from pipeline.score.scoring import Score, Split, agreement, numeric_error, score, tally_kinds, to_score

__all__ = [
    "GOLD",
    "KINDS",
    "LEVELS",
    "TEXTS",
    "VERDICTS",
    "Alignment",
    "Change",
    "Counts",
    "Finding",
    "Floor",
    "GoldReport",
    "Item",
    "Level",
    "Mistake",
    "Page",
    "Pair",
    "Score",
    "Split",
    "Trust",
    "agreement",
    "align",
    "broken",
    "changes",
    "changes_by_rule",
    "check_gold",
    "contents",
    "floor_of",
    "gold_digest",
    "item_of",
    "mistakes",
    "numeric_error",
    "pin",
    "predictions",
    "read_floors",
    "read_gold",
    "read_items",
    "read_texts",
    "render",
    "score",
    "tally_kinds",
    "to_score",
    "trusted",
    "write_floors",
    "write_page",
]
