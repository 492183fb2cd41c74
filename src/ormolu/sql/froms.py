"""FROM elements: what a SELECT can read from.

`FromClause` is the base with its column collection; `TableClause`, `Join` and the alias family (`aliases.py`)
and `Values` are the elements. Columns of derived elements are
proxies, made when first asked for.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any, Generic

from .. import exc, operators
from ..inspection import _self_inspects
from ..typevars import C_co, Ts
from . import coercions, roles
from .cache_key import IDENTITY, KeyParts
from .collection import DedupeColumnCollection, WriteableColumnCollection
from .column_element import _asbool
from .columns import ColumnClause
from .construct import constructs, make
from .datatypes import sqltypes
from .expressions import GroupedElement, and_
from .fields import KeyWriter, NotCacheable, child, children, name, nested, plain
from .names import next_serial
from .node import DQLDMLClauseElement, Immutable, _generative, memo


class Selectable(roles.ReturnsRowsRole, DQLDMLClauseElement):
    """Anything that yields rows with known columns."""

    __visit_name__ = "selectable"
    _is_returns_rows = True
    is_selectable = True
    _is_lateral = False

    def corresponding_column(self, column: Any, require_embedded: bool = False) -> Any:
        """The column of this element which corresponds to `column` by ancestry, or None."""
        return self.exported_columns.corresponding_column(column, require_embedded)

    @property
    def selectable(self) -> Any:
        return self

    @property
    def exported_columns(self) -> Any:
        raise NotImplementedError

    def is_derived_from(self, fromclause: Any) -> bool:
        """True if this element is made from `fromclause`."""
        raise NotImplementedError

    def _refresh_for_new_column(self, column: Any) -> None:
        raise NotImplementedError

    @property
    def _all_selected_columns(self) -> Sequence[Any]:
        raise NotImplementedError

    def lateral(self, name: str | None = None) -> Any:
        """This element as LATERAL."""
        return make.lateral(self, name=name)

    def replace_selectable(self, old: Any, alias: Any) -> Any:
        """A copy in which columns of `old` are those of `alias`."""
        return make.clause_adapter(alias).traverse(self)


ReturnsRows = Selectable


class TypedReturnsRows(Selectable, Generic[*Ts]):
    """Anything that yields rows whose values have known Python types; for typing."""


class HasPrefixes:
    """Mixin: text after the statement's first word."""

    _prefixes: tuple[Any, ...] = ()
    _prefix_fields = (nested("_prefixes"),)

    @_generative
    def prefix_with(self, *prefixes: Any, dialect: str = "*") -> Any:
        """Add texts right after SELECT, INSERT ...; dialect: the only one to render them."""
        self._prefixes = self._prefixes + tuple(
            (coercions.expect(roles.StatementOptionRole, prefix), dialect) for prefix in prefixes
        )


class HasSuffixes:
    """Mixin: text at the end of the statement."""

    _suffixes: tuple[Any, ...] = ()
    _suffix_fields = (nested("_suffixes"),)

    @_generative
    def suffix_with(self, *suffixes: Any, dialect: str = "*") -> Any:
        """Add texts at the end of the statement; dialect: the only one to render them."""
        self._suffixes = self._suffixes + tuple(
            (coercions.expect(roles.StatementOptionRole, suffix), dialect) for suffix in suffixes
        )


class HasHints:
    """Mixin: hints per FROM element and for the statement."""

    _statement_hints: tuple[Any, ...] = ()
    _hints: dict[Any, Any] = {}
    _hint_fields = (nested("_statement_hints"), nested("_hints"))

    @_generative
    def with_statement_hint(self, text: str, dialect_name: str = "*") -> Any:
        """Add a hint for the whole statement."""
        self._statement_hints += ((dialect_name, text),)

    @_generative
    def with_hint(self, selectable: Any, text: str, dialect_name: str = "*") -> Any:
        """Add a hint for one FROM element; `%(name)s` in `text` is its name."""
        self._hints = {**self._hints, (coercions.expect(roles.FromClauseRole, selectable), dialect_name): text}


