"""The shape of the code: sizes, one word per thing, what a wheel carries."""

import ast
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "pipeline").rglob("*.py"))


def _functions(path: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_module_says_what_it_is(path: Path) -> None:
    """A module opens with its purpose; none grows without end."""
    source = path.read_text(encoding="utf-8")

    assert ast.get_docstring(ast.parse(source)), "no docstring"
    assert source.count("\n") <= 400


def test_functions_stay_readable() -> None:
    """No function needs scrolling."""
    long = {
        f"{path.name}:{f.name}": f.end_lineno - f.lineno
        for path in MODULES
        for f in _functions(path)
        if f.end_lineno is not None and f.end_lineno - f.lineno > 45
    }
    assert long == {}


def test_only_recognisers_know_spacy() -> None:
    """The rest works on frozen records."""
    allowed = {"recognise", "nlp.py"}
    users = {path.relative_to(ROOT / "pipeline").parts[0] for path in MODULES if "spacy" in _imported(path)}
    assert users <= allowed


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def test_every_lexicon_is_used() -> None:
    """No orphan: each CSV is named by a configuration or by the code."""
    named = "".join(p.read_text(encoding="utf-8") for p in [*(ROOT / "configs").glob("*.cfg"), *MODULES])
    orphans = [p.name for p in (ROOT / "configs" / "lexicons").glob("*.csv") if p.name not in named]
    assert orphans == []


def test_wheel_works_without_the_checkout(tmp_path: Path) -> None:
    """The wheel carries the configurations, and the package in it loads them from there."""
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
        str(ROOT),
    ]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")

    code = "import pipeline, pipeline.configuration as n; e = pipeline.load('default'); print(n.root())"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path / "site", env={"PYTHONPATH": str(tmp_path / "site"), "PATH": ""},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert run.returncode == 0, run.stderr[-2000:]
    assert str(tmp_path / "site") in run.stdout
