"""Catalogue of PostgreSQL: rows of the system catalogues -> descriptions of tables.

`PGCatalog` is the part of the PostgreSQL dialect that an Inspector asks. Questions about one table are questions about
many with one name, so that a thousand tables cost as many round trips as one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ... import exc
from ...schema.catalog import (
    CatalogQueries,
    ObjectKind,
    ObjectScope,
    ReflectionDefaults,
    TableKey,
    cache,
)
from ...sql.textual import text
from . import catalog_queries as queries
from .catalog_queries import Selection
from .type_names import type_key, type_of

__all__ = ["PGCatalog"]

_NEXTVAL = re.compile(r"""(nextval\(')([^']+)('.*$)""")
_NAME = r'"(?:[^"]|"")*"|[^"\s.(]+'
_NAMES = r'(?:"(?:[^"]|"")*"|[^"()])+'
_FK_DEFINITION = re.compile(
    rf"FOREIGN KEY \((?P<columns>{_NAMES})\) "
    rf"REFERENCES (?:(?P<schema>{_NAME})\.)?(?P<table>{_NAME})\((?P<referred>{_NAMES})\)"
    r"(?: MATCH (?P<match>FULL|PARTIAL|SIMPLE))?"
    r"(?P<actions>(?: ON (?:UPDATE|DELETE) (?:CASCADE|RESTRICT|NO ACTION|(?:SET NULL|SET DEFAULT)(?:\s?\([^)]*\))?))*)"
    r"(?: (?P<deferrable>NOT DEFERRABLE|DEFERRABLE))?"
    r"(?: INITIALLY (?P<initially>\w+))?"
)
_FK_ACTION = re.compile(r"ON (UPDATE|DELETE) (CASCADE|RESTRICT|NO ACTION|(?:SET NULL|SET DEFAULT)(?:\s?\([^)]*\))?)")
_PERIOD = re.compile(r"(^|, )PERIOD (?=\S)")
_CHECK = re.compile(r"^CHECK *\((?P<sql>.+)\)(?P<no_inherit> NO INHERIT)?(?P<not_valid> NOT VALID)?$", re.DOTALL)
_WHOLE_IN_PARENTHESES = re.compile(r"^[\s\n]*\((.+)\)[\s\n]*$", re.DOTALL)
_DEFAULT_METHOD = "heap"


class NamedTypes(NamedTuple):
    """Enumerations and domains by their keys, see `type_key`."""

    enums: Mapping[Any, Any]
    domains: Mapping[Any, Any]


def _about_one_table(fact: str) -> Any:
    """The single-table question: the multi-table question with one name."""

    def ask(self: PGCatalog, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> Any:
        question = getattr(self, f"get_multi_{fact}")
        everything = {"kind": ObjectKind.ANY, "scope": ObjectScope.ANY}
        for key, answer in question(connection, schema=schema, filter_names=[table_name], **everything, **kw):
            if key == (schema, table_name):
                return answer
        raise exc.NoSuchTableError(f"{schema}.{table_name}" if schema else table_name)

    ask.__name__ = f"get_{fact}"
    return cache(ask)


class PGCatalog(CatalogQueries):
    """What an Inspector can ask about a PostgreSQL database."""

    identifier_preparer: Any
    ischema_names: Any
    server_version_info: Any
    default_schema_name: Any

    # -- names -----------------------------------------------------------------------------------------------

    @cache
    def get_schema_names(self, connection: Any, **kw: Any) -> list[str]:
        statement = text("SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname NOT LIKE 'pg\\_%' ORDER BY nspname")
        return list(connection.execute(statement, execution_options=queries.PLAIN).scalars().all())

    def _relation_names(self, connection: Any, schema: str | None, kind: ObjectKind, scope: ObjectScope) -> list[str]:
        selection = Selection.of(schema, None, kind, scope)
        return [row[0] for row in selection.run(connection, queries.RELATIONS) if row[0] is not None]

    def _names_of_relkind(
        self, connection: Any, schema: str | None, relkinds: str, scope: str = "c.relpersistence <> 't'"
    ) -> list[str]:
        where = (
            "pg_catalog.pg_table_is_visible(c.oid) AND n.nspname <> 'pg_catalog'"
            if schema is None
            else "n.nspname = :schema"
        )
        statement = text(
            "SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
            f"WHERE c.relkind IN ({relkinds}) AND {scope} AND {where} ORDER BY c.relname"
        )
        parameters = {} if schema is None else {"schema": schema}
        return list(connection.execute(statement, parameters, execution_options=queries.PLAIN).scalars().all())

    @cache
    def get_table_names(self, connection: Any, schema: str | None = None, **kw: Any) -> list[str]:
        return self._names_of_relkind(connection, schema, "'r', 'p'")

    @cache
    def get_temp_table_names(self, connection: Any, schema: str | None = None, **kw: Any) -> list[str]:
        return self._names_of_relkind(connection, None, "'r', 'p'", "c.relpersistence = 't'")

    @cache
    def _get_foreign_table_names(self, connection: Any, schema: str | None = None, **kw: Any) -> list[str]:
        return self._names_of_relkind(connection, schema, "'f'")

    @cache
    def get_foreign_table_names(self, connection: Any, schema: str | None = None, **kw: Any) -> list[str]:
        """Names of the foreign tables of a schema."""
        return self._names_of_relkind(connection, schema, "'f'")

    @cache
    def get_view_names(self, connection: Any, schema: str | None = None, **kw: Any) -> list[str]:
        return self._names_of_relkind(connection, schema, "'v'")

    @cache
    def get_materialized_view_names(self, connection: Any, schema: str | None = None, **kw: Any) -> list[str]:
        return self._names_of_relkind(connection, schema, "'m'")

    @cache
    def get_temp_view_names(self, connection: Any, schema: str | None = None, **kw: Any) -> list[str]:
        return self._names_of_relkind(connection, None, "'v'", "c.relpersistence = 't'")

    @cache
    def get_sequence_names(self, connection: Any, schema: str | None = None, **kw: Any) -> list[str]:
        return self._names_of_relkind(connection, schema, "'S'")

    @cache
    def get_view_definition(self, connection: Any, view_name: str, schema: str | None = None, **kw: Any) -> str:
        selection = Selection.of(schema, [view_name], ObjectKind.ANY_VIEW, ObjectScope.ANY)
        rows = selection.run(
            connection,
            "SELECT pg_catalog.pg_get_viewdef(c.oid) FROM pg_catalog.pg_class c "
            "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE {condition}",
        )
        if not rows:
            raise exc.NoSuchTableError(f"{schema}.{view_name}" if schema else view_name)
        return str(rows[0][0])

    # -- existence -------------------------------------------------------------------------------------------

    @cache
    def has_table(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> bool:
        self._ensure_has_table_connection(connection)
        return bool(self._existing(connection, [table_name], schema))

    def has_multi_table(
        self, connection: Any, table_names: Any, schema: str | None = None, **kw: Any
    ) -> Iterable[tuple[TableKey, bool]]:
        self._ensure_has_table_connection(connection)
        existing = self._existing(connection, table_names, schema)
        return [((schema, name), name in existing) for name in table_names]

    def _existing(self, connection: Any, names: Collection[str], schema: str | None) -> set[str]:
        if not names:
            return set()
        selection = Selection.of(schema, names, ObjectKind.ANY, ObjectScope.ANY)
        return {row[0] for row in selection.run(connection, queries.RELATIONS)}

    @cache
    def has_sequence(self, connection: Any, sequence_name: str, schema: str | None = None, **kw: Any) -> bool:
        return sequence_name in self._names_of_relkind(connection, schema, "'S'", "true")

    @cache
    def has_schema(self, connection: Any, schema_name: str, **kw: Any) -> bool:
        statement = text("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = :schema")
        return connection.scalar(statement, {"schema": schema_name}, execution_options=queries.PLAIN) is not None

    @cache
    def has_type(self, connection: Any, type_name: str, schema: str | None = None, **kw: Any) -> bool:
        """Whether a type of that name exists; schema "*" for any."""
        where = "t.typname = :name"
        parameters = {"name": type_name}
        if schema is None:
            where += " AND pg_catalog.pg_type_is_visible(t.oid) AND n.nspname <> 'pg_catalog'"
        elif schema != "*":
            where += " AND n.nspname = :schema"
            parameters["schema"] = schema
        statement = text(
            f"SELECT 1 FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE {where}"
        )
        return connection.scalar(statement, parameters, execution_options=queries.PLAIN) is not None

    @cache
    def get_table_oid(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> int:
        """The OID of a table or view."""
        selection = Selection.of(schema, [table_name], ObjectKind.ANY, ObjectScope.ANY)
        rows = selection.run(
            connection,
            "SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
            "WHERE {condition}",
        )
        if not rows:
            raise exc.NoSuchTableError(f"{schema}.{table_name}" if schema else table_name)
        return int(rows[0][0])

    # -- one table: the multi-table question with one name ---------------------------------------------------

    get_columns = _about_one_table("columns")
    get_pk_constraint = _about_one_table("pk_constraint")
    get_foreign_keys = _about_one_table("foreign_keys")
    get_indexes = _about_one_table("indexes")
    get_unique_constraints = _about_one_table("unique_constraints")
    get_check_constraints = _about_one_table("check_constraints")
    get_table_comment = _about_one_table("table_comment")
    get_table_options = _about_one_table("table_options")

    # -- many tables -----------------------------------------------------------------------------------------

    def get_multi_columns(self, connection: Any, **kw: Any) -> Any:
        generated = "a.attgenerated" if self.server_version_info >= (12,) else "''"
        selection = Selection.asked(**kw)
        rows = selection.run(connection, queries.COLUMNS.replace("{generated}", generated))
        named_types = self._named_types(connection, kw.get("info_cache"))
        facts = [_column_facts(row) for row in rows]
        return list(self._get_columns_info(facts, named_types, selection.schema).items())

    def _named_types(self, connection: Any, info_cache: Any) -> NamedTypes:
        return NamedTypes(
            *(
                {type_key(found["name"], found["schema"], found["visible"]): found for found in load}
                for load in (
                    self._load_enums(connection, schema="*", info_cache=info_cache),
                    self._load_domains(connection, schema="*", info_cache=info_cache),
                )
            )
        )

    def _get_columns_info(
        self, rows: Iterable[dict[str, Any]], named_types: Any, schema: str | None
    ) -> dict[TableKey, list[Any]]:
        """Descriptions of columns by table, for rows as the query on columns gives them."""
        found: dict[TableKey, list[Any]] = {}
        for row in rows:
            columns = found.setdefault((schema, row["table_name"]), [])
            if row["name"] is not None:  # a table may have no columns
                columns.append(self._column(row, schema, named_types))
        return found

    def _column(self, row: dict[str, Any], schema: str | None, named_types: Any) -> dict[str, Any]:
        collation = row["collation"] or {"name": None, "schema": None}
        coltype = self._reflect_type(
            row["format_type"],
            named_types.domains,
            named_types.enums,
            type_description=f"column '{row['name']}'",
            collation=collation["name"],
            collation_schema=collation["schema"],
        )
        nullable = not row["not_null"]
        default, generated = row["default"], row["generated"]
        if getattr(coltype, "__visit_name__", None) == "DOMAIN":
            if not default and coltype.default is not None:
                default = coltype.default
            nullable = nullable and not coltype.not_null
        column: dict[str, Any] = {
            "name": row["name"],
            "type": coltype,
            "nullable": nullable,
            "default": None if generated else default,
            "autoincrement": False,
            "comment": row["comment"],
        }
        if generated:
            column["computed"] = {"sqltext": default, "persisted": generated == "s"}
        elif row["identity_options"]:
            column["autoincrement"] = True
            column["identity"] = row["identity_options"]
        elif isinstance(default, str):
            self._mark_serial(column, default, schema)
        return column

    def _mark_serial(self, column: dict[str, Any], default: str, schema: str | None) -> None:
        """A default that takes the next number of a sequence makes the column auto-incrementing."""
        match = _NEXTVAL.search(default)
        if match is None:
            return
        if column["type"]._type_affinity is not None and column["type"]._type_affinity.__name__ == "Integer":
            column["autoincrement"] = True
        if "." not in match.group(2) and schema is not None:
            quoted = f'"{schema}"'
            column["default"] = f"{match.group(1)}{quoted}.{match.group(2)}{match.group(3)}"

    def _reflect_type(
        self,
        format_type: str | None,
        domains: Any,
        enums: Any,
        type_description: str,
        collation: str | None = None,
        collation_schema: str | None = None,
    ) -> Any:
        """The type for what format_type() printed."""
        return type_of(self, format_type, domains, enums, type_description, collation, collation_schema)

    def _lists_by_table(
        self, connection: Any, query: str, describe: Callable[[Any], Any], kw: dict[str, Any], **parameters: Any
    ) -> Iterator[tuple[TableKey, list[Any]]]:
        """Descriptions of a query's rows by table, for all selected tables."""
        selection = Selection.asked(**kw)
        found: dict[str, list[Any]] = defaultdict(list)
        for row in selection.run(connection, query, **parameters):
            found[row.relname].append(describe(row))
        for name in self._selected_names(connection, selection, info_cache=kw.get("info_cache")):
            yield (selection.schema, name), found[name]

    @cache
    def _selected_names(self, connection: Any, selection: Selection, **kw: Any) -> list[str]:
        return [row[0] for row in selection.run(connection, queries.RELATIONS)]

    def _keys_by_table(
        self, connection: Any, contype: str, describe: Callable[[Any], Any], kw: dict[str, Any]
    ) -> Iterator[tuple[TableKey, list[Any]]]:
        distinct = "idx.indnullsnotdistinct" if self.server_version_info >= (15,) else "false"
        query = queries.KEYS.replace("{nulls_not_distinct}", distinct)
        return self._lists_by_table(connection, query, describe, kw, contype=contype)

    def get_multi_pk_constraint(self, connection: Any, **kw: Any) -> Any:
        found = self._keys_by_table(connection, "p", _primary_key, kw)
        return [(key, keys[0] if keys else ReflectionDefaults.pk_constraint()) for key, keys in found]

    def get_multi_unique_constraints(self, connection: Any, **kw: Any) -> Any:
        return self._keys_by_table(connection, "u", self._unique, kw)

    def _unique(self, row: Any) -> dict[str, Any]:
        options: dict[str, Any] = {"postgresql_include": list(row.columns[row.indnatts :])}
        if self.server_version_info >= (15,):
            options["postgresql_nulls_not_distinct"] = row.nulls_not_distinct
        return {
            "column_names": list(row.columns[: row.indnatts]),
            "name": row.conname,
            "comment": row.comment,
            "dialect_options": options,
        }

    def get_multi_foreign_keys(self, connection: Any, *, postgresql_ignore_search_path: bool = False, **kw: Any) -> Any:
        def describe(row: Any) -> dict[str, Any]:
            return self._foreign_key(row, kw.get("schema"), postgresql_ignore_search_path)

        return self._lists_by_table(connection, queries.FOREIGN_KEYS, describe, kw)

    def _foreign_key(self, row: Any, schema: str | None, ignore_search_path: bool) -> dict[str, Any]:
        return {
            "name": row.conname,
            "constrained_columns": list(row.columns),
            "referred_schema": self._referred_schema(row, schema, ignore_search_path),
            "referred_table": row.referred_table,
            "referred_columns": list(row.referred),
            "options": _foreign_key_options(row.definition),
            "comment": row.comment,
        }

    def _parse_fk(self, definition: str) -> tuple[str | None, ...] | None:
        """The parts of a foreign key's definition."""
        return parse_foreign_key(definition)

    def _referred_schema(self, row: Any, schema: str | None, ignore_search_path: bool) -> str | None:
        """The target's schema, None when a name without schema finds it.

        Rule: SQLAlchemy's documentation, "Remote-Schema Table Introspection and PostgreSQL search_path".
        """
        found: str = row.referred_schema
        if ignore_search_path:
            return None if found == self.default_schema_name else found
        if schema is not None and schema == found:
            return schema
        return None if row.referred_is_visible else found

    def get_multi_check_constraints(self, connection: Any, **kw: Any) -> Any:
        return self._lists_by_table(connection, queries.CHECKS, _check, kw)

    def get_multi_indexes(self, connection: Any, **kw: Any) -> Any:
        distinct = "i.indnullsnotdistinct" if self.server_version_info >= (15,) else "false"
        return self._lists_by_table(connection, queries.INDEXES.replace("{nulls_not_distinct}", distinct), _index, kw)

    def get_multi_table_comment(self, connection: Any, **kw: Any) -> Any:
        return self._one_by_table(connection, queries.COMMENTS, lambda row: {"text": row.comment}, kw)

    def get_multi_table_options(self, connection: Any, **kw: Any) -> Any:
        return self._one_by_table(connection, queries.TABLE_OPTIONS, _table_options, kw)

    def _one_by_table(
        self, connection: Any, query: str, describe: Callable[[Any], Any], kw: dict[str, Any]
    ) -> list[tuple[TableKey, Any]]:
        selection = Selection.asked(**kw)
        return [((selection.schema, row.relname), describe(row)) for row in selection.run(connection, query)]

    # -- types -----------------------------------------------------------------------------------------------

    def _of_schema(self, connection: Any, query: str, schema: str | None) -> list[Any]:
        condition, parameters = "", {}
        if schema is None:
            condition = "AND pg_catalog.pg_type_is_visible(t.oid) AND n.nspname <> 'pg_catalog'"
        elif schema != "*":
            condition = "AND n.nspname = :schema"
            parameters["schema"] = schema
        statement = text(query.replace("{schema_condition}", condition))
        return list(connection.execute(statement, parameters, execution_options=queries.PLAIN).all())

    @cache
    def _load_enums(self, connection: Any, schema: str | None = None, **kw: Any) -> list[dict[str, Any]]:
        return [
            {"name": row.typname, "schema": row.nspname, "visible": row.visible, "labels": list(row.labels)}
            for row in self._of_schema(connection, queries.ENUMS, schema)
        ]

    def get_enums(self, connection: Any, schema: str | None = None, **kw: Any) -> list[dict[str, Any]]:
        """ENUM types of a schema; "*" for all."""
        return list(self._load_enums(connection, schema=schema, **kw))

    @cache
    def _load_domains(self, connection: Any, schema: str | None = None, **kw: Any) -> list[dict[str, Any]]:
        return [
            {
                "name": row.typname,
                "schema": row.nspname,
                "visible": row.visible,
                "type": re.sub(r"\([^()]*\)", "", row.type),
                "full_type": row.type,
                "nullable": row.nullable,
                "default": row.default,
                "constraints": [
                    {"name": name, "check": _check_text(definition)}
                    for name, definition in zip(row.constraint_names, row.constraint_definitions, strict=True)
                ],
                "collation": row.collation,
                "collation_schema": row.collation_schema,
            }
            for row in self._of_schema(connection, queries.DOMAINS, schema)
        ]

    def get_domains(self, connection: Any, schema: str | None = None, **kw: Any) -> list[dict[str, Any]]:
        """DOMAIN types of a schema; "*" for all."""
        domains = self._load_domains(connection, schema=schema, **kw)
        return [{key: fact for key, fact in domain.items() if key != "full_type"} for domain in domains]


class ForeignKeyDefinition(NamedTuple):
    """What pg_get_constraintdef() prints of a foreign key; lists of columns as they are printed."""

    columns: str
    schema: str | None
    table: str
    referred: str
    match: str | None
    onupdate: str | None
    ondelete: str | None
    deferrable: str | None
    initially: str | None


def parse_foreign_key(definition: str) -> ForeignKeyDefinition | None:
    """Return the parts of a foreign key's definition; None for what is none."""
    match = _FK_DEFINITION.match(definition)
    if match is None:
        return None
    actions = dict(_FK_ACTION.findall(match["actions"] or ""))
    return ForeignKeyDefinition(
        _PERIOD.sub(r"\1", match["columns"]),
        match["schema"],
        match["table"],
        _PERIOD.sub(r"\1", match["referred"]),
        match["match"],
        actions.get("UPDATE"),
        actions.get("DELETE"),
        match["deferrable"],
        match["initially"],
    )


def _foreign_key_options(definition: str) -> dict[str, Any]:
    parsed = parse_foreign_key(definition)
    if parsed is None:
        return {}
    options: dict[str, Any] = {
        "onupdate": parsed.onupdate,
        "ondelete": parsed.ondelete,
        "initially": parsed.initially,
        "deferrable": None if parsed.deferrable is None else parsed.deferrable == "DEFERRABLE",
        "match": parsed.match,
    }
    found = {name: value for name, value in options.items() if value is not None and value != "NO ACTION"}
    if definition.endswith(" NOT VALID"):
        found["postgresql_not_valid"] = True
    return found


def _column_facts(row: Any) -> dict[str, Any]:
    """A row of the query on columns, with what belongs together put together."""
    identity = {
        "always": row.identity == "a",
        "start": row.seqstart,
        "increment": row.seqincrement,
        "minvalue": row.seqmin,
        "maxvalue": row.seqmax,
        "cache": row.seqcache,
        "cycle": row.seqcycle,
    }
    return {
        "table_name": row.relname,
        "name": row.attname,
        "format_type": row.type,
        "default": row.default,
        "not_null": row.not_null,
        "generated": row.generated,
        "comment": row.comment,
        "collation": {"name": row.collation, "schema": row.collation_schema},
        "identity_options": identity if row.identity else None,
    }


def _primary_key(row: Any) -> dict[str, Any]:
    return {
        "constrained_columns": list(row.columns[: row.indnatts]),
        "name": row.conname,
        "comment": row.comment,
        "dialect_options": {"postgresql_include": list(row.columns[row.indnatts :])},
    }


def _check_text(definition: str) -> str:
    match = _CHECK.match(definition)
    if match is None:
        exc.warn(f"Could not parse CHECK constraint text: {definition!r}")
        return ""
    sql = match["sql"]
    inner = _WHOLE_IN_PARENTHESES.match(sql)
    return inner.group(1) if inner is not None and _is_balanced(inner.group(1)) else sql


def _is_balanced(sql: str) -> bool:
    """Whether the parentheses around `sql` belong together: it never closes one that it did not open."""
    depth = 0
    quote = ""
    for character in sql:
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        else:
            depth += {"(": 1, ")": -1}.get(character, 0)
            if depth < 0:
                return False
    return depth == 0


def _check(row: Any) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "name": row.conname,
        "sqltext": _check_text(row.definition),
        "comment": row.comment,
    }
    match = _CHECK.match(row.definition)
    options = {}
    if match is not None and match["not_valid"]:
        options["not_valid"] = True
    if match is not None and match["no_inherit"]:
        options["no_inherit"] = True
    if options:
        entry["dialect_options"] = options
    return entry


def _index(row: Any) -> dict[str, Any]:
    keys = list(row.columns[: row.key_count])
    index: dict[str, Any] = {"name": row.name, "unique": row.is_unique, "column_names": keys}
    if None in keys:
        index["expressions"] = [
            element if name is None else name for name, element in zip(keys, row.elements[: row.key_count], strict=True)
        ]
    sorting = {
        name: words
        for name, flags in zip(keys, row.sorting, strict=False)
        if name is not None and (words := _sorting(flags))
    }
    if sorting:
        index["column_sorting"] = sorting
    if row.conname:
        index["duplicates_constraint"] = row.conname
    options: dict[str, Any] = {}
    if row.method != "btree":
        options["postgresql_using"] = row.method
    if row.predicate:
        options["postgresql_where"] = row.predicate
    classes = {
        (element if name is None else name): operator_class
        for name, element, operator_class in zip(
            keys, row.elements[: row.key_count], row.operator_classes, strict=False
        )
        if operator_class is not None
    }
    if classes:
        options["postgresql_ops"] = classes
    if row.options:
        options["postgresql_with"] = dict(option.split("=", 1) for option in row.options)
    options["postgresql_include"] = [name for name in row.columns[row.key_count :] if name is not None]
    if row.nulls_not_distinct:
        options["postgresql_nulls_not_distinct"] = True
    if not row.is_valid:
        options["postgresql_invalid"] = True
    index["dialect_options"] = options
    return index


def _sorting(flags: int) -> tuple[str, ...]:
    """Words for pg_index.indoption: bit 0 DESC, bit 1 NULLS FIRST; what the order implies is left out."""
    if flags & 1:
        return ("desc",) if flags & 2 else ("desc", "nulls_last")
    return ("nulls_first",) if flags & 2 else ()


def _table_options(row: Any) -> dict[str, Any]:
    options: dict[str, Any] = ReflectionDefaults.table_options()
    if row.options:
        options["postgresql_with"] = dict(option.split("=", 1) for option in row.options)
    if row.tablespace:
        options["postgresql_tablespace"] = row.tablespace
    if row.method and row.method != _DEFAULT_METHOD and row.relkind in ("r", "m", "p"):
        options["postgresql_using"] = row.method
    if row.partition_key:
        options["postgresql_partition_by"] = row.partition_key
    if row.parents:
        options["postgresql_inherits"] = tuple(row.parents)
    return options