@_self_inspects
class FromClause(roles.AnonymizedFromClauseRole, Selectable, Generic[C_co]):
    """An element for the FROM list, with columns in `.c`."""

    __visit_name__ = "fromclause"
    named_with_column = False
    _hide_froms: Sequence[Any] = ()
    schema: Any = None
    name: Any
    _is_from_clause = True
    _is_join = False
    _use_schema_map = False
    _has_serial = False
    _is_subquery = False
    _is_named = False

    def select(self) -> Any:
        """`SELECT * FROM self`, column by column."""
        return make.select(self)

    def join(self, right: Any, onclause: Any = None, isouter: bool = False, full: bool = False) -> Join:
        """`self JOIN right ON onclause`; the ON clause follows from foreign keys if not given."""
        return Join(self, right, onclause, isouter, full)

    def outerjoin(self, right: Any, onclause: Any = None, full: bool = False) -> Join:
        """`self LEFT OUTER JOIN right ON onclause`."""
        return Join(self, right, onclause, True, full)

    def alias(self, name: str | None = None, flat: bool = False) -> Any:
        """This element under another name; None makes one up."""
        return make.alias(self, name=name)

    def tablesample(self, sampling: Any, name: str | None = None, seed: Any = None) -> Any:
        """`self TABLESAMPLE sampling`."""
        return make.tablesample(self, sampling, name=name, seed=seed)

    def table_valued(self) -> Any:
        """The whole row as a column expression."""
        return make.table_valued_column(self, sqltypes.TableValueType())

    def is_derived_from(self, fromclause: Any) -> bool:
        return fromclause in self._cloned_set

    def _is_lexical_equivalent(self, other: Any) -> bool:
        return bool(self._cloned_set.intersection(other._cloned_set))

    @memo
    def description(self) -> Any:
        return getattr(self, "name", type(self).__name__ + " object")

    def _generate_fromclause_column_proxies(
        self, fromclause: Any, columns: WriteableColumnCollection, primary_key: Any, foreign_keys: Any
    ) -> None:
        columns._populate_separate_keys(
            [column._make_proxy(fromclause, primary_key=primary_key, foreign_keys=foreign_keys) for column in self.c]
        )

    @property
    def exported_columns(self) -> Any:
        return self.c

    @memo
    def columns(self) -> C_co:
        """The columns."""
        return self.c  # type: ignore[no-any-return]

    @memo
    def c(self) -> Any:
        """The columns."""
        if "_columns" not in self.__dict__:
            self._setup_collections()
        return self._columns.as_readonly()

    @property
    def entity_namespace(self) -> Any:
        return self.c

    @memo
    def primary_key(self) -> Any:
        """The columns of the primary key, as far as they are in this element."""
        self._setup_collections_once()
        return self.__dict__.get("_pk", ())

    @memo
    def foreign_keys(self) -> Any:
        """The foreign keys of the columns."""
        self._setup_collections_once()
        return self.__dict__.get("_fks", set())

    def _setup_collections_once(self) -> None:
        if "_columns" not in self.__dict__:
            self._setup_collections()

    def _reset_column_collection(self) -> None:
        """Forget the columns: they will be made anew."""
        for key in ("_columns", "columns", "c", "primary_key", "foreign_keys", "_pk", "_fks", "_key_memo"):
            self.__dict__.pop(key, None)

    @property
    def _select_iterable(self) -> Any:
        return (column for column in self.c if not getattr(column, "_omit_from_select_star", False))

    @property
    def _from_objects(self) -> list[Any]:
        return [self]

    def _setup_collections(self) -> None:
        columns = WriteableColumnCollection()
        primary_key = make.column_set()
        foreign_keys: set[Any] = set()
        self._columns = columns
        self._pk = primary_key
        self._fks = foreign_keys
        try:
            self._populate_column_collections(columns, primary_key, foreign_keys)
        except BaseException:
            self._reset_column_collection()  # half of the columns would be taken for all of them
            raise

    def _populate_column_collections(self, columns: Any, primary_key: Any, foreign_keys: Any) -> None:
        """Fill the collections of a fresh element."""

    def _init_collections(self) -> None:
        self._setup_collections()

    @property
    def _cols_populated(self) -> bool:
        return "_columns" in self.__dict__

    def _refresh_for_new_column(self, column: Any) -> None:
        self._reset_column_collection()

    def _anonymous_fromclause(self, *, name: str | None = None, flat: bool = False) -> Any:
        return self.alias(name=name)

    def self_group(self, against: Any = None) -> Any:
        return self


