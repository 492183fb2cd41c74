"""What all SELECTs share: subquery and CTE forms, ordering and limits, UNION and friends, scalar subqueries, EXISTS."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from .. import exc, operators
from ..inspection import _self_inspects
from ..typevars import T, Ts
from . import coercions, roles
from .aliases import HasCTE
from .binds import _offset_or_limit_clause, _offset_or_limit_clause_asint_if_possible
from .collection import WriteableColumnCollection
from .column_element import ColumnElement
from .construct import constructs, make
from .datatypes import BOOLEANTYPE
from .executable import Executable
from .expressions import GroupedElement, Grouping, UnaryExpression
from .fields import child, children, plain, unkeyed
from .froms import ReturnsRows, TypedReturnsRows
from .label_style import LABEL_STYLE_DEFAULT, LABEL_STYLE_NONE, SelectLabelStyle
from .node import ClauseElement, _generative, memo


class SelectBase(
    roles.SelectStatementRole,
    roles.DMLSelectRole,
    roles.CompoundElementRole,
    roles.InElementRole,
    HasCTE,
    Executable,
    ReturnsRows,
):
    """Base of SELECT, UNION and textual SELECT."""

    _is_select_base = True
    is_select = True
    _label_style: SelectLabelStyle = LABEL_STYLE_NONE

    @property
    def _all_selected_columns(self) -> Sequence[Any]:
        raise NotImplementedError

    def _generate_fromclause_column_proxies(
        self, subquery: Any, columns: Any, primary_key: Any, foreign_keys: Any, *, proxy_compound_columns: Any = None
    ) -> None:
        raise NotImplementedError

    @property
    def selected_columns(self) -> Any:
        """The columns in the columns clause, by key."""
        raise NotImplementedError

    @property
    def exported_columns(self) -> Any:
        return self.selected_columns.as_readonly()

    @property
    def c(self) -> Any:
        """Deprecated: the columns of an implied subquery."""
        exc.warn_deprecated(
            "The SelectBase.c and SelectBase.columns attributes are deprecated and will be removed in a future "
            "release; "
            "these attributes implicitly create a subquery that should be explicit.  Please call SelectBase.subquery() "
            "first in order to create a subquery, which then contains this attribute.  To access the columns that this "
            "SELECT object SELECTs from, use the SelectBase.selected_columns attribute.",
            version="1.4",
        )
        return self._implicit_subquery.columns

    @property
    def columns(self) -> Any:
        return self.c

    def select(self, *arg: Any, **kw: Any) -> Any:
        """Deprecated: a SELECT of an implied subquery."""
        exc.warn_deprecated(
            "The SelectBase.select() method is deprecated and will be removed in a future release; this method "
            "implicitly "
            "creates a subquery that should be explicit.  Please call SelectBase.subquery() first in order to create a "
            "subquery, which then can be selected.",
            version="1.4",
        )
        return self._implicit_subquery.select(*arg, **kw)

    @memo
    def _implicit_subquery(self) -> Any:
        return self.subquery()

    def as_scalar(self) -> Any:
        """Legacy name of `scalar_subquery()`."""
        exc.warn_deprecated(
            "The SelectBase.as_scalar() method is deprecated and will be removed in a future release.  Please refer to "
            "SelectBase.scalar_subquery().",
            version="1.4",
        )
        return self.scalar_subquery()

    def into(
        self,
        target: str,
        *,
        metadata: Any = None,
        schema: str | None = None,
        temporary: bool = False,
        if_not_exists: bool = False,
    ) -> Any:
        """CREATE TABLE target AS this SELECT: a `CreateTableAs`, whose `.table` is the new Table."""
        return make.create_table_as(
            self, target, metadata=metadata, schema=schema, temporary=temporary, if_not_exists=if_not_exists
        )

    def exists(self) -> Exists:
        """`EXISTS (self)`."""
        return Exists(self)

    def scalar_subquery(self) -> ScalarSelect:
        """This SELECT of one column as an expression."""
        if self._label_style is not LABEL_STYLE_NONE:
            return ScalarSelect(self.set_label_style(LABEL_STYLE_NONE))
        return ScalarSelect(self)

    def label(self, name: str | None) -> Any:
        """This SELECT as a labelled scalar subquery."""
        return self.scalar_subquery().label(name)

    def lateral(self, name: str | None = None) -> Any:
        """This SELECT as LATERAL."""
        return make.lateral(self, name=name)

    def subquery(self, name: str | None = None) -> Any:
        """This SELECT as a FROM element, in parentheses under `name`."""
        return make.subquery(self._ensure_disambiguated_names(), name=name)

    def alias(self, name: str | None = None, flat: bool = False) -> Any:
        """As `subquery()`."""
        return self.subquery(name=name)

    def _ensure_disambiguated_names(self) -> Any:
        raise NotImplementedError

    def set_label_style(self, style: SelectLabelStyle) -> Any:
        raise NotImplementedError

    def get_label_style(self) -> SelectLabelStyle:
        """The current label style."""
        return self._label_style

    def _refresh_for_new_column(self, column: Any) -> None:
        self._reset_memoizations()

    def _reset_memoizations(self) -> None:
        for key in self._memo_names:
            self.__dict__.pop(key, None)

    def _scalar_type(self) -> Any:
        raise NotImplementedError

    def is_derived_from(self, fromclause: Any) -> bool:
        return False

    @property
    def _from_objects(self) -> list[Any]:
        return [self]


@constructs("select_grouping")
class SelectStatementGrouping(GroupedElement, SelectBase):
    """A SELECT in parentheses inside UNION and friends."""

    __visit_name__ = "select_statement_grouping"
    _fields = (child("element"), children("_independent_ctes"), plain("_independent_ctes_opts"))
    _is_select_container = True

    def __init__(self, element: Any) -> None:
        self.element = coercions.expect(roles.SelectStatementRole, element)

    def _ensure_disambiguated_names(self) -> Any:
        new = self.element._ensure_disambiguated_names()
        return self if new is self.element else SelectStatementGrouping(new)

    def get_label_style(self) -> SelectLabelStyle:
        return self.element.get_label_style()  # type: ignore[no-any-return]

    @property
    def _label_style(self) -> Any:  # type: ignore[override]
        return self.element._label_style

    def set_label_style(self, style: SelectLabelStyle) -> Any:
        return SelectStatementGrouping(self.element.set_label_style(style))

    @property
    def select_statement(self) -> Any:
        return self.element

    def self_group(self, against: Any = None) -> Any:
        return self

    def _generate_columns_plus_names(self, *args: Any) -> Any:
        return self.element._generate_columns_plus_names(*args)

    def _generate_fromclause_column_proxies(
        self, subquery: Any, columns: Any, primary_key: Any, foreign_keys: Any, *, proxy_compound_columns: Any = None
    ) -> None:
        self.element._generate_fromclause_column_proxies(
            subquery,
            columns,
            proxy_compound_columns=proxy_compound_columns,
            primary_key=primary_key,
            foreign_keys=foreign_keys,
        )

    @property
    def _all_selected_columns(self) -> Any:
        return self.element._all_selected_columns

    @property
    def selected_columns(self) -> Any:
        return self.element.selected_columns

    @property
    def _from_objects(self) -> list[Any]:
        return self.element._from_objects  # type: ignore[no-any-return]

    def add_cte(self, *ctes: Any, nest_here: bool = False) -> Any:
        return SelectStatementGrouping(self.element.add_cte(*ctes, nest_here=nest_here))

    def _scalar_type(self) -> Any:
        return self.element._scalar_type()


class GenerativeSelect(SelectBase):
    """Ordering, grouping, limits and locks: what SELECT and UNION have in common."""

    _order_by_clauses: tuple[Any, ...] = ()
    _group_by_clauses: tuple[Any, ...] = ()
    _limit_clause: Any = None
    _offset_clause: Any = None
    _fetch_clause: Any = None
    _fetch_clause_options: Any = None
    _for_update_arg: Any = None
    _label_style = LABEL_STYLE_DEFAULT

    _generative_fields = (
        children("_order_by_clauses"), children("_group_by_clauses"), child("_limit_clause"), child("_offset_clause"),
        child("_fetch_clause"), plain("_fetch_clause_options"), child("_for_update_arg"), plain("_label_style"),
    )  # fmt: skip

    @_generative
    def with_for_update(
        self,
        *,
        nowait: bool = False,
        read: bool = False,
        of: Any = None,
        skip_locked: bool = False,
        key_share: bool = False,
    ) -> Any:
        """Add FOR UPDATE. read: FOR SHARE; nowait, skip_locked: what to do about locked rows; of: tables or columns."""
        self._for_update_arg = ForUpdateArg(
            nowait=nowait, read=read, of=of, skip_locked=skip_locked, key_share=key_share
        )

    def get_label_style(self) -> SelectLabelStyle:
        """The current label style."""
        return self._label_style

    def set_label_style(self, style: SelectLabelStyle) -> Any:
        """A copy with another label style."""
        if self._label_style is style:
            return self
        copy = self._generate()
        copy._label_style = style
        return copy

    @property
    def _has_row_limiting_clause(self) -> bool:
        return self._limit_clause is not None or self._offset_clause is not None or self._fetch_clause is not None

    @property
    def _limit(self) -> Any:
        return _get_int(self._limit_clause, "limit")

    @property
    def _offset(self) -> Any:
        return _get_int(self._offset_clause, "offset")

    def _simple_int_clause(self, clause: Any) -> bool:
        return hasattr(clause, "_limit_offset_value")

    def _offset_or_limit_clause_asint(self, clause: Any, attrname: str) -> Any:
        return _get_int(clause, attrname)

    @_generative
    def limit(self, limit: Any) -> Any:
        """At most `limit` rows; an int, an expression, or None for no limit."""
        if self._fetch_clause is not None:
            self._fetch_clause = self._fetch_clause_options = None
        self._limit_clause = _offset_or_limit_clause(limit)

    @_generative
    def fetch(self, /, count: Any, with_ties: bool = False, percent: bool = False, **dialect_kw: Any) -> Any:
        """`FETCH FIRST count ROWS`; with_ties: and those equal to the last; percent: count is a percentage."""
        self._limit_clause = None
        if count is None:
            self._fetch_clause = self._fetch_clause_options = None
        else:
            self._fetch_clause = _offset_or_limit_clause(count)
            self._fetch_clause_options = {"with_ties": with_ties, "percent": percent}

    @_generative
    def offset(self, offset: Any) -> Any:
        """Leave out the first `offset` rows."""
        self._offset_clause = _offset_or_limit_clause(offset)

    @_generative
    def slice(self, start: int, stop: int) -> Any:
        """Rows `start` (counted from 0) up to, not including, `stop`."""
        self._fetch_clause = self._fetch_clause_options = None
        self._limit_clause, self._offset_clause = _make_slice(self._limit_clause, self._offset_clause, start, stop)

    @_generative
    def order_by(self, __first: Any = ..., *clauses: Any) -> Any:
        """Add ORDER BY elements: expressions, or strings naming a label; a single None takes all back."""
        self._order_by_clauses = self._with_clauses(self._order_by_clauses, roles.OrderByRole, __first, clauses)

    @_generative
    def group_by(self, __first: Any = ..., *clauses: Any) -> Any:
        """Add GROUP BY elements; a single None takes all back."""
        self._group_by_clauses = self._with_clauses(self._group_by_clauses, roles.GroupByRole, __first, clauses)

    def _with_clauses(self, existing: tuple[Any, ...], role: Any, first: Any, more: tuple[Any, ...]) -> tuple[Any, ...]:
        if not more and (first is None or first is False):
            return ()
        if first is ...:
            return existing
        return existing + tuple(
            [coercions.expect(role, clause, apply_propagate_attrs=self) for clause in (first, *more)]
        )


def _get_int(clause: Any, name: str) -> Any:
    if clause is None:
        return None
    value = _offset_or_limit_clause_asint_if_possible(clause)
    if not isinstance(value, int):
        raise exc.CompileError(f"This SELECT structure does not use a simple integer value for {name}")
    return value


def _make_slice(limit_clause: Any, offset_clause: Any, start: Any, stop: Any) -> tuple[Any, Any]:
    """LIMIT and OFFSET for `[start:stop]` of a statement that may have some already."""
    if start is not None and stop is not None:
        offset = _offset_or_limit_clause_asint_if_possible(offset_clause)
        if offset is None:
            offset = 0
        if start != 0:
            offset = offset + start
        offset_clause = None if isinstance(offset, int) and offset == 0 else _offset_or_limit_clause(offset)
        limit_clause = _offset_or_limit_clause(stop - start)
    elif start is None and stop is not None:
        limit_clause = _offset_or_limit_clause(stop)
    elif start is not None and stop is None:
        offset = _offset_or_limit_clause_asint_if_possible(offset_clause)
        if offset is None:
            offset = 0
        if start != 0:
            offset = offset + start
        offset_clause = None if isinstance(offset, int) and offset == 0 else _offset_or_limit_clause(offset)
    return limit_clause, offset_clause


class ForUpdateArg(ClauseElement):
    """The arguments of `with_for_update()`."""

    __visit_name__ = "for_update_arg"
    _fields = (children("of"), plain("nowait"), plain("read"), plain("skip_locked"), plain("key_share"))

    of: Any = None

    def __init__(
        self,
        *,
        nowait: bool = False,
        read: bool = False,
        of: Any = None,
        skip_locked: bool = False,
        key_share: bool = False,
    ) -> None:
        self.nowait = nowait
        self.read = read
        self.skip_locked = skip_locked
        self.key_share = key_share
        if of is not None:
            wanted = of if isinstance(of, (list, tuple, set)) else [of]
            self.of = [coercions.expect(roles.ColumnsClauseRole, element) for element in wanted]

    @classmethod
    def _from_argument(cls, with_for_update: Any) -> Any:
        if isinstance(with_for_update, ForUpdateArg):
            return with_for_update
        if with_for_update in (None, False):
            return None
        if with_for_update is True:
            return ForUpdateArg()
        return ForUpdateArg(**with_for_update)

    def __eq__(self, other: Any) -> bool:
        return (
            isinstance(other, ForUpdateArg)
            and other.nowait == self.nowait
            and other.read == self.read
            and other.skip_locked == self.skip_locked
            and other.key_share == self.key_share
            and other.of is self.of
        )

    def __ne__(self, other: Any) -> bool:
        return not self.__eq__(other)

    def __hash__(self) -> int:
        return id(self)


# -- UNION and friends ---------------------------------------------------------------------------------------


class _CompoundSelectKeyword(str):
    """UNION, UNION ALL ... as a string with a `.value`, as an enum would have."""

    __slots__ = ()

    @property
    def value(self) -> str:
        return str(self)


class CompoundSelect(GenerativeSelect, TypedReturnsRows[*Ts]):
    """UNION, INTERSECT, EXCEPT of selects. Made by `union()` ..."""

    __visit_name__ = "compound_select"
    _fields = (
        children("selects"), plain("keyword"), *GenerativeSelect._generative_fields, *HasCTE._cte_fields,
        *Executable._executable_fields,
    )  # fmt: skip

    _is_from_container = True
    _auto_correlate = False

    def __init__(self, keyword: str, *selects: Any) -> None:
        self.keyword = _CompoundSelectKeyword(keyword)
        self.selects = [
            coercions.expect(roles.CompoundElementRole, element, apply_propagate_attrs=self).self_group(against=self)
            for element in selects
        ]

    @classmethod
    def _create_union(cls, *selects: Any) -> CompoundSelect:
        return cls("UNION", *selects)

    @property
    def _label_style(self) -> Any:
        return self.__dict__.get("_label_style", LABEL_STYLE_DEFAULT)

    @_label_style.setter
    def _label_style(self, style: Any) -> None:
        self.__dict__["_label_style"] = style

    def _scalar_type(self) -> Any:
        return self.selects[0]._scalar_type()

    def self_group(self, against: Any = None) -> Any:
        return SelectStatementGrouping(self)

    def is_derived_from(self, fromclause: Any) -> bool:
        return any(select.is_derived_from(fromclause) for select in self.selects)

    def set_label_style(self, style: SelectLabelStyle) -> Any:
        if self.get_label_style() is style:
            return self
        copy = self._generate()
        copy.selects = [self.selects[0].set_label_style(style), *self.selects[1:]]
        return copy

    def get_label_style(self) -> SelectLabelStyle:
        return self.selects[0].get_label_style()  # type: ignore[no-any-return]

    def _ensure_disambiguated_names(self) -> Any:
        new = self.selects[0]._ensure_disambiguated_names()
        if new is self.selects[0]:
            return self
        copy = self._generate()
        copy.selects = [new, *self.selects[1:]]
        return copy

    def _generate_fromclause_column_proxies(
        self, subquery: Any, columns: Any, primary_key: Any, foreign_keys: Any, *, proxy_compound_columns: Any = None
    ) -> None:
        """The first SELECT's columns, each standing for its peers in the other SELECTs, too."""
        per_select = [select._all_selected_columns for select in self.selects]
        extra = list(zip(*per_select, strict=False)) if len({len(found) for found in per_select}) == 1 else None
        if proxy_compound_columns and extra is not None:
            extra = [tuple(own) + tuple(outer) for own, outer in zip(extra, proxy_compound_columns, strict=False)]
        self.selects[0]._generate_fromclause_column_proxies(
            subquery, columns, proxy_compound_columns=extra, primary_key=primary_key, foreign_keys=foreign_keys
        )

    def _refresh_for_new_column(self, column: Any) -> None:
        super()._refresh_for_new_column(column)
        for select in self.selects:
            select._refresh_for_new_column(column)

    @property
    def _all_selected_columns(self) -> Any:
        return self.selects[0]._all_selected_columns

    @property
    def selected_columns(self) -> Any:
        return self.selects[0].selected_columns

    def union(self, *other: Any) -> CompoundSelect:
        """`self UNION other`."""
        return CompoundSelect("UNION", self, *other)

    def union_all(self, *other: Any) -> CompoundSelect:
        """`self UNION ALL other`."""
        return CompoundSelect("UNION ALL", self, *other)

    def except_(self, *other: Any) -> CompoundSelect:
        """`self EXCEPT other`."""
        return CompoundSelect("EXCEPT", self, *other)

    def except_all(self, *other: Any) -> CompoundSelect:
        """`self EXCEPT ALL other`."""
        return CompoundSelect("EXCEPT ALL", self, *other)

    def intersect(self, *other: Any) -> CompoundSelect:
        """`self INTERSECT other`."""
        return CompoundSelect("INTERSECT", self, *other)

    def intersect_all(self, *other: Any) -> CompoundSelect:
        """`self INTERSECT ALL other`."""
        return CompoundSelect("INTERSECT ALL", self, *other)


