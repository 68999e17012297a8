from pathlib import Path

import pytest

from tests.batch.chaos import POISONS, disturbed, prepared, rows, run


@pytest.mark.slow
def test_a_run_that_is_killed_and_resumed_ends_like_an_undisturbed_one(tmp_path: Path) -> None:
    """Row for row, failures included: nothing lost, nothing twice."""
    documents = prepared(tmp_path / "documents", 100, len(POISONS))

    run(documents, tmp_path / "calm.sqlite", "shares").communicate()
    killed = disturbed(documents, tmp_path / "killed.sqlite", "shares", kills=3, longest=3)

    calm = rows(tmp_path / "calm.sqlite")
    assert killed > 0
    assert {doc_id.rpartition("-")[0] for doc_id, *_ in calm["failures"]} == set(POISONS)
    assert len(calm["documents"]) == 100 - len(POISONS)
    after = rows(tmp_path / "killed.sqlite")
    assert [row for name in calm for row in set(after[name]) ^ set(calm[name])] == []
    assert after == calm