class ColumnSet(list[Any]):
    """The primary key columns of a derived element."""

    @property
    def columns(self) -> Sequence[Any]:
        return self

    c = columns

    def add(self, column: Any) -> None:
        if not any(column is known for known in self):
            self.append(column)

    def contains_column(self, column: Any) -> bool:
        return any(column is known for known in self)

    def extend(self, columns: Iterable[Any]) -> None:
        for column in columns:
            self.add(column)

    def __contains__(self, column: Any) -> bool:
        return self.contains_column(column)

    def __eq__(self, other: Any) -> bool:
        return len(self) == len(list(other)) and all(a is b for a, b in zip(self, other, strict=False))

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(hash(column) for column in self))


make.column_set = ColumnSet


class NamedFromClause(FromClause[C_co]):
    """A FROM element with a name."""

    named_with_column = True
    name: Any

    def table_valued(self) -> Any:
        return make.table_valued_column(self, sqltypes.TableValueType())


@constructs("table")
class TableClause(roles.DMLTableRole, Immutable, NamedFromClause[C_co]):
    """A table by name, with the columns named: `table("t", column("x"))`. `Table` is the full version."""

    __visit_name__ = "table"
    _fields = (children("_column_list"), name("name"), plain("schema"))
    _is_table = True
    named_with_column = True
    implicit_returning = False
    _autoincrement_column: Any = None
    fullname: Any

    def __init__(self, name: str, *columns: Any, **kw: Any) -> None:
        self.name = name
        self._columns = DedupeColumnCollection()
        self._pk = ColumnSet()
        self._fks = set()
        for column in columns:
            self.append_column(column)
        schema = kw.pop("schema", None)
        if schema is not None:
            self.schema = schema
        self.fullname = f"{self.schema}.{self.name}" if self.schema is not None else self.name
        if kw:
            raise exc.ArgumentError(f"Unsupported argument(s): {list(kw)}")

    def __str__(self) -> str:
        return str(self.fullname) if self.schema is not None else str(self.name)

    @memo
    def description(self) -> Any:
        return self.name

    def _setup_collections(self) -> None:
        self._columns = DedupeColumnCollection()
        self._pk = ColumnSet()
        self._fks = set()

    def _reset_column_collection(self) -> None:
        pass

    def _refresh_for_new_column(self, column: Any) -> None:
        pass

    def append_column(self, column: Any, **kw: Any) -> None:
        """Add a column; for tables that are still being built. Raises ArgumentError for a column of another table."""
        existing = column.table
        if existing is not None and existing is not self:
            raise exc.ArgumentError(f"column object '{column.key}' already assigned to table '{existing}'")
        self._columns.add(column)
        column.table = self
        self.__dict__.pop("_key_memo", None)

    def insert_column(self, column: Any, index: int) -> None:
        """Add a column at a position, as `list.insert` counts; otherwise like `append_column`."""
        existing = column.table
        if existing is not None and existing is not self:
            raise exc.ArgumentError(f"column object '{column.key}' already assigned to table '{existing}'")
        columns: Any = self._columns
        columns.add(column, index=index)
        column.table = self
        self.__dict__.pop("_key_memo", None)

    def get_children(self, **kw: Any) -> Any:
        return iter(list(self._columns))

    def _init_items(self, *items: Any) -> None:
        pass

    @memo
    def _serial(self) -> int:
        return next_serial()

    def _key_parts(self) -> KeyParts | None:
        memoised = self.__dict__.get("_key_memo", self)
        if memoised is self:
            memoised = self.__dict__["_key_memo"] = self._table_key()
        return memoised  # type: ignore[no-any-return]

    def _table_key(self) -> KeyParts:
        if self._has_serial:
            return (self.__class__, self._serial), (), ()
        columns = tuple((str(column.key), column.type._static_cache_key) for column in self._columns)
        return (self.__class__, str(self.name), self.schema, columns), (), ()

    def _key_ref(self) -> KeyParts | None:
        if self._has_serial:
            if self._annotations:
                parts = self.__dict__.get("_entity_key_memo", self)
                if parts is self:
                    parts = self.__dict__["_entity_key_memo"] = _annotated_serial_key(self)
                return parts  # type: ignore[no-any-return]  # from the dictionary
            return self._key_parts()
        return IDENTITY, (), (self,)

    def _compare_with(self, other: Any, comparer: Any) -> Any:
        return (
            self.name == other.name
            and self.schema == other.schema
            and self._has_serial == other._has_serial
            and [column.key for column in self.c] == [column.key for column in other.c]
            and all(
                a.name == b.name and a.type._compare_type_affinity(b.type) for a, b in zip(self.c, other.c, strict=True)
            )
            and not comparer.use_proxies  # then tables are the same only if they are one object
        )

    def insert(self) -> Any:
        """An INSERT into this table."""
        return make.insert(self)

    def update(self) -> Any:
        """An UPDATE of this table."""
        return make.update(self)

    def delete(self) -> Any:
        """A DELETE from this table."""
        return make.delete(self)


