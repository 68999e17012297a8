"""Questions that compare one group with itself at two times: before and after."""

from collections.abc import Iterable
from decimal import Decimal

from pipeline.evidence.marks import moment, unmarked
from pipeline.evidence.names import words
from pipeline.evidence.question import Number, Question
from pipeline.schema import Place, Result


def compares_times(question: Question) -> bool:
    """Whether the names of a question are times of one group: ``post-yoga`` and ``pre-yoga``, one of ``baseline``."""
    names = (question.intervention, question.comparator)
    if all(moment(name) is None for name in names):
        return False
    one, other = (words(unmarked(name)) for name in names)
    return one == other or not one or not other


def whole(results: Iterable[Result]) -> Number | None:
    """The number of patients where every place that tells it of the whole study tells the same."""
    told = [r for r in results if r.statistic == "count" and r.category == "disposition" and r.arm is None]
    if len({r.value for r in told}) != 1:
        return None
    first = told[0]
    place = Place(first.source.start, first.source.end, first.source.text)
    return Number(Decimal(first.value), (place,), "the whole group", (first.tuple_id,))
