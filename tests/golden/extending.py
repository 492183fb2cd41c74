"""Constructs of the user's own: `@compiles`, functions, syntax extensions, lambdas."""

from typing import Any

from golden.registry import Case
from golden.tables import users
from ormolu import Integer, func, lambda_stmt, select
from ormolu.ext.compiler import compiles
from ormolu.sql import SyntaxExtension
from ormolu.sql.expression import ClauseElement, ColumnElement, Executable
from ormolu.sql.functions import FunctionElement


class hours_ago(FunctionElement):
    """A moment in the past."""

    type = Integer()
    inherit_cache = True
    name = "hours_ago"


@compiles(hours_ago)
def _hours_ago(element: Any, compiler: Any, **kw: Any) -> str:
    return f"now() - {compiler.process(element.clauses, **kw)} * interval '1 hour'"


@compiles(hours_ago, "sqlite")
def _hours_ago_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"datetime('now', '-' || {compiler.process(element.clauses, **kw)} || ' hours')"


@compiles(hours_ago, "mysql", "mariadb")
def _hours_ago_mysql(element: Any, compiler: Any, **kw: Any) -> str:
    return f"date_sub(now(), interval {compiler.process(element.clauses, **kw)} hour)"


class Constant(ColumnElement):
    """A column expression of one's own."""

    inherit_cache = True
    type = Integer()


@compiles(Constant)
def _constant(element: Any, compiler: Any, **kw: Any) -> str:
    return "42"


class Refresh(Executable, ClauseElement):
    """A statement of one's own."""

    inherit_cache = False


@compiles(Refresh)
def _refresh(element: Any, compiler: Any, **kw: Any) -> str:
    return "SELECT 1"


class Qualify(SyntaxExtension, ClauseElement):
    """A clause of one's own, after WHERE."""

    _traverse_internals = []

    def apply_to_select(self, select_stmt: Any) -> None:
        select_stmt.apply_syntax_extension_point(lambda existing: [*existing, self], "post_criteria")


@compiles(Qualify)
def _qualify(element: Any, compiler: Any, **kw: Any) -> str:
    return "QUALIFY 1 = 1"


nowhere = {name: "no such clause" for name in ("sqlite", "postgresql", "mariadb")}
name = "Ada"

ENTRIES = {
    "A function spelled per database": select(hours_ago(3)),
    "A column expression": select(Constant() + 1),
    "A statement": Refresh(),
    "A clause": Case(select(users.c.id).where(users.c.age > 5).ext(Qualify()), refused=nowhere),
    "Two clauses": Case(select(users.c.id).where(users.c.age > 5).ext(Qualify()).ext(Qualify()), refused=nowhere),
    "A statement out of lambdas": lambda_stmt(lambda: select(users.c.id)) + (lambda s: s.where(users.c.name == name)),
    "A condition out of a lambda": select(users.c.id).where(lambda: users.c.name == name),
    "An operator's words": select(users.c.id).where(users.c.name.op("||")("x") == func.lower("y")),
}