def _annotated_serial_key(table: Any) -> KeyParts | None:
    writer = KeyWriter((table.__class__, table._serial))
    try:
        table._write_annotations(writer)
    except NotCacheable:
        return None
    return tuple(writer.key), tuple(writer.binds), tuple(writer.idents)


def table(name: str, *columns: Any, **kw: Any) -> TableClause:
    """A lightweight table. name: its name; columns: from `column()`; schema: its schema."""
    return TableClause(name, *columns, **kw)


# -- joins ---------------------------------------------------------------------------------------------------


@constructs("join")
class Join(roles.DMLTableRole, FromClause[Any]):
    """`left JOIN right ON onclause`."""

    __visit_name__ = "join"
    _fields = (child("left"), child("right"), child("onclause"), plain("isouter"), plain("full"))
    _is_join = True
    left: Any
    right: Any
    onclause: Any

    def __init__(self, left: Any, right: Any, onclause: Any = None, isouter: bool = False, full: bool = False) -> None:
        self.left = coercions.expect(roles.FromClauseRole, left)
        right = coercions.expect(roles.FromClauseRole, right)
        self.right = right.self_group()
        self.isouter = isouter
        self.full = full
        if onclause is None:
            self.onclause = self._match_primaries(self.left, self.right)
        else:
            self.onclause = coercions.expect(roles.OnClauseRole, onclause).self_group(against=_asbool)
        if self.left._propagate_attrs:
            self._propagate_attrs = self.left._propagate_attrs

    @property
    def description(self) -> Any:
        return f"Join object on {self.left.description}({id(self.left)}) and {self.right.description}({id(self.right)})"

    def is_derived_from(self, fromclause: Any) -> bool:
        return (
            hash(fromclause) == hash(self)
            or self.left.is_derived_from(fromclause)
            or self.right.is_derived_from(fromclause)
        )

    def self_group(self, against: Any = None) -> Any:
        return FromGrouping(self)

    def _populate_column_collections(self, columns: Any, primary_key: Any, foreign_keys: Any) -> None:
        found = list(self.left.c) + list(self.right.c)
        primary_key.extend(reduce_columns((column for column in found if column.primary_key), self.onclause))
        columns._populate_separate_keys([(column._tq_key_label, column) for column in found])
        foreign_keys.update(itertools.chain(*[column.foreign_keys for column in found]))

    def _copy_internals(self, clone: Any = None, **kw: Any) -> None:
        """Replace both sides and the ON clause; the columns follow when asked for."""
        super()._copy_internals(clone=clone, **kw)
        self._reset_column_collection()

    def _refresh_for_new_column(self, column: Any) -> None:
        super()._refresh_for_new_column(column)
        self.left._refresh_for_new_column(column)
        self.right._refresh_for_new_column(column)

    def _match_primaries(self, left: Any, right: Any) -> Any:
        left_right = left.right if isinstance(left, Join) else None
        return self._join_condition(left, right, a_subset=left_right)

    @classmethod
    def _join_condition(cls, a: Any, b: Any, *, a_subset: Any = None, consider_as_foreign_keys: Any = None) -> Any:
        """The ON clause between two FROM elements, from their foreign keys.

        Raises NoForeignKeysError when there are none, AmbiguousForeignKeysError when several constraints do.
        """
        pairs = cls._joincond_scan_left_right(a, a_subset, b, consider_as_foreign_keys)
        if not pairs:
            if isinstance(b, FromGrouping):
                hint = " Perhaps you meant to convert the right side to a subquery using alias()?"
            else:
                hint = ""
            raise exc.NoForeignKeysError(
                f"Can't find any foreign key relationships between '{a.description}' and '{b.description}'.{hint}"
            )
        crits = [(column, parent) for constraint in pairs for column, parent in pairs[constraint]]
        if len(pairs) > 1:
            crits = cls._joincond_trim_constraints(a, b, pairs, consider_as_foreign_keys)
        criteria = [left == right for left, right in crits]
        return criteria[0] if len(criteria) == 1 else and_(*criteria)

    @classmethod
    def _can_join(cls, left: Any, right: Any, *, consider_as_foreign_keys: Any = None) -> bool:
        left_right = left.right if isinstance(left, Join) else None
        return bool(cls._joincond_scan_left_right(left, left_right, right, consider_as_foreign_keys))

    @classmethod
    def _joincond_scan_left_right(cls, a: Any, a_subset: Any, b: Any, consider: Any) -> dict[Any, list[Any]]:
        """Constraint -> (column, referred column) pairs which link `a` and `b`, looking at `a_subset` first."""
        a = coercions.expect(roles.FromClauseRole, a)
        b = coercions.expect(roles.FromClauseRole, b)
        constraints: dict[Any, list[Any]] = {}
        for left in (a_subset, a):
            if left is None:
                continue
            for key in sorted(b.foreign_keys, key=_creation_order):
                if consider is not None and key.parent not in consider:
                    continue
                column = _referent(key, left)
                if column is not None:
                    constraints.setdefault(key.constraint, []).append((column, key.parent))
            if left is not b:
                for key in sorted(left.foreign_keys, key=_creation_order):
                    if consider is not None and key.parent not in consider:
                        continue
                    column = _referent(key, b)
                    if column is not None:
                        constraints.setdefault(key.constraint, []).append((column, key.parent))
            if constraints:
                break
        return constraints

    @classmethod
    def _joincond_trim_constraints(cls, a: Any, b: Any, constraints: Any, consider: Any) -> list[Any]:
        if consider:
            wanted = set(consider)
            for constraint in list(constraints):
                if not {element.parent for element in constraint.elements}.issubset(wanted):
                    del constraints[constraint]
        if len(constraints) > 1:
            distinct = {tuple((hash(x), hash(y)) for x, y in pairs) for pairs in constraints.values()}
            if len(distinct) == 1:
                only = next(iter(constraints))
                constraints = {only: constraints[only]}
        if len(constraints) != 1:
            raise exc.AmbiguousForeignKeysError(
                f"Can't determine join between '{a.description}' and '{b.description}'; tables have more than one "
                "foreign "
                "key constraint relationship between them. Please specify the 'onclause' of this join explicitly."
            )
        return next(iter(constraints.values()))

    def select(self) -> Any:
        return make.select(self.left, self.right).select_from(self)

    def alias(self, name: str | None = None, flat: bool = False) -> Any:
        return self._anonymous_fromclause(flat=flat, name=name)

    def _anonymous_fromclause(self, name: str | None = None, flat: bool = False) -> Any:
        if not flat:
            return self.select().set_label_style(make.label_style_tablename()).correlate(None).alias(name)
        left_name = f"{name}_{self.left.name}" if name is not None and isinstance(self.left, NamedFromClause) else name
        right_name = (
            f"{name}_{self.right.name}" if name is not None and isinstance(self.right, NamedFromClause) else name
        )
        left = self.left._anonymous_fromclause(flat=flat, name=left_name)
        right = self.right._anonymous_fromclause(flat=flat, name=right_name)
        adapter = make.clause_adapter(left).chain(make.clause_adapter(right))
        return left.join(right, adapter.traverse(self.onclause), isouter=self.isouter, full=self.full)

    @property
    def _hide_froms(self) -> Any:  # type: ignore[override]
        return itertools.chain(*[found._from_objects for found in (self.left, self.right)])

    @property
    def _from_objects(self) -> list[Any]:
        return [self] + self.left._from_objects + self.right._from_objects  # type: ignore[no-any-return]


