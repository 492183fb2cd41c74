"""Select: the SELECT statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Self, TypeAlias, TypeVar, overload

from .. import exc
from ..inspection import _self_inspects
from ..typevars import T, Ts
from . import coercions, roles
from .aliases import HasCTE
from .collection import WriteableColumnCollection
from .column_element import SQLCoreOperations
from .construct import constructs, make
from .datatypes import NULLTYPE
from .executable import Executable, plugin_of
from .expressions import BooleanClauseList
from .extension import HasSyntaxExtensions
from .fields import child_set, children, nested, plain, propagated, raw_columns, setup_joins
from .froms import HasHints, HasPrefixes, HasSuffixes, TypedReturnsRows
from .label_style import LABEL_STYLE_DEFAULT, LABEL_STYLE_DISAMBIGUATE_ONLY, LABEL_STYLE_NONE, column_keys
from .namespaces import filter_by_criteria
from .node import _generative, memo
from .select_base import CompoundSelect, GenerativeSelect, SelectStatementGrouping
from .select_state import SelectState, columns_of, label_columns


@constructs("select_class")
@_self_inspects
class Select(HasPrefixes, HasSuffixes, HasHints, HasSyntaxExtensions, GenerativeSelect, TypedReturnsRows[*Ts]):
    """A SELECT statement. Made by `select()`; every method returns an altered copy."""

    __visit_name__ = "select"
    _fields = (
        raw_columns("_raw_columns"), children("_from_obj"), setup_joins("_setup_joins"),
        nested("_memoized_select_entities"), children("_where_criteria"), children("_having_criteria"),
        *GenerativeSelect._generative_fields, child_set("_correlate"), child_set("_correlate_except"),
        plain("_distinct"), children("_distinct_on"), *HasPrefixes._prefix_fields, *HasSuffixes._suffix_fields,
        *HasHints._hint_fields, *HasCTE._cte_fields, *Executable._executable_fields, plain("_auto_correlate"),
        *HasSyntaxExtensions._extension_fields, propagated("_propagate_attrs"),
    )  # fmt: skip

    _raw_columns: list[Any]
    _from_obj: tuple[Any, ...] = ()
    _where_criteria: tuple[Any, ...] = ()
    _having_criteria: tuple[Any, ...] = ()
    _setup_joins: tuple[Any, ...] = ()
    _memoized_select_entities: tuple[Any, ...] = ()
    _correlate: tuple[Any, ...] = ()
    _correlate_except: Any = None
    _auto_correlate = True
    _distinct: bool = False
    _distinct_on: tuple[Any, ...] = ()
    _label_style = LABEL_STYLE_DEFAULT
    _is_select_statement = True
    _legacy_setup_joins: tuple[Any, ...] = ()
    _for_update_arg: Any = None

    def __init__(self, *entities: Any, **dialect_kw: Any) -> None:
        self._raw_columns = [
            entity
            if isinstance(entity, roles.ColumnsClauseRole) and not entity._propagate_attrs  # type: ignore[attr-defined]
            else coercions.expect(roles.ColumnsClauseRole, entity, apply_propagate_attrs=self)
            for entity in entities
        ]

    @classmethod
    def _create(cls, *entities: Any) -> Select:
        return cls(*entities)

    @classmethod
    def _create_raw_select(cls, **kw: Any) -> Select:
        made = cls.__new__(cls)
        made.__dict__.update(kw)
        return made

    # -- columns ---------------------------------------------------------------------------------------------

    @property
    def inner_columns(self) -> Any:
        """The columns clause, FROM elements resolved to their columns."""
        return iter(columns_of(self._raw_columns))

    @memo
    def _all_selected_columns(self) -> Sequence[Any]:
        plugin = plugin_of(self)
        if plugin is not None:
            found = plugin.exported_columns(self)
            if found is not None:
                return list(found)
        return columns_of(self._raw_columns)

    @memo
    def selected_columns(self) -> Any:
        """The columns in the columns clause under the keys they would have in a subquery; text is left out."""
        keys = column_keys(self._label_style)
        return WriteableColumnCollection(
            [(keys(column), column) for column in self._all_selected_columns if not column._is_text_clause]
        ).as_readonly()

    @property
    def column_descriptions(self) -> Any:
        """A list of dicts describing what the statement returns, entity by entity."""
        plugin = plugin_of(self)
        if plugin is not None and hasattr(plugin, "column_descriptions"):
            return plugin.column_descriptions(self)
        key_of = column_keys(self._label_style)
        return [
            {"name": None if column._is_text_clause else key_of(column), "type": column.type, "expr": column}
            for column in self._all_selected_columns
        ]

    @_generative
    def add_columns(self, *entities: Any) -> Any:
        """Add columns or entities."""
        self._raw_columns = self._raw_columns + [
            coercions.expect(roles.ColumnsClauseRole, entity, apply_propagate_attrs=self) for entity in entities
        ]

    def column(self, column: Any) -> Any:
        """Deprecated: use `add_columns()`."""
        exc.warn_deprecated(
            "The Select.column() method is deprecated and will be removed in a future release.  Please use "
            "Select.add_columns()",
            version="1.4",
        )
        return self.add_columns(column)

    @_generative
    def with_only_columns(self, *entities: Any, maintain_column_froms: bool = False) -> Any:
        """Select other columns. maintain_column_froms: keep the FROM elements of the present ones."""
        if len(entities) == 1 and isinstance(entities[0], (list, tuple, set)):
            raise exc.ArgumentError(
                'The "columns" argument to Select.with_only_columns(), when referring to a sequence of items, is '
                "now passed "
                "as a series of positional elements, rather than as a list. "
            )
        if self._setup_joins:
            # the left sides of present joins follow from the present columns
            self._memoized_select_entities += ((tuple(self._raw_columns), len(self._setup_joins)),)
        if maintain_column_froms:
            self._from_obj = tuple(dict.fromkeys((*self.columns_clause_froms, *self._from_obj)))
        self._raw_columns = [
            coercions.expect(roles.ColumnsClauseRole, entity, apply_propagate_attrs=self) for entity in entities
        ]

    def reduce_columns(self, only_synonyms: bool = True) -> Any:
        """Leave out columns which equal others by foreign key or WHERE criterion."""
        kept = make.reduce_columns(
            self._all_selected_columns, *(self._where_criteria + self._from_obj), only_synonyms=only_synonyms
        )
        return self.with_only_columns(*kept)

    def _scalar_type(self) -> Any:
        columns = self._all_selected_columns
        return columns[0].type if columns else NULLTYPE

    # -- FROM ------------------------------------------------------------------------------------------------

    def get_final_froms(self) -> list[Any]:
        """The FROM elements that would be rendered, joins resolved."""
        statement = self._lowered()
        return SelectState(statement).display_froms()

    @property
    def froms(self) -> list[Any]:
        """Deprecated: use `get_final_froms()`."""
        exc.warn_deprecated(
            "The Select.froms attribute is moved to the Select.get_final_froms() method.", version="1.4.23"
        )
        return self.get_final_froms()

    @property
    def columns_clause_froms(self) -> list[Any]:
        """The FROM elements that follow from the columns clause alone."""
        statement = self._lowered()
        found: dict[Any, None] = {}
        for element in statement._raw_columns:
            for from_ in element._from_objects:
                found.setdefault(from_)
        hidden = {inner for from_ in found for inner in from_._hide_froms}
        return [from_ for from_ in found if from_ not in hidden]

    def _lowered(self) -> Any:
        plugin = plugin_of(self)
        return self if plugin is None else plugin.lower(self, toplevel=True)

    @_generative
    def select_from(self, *froms: Any) -> Any:
        """Add FROM elements."""
        self._from_obj += tuple(
            coercions.expect(roles.FromClauseRole, from_, apply_propagate_attrs=self) for from_ in froms
        )

    def join(self, target: Any, onclause: Any = None, *, isouter: bool = False, full: bool = False) -> Any:
        """JOIN `target`, from the FROM element that fits; the ON clause follows from foreign keys if not given."""
        return self._joined(None, target, onclause, isouter, full)

    def join_from(
        self, from_: Any, target: Any, onclause: Any = None, *, isouter: bool = False, full: bool = False
    ) -> Any:
        """JOIN `target` to `from_`."""
        return self._joined(from_, target, onclause, isouter, full)

    def outerjoin(self, target: Any, onclause: Any = None, *, full: bool = False) -> Any:
        """LEFT OUTER JOIN `target`."""
        return self._joined(None, target, onclause, True, full)

    def outerjoin_from(self, from_: Any, target: Any, onclause: Any = None, *, full: bool = False) -> Any:
        """LEFT OUTER JOIN `target` to `from_`."""
        return self._joined(from_, target, onclause, True, full)

    @_generative
    def _joined(self, from_: Any, target: Any, onclause: Any, isouter: bool, full: bool) -> Any:
        if from_ is not None:
            from_ = coercions.expect(roles.FromClauseRole, from_, apply_propagate_attrs=self)
        target = coercions.expect(roles.JoinTargetRole, target, apply_propagate_attrs=self)
        if onclause is not None and not isinstance(onclause, roles.OnClauseRole):
            onclause = coercions.expect(roles.OnClauseRole, onclause)
        self._setup_joins += ((target, onclause, from_, {"isouter": isouter, "full": full}),)
        self.__dict__.pop("_entity_froms", None)

    # -- criteria --------------------------------------------------------------------------------------------

    @property
    def whereclause(self) -> Any:
        """The WHERE criteria joined by AND, None without any."""
        return BooleanClauseList._construct_for_whereclause(self._where_criteria)

    @property
    def _whereclause(self) -> Any:
        return self.whereclause

    def where(self, *whereclause: Any) -> Self:
        """Add WHERE criteria, joined by AND."""
        copy = self._generate()
        for clause in whereclause:
            if not isinstance(clause, roles.WhereHavingRole) or (
                clause._propagate_attrs and not copy._propagate_attrs  # type: ignore[attr-defined]
            ):
                break
        else:  # nothing to coerce and nothing to take over
            copy._where_criteria += whereclause
            return copy
        copy._where_criteria += tuple(
            [coercions.expect(roles.WhereHavingRole, clause, apply_propagate_attrs=copy) for clause in whereclause]
        )
        return copy

    def from_statement(self, statement: Any) -> Any:
        """Return what makes the entities of this SELECT out of the rows of `statement`; needs mapped entities."""
        plugin = plugin_of(self)
        if plugin is None:
            raise exc.InvalidRequestError("from_statement() wants a select() of mapped entities: select(User)")
        return plugin.from_statement(self, coercions.expect(roles.ReturnsRowsRole, statement))

    def filter(self, *criteria: Any) -> Self:
        """As `where()`."""
        return self.where(*criteria)

    def filter_by(self, **kwargs: Any) -> Self:
        """Add `name = value` criteria; the names are looked up in all FROM elements.

        Raises InvalidRequestError for a name which none of them has, AmbiguousColumnError when several do.
        """
        return self.where(*filter_by_criteria(self._filter_by_entities(), kwargs))

    def _filter_by_entities(self) -> list[Any]:
        """Everything whose attributes `filter_by` knows, in the order in which it came."""
        found: dict[Any, None] = {}
        for target, *_ in self._setup_joins:
            found.setdefault(getattr(target, "_joined_entity", target))
        for element in self._from_obj:
            found.setdefault(element)
        for element in self._raw_columns:
            if element._is_from_clause and not element._is_column_element:
                found.setdefault(element)
            else:
                for from_ in element._from_objects:
                    found.setdefault(from_)
        return list(found)

    @_generative
    def having(self, *having: Any) -> Any:
        """Add HAVING criteria, joined by AND."""
        self._having_criteria += tuple(
            coercions.expect(roles.WhereHavingRole, clause, apply_propagate_attrs=self) for clause in having
        )

    @_generative
    def distinct(self, *expr: Any) -> Any:
        """SELECT DISTINCT; with expressions, DISTINCT ON (PostgreSQL)."""
        self._distinct = True
        if expr:
            exc.warn_deprecated(
                "Passing expression to ``distinct`` to generate a DISTINCT ON clause is deprecated. Use instead the "
                "``postgresql.distinct_on`` function as an extension.",
                "2.1",
            )
            self._distinct_on = self._distinct_on + tuple(
                coercions.expect(roles.ByOfRole, element, apply_propagate_attrs=self) for element in expr
            )

    @_generative
    def correlate(self, *fromclauses: Any) -> Any:
        """Take `fromclauses` from an enclosing SELECT; None: correlate to nothing."""
        self._auto_correlate = False
        if not fromclauses or fromclauses[0] is None or fromclauses[0] is False:
            if len(fromclauses) > 1:
                raise exc.ArgumentError("additional FROM objects not accepted when passing None/False to correlate()")
            self._correlate = ()
        else:
            self._correlate = self._correlate + tuple(coercions.expect(roles.FromClauseRole, f) for f in fromclauses)

    @_generative
    def correlate_except(self, *fromclauses: Any) -> Any:
        """Take everything but `fromclauses` from an enclosing SELECT; None: correlate everything."""
        self._auto_correlate = False
        if not fromclauses or fromclauses[0] is None or fromclauses[0] is False:
            if len(fromclauses) > 1:
                raise exc.ArgumentError(
                    "additional FROM objects not accepted when passing None/False to correlate_except()"
                )
            self._correlate_except = ()
        else:
            self._correlate_except = (self._correlate_except or ()) + tuple(
                coercions.expect(roles.FromClauseRole, f) for f in fromclauses
            )

    # -- forms -----------------------------------------------------------------------------------------------

    def self_group(self, against: Any = None) -> Any:
        if isinstance(against, CompoundSelect) and not self._needs_parens_for_grouping():
            return self
        return SelectStatementGrouping(self)

    def _needs_parens_for_grouping(self) -> bool:
        return self._has_row_limiting_clause or bool(self._order_by_clauses)

    def _ensure_disambiguated_names(self) -> Any:
        return self.set_label_style(LABEL_STYLE_DISAMBIGUATE_ONLY) if self._label_style is LABEL_STYLE_NONE else self

    def _generate_columns_plus_names(self, anon_for_dupe_key: bool = True) -> Any:
        return label_columns(self)

    def _generate_fromclause_column_proxies(
        self, subquery: Any, columns: Any, primary_key: Any, foreign_keys: Any, *, proxy_compound_columns: Any = None
    ) -> None:
        """Make the columns of `subquery` from this statement's columns."""
        entries = label_columns(self)
        extra = proxy_compound_columns or [None] * len(entries)
        columns._populate_separate_keys(
            [
                entry.column._make_proxy(
                    subquery,
                    key=entry.key,
                    name=None if entry.repeated else entry.label,
                    name_is_truncatable=True,
                    compound_select_cols=peers,
                    primary_key=primary_key,
                    foreign_keys=foreign_keys,
                )
                for entry, peers in zip(entries, extra, strict=False)
                if not entry.column._is_text_clause
            ]
        )

    def is_derived_from(self, fromclause: Any) -> bool:
        if fromclause in self._cloned_set:
            return True
        return any(from_.is_derived_from(fromclause) for from_ in self.get_final_froms())

    def _refresh_for_new_column(self, column: Any) -> None:
        super()._refresh_for_new_column(column)
        for from_ in self._iterate_from_elements():
            from_._refresh_for_new_column(column)

    def _iterate_from_elements(self) -> Iterable[Any]:
        seen: dict[Any, None] = {}
        for element in self._raw_columns:
            for from_ in element._from_objects:
                seen.setdefault(from_)
        for element in self._where_criteria:
            for from_ in element._from_objects:
                seen.setdefault(from_)
        for from_ in self._from_obj:
            seen.setdefault(from_)
        return list(seen)

    def _copy_internals(self, clone: Any = None, **kw: Any) -> None:
        """Also: a FROM element that follows from the columns and becomes a join must be named, columns cannot tell."""
        implied = [] if clone is None else [from_ for from_ in self._iterate_from_elements() if not from_._is_join]
        super()._copy_internals(clone=clone, **kw)
        if clone is not None:
            cloned = dict.fromkeys(clone(from_, **kw) for from_ in implied)
            self._from_obj += tuple([join for join in cloned if join._is_join and join not in self._from_obj])
        self._reset_memoizations()

    def get_children(self, *, omit_attrs: Iterable[str] = (), **kw: Any) -> Any:
        yield from super().get_children(omit_attrs=omit_attrs, **kw)
        if "_raw_columns" not in omit_attrs:
            yield from self._iterate_from_elements()

    @property
    def entity_namespace(self) -> Any:
        found = self._filter_by_entities()
        if not found:
            return super().entity_namespace
        return found[0].entity_namespace

    # -- set operations --------------------------------------------------------------------------------------

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


