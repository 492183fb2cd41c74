"""Facts: what a flush needs to know about a mapper and its tables, worked out once per mapper.

Slots are the numbers of attributes in the object's core; columns are those of the tables. Kept in the mapper's memo,
which is cleared when a property is added.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ... import exc
from ..mapping import ColumnProperty
from .topology import generations


class ColumnFact(NamedTuple):
    """One mapped column of one table.

    slot: the attribute, -1 for a discriminator without attribute. key: its bind name in VALUES and SET. label: its bind
    name in WHERE of an UPDATE.
    """

    slot: int
    column: Any
    key: str
    label: str
    evaluates_none: bool


class TableFacts:
    """One table as one mapper writes it.

    columns: all mapped ones. primary_key: those that identify a row. null_keys: keys (and slots) of columns that are
    sent as NULL when the object has no value, so that rows of one class have the same columns.
    server_defaults, server_onupdates: columns whose value the database makes. version: the version column, if here.
    inherit_pairs: (slot of the parent table's column, slot of this table's column) that must be equal, where they are
    two attributes. insert_plan: per column its slot, its key, whether None is sent as NULL, and whether NULL is sent
    for no value; has_slotless: whether a column has no attribute, so that the plan does not suffice.
    """

    __slots__ = (
        "table", "mapper", "columns", "by_slot", "primary_key", "pk_slots", "null_keys", "server_defaults",
        "server_default_keys", "server_onupdates", "server_onupdate_keys", "version", "inherit_pairs", "constant",
        "python_onupdate", "statements", "eager", "has_slotless", "insert_plan", "fallbacks",
    )  # fmt: skip

    def __init__(self, mapper: Any, table: Any) -> None:
        self.table = table
        self.mapper = mapper
        self.columns = tuple(_column_fact(mapper, column) for column in _mapped_columns(mapper, table))
        self.by_slot: dict[int, list[ColumnFact]] = {}
        for fact in self.columns:
            self.by_slot.setdefault(fact.slot, []).append(fact)
        keyed = mapper._pks_by_table[table]
        self.primary_key = tuple(_column_fact(mapper, column) for column in keyed)
        self.pk_slots = frozenset(fact.slot for fact in self.primary_key)
        columns = [fact.column for fact in self.columns]
        self.null_keys = {
            column.key: fact.slot
            for fact, column in zip(self.columns, columns, strict=True)
            if not column.primary_key
            and column.server_default is None
            and column.default is None
            and not column.type.should_evaluate_none
        }
        self.server_defaults = tuple(
            column for column in columns if _made_by_server(column.server_default, column.default)
        )
        self.server_default_keys = frozenset(column.key for column in self.server_defaults)
        self.server_onupdates = tuple(
            column for column in columns if _made_by_server(column.server_onupdate, column.onupdate)
        )
        self.server_onupdate_keys = frozenset(column.key for column in self.server_onupdates)
        self.python_onupdate = any(column.onupdate is not None for column in columns)
        version = mapper.version_id_col
        self.version: ColumnFact | None = None
        if version is not None and version in mapper._cols_by_table[table]:
            self.version = _column_fact(mapper, version)
        self.inherit_pairs = _unequal_pairs(mapper, table)
        self.constant = mapper.polymorphic_identity
        self.eager = mapper.base_mapper.eager_defaults
        self.statements: dict[Any, Any] = {}
        # (slot, value) of dataclass defaults that the Column does not have: of shared columns, of column_property()
        self.fallbacks = tuple(
            (fact.slot, value)
            for fact in self.columns
            if fact.slot >= 0
            for value in (mapper._dataclass_defaults.get(mapper._columntoproperty[fact.column].key),)
            if value is not None and getattr(fact.column.default, "arg", None) is not value
        )
        self.has_slotless = any(fact.slot < 0 for fact in self.columns)
        self.insert_plan = tuple(
            (fact.slot, fact.key, fact.evaluates_none or fact.key in self.null_keys, fact.key in self.null_keys)
            for fact in self.columns
        )

    def fetches_defaults(self, dialect: Any) -> bool:
        """Whether an INSERT is to return values that the database makes (`eager_defaults`)."""
        return bool(self.eager and self.table.implicit_returning and dialect.insert_returning)


class MapperFacts:
    """One mapper as a flush sees it.

    tables: from base to derived. relationships: those that take part, of this mapper and those it inherits from.
    read_only: slots of attributes that only a SELECT can give. keys_stay: no relationship has to load its members when
    the key changes (`passive_updates`).
    """

    __slots__ = (
        "mapper",
        "tables",
        "by_table",
        "relationships",
        "keys_stay",
        "read_only",
        "slots",
        "orphan_keys",
        "plain",
        "column_count",
    )

    def __init__(self, mapper: Any) -> None:
        self.mapper = mapper
        self.slots: dict[str, int] = mapper._slots
        self.by_table = {
            table: TableFacts(mapper, table) for table in sorted_tables(mapper) if mapper._pks_by_table.get(table)
        }
        self.tables = tuple(self.by_table.values())
        self.relationships = tuple(
            prop for prop in mapper._props.values() if prop._is_relationship and not prop.viewonly
        )
        self.keys_stay = all(prop.passive_updates for prop in self.relationships)
        self.read_only = _read_only(mapper)
        self.orphan_keys = tuple(
            pair for each in mapper.iterate_to_root() for pair in dict.fromkeys(each._delete_orphans)
        )
        self.column_count = len(mapper._column_slots)
        self.plain = len(self.tables) == 1

    def slot_of(self, column: Any) -> int:
        """The slot of the attribute that maps a column; -1 when none has a value of its own."""
        prop = self.mapper._columntoproperty.get(column)
        return -1 if prop is None else self.slots.get(prop.key, -1)


def facts_of(mapper: Any) -> MapperFacts:
    """Return the facts of a configured mapper."""
    found: MapperFacts | None = mapper._memo.get("flush_facts")
    if found is None:
        found = mapper._memo["flush_facts"] = MapperFacts(mapper)
    return found


def sorted_tables(mapper: Any) -> list[Any]:
    """Return the tables of a mapper's whole hierarchy in an order in which rows can be inserted."""
    base = mapper.base_mapper
    found: list[Any] | None = base._memo.get("flush_tables")
    if found is None:
        tables: dict[Any, Any] = {}
        below: set[tuple[Any, Any]] = set()
        for each in base.self_and_descendants:
            for table in each.tables:
                tables[table] = None
            if each.inherits is not None and not each.concrete and not each.single:
                below.update((above, each.local_table) for above in each.inherits.tables)
        edges = below | {
            (key.column.table, table)
            for table in tables
            for key in table.foreign_keys
            if key.link_to_name is not None and _resolvable(key) and (table, key.column.table) not in below
        }
        try:
            found = [table for group in generations(tables, edges) for table in group]
        except exc.CircularDependencyError:
            # tables that refer to each other: inheritance alone decides
            found = [table for group in generations(tables, below) for table in group]
        base._memo["flush_tables"] = found
    return found


