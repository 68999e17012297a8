"""The options by which a command is asked, the same for every command that answers questions."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from inspect import Signature, signature
from pathlib import Path
from typing import Annotated

import typer

from pipeline.evidence import Question
from pipeline.evidence.protocol import Asked, read_protocol
from pipeline.evidence.question import ASSUMPTIONS


class Kind(StrEnum):
    """What kind of outcome is asked for."""

    BINARY = "binary"
    CONTINUOUS = "continuous"
    RATE = "rate"


class Assumption(StrEnum):
    """What may be assumed: the keys of ``ASSUMPTIONS``."""

    EQUAL_GROUPS = "equal_groups"
    UNNAMED_SPREAD_IS_SD = "unnamed_spread_is_sd"
    NEAREST_COUNT = "nearest_count"


_ASSUMED = "; ".join(f"{name}: {said}" for name, said in ASSUMPTIONS.items())

Intervention = Annotated[str | None, typer.Option(help="The intervention group.", show_default=False)]
Comparator = Annotated[str | None, typer.Option(help="The group it is compared with.", show_default=False)]
Outcome = Annotated[str | None, typer.Option(help="The outcome.", show_default=False)]
Type = Annotated[
    Kind | None,
    typer.Option("--type", help="Binary, continuous or rate; one of the first two, as the report tells, when absent."),
]
At = Annotated[str, typer.Option(help="The time point, such as 'week 16'; else the last.", show_default=False)]
Population = Annotated[str, typer.Option(help="The preferred analysis set, such as ITT.", show_default=False)]
Measure = Annotated[
    str, typer.Option(help="RR, OR, RD for binary outcomes; MD, SMD for continuous; IRR for rates.", show_default=False)
]
Assume = Annotated[
    list[Assumption] | None,
    typer.Option(help=f"What may be assumed where the text leaves it open ({_ASSUMED}).", show_default=False),
]
Protocol = Annotated[Path | None, typer.Option(help="A YAML file with the questions of a review.", show_default=False)]


def asking(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options of a question beside its own; it gets the questions of the call as ``asked``."""
    shared = signature(_asked).parameters
    own = [p for p in signature(command).parameters.values() if p.name != "asked"]

    @wraps(command)
    def run(**given: object) -> None:
        questions = _asked(**{name: given.pop(name) for name in shared})  # type: ignore[arg-type]
        command(asked=questions, **given)

    del run.__wrapped__  # its parameters are others
    run.__signature__ = Signature([*own, *shared.values()])  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in (*own, *shared.values())}
    return run


def _asked(
    *,
    intervention: Intervention = None,
    comparator: Comparator = None,
    outcome: Outcome = None,
    kind: Type = None,
    at: At = "",
    population: Population = "",
    measure: Measure = "",
    assume: Assume = None,
    protocol: Protocol = None,
) -> tuple[Asked, ...]:
    """The questions of the call; a wrong call (exit code 2) when names are missing or said twice."""
    named = {"--intervention": intervention, "--comparator": comparator, "--outcome": outcome}
    if protocol is not None:
        twice = [name for name, value in (*named.items(), ("--assume", assume)) if value]
        if twice:
            raise typer.BadParameter(f"{', '.join(twice)} stand in the protocol", param_hint="--protocol")
        return read_protocol(protocol)
    missing = [name for name, value in named.items() if not value]
    if missing or intervention is None or comparator is None or outcome is None:
        raise typer.BadParameter(f"a question needs {', '.join(missing)} (or --protocol)")
    assumptions = tuple(str(each) for each in assume or ())
    question = Question(
        intervention, comparator, outcome, kind or "", at, population=population, assumptions=assumptions
    )
    return (Asked(question, measure.upper()),)
