"""INSERT, UPDATE and DELETE."""

from __future__ import annotations

import collections.abc
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .. import exc
from ..structures import EMPTY_DICT, immutabledict
from ..typevars import Ts
from . import coercions, roles
from .aliases import HasCTE
from .binds import BindParameter
from .collection import WriteableColumnCollection
from .construct import constructs
from .datatypes import NULLTYPE
from .dialect_options import DialectKWArgs
from .executable import Executable, plugin_of
from .expressions import BooleanClauseList
from .extension import HasSyntaxExtensions, places
from .fields import child, children, dml_values, multi_values, nested, plain, propagated
from .froms import HasPrefixes, ReturnsRows, TypedReturnsRows
from .label_style import LABEL_STYLE_DISAMBIGUATE_ONLY, column_keys
from .namespaces import filter_by_criteria
from .node import _generative, memo


class UpdateBase(roles.DMLRole, HasCTE, DialectKWArgs, HasPrefixes, HasSyntaxExtensions, Executable, ReturnsRows):
    """What INSERT, UPDATE and DELETE share."""

    _hints: Mapping[Any, Any] = EMPTY_DICT
    named_with_column = False
    _label_style = LABEL_STYLE_DISAMBIGUATE_ONLY
    table: Any
    is_dml = True
    _returning: tuple[Any, ...] = ()
    _return_defaults = False
    _return_defaults_columns: Any = None
    _supplemental_returning: Any = None
    _sort_by_parameter_order = False
    _dialect_options_key: Any = None

    _update_base_fields = (
        child("table"), children("_returning"), nested("_hints"), *HasPrefixes._prefix_fields, *HasCTE._cte_fields,
        *Executable._executable_fields, plain("_return_defaults"), children("_return_defaults_columns"),
        plain("_sort_by_parameter_order"), children("_supplemental_returning"), *HasSyntaxExtensions._extension_fields,
        propagated("_propagate_attrs"), plain("_dialect_options_key"),
    )  # fmt: skip

    def _generate_fromclause_column_proxies(
        self, fromclause: Any, columns: Any, primary_key: Any, foreign_keys: Any
    ) -> None:
        columns._populate_separate_keys(
            [
                column._make_proxy(fromclause, primary_key=primary_key, foreign_keys=foreign_keys)
                for column in self._all_selected_columns
                if column._is_column_element
            ]
        )

    def params(self, *arg: Any, **kw: Any) -> Any:
        raise NotImplementedError(
            "params() is not supported for INSERT/UPDATE/DELETE statements. To set the values for an INSERT or "
            "UPDATE statement, use stmt.values(**parameters)."
        )

    @_generative
    def with_dialect_options(self, /, **opt: Any) -> Any:
        """Set options of a dialect: `mysql_limit=5`. Raises ArgumentError for unknown ones."""
        if "dialect_options" in self.__dict__:
            known = self.__dict__.pop("dialect_options")
            for name, arguments in known.items():
                self.dialect_options[name]._set.update(arguments._set)
        self._validate_dialect_kwargs(opt)
        self._dialect_options_key = tuple(sorted((k, v) for k, v in self.dialect_kwargs.items()))

    @_generative
    def return_defaults(
        self, *cols: Any, supplemental_cols: Iterable[Any] | None = None, sort_by_parameter_order: bool = False
    ) -> Any:
        """Fetch server-generated values of the written rows, as far as the database can.

        See `Result.returned_defaults`.
        """
        if self._return_defaults:
            if not cols:
                self._return_defaults_columns = ()
            elif self._return_defaults_columns:
                found = dict.fromkeys(self._return_defaults_columns)
                found.update(dict.fromkeys(coercions.expect(roles.ColumnsClauseRole, column) for column in cols))
                cols = tuple(found)
            else:
                cols = ()
        self._return_defaults = True
        if sort_by_parameter_order:
            if not self.is_insert:
                raise exc.ArgumentError(
                    "The 'sort_by_parameter_order' argument to return_defaults() only applies to INSERT statements"
                )
            self._sort_by_parameter_order = True
        if cols:
            self._return_defaults_columns = tuple(coercions.expect(roles.ColumnsClauseRole, column) for column in cols)
        else:
            self._return_defaults_columns = self._return_defaults_columns or ()
        if supplemental_cols:
            found = dict.fromkeys(self._supplemental_returning or ())
            found.update(
                dict.fromkeys(coercions.expect(roles.ColumnsClauseRole, column) for column in supplemental_cols)
            )
            self._supplemental_returning = tuple(found)

    def is_derived_from(self, fromclause: Any) -> bool:
        """False: a statement is made from no FROM element."""
        return False

    @_generative
    def returning(self, /, *cols: Any, sort_by_parameter_order: bool = False, **unknown: Any) -> Any:
        """Add RETURNING columns. sort_by_parameter_order: rows come in the order of the parameters (INSERT)."""
        if unknown:
            raise TypeError(f"returning() got unexpected keyword arguments {sorted(unknown)}")
        if self._return_defaults:
            raise exc.InvalidRequestError("return_defaults() is already configured on this statement")
        self._returning += tuple(
            coercions.expect(roles.ColumnsClauseRole, column, apply_propagate_attrs=self) for column in cols
        )
        if sort_by_parameter_order:
            if not self.is_insert:
                raise exc.ArgumentError(
                    "The 'sort_by_parameter_order' argument to returning() only applies to INSERT statements"
                )
            self._sort_by_parameter_order = True

    def corresponding_column(self, column: Any, require_embedded: bool = False) -> Any:
        return self.exported_columns.corresponding_column(column, require_embedded=require_embedded)

    @memo
    def _all_selected_columns(self) -> Sequence[Any]:
        return [found for column in self._returning for found in column._select_iterable]

    @memo
    def exported_columns(self) -> Any:
        """The RETURNING columns under their keys."""
        keys = column_keys(LABEL_STYLE_DISAMBIGUATE_ONLY)
        return WriteableColumnCollection(
            [(keys(column), column) for column in self._all_selected_columns if column._is_column_element]
        ).as_readonly()

    @_generative
    def with_hint(self, text: str, selectable: Any = None, dialect_name: str = "*") -> Any:
        """Add a hint for the table (or for `selectable`)."""
        self._hints = immutabledict(
            {**self._hints, (self.table if selectable is None else selectable, dialect_name): text}
        )

    @property
    def entity_description(self) -> Mapping[str, Any]:
        """A dict describing the table or entity that is written."""
        plugin = plugin_of(self)
        if plugin is not None and hasattr(plugin, "entity_description"):
            return plugin.entity_description(self)  # type: ignore[no-any-return]
        return {
            "name": self.table.name if getattr(self.table, "named_with_column", False) else None,
            "table": self.table,
        }

    @property
    def returning_column_descriptions(self) -> Sequence[Mapping[str, Any]]:
        """Dicts describing what RETURNING returns."""
        plugin = plugin_of(self)
        if plugin is not None and hasattr(plugin, "returning_column_descriptions"):
            return plugin.returning_column_descriptions(self)  # type: ignore[no-any-return]
        return [
            {"name": getattr(element, "name", None), "type": element.type, "expr": element}
            for element in self._all_selected_columns
        ]

    @property
    def entity_namespace(self) -> Any:
        return self.table.entity_namespace

    @property
    def _from_objects(self) -> list[Any]:
        return [self]