def union(*selects: Any) -> CompoundSelect:
    """`a UNION b ...`."""
    return CompoundSelect("UNION", *selects)


def union_all(*selects: Any) -> CompoundSelect:
    """`a UNION ALL b ...`."""
    return CompoundSelect("UNION ALL", *selects)


def except_(*selects: Any) -> CompoundSelect:
    """`a EXCEPT b ...`."""
    return CompoundSelect("EXCEPT", *selects)


def except_all(*selects: Any) -> CompoundSelect:
    """`a EXCEPT ALL b ...`."""
    return CompoundSelect("EXCEPT ALL", *selects)


def intersect(*selects: Any) -> CompoundSelect:
    """`a INTERSECT b ...`."""
    return CompoundSelect("INTERSECT", *selects)


def intersect_all(*selects: Any) -> CompoundSelect:
    """`a INTERSECT ALL b ...`."""
    return CompoundSelect("INTERSECT ALL", *selects)


# -- subqueries as expressions -------------------------------------------------------------------------------


@constructs("scalar_select")
@_self_inspects
class ScalarSelect(roles.InElementRole, Grouping[T]):
    """A SELECT of one column as an expression. Made by `scalar_subquery()`."""

    _fields = (child("element"), unkeyed("type"))
    _is_scalar_select = True
    _is_implicitly_boolean = False

    def __init__(self, element: Any) -> None:
        self.element = element
        self.type = element._scalar_type()
        self._propagate_attrs = element._propagate_attrs

    def _with_binary_element_type(self, type_: Any) -> Any:
        return self

    def __getattr__(self, attr: str) -> Any:
        try:
            return ColumnElement.__getattr__(self, attr)
        except AttributeError:
            if attr.startswith("_") or attr in ("element", "type", "name"):
                raise
            return getattr(self.element, attr)

    @property
    def _from_objects(self) -> list[Any]:
        return []

    @property
    def _tq_label(self) -> Any:
        return None

    @property
    def _proxies(self) -> Sequence[Any]:  # type: ignore[override]
        return ()

    @property
    def _proxy_key(self) -> Any:
        return ColumnElement._proxy_key.fget(self)  # type: ignore[attr-defined]

    @property
    def columns(self) -> Any:
        raise exc.InvalidRequestError(
            "Scalar Select expression has no columns; use this object directly within a column-level expression."
        )

    c = columns

    @_generative
    def where(self, crit: Any) -> Any:
        """A copy with a WHERE criterion added to the SELECT."""
        self.element = self.element.where(crit)

    def self_group(self, against: Any = None) -> Any:
        return self

    def _ungroup(self) -> Any:
        return self

    @_generative
    def correlate(self, *fromclauses: Any) -> Any:
        """A copy which takes `fromclauses` from the enclosing SELECT."""
        self.element = self.element.correlate(*fromclauses)

    @_generative
    def correlate_except(self, *fromclauses: Any) -> Any:
        """A copy which takes everything but `fromclauses` from the enclosing SELECT."""
        self.element = self.element.correlate_except(*fromclauses)

    def _generate(self) -> Any:
        copy = object.__new__(self.__class__)
        forget = self._memo_names
        copy.__dict__ = {key: value for key, value in self.__dict__.items() if key not in forget}
        return copy

    def _compare_with(self, other: Any, comparer: Any) -> Any:
        return comparer.nodes(self.element, other.element)