def _creation_order(key: Any) -> Any:
    return key.parent._creation_order


def _referent(key: Any, element: Any) -> Any:
    try:
        return key.get_referent(element)
    except exc.NoReferenceError as error:
        if error.table_name in {found.name for found in element._from_objects if getattr(found, "name", None)}:
            raise
        return None


@constructs("reduce_columns")
def reduce_columns(
    columns: Iterable[Any], *clauses: Any, only_synonyms: bool = False, ignore_nonexistent_tables: bool = False
) -> list[Any]:
    """`columns` without those which are equal to another one by foreign key or by a criterion in `clauses`."""
    unique: list[Any] = []
    for column in columns:
        if not any(column is known for known in unique):
            unique.append(column)
    omit: set[int] = set()
    for column in unique:
        for key in itertools.chain(*[origin.foreign_keys for origin in column.proxy_set]):
            for other in unique:
                if other is column:
                    continue
                try:
                    referred = key.column
                except exc.NoReferencedColumnError:
                    continue
                except exc.NoReferencedTableError:
                    if ignore_nonexistent_tables:
                        continue
                    raise
                if referred.shares_lineage(other) and (not only_synonyms or column.name == other.name):
                    omit.add(id(column))
                    break
    stack = [clause for clause in clauses if clause is not None]
    while stack:
        node = stack.pop()
        if getattr(node, "operator", None) is operators.eq and hasattr(node, "left"):
            present = {id(column) for column in unique if id(column) not in omit}
            kept = [column for column in unique if id(column) in present]
            for column in reversed(kept):
                if only_synonyms and getattr(node.left, "name", None) != getattr(node.right, "name", 0):
                    continue
                if column.shares_lineage(node.left) if isinstance(node.left, ColumnClause) else False:
                    others = [
                        c
                        for c in kept
                        if c is not column and isinstance(node.right, ColumnClause) and c.shares_lineage(node.right)
                    ]
                elif isinstance(node.right, ColumnClause) and column.shares_lineage(node.right):
                    others = [
                        c
                        for c in kept
                        if c is not column and isinstance(node.left, ColumnClause) and c.shares_lineage(node.left)
                    ]
                else:
                    continue
                if others:
                    omit.add(id(column))
                    break
        else:
            stack.extend(node.get_children())
    return ColumnSet(column for column in unique if id(column) not in omit)


