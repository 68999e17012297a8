"""Tuples as short as a test can say them."""

from collections.abc import Callable

import pytest

from pipeline.score import Item, item_of


@pytest.fixture
def make_item() -> Callable[..., Item]:
    """A strict tuple of document ``d``; ``at`` is its offset, None for none; other fields as in JSONL."""

    def make(value: object = 35, *, at: int | None = 100, **other: object) -> Item:
        row: dict[str, object] = {
            "doc_id": "d",
            "category": "efficacy",
            "arm": "Placebo",
            "outcome": "EASI-50",
            "statistic": "proportion",
            "value": value,
            "timepoint_text": "Day 29",
            "timepoint_days": 28,
        }
        if at is not None:
            row["source"] = {"section": "table", "start": at, "end": at + 7, "text": "19 (35)"}
        return item_of({**row, **other})

    return make
