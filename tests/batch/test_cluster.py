from pathlib import Path

import dask
import pytest

from pipeline.batch import Limits, cluster, clustered
from pipeline.errors import PipelineError
from pipeline.extraction import Extraction, Failure
from tests.batch.command import ended, reports, start
from tests.batch.poison import load

LIMITS = Limits(seconds=5, megabytes=4096)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # the cluster warns when a worker is killed
def test_a_killed_worker_costs_nothing(tmp_path: Path) -> None:
    """Two workers, one killed in mid-run: every document once, in order; poison costs itself only."""
    names = [*(f"n{k}" for k in range(10)), "killed-1", "suicide", *(f"m{k}" for k in range(8)), "n3"]
    paths = [tmp_path / str(k) / f"{name}.txt" for k, name in enumerate(names)]
    for path in paths:
        path.parent.mkdir()

    made = list(clustered(paths, "any", "", 2, LIMITS, load, size=4))

    told = [each.document.doc_id if isinstance(each, Extraction) else (each.doc_id, each.stage) for each in made]
    expected = [("killed-1", "process") if name == "killed-1" else name for name in names]
    assert (tmp_path / "11" / "killed").exists()
    assert told == [*expected[:-1], ("n3", "read")]


def test_no_scheduler_is_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Address and cause."""
    monkeypatch.setattr(cluster, "CONNECT", 1)
    with pytest.raises(PipelineError, match=r"tcp://127\.0\.0\.1:9: the cluster cannot be reached"):
        list(clustered([tmp_path / "a.txt"], "any", "tcp://127.0.0.1:9", 1, LIMITS, load))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_batch_that_no_worker_survives_fails_and_the_rest_is_read(tmp_path: Path) -> None:
    """Dask gives a task up in the end: each of its documents is a failure, nothing else is lost."""
    names = ["a", "b", "always", "c", "d", "e"]
    paths = [tmp_path / f"{name}.txt" for name in names]

    with dask.config.set({"distributed.scheduler.allowed-failures": 0}):
        made = list(clustered(paths, "any", "", 2, LIMITS, load, size=2))

    told = [each.document.doc_id if isinstance(each, Extraction) else (each.doc_id, each.stage) for each in made]
    assert told == ["a", "b", ("always", "process"), ("c", "process"), "d", "e"]
    assert all("workers of the cluster" in each.cause for each in made if isinstance(each, Failure))


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".parquet", ".sqlite"])
def test_a_cluster_gives_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    """Whatever reads the documents, the file is the same; a killed worker changes nothing."""
    documents = reports(tmp_path / "reports", 20)
    alone, together = tmp_path / f"alone{suffix}", tmp_path / f"together{suffix}"
    (documents / "killed").touch()  # so that nothing is killed
    (documents / "suicide-1.txt").write_text("Itch: 3 (4).", encoding="utf-8")
    assert ended(start(documents, alone)) == (0, [])
    (documents / "killed").unlink()

    code, _ = ended(start(documents, together, "--engine", "dask", "--jobs", "2"))

    assert code == 0
    assert (documents / "killed").exists()
    assert together.read_bytes() == alone.read_bytes()
