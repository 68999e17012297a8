"""Header lines whose heads come again: ``Mean SD P Mean SD P``."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

_WORTH: Final = 0.8  # what each head is worth that comes again in its turn
_LEAST: Final = 0.6  # the part of the line that must come again
_AROUND: Final = 3  # heads before and behind the ones that come again
_LOW: Final = float("-inf")


@dataclass(frozen=True, slots=True)
class Line:
    """The words' shapes of a header line, the gains of cutting and keeping each gap, of runs that are one head."""

    shapes: tuple[str, ...]
    cut: Sequence[float]
    kept: Sequence[float]
    alone: Mapping[tuple[int, int], float]

    def head(self, start: int, end: int) -> float:
        """What the words are worth as one head, with the boundary before it."""
        value = self.cut[start - 1] if start else 0.0
        return value + sum(self.kept[start : end - 1]) + self.alone.get((start, end), 0.0)


def cuts(line: Line, most: int) -> Iterator[tuple[float, tuple[int, ...]]]:
    """For lines that repeat themselves the cuts that repeat too, with what they are worth."""
    for start, period, times in _repeats(line.shapes)[:2]:
        end = start + period * times
        inner = _best(line, start, start + period, most // times)
        before = _best(line, 0, start, _AROUND)
        behind = _best(line, end, len(line.shapes), _AROUND)
        for heads, (value, starts) in inner.items():
            again = [s + period * turn for turn in range(times) for s in starts]
            worth = sum(_worth(line, again, start, end)) + _WORTH * heads * (times - 1)
            for first, first_starts in before.values():
                for last, last_starts in behind.values():
                    if len(first_starts) + len(again) + len(last_starts) <= most and value > _LOW:
                        yield first + worth + last, (*first_starts, *again, *last_starts)


def _worth(line: Line, starts: Sequence[int], start: int, end: int) -> Iterator[float]:
    for a, b in zip(starts, [*starts[1:], end], strict=True):
        yield line.head(a, b)


def _repeats(shapes: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where runs begin that come again at once, their length in words, how often they stand: the longest first."""
    count = len(shapes)
    found = []
    for period in range(1, count // 2 + 1):
        start = 0
        while start + 2 * period <= count:
            end = start + period
            while end < count and shapes[end] == shapes[end - period]:
                end += 1
            times = (end - start) // period
            if times > 1 and times * period >= _LEAST * count:
                found.append((start, period, times))
            start = max(start + 1, end - period)
    return sorted(found, key=lambda run: (-run[1] * run[2], run[1]))


def _best(line: Line, start: int, end: int, most: int) -> dict[int, tuple[float, tuple[int, ...]]]:
    """For each number of heads the best cut of the words, neighbours not compared."""
    if start == end:
        return {0: (0.0, ())}
    best: list[dict[int, tuple[float, tuple[int, ...]]]] = [{start: (0.0, ())}]
    for _ in range(min(most, end - start)):
        new: dict[int, tuple[float, tuple[int, ...]]] = {}
        for at, (value, starts) in best[-1].items():
            for stop in range(at + 1, end + 1):
                held = value + line.head(at, stop)
                if stop not in new or held > new[stop][0]:
                    new[stop] = (held, (*starts, at))
        best.append(new)
    return {heads: found[end] for heads, found in enumerate(best) if heads and end in found}
