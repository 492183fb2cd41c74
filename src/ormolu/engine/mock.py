"""`create_mock_engine`: an engine that hands each statement to a function in place of a database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .url import URL, make_url


class MockConnection:
    """Takes the place of an Engine or Connection where only DDL is emitted."""

    def __init__(self, dialect: Any, execute: Callable[..., Any]):
        self._dialect = dialect
        self._execute_impl = execute

    @property
    def engine(self) -> MockConnection:
        return self

    @property
    def dialect(self) -> Any:
        return self._dialect

    @property
    def name(self) -> str:
        return self._dialect.name  # type: ignore[no-any-return]

    def connect(self, **kwargs: Any) -> MockConnection:
        return self

    def schema_for_object(self, obj: Any) -> str | None:
        return obj.schema  # type: ignore[no-any-return]

    def execution_options(self, **kw: Any) -> MockConnection:
        return self

    def _run_ddl_visitor(self, visitorcallable: Any, element: Any, **kwargs: Any) -> None:
        kwargs["checkfirst"] = False
        visitorcallable(self.dialect, self, **kwargs).traverse_single(element)

    def execute(self, obj: Any, parameters: Any = None, execution_options: Any = None) -> Any:
        """Hand the statement to the function."""
        return self._execute_impl(obj, parameters)


def create_mock_engine(url: str | URL, executor: Any, **kw: Any) -> MockConnection:
    """An engine for `metadata.create_all()` without a database: `executor(sql, *multiparams, **params)` is called.

    url: tells which dialect. The statement given to the executor compiles with `sql.compile(dialect=engine.dialect)`.
    """
    cls = make_url(url)._get_entrypoint().get_dialect_cls(make_url(url))
    return MockConnection(cls(**kw), executor)