class ValuesBase(UpdateBase):
    """INSERT and UPDATE: statements with `values()`."""

    __visit_name__ = "values_base"
    _supports_multi_parameters = False
    select: Any = None
    _post_values_clause: Any = None
    _values: Any = None
    _multi_values: tuple[Any, ...] = ()
    _maintain_values_ordering = False
    _select_names: Any = None
    _inline = False

    def __init__(self, table: Any) -> None:
        self.table = coercions.expect(roles.DMLTableRole, table, apply_propagate_attrs=self)

    @_generative
    def values(self, *args: Any, **kwargs: Any) -> Any:
        """Set values: keywords, one dict or tuple, or (INSERT) a list of them for several rows.

        Raises ArgumentError for a mix of forms, InvalidRequestError after `from_select()` or `ordered_values()`.
        """
        if self._select_names:
            raise exc.InvalidRequestError("This construct already inserts from a SELECT")
        if self._maintain_values_ordering:
            raise exc.InvalidRequestError("This statement already has ordered values present")
        if args:
            arg = args[0]
            if kwargs:
                raise exc.ArgumentError("Can't pass positional and kwargs to values() simultaneously")
            if len(args) > 1:
                raise exc.ArgumentError(
                    "Only a single dictionary/tuple or list of dictionaries/tuples is accepted positionally."
                )
            if isinstance(arg, collections.abc.Sequence) and not isinstance(arg, str):
                if arg and isinstance(arg[0], (dict, list, tuple)):
                    self._add_rows(arg)
                    return
                arg = dict(zip([column.key for column in self.table.c], arg, strict=False))
        else:
            arg = kwargs
        coerced = _coerced(self, arg)
        self._values = immutabledict({**self._values, **coerced}) if self._values else immutabledict(coerced)

    def _add_rows(self, rows: Any) -> None:
        keys = [column.key for column in self.table.c]
        made = []
        for row in rows:
            if not isinstance(row, Mapping):
                row = dict(zip(keys, row, strict=False))
            made.append(
                {
                    coercions.expect(roles.DMLColumnRole, column): assigned
                    for key, value in row.items()
                    for column, assigned in _assignments(self, key, value)
                }
            )
        self._multi_values += (made,)


