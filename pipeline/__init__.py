"""Outcome tuples from clinical trial reports, each with the characters it came from."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.document import Document
    from pipeline.evidence import Answer, Question, ask
    from pipeline.extract import Extractor, load
    from pipeline.extraction import Extraction
    from pipeline.schema import Result

__all__ = ["Answer", "Document", "Extraction", "Extractor", "Question", "Result", "ask", "load"]

# Where each public name lives; looked up on first use so that `import pipeline` stays quick.
_HOMES = {
    "Answer": "pipeline.evidence",
    "Document": "pipeline.document",
    "Extraction": "pipeline.extraction",
    "Extractor": "pipeline.extract",
    "Question": "pipeline.evidence",
    "Result": "pipeline.schema",
    "ask": "pipeline.evidence",
    "load": "pipeline.extract",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
