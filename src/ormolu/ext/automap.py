"""automap: mapped classes and relationships made from reflected tables.

`automap_base()` gives a declarative base; `Base.prepare(autoload_with=engine)` reflects, makes a class for every table
that has a primary key and no class yet, recognises association tables, and adds relationships in both directions. How
things are named, and how relationships are made, are functions the user may replace.
Rule: SQLAlchemy documentation, "Automap".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from .. import exc
from ..orm import MANYTOMANY, MANYTOONE, ONETOMANY, RelationshipDirection, backref, declarative_base, relationship
from ..orm.mapping import class_mapper, deferred_scans
from ..schema import ForeignKeyConstraint, MetaData, Table

__all__ = [
    "AutomapBase",
    "automap_base",
    "classname_for_table",
    "generate_relationship",
    "name_for_collection_relationship",
    "name_for_scalar_relationship",
]


def classname_for_table(base: type[Any], tablename: str, table: Table) -> str:
    """The class name for a table: the table's name."""
    return str(tablename)


def name_for_scalar_relationship(
    base: type[Any], local_cls: type[Any], referred_cls: type[Any], constraint: ForeignKeyConstraint
) -> str:
    """The name of a relationship to one object: the related class's, in lower case."""
    return referred_cls.__name__.lower()


def name_for_collection_relationship(
    base: type[Any], local_cls: type[Any], referred_cls: type[Any], constraint: ForeignKeyConstraint
) -> str:
    """The name of a relationship to many objects: the related class's, in lower case, with "_collection"."""
    return f"{referred_cls.__name__.lower()}_collection"


def generate_relationship(
    base: type[Any],
    direction: RelationshipDirection,
    return_fn: Callable[..., Any],
    attrname: str,
    local_cls: type[Any],
    referred_cls: type[Any],
    **kw: Any,
) -> Any:
    """Make a relationship or backref. Raises TypeError when `return_fn` is neither."""
    if return_fn is backref:
        return return_fn(attrname, **kw)
    if return_fn is relationship:
        return return_fn(referred_cls, **kw)
    raise TypeError(f"Unknown relationship function: {return_fn}")


