"""PostgreSQL's identifiers: which words need quotes, names of sequences in strings, names of types."""

from __future__ import annotations

from typing import Any

from ormolu import exc
from ormolu.compiler import IdentifierPreparer
from ormolu.sql.names import apply_quote

# Rule: appendix C of the manual, the reserved ones.
RESERVED_WORDS: frozenset[str] = frozenset(
    """
    all analyse analyze and any array as asc asymmetric authorization between binary both case cast check collate
    column constraint create cross current_catalog current_date current_role current_schema current_time
    current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign
    freeze from full grant group having ilike in initially inner intersect into is isnull join leading left like
    limit localtime localtimestamp natural new not notnull null of off offset old on only or order outer over
    overlaps placing primary references returning right select session_user similar some symmetric table then to
    trailing true union unique user using variadic verbose when where window with
    """.split()
)


# The same appendix, "non-reserved (cannot be function or type)".
_NOT_NAMES_OF_TYPES: frozenset[str] = frozenset(
    """
    between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping inout int
    integer interval least national nchar none normalize nullif numeric out overlay position precision real row setof
    smallint substring time timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest
    xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
    """.split()
)


class PGIdentifierPreparer(IdentifierPreparer):
    """Double quotes, PostgreSQL's reserved words."""

    reserved_words = RESERVED_WORDS

    def _unquote_identifier(self, value: str) -> str:
        if value[0] == self.initial_quote:
            value = value[1:-1].replace(self.escape_to_quote, self.escape_quote)
        return value

    def _format_sequence_string_literal(self, sequence: Any) -> str:
        """A sequence's name inside a string, as `nextval()` takes it."""
        return self.format_sequence(sequence).replace("'", "''")

    def format_type(self, type_: Any, use_schema: bool = True) -> str:
        """Return the name of an ENUM or DOMAIN. Raises CompileError for one without a name."""
        if not type_.name:
            raise exc.CompileError(f"PostgreSQL {type_.__class__.__name__} type requires a name.")
        name = self.quote(apply_quote(type_.name, type_.quote))
        if name in _NOT_NAMES_OF_TYPES:
            name = self.quote_identifier(name)
        schema = self.schema_for_object(type_)
        if use_schema and not self.omit_schema and schema is not None:
            return f"{self.quote_schema(schema)}.{name}"
        return name
