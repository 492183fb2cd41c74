"""`install_as_sqlalchemy`: other people's programs import sqlalchemy and get Ormolu."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"


def run(program: str, *more_paths: Path) -> subprocess.CompletedProcess[str]:
    import os

    paths = os.pathsep.join(map(str, [*more_paths, SOURCE]))
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
    )


def test_documented_modules_are_ours() -> None:
    done = run(
        """
        import ormolu
        ormolu.install_as_sqlalchemy()
        import sqlalchemy, sqlalchemy.orm, sqlalchemy.ext.declarative, sqlalchemy.engine.url
        from sqlalchemy.sql.sqltypes import String
        from sqlalchemy.dialects.postgresql.base import PGDialect
        assert sqlalchemy.Column is ormolu.Column
        assert String is ormolu.String
        assert sqlalchemy.orm.Session is ormolu.orm.Session
        assert sqlalchemy.engine.url.URL is ormolu.engine.URL
        """
    )
    assert done.returncode == 0, done.stderr


def test_a_module_that_nobody_has_is_an_import_error() -> None:
    done = run("import ormolu; ormolu.install_as_sqlalchemy(); import sqlalchemy.databases")
    assert "ModuleNotFoundError" in done.stderr


def test_too_late_is_refused_and_named(tmp_path: Path) -> None:
    package = tmp_path / "sqlalchemy"
    package.mkdir()
    (package / "__init__.py").write_text("__version__ = '2.0.0'\n")
    done = run("import sqlalchemy, ormolu; ormolu.install_as_sqlalchemy()", tmp_path)
    assert "came too late" in done.stderr
    assert "sqlalchemy 2.0.0" in done.stderr


def test_a_documented_path_works_after_changing_the_import() -> None:
    done = run("from ormolu.sql.sqltypes import Integer; import ormolu; assert Integer is ormolu.Integer")
    assert done.returncode == 0, done.stderr
