"""The command ``armwise``: which commands there are."""

import signal
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from pipeline.errors import PipelineError

# Name: where the command is, and its line in the overview. A command's module is imported when it is called, so
# that `armwise --help` is quick; a test keeps the lines equal to the commands' own first lines.
COMMANDS: Final = {
    "extract": ("pipeline.cli.extract:extract", "Read reports and give every numeric result as an outcome tuple."),
    "text": ("pipeline.cli.show:text", "Print a document's text exactly: the text all offsets count in."),
    "tables": ("pipeline.cli.show:tables", "Print the tables as read, one cell a row."),
    "design": ("pipeline.cli.show:design", "List the groups a report compares and the outcomes it reports."),
    "explain": (
        "pipeline.cli.show:explain",
        "Show the tuple at an offset with the evidence of each field.",
    ),
    "ask": (
        "pipeline.cli.ask:ask",
        "Give the numbers of a comparison and outcome in both groups, and where they stand.",
    ),
    "forest": ("pipeline.cli.ask:forest", "Draw a forest plot of one question over reports."),
    "ledger": ("pipeline.cli.show:ledger", "List what became of every numeral of a document."),
    "check": ("pipeline.cli.check:check", "List what the arithmetic of reports contradicts: findings, never changes."),
    "score": ("pipeline.cli.score:score", "Compare tuples with a gold set."),
    "gold": ("pipeline.cli.gold:gold_app", "Work on the gold set."),
}


class Commands(TyperGroup):
    """Loads a command when it is called; tells an error of the pipeline in one line."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The real command in place of its entry in the overview."""
        name, entry, rest = super().resolve_command(ctx, args)
        return name, entry and load(str(name)), rest

    def invoke(self, ctx: Any) -> Any:
        """Run the command; an error a user can act on ends it with exit code 1, without a traceback."""
        try:
            return super().invoke(ctx)
        except PipelineError as error:
            typer.echo(f"armwise: {' '.join(str(error).split())}", err=True)
            raise typer.Exit(1) from error


def load(name: str) -> Any:
    """The command of this name, ready to run."""
    module, _, attribute = COMMANDS[name][0].partition(":")
    found = getattr(import_module(module), attribute)
    if isinstance(found, typer.Typer):
        return typer.main.get_group(found)
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    alone.command(name)(found)
    return typer.main.get_command(alone)


def _version(value: bool) -> None:
    if value:
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("armwise")
        except PackageNotFoundError:
            number = "(run from its source, not installed)"
        typer.echo(f"armwise {number}")
        raise typer.Exit


app = typer.Typer(name="armwise", cls=Commands, no_args_is_help=True, pretty_exceptions_enable=False)


@app.callback()
def armwise(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Outcome tuples from clinical trial reports, each with the characters it came from.

    Example: armwise extract report.txt --to results.csv
    """


for _name, (_, _line) in COMMANDS.items():
    app.command(_name, help=_line)(lambda: None)


def main() -> None:
    """Run the command line."""
    # A stopped run drops the document in hand, its draft files and its workers, as Ctrl-C does; 143 = 128 + SIGTERM.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    # A terminal that cannot show ≥ gets a question mark instead of a traceback.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    app(prog_name="armwise")