class Exists(UnaryExpression[bool]):
    """`EXISTS (SELECT ...)`. Made by `exists()`."""

    inherit_cache = True
    _fields = ()

    def __init__(self, __argument: Any = None, /) -> None:
        if __argument is None:
            found: Any = make.select(make.literal_column("*")).scalar_subquery()
        elif isinstance(__argument, SelectBase):
            found = __argument.scalar_subquery()
            found._propagate_attrs = __argument._propagate_attrs
        elif isinstance(__argument, ScalarSelect):
            found = __argument
        else:
            found = make.select(__argument).scalar_subquery()
        super().__init__(found, operator=operators.exists, type_=BOOLEANTYPE, wraps_column_expression=True)

    @property
    def _from_objects(self) -> list[Any]:
        return []

    def _altered(self, alter: Any) -> Exists:
        if not self.element.element._is_select_statement:
            raise exc.InvalidRequestError("Can only apply this operation to a plain SELECT construct")
        copy = self._clone()
        copy.element = alter(self.element.element).scalar_subquery()
        return copy

    def select(self) -> Any:
        """`SELECT EXISTS (...)`."""
        return make.select(self)

    def correlate(self, *fromclauses: Any) -> Exists:
        """A copy which takes `fromclauses` from the enclosing SELECT."""
        return self._altered(lambda element: element.correlate(*fromclauses))

    def correlate_except(self, *fromclauses: Any) -> Exists:
        """A copy which takes everything but `fromclauses` from the enclosing SELECT."""
        return self._altered(lambda element: element.correlate_except(*fromclauses))

    def select_from(self, *froms: Any) -> Exists:
        """A copy with FROM elements added."""
        return self._altered(lambda element: element.select_from(*froms))

    def where(self, *clauses: Any) -> Exists:
        """A copy with WHERE criteria added."""
        return self._altered(lambda element: element.where(*clauses))

    def add_cte(self, *ctes: Any, nest_here: bool = False) -> Exists:
        return self._altered(lambda element: element.add_cte(*ctes, nest_here=nest_here))

    def with_hint(self, *args: Any, **kw: Any) -> Exists:
        """A copy with a hint for one FROM element."""
        return self._altered(lambda element: element.with_hint(*args, **kw))

    def with_statement_hint(self, *args: Any, **kw: Any) -> Exists:
        """A copy with a hint for the inner statement."""
        return self._altered(lambda element: element.with_statement_hint(*args, **kw))

    def prefix_with(self, *args: Any, **kw: Any) -> Exists:
        """A copy with prefixes added to the inner statement."""
        return self._altered(lambda element: element.prefix_with(*args, **kw))

    def suffix_with(self, *args: Any, **kw: Any) -> Exists:
        """A copy with suffixes added to the inner statement."""
        return self._altered(lambda element: element.suffix_with(*args, **kw))


