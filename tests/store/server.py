"""A PostgreSQL server for tests: a scratch cluster in a folder of its own, reached by a socket there."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path


class Server:
    """A cluster that can be stopped and started; ``url`` is its address."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder = folder
        self.programs = programs
        # PostgreSQL refuses to run as root.
        self.user = "postgres" if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(folder, self.user)
        self._run("initdb", "-D", self._data, "-U", "armwise", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self.start()

    @property
    def url(self) -> str:
        """Its address, by the socket in its folder."""
        return f"postgresql://armwise@/postgres?host={self.folder}"

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def start(self) -> None:
        """Serve on the socket only: no port is taken."""
        settings = f"-c listen_addresses= -c fsync=off -k {self.folder}"
        self._run("pg_ctl", "-D", self._data, "-w", "-l", str(self.folder / "log"), "-o", settings, "start")

    def stop(self) -> None:
        """Cut all connections and end."""
        self._run("pg_ctl", "-D", self._data, "-w", "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run([self.programs / program, *arguments], check=True, capture_output=True, user=self.user)


def programs() -> Path | None:
    """Where the server's programs are, if they are installed and may be run."""
    found = shutil.which("initdb")
    folders: Sequence[Path] = [Path(found).resolve().parent] if found else []
    folders = [*folders, *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    known = {entry.pw_name for entry in pwd.getpwall()}
    if os.geteuid() == 0 and "postgres" not in known:
        return None
    return next((folder for folder in folders if (folder / "initdb").exists()), None)
