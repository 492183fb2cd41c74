"""Queries on PostgreSQL's catalogue: one statement per kind of fact, for any number of tables.

Each query takes the parameters of `Selection`: schema, names, kinds of relations. Rule: PostgreSQL manual, "System
Catalogs". Values of the type "char" are cast to text, because drivers do not agree on what they are in Python.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from ...schema.catalog import ObjectKind, ObjectScope
from ...sql.binds import BindParameter as bindparam
from ...sql.textual import text

# The names in questions to the catalogue are translated already.
PLAIN = {"schema_translate_map": None}


@dataclass(frozen=True)
class Selection:
    """Which relations a question is about. names: None for all."""

    schema: str | None
    names: tuple[str, ...] | None
    kind: ObjectKind
    scope: ObjectScope

    @classmethod
    def of(cls, schema: str | None, names: Collection[str] | None, kind: ObjectKind, scope: ObjectScope) -> Selection:
        return cls(schema, tuple(names) if names else None, kind, scope)

    @classmethod
    def asked(
        cls,
        *,
        schema: str | None = None,
        filter_names: Collection[str] | None = None,
        kind: ObjectKind = ObjectKind.TABLE,
        scope: ObjectScope = ObjectScope.DEFAULT,
        **_: Any,
    ) -> Selection:
        """The selection for the keywords of a multi-table question."""
        return cls.of(schema, filter_names, kind, scope)

    def condition(self) -> str:
        """The WHERE condition on pg_class c and pg_namespace n."""
        parts = [f"c.relkind IN ({', '.join(repr(kind) for kind in self._relkinds())})"]
        if self.scope is ObjectScope.DEFAULT:
            parts.append("c.relpersistence <> 't'")
        elif self.scope is ObjectScope.TEMPORARY:
            parts.append("c.relpersistence = 't'")
        if self.schema is None:
            parts.append("pg_catalog.pg_table_is_visible(c.oid) AND n.nspname <> 'pg_catalog'")
        else:
            parts.append("n.nspname = :schema")
        if self.names is not None:
            parts.append("c.relname IN :names")
        return " AND ".join(parts)

    def _relkinds(self) -> list[str]:
        kinds = []
        if ObjectKind.TABLE in self.kind:
            kinds += ["r", "p", "f"]
        if ObjectKind.VIEW in self.kind:
            kinds.append("v")
        if ObjectKind.MATERIALIZED_VIEW in self.kind:
            kinds.append("m")
        return kinds

    def run(self, connection: Any, sql: str, **parameters: Any) -> list[Any]:
        """Execute a query in which {condition} stands for the selection."""
        statement = text(sql.replace("{condition}", self.condition()))
        if self.names is not None:
            statement = statement.bindparams(bindparam("names", expanding=True))
            parameters["names"] = list(self.names)
        if self.schema is not None:
            parameters["schema"] = self.schema
        return list(connection.execute(statement, parameters, execution_options=PLAIN).all())


RELATIONS = """
    SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE {condition} ORDER BY c.relname
"""

COLUMNS = """
    SELECT c.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
        pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS default, a.attnotnull AS not_null,
        CAST({generated} AS text) AS generated, CAST(a.attidentity AS text) AS identity,
        pg_catalog.col_description(c.oid, a.attnum) AS comment,
        coll.collname AS collation,
        CASE WHEN pg_catalog.pg_collation_is_visible(coll.oid) THEN NULL ELSE colln.nspname END AS collation_schema,
        s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.atthasdef
    LEFT JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_catalog.pg_collation coll ON coll.oid = a.attcollation AND a.attcollation <> t.typcollation
    LEFT JOIN pg_catalog.pg_namespace colln ON colln.oid = coll.collnamespace
    LEFT JOIN pg_catalog.pg_depend dep ON a.attidentity <> '' AND dep.refobjid = c.oid
        AND dep.refobjsubid = a.attnum AND dep.deptype = 'i'
        AND dep.classid = CAST('pg_catalog.pg_class' AS regclass)
        AND dep.refclassid = CAST('pg_catalog.pg_class' AS regclass)
    LEFT JOIN pg_catalog.pg_sequence s ON s.seqrelid = dep.objid
    WHERE {condition}
    ORDER BY c.relname, a.attnum
"""

KEYS = """
    SELECT c.relname, con.conname, pg_catalog.obj_description(con.oid, 'pg_constraint') AS comment,
        con.indnatts, array_agg(CAST(a.attname AS text) ORDER BY con.ord) AS columns,
        {nulls_not_distinct} AS nulls_not_distinct
    FROM (
        SELECT k.oid, k.conname, k.conrelid, k.conindid, i.indnkeyatts AS indnatts,
            unnest(i.indkey) AS attnum, generate_subscripts(i.indkey, 1) AS ord, i.indexrelid
        FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_index i ON i.indexrelid = k.conindid
        WHERE k.contype = :contype
    ) con
    JOIN pg_catalog.pg_class c ON c.oid = con.conrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = con.attnum
    JOIN pg_catalog.pg_index idx ON idx.indexrelid = con.indexrelid
    WHERE {condition}
    GROUP BY c.relname, con.oid, con.conname, con.indnatts, idx.indexrelid
    ORDER BY c.relname, con.conname
