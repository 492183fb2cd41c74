"""`./dev test`: run the tests on SQLite, PostgreSQL and MariaDB.

Finds (or starts) the servers once, gives their URLs to pytest and its workers by the environment, and says in the last
lines which databases the run met. A database that cannot be had fails the run, unless `--only sqlite` was asked for.
"""

from __future__ import annotations

import os
import subprocess
import sys

import servers


def main(arguments: list[str]) -> int:
    only, arguments = _take_only(arguments)
    missing: list[servers.Missing] = []
    met = ["SQLite"]
    for name, variable, find in (
        ("postgresql", servers.POSTGRESQL, servers.find_postgresql),
        ("mysql", servers.MYSQL, servers.find_mysql),
    ):
        if only and name not in only:
            os.environ.pop(variable, None)
            continue
        found = find()
        if isinstance(found, servers.Missing):
            missing.append(found)
        else:
            os.environ[variable] = found
            met.append({"postgresql": "PostgreSQL", "mysql": "MariaDB"}[name])
    os.environ["ORMOLU_TEST_RUN"] = "1"
    command = [sys.executable, "-m", "pytest", "-q", *(arguments or ["-n", "2"])]
    status = subprocess.call(command)
    pure = " with the kernel uncompiled" if os.environ.get("ORMOLU_PURE") == "1" else ""
    print(f"databases: {', '.join(met)}{pure}")
    for each in missing:
        print(f"NOT TESTED: {each.name}: {each.reason}")
    return status or (1 if missing else 0)


def _take_only(arguments: list[str]) -> tuple[set[str] | None, list[str]]:
    if "--only" not in arguments:
        return None, arguments
    at = arguments.index("--only")
    if at + 1 >= len(arguments):
        raise SystemExit("--only wants a database: --only sqlite")
    return set(arguments[at + 1].split(",")), arguments[:at] + arguments[at + 2 :]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
