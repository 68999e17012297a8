"""The command line as a whole: overview, version, start-up."""

import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from typer.testing import Result

from pipeline.cli import COMMANDS, load

Run = Callable[..., Result]
OWN = [
    name for name, (target, _) in COMMANDS.items() if target.startswith(("pipeline.cli.extract", "pipeline.cli.show"))
]
HEAVY = ("pandas", "spacy", "duckdb", "scipy", "xlsxwriter", "pdfplumber")


def test_the_overview_lists_every_command(run: Run) -> None:
    """``armwise --help`` shows what there is, with an example."""
    made = run("--help")

    assert made.exit_code == 0
    assert "Example: armwise extract" in made.stdout
    assert all(re.search(rf"\b{name}\b", made.stdout) for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_can_be_loaded(name: str, run: Run) -> None:
    """The overview promises no command that is not there."""
    assert run(name, "--help").exit_code == 0


@pytest.mark.parametrize("name", OWN)
def test_every_command_has_an_example(name: str, run: Run) -> None:
    """Help shows a call that works."""
    assert f"Example: armwise {name} " in run(name, "--help").stdout


@pytest.mark.parametrize("name", OWN)
def test_the_overview_says_what_the_command_says(name: str) -> None:
    """The line stands twice, so that the overview need not import the command."""
    assert load(name).help.partition("\n")[0] == COMMANDS[name][1]


def test_version(run: Run) -> None:
    """One line, also where the package is not installed."""
    made = run("--version")

    assert made.exit_code == 0
    assert made.stdout.startswith("armwise ")


@pytest.mark.parametrize("arguments", [["nonsense"], ["extract"], ["explain", "x.txt"], ["explain", "x.txt", "here"]])
def test_a_wrong_call_is_exit_code_2(arguments: list[str], run: Run) -> None:
    """A user's typing error is not a failed input."""
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize("module", ["pipeline.cli", "pipeline.cli.extract", "pipeline.cli.show"])
def test_nothing_heavy_is_imported_at_start(module: str) -> None:
    """Help and errors come at once; libraries are loaded when work needs them."""
    code = f"import sys, {module}; print([name for name in {HEAVY!r} if name in sys.modules])"

    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert made.stdout.strip() == "[]"


def test_the_package_can_be_run() -> None:
    """``python -m pipeline`` is the same command."""
    made = subprocess.run([sys.executable, "-m", "pipeline", "--version"], capture_output=True, text=True, check=True)

    assert made.stdout.startswith("armwise ")