def exists(__argument: Any = None, /) -> Exists:
    """`EXISTS (SELECT ...)` of a SELECT, a column or FROM element, or nothing (`SELECT *`): `.where()` follows."""
    return Exists(__argument)


@constructs("textual_select")
class TextualSelect(SelectBase):
    """SQL text with known columns. Made by `text().columns()`."""

    __visit_name__ = "textual_select"
    _fields = (
        child("element"), children("column_args"), plain("positional"), *HasCTE._cte_fields,
        *Executable._executable_fields,
    )  # fmt: skip

    _is_textual = True
    is_text = True
    is_select = True
    _label_style = LABEL_STYLE_NONE

    def __init__(self, text: Any, columns: Iterable[Any], positional: bool = False) -> None:
        self.element = text
        self.column_args = [coercions.expect(roles.ColumnsClauseRole, column) for column in columns]
        self.positional = positional

    @memo
    def selected_columns(self) -> Any:
        return WriteableColumnCollection([(column.key, column) for column in self.column_args]).as_readonly()

    @property
    def _all_selected_columns(self) -> Any:
        return self.column_args

    def set_label_style(self, style: SelectLabelStyle) -> Any:
        return self

    def _ensure_disambiguated_names(self) -> Any:
        return self

    @_generative
    def bindparams(self, *binds: Any, **bind_as_values: Any) -> Any:
        """A copy with parameters of the text declared."""
        self.element = self.element.bindparams(*binds, **bind_as_values)

    def _generate_fromclause_column_proxies(
        self, fromclause: Any, columns: Any, primary_key: Any, foreign_keys: Any, *, proxy_compound_columns: Any = None
    ) -> None:
        extra = proxy_compound_columns or [None] * len(self.column_args)
        columns._populate_separate_keys(
            [
                column._make_proxy(
                    fromclause, compound_select_cols=cols, primary_key=primary_key, foreign_keys=foreign_keys
                )
                for column, cols in zip(self.column_args, extra, strict=False)
            ]
        )

    def _scalar_type(self) -> Any:
        return self.column_args[0].type


TextAsFrom = TextualSelect