@constructs("from_grouping")
class FromGrouping(GroupedElement, FromClause):
    """A FROM element in parentheses."""

    __visit_name__ = "grouping"
    _fields = (child("element"),)

    def __init__(self, element: Any) -> None:
        self.element = coercions.expect(roles.FromClauseRole, element)

    @property
    def columns(self) -> Any:
        return self.element.columns

    @property
    def c(self) -> Any:
        return self.element.columns

    @property
    def primary_key(self) -> Any:
        return self.element.primary_key

    @property
    def foreign_keys(self) -> Any:
        return self.element.foreign_keys

    def is_derived_from(self, fromclause: Any) -> bool:
        return bool(self.element.is_derived_from(fromclause))

    def alias(self, name: str | None = None, flat: bool = False) -> Any:
        return FromGrouping(self.element.alias(name=name, flat=flat))

    def _anonymous_fromclause(self, **kw: Any) -> Any:
        return FromGrouping(self.element._anonymous_fromclause(**kw))

    @property
    def _hide_froms(self) -> Any:  # type: ignore[override]
        return self.element._hide_froms

    @property
    def _from_objects(self) -> list[Any]:
        return self.element._from_objects  # type: ignore[no-any-return]

    def _refresh_for_new_column(self, column: Any) -> None:
        self.element._refresh_for_new_column(column)
