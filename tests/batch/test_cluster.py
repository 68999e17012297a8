from pathlib import Path

import pytest

from pipeline.batch import Limits, cluster, clustered
from pipeline.errors import PipelineError
from pipeline.extraction import Extraction
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
