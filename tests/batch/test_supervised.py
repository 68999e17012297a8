from pathlib import Path

import pytest

from pipeline.batch import Limits, supervised
from pipeline.errors import PipelineError
from pipeline.extraction import Extraction, Failure
from tests.batch.poison import load

LIMITS = Limits(seconds=2, megabytes=4096)


def run(*paths: Path, jobs: int = 2) -> list[Extraction | Failure]:
    return list(supervised(paths, "any", jobs, LIMITS, load))


def test_a_poisoned_document_costs_only_itself(tmp_path: Path) -> None:
    """What hangs, hoards or kills its process is one failure each; the others are read, in their order."""
    names = ["one", "endless", "two", "hoard", "killed", "three", "bait", "swelling", "segfault", "four"]
    (tmp_path / "bait.txt").write_text("a" * 60 + "b")
    made = run(*(tmp_path / f"{name}.txt" for name in names))

    told = [each.document.doc_id if isinstance(each, Extraction) else (each.doc_id, each.stage) for each in made]
    assert told == ["one", ("endless", "limit"), "two", ("hoard", "limit"), ("killed", "process"), "three",
                    ("bait", "limit"), ("swelling", "limit"), ("segfault", "process"), "four"]  # fmt: skip
    causes = {each.doc_id: each.cause for each in made if isinstance(each, Failure)}
    assert causes["endless"] == "took longer than 2 seconds and was stopped"
    assert causes["hoard"] == causes["swelling"] == "needs more than 4,096 MB of memory"
    assert "died twice" in causes["killed"]


def test_a_process_that_dies_once_costs_one_retry(tmp_path: Path) -> None:
    """The cause may have lain outside: the second attempt counts."""
    (made,) = run(tmp_path / "once.txt", jobs=1)

    assert isinstance(made, Extraction)


def test_results_come_in_the_order_of_the_paths(tmp_path: Path) -> None:
    """Whichever worker was first: the output is the same for any number of jobs."""
    names = ["slow-1", "b", "slow-2", "d", "e", *(f"n{k}" for k in range(20))]
    made = run(*(tmp_path / f"{name}.txt" for name in names))

    assert [each.document.doc_id for each in made if isinstance(each, Extraction)] == names


def test_a_process_reads_many_documents(tmp_path: Path) -> None:
    """The models are loaded once a worker, not once a document."""
    made = run(*(tmp_path / f"n{k}.txt" for k in range(12)), jobs=1)

    assert len({each.document.text for each in made if isinstance(each, Extraction)}) == 1


@pytest.mark.parametrize(("config", "cause"), [("nowhere", "no such configuration"), ("broken", "KeyError")])
def test_models_that_cannot_be_loaded_end_the_run(config: str, cause: str, tmp_path: Path) -> None:
    """They are no failure of a document, and no worker is started again and again."""
    with pytest.raises(PipelineError, match=cause):
        list(supervised([tmp_path / "a.txt"], config, 1, LIMITS, load))


def test_the_consumer_may_stop(tmp_path: Path) -> None:
    """Closing the iterator stops a worker in the middle of an endless document."""
    found = supervised([tmp_path / "one.txt", tmp_path / "endless.txt"], "any", 2, Limits(seconds=600), load)
    next(found)

    found.close()