def _resolvable(key: Any) -> bool:
    constraint = key.constraint
    return not (constraint is not None and getattr(constraint, "use_alter", False)) and key.column is not None


def _mapped_columns(mapper: Any, table: Any) -> list[Any]:
    return [column for column in mapper._cols_by_table[table] if column in mapper._columntoproperty]


def _column_fact(mapper: Any, column: Any) -> ColumnFact:
    prop = mapper._columntoproperty[column]
    return ColumnFact(
        mapper._slots.get(prop.key, -1),
        column,
        column.key,
        column._label or column.key,
        column.type.should_evaluate_none,
    )


def _made_by_server(server_side: Any, client_side: Any) -> bool:
    return server_side is not None or bool(client_side is not None and getattr(client_side, "is_clause_element", False))


def _unequal_pairs(mapper: Any, table: Any) -> tuple[tuple[int, int], ...]:
    pairs: list[tuple[int, int]] = []
    for each in mapper.iterate_to_root():
        if each.local_table is not table or each.inherits is None:
            continue
        for above, below in getattr(each, "_inherit_pairs", None) or ():
            source, target = mapper._columntoproperty.get(above), mapper._columntoproperty.get(below)
            if source is None or target is None or source is target:
                continue
            if source.key in mapper._slots and target.key in mapper._slots:
                pairs.append((mapper._slots[source.key], mapper._slots[target.key]))
    return tuple(pairs)


def _read_only(mapper: Any) -> tuple[int, ...]:
    written = {column for table in mapper.tables for column in table.c}
    return tuple(
        mapper._slots[prop.key]
        for prop in mapper._props.values()
        if isinstance(prop, ColumnProperty)
        and prop.key in mapper._slots
        and getattr(prop, "expire_on_flush", True)
        and not any(origin in written for column in prop.columns for origin in column.proxy_set)
    )
