"""How much time and memory one document may take."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` of a clock on the wall and ``megabytes`` of address space for each document."""

    # The slowest of 256 articles and 49 PDFs takes a few seconds; the limit is for what never ends.
    seconds: float = 120
    # A worker that has loaded the models uses some 700 MB of address space before the first document.
    megabytes: int = 3072