def _coerced(statement: Any, values: Any) -> dict[Any, Any]:
    """Keys as columns or strings, values as nodes where they are SQL."""
    found: dict[Any, Any] = {}
    for given, assigned in values.items():
        for key, value in _assignments(statement, given, assigned):
            column = coercions.expect(roles.DMLColumnRole, key)
            found[column] = _dml_value(value, column)
    return found


def _assignments(statement: Any, key: Any, value: Any) -> Iterable[tuple[Any, Any]]:
    """An attribute of a mapped class may stand for other columns than one of its own name: composites, hybrids."""
    if isinstance(key, str):
        entity = statement.table._annotations.get("parententity")
        key = key if entity is None else entity.mapper._dml_attribute(key)
    spread = getattr(key, "_bulk_update_tuples", None) if getattr(key, "_is_internal_proxy", False) else None
    return ((key, value),) if spread is None else spread(value)


def _dml_value(value: Any, column: Any) -> Any:
    if getattr(value, "_is_node", False) or hasattr(value, "__clause_element__"):
        return coercions.expect(roles.ExpressionElementRole, value, type_=getattr(column, "type", None), is_crud=True)
    if hasattr(value, "_set_parent"):  # a schema object, such as a default, is no value
        return coercions.expect(roles.ExpressionElementRole, value)
    # a bind parameter of no type yet: the compiler names and types it after the column
    return BindParameter(None, value, type_=NULLTYPE, unique=True, _is_crud=True)


@constructs("insert")
class Insert(ValuesBase):
    """An INSERT statement. Made by `insert()`."""

    __visit_name__ = "insert"
    _position_map = places("post_values")
    _fields = (
        *UpdateBase._update_base_fields, dml_values("_values"), multi_values("_multi_values"), nested("_select_names"),
        child("select"), plain("include_insert_from_select_defaults"), plain("_inline"),
    )  # fmt: skip

    _supports_multi_parameters = True
    select = None
    include_insert_from_select_defaults = False
    is_insert = True

    def __init__(self, table: Any) -> None:
        super().__init__(table)

    @_generative
    def inline(self) -> Any:
        """Do not fetch server-generated values; SQL defaults are rendered inline."""
        self._inline = True

    @_generative
    def from_select(self, names: Sequence[Any], select: Any, include_defaults: bool = True) -> Any:
        """`INSERT ... SELECT`.

        names: the columns, as strings or columns; include_defaults: add Python-side defaults.
        """
        if self._values:
            raise exc.InvalidRequestError("This construct already inserts value expressions")
        self._select_names = [coercions.expect(roles.DMLColumnRole, name, as_key=True) for name in names]
        self._inline = True
        self.include_insert_from_select_defaults = include_defaults
        self.select = coercions.expect(roles.DMLSelectRole, select)
        if self.select._is_from_clause:
            self.select = self.select.select()


