"""Elements under another name: Alias, Subquery, CTE, Lateral, TableSample, TableValuedAlias, and VALUES."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from .. import exc
from ..typevars import C_co
from . import coercions, roles
from .cache_key import IDENTITY, KeyParts
from .columns import TableValuedColumn
from .construct import constructs, make
from .datatypes import NULLTYPE, sqltypes
from .expressions import Grouping
from .fields import Kind, child, children, name, nested, plain, unkeyed
from .froms import HasPrefixes, HasSuffixes, NamedFromClause
from .names import _anonymous_label, next_serial
from .node import Generative, Immutable, _generative, memo


class NoInit:
    """Mixin of classes which are made by methods, not by calling the class."""

    def __init__(self, *arg: Any, **kw: Any) -> None:
        raise NotImplementedError(
            f"The {type(self).__name__} class is not intended to be constructed directly.  Please use the "
            f"{type(self).__name__.lower()}() standalone function or the {type(self).__name__.lower()}() method "
            "available "
            "from appropriate selectable objects."
        )


class AliasedReturnsRows(NoInit, NamedFromClause[C_co]):
    """The base of everything that stands in FROM under a name of its own."""

    _fields: ClassVar[tuple[Kind, ...]] = (child("element"), name("name"))

    _is_from_container = True
    _supports_derived_columns = False
    element: Any
    name: Any

    @classmethod
    def _construct(cls, selectable: Any, *, name: str | None = None, **kw: Any) -> Any:
        made = cls.__new__(cls)
        made._init(selectable, name=name, **kw)
        return made

    def _init(self, selectable: Any, *, name: str | None = None) -> None:
        self.element = coercions.expect(roles.ReturnsRowsRole, selectable, apply_propagate_attrs=self)
        self._orig_name = name
        if name is None:
            named = getattr(self.element, "name", None) if getattr(self.element, "named_with_column", False) else None
            if isinstance(named, _anonymous_label) and "%(" in named:
                named = None
            name = _anonymous_label.safe_construct(next_serial(), named or "anon")
        self.name = name

    def _refresh_for_new_column(self, column: Any) -> None:
        super()._refresh_for_new_column(column)
        self.element._refresh_for_new_column(column)

    def _populate_column_collections(self, columns: Any, primary_key: Any, foreign_keys: Any) -> None:
        self.element._generate_fromclause_column_proxies(
            self, columns, primary_key=primary_key, foreign_keys=foreign_keys
        )

    @memo
    def description(self) -> Any:
        return "anon_1" if isinstance(self.name, _anonymous_label) and "%(" in self.name else self.name

    @property
    def implicit_returning(self) -> bool:
        return bool(self.element.implicit_returning)

    @property
    def original(self) -> Any:
        """Legacy name of `element`."""
        return self.element

    def is_derived_from(self, fromclause: Any) -> bool:
        if fromclause in self._cloned_set:
            return True
        return bool(self.element.is_derived_from(fromclause))

    def _copy_internals(self, clone: Any = None, **kw: Any) -> None:
        existing = self.element
        super()._copy_internals(clone=clone, **kw)
        if existing is not self.element:
            self._reset_column_collection()

    @property
    def _from_objects(self) -> list[Any]:
        return [self]

    def _key_ref(self) -> KeyParts | None:
        if self._key_state is not True:
            return None
        return IDENTITY, (), (self,)

    @property
    def entity_namespace(self) -> Any:
        return self.c

    def _clone(self, omit_attrs: Iterable[str] = (), **kw: Any) -> Any:
        copy = super()._clone(**kw)
        copy._reset_column_collection()
        return copy


class FromClauseAlias(AliasedReturnsRows[C_co]):
    element: Any

    @memo
    def description(self) -> Any:
        if isinstance(self.name, _anonymous_label) and "%(" in self.name:
            return f"Anonymous alias of {self.element.description}"
        return self.name


@constructs("alias_class")
class Alias(roles.DMLTableRole, FromClauseAlias[C_co]):
    """`table AS name`. Made by `FromClause.alias()`."""

    __visit_name__ = "alias"
    inherit_cache = True

    @classmethod
    def _factory(cls, selectable: Any, name: str | None = None, flat: bool = False) -> Any:
        return coercions.expect(roles.FromClauseRole, selectable, allow_select=True).alias(name=name, flat=flat)


@constructs("alias")
def _alias(selectable: Any, name: str | None = None) -> Alias:
    return Alias._construct(selectable, name=name)  # type: ignore[no-any-return]


def alias(selectable: Any, name: str | None = None, flat: bool = False) -> Any:
    """`selectable` under another name. flat: alias each side of a join instead of making a subquery of it."""
    return Alias._factory(selectable, name=name, flat=flat)


class TableValuedAlias(roles.DMLTableRole, FromClauseAlias):
    """A table function with its columns: `func.f().table_valued("a", "b")`."""

    __visit_name__ = "table_valued_alias"
    _fields = (
        child("element"), name("name"), plain("_tableval_type_key"), plain("_render_derived"),
        plain("_render_derived_w_types"), plain("joins_implicitly"), plain("_is_lateral_flag"),
        unkeyed("_tableval_type"), unkeyed("_scalar_type"),
    )  # fmt: skip

    _supports_derived_columns = True
    _render_derived = False
    _render_derived_w_types = False
    joins_implicitly = False
    _is_lateral_flag = False
    _scalar_type: Any = None
    """The type of `column` where the function gives rows of one value."""

    def _init(
        self, selectable: Any, *, name: str | None = None, table_value_type: Any = None, joins_implicitly: bool = False
    ) -> None:
        super()._init(selectable, name=name)
        self.joins_implicitly = joins_implicitly
        self._tableval_type = (
            table_value_type
            if table_value_type is not None
            else sqltypes.TableValueType(make.column(self.element.name))
        )
        self._tableval_type_key = tuple((e.name, e.type._static_cache_key) for e in self._tableval_type._elements)

    @property
    def _is_lateral(self) -> bool:  # type: ignore[override]
        return self._is_lateral_flag

    @memo
    def column(self) -> TableValuedColumn:
        """The alias as a column expression: the row as a whole."""
        return TableValuedColumn(self, self._tableval_type if self._scalar_type is None else self._scalar_type)

    def alias(self, name: str | None = None, flat: bool = False) -> Any:
        """A new alias of the same function."""
        made = TableValuedAlias._construct(
            self, name=name, table_value_type=self._tableval_type, joins_implicitly=self.joins_implicitly
        )
        if self._render_derived:
            made._render_derived = True
            made._render_derived_w_types = self._render_derived_w_types
        return made

    def lateral(self, name: str | None = None) -> Any:
        made = self.alias(name=name)
        made._is_lateral_flag = True
        return made

    def render_derived(self, name: str | None = None, with_types: bool = False) -> Any:
        """A copy that renders its column names: `f() AS name(a, b)`; with_types: and their types."""
        made = TableValuedAlias._construct(
            self.element, name=name, table_value_type=self._tableval_type, joins_implicitly=self.joins_implicitly
        )
        made._render_derived = True
        made._render_derived_w_types = with_types
        made._is_lateral_flag = self._is_lateral_flag
        return made

    def _populate_column_collections(self, columns: Any, primary_key: Any, foreign_keys: Any) -> None:
        elements = self._tableval_type._elements
        columns._populate_separate_keys([_proxied(element, self) for element in elements])


def _proxied(element: Any, selectable: Any) -> tuple[Any, Any]:
    return element._make_proxy(selectable, primary_key=None, foreign_keys=None)  # type: ignore[no-any-return]


make.table_valued_alias = TableValuedAlias._construct


class Lateral(FromClauseAlias[C_co]):
    """`LATERAL (SELECT ...) AS name`: a subquery which sees the FROM elements before it."""

    __visit_name__ = "lateral"
    _is_lateral = True
    inherit_cache = True

    @property
    def _is_subquery(self) -> bool:  # type: ignore[override]
        return bool(self.element._is_select_base)

    @classmethod
    def _factory(cls, selectable: Any, name: str | None = None) -> Any:
        return coercions.expect(roles.FromClauseRole, selectable, explicit_subquery=True).lateral(name=name)


@constructs("lateral")
def _lateral(selectable: Any, name: str | None = None) -> Lateral:
    return Lateral._construct(selectable, name=name)  # type: ignore[no-any-return]


def lateral(selectable: Any, name: str | None = None) -> Any:
    """`LATERAL selectable`."""
    return Lateral._factory(selectable, name=name)


class TableSample(FromClauseAlias[C_co]):
    """`table AS name TABLESAMPLE method`."""

    __visit_name__ = "tablesample"
    _fields = (child("element"), name("name"), child("sampling"), child("seed"))

    seed: Any = None

    def _init(self, selectable: Any, *, name: str | None = None, sampling: Any = None, seed: Any = None) -> None:
        if not getattr(sampling, "_is_node", False):
            sampling = make.system_function(sampling)
        self.sampling = sampling
        self.seed = seed if seed is None else coercions.expect(roles.ExpressionElementRole, seed)
        super()._init(selectable, name=name)

    def _get_method(self) -> Any:
        return self.sampling


@constructs("tablesample")
def _tablesample(selectable: Any, sampling: Any, name: str | None = None, seed: Any = None) -> TableSample:
    return TableSample._construct(selectable, name=name, sampling=sampling, seed=seed)  # type: ignore[no-any-return]


def tablesample(selectable: Any, sampling: Any, name: str | None = None, seed: Any = None) -> Any:
    """A sample of a table. sampling: percentage, or a function as `func.bernoulli(1)`; seed: for REPEATABLE."""
    return coercions.expect(roles.FromClauseRole, selectable).tablesample(sampling, name=name, seed=seed)


class Subquery(AliasedReturnsRows[C_co]):
    """`(SELECT ...) AS name`. Made by `SelectBase.subquery()`."""

    __visit_name__ = "subquery"
    _is_subquery = True
    inherit_cache = True

    @classmethod
    def _factory(cls, selectable: Any, name: str | None = None) -> Any:
        return coercions.expect(roles.SelectStatementRole, selectable).subquery(name=name)

    def as_scalar(self) -> Any:
        """Legacy name of `Select.scalar_subquery()`."""
        exc.warn_deprecated(
            "The Subquery.as_scalar() method, which was previously ``Alias.as_scalar()`` prior to version 1.4, is "
            "deprecated and will be removed in a future release; Please use the Select.scalar_subquery() method of the "
            "select() construct before constructing a subquery object, or with the ORM use the Query.scalar_subquery() "
            "method.",
            version="1.4",
        )
        return self.element.set_label_style(make.label_style_none()).scalar_subquery()


@constructs("subquery")
def _subquery(selectable: Any, name: str | None = None) -> Subquery:
    return Subquery._construct(selectable, name=name)  # type: ignore[no-any-return]


class _CTEOpts(tuple[bool]):
    """Options of `add_cte`: (nesting,)."""

    __slots__ = ()

    def __new__(cls, nesting: bool) -> Any:
        return super().__new__(cls, (nesting,))

    @property
    def nesting(self) -> bool:
        return self[0]


class HasCTE(roles.HasCTERole):
    """Mixin of statements that can be, and can hold, common table expressions."""

    _independent_ctes: tuple[Any, ...] = ()
    _independent_ctes_opts: tuple[Any, ...] = ()
    name_cte_columns = False
    _cte_fields = (children("_independent_ctes"), plain("_independent_ctes_opts"))

    @_generative
    def add_cte(self, *ctes: Any, nest_here: bool = False) -> Any:
        """Add CTEs which the statement does not refer to (such as data-changing ones)."""
        opts = _CTEOpts(nest_here)
        for cte_ in ctes:
            found = coercions.expect(roles.IsCTERole, cte_)
            self._independent_ctes += (found,)
            self._independent_ctes_opts += (opts,)

    def cte(self, name: str | None = None, recursive: bool = False, nesting: bool = False) -> CTE:
        """This statement as a common table expression (WITH)."""
        return CTE._construct(self, name=name, recursive=recursive, nesting=nesting)  # type: ignore[no-any-return]


class CTE(roles.DMLTableRole, roles.IsCTERole, Generative, HasPrefixes, HasSuffixes, AliasedReturnsRows[C_co]):
    """`WITH name AS (SELECT ...)`. Made by `.cte()`; `union()` on a recursive one adds the recursive part."""

    __visit_name__ = "cte"
    _fields = (
        child("element"), name("name"), child("_cte_alias"), child("_restates"), plain("recursive"), plain("nesting"),
        nested("_prefixes"), nested("_suffixes"),
    )  # fmt: skip

    _cte_alias: Any = None
    _restates: Any = None
    recursive = False
    nesting = False

    @classmethod
    def _factory(cls, selectable: Any, name: str | None = None, recursive: bool = False) -> Any:
        return coercions.expect(roles.HasCTERole, selectable).cte(name=name, recursive=recursive)

    def _init(
        self,
        selectable: Any,
        *,
        name: str | None = None,
        recursive: bool = False,
        nesting: bool = False,
        _cte_alias: Any = None,
        _restates: Any = None,
        _prefixes: Any = None,
        _suffixes: Any = None,
    ) -> None:
        self.recursive = recursive
        self.nesting = nesting
        self._cte_alias = _cte_alias
        self._restates = _restates
        if _prefixes:
            self._prefixes = _prefixes
        if _suffixes:
            self._suffixes = _suffixes
        super()._init(selectable, name=name)

    def _populate_column_collections(self, columns: Any, primary_key: Any, foreign_keys: Any) -> None:
        source = self._cte_alias if self._cte_alias is not None else self.element
        source._generate_fromclause_column_proxies(self, columns, primary_key=primary_key, foreign_keys=foreign_keys)

    def alias(self, name: str | None = None, flat: bool = False) -> CTE:
        """Another reference to this CTE, under another name."""
        return CTE._construct(  # type: ignore[no-any-return]
            self.element,
            name=name,
            recursive=self.recursive,
            nesting=self.nesting,
            _cte_alias=self,
            _prefixes=self._prefixes,
            _suffixes=self._suffixes,
        )

    def union(self, *other: Any) -> CTE:
        """This CTE with `UNION other` added: the recursive part."""
        return self._restated(self.element.union(*other))

    def union_all(self, *other: Any) -> CTE:
        """This CTE with `UNION ALL other` added: the recursive part."""
        return self._restated(self.element.union_all(*other))

    def _restated(self, element: Any) -> CTE:
        return CTE._construct(  # type: ignore[no-any-return]
            element,
            name=self.name,
            recursive=self.recursive,
            nesting=self.nesting,
            _restates=self,
            _prefixes=self._prefixes,
            _suffixes=self._suffixes,
        )

    def _get_reference_cte(self) -> CTE:
        """The original of a CTE that was restated for the recursive part."""
        return self._restates if self._restates is not None else self

    @property
    def implicit_returning(self) -> bool:
        return False


def cte(selectable: Any, name: str | None = None, recursive: bool = False) -> Any:
    """`selectable` as a common table expression."""
    return CTE._factory(selectable, name=name, recursive=recursive)


class Values(roles.InElementRole, HasCTE, Generative, Immutable, NamedFromClause):
    """`VALUES (...), (...)` as a FROM element. Made by `values()`."""

    __visit_name__ = "values"
    _fields = (
        children("_column_args"), nested("_data"), name("name"), plain("literal_binds"), plain("_is_lateral"),
        children("_independent_ctes"), plain("_independent_ctes_opts"),
    )  # fmt: skip

    _unnamed = False
    _is_lateral = False
    _data: tuple[Any, ...] = ()
    name_cte_columns = True

    def __init__(self, *columns: Any, name: str | None = None, literal_binds: bool = False) -> None:
        self._column_args = columns
        if name is None:
            self._unnamed = True
            self.name = _anonymous_label.safe_construct(next_serial(), "anon")
        else:
            self._unnamed = False
            self.name = name
        self.literal_binds = literal_binds
        self.named_with_column = not self._unnamed

    @property
    def _column_types(self) -> list[Any]:
        return [column.type for column in self._column_args]

    @_generative
    def alias(self, name: str | None = None, flat: bool = False) -> Any:
        """A copy under another name."""
        self.name = _anonymous_label.safe_construct(next_serial(), "anon") if name is None else name
        self.named_with_column = True
        self._unnamed = False
        self._reset_column_collection()

    @_generative
    def lateral(self, name: str | None = None) -> Any:
        """A copy as LATERAL, by default under the same name."""
        if name is not None:
            self.name = name
        self._unnamed = False
        self.named_with_column = True
        self._is_lateral = True
        self._reset_column_collection()

    @_generative
    def data(self, values: Sequence[tuple[Any, ...]]) -> Any:
        """A copy with rows added: a list of tuples."""
        self._data += (values,)

    def scalar_values(self) -> ScalarValues:
        """The rows as an expression, for use in IN."""
        return ScalarValues(self._column_args, self._data, self.literal_binds)

    def _populate_column_collections(self, columns: Any, primary_key: Any, foreign_keys: Any) -> None:
        for column in self._column_args:
            if column.table is not None and column.table is not self:
                _, column = column._make_proxy(self, primary_key=primary_key, foreign_keys=foreign_keys)
            else:
                column.table = self
            columns.add(column)

    def _generate(self) -> Any:
        copy = super()._generate()
        copy._reset_column_collection()
        return copy

    @property
    def _from_objects(self) -> list[Any]:
        return [self]

    def _key_ref(self) -> KeyParts | None:
        return IDENTITY, (), (self,)

    def _key_parts(self) -> KeyParts | None:
        """Rows are plain values: they are written to the SQL by the compiler, so there is no key."""
        return None


class ScalarValues(roles.InElementRole, Grouping):
    """The rows of VALUES as an expression."""

    __visit_name__ = "scalar_values"
    _fields = (children("_column_args"), nested("_data"), plain("literal_binds"))

    def __init__(self, columns: Any, data: Any, literal_binds: bool) -> None:
        self._column_args = columns
        self._data = data
        self.literal_binds = literal_binds
        self.type = NULLTYPE

    @property
    def _column_types(self) -> list[Any]:
        return [column.type for column in self._column_args]

    @property
    def _from_objects(self) -> list[Any]:
        return []

    def _key_parts(self) -> KeyParts | None:
        return None

    _key_ref = _key_parts

    def self_group(self, against: Any = None) -> Any:
        return self

    def _ungroup(self) -> Any:
        return self


def values(*columns: Any, name: str | None = None, literal_binds: bool = False) -> Values:
    """A VALUES element: `values(column("a", Integer), ..., name="v").data([(1, ...), ...])`."""
    return Values(*columns, name=name, literal_binds=literal_binds)
