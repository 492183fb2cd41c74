"""Columns and names in a columns clause: `column()`, `literal_column()`, labels, references to labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from .. import exc, operators
from ..typevars import T
from . import coercions, roles
from .cache_key import IDENTITY, KeyParts
from .column_element import ColumnElement, KeyedColumnElement
from .construct import constructs, make
from .datatypes import NULLTYPE, to_instance
from .fields import KeyWriter, NotCacheable, child, name, plain, typed, unkeyed
from .names import _anonymous_label, _truncated_label, next_serial, quoted_name
from .node import Immutable, memo


class NamedColumn(KeyedColumnElement[T]):
    """A column with a name, possibly of a table."""

    is_literal = False
    table: Any = None
    name: Any
    key: Any

    def _compare_name_for_result(self, other: Any) -> bool:
        if (
            self.is_literal
            or self.table is None
            or self.table._is_textual
            or not hasattr(other, "proxy_set")
            or (
                isinstance(other, ColumnClause) and (other.is_literal or other.table is None or other.table._is_textual)
            )
        ):
            return (hasattr(other, "name") and self.name == other.name) or (
                hasattr(other, "_tq_label") and self._tq_label == other._tq_label
            )
        return bool(other.proxy_set.intersection(self.proxy_set))

    @memo
    def description(self) -> Any:
        return self.name

    @memo
    def _tq_key_label(self) -> Any:
        """Table-qualified label of the key."""
        proxy_key = self._proxy_key
        return self._gen_tq_label(proxy_key) if proxy_key and proxy_key != self.name else self._tq_label

    @memo
    def _tq_label(self) -> Any:
        """Table-qualified label of the name: ``table_name``."""
        return self._gen_tq_label(self.name)

    @property
    def _render_anon_label(self) -> bool:
        return True

    @property
    def _non_anon_label(self) -> Any:
        return self.name

    def _gen_tq_label(self, name_: Any, dedupe_on_key: bool = True) -> Any:
        return name_

    @property
    def _from_objects(self) -> list[Any]:
        return [self.table] if self.table is not None else []

    def _bind_param(self, operator: Any, obj: Any, type_: Any = None, expanding: bool = False) -> Any:
        return make.bindparam(
            self.key if type(self.key) is not _anonymous_label else None,
            obj,
            _compared_to_operator=operator,
            _compared_to_type=self.type,
            type_=type_,
            unique=True,
            expanding=expanding,
        )

    def _make_proxy(
        self,
        selectable: Any,
        primary_key: Any = None,
        foreign_keys: Any = None,
        name: str | None = None,
        key: str | None = None,
        name_is_truncatable: bool = False,
        compound_select_cols: Sequence[Any] | None = None,
        disallow_is_literal: bool = False,
        **kw: Any,
    ) -> tuple[Any, Any]:
        column = make.column_clause(
            _truncated(name or self.name) if name_is_truncatable else (name or self.name),
            type_=self.type,
            _selectable=selectable,
            is_literal=False,
        )
        column._propagate_attrs = selectable._propagate_attrs
        if name is None:
            column.key = self.key
        if compound_select_cols:
            column._proxies = tuple(compound_select_cols)
        else:
            column._proxies = (self,)
        if selectable._is_clone_of is not None:
            column._is_clone_of = selectable._is_clone_of.columns.get(column.key)
        return column.key, column


def _truncated(name_: Any) -> Any:
    return name_ if isinstance(name_, _truncated_label) else _truncated_label(name_)


make.truncated_label = _truncated


def _compares(op: Any) -> Any:
    """A comparison method of ColumnClause: `operate(op, other)`, or what that has found out before about such values."""

    def compare(self: Any, other: Any) -> Any:
        known = self._literal_keys.get((op, other.__class__))
        if known is None or known[1] is None or known[0] is not self.type:
            return self.operate(op, other)
        return make.literal_comparison(self, op, other, known)

    compare.__name__ = f"__{op.__name__}__"
    return compare


@constructs("column_clause")
class ColumnClause(
    roles.DDLReferredColumnRole, roles.LabeledColumnExprRole, roles.StrAsPlainColumnRole, Immutable, NamedColumn[T]
):
    """A column by name: `column("x")`; with `is_literal=True` its name is SQL text (`literal_column()`)."""

    __visit_name__ = "column"
    _fields = (name("name"), typed("type"), plain("is_literal"), unkeyed("table"), unkeyed("key"))

    table: Any = None
    is_literal: bool = False
    onupdate: Any = None
    default: Any = None
    server_default: Any = None
    server_onupdate: Any = None
    _insert_sentinel = False

    def __init__(self, text: str, type_: Any = None, is_literal: bool = False, _selectable: Any = None) -> None:
        self.key = self.name = text
        self.table = _selectable
        self.type = NULLTYPE if type_ is None else to_instance(type_)
        self.is_literal = is_literal

    @memo
    def comparator(self) -> Any:
        return self.type.comparator_factory(self)

    # By far the most frequent operation, a comparison with a plain value, takes a short way.
    __eq__ = _compares(operators.eq)
    __ne__ = _compares(operators.ne)
    __lt__ = _compares(operators.lt)
    __le__ = _compares(operators.le)
    __gt__ = _compares(operators.gt)
    __ge__ = _compares(operators.ge)
    __hash__ = NamedColumn.__hash__

    def operate(self, op: Any, *other: Any, **kwargs: Any) -> Any:
        if len(other) == 1 and not kwargs and self.__class__.operate is ColumnClause.operate:
            known = make.remembered_comparison(self, op, other[0])
            if known[1] is not None:
                return make.literal_comparison(self, op, other[0], known)
        return op(self.comparator, *other, **kwargs)

    @memo
    def _literal_keys(self) -> dict[Any, Any]:
        """(operator, class of a literal) -> what such comparisons have in common; see `remembered_comparison`."""
        return {}

    def get_children(self, *, column_tables: bool = False, **kw: Any) -> Any:
        return iter(())

    @property
    def entity_namespace(self) -> Any:
        if self.table is not None:
            return self.table.entity_namespace
        return super().entity_namespace

    def _clone(self, omit_attrs: Iterable[str] = (), detect_subquery_cols: bool = False, **kw: Any) -> Any:
        table = self.table
        if detect_subquery_cols and table is not None and getattr(table, "_is_subquery", False):
            clone = kw.pop("clone")
            cloned = clone(table, detect_subquery_cols=True, **kw)
            return cloned.c.corresponding_column(self)
        return super()._clone(**kw)

    @memo
    def _serial(self) -> int:
        return next_serial()

    def _key_parts(self) -> KeyParts | None:
        return self._key_ref()

    def _key_ref(self) -> KeyParts | None:
        memoised = self.__dict__.get("_key_memo", self)
        if memoised is self:
            memoised = self.__dict__["_key_memo"] = self._column_key()
        return memoised  # type: ignore[no-any-return]

    def _column_key(self) -> KeyParts | None:
        writer = KeyWriter(self.__class__)
        table = self.table
        try:
            if table is not None and table._has_serial:
                writer.key.append(self._serial)
            else:
                writer.name(self.name)
                writer.type(self.type)
                writer.key.append(self.is_literal)
                if table is not None:
                    writer.key.append(IDENTITY)
                    writer.idents.append(table)
            if self._annotations:
                self._write_annotations(writer)
        except NotCacheable:
            return None
        return tuple(writer.key), tuple(writer.binds), tuple(writer.idents)

    def _compare_with(self, other: Any, comparer: Any) -> Any:
        if comparer.equivalents and other in comparer.equivalents and self in comparer.equivalents[other]:
            return True
        if comparer.equivalents and any(other is known for known in comparer.equivalents.get(self, ())):
            return True
        if comparer.use_proxies and self.shares_lineage(other):
            return True
        if not comparer.names(self.name, other.name) or self.is_literal != other.is_literal:
            return False
        if self.table is None or other.table is None:
            if self.table is not other.table:
                return False
        elif self.table is not other.table and not comparer.nodes(self.table, other.table):
            return False
        return bool(self.type._compare_type_affinity(other.type))

    @property
    def _from_objects(self) -> list[Any]:
        table = self.table
        return [table] if table is not None else []

    @property
    def _render_anon_label(self) -> bool:
        return True

    @property
    def _ddl_label(self) -> Any:
        return self._gen_tq_label(self.name, dedupe_on_key=False)

    def _gen_tq_label(self, name_: Any, dedupe_on_key: bool = True) -> Any:
        """``table_name`` made different from every column of the table which has that very name."""
        table = self.table
        if self.is_literal:
            return None
        if table is None or not table.named_with_column:
            return name_
        schema = getattr(table, "schema", None)
        if schema:
            label = schema.replace(".", "_") + "_" + table.name + ("_" + name_)
        else:
            label = table.name + ("_" + name_)
        if dedupe_on_key and label in table.c:
            wanted, number = label, 1
            while wanted in table.c:
                wanted = f"{label}_{number}"
                number += 1
            label = wanted
        quote = getattr(name_, "quote", None)
        table_quote = getattr(table.name, "quote", None)
        if quote is not None or table_quote is not None:
            label = (
                quoted_name(label, quote if quote is not None else table_quote)
                if not isinstance(label, _anonymous_label)
                else label
            )
        if isinstance(label, _anonymous_label):
            return _anonymous_label(str.__str__(label), quote if quote is not None else table_quote)
        return _truncated_label(label, getattr(label, "quote", None))

    def _make_proxy(
        self,
        selectable: Any,
        primary_key: Any = None,
        foreign_keys: Any = None,
        name: str | None = None,
        key: str | None = None,
        name_is_truncatable: bool = False,
        compound_select_cols: Sequence[Any] | None = None,
        disallow_is_literal: bool = False,
        **kw: Any,
    ) -> tuple[Any, Any]:
        is_literal = not disallow_is_literal and self.is_literal and (name is None or name == self.name)
        named = name or self.name
        column = ColumnClause(
            _truncated(named) if name_is_truncatable else named,
            type_=self.type,
            _selectable=selectable,
            is_literal=is_literal,
        )
        column._propagate_attrs = selectable._propagate_attrs
        if name is None:
            column.key = self.key
        column._proxies = tuple(compound_select_cols) if compound_select_cols else (self,)
        if selectable._is_clone_of is not None:
            column._is_clone_of = selectable._is_clone_of.columns.get(column.key)
        return column.key, column


@constructs("column")
def column(text: str, type_: Any = None, is_literal: bool = False, _selectable: Any = None) -> ColumnClause:
    """A column by its name, of no table yet.

    type_: its SQL type; is_literal: the name is SQL text, not to be quoted.
    """
    return ColumnClause(text, type_, is_literal, _selectable)


@constructs("literal_column")
def literal_column(text: str, type_: Any = None) -> ColumnClause:
    """A column whose name is SQL text, rendered as it is."""
    return ColumnClause(text, type_=type_, is_literal=True)


class TableValuedColumn(NamedColumn[T]):
    """A FROM element used as a column as a whole: `SELECT x FROM f() AS x`."""

    __visit_name__ = "table_valued_column"
    _fields = (name("name"), typed("type"), child("scalar_alias"))

    def __init__(self, scalar_alias: Any, type_: Any) -> None:
        self.scalar_alias = scalar_alias
        self.key = self.name = scalar_alias.name
        self.type = type_

    def _copy_internals(self, clone: Any = None, **kw: Any) -> None:
        self.scalar_alias = clone(self.scalar_alias, **kw)
        self.key = self.name = self.scalar_alias.name

    @property
    def _from_objects(self) -> list[Any]:
        return [self.scalar_alias]


make.table_valued_column = TableValuedColumn


@constructs("label")
class Label(roles.LabeledColumnExprRole, NamedColumn[T]):
    """An expression under a name: `expr AS name`. Made by `expr.label(name)`."""

    __visit_name__ = "label"
    _fields = (name("name"), typed("type"), child("_element"))

    _is_label = True
    _element: Any

    def __init__(self, name: str | None, element: Any, type_: Any = None) -> None:
        element = coercions.expect(roles.ExpressionElementRole, element)
        original = element
        while isinstance(element, Label):
            element = element.element
        if name:
            self.name = name
        else:
            self.name = _anonymous_label.safe_construct(next_serial(), getattr(element, "name", "anon") or "anon")
        self.key = self._resolve_label = self.name
        self._element = element
        self.type = to_instance(type_) if type_ is not None else element.type
        self._proxies = (original,) if original is element else (original, element)
        if element._propagate_attrs:
            self._propagate_attrs = element._propagate_attrs

    @property
    def _is_implicitly_boolean(self) -> bool:  # type: ignore[override]
        return bool(self.element._is_implicitly_boolean)

    @memo
    def element(self) -> Any:
        return self._element.self_group(against=operators.as_)

    @memo
    def _allow_label_resolve(self) -> bool:
        return bool(self.element._allow_label_resolve)

    @property
    def _order_by_label_element(self) -> Any:
        return self

    def self_group(self, against: Any = None) -> Any:
        grouped = self._element.self_group(against=against)
        if grouped is not self._element:
            return Label(self.name, grouped, type_=self.type)
        return self

    def _negate(self) -> Any:
        return self.element._negate()

    @property
    def primary_key(self) -> Any:  # type: ignore[override]
        return self.element.primary_key

    @property
    def foreign_keys(self) -> Any:
        return self.element.foreign_keys

    @property
    def _from_objects(self) -> list[Any]:
        return self.element._from_objects  # type: ignore[no-any-return]

    def _bind_param(self, operator: Any, obj: Any, type_: Any = None, expanding: bool = False) -> Any:
        return self.element._bind_param(operator, obj, type_=type_, expanding=expanding)

    def __getattr__(self, key: str) -> Any:
        if key.startswith("__") or key in ("_element", "comparator", "type", "_resolve_label"):
            raise AttributeError(key)
        return ColumnElement.__getattr__(self, key)

    def _copy_internals(self, *, clone: Any = None, anonymize_labels: bool = False, **kw: Any) -> None:
        self._element = clone(self._element, **kw)
        if anonymize_labels:
            self.name = self._resolve_label = self.key = _anonymous_label.safe_construct(
                next_serial(), getattr(self.element, "name", "anon")
            )

    def _key_ref(self) -> KeyParts | None:
        parts = self._key_parts()
        if parts is None:
            return None
        return (parts[0], parts[1], parts[2] + (_LabelIdentity(self),))

    def _compare_with(self, other: Any, comparer: Any) -> Any:
        return comparer.fields(self, other)

    def _make_proxy(  # type: ignore[override]  # labels have no literal text
        self,
        selectable: Any,
        primary_key: Any = None,
        foreign_keys: Any = None,
        name: str | None = None,
        key: str | None = None,
        name_is_truncatable: bool = False,
        compound_select_cols: Sequence[Any] | None = None,
        **kw: Any,
    ) -> tuple[Any, Any]:
        if name and name != self.name and not isinstance(self.name, _anonymous_label):
            raise exc.InvalidRequestError(
                f"Label name {self.name} is being renamed to an anonymous label due to disambiguation which is not "
                "supported right now.  Please use unique names for explicit labels."
            )
        key, column = self.element._make_proxy(
            selectable,
            name=name if name else self.name,
            disallow_is_literal=True,
            name_is_truncatable=isinstance(name, _truncated_label),
            compound_select_cols=compound_select_cols,
            primary_key=primary_key,
            foreign_keys=foreign_keys,
        )
        column._propagate_attrs = selectable._propagate_attrs
        column._proxies = tuple(column._proxies) + (self,)
        if self.type is not self._element.type:
            column.type = self.type
        return self.key if not name or key is None else key, column


class _LabelIdentity:
    """Which label an ORDER BY means, apart from what the label holds."""

    __slots__ = ("label",)

    def __init__(self, label: Any) -> None:
        self.label = label

    @property
    def _key_identity_of(self) -> Any:
        return ("label", hash(self.label))

    def _key_parts(self) -> KeyParts:
        return "label", (), ()


class _label_reference(ColumnElement[T]):
    """An ORDER BY element which may be rendered as the name of a label."""

    __visit_name__ = "label_reference"
    _fields = (child("element"),)

    def __init__(self, element: Any) -> None:
        self.element = element
        self._propagate_attrs = element._propagate_attrs

    @property
    def _from_objects(self) -> list[Any]:
        return []

    def _annotate_wrapped(self, values: Any) -> Any:
        return self.element._annotate(values)


make.label_reference = _label_reference


class _textual_label_reference(ColumnElement):
    """A name given to ORDER BY or GROUP BY as a string, looked up among the columns when compiled."""

    __visit_name__ = "textual_label_reference"
    _fields = (plain("element"),)

    def __init__(self, element: str) -> None:
        self.element = element

    @memo
    def _text_clause(self) -> Any:
        return make.text(self.element)


make.textual_label_reference = _textual_label_reference


def label(name: str, element: Any, type_: Any = None) -> Label:
    """`element AS name`."""
    return Label(name, element, type_)


@constructs("columns_in")
def columns_in(node: Any) -> list[Any]:
    """The columns of tables mentioned in an expression, in order."""
    found = []
    stack = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, ColumnClause):
            found.append(item)
        else:
            stack.extend(reversed(list(item.get_children())))
    return found
