from pathlib import Path

import pytest

from pipeline import batch
from pipeline.document import Document
from pipeline.errors import ConfigError, ReadError
from pipeline.extraction import Extraction, Failure


def extractor(path: Path) -> Extraction:
    """Reads every document but those named for what goes wrong with them."""
    problems: dict[str, Exception] = {
        "binary": ReadError(path, "is no text"),
        "config": ConfigError("arms.csv:3", "id must not be empty"),
        "bug": KeyError("arm\nof"),
        "silent": AssertionError(),
    }
    if path.stem in problems:
        raise problems[path.stem]
    return Extraction(Document(path.stem, ""), (), (), (), (), (), ())


def run(*paths: Path) -> list[Extraction | Failure]:
    return list(batch.run(paths, extractor))


@pytest.mark.parametrize(
    ("name", "stage", "cause"),
    [
        ("binary", "read", "is no text"),
        ("config", "read", "arms.csv:3: id must not be empty"),
        ("bug", "extract", "KeyError: 'arm\\nof'"),
        ("silent", "extract", "AssertionError:"),
    ],
)
def test_a_document_that_fails_is_told_in_one_line(name: str, stage: str, cause: str) -> None:
    """What a user can act on is a failure of reading, anything else one of the pipeline."""
    assert run(Path(f"{name}.txt")) == [Failure(name, f"{name}.txt", stage, cause)]


def test_the_rest_goes_on() -> None:
    """A bad document costs itself only; the order of the inputs stays."""
    made = run(Path("one.txt"), Path("bug.txt"), Path("two.txt"))

    assert [type(each) for each in made] == [Extraction, Failure, Extraction]


def test_two_documents_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    """Rows are kept under the file's stem, so the second is refused, and says because of which."""
    made = run(tmp_path / "a" / "x.txt", tmp_path / "b" / "x.txt")

    assert isinstance(made[1], Failure)
    assert str(tmp_path / "a" / "x.txt") in made[1].cause


def test_an_interrupt_is_no_failure_of_a_document() -> None:
    """Ctrl-C ends the run."""

    def interrupted(path: Path) -> Extraction:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(batch.run([Path("x.txt")], interrupted))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reports, one of them deeper, among other files."""
    for name in ("b.txt", "a.txt", "deep/c.txt", "manifest.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    (tmp_path / "none").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "names", "failed"),
    [
        ([""], ["a.txt", "b.txt", "deep/c.txt"], []),
        (["b.txt", "", "a.txt"], ["b.txt", "a.txt", "deep/c.txt"], []),
        (["*.txt", "deep"], ["a.txt", "b.txt", "deep/c.txt"], []),
        (["manifest.csv", "missing.txt"], ["manifest.csv", "missing.txt"], []),
        (["none", "b.txt", "no*.txt"], ["b.txt"], ["none", "no*.txt"]),
    ],
)
def test_inputs_are(arguments: list[str], names: list[str], failed: list[str], folder: Path) -> None:
    """Folders and globs become their files, each once; one that has none fails, the others go on."""
    files, failures = batch.inputs([folder / argument for argument in arguments])

    assert [path.relative_to(folder).as_posix() for path in files] == names
    assert [failure.path for failure in failures] == [str(folder / name) for name in failed]


def test_a_folder_without_readable_files_fails(folder: Path) -> None:
    """The failure names the folder and what was looked for."""
    _, (failure,) = batch.inputs([folder / "none"])

    assert (failure.doc_id, failure.stage) == ("none", "read")
    assert failure.cause.startswith("is a folder without readable files")
