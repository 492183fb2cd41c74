"""Statements and schema objects to SQL text: compilers, identifier quoting, type names, the cache of compiled SQL."""

from ormolu.compiler.base import (
    COLLECT_CARTESIAN_PRODUCTS,
    FROM_LINTING,
    NO_LINTING,
    WARN_LINTING,
    AggregateOrderByStyle,
    Compiled,
    CompilerState,
    ExpandedState,
    InsertmanyvaluesSentinelOpts,
    Linting,
    ResultColumnsEntry,
)
from ormolu.compiler.cache import CacheStats, compile_cached
from ormolu.compiler.ddl import DDLCompiler
from ormolu.compiler.default import DialectTraits, StringDialect, compile_element, set_dialect_lookup, string_dialect
from ormolu.compiler.linting import FromLinter
from ormolu.compiler.names import RESERVED_WORDS, IdentifierPreparer
from ormolu.compiler.operators import OPERATORS
from ormolu.compiler.statement import SQLCompiler, StrSQLCompiler
from ormolu.compiler.types import GenericTypeCompiler, StrSQLTypeCompiler, TypeCompiler

__all__ = [
    "COLLECT_CARTESIAN_PRODUCTS",
    "FROM_LINTING",
    "NO_LINTING",
    "OPERATORS",
    "RESERVED_WORDS",
    "WARN_LINTING",
    "AggregateOrderByStyle",
    "CacheStats",
    "Compiled",
    "CompilerState",
    "DDLCompiler",
    "DialectTraits",
    "ExpandedState",
    "FromLinter",
    "GenericTypeCompiler",
    "IdentifierPreparer",
    "InsertmanyvaluesSentinelOpts",
    "Linting",
    "ResultColumnsEntry",
    "SQLCompiler",
    "StrSQLCompiler",
    "StrSQLTypeCompiler",
    "StringDialect",
    "TypeCompiler",
    "compile_cached",
    "compile_element",
    "set_dialect_lookup",
    "string_dialect",
]