class _ByModule:
    """`Base.by_module.some.module.ClassName`."""

    def __init__(self) -> None:
        self._names: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        try:
            return self._names[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(self, name: str) -> Any:
        return self._names[name]

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def _at(self, module: str) -> dict[str, Any]:
        """The names in a module."""
        here: Any = self
        for part in module.split("."):
            here = here._names.get(part)
            if not isinstance(here, _ByModule):
                return {}
        names: dict[str, Any] = here._names
        return names

    def _add(self, module: str, name: str, cls: type[Any]) -> None:
        here = self
        for part in module.split("."):
            here = here._names.setdefault(part, _ByModule())
            if not isinstance(here, _ByModule):
                raise exc.InvalidRequestError(f'name "{part}" matches both a class name and a module name')
        if isinstance(here._names.get(name), _ByModule):
            raise exc.InvalidRequestError(f'name "{name}" matches both a class name and a module name')
        here._names[name] = cls


class AutomapBase:
    """Mixin of the base that `automap_base()` makes."""

    __abstract__ = True
    _sa_defer_mapping = True
    _sa_table_at_once = True

    classes: ClassVar[Any]
    by_module: ClassVar[Any]
    metadata: ClassVar[MetaData]

    @classmethod
    def prepare(
        cls,
        autoload_with: Any = None,
        engine: Any = None,
        reflect: bool = False,
        schema: str | None = None,
        classname_for_table: Any = None,
        modulename_for_table: Any = None,
        collection_class: Any = None,
        name_for_scalar_relationship: Any = None,
        name_for_collection_relationship: Any = None,
        generate_relationship: Any = None,
        reflection_options: Any = None,
    ) -> None:
        """Make the classes and relationships. May be called again, for other schemas or after more tables.

        autoload_with: Engine or Connection to reflect with; without it the metadata's tables are used as they are.
        The naming and relationship functions default to those of this module.
        """
        if reflect:
            exc.warn_deprecated("The AutomapBase.prepare.reflect parameter is deprecated; pass autoload_with", "2.0")
        bind = autoload_with if autoload_with is not None else engine
        if bind is not None:
            cls.metadata.reflect(
                bind,
                **{"schema": schema, "extend_existing": True, "autoload_replace": False, **(reflection_options or {})},
            )
        plan = _Plan(
            cls,
            classname_for_table or globals()["classname_for_table"],
            modulename_for_table,
            collection_class or list,
            name_for_scalar_relationship or globals()["name_for_scalar_relationship"],
            name_for_collection_relationship or globals()["name_for_collection_relationship"],
            generate_relationship or globals()["generate_relationship"],
        )
        plan.make_classes()
        plan.make_relationships()


class _Plan:
    """One call of `prepare`."""

    def __init__(
        self,
        base: Any,
        class_name: Any,
        module_name: Any,
        collection_class: Any,
        scalar: Any,
        collection: Any,
        make: Any,
    ) -> None:
        self.base = base
        self.class_name = class_name
        self.module_name = module_name
        self.collection_class = collection_class
        self.scalar_name = scalar
        self.collection_name = collection
        self.make = make
        self.by_table: dict[Table, type[Any]] = {}
        self.association_tables: list[tuple[Table, ForeignKeyConstraint, ForeignKeyConstraint]] = []

    def make_classes(self) -> None:
        _map_waiting(self.base)
        for mapper in self.base.registry.mappers:
            if mapper.inherits is None or mapper.local_table is not mapper.inherits.local_table:
                self.by_table[mapper.local_table] = mapper.class_
        for table in list(self.base.metadata.tables.values()):
            association = _as_association(table)
            if association is not None and table not in self.by_table:
                self.association_tables.append(association)
            elif table not in self.by_table and list(table.primary_key.columns):
                self._make_class(table)

    def _make_class(self, table: Table) -> None:
        name = self.class_name(self.base, table.name, table)
        namespace: dict[str, Any] = {"__table__": table}
        given = self.module_name(self.base, table.name, table) if self.module_name is not None else None
        module = namespace["__module__"] = given if given is not None else self.base.__module__
        if name in self.base.by_module._at(module):
            exc.warn(
                f"Ignoring duplicate class name {name!r} received in automap base for table {table} without ``__module__`` "
                "being set; consider using the ``modulename_for_table`` hook"
            )
            return
        made = type(self.base)(name, (self.base,), namespace)
        _map_waiting(made)
        self.by_table[table] = made
        if given is None:
            self.base.classes[name] = made
            self.base.by_module._add("sqlalchemy.ext.automap", name, made)  # where unchanged programs look
        self.base.by_module._add(made.__module__, name, made)

    def make_relationships(self) -> None:
        for table, cls in list(self.by_table.items()):
            mapper = class_mapper(cls, configure=False)
            if mapper.concrete or mapper.local_table is not table:
                continue
            for constraint in list(table.constraints):
                if isinstance(constraint, ForeignKeyConstraint):
                    self._one_to_many(cls, mapper, constraint)
        for table, first, second in self.association_tables:
            self._many_to_many(table, first, second)

    def _one_to_many(self, local: type[Any], mapper: Any, constraint: ForeignKeyConstraint) -> None:
        referred = self.by_table.get(constraint.elements[0].column.table)
        if referred is None or (local is not referred and issubclass(local, referred)):
            return  # a subclass's foreign key to its base is its inheritance
        referred_mapper = class_mapper(referred, configure=False)
        name = self.scalar_name(self.base, local, referred, constraint)
        if name in mapper.columns:
            exc.warn(
                f"Can't create relationship '{name}' on class {local.__name__}: the name is a column's. Pass "
                "name_for_scalar_relationship to prepare()."
            )
            return
        back_name = self.collection_name(self.base, referred, local, constraint)
        options = _back_options(constraint)
        column_names = {column.name for column in constraint.columns}
        if _has_relationship(mapper, referred_mapper, column_names):
            return
        back: Any = None
        if back_name not in referred_mapper._props:
            back = self.make(
                self.base, ONETOMANY, backref, back_name, referred, local,
                collection_class=self.collection_class, **options,
            )  # fmt: skip
        made = self.make(
            self.base, MANYTOONE, relationship, name, local, referred,
            foreign_keys=[element.parent for element in constraint.elements],
            remote_side=[element.column for element in constraint.elements],
            **({"backref": back} if back is not None else {}),
        )  # fmt: skip
        if made is not None:
            mapper.add_property(name, made)
            if back is None and (known := referred_mapper._props.get(back_name)) is not None:
                made.back_populates = back_name
                known.back_populates = name

    def _many_to_many(self, table: Table, first: ForeignKeyConstraint, second: ForeignKeyConstraint) -> None:
        left = self.by_table.get(first.elements[0].column.table)
        right = self.by_table.get(second.elements[0].column.table)
        if left is None or right is None:
            return
        left_mapper, right_mapper = class_mapper(left, configure=False), class_mapper(right, configure=False)
        name = self.collection_name(self.base, left, right, second)
        back_name = self.collection_name(self.base, right, left, first)
        if name in left_mapper._props:
            return
        back = None
        if back_name not in right_mapper._props:
            back = self.make(
                self.base,
                MANYTOMANY,
                backref,
                back_name,
                right,
                left,
                collection_class=self.collection_class,
            )
        made = self.make(
            self.base, MANYTOMANY, relationship, name, left, right,
            overlaps=f"{name},{back_name}", secondary=table, collection_class=self.collection_class,
            primaryjoin=_join(first), secondaryjoin=_join(second),
            **({"backref": back} if back is not None else {}),
        )  # fmt: skip
        if made is not None:
            left_mapper.add_property(name, made)


def _map_waiting(base: Any) -> None:
    """Map the classes below (and including) `base` that wait for their tables, in the order of their definition."""
    for cls, scan in list(deferred_scans.items()):
        if issubclass(cls, base) and cls in deferred_scans:
            scan.build()


def _as_association(table: Table) -> tuple[Table, ForeignKeyConstraint, ForeignKeyConstraint] | None:
    """The two foreign keys of a table that has nothing else, or None."""
    constraints = [each for each in table.constraints if isinstance(each, ForeignKeyConstraint)]
    if len(constraints) != 2:
        return None
    columns = [column for constraint in constraints for column in constraint.columns]
    if set(columns) != set(table.columns) or len(columns) != len(set(columns)):
        return None
    return table, constraints[0], constraints[1]


def _back_options(constraint: ForeignKeyConstraint) -> dict[str, Any]:
    """What the database's own rule means for the collection side."""
    rule = (constraint.ondelete or "").upper()
    if rule == "CASCADE" and not any(column.nullable for column in constraint.columns):
        return {"cascade": "all, delete-orphan", "passive_deletes": True}
    if rule == "CASCADE":
        return {"cascade": "all, delete-orphan", "passive_deletes": True}
    return {"passive_deletes": True} if rule == "SET NULL" else {}


def _has_relationship(mapper: Any, referred: Any, column_names: set[str]) -> bool:
    """Whether the user has written this relationship already."""
    for prop in mapper._props.values():
        if not getattr(prop, "_is_relationship", False):
            continue
        try:
            same = prop.mapper is referred
        except exc.UnmappedClassError:
            continue
        if same and {column.name for column in prop.local_columns} == column_names:
            return True
    return False


def _join(constraint: ForeignKeyConstraint) -> Any:
    criterion = None
    for element in constraint.elements:
        part = element.parent == element.column
        criterion = part if criterion is None else criterion & part
    return criterion


class _Classes(dict[str, Any]):
    """`Base.classes`: by name and by attribute."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __dir__(self) -> list[str]:
        return list(self)


def automap_base(declarative_base: Any = None, **kw: Any) -> Any:
    """A declarative base with `prepare()` and `classes`.

    declarative_base: an existing base to extend; other keywords go to `declarative_base()` when there is none.
    """
    base = declarative_base if declarative_base is not None else _new_base(**kw)
    return type(
        base.__name__,
        (AutomapBase, base),
        {"__abstract__": True, "classes": _Classes(), "by_module": _ByModule()},
    )


def _new_base(**kw: Any) -> Any:
    return declarative_base(**kw)
