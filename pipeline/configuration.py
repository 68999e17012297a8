"""Where the configurations are, and what a run was made with."""

import hashlib
from pathlib import Path

from pipeline.errors import ConfigError
from pipeline.extraction import Maker


def root() -> Path:
    """The folder of the configurations: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).resolve().parent
    for folder in (package.parent / "configs", package / "configs"):
        if (folder / "default.cfg").is_file():
            return folder
    raise ConfigError("configs", "no folder with default.cfg beside or inside the package")


def resolved(config: str | Path) -> Path:
    """The file of a configuration given by name or path."""
    for path in (Path(config), root() / f"{config}.cfg"):
        if path.suffix == ".cfg" and path.is_file():
            return path
    known = ", ".join(sorted(p.stem for p in root().glob("*.cfg")))
    raise ConfigError(config, f"no such configuration; there are {known}, or give a .cfg file")


def maker(config: str | Path) -> Maker:
    """The version of the pipeline and the digest of all that a configuration consists of.

    The digest covers every file beside the configuration, so that another term of a lexicon is another configuration.
    Raises ConfigError when there is no such configuration.
    """
    chosen = resolved(config)
    digest = hashlib.sha256(chosen.read_bytes())
    folders = {root(), chosen.resolve().parent / "lexicons"}
    for file in sorted(file for folder in folders for file in folder.rglob("*") if file.suffix in {".cfg", ".csv"}):
        digest.update(f"\0{file.name}\0".encode())
        digest.update(file.read_bytes())
    return Maker(_version(), digest.hexdigest()[:16])


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("armwise")
    except PackageNotFoundError:
        return "not installed"
