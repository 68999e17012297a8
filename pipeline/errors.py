"""What can go wrong, in a user's words.

PipelineError          base: every error a user may see, with the file it is about
├── ReadError          a document cannot be read (missing, empty, binary, wrong encoding)
├── ConfigError        a config or lexicon is contradictory or names something unknown
├── SchemaError        a JSONL row is not an outcome tuple
└── StoreError         a target file cannot be written or is of an unknown kind
"""


class PipelineError(Exception):
    """An error a user can act on: it names the file and the cause in one line."""

    def __init__(self, place: object, cause: str) -> None:
        super().__init__(f"{place}: {cause}")
        self.place = str(place)
        self.cause = cause

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        # The default would rebuild from the one joined message and fail between processes.
        return type(self), (self.place, self.cause)


class ReadError(PipelineError):
    """Raised by readers when a document cannot be turned into text."""


class ConfigError(PipelineError):
    """Raised while a config is loaded, before any document is read."""


class SchemaError(PipelineError):
    """Raised when a row does not keep the contract of the outcome tuple."""


class StoreError(PipelineError):
    """Raised when results cannot be written to the target."""
