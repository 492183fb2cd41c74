"""The public functions that declare attributes: `mapped_column()`, `relationship()`, `column_property()` and so on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from ... import exc
from ...schema import NULL_UNSPECIFIED, insert_sentinel
from ...sql.expression import null
from .column_property import MappedSQLExpression
from .composite import Composite
from .interfaces import NO_ARG, NO_OPTIONS, AttributeOptions
from .mapped_column import MappedColumn, UnmappedColumn
from .relationship import Relationship, RelationshipProperty
from .synonym import Synonym

_Fn = TypeVar("_Fn", bound=Callable[..., Any])


def _options(
    init: Any, repr: Any, default: Any, default_factory: Any, compare: Any, kw_only: Any, hash: Any, metadata: Any
) -> AttributeOptions:
    given = AttributeOptions(init, repr, default, default_factory, compare, kw_only, hash, metadata)
    return NO_OPTIONS if given == NO_OPTIONS else given


def mapped_column(
    __name_pos: Any = None,
    __type_pos: Any = None,
    /,
    *args: Any,
    init: Any = NO_ARG,
    repr: Any = NO_ARG,
    default: Any = NO_ARG,
    default_factory: Any = NO_ARG,
    compare: Any = NO_ARG,
    kw_only: Any = NO_ARG,
    hash: Any = NO_ARG,
    nullable: Any = NULL_UNSPECIFIED,
    primary_key: bool | None = False,
    deferred: Any = NO_ARG,
    deferred_group: str | None = None,
    deferred_raiseload: bool | None = None,
    use_existing_column: bool = False,
    name: str | None = None,
    type_: Any = None,
    autoincrement: Any = "auto",
    doc: str | None = None,
    key: str | None = None,
    index: bool | None = None,
    unique: bool | None = None,
    info: Any = None,
    onupdate: Any = None,
    insert_default: Any = NO_ARG,
    server_default: Any = None,
    server_onupdate: Any = None,
    active_history: bool = False,
    quote: bool | None = None,
    system: bool = False,
    comment: str | None = None,
    sort_order: Any = NO_ARG,
    dataclass_metadata: Any = NO_ARG,
    **kw: Any,
) -> MappedColumn[Any]:
    """Declare a column and its attribute; type and nullability may come from `Mapped[...]` beside it.

    Arguments of `Column`, and: deferred, deferred_group, deferred_raiseload (loading); use_existing_column (share a column
    of the parent's table in single-table inheritance); active_history; sort_order (place in the table, 0 by default);
    init, repr, default, default_factory, compare, kw_only, hash, dataclass_metadata (dataclasses);
    insert_default (the column's default, where `default` belongs to the dataclass).
    """
    return MappedColumn(
        __name_pos,
        __type_pos,
        *args,
        name=name,
        type_=type_,
        autoincrement=autoincrement,
        insert_default=insert_default,
        attribute_options=_options(init, repr, default, default_factory, compare, kw_only, hash, dataclass_metadata),
        doc=doc,
        key=key,
        index=index,
        unique=unique,
        info=info,
        active_history=active_history,
        nullable=nullable,
        onupdate=onupdate,
        primary_key=bool(primary_key),
        server_default=server_default,
        server_onupdate=server_onupdate,
        use_existing_column=use_existing_column,
        quote=quote,
        comment=comment,
        system=system,
        deferred=deferred,
        deferred_group=deferred_group,
        deferred_raiseload=deferred_raiseload,
        sort_order=sort_order,
        **kw,
    )


def unmapped_column(
    __name_pos: Any = None,
    __type_pos: Any = None,
    /,
    *args: Any,
    init: Any = False,
    default: Any = NO_ARG,
    insert_default: Any = NO_ARG,
    **kw: Any,
) -> UnmappedColumn[Any]:
    """Declare a column of the table that gets no attribute on the class, beside the annotation `Unmapped[...]`.

    The arguments are those of `Column`, and sort_order and use_existing_column; `insert_default` is the same as `default`.
    """
    if default is not NO_ARG and insert_default is not NO_ARG:
        raise exc.ArgumentError("The 'default' and 'insert_default' parameters of Column are mutually exclusive")
    return UnmappedColumn(
        __name_pos, __type_pos, *args, insert_default=insert_default if default is NO_ARG else default, **kw
    )


def orm_insert_sentinel(
    name: str | None = None, type_: Any = None, *, default: Any = None, omit_from_statements: bool = True
) -> MappedColumn[Any]:
    """Declare a column that only serves to match inserted rows with returned ones."""
    made = MappedColumn.over(insert_sentinel(name, type_, default=default, omit_from_statements=omit_from_statements))
    made._attribute_options = AttributeOptions(init=False)
    return made


def column_property(
    column: Any,
    *additional_columns: Any,
    group: str | None = None,
    deferred: bool = False,
    raiseload: bool = False,
    comparator_factory: Any = None,
    init: Any = NO_ARG,
    repr: Any = NO_ARG,
    default: Any = NO_ARG,
    default_factory: Any = NO_ARG,
    compare: Any = NO_ARG,
    kw_only: Any = NO_ARG,
    hash: Any = NO_ARG,
    active_history: bool = False,
    expire_on_flush: bool = True,
    info: Any = None,
    doc: str | None = None,
    dataclass_metadata: Any = NO_ARG,
) -> MappedSQLExpression[Any]:
    """Declare an attribute for a column or an SQL expression.

    additional_columns: further columns of equal value. group, deferred, raiseload: loading. active_history: load the old
    value before a change. expire_on_flush: load an expression again after a flush. The rest as for `mapped_column()`.
    """
    return MappedSQLExpression(
        column,
        *additional_columns,
        attribute_options=_options(
            False if init is NO_ARG else init, repr, default, default_factory, compare, kw_only, hash,
            dataclass_metadata,
        ),
        group=group,
        deferred=deferred,
        raiseload=raiseload,
        comparator_factory=comparator_factory,
        active_history=active_history,
        expire_on_flush=expire_on_flush,
        info=info,
        doc=doc,
        _assume_readonly_dc_attributes=True,
    )  # fmt: skip


def deferred(column: Any, *additional_columns: Any, group: str | None = None, **kw: Any) -> MappedSQLExpression[Any]:
    """Declare a column attribute that is loaded when it is first read; arguments as for `column_property()`."""
    init = kw.pop("init", NO_ARG)
    options = _options(
        init,
        kw.pop("repr", NO_ARG),
        kw.pop("default", NO_ARG),
        kw.pop("default_factory", NO_ARG),
        kw.pop("compare", NO_ARG),
        kw.pop("kw_only", NO_ARG),
        kw.pop("hash", NO_ARG),
        kw.pop("dataclass_metadata", NO_ARG),
    )
    return MappedSQLExpression(column, *additional_columns, attribute_options=options, group=group, deferred=True, **kw)


def query_expression(
    default_expr: Any = None,
    *,
    repr: Any = NO_ARG,
    compare: Any = NO_ARG,
    expire_on_flush: bool = True,
    info: Any = None,
    doc: str | None = None,
) -> MappedSQLExpression[Any]:
    """Declare an attribute whose SQL expression is given per query by `with_expression()`."""
    options = _options(False, repr, NO_ARG, NO_ARG, compare, NO_ARG, NO_ARG, NO_ARG)
    made: MappedSQLExpression[Any] = MappedSQLExpression(
        null() if default_expr is None else default_expr,
        attribute_options=options,
        expire_on_flush=expire_on_flush,
        info=info,
        doc=doc,
    )
    made.strategy_key = (("query_expression", True),)
    return made


def relationship(
    argument: Any = None,
    secondary: Any = None,
    *,
    init: Any = NO_ARG,
    repr: Any = NO_ARG,
    default: Any = NO_ARG,
    default_factory: Any = NO_ARG,
    compare: Any = NO_ARG,
    kw_only: Any = NO_ARG,
    hash: Any = NO_ARG,
    dataclass_metadata: Any = NO_ARG,
    **kw: Any,
) -> Relationship[Any]:
    """Declare an attribute that holds objects of another (or the same) mapped class.

    argument: the class, its name, or a callable returning it. secondary: the association table of a many-to-many.
    primaryjoin, secondaryjoin, foreign_keys, remote_side: the join, where foreign keys do not say it.
    back_populates, backref: the relationship on the other side. uselist, collection_class, order_by: the collection.
    cascade, passive_deletes, passive_updates, post_update, single_parent, viewonly, overlaps: writing.
    lazy, join_depth, innerjoin, omit_join, load_on_pending, active_history: loading.
    comparator_factory, info, doc, query_class, enable_typechecks, sync_backref, and the dataclass arguments.
    """
    if default not in (NO_ARG, None):
        raise exc.ArgumentError(f"Only 'None' is accepted as dataclass default for a relationship(), not {default!r}")
    return Relationship(
        argument,
        secondary,
        attribute_options=_options(init, repr, default, default_factory, compare, kw_only, hash, dataclass_metadata),
        **kw,
    )


def dynamic_loader(argument: Any = None, **kw: Any) -> RelationshipProperty[Any]:
    """Declare a relationship with `lazy="dynamic"`."""
    kw["lazy"] = "dynamic"
    return relationship(argument, **kw)


def backref(name: str, **kwargs: Any) -> tuple[str, dict[str, Any]]:
    """Return a back reference with arguments of its own, for `relationship(backref=...)`."""
    return (name, kwargs)


def synonym(
    name: str,
    *,
    map_column: bool | None = None,
    descriptor: Any = None,
    comparator_factory: Any = None,
    init: Any = NO_ARG,
    repr: Any = NO_ARG,
    default: Any = NO_ARG,
    default_factory: Any = NO_ARG,
    compare: Any = NO_ARG,
    kw_only: Any = NO_ARG,
    hash: Any = NO_ARG,
    info: Any = None,
    doc: str | None = None,
    dataclass_metadata: Any = NO_ARG,
) -> Synonym[Any]:
    """Declare another name for an attribute.

    map_column: map the column of this name to the attribute `name`. descriptor: what the object side uses.
    """
    return Synonym(
        name,
        map_column=map_column,
        descriptor=descriptor,
        comparator_factory=comparator_factory,
        attribute_options=_options(init, repr, default, default_factory, compare, kw_only, hash, dataclass_metadata),
        info=info,
        doc=doc,
    )


def composite(
    _class_or_attr: Any = None,
    /,
    *attrs: Any,
    init: Any = NO_ARG,
    repr: Any = NO_ARG,
    default: Any = NO_ARG,
    default_factory: Any = NO_ARG,
    compare: Any = NO_ARG,
    kw_only: Any = NO_ARG,
    hash: Any = NO_ARG,
    dataclass_metadata: Any = NO_ARG,
    **kw: Any,
) -> Composite[Any]:
    """Declare a value object made from several columns.

    First the class (or a callable), unless the annotation names it, then the columns or attribute names.
    return_none_on: function of the column values that says when the composite is None. column_template: "prefix_%s".
    group, deferred, raiseload, active_history, comparator_factory, info, doc; the dataclass arguments.
    """
    return Composite(
        _class_or_attr,
        *attrs,
        attribute_options=_options(init, repr, default, default_factory, compare, kw_only, hash, dataclass_metadata),
        **kw,
    )


def synonym_for(name: str, map_column: bool = False) -> Callable[[Callable[..., Any]], Synonym[Any]]:
    """Decorate a property: it becomes the object side of a synonym for `name`."""

    def decorate(fn: Callable[..., Any]) -> Synonym[Any]:
        return synonym(name, map_column=map_column, descriptor=fn)

    return decorate


def validates(*names: str, include_removes: bool = False, include_backrefs: bool = True) -> Callable[[_Fn], _Fn]:
    """Mark a method `(self, key, value)` as validator of the named attributes; what it returns is stored.

    include_removes: also called when something is removed, with a further argument `is_remove`.
    include_backrefs: also called for changes that come from the other side of a relationship.
    """

    def mark(fn: _Fn) -> _Fn:
        fn.__sa_validators__ = names  # type: ignore[attr-defined]  # read when the class is mapped
        fn.__sa_validation_opts__ = {  # type: ignore[attr-defined]  # as above
            "include_removes": include_removes,
            "include_backrefs": include_backrefs,
        }
        return fn

    return mark


def reconstructor(fn: _Fn) -> _Fn:
    """Mark a method to be called when an object is loaded, in place of `__init__`."""
    fn.__sa_reconstructor__ = True  # type: ignore[attr-defined]  # read when the class is mapped
    return fn
