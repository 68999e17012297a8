"""The sizes that a document prints for its groups, and the results that were computed on them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

import regex

from pipeline.assemble.draft import place
from pipeline.assemble.prose.candidates import has_share, quantity
from pipeline.assemble.prose.claims import arm_at
from pipeline.assemble.prose.dispositions import is_power
from pipeline.assemble.prose.flow import Flow
from pipeline.assemble.prose.frame import GroupSize, Setting
from pipeline.assemble.prose.owners import owner
from pipeline.assemble.prose.sentence import NUMBER, Sentence
from pipeline.assemble.prose.tallies import tallied
from pipeline.document import Document
from pipeline.extent import Extent
from pipeline.normalise.printed import is_share
from pipeline.schema import Result

# 214 events occurred (A, n = 96; B, n = 118): what is counted are no people of a group.
_HAPPENED: Final = regex.compile(
    r"\b(?:deaths?|died|events?|infections?|relapses?|recurrences?|occurred|reported|withdr[ae]w\w*|dropped|fewer|less|"
    r"more)\b"
)
_ON_GROUPS: Final = frozenset(
    {"mean", "median", "mean_change", "median_change", "proportion", "count", "mean_percent_change"}
    | {"median_percent_change"}
)


def sizes(s: Sentence, flow: Flow, setting: Setting) -> Iterator[GroupSize]:
    """The labelled sizes of a sentence beside a group's name: ``the control group (n = 81)``."""
    if is_power(s):
        return
    for i in s.of(NUMBER):
        at = owner(s, i) if quantity(s, i).shape == "group_size" else None
        if at is None or has_share(s, i) or tallied(s, i, setting.lexis) or _HAPPENED.search(s.part(0, i)):
            continue
        printed = quantity(s, i).extent.of(flow.text)
        digits = [k for k, c in enumerate(printed) if c.isdigit()]
        start = quantity(s, i).extent.start
        extent = flow.extent(Extent(start + digits[0], start + digits[-1] + 1))
        whole = flow.extent(Extent(s.items[0].extent.start, s.items[-1].extent.end))
        yield GroupSize(arm_at(s, at, setting).name, int(quantity(s, i).value), extent, whole)


def with_sizes(results: Sequence[Result], told: Sequence[GroupSize], document: Document) -> Iterator[Result]:
    """The results with the size of their group: the one printed in their sentence, else the only one printed at all.

    A result whose own denominator or share tells of others has none.
    """
    listed = [*told, *_disposed(results)]
    only = _only(listed)
    for result in results:
        beside = [z for z in listed if z.arm == result.arm and z.sentence.holds(_source(result))]
        size = _only(beside).get(result.arm or "") if beside else only.get(result.arm or "")
        if size is None or not _fits(result, size.n):
            yield result
            continue
        yield replace(result, arm_n=size.n, evidence={**result.evidence, "arm_n": place(document, size.at)})


def _source(result: Result) -> Extent:
    return Extent(result.source.start, result.source.end)


def _disposed(results: Sequence[Result]) -> Iterator[GroupSize]:
    """The sizes that are results of their own: ``55 were assigned to A``."""
    for r in results:
        if r.category == "disposition" and r.arm is not None and r.arm_n is not None and r.rule == "prose.group_size":
            yield GroupSize(r.arm, r.arm_n, _source(r), _source(r))


def _only(told: Sequence[GroupSize]) -> Mapping[str, GroupSize]:
    """The size of each group that has one size only."""
    ns: dict[str, set[int]] = {}
    for size in told:
        ns.setdefault(size.arm, set()).add(size.n)
    return {size.arm: size for size in reversed(told) if len(ns[size.arm]) == 1}


def _fits(result: Result, n: int) -> bool:
    if result.statistic not in _ON_GROUPS or result.category == "disposition" or result.arm_n is not None:
        return False
    if result.denominator is not None or result.subgroup is not None:
        return result.denominator == n and result.subgroup is None
    if result.count is None:
        return True
    share = result.value if result.statistic == "proportion" else None
    return result.count <= n and (share is None or is_share(result.count, n, share))
