"""Savepoints: what `begin_nested()` sends."""

from golden.registry import Case
from ormolu import ReleaseSavepointClause, RollbackToSavepointClause, SavepointClause

outside = {name: "only inside a transaction" for name in ("sqlite", "postgresql", "mariadb")}

ENTRIES = {
    "Begin": Case(SavepointClause("sa_savepoint_1"), untried=outside),
    "Roll back": Case(RollbackToSavepointClause("sa_savepoint_1"), untried=outside),
    "Release": Case(ReleaseSavepointClause("sa_savepoint_1"), untried=outside),
}
