"""Which recognisers a configuration composes, ready to run."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from spacy.util import load_config, load_model_from_config

from pipeline.configuration import resolved, root
from pipeline.errors import ConfigError
from pipeline.recognise import Recognised, Recogniser, lexicons
from pipeline.recognise.weights import Weights, read_weights


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# spaCy ignores blocks it does not know, so a misspelt one would be lost without a word.
BLOCKS: Final = frozenset({"paths", "nlp", "components", "terms", "segment", "weights"})
WEIGHTS: Final = frozenset({"names", "links", "arm_links", "outcomes", "confidence", "heads"})
TERMS: Final = _words(
    "outcomes interventions units statistics categories people events verbs groups things heads "
    "generic_heads stubs kinds table_words whole_scales percent_levels"
)


def build(config: str | Path = "default") -> Recogniser:
    """The recogniser of a named configuration (``atopic_dermatitis``) or of a file.

    Raises ConfigError when there is no such configuration, or it holds an unknown block, component or lexicon.
    """
    path = resolved(config)
    try:
        loaded = load_config(path, overrides={"paths.root": str(root())}, interpolate=True)
        _check(path, loaded)
        chosen = {name: lexicons([str(p) for p in paths]) for name, paths in loaded.get("terms", {}).items()}
        section_files = Path(loaded["segment"]["sections"]), Path(loaded["segment"]["boilerplate"])
        weights = {name: read_weights(Path(path)) for name, path in loaded.get("weights", {}).items()}
        model = {name: loaded[name] for name in ("nlp", "components") if name in loaded}
        nlp = load_model_from_config(model, auto_fill=True)
    except ConfigError:
        raise
    except (ValueError, KeyError, OSError) as error:
        raise ConfigError(path, " ".join(str(error).split())[:300]) from error
    missing = sorted(TERMS - set(chosen))
    if missing:
        raise ConfigError(path, f"[terms] lacks {', '.join(missing)}")
    return Recogniser(nlp, chosen, section_files, {name: weights.get(name, Weights()) for name in WEIGHTS})


def _check(path: Path, loaded: Mapping[str, Any]) -> None:
    _refuse(path, "block", loaded, BLOCKS)
    _refuse(path, "setting of [segment]", loaded.get("segment", {}), frozenset({"sections", "boilerplate"}))
    _refuse(path, "file of [weights]", loaded.get("weights", {}), WEIGHTS)
    _refuse(path, "lexicon of [terms]", loaded.get("terms", {}), TERMS)
    named: Sequence[str] = loaded.get("nlp", {}).get("pipeline", ())
    _refuse(path, "component", loaded.get("components", {}), frozenset(named))


def _refuse(path: Path, what: str, given: Mapping[str, Any], known: frozenset[str]) -> None:
    unknown = sorted(set(given) - known)
    if unknown:
        raise ConfigError(path, f"unknown {what} {', '.join(unknown)}; known: {', '.join(sorted(known))}")


__all__ = ["Recognised", "Recogniser", "build"]