if TYPE_CHECKING:
    Selected: TypeAlias = SQLCoreOperations[T] | type[T]
    _T1 = TypeVar("_T1")
    _T2 = TypeVar("_T2")
    _T3 = TypeVar("_T3")
    _T4 = TypeVar("_T4")
    _T5 = TypeVar("_T5")
    _T6 = TypeVar("_T6")


@overload
def select(a: Selected[_T1], /) -> Select[_T1]: ...
@overload
def select(a: Selected[_T1], b: Selected[_T2], /) -> Select[_T1, _T2]: ...
@overload
def select(a: Selected[_T1], b: Selected[_T2], c: Selected[_T3], /) -> Select[_T1, _T2, _T3]: ...
@overload
def select(a: Selected[_T1], b: Selected[_T2], c: Selected[_T3], d: Selected[_T4], /) -> Select[_T1, _T2, _T3, _T4]: ...
@overload
def select(
    a: Selected[_T1], b: Selected[_T2], c: Selected[_T3], d: Selected[_T4], e: Selected[_T5], /
) -> Select[_T1, _T2, _T3, _T4, _T5]: ...
@overload
def select(
    a: Selected[_T1], b: Selected[_T2], c: Selected[_T3], d: Selected[_T4], e: Selected[_T5], f: Selected[_T6], /
) -> Select[_T1, _T2, _T3, _T4, _T5, _T6]: ...
@overload
def select(*entities: Any) -> Select: ...


@constructs("select")
def select(*entities: Any) -> Select:
    """A SELECT of columns, tables, mapped classes or expressions. Raises ArgumentError for strings and lists."""
    return Select(*entities)
