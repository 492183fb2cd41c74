"""`Query`: the 1.x way to build and run an ORM SELECT, as a thin coat over `select()`.

A Query holds a `Select` and a session. Building methods return a new Query around a new Select; reading methods
execute it through the session. SQL labels are `table_column`, as they always were for Query.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

from ... import exc
from ...inspection import inspect
from ...sql import coercions, roles
from ...sql.expression import (
    LABEL_STYLE_DISAMBIGUATE_ONLY,
    LABEL_STYLE_NONE,
    LABEL_STYLE_TABLENAME_PLUS_COL,
    CompoundSelect,
    Exists,
    Select,
    delete,
    func,
    literal_column,
    select,
    update,
)
from ...structures import immutabledict
from .entities import column_descriptions, configure_subject, entities_of
from .from_statement import FromStatement
from .lower import FromAlias
from .with_parent import with_parent

_T = TypeVar("_T")
_Q = TypeVar("_Q", bound="Query[Any]")

_FULL_STATEMENT = "Query.{}() being called on a Query with an existing full statement - can't apply criterion."
_LIMITED = (
    "Query.{0}() being called on a Query which already has LIMIT or OFFSET applied.  Call {0}() before limit() or "
    "offset() are applied."
)
_CRITERION = "Query.{}() being called on a Query with existing criterion. "


class Query(Generic[_T]):
    """An ORM SELECT bound to a session; `session.query(User)` makes one.

    entities: mapped classes, aliases, columns, bundles - one or a sequence.
    """

    is_select = True
    is_insert = is_update = is_delete = is_dml = is_text = False
    supports_execution = True
    _is_query = True

    def __init__(self, entities: Any, session: Any = None) -> None:
        given = entities if isinstance(entities, (list, tuple)) else (entities,)
        self.session = session
        self._select: Any = Select(*given).set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
        configure_subject(self._select)
        self._from_statement: Any = None
        self._params: Mapping[str, Any] = immutabledict()
        self._assertions = True
        self._only_tuples: bool | None = None
        self._eager = True
        self._labels_given = False
        self._last_joined: Any = None
        self._lazy_loaded_from: Any = None

    # -- copies ----------------------------------------------------------------------------------------------

    def _copy(self: _Q, **changes: Any) -> _Q:
        made = self.__class__.__new__(self.__class__)
        made.__dict__.update(self.__dict__)
        made.__dict__.update(changes)
        return made

    def _with_select(self: _Q, statement: Any, **changes: Any) -> _Q:
        return self._copy(_select=statement, **changes)

    _generate = _clone = _copy

    def _no_statement(self, method: str) -> None:
        if self._assertions and self._from_statement is not None:
            raise exc.InvalidRequestError(_FULL_STATEMENT.format(method))

    def _no_limit(self, method: str) -> None:
        self._no_statement(method)
        if self._assertions and self._is_limited:
            raise exc.InvalidRequestError(_LIMITED.format(method))

    def _no_criterion(self, method: str) -> None:
        statement = self._select
        if self._assertions and (
            self._from_statement is not None
            or statement._where_criteria
            or statement._order_by_clauses
            or statement._group_by_clauses
            or statement._setup_joins
            or statement._distinct
            or statement._from_obj
            or self._is_limited
        ):
            raise exc.InvalidRequestError(_CRITERION.format(method))

    @property
    def _is_limited(self) -> bool:
        return self._select._limit_clause is not None or self._select._offset_clause is not None

    # -- what it is ------------------------------------------------------------------------------------------

    @property
    def statement(self) -> Any:
        """The SELECT of this Query, with parameters applied; labels only where names collide."""
        if self._from_statement is not None:
            return self._final_from_statement()
        found = self._select
        if not self._labels_given:
            found = found.set_label_style(LABEL_STYLE_DISAMBIGUATE_ONLY)
        return found.params(self._params) if self._params else found

    @property
    def _statement_20(self) -> Any:
        return self._executable()

    def _final_from_statement(self) -> Any:
        found = FromStatement(self._select._raw_columns, self._from_statement)
        found._with_options = self._select._with_options
        found._execution_options = self._select._execution_options
        if self._params:
            found.element = found.element.params(self._params)
        return found

    def _executable(self) -> Any:
        return self._final_from_statement() if self._from_statement is not None else self._select

    @property
    def selectable(self) -> Any:
        """The SELECT with `table_column` labels."""
        return self.__clause_element__()

    def __clause_element__(self) -> Any:
        if self._from_statement is not None:
            return self._final_from_statement()
        return self._select.params(self._params) if self._params else self._select

    @property
    def column_descriptions(self) -> list[dict[str, Any]]:
        """A dictionary for each value of a row: name, type, aliased, expr, entity."""
        return column_descriptions(self._select._raw_columns)

    @property
    def whereclause(self) -> Any:
        """The WHERE criterion, or None."""
        return self._select.whereclause

    @property
    def is_single_entity(self) -> bool:
        """Whether results are objects rather than rows."""
        if self._only_tuples:
            return False
        raw = self._select._raw_columns
        return len(raw) == 1 and (
            ("parententity" in raw[0]._annotations and not raw[0]._annotations.get("bundle"))
            or bool(getattr(raw[0]._annotations.get("bundle"), "single_entity", False))
        )

    @property
    def _returns_objects(self) -> bool:
        """Whether a row is one value that is handed out without a row around it."""
        if self._only_tuples:
            return False
        raw = self._select._raw_columns
        if len(raw) != 1:
            return False
        annotations = raw[0]._annotations
        bundle = annotations.get("bundle")
        if bundle is not None:
            return bool(bundle.single_entity)
        return bool(getattr(raw[0], "_is_from_clause", False) and "parententity" in annotations)

    @property
    def lazy_loaded_from(self) -> Any:
        """The InstanceState whose lazy load this Query is, or None."""
        return self._lazy_loaded_from

    @property
    def load_options(self) -> Any:
        """The execution options that say how results are loaded."""
        return self._select._execution_options

    @property
    def _execution_options(self) -> Any:
        return self._select._execution_options

    @property
    def _with_options(self) -> Any:
        return self._select._with_options

    @property
    def _where_criteria(self) -> Any:
        return self._select._where_criteria

    @property
    def _raw_columns(self) -> Any:
        return self._select._raw_columns

    @property
    def _propagate_attrs(self) -> Any:
        return self._select._propagate_attrs

    def __str__(self) -> str:
        statement = self._executable()
        try:
            bind = self.session.get_bind(clause=statement) if self.session is not None else None
        except exc.UnboundExecutionError:
            bind = None
        return str(statement.compile(bind))

    # -- entities and columns --------------------------------------------------------------------------------

    def with_session(self: _Q, session: Any) -> _Q:
        """Return this Query for another session."""
        return self._copy(session=session)

    def with_entities(self, *entities: Any, **kw: Any) -> Query[Any]:
        """Return this Query with other values in its rows."""
        return self._with_select(_with_columns(self._select, entities))

    def add_entity(self, entity: Any, alias: Any = None) -> Query[Any]:
        """Return this Query with one more entity in its rows."""
        return self.add_columns(entity if alias is None else alias)

    def add_columns(self, *column: Any) -> Query[Any]:
        """Return this Query with more columns in its rows."""
        return self._with_select(self._select.add_columns(*column))

    def add_column(self, column: Any) -> Query[Any]:
        """Deprecated: use `add_columns()`."""
        exc.warn_deprecated(
            "Query.add_column() is deprecated and will be removed in a future release.  Please use Query.add_columns()",
            "1.4",
        )
        return self.add_columns(column)

    # -- criteria --------------------------------------------------------------------------------------------

    def filter(self: _Q, *criterion: Any) -> _Q:
        """Return this Query with more WHERE criteria."""
        self._no_limit("filter")
        return self._with_select(self._select.where(*[c for c in criterion]))

    def where(self: _Q, *criterion: Any) -> _Q:
        """The same as `filter()`."""
        return self.filter(*criterion)

    def filter_by(self: _Q, **kwargs: Any) -> _Q:
        """Return this Query with criteria on attributes of what was joined last, else of the first entity."""
        self._no_limit("filter")
        namespace = self._filter_by_entity()
        clauses = [_attribute(namespace, key) == value for key, value in kwargs.items()]
        return self.filter(*clauses)

    def _filter_by_entity(self) -> Any:
        if self._last_joined is not None:
            return self._last_joined
        statement = self._select
        if statement._from_obj:
            return _namespace(statement._from_obj[0])
        return _namespace(statement._raw_columns[0])

    def order_by(self: _Q, *clauses: Any) -> _Q:
        """Return this Query with more ORDER BY; None or False takes away what there is."""
        self._no_limit("order_by")
        return self._with_select(_reset_or(self._select, "order_by", "_order_by_clauses", clauses))

    def group_by(self: _Q, *clauses: Any) -> _Q:
        """Return this Query with more GROUP BY; None or False takes away what there is."""
        self._no_limit("group_by")
        return self._with_select(_reset_or(self._select, "group_by", "_group_by_clauses", clauses))

    def having(self: _Q, *having: Any) -> _Q:
        """Return this Query with HAVING criteria."""
        self._no_limit("having")
        return self._with_select(self._select.having(*having))

    def distinct(self: _Q, *expr: Any) -> _Q:
        """Return this Query with DISTINCT."""
        return self._with_select(self._select.distinct(*expr))

    def limit(self: _Q, limit: Any) -> _Q:
        """Return this Query with at most `limit` rows."""
        self._no_statement("limit")
        return self._with_select(self._select.limit(limit))

    def offset(self: _Q, offset: Any) -> _Q:
        """Return this Query without its first `offset` rows."""
        self._no_statement("offset")
        return self._with_select(self._select.offset(offset))

    def slice(self: _Q, start: int | None, stop: int | None) -> _Q:
        """Return this Query limited to the rows from `start` up to `stop`."""
        self._no_statement("slice")
        return self._with_select(self._select.slice(start, stop))

    def params(self: _Q, _given: dict[str, Any] | None = None, /, **kw: Any) -> _Q:
        """Return this Query with values for its `bindparam()`s."""
        return self._copy(_params=immutabledict({**self._params, **(_given or {}), **kw}))

    def with_parent(self: _Q, instance: object, property: Any = None, from_entity: Any = None) -> _Q:
        """Return this Query for what a relationship of `instance` refers to.

        property: the relationship; found by itself when only one leads to the queried class.
        """
        exc.warn_legacy(
            "The Query.with_parent() method is considered legacy as of the 1.x series of SQLAlchemy and becomes a "
            "legacy construct in 2.0. Use the with_parent() standalone construct."
        )
        entity = inspect(from_entity) if from_entity is not None else entities_of(self._select._raw_columns)[0].entity
        if property is None:
            property = _only_relationship(instance, entity)
        return self.filter(with_parent(instance, property, entity.entity))

    # -- FROM ------------------------------------------------------------------------------------------------

    def select_from(self: _Q, *from_obj: Any) -> _Q:
        """Return this Query with other FROM elements."""
        self._no_criterion("select_from")
        statement = self._select._generate()
        statement._from_obj = ()
        return self._with_select(statement.select_from(*from_obj))

    def join(self: _Q, target: Any, onclause: Any = None, *, isouter: bool = False, full: bool = False) -> _Q:
        """Return this Query with a JOIN to an entity, a FROM element or along a relationship."""
        self._no_limit("join")
        made = self._with_select(self._select.join(target, onclause, isouter=isouter, full=full))
        made._last_joined = _joined_namespace(target, onclause)
        return made

    def outerjoin(self: _Q, target: Any, onclause: Any = None, *, full: bool = False) -> _Q:
        """Return this Query with a LEFT OUTER JOIN; see `join()`."""
        return self.join(target, onclause, isouter=True, full=full)

    def reset_joinpoint(self: _Q) -> _Q:
        """Return this Query with `filter_by()` back at the first entity."""
        return self._copy(_last_joined=None)

    def from_statement(self: _Q, statement: Any) -> _Q:
        """Return a Query that makes its entities out of the rows of `statement`."""
        self._no_criterion("from_statement")
        element = coercions.expect(roles.SelectStatementRole, statement) if not _is_text(statement) else statement
        return self._copy(_from_statement=element)

    def correlate(self: _Q, *fromclauses: Any) -> _Q:
        """Return this Query with FROM elements that an enclosing SELECT provides."""
        return self._with_select(self._select.correlate(*fromclauses))

    # -- set operations --------------------------------------------------------------------------------------

    def _set_operation(self: _Q, keyword: str, others: tuple[Query[Any], ...]) -> _Q:
        selects = [self._subquery_select(), *(other._subquery_select() for other in others)]
        subquery = CompoundSelect(keyword, *selects).set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL).subquery()
        statement = Select(*self._select._raw_columns).select_from(subquery)
        statement = statement.set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
        options = tuple(o for o in self._select._with_options if getattr(o, "_from_alias", None) is None)
        statement = statement.options(FromAlias(subquery), *options)
        statement._execution_options = self._select._execution_options
        return self._copy(_select=statement, _last_joined=None, _params=immutabledict())

    def _subquery_select(self) -> Any:
        return self.__clause_element__()

    def union(self: _Q, *q: Query[Any]) -> _Q:
        """Return `self UNION q`, read as the entities of this Query."""
        return self._set_operation("UNION", q)

    def union_all(self: _Q, *q: Query[Any]) -> _Q:
        """Return `self UNION ALL q`."""
        return self._set_operation("UNION ALL", q)

    def intersect(self: _Q, *q: Query[Any]) -> _Q:
        """Return `self INTERSECT q`."""
        return self._set_operation("INTERSECT", q)

    def intersect_all(self: _Q, *q: Query[Any]) -> _Q:
        """Return `self INTERSECT ALL q`."""
        return self._set_operation("INTERSECT ALL", q)

    def except_(self: _Q, *q: Query[Any]) -> _Q:
        """Return `self EXCEPT q`."""
        return self._set_operation("EXCEPT", q)

    def except_all(self: _Q, *q: Query[Any]) -> _Q:
        """Return `self EXCEPT ALL q`."""
        return self._set_operation("EXCEPT ALL", q)

    # -- as part of other statements -------------------------------------------------------------------------

    def subquery(self, name: str | None = None, with_labels: bool = False, reduce_columns: bool = False) -> Any:
        """Return this Query as a FROM element. with_labels: name its columns `table_column`."""
        statement = self.enable_eagerloads(False).statement
        if with_labels:
            statement = statement.set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
        if reduce_columns:
            statement = statement.reduce_columns()
        return statement.subquery(name=name)

    def cte(self, name: str | None = None, recursive: bool = False, nesting: bool = False) -> Any:
        """Return this Query as a common table expression."""
        return self.enable_eagerloads(False).statement.cte(name=name, recursive=recursive, nesting=nesting)

    def label(self, name: str | None) -> Any:
        """Return this Query as a labelled scalar subquery."""
        return self.enable_eagerloads(False).statement.label(name)

    def scalar_subquery(self) -> Any:
        """Return this Query as a scalar subquery."""
        return self.enable_eagerloads(False).statement.scalar_subquery()

    def as_scalar(self) -> Any:
        """Deprecated: use `scalar_subquery()`."""
        exc.warn_deprecated(
            "The Query.as_scalar() method is deprecated and will be removed in a future release.  Please refer to "
            "Query.scalar_subquery().",
            "1.4",
        )
        return self.scalar_subquery()

    def exists(self) -> Exists:
        """Return `EXISTS (SELECT 1 FROM ...)` of this Query."""
        inner = self._select.set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL).with_only_columns(literal_column("1"))
        inner._propagate_attrs = self._select._propagate_attrs
        if not inner._from_obj and not inner._setup_joins:
            sources: dict[Any, None] = {}
            for each in entities_of(self._select._raw_columns):
                sources.update(
                    dict.fromkeys(each.element._from_objects if each.entity is None else [each.entity.entity])
                )
            inner = inner.select_from(*sources)
        if self._params:
            inner = inner.params(self._params)
        return Exists(inner)

    # -- options ---------------------------------------------------------------------------------------------

    def options(self: _Q, *args: Any) -> _Q:
        """Return this Query with loader options."""
        found = self
        plain: list[Any] = []
        for option in _flat(args):
            if getattr(option, "_is_legacy_option", False):
                option.process_query(found)
            plain.append(option)
        return found._with_select(found._select.options(*plain))

    def enable_eagerloads(self: _Q, value: bool) -> _Q:
        """Return this Query with or without eager joins and other eager loads."""
        return self._with_select(self._select.execution_options(_sa_enable_eagerloads=value), _eager=value)

    def enable_assertions(self: _Q, value: bool) -> _Q:
        """Return this Query with or without the checks on the order of method calls."""
        return self._copy(_assertions=value)

    def populate_existing(self: _Q) -> _Q:
        """Return this Query refreshing the objects that are in the session already."""
        return self.execution_options(populate_existing=True)

    def autoflush(self: _Q, setting: bool) -> _Q:
        """Return this Query with or without a flush before it."""
        return self.execution_options(autoflush=setting)

    def yield_per(self: _Q, count: int) -> _Q:
        """Return this Query loading its rows in portions of `count`."""
        return self.execution_options(yield_per=count)

    def execution_options(self: _Q, **kwargs: Any) -> _Q:
        """Return this Query with more execution options."""
        return self._with_select(self._select.execution_options(**kwargs))

    def get_execution_options(self) -> Any:
        """Return the execution options that the user gave."""
        options = self._select._execution_options
        return immutabledict({key: value for key, value in options.items() if not key.startswith("_sa_")})

    def set_label_style(self: _Q, style: Any) -> _Q:
        """Return this Query with another way to label columns."""
        if style is self._select._label_style and self._labels_given:
            return self
        return self._with_select(self._select.set_label_style(style), _labels_given=True)

    @property
    def get_label_style(self) -> Any:
        """The way columns are labelled."""
        return self._select._label_style

    def with_labels(self: _Q) -> _Q:
        """Deprecated: use `set_label_style()`."""
        exc.warn_legacy(
            "The Query.with_labels() and Query.apply_labels() method is considered legacy as of the 1.x series of "
            "SQLAlchemy and becomes a legacy construct in 2.0. Use set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL) "
            "instead."
        )
        return self.set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)

    apply_labels = with_labels

    def with_for_update(self: _Q, **kw: Any) -> _Q:
        """Return this Query with FOR UPDATE."""
        return self._with_select(self._select.with_for_update(**kw))

    def with_hint(self: _Q, selectable: Any, text: str, dialect_name: str = "*") -> _Q:
        """Return this Query with a hint for one FROM element."""
        return self._with_select(self._select.with_hint(selectable, text, dialect_name))

    def with_statement_hint(self: _Q, text: str, dialect_name: str = "*") -> _Q:
        """Return this Query with a hint for the statement."""
        return self._with_select(self._select.with_statement_hint(text, dialect_name))

    def prefix_with(self: _Q, *prefixes: Any, dialect: str = "*") -> _Q:
        """Return this Query with words after SELECT."""
        return self._with_select(self._select.prefix_with(*prefixes, dialect=dialect))

    def suffix_with(self: _Q, *suffixes: Any, dialect: str = "*") -> _Q:
        """Return this Query with words at its end."""
        return self._with_select(self._select.suffix_with(*suffixes, dialect=dialect))

    def ext(self: _Q, statement: Any) -> _Q:
        """Return this Query with a syntax extension."""
        return self._with_select(self._select.ext(statement))

    def with_transformation(self, fn: Callable[[Query[Any]], Query[Any]]) -> Query[Any]:
        """Return `fn(self)`."""
        return fn(self)

    def only_return_tuples(self: _Q, value: bool) -> _Q:
        """Return this Query handing out rows even for a single entity."""
        return self._copy(_only_tuples=value)

    def tuples(self: _Q) -> _Q:
        """Return this Query, typed to hand out tuples."""
        return self.only_return_tuples(True)

    # -- reading ---------------------------------------------------------------------------------------------

    def _iter(self) -> Any:
        """Execute and return the Result, of objects or of rows."""
        statement = _changed_by_listeners(self, "before_compile")._executable()
        result = self.session.execute(
            statement, dict(self._params) or None, execution_options={"_sa_legacy_query": True}
        )
        return self._objects_of(result)

    def _objects_of(self, result: Any) -> Any:
        if self._returns_objects:
            result = result.scalars()
        if self._needs_unique(result):
            result = result.unique()
        return result

    def _needs_unique(self, result: Any) -> bool:
        """Single entities come once each, unless they are streamed."""
        if "yield_per" in self._select._execution_options:
            return False
        real = getattr(result, "_real_result", result)
        return self._returns_objects or getattr(real, "_unique_state", None) is not None

    def __iter__(self) -> Iterator[Any]:
        result = self._iter()
        try:
            yield from result
        except GeneratorExit:
            result._soft_close()
            raise

    def all(self) -> list[Any]:
        """Return everything as a list."""
        return list(self._iter().all())

    def first(self) -> Any:
        """Return the first object or row, or None."""
        if self._from_statement is not None:
            return self._iter().first()
        return self.limit(1)._iter().first()

    def one(self) -> Any:
        """Return the only object or row. Raises NoResultFound or MultipleResultsFound."""
        return self._iter().one()

    def one_or_none(self) -> Any:
        """Return the only object or row, or None. Raises MultipleResultsFound."""
        return self._iter().one_or_none()

    def scalar(self) -> Any:
        """Return the first value of the only row, None without rows. Raises MultipleResultsFound."""
        try:
            found = self.one()
        except exc.NoResultFound:
            return None
        if self._returns_objects or not isinstance(found, Sequence) or isinstance(found, str):
            return found
        return found[0]

    def __getitem__(self, item: Any) -> Any:
        """Return one row by number, or a list for a slice; LIMIT and OFFSET do the work."""
        if isinstance(item, slice):
            return self._sliced(item)
        index = item.__index__()
        if index < 0:
            raise IndexError("negative indexes are not accepted by SQL index / slice operators")
        return next(iter(self[index : index + 1]))

    def _sliced(self, item: Any) -> list[Any]:
        start, stop = item.start, item.stop
        if isinstance(start, int) and isinstance(stop, int) and stop - start <= 0:
            return []
        for bound in (start, stop):
            if isinstance(bound, int) and bound < 0:
                raise IndexError("negative indexes are not accepted by SQL index / slice operators")
        if start is None and stop is None:
            return list(self)
        found = list(self.slice(start, stop))
        return found[:: item.step] if item.step is not None else found

    def get(self, ident: Any) -> Any:
        """Return the object with a primary key, from the session or the database, or None."""
        exc.warn_legacy(
            "The Query.get() method is considered legacy as of the 1.x series of SQLAlchemy and becomes a legacy "
            "construct in 2.0. The method is now available as Session.get()",
        )
        return self._get(ident)

    def _get(self, ident: Any) -> Any:
        self._no_criterion("get")
        mapper = self._only_mapper("get")
        options = self._select._execution_options
        return self.session.get(
            mapper,
            ident,
            populate_existing=bool(options.get("populate_existing", False)),
            with_for_update=self._select._for_update_arg,
            options=self._select._with_options,
            execution_options=options,
            identity_token=options.get("identity_token"),
        )

    def _only_mapper(self, method: str) -> Any:
        found = entities_of(self._select._raw_columns)
        if len(found) != 1 or not found[0].is_mapped or found[0].entity.is_aliased_class:
            raise exc.InvalidRequestError(f"{method}() can only be used against a single mapped class.")
        return found[0].entity

    def count(self) -> int:
        """Return how many rows this Query would give, by `SELECT count(*) FROM (...)`."""
        if self._from_statement is not None:
            raise exc.InvalidRequestError("Can't call this method on a Query that uses from_statement()")
        column = func.count(literal_column("*"))
        inner = self.enable_eagerloads(False)._select
        if self._params:
            inner = inner.params(self._params)
        statement = select(column).select_from(inner.subquery()).set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
        statement._propagate_attrs = self._select._propagate_attrs
        statement._execution_options = self._select._execution_options
        return int(self.session.execute(statement).scalar())

    def value(self, column: Any) -> Any:
        """Deprecated: use `with_entities()` and `scalar()`."""
        exc.warn_deprecated(
            "Query.value() is deprecated and will be removed in a future release.  Please use Query.with_entities() in "
            "combination with Query.scalar()",
            "1.4",
        )
        row = next(iter(self.values(column)), None)
        return None if row is None else row[0]

    def values(self, *columns: Any) -> Iterator[Any]:
        """Deprecated: use `with_entities()`."""
        exc.warn_deprecated(
            "Query.values() is deprecated and will be removed in a future release.  Please use Query.with_entities()",
            "1.4",
        )
        return self._values(columns)

    def _values(self, columns: tuple[Any, ...]) -> Iterator[Any]:
        if not columns:
            return iter(())
        query = self.with_entities(*columns)
        return iter(query.only_return_tuples(True).all())

    def instances(self, result_proxy: Any, context: Any = None) -> Any:
        """Make the entities of this Query out of an executed result."""
        exc.warn_deprecated(
            "The Query.instances() method is deprecated and will be removed in a future release. Use the "
            "Select.from_statement() method or aliased() construct in conjunction with Session.execute() instead.",
            "2.0",
        )
        return self._objects_of(_instances[0](self.session, self._select, result_proxy))

    def merge_result(self, iterator: Any, load: bool = True) -> Any:
        """Merge rows of another session's Query into this one's session."""
        exc.warn_legacy(
            "The merge_result() function is considered legacy as of the 1.x series of SQLAlchemy and becomes a legacy "
            "construct in 2.0. The function as well as the method on Query is superseded by the merge_frozen_result() "
            "function."
        )
        return _merge_result[0](self, iterator, load)

    # -- writing ---------------------------------------------------------------------------------------------

    def _bulk(self, builder: Callable[[Any], Any], given: Mapping[str, Any] | None) -> Any:
        statement = self._select
        reasons = (
            ("limit()", statement._limit_clause is not None),
            ("offset()", statement._offset_clause is not None),
            ("order_by()", bool(statement._order_by_clauses)),
            ("group_by()", bool(statement._group_by_clauses)),
            ("distinct()", bool(statement._distinct)),
            (
                "join(), outerjoin(), select_from(), or from_self()",
                bool(statement._from_obj or statement._setup_joins),
            ),
        )
        for name, called in reasons:
            if called:
                raise exc.InvalidRequestError(
                    f"Can't call Query.update() or Query.delete() when {name} has been called"
                )
        raw = statement._raw_columns
        made = builder(raw[0]).where(*statement._where_criteria)
        if statement._with_options:
            made = made.options(*statement._with_options)
        if given:
            made = made.with_dialect_options(**given)
        options = {k: v for k, v in statement._execution_options.items() if not k.startswith("_sa_")}
        return made.execution_options(**options) if options else made

    def update(
        self, values: Any, synchronize_session: Any = "auto", update_args: Mapping[str, Any] | None = None
    ) -> int:
        """UPDATE the rows of this Query; return how many.

        values: by attribute or attribute name. synchronize_session: "auto", "evaluate", "fetch" or False.
        """
        args = dict(update_args or {})
        ordered = args.pop("preserve_parameter_order", False)
        if isinstance(values, Mapping):
            values = dict(values)
        context = BulkUpdate(self, values, args)
        query = _changed_by_listeners(self, "before_compile_update", context)
        values = context.values
        statement = query._bulk(update, args)
        statement = statement.ordered_values(*values) if ordered else statement.values(values)
        context.result = query._execute_bulk(statement, synchronize_session)
        self.session.dispatch.after_bulk_update(context)
        return context.rowcount()

    def delete(self, synchronize_session: Any = "auto", delete_args: Mapping[str, Any] | None = None) -> int:
        """DELETE the rows of this Query; return how many."""
        context = BulkDelete(self)
        query = _changed_by_listeners(self, "before_compile_delete", context)
        context.result = query._execute_bulk(query._bulk(delete, delete_args), synchronize_session)
        self.session.dispatch.after_bulk_delete(context)
        return context.rowcount()

    def _execute_bulk(self, statement: Any, synchronize_session: Any) -> Any:
        return self.session.execute(
            statement,
            dict(self._params) or None,
            execution_options={"synchronize_session": synchronize_session},
        )


_instances: list[Callable[..., Any]] = []


def set_instances(load: Callable[[Any, Any, Any], Any]) -> None:
    """Install the function behind `Query.instances()`: session, SELECT and cursor -> Result."""
    _instances[:] = [load]


_merge_result: list[Callable[..., Any]] = []


def set_merge_result(merge: Callable[..., Any]) -> None:
    """Install the function behind `Query.merge_result()`."""
    _merge_result[:] = [merge]


_before_compile: list[Callable[..., Any]] = []


def set_before_compile(fire: Callable[..., Any]) -> None:
    """Install the function that lets listeners change a Query before it becomes a statement."""
    _before_compile[:] = [fire]


def _changed_by_listeners(query: Any, hook: str, *args: Any) -> Any:
    return _before_compile[0](query, hook, *args) if _before_compile else query


def _flat(options: Iterable[Any]) -> Iterator[Any]:
    for option in options:
        if isinstance(option, (list, tuple)):
            yield from _flat(option)
        else:
            yield option


def _with_columns(statement: Any, entities: tuple[Any, ...]) -> Any:
    return statement.with_only_columns(*entities)


def _reset_or(statement: Any, method: str, attribute: str, clauses: tuple[Any, ...]) -> Any:
    """Add clauses, or take away what there is for a single None or False."""
    if len(clauses) == 1 and (clauses[0] is None or clauses[0] is False):
        changed = statement._generate()
        setattr(changed, attribute, ())
        return changed
    given = [c for c in clauses if c is not None and c is not False]
    return getattr(statement, method)(*given)


def _is_text(statement: Any) -> bool:
    return bool(getattr(statement, "_is_text_clause", False)) or bool(getattr(statement, "is_dml", False))


def _namespace(element: Any) -> Any:
    while element.__visit_name__ == "join" and "entity_namespace" not in element._annotations:
        element = element.left
    entity = element._annotations.get("parententity")
    if entity is not None:
        return entity.entity
    return element


def _joined_namespace(target: Any, onclause: Any) -> Any:
    """Return where `filter_by()` looks names up after a join."""
    if getattr(target, "is_attribute", False):
        of_type = getattr(target, "_of_type", None)
        return inspect(of_type).entity if of_type is not None else target.property.entity.entity
    return target


def _attribute(namespace: Any, key: str) -> Any:
    found = _node_namespace(namespace, key) if getattr(namespace, "_is_node", False) else namespace
    try:
        return getattr(found, key)
    except AttributeError as error:
        raise exc.InvalidRequestError(f'Entity namespace for "{_shown(namespace)}" has no property "{key}"') from error


def _node_namespace(element: Any, key: str) -> Any:
    if getattr(element, "_is_from_clause", False) and not element._is_column_element:
        return element.c
    entity = element._annotations.get("parententity")
    if entity is not None:
        return entity.entity
    froms = element._from_objects
    if not froms:
        raise exc.InvalidRequestError(f'Entity namespace for "{element}" has no property "{key}"')
    return froms[0].c


def _shown(namespace: Any) -> str:
    found = inspect(namespace, raiseerr=False)
    return str(getattr(found, "selectable", namespace)) if found is not None else str(namespace)


def _only_relationship(instance: object, entity: Any) -> Any:
    mapper = inspect(instance, raiseerr=False)
    if mapper is None:
        raise exc.UnmappedInstanceError(instance)
    for prop in mapper.mapper.iterate_properties:
        if getattr(prop, "_is_relationship", False) and prop.mapper is entity.mapper:
            return prop
    raise exc.InvalidRequestError(
        "Could not locate a property which relates instances of class "
        f"'{entity.class_.__name__}' to instances of class '{type(instance).__name__}'"
    )


class BulkUD:
    """What listeners are told about `Query.update()` and `Query.delete()`, before and after.

    result: what the statement answered; None before.
    """

    result: Any = None

    def __init__(self, query: Query[Any]) -> None:
        self.query = query

    def rowcount(self) -> int:
        """Close the result; return how many rows it matched."""
        count = int(self.result.rowcount)
        self.result.close()
        return count

    @property
    def session(self) -> Any:
        """The session of the Query."""
        return self.query.session

    @property
    def mapper(self) -> Any:
        """The mapper whose rows are written."""
        return entities_of(self.query._select._raw_columns)[0].entity.mapper


class BulkUpdate(BulkUD):
    """`Query.update()`; `values` may be changed in place or replaced."""

    def __init__(self, query: Query[Any], values: Any, update_kwargs: Any) -> None:
        super().__init__(query)
        self.values = values
        self.update_kwargs = update_kwargs


class BulkDelete(BulkUD):
    """`Query.delete()`."""


class AliasOption:
    """Kept for imports of old programs; has no effect."""

    inherit_cache = False
    _is_legacy_option = True

    def __init__(self, alias: Any) -> None:
        self.alias = alias

    def process_query(self, query: Query[Any]) -> None:
        """Do nothing: `contains_eager(alias=)` says it all."""


def contains_alias(alias: Any) -> AliasOption:
    """Kept for imports of old programs."""
    return AliasOption(alias)


NO_LABELS = LABEL_STYLE_NONE