class DMLWhereBase:
    """Mixin of UPDATE and DELETE: criteria."""

    _where_criteria: tuple[Any, ...] = ()
    _extra_froms: tuple[Any, ...] = ()

    @_generative
    def where(self, *whereclause: Any) -> Any:
        """Add WHERE criteria, joined by AND."""
        for criterion in whereclause:
            clause = coercions.expect(roles.WhereHavingRole, criterion, apply_propagate_attrs=self)
            self._where_criteria += (clause,)

    def filter(self, *criteria: Any) -> Any:
        """As `where()`."""
        return self.where(*criteria)

    def filter_by(self, **kwargs: Any) -> Any:
        """Add `name = value` criteria on the table and on tables named otherwise."""
        return self.filter(*filter_by_criteria(self._filter_by_entities(), kwargs))

    def _filter_by_entities(self) -> list[Any]:
        found: dict[Any, None] = {self.table: None}  # type: ignore[attr-defined]
        for from_ in self._extra_froms:
            found.setdefault(from_)
        for clause in self._where_criteria:
            for from_ in clause._from_objects:
                found.setdefault(from_)
        return list(found)

    @property
    def whereclause(self) -> Any:
        """The WHERE criteria joined by AND, None without any."""
        return BooleanClauseList._construct_for_whereclause(self._where_criteria)


@constructs("update")
class Update(DMLWhereBase, ValuesBase):
    """An UPDATE statement. Made by `update()`."""

    __visit_name__ = "update"
    _position_map = places("post_criteria")
    _fields = (
        *UpdateBase._update_base_fields, children("_where_criteria"), plain("_inline"), dml_values("_values"),
        plain("_maintain_values_ordering"), children("_extra_froms"),
    )  # fmt: skip

    is_update = True

    def __init__(self, table: Any) -> None:
        super().__init__(table)

    def ordered_values(self, *args: Any) -> Any:
        """Set values in this order: (column, value) pairs."""
        if self._values:
            kind = "ordered values" if self._maintain_values_ordering else "values"
            raise exc.ArgumentError(f"This statement already has {kind} present")
        made = self.values(dict(args))
        made._maintain_values_ordering = True
        return made

    @_generative
    def inline(self) -> Any:
        """Do not fetch server-generated values; SQL defaults are rendered inline."""
        self._inline = True

    @_generative
    def using(self, *froms: Any) -> Any:
        """Add FROM elements."""
        self._extra_froms += tuple(
            coercions.expect(roles.FromClauseRole, from_, apply_propagate_attrs=self) for from_ in froms
        )


@constructs("delete")
class Delete(DMLWhereBase, UpdateBase):
    """A DELETE statement. Made by `delete()`."""

    __visit_name__ = "delete"
    _position_map = places("post_criteria")
    _fields = (*UpdateBase._update_base_fields, children("_where_criteria"), children("_extra_froms"))

    is_delete = True

    def __init__(self, table: Any) -> None:
        self.table = coercions.expect(roles.DMLTableRole, table, apply_propagate_attrs=self)

    @_generative
    def using(self, *froms: Any) -> Any:
        """Add FROM (USING) elements."""
        self._extra_froms += tuple(
            coercions.expect(roles.FromClauseRole, from_, apply_propagate_attrs=self) for from_ in froms
        )


class ReturningInsert(Insert, TypedReturnsRows[*Ts]):
    """An Insert with RETURNING, for typing."""

    inherit_cache = True


class ReturningUpdate(Update, TypedReturnsRows[*Ts]):
    """An Update with RETURNING, for typing."""

    inherit_cache = True


class ReturningDelete(Delete, TypedReturnsRows[*Ts]):
    """A Delete with RETURNING, for typing."""

    inherit_cache = True


def insert(table: Any) -> Insert:
    """An INSERT into a table or mapped class."""
    return Insert(table)


def update(table: Any) -> Update:
    """An UPDATE of a table or mapped class."""
    return Update(table)


def delete(table: Any) -> Delete:
    """A DELETE from a table or mapped class."""
    return Delete(table)
