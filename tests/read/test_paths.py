"""Which documents the paths of a command mean."""

from pathlib import Path

import pytest

from pipeline.errors import ReadError
from pipeline.read import documents


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two documents, one below, and things that are none."""
    for name in ("b.txt", "a.TXT", "deep/er/c.text", "README.txt", "manifest.txt", "x.csv", ".h.txt", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text")
    return tmp_path


def names(found: list[Path], folder: Path) -> list[str]:
    """Paths below the folder, as written."""
    return [path.relative_to(folder).as_posix() for path in found]


def test_a_folder_means_the_documents_in_and_below_it(folder: Path) -> None:
    """Hidden files, other suffixes and files about the documents are left out."""
    assert names(documents([str(folder)]), folder) == ["a.TXT", "b.txt", "deep/er/c.text"]


def test_a_quoted_glob_is_expanded_here(folder: Path) -> None:
    """So that the shell need not, and each file counts once however often it is meant."""
    found = documents([f"{folder}/*.txt", str(folder / "b.txt"), f"{folder}/**/*.text", f"{folder}/./b.txt"])

    assert names(found, folder) == ["b.txt", "deep/er/c.text"]


def test_a_glob_may_match_folders(folder: Path) -> None:
    """``reports/*`` where reports holds folders only."""
    assert names(documents([f"{folder}/d*"]), folder) == ["deep/er/c.text"]


def test_a_file_given_by_name_is_taken_as_it_is(folder: Path) -> None:
    """A name with brackets is a name first; whether a file exists the reader says."""
    (folder / "r[1].txt").write_text("text")

    assert names(documents([str(folder / "x.csv"), str(folder / "r[1].txt")]), folder) == ["r[1].txt", "x.csv"]
    assert documents([str(folder / "nowhere.txt")]) == [folder / "nowhere.txt"]


@pytest.mark.parametrize(("given", "cause"), [("empty", "folder without readable files"), ("*.pdf", "matches no")])
def test_nothing_to_read_is_an_error(folder: Path, given: str, cause: str) -> None:
    """A run over nothing must not look like a success."""
    (folder / "empty").mkdir()

    with pytest.raises(ReadError, match=cause):
        documents([str(folder / given)])


def test_two_files_of_one_stem_are_refused_by_name(folder: Path) -> None:
    """They would be one document in every output."""
    (folder / "deep" / "b.txt").write_text("other")

    with pytest.raises(ReadError, match=r"deep/b\.txt: has the same document id 'b' as .*b\.txt"):
        documents([str(folder)])