"""

FOREIGN_KEYS = """
    SELECT c.relname, k.conname, pg_catalog.pg_get_constraintdef(k.oid, true) AS definition,
        rn.nspname AS referred_schema, rc.relname AS referred_table,
        pg_catalog.pg_table_is_visible(rc.oid) AS referred_is_visible,
        ARRAY(SELECT CAST(a.attname AS text) FROM unnest(k.conkey) WITH ORDINALITY AS u(num, ord)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num ORDER BY u.ord) AS columns,
        ARRAY(SELECT CAST(a.attname AS text) FROM unnest(k.confkey) WITH ORDINALITY AS u(num, ord)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.num ORDER BY u.ord) AS referred,
        pg_catalog.obj_description(k.oid, 'pg_constraint') AS comment
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f'
    JOIN pg_catalog.pg_class rc ON rc.oid = k.confrelid
    JOIN pg_catalog.pg_namespace rn ON rn.oid = rc.relnamespace
    WHERE {condition}
    ORDER BY c.relname, k.conname
"""

CHECKS = """
    SELECT c.relname, k.conname, pg_catalog.pg_get_constraintdef(k.oid, true) AS definition,
        pg_catalog.obj_description(k.oid, 'pg_constraint') AS comment
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid AND k.contype = 'c'
    WHERE {condition}
    ORDER BY c.relname, k.conname
"""

COMMENTS = """
    SELECT c.relname, pg_catalog.obj_description(c.oid, 'pg_class') AS comment
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE {condition} ORDER BY c.relname
"""

INDEXES = """
    SELECT c.relname, ic.relname AS name, i.indisunique AS is_unique, i.indisvalid AS is_valid, k.conname,
        i.indnkeyatts AS key_count, am.amname AS method,
        pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate, ic.reloptions AS options,
        {nulls_not_distinct} AS nulls_not_distinct,
        ARRAY(SELECT CAST(pg_catalog.pg_get_indexdef(i.indexrelid, g, true) AS text)
            FROM generate_series(1, i.indnatts) g ORDER BY g) AS elements,
        ARRAY(SELECT CASE WHEN u.num = 0 THEN NULL ELSE CAST(a.attname AS text) END
            FROM unnest(CAST(i.indkey AS smallint[])) WITH ORDINALITY AS u(num, ord)
            LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.num
            ORDER BY u.ord) AS columns,
        CAST(i.indoption AS smallint[]) AS sorting,
        ARRAY(SELECT CASE WHEN op.opcdefault THEN NULL ELSE CAST(op.opcname AS text) END
            FROM unnest(CAST(i.indclass AS oid[])) WITH ORDINALITY AS u(opclass, ord)
            JOIN pg_catalog.pg_opclass op ON op.oid = u.opclass ORDER BY u.ord) AS operator_classes
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_index i ON i.indrelid = c.oid AND NOT i.indisprimary
    JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
    JOIN pg_catalog.pg_am am ON am.oid = ic.relam
    LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid
        AND k.contype IN ('p', 'u', 'x')
    WHERE {condition}
    ORDER BY c.relname, ic.relname
"""

TABLE_OPTIONS = """
    SELECT c.relname, CAST(c.relkind AS text) AS relkind, c.reloptions AS options, ts.spcname AS tablespace,
        am.amname AS method, pg_catalog.pg_get_partkeydef(c.oid) AS partition_key,
        ARRAY(SELECT CAST(p.relname AS text) FROM pg_catalog.pg_inherits h
            JOIN pg_catalog.pg_class p ON p.oid = h.inhparent
            WHERE h.inhrelid = c.oid AND NOT c.relispartition ORDER BY h.inhseqno) AS parents
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = c.reltablespace
    LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
    WHERE {condition} ORDER BY c.relname
"""

ENUMS = """
    SELECT t.typname, pg_catalog.pg_type_is_visible(t.oid) AS visible, n.nspname,
        ARRAY(SELECT CAST(e.enumlabel AS text) FROM pg_catalog.pg_enum e
            WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) AS labels
    FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    WHERE t.typtype = 'e' {schema_condition}
    ORDER BY n.nspname, t.typname
"""

DOMAINS = """
    SELECT t.typname, pg_catalog.format_type(t.typbasetype, t.typtypmod) AS type, NOT t.typnotnull AS nullable,
        t.typdefault AS default, pg_catalog.pg_type_is_visible(t.oid) AS visible, n.nspname,
        ARRAY(SELECT CAST(k.conname AS text) FROM pg_catalog.pg_constraint k
            WHERE k.contypid = t.oid AND k.contype <> 'n' ORDER BY k.conname) AS constraint_names,
        ARRAY(SELECT pg_catalog.pg_get_constraintdef(k.oid, true) FROM pg_catalog.pg_constraint k
            WHERE k.contypid = t.oid AND k.contype <> 'n' ORDER BY k.conname) AS constraint_definitions,
        coll.collname AS collation,
        CASE WHEN pg_catalog.pg_collation_is_visible(coll.oid) THEN NULL ELSE colln.nspname END AS collation_schema
    FROM pg_catalog.pg_type t
    JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN pg_catalog.pg_collation coll ON coll.oid = t.typcollation
    LEFT JOIN pg_catalog.pg_namespace colln ON colln.oid = coll.collnamespace
    WHERE t.typtype = 'd' {schema_condition}
    ORDER BY n.nspname, t.typname
"""
