"""Names: turn the name of a table, column or constraint into text that is safe inside SQL.

In: plain strings, `quoted_name` strings, and schema objects. Out: identifiers, quoted when the database
would otherwise read them differently. A quoted identifier may hold any character; the quote itself is doubled.

Start at `IdentifierPreparer.quote`; a dialect changes the class attributes and the quote characters.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ormolu import exc
from ormolu.schema.naming import constraint_name_for_table
from ormolu.sql.names import _NONE_NAME, _truncated_label, quoted_name

SchemaOf = Callable[[Any], str | None]

# Key words that ANSI-like databases refuse as a bare identifier.
RESERVED_WORDS: frozenset[str] = frozenset(
    """
    all analyse analyze and any array as asc asymmetric authorization between binary both case cast check collate
    column constraint create cross current_date current_role current_time current_timestamp current_user default
    deferrable desc distinct do else end except false for foreign freeze from full grant group having ilike in
    initially inner intersect into is isnull join leading left like limit localtime localtimestamp natural new not
    notnull null off offset old on only or order outer overlaps placing primary references right select
    session_user set similar some symmetric table then to trailing true union unique user using verbose when where
    """.split()
)

LEGAL_CHARACTERS = re.compile(r"[A-Z0-9_$]+\Z", re.IGNORECASE | re.ASCII)
LEGAL_CHARACTERS_PLUS_SPACE = re.compile(r"[A-Z0-9_ $]+\Z", re.IGNORECASE | re.ASCII)
ILLEGAL_INITIAL_CHARACTERS: frozenset[str] = frozenset("0123456789$")

# Phrases that DDL takes verbatim; anything else in their place would be a way in for foreign SQL.
SQL_KEYWORD_PHRASE = re.compile(r"[A-Za-z_]+(?:\s+[A-Za-z_]+)*\Z")
FK_ON_DELETE = FK_ON_UPDATE = FK_INITIALLY = SQL_KEYWORD_PHRASE

_SCHEMA_MARK = re.compile(r"__\[SCHEMA_([^\]]+)\]")
# Stands in names and literals that look like a mark, until the marks are filled.
_SHIELD = f"\x1f{secrets.token_hex(8)}\x1f"
_NO_SCHEMA = "_none"
_UNSAYABLE = re.compile("[\x00\ud800-\udfff]")


def own_schema(obj: Any) -> str | None:
    """The schema an object names itself; replaced when a schema translate map is in force."""
    schema: str | None = obj.schema
    return schema


class IdentifierPreparer:
    """Quotes identifiers and spells out schema objects for one dialect.

    dialect: gives `max_identifier_length` and friends. initial_quote/final_quote: around a quoted name.
    escape_quote: doubled inside one. omit_schema: leave schema names out altogether.
    """

    reserved_words: Any = RESERVED_WORDS
    legal_characters: re.Pattern[str] = LEGAL_CHARACTERS
    illegal_initial_characters: Any = ILLEGAL_INITIAL_CHARACTERS
    schema_for_object: SchemaOf = staticmethod(own_schema)

    _includes_none_schema_translate: bool = False
    _marks_schemas: bool = False

    def __init__(
        self,
        dialect: Any,
        initial_quote: str = '"',
        final_quote: str | None = None,
        escape_quote: str = '"',
        quote_case_sensitive_collations: bool = True,
        omit_schema: bool = False,
    ) -> None:
        self.dialect = dialect
        self.initial_quote = initial_quote
        self.final_quote = final_quote or initial_quote
        self.escape_quote = escape_quote
        self.escape_to_quote = escape_quote * 2
        self.omit_schema = omit_schema
        self.quote_case_sensitive_collations = quote_case_sensitive_collations
        self._quoted: dict[str, str] = {}
        self._double_percents: bool = getattr(dialect, "paramstyle", "named") in ("format", "pyformat")

    # -- quoting ---------------------------------------------------------------------------------

    def quote(self, ident: str, force: Any = None) -> str:
        """Return `ident`, in quotes if it needs them; a `quoted_name` decides for itself."""
        wants = getattr(ident, "quote", None)
        if wants is not None:
            return self.quote_identifier(ident) if wants else str(ident)
        known = self._quoted.get(ident)
        if known is None:
            known = self.quote_identifier(ident) if self._requires_quotes(ident) else str(ident)
            self._quoted[str(ident)] = known
        return known

    def quote_identifier(self, value: str) -> str:
        """Return `value` in quotes, whatever it holds. Rule: SQL standard, delimited identifier.

        Raises IdentifierError for what no database can be told: a NUL character, half of a surrogate pair.
        """
        if _UNSAYABLE.search(value):
            raise exc.IdentifierError(f"No identifier can hold a NUL character or a lone surrogate: {str(value)!r}")
        return self.initial_quote + self._escape_identifier(value) + self.final_quote

    def quote_schema(self, schema: str, force: Any = None) -> str:
        """Return a schema name, in quotes if it needs them; dialects with dotted owners override."""
        return self.quote(schema)

    def _escape_identifier(self, value: str) -> str:
        value = self.shield(value.replace(self.escape_quote, self.escape_to_quote))
        return value.replace("%", "%%") if self._double_percents else value

    def _unescape_identifier(self, value: str) -> str:
        return value.replace(self.escape_to_quote, self.escape_quote)

    def _requires_quotes(self, value: str) -> bool:
        if not value:
            return True
        lowered = value.lower()
        return (
            lowered in self.reserved_words
            or value[0] in self.illegal_initial_characters
            or self._requires_quotes_illegal_chars(value)
            or lowered != value
        )

    def _requires_quotes_illegal_chars(self, value: str) -> bool:
        return not self.legal_characters.match(str(value))

    def validate_sql_phrase(self, element: str, reg: re.Pattern[str]) -> str:
        """Return a key word phrase that goes verbatim into SQL, or raise CompileError."""
        if element is not None and not reg.match(element):
            raise exc.CompileError(f"Unexpected SQL phrase: {element!r} (matching against {reg.pattern!r})")
        return element

    # -- schema translation -------------------------------------------------------------------------

    def _with_schema_translate(self, schema_translate_map: Mapping[str | None, str | None]) -> IdentifierPreparer:
        """A copy whose schema names are marks, to be filled per execution: one compiled text for many schemas."""
        copied = self.__class__.__new__(self.__class__)
        copied.__dict__.update(self.__dict__)
        copied._marks_schemas = True
        copied._includes_none_schema_translate = includes_none = None in schema_translate_map

        def marked(obj: Any) -> Any:
            name = obj.schema
            if getattr(obj, "_use_schema_map", False) and (name is not None or includes_none):
                if name is not None and ("[" in name or "]" in name):
                    raise exc.CompileError(
                        f"Square bracket characters ([]) not supported in schema translate name '{name}'"
                    )
                return quoted_name(f"__[SCHEMA_{name or _NO_SCHEMA}]", False)
            return name

        copied.schema_for_object = marked  # an instance's own rule
        copied._quoted = {}
        return copied

    def _render_schema_translates(self, statement: str, schema_translate_map: Mapping[str | None, str | None]) -> str:
        """Fill the marks of `_with_schema_translate` with real, quoted schema names."""
        targets: dict[str, str | None] = {
            _NO_SCHEMA if name is None else name: target for name, target in schema_translate_map.items()
        }
        if None in schema_translate_map and not self._includes_none_schema_translate:
            raise exc.InvalidRequestError(
                "schema translate map which previously did not have `None` present as a key now has `None` "
                "present; compiled statement may lack adequate placeholders.  Please use consistent keys in "
                "successive schema_translate_map dictionaries."
            )

        def real_name(match: re.Match[str]) -> str:
            name = match.group(1)
            if name in targets:
                effective = targets[name]
            elif name == _NO_SCHEMA:
                if self._includes_none_schema_translate:
                    raise exc.InvalidRequestError(
                        "schema translate map which previously had `None` present as a key now no longer has it "
                        "present; don't know how to apply schema for compiled statement. Please use consistent keys "
                        "in successive schema_translate_map dictionaries."
                    )
                effective = None
            else:
                effective = name
            if not effective:
                effective = self.dialect.default_schema_name
                if not effective:
                    raise exc.CompileError(
                        "Dialect has no default schema name; can't use None as dynamic schema target."
                    )
            return self.quote_schema(effective)

        return _SCHEMA_MARK.sub(real_name, statement).replace(_SHIELD, "")

    def shield(self, text: str) -> str:
        """Return quoted text so that nothing in it is taken for a schema's mark; as it is when there are no marks."""
        return text.replace("__[SCHEMA_", f"__{_SHIELD}[SCHEMA_") if self._marks_schemas else text

    # -- schema objects -----------------------------------------------------------------------------

    def format_collation(self, collation_name: str, schema: str | None = None) -> str:
        """Return a collation name; one in mixed case keeps its case where the dialect's collations have one."""
        if self.quote_case_sensitive_collations:
            name = self.quote(collation_name)
        else:
            name = str(collation_name)
        return f"{self.quote_schema(schema)}.{name}" if schema else name

    def format_sequence(self, sequence: Any, use_schema: bool = True) -> str:
        return self._qualified(sequence, self.quote(sequence.name), use_schema)

    def format_label(self, label: Any, name: str | None = None) -> str:
        return self.quote(name or label.name)

    def format_label_name(self, name: str, anon_map: Any = None) -> str:
        """Return the name after AS in `expression AS name`."""
        return self.quote(_applied(name, anon_map))

    def format_alias(self, alias: Any, name: str | None = None) -> str:
        return self.quote(name or alias.name)

    def format_savepoint(self, savepoint: Any, name: str | None = None) -> str:
        # Savepoints are connection-local and numbered by us: no cache entry for each.
        return self.quote(name or savepoint.ident)

    def format_table(self, table: Any, use_schema: bool = True, name: str | None = None) -> str:
        """Return `schema.table`; a CTE or alias of that name has no schema and is just quoted."""
        return self._qualified(table, self.quote(table.name if name is None else name), use_schema)

    def format_schema(self, name: str) -> str:
        return self.quote(name)

    def format_column(
        self,
        column: Any,
        use_table: bool = False,
        name: str | None = None,
        table_name: str | None = None,
        use_schema: bool = False,
        anon_map: Any = None,
    ) -> str:
        """Return a column's name, `table.column` with `use_table`, `schema.table.column` with `use_schema` too."""
        name = _applied(column.name if name is None else name, anon_map)
        if getattr(column, "is_literal", False):
            text = self._escape_percents(name)
        else:
            text = self.quote(name)
        if use_table:
            return f"{self.format_table(column.table, use_schema=use_schema, name=table_name)}.{text}"
        return text

    def format_table_seq(self, table: Any, use_schema: bool = True) -> tuple[str, ...]:
        """Return the quoted parts of a table's name: (schema, table) or (table,)."""
        schema = self.schema_for_object(table)
        if use_schema and not self.omit_schema and schema:
            return (self.quote_schema(schema), self.format_table(table, use_schema=False))
        return (self.format_table(table, use_schema=False),)

    def format_constraint(self, constraint: Any, _alembic_quote: bool = True) -> str | None:
        """Return a constraint's quoted name, made by the naming convention if there is one; None if unnamed."""
        name = constraint_name(constraint)
        if name is None:
            return None
        if constraint.__visit_name__ == "index":
            return self.truncate_and_render_index_name(name, _alembic_quote)
        return self.truncate_and_render_constraint_name(name, _alembic_quote)

    def format_index(self, index: Any) -> str | None:
        return self.format_constraint(index)

    def truncate_and_render_index_name(self, name: str, _alembic_quote: bool = True) -> str:
        """Return an index name, shortened with a hash if a naming convention made it too long."""
        limit = getattr(self.dialect, "max_index_name_length", None) or self.dialect.max_identifier_length
        return self._truncate_and_render(name, limit, _alembic_quote)

    def truncate_and_render_constraint_name(self, name: str, _alembic_quote: bool = True) -> str:
        """Return a constraint name, shortened with a hash if a naming convention made it too long."""
        limit = getattr(self.dialect, "max_constraint_name_length", None) or self.dialect.max_identifier_length
        return self._truncate_and_render(name, limit, _alembic_quote)

    def _truncate_and_render(self, name: str, limit: int, quoted: bool) -> str:
        if isinstance(name, _truncated_label):
            if len(name) > limit:
                # The tail is a hash of the full name, so that equal beginnings stay distinct.
                name = name[0 : limit - 8] + "_" + hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()[-4:]
        else:
            self.dialect.validate_identifier(name)
        return self.quote(name) if quoted else name

    def _qualified(self, obj: Any, name: str, use_schema: bool) -> str:
        if not use_schema or self.omit_schema:
            return name
        schema = self.schema_for_object(obj) if hasattr(obj, "schema") else None
        return name if schema is None else f"{self.quote_schema(schema)}.{name}"

    def _escape_percents(self, text: str) -> str:
        return text.replace("%", "%%") if self._double_percents else text

    def unformat_identifiers(self, identifiers: str) -> Sequence[str]:
        """Split `"a".b."c""d"` into its unquoted parts."""
        quoted = (
            re.escape(self.initial_quote),
            re.escape(self.final_quote),
            re.escape(self._escape_identifier(self.final_quote)),
        )
        opening, closing, doubled = quoted
        part = re.compile(rf"(?:(?:{opening}((?:{doubled}|[^{closing}])+){closing}|([^\.]+))(?=\.|\Z))+")
        return [self._unescape_identifier(inner or bare) for inner, bare in part.findall(identifiers)]


def _applied(name: Any, anon_map: Any) -> str:
    return name.apply_map(anon_map) if anon_map is not None and isinstance(name, _truncated_label) else name


def constraint_name(constraint: Any) -> Any:
    """The name to render for a constraint or index: its own, or what the naming convention makes of it now."""
    name = constraint.name
    return constraint_name_for_table(constraint, constraint.table) if name is _NONE_NAME else name
