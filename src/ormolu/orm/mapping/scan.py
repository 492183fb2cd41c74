"""Scanning: a class body (with its mixins) becomes a table and the arguments of a mapper.

    collect   every attribute and annotation of the class, its mixins and abstract bases, nearest first
    decide    which are columns, properties, plain attributes; complete them from their annotations
    build     the Table, then the Mapper

Start at `map_declaratively`.
"""

from __future__ import annotations

import typing
import weakref
from collections.abc import Callable, Mapping
from inspect import Parameter, signature
from typing import Any

from ... import event, exc
from ...kernel.instance import Instance
from ...schema import Column, MetaData, Table
from . import annotations as anno
from . import clsregistry, dataclass_setup
from .adapt import replace
from .attributes import QueryableAttribute
from .class_body import body, is_made_for_each_class, mapped_fields, type_bindings
from .column_property import ColumnProperty
from .dataclass_fields import fields_of
from .declared_attr import _scans, declaration_of
from .events import mapper_of
from .instrument import prepare
from .interfaces import NO_ARG, InspectionAttr, InspectionAttrInfo, MapperProperty, MapsColumns
from .mapped import DynamicMapped, Mapped, MappedAnnotationBase, Unmapped, WriteOnlyMapped
from .mapped_column import MappedColumn, UnmappedColumn
from .mapper import Mapper
from .relationship import Relationship
from .synonym import SynonymProperty

_DIRECTIVES = frozenset({"__mapper_args__", "__tablename__", "__table_args__", "__table__"})
_PROPERTY_ON_MIXIN = (
    "Mapper properties (i.e. deferred,column_property(), relationship(), etc.) must be declared as @declared_attr "
    "callables on declarative mixin classes.  For dataclass field() objects, use a lambda:"
)
_UNMAPPED_GENERICS_HINT = (
    "can't be correctly interpreted for Annotated Declarative Table form.  ORM annotations should normally make use of "
    "the ``Mapped[]`` generic type, or other ORM-compatible generic type, as a container for the actual type, which "
    "indicates the intent that the attribute is mapped. Class variables that are not intended to be mapped by the ORM "
    "should use ClassVar[].  To allow Annotated Declarative to disregard legacy annotations which don't use Mapped[] to "
    'pass, set "__allow_unmapped__ = True" on the class or a superclass this class.'
)

# classes whose mapping waits for `prepare()`, with their scans
deferred_scans: dict[type, Scan] = {}


def map_declaratively(registry: Any, cls: Any, dict_: Mapping[str, Any]) -> None:
    """Map a class from its body; an `__abstract__` class is left alone."""
    if cls.__dict__.get("__abstract__", False):
        return
    if mapper_of(cls) is not None or cls in deferred_scans:
        raise exc.InvalidRequestError(f"Class {cls!r} already has been instrumented declaratively")
    prepare(cls, registry)
    scan = Scan(registry, cls)
    defers = getattr(cls, "_sa_defer_mapping", False)
    if defers(cls) if callable(defers) else defers:
        deferred_scans[cls] = scan
        if getattr(cls, "_sa_table_at_once", False):
            scan.table = scan._make_table()
        return
    scan.build()


def map_imperatively(registry: Any, class_: Any, local_table: Any, kw: dict[str, Any]) -> Any:
    """Map a plain class to a table; return the mapper."""
    if not isinstance(class_, type):
        raise exc.ArgumentError(f"Class argument is not a class: {class_!r}")
    if mapper_of(class_) is not None:
        raise exc.ArgumentError(
            f"Class '{class_}' already has a primary mapper defined. Map a subclass of it, or map it only once."
        )
    prepare(class_, registry)
    made: Any = Mapper(class_, local_table, **kw)
    clsregistry.add_class(class_.__name__, class_, registry._class_registry)
    if local_table is not None:
        class_.__table__ = local_table  # type: ignore[attr-defined]  # documented for mapped classes
    return made


class _Found(typing.NamedTuple):
    """One attribute or annotation: where it came from and what it is."""

    key: str
    value: Any
    annotation: anno.MappedAnnotation | None
    raw: Any
    origin: type


class Scan:
    """One class on its way to a mapper. `build()` finishes it; deferred classes call it later."""

    def __init__(self, registry: Any, cls: Any) -> None:
        self.registry = registry
        self.cls = cls
        self.inherits = self._find_inherits()
        self.found: dict[str, _Found] = {}
        self.columns: list[tuple[Any, int]] = []
        self.properties: dict[str, Any] = {}
        self.column_copies: dict[Any, Any] = {}
        self.unmapped: set[Any] = set(getattr(cls, "_sa_unmapped_columns", ()))
        # columns of mixins and of bare annotations: a given __table__ that has such a column needs no other
        self.mixed_in: set[Any] = set()
        self.tablename: Any = None
        self.table_args: Any = None
        self.mapper_args: dict[str, Any] = {}
        given = cls.__dict__.get("__table__")
        self.table: Any = None
        self.given_table: Any = None if declaration_of(given) is not None else given
        self._copies: dict[tuple[type, str], Any] = {}
        self._allow_unmapped = bool(getattr(cls, "__allow_unmapped__", False))
        self._dataclass_arguments = getattr(cls, "_sa_apply_dc_transforms", None)
        self.descriptor_defaults = not getattr(cls, "_sa_disable_descriptor_defaults", False)
        self.dataclass_defaults: dict[str, Any] = dict(getattr(cls, "_sa_dataclass_defaults", None) or {})
        self._existing_dataclass = "__dataclass_fields__" in cls.__dict__
        _scans[cls] = {}
        try:
            self._listen_to_configuration()
            self._collect()
            self._make_dataclass()
            self._decide()
            self._refer_to_copies()
            self._check_directives()
            self._extract_columns()
        finally:
            del _scans[cls]
        clsregistry.add_class(cls.__name__, cls, registry._class_registry)
        registry._classes.add(cls)

    def build(self) -> Any:
        """Make the table and the mapper; return the mapper."""
        return self.build_with(lambda table: None)

    def build_with(self, complete: Callable[[Any], None]) -> Any:
        """As `build()`, calling `complete(table)` between table and mapper."""
        deferred_scans.pop(self.cls, None)
        self.inherits = self._find_inherits()
        table = self._make_table() if self.table is None else self.table
        if table is not None:
            complete(table)
        table = self._columns_for_inherited_table(table)
        arguments = self._mapper_arguments(table)
        mapper_class = self._mapper_class()
        self._check_names(mapper_class, arguments)
        mapper = mapper_class(self.cls, table, **arguments)
        self.cls.__mapper__ = mapper
        return mapper

    # -- collect ---------------------------------------------------------------------------------------------

    def _find_inherits(self) -> Any:
        for base in self.cls.__mro__[1:]:
            mapper = mapper_of(base)
            if mapper is not None:
                return mapper
            if _waits_as_parent(base):
                return base
        return None

    def _listen_to_configuration(self) -> None:
        for name, hook in (("__declare_first__", "before_configured"), ("__declare_last__", "after_configured")):
            if hasattr(self.cls, name) and not _is_plain_inherited(self.cls, name):
                event.listen(self.registry, hook, _calling(weakref.ref(self.cls), name))

    def _collect(self) -> None:
        for base in self.cls.__mro__:
            if base is object or base is Instance:
                continue
            mapped = base is not self.cls and (mapper_of(base) is not None or _waits_as_parent(base))
            if not mapped:
                self._columns_before_declarations(base)
            fields = {} if mapped else mapped_fields(base)
            for key, value in fields.items():
                self._take_field(key, value, base)
            for key, value, raw in body(base):
                if key in fields:
                    continue
                if key in _DIRECTIVES:
                    self._take_directive(key, value, base, mapped)
                elif mapped:
                    self._take_from_mapped(key, value, base)
                elif base is self.cls:
                    self._take_own(key, value, raw)
                else:
                    self._take_from_mixin(key, value, raw, base)

    def _columns_before_declarations(self, base: type) -> None:
        """Put the columns of a body on the class first: functions under `@declared_attr` may refer to them."""
        if not any(declaration_of(value) is not None for each in self.cls.__mro__ for value in each.__dict__.values()):
            return
        for key, value, raw in body(base):
            if key in _DIRECTIVES or key in self.found or (key in self.cls.__dict__ and base is not self.cls):
                continue
            if base is not self.cls and self._hidden_by_mapped_base(key, base):
                continue
            if value is NO_ARG:
                annotation = self._annotation(key, raw, value, base)
                if annotation is None or annotation is _SKIP or annotation.container is None:
                    continue
                made = self._from_annotation_only(_Found(key, value, annotation, raw, base))
                if not isinstance(made, MappedColumn):
                    continue
            elif base is not self.cls and isinstance(value, (Column, MappedColumn)):
                made = self._copy_column(value)
            else:
                continue
            self._copies[base, key] = made
            type.__setattr__(self.cls, key, made)

    def _take_directive(self, key: str, value: Any, base: type, mapped: bool) -> None:
        declared = declaration_of(value)
        if mapped and not (declared is not None and base.__dict__.get(key) is value):
            return
        if mapped and not _declared_on_mixin(self.cls, key, base):
            return
        if key == "__mapper_args__" and not self.mapper_args:
            self.mapper_args = dict(getattr(self.cls, key) or {})
        elif key == "__tablename__" and self.tablename is None:
            self.tablename = getattr(self.cls, key)
        elif key == "__table_args__" and self.table_args is None:
            self.table_args = getattr(self.cls, key)
            self._table_args_from_mixin = base is not self.cls
        elif key == "__table__" and self.given_table is None and declared is not None:
            self.given_table = getattr(self.cls, key)
            type.__setattr__(self.cls, "__table__", self.given_table)

    def _take_from_mapped(self, key: str, value: Any, base: type) -> None:
        declared = declaration_of(value)
        if declared is None or not declared._cascading or key in self.found:
            return
        self._add_cascading(key, declared, base)

    def _add_cascading(self, key: str, declared: Any, base: type) -> None:
        if key in self.cls.__dict__ and self.cls.__dict__[key] is not declared:
            if not isinstance(self.cls.__dict__[key], InspectionAttr) or declaration_of(self.cls.__dict__[key]):
                exc.warn(
                    f"Attribute '{key}' on class {self.cls} cannot be processed due to @declared_attr.cascading; skipping"
                )
        value = declared.__get__(None, self.cls)
        self.found[key] = _Found(key, value, self._declared_annotation(declared, base), None, base)
        setattr(self.cls, key, value)

    def _take_own(self, key: str, value: Any, raw: Any) -> None:
        declared = declaration_of(value)
        if declared is not None:
            if declared._cascading:
                self._add_cascading(key, declared, self.cls)
                return
            value = getattr(self.cls, key)
            annotation = self._declared_annotation(declared, self.cls)
            self.found[key] = _Found(key, value, annotation, None, self.cls)
            return
        annotation = self._annotation(key, raw, value, self.cls)
        if annotation is _SKIP:
            return
        value = self._copies.get((self.cls, key), NO_ARG) if value is NO_ARG else value
        self.found[key] = _Found(key, value, annotation, raw, self.cls)

    def _take_field(self, key: str, value: Any, base: type) -> None:
        """Take what the metadata of a dataclass field says; that of a mixin is made anew for each class."""
        if key in self.found or (base is not self.cls and self._hidden_by_mapped_base(key, base)):
            return
        if is_made_for_each_class(value):
            self.found[key] = _Found(key, value(), None, None, self.cls)
        elif base is not self.cls and isinstance(value, (Column, MappedColumn)):
            self.found[key] = _Found(key, self._copy_column(value), None, None, base)
        elif base is not self.cls and isinstance(value, MapperProperty):
            raise exc.InvalidRequestError(f"{_PROPERTY_ON_MIXIN} ({base.__name__}.{key})")
        else:
            self.found[key] = _Found(key, value, None, None, base)

    def _take_from_mixin(self, key: str, value: Any, raw: Any, base: type) -> None:
        if key in self.found:
            self._annotate_from_mixin(key, raw, base)
            return
        declared = declaration_of(value)
        if declared is not None:
            self._take_declared(key, declared, base)
            return
        if key.startswith("__") and key.endswith("__"):
            return
        if self._hidden_by_mapped_base(key, base):
            return
        annotation = self._annotation(key, raw, value, base)
        if annotation is _SKIP:
            return
        if isinstance(value, (Column, MappedColumn)):
            value = self._copies[base, key] if (base, key) in self._copies else self._copy_column(value)
        elif (base, key) in self._copies:
            value = self._copies[base, key]
        elif isinstance(value, MapperProperty) and not getattr(value, "_copies_for_mixin", False):
            raise exc.InvalidRequestError(f"{_PROPERTY_ON_MIXIN} ({base.__name__}.{key})")
        elif (value is NO_ARG and annotation is None) or (
            value is not NO_ARG and annotation is None and not isinstance(value, MapsColumns)
        ):
            return
        self.found[key] = _Found(key, value, annotation, raw, base)

    def _annotate_from_mixin(self, key: str, raw: Any, base: type) -> None:
        known = self.found[key]
        if raw is None or known.annotation is not None or known.raw is not None:
            return
        annotation = self._annotation(key, raw, known.value, base)
        if annotation is not _SKIP:
            self.found[key] = known._replace(annotation=annotation, raw=raw)

    def _take_declared(self, key: str, declared: Any, base: type) -> None:
        if key in self.cls.__dict__ and self.cls.__dict__[key] is not declared:
            return
        if self._hidden_by_mapped_base(key, base) and not declared._cascading:
            return
        if declared._cascading:
            self._add_cascading(key, declared, base)
            return
        value = getattr(self.cls, key)
        if isinstance(value, QueryableAttribute) and not isinstance(value, MapperProperty):
            if getattr(value, "_is_internal_proxy", False):
                value = getattr(value, "descriptor", value)
        self.found[key] = _Found(key, value, self._declared_annotation(declared, base), None, base)
        if isinstance(value, (Column, MapperProperty)) and getattr(value, "doc", None) is None:
            value.doc = declared.__doc__

    def _hidden_by_mapped_base(self, key: str, base: type) -> bool:
        """True if a mapped superclass, nearer than the mixin or made from it, already has the attribute."""
        if self.inherits is None or isinstance(self.inherits, type):
            return False
        return issubclass(self.inherits.class_, base)

    def _copy_column(self, value: Any) -> Any:
        column = value.column if isinstance(value, MappedColumn) else value
        for foreign_key in column.foreign_keys:
            target = foreign_key._colspec
            if isinstance(target, Column) and target.table is None:
                raise exc.InvalidRequestError(
                    "Columns with foreign keys to non-table-bound columns must be declared as @declared_attr callables "
                    "on declarative mixin classes.  For dataclass field() objects, use a lambda:."
                )
        copied = value._copy()
        new = copied.column if isinstance(copied, MappedColumn) else copied
        new._creation_order = column._creation_order
        self.column_copies[column] = new
        if isinstance(value, MappedColumn):
            self.column_copies[value] = copied
        return copied

    # -- annotations -----------------------------------------------------------------------------------------

    def _declared_annotation(self, declared: Any, base: type) -> anno.MappedAnnotation | None:
        raw = getattr(declared.fget, "__annotations__", {}).get("return")
        if raw is None:
            return None
        hint = anno.resolve(raw, anno.class_scope(base, declared.fget.__module__))
        container = typing.get_origin(hint)
        if isinstance(container, type) and issubclass(container, MappedAnnotationBase) and typing.get_args(hint):
            return anno.MappedAnnotation(typing.get_args(hint)[0], container, hint)
        return None

    def _annotation(self, key: str, raw: Any, value: Any, base: type) -> Any:
        """Return the MappedAnnotation, None for no annotation, _SKIP for what is not to be mapped."""
        if raw is None or raw is NO_ARG:
            return None
        if anno.is_classvar(raw):
            return _SKIP if not isinstance(value, (MapperProperty, MapsColumns)) else None
        hint = anno.resolve(raw, anno.class_scope(base))
        if anno.is_classvar(hint):
            return _SKIP
        hint = anno.substitute_type_variables(hint, type_bindings(self.cls, base))
        container = typing.get_origin(hint)
        if isinstance(container, type) and issubclass(container, MappedAnnotationBase) and typing.get_args(hint):
            return anno.MappedAnnotation(typing.get_args(hint)[0], container, hint)
        if isinstance(container, type) and issubclass(container, Mapped):
            return anno.MappedAnnotation(typing.get_args(hint)[0], container, hint)
        if container is Unmapped:
            return anno.MappedAnnotation(typing.get_args(hint)[0], container, hint)
        return self._not_mapped(key, hint, value, base)

    def _not_mapped(self, key: str, hint: Any, value: Any, base: type) -> Any:
        orm_value = isinstance(value, (Column, MapperProperty, MapsColumns)) and not isinstance(value, Table)
        if self._allow_unmapped or _is_existing_dataclass_field(base, key):
            return anno.MappedAnnotation(hint, None, hint) if orm_value else _SKIP
        if isinstance(value, (QueryableAttribute,)) or key.startswith("__"):
            return _SKIP if value is NO_ARG else None
        if self._dataclass_arguments is not None and not orm_value:
            return anno.MappedAnnotation(hint, None, hint)
        if not orm_value and base is not self.cls:
            return _SKIP
        if isinstance(value, InspectionAttrInfo) and value.is_attribute and not orm_value:
            return None  # an attribute of an extension, such as a proxy
        if orm_value and isinstance(value, Column):
            return None
        if getattr(hint, "__name__", "") == "InstrumentedAttribute" or isinstance(value, _DESCRIPTORS):
            return None
        raise exc.MappedAnnotationError(
            f'Type annotation for "{self.cls.__name__}.{key}" {_UNMAPPED_GENERICS_HINT}', code="zlpr"
        )

    # -- decide ----------------------------------------------------------------------------------------------

    def _decide(self) -> None:
        for key, found in self.found.items():
            if key in _DIRECTIVES or key == "__abstract__":
                continue
            if key == "registry" and found.origin is self.cls and found.value is not self.registry:
                _warn_reserved(key)
            value = self._mappable(key, found)
            if value is None:
                self._keep_declared_value(key, found)
                continue
            self._complete(key, value, found)
            if key == "metadata":
                _warn_reserved(key)
            self.properties[key] = value
            if isinstance(value, UnmappedColumn):
                value.check_arguments(self.cls, key)
            elif isinstance(value, MappedColumn) and not isinstance(self.cls.__dict__.get(key), MappedColumn):
                setattr(self.cls, key, value)

    def _keep_declared_value(self, key: str, found: _Found) -> None:
        """A declared_attr that returned something unmapped leaves that on the class."""
        declared = next((each.__dict__[key] for each in self.cls.__mro__ if key in each.__dict__), None)
        if declaration_of(declared) is not None and found.value is not NO_ARG:
            type.__setattr__(self.cls, key, found.value)

    def _check_unmapped(self, key: str, found: _Found) -> None:
        """`Unmapped[]` and `unmapped_column()` belong together."""
        container = None if found.annotation is None else found.annotation.container
        is_unmapped = isinstance(found.value, UnmappedColumn)
        if container is Unmapped and found.value is not NO_ARG and not is_unmapped:
            raise exc.ArgumentError(
                f'Attribute "{self.cls.__name__}.{key}" uses the Unmapped[] annotation, which must be used with '
                "unmapped_column() or with no value on the right side"
            )
        if is_unmapped and container not in (Unmapped, None):
            raise exc.ArgumentError(
                f'Attribute "{self.cls.__name__}.{key}" uses unmapped_column() with the Mapped[] annotation; '
                "unmapped_column() must be used with the Unmapped[] annotation"
            )

    def _mappable(self, key: str, found: _Found) -> Any:
        self._check_unmapped(key, found)
        value = found.value
        if value is NO_ARG:
            if found.annotation is None or found.annotation.container is None:
                return None
            return self._from_annotation_only(found)
        if (
            isinstance(value, tuple)
            and len(value) == 1
            and isinstance(value[0], (Column, MapperProperty, MappedColumn))
        ):
            exc.warn(
                f"Ignoring declarative-like tuple value of attribute '{key}': possibly a copy-and-paste error with a "
                "comma accidentally placed at the end of the line?"
            )
            return None
        if isinstance(value, QueryableAttribute) and not isinstance(value, MapperProperty):
            if (
                value.key != key
                and not getattr(value, "_is_internal_proxy", False)
                and value.class_ in self.cls.__mro__
            ):
                synonym: SynonymProperty[Any] = SynonymProperty(value.key)
                setattr(self.cls, key, synonym)
                return synonym
            return None
        if isinstance(value, (Column, MapperProperty, MapsColumns)):
            return value
        if (
            found.annotation is not None
            and found.annotation.container is not None
            and self._dataclass_arguments is not None
        ):
            return self._from_annotation_only(found)._with_default(value)
        if found.annotation is not None and found.annotation.container is not None and not _is_function_like(value):
            return self._from_annotation_only(found)._with_default(value)
        return None

    def _from_annotation_only(self, found: _Found) -> Any:
        assert found.annotation is not None
        container = found.annotation.container
        if container in (DynamicMapped, WriteOnlyMapped):
            return Relationship()
        if container is Unmapped:
            return UnmappedColumn()
        metadata = anno.annotated_arguments(found.annotation.argument) or ()
        for each in metadata[1:]:
            if isinstance(each, MapperProperty):
                raise NotImplementedError(
                    f"Use of the {type(each).__name__!r} construct inside of an Annotated object is not yet supported."
                )
        return MappedColumn()

    def _complete(self, key: str, value: Any, found: _Found) -> None:
        scan = getattr(value, "declarative_scan", None)
        annotation = found.annotation
        if isinstance(value, MappedColumn):
            value.declarative_scan(self.registry, self.cls, key, annotation, self._dataclass_arguments is not None)
            self._use_existing(key, value)
        elif scan is not None:
            scan(self, key, annotation)
        elif isinstance(value, Column):
            if value.key is None:
                value.key = key
            if value.name is None:
                value.name = key

    def _refer_to_copies(self) -> None:
        """Expressions over columns of a mixin mean the columns of this class."""
        for prop in self.properties.values():
            if self.column_copies and isinstance(prop, ColumnProperty):
                prop.columns = [replace(column, self._copy_of) for column in prop.columns]

    def _copy_of(self, node: Any) -> Any:
        return self.column_copies.get(node) if isinstance(node, Column) else None

    def _use_existing(self, key: str, value: MappedColumn[Any]) -> None:
        if not value._use_existing_column:
            return
        parent = self.inherits
        if parent is None or isinstance(parent, type):
            return
        name = value.column.name or key
        existing = parent.local_table.c.get(name)
        if existing is not None:
            value.column = existing

    # -- directives and columns ------------------------------------------------------------------------------

    def _check_directives(self) -> None:
        args = self.table_args
        if args is not None and not isinstance(args, (tuple, dict)):
            raise exc.ArgumentError(
                f"__table_args__ value must be a tuple, dict, or None; that of {self.cls.__name__} is {args!r}"
            )

    def _extract_columns(self) -> None:
        """Take the columns out of the properties; what only names a column needs no property."""
        names: dict[str, set[str]] = {}
        for key, prop in list(self.properties.items()):
            if isinstance(prop, Column):
                if key in self.found and self.found[key].origin is not self.cls:
                    self.mixed_in.add(prop)
                self._declare(prop, 0, names, key)
                if key == prop.key:
                    del self.properties[key]
            elif isinstance(prop, MapsColumns):
                self._extract_from(key, prop, names)
        self._warn_named_twice(names)

    def _extract_from(self, key: str, prop: Any, names: dict[str, set[str]]) -> None:
        assigned = getattr(prop, "mapper_property_to_assign", prop)
        pairs = prop.columns_to_assign
        found = self.found.get(key)
        if found is not None and (found.value is NO_ARG or found.origin is not self.cls):
            self.mixed_in |= {column for column, _ in pairs}
        for column, sort_order in pairs:
            if column.name is None:
                column.name = key
                column.key = column.key or key
            self._declare(column, sort_order, names, key if not _is_composite(prop) else None)
        if isinstance(prop, UnmappedColumn):
            self.unmapped |= {column for column, _ in pairs}
            del self.properties[key]
            if key in self.cls.__dict__:
                type.__delattr__(self.cls, key)
            return
        if assigned is not None:
            self.properties[key] = assigned
            return
        column = pairs[0][0]
        if column.key == key:
            del self.properties[key]
        else:
            self.properties[key] = column

    def _declare(self, column: Any, sort_order: int, names: dict[str, set[str]], key: str | None) -> None:
        if key is not None and not isinstance(self.properties.get(key), ColumnProperty):
            names.setdefault(column.name, set()).add(key)
        if not any(known is column for known, _ in self.columns):
            self.columns.append((column, sort_order))

    def _warn_named_twice(self, names: dict[str, set[str]]) -> None:
        for name, keys in names.items():
            if len(keys) > 1:
                exc.warn(
                    f"On class {self.cls.__name__!r}, Column object {name!r} named directly multiple times, only one "
                    f"will be used: {', '.join(sorted(keys))}. Consider using orm.synonym instead"
                )

    # -- build -----------------------------------------------------------------------------------------------

    def _make_table(self) -> Any:
        if self.given_table is not None:
            for column, _ in self.columns:
                if column.name in self.given_table.c and column in self.mixed_in:
                    continue
                if not self.given_table.c.contains_column(column):
                    raise exc.ArgumentError(
                        f"Can't add additional column {column.key!r} when specifying __table__. Add it to the Table of "
                        f"{self.cls.__name__}, or declare all columns in the class with __tablename__."
                    )
            return self.given_table
        if not self.tablename:
            return None
        items, keywords = _split_table_args(self.table_args)
        ordered = [column for column, _ in sorted(self.columns, key=lambda pair: pair[1])]
        if self.cls.__dict__.get("__autoload_with__") or keywords.pop("autoload", False):
            keywords["autoload_replace"] = False
        make = getattr(self.cls, "__table_cls__", None) or Table
        table = make(self.tablename, self._metadata(), *ordered, *items, **keywords)
        self.cls.__table__ = table
        return table

    def _metadata(self) -> MetaData:
        metadata = getattr(self.cls, "metadata", None)
        return metadata if isinstance(metadata, MetaData) else self.registry.metadata

    def _columns_for_inherited_table(self, table: Any) -> Any:
        parent = self.inherits
        if isinstance(parent, type):
            parent = deferred_scans[parent].build() if parent in deferred_scans else mapper_of(parent)
            self.inherits = parent
        if table is not None:
            return table
        if parent is None and "inherits" not in self.mapper_args:
            raise exc.InvalidRequestError(
                f"Class {self.cls!r} does not have a __table__ or __tablename__ specified and does not inherit from an "
                "existing table-mapped class. Write __tablename__, or __abstract__ = True for a class that other mapped "
                "classes inherit from."
            )
        if parent is None:
            parent = _mapper_argument(self.mapper_args["inherits"])
        if self.table_args and not getattr(self, "_table_args_from_mixin", False):
            raise exc.ArgumentError("Can't place __table_args__ on an inherited class with no table.")
        self._add_columns_to(parent)
        return None

    def _add_columns_to(self, parent: Any) -> None:
        table = parent.local_table
        for column, _ in sorted(self.columns, key=lambda pair: pair[1]):
            if column.name in table.c:
                known = table.c[column.name]
                if known is column:
                    continue
                raise exc.ArgumentError(
                    f"Column '{column}' on class {self.cls.__name__} conflicts with existing column '{known}'.  If using "
                    "Declarative, consider using the use_existing_column parameter of mapped_column() to resolve "
                    "conflicts."
                )
            if column.primary_key:
                raise exc.ArgumentError(
                    "Can't place primary key columns on an inherited class with no table. "
                    f"{self.cls.__name__}.{column.key}: leave out primary_key=True, or give {self.cls.__name__} a table of "
                    "its own with __tablename__."
                )
            table.append_column(column)
            for above in parent.iterate_to_root():
                if above.persist_selectable is not table:
                    above.persist_selectable._refresh_for_new_column(column)

    def _mapper_arguments(self, table: Any) -> dict[str, Any]:
        arguments = {key: self._own_columns(key, value) for key, value in self.mapper_args.items()}
        properties = dict(self.properties)
        if "properties" in arguments:
            properties = {**properties, **arguments.pop("properties")}
        if properties:
            arguments["properties"] = properties
        inherits = arguments.get("inherits") or self.inherits
        if inherits is not None:
            arguments["inherits"] = inherits
        parent = _mapper_argument(inherits) if inherits is not None else None
        if self.unmapped:
            self.cls._sa_unmapped_columns = frozenset(self.unmapped)
            arguments["exclude_properties"] = {*arguments.get("exclude_properties", ()), *self.unmapped}
        if parent is not None and not arguments.get("concrete", False) and "exclude_properties" not in self.mapper_args:
            excluded = self._columns_of_siblings(parent)
            if excluded:
                arguments["exclude_properties"] = {*arguments.get("exclude_properties", ()), *excluded}
        return arguments

    def _check_names(self, mapper_class: Any, arguments: Mapping[str, Any]) -> None:
        known = signature(mapper_class).parameters
        for name in arguments:
            if name not in known and not any(each.kind is Parameter.VAR_KEYWORD for each in known.values()):
                raise TypeError(
                    f"{mapper_class.__name__}.__init__() got an unexpected keyword argument {name!r} from __mapper_args__ of "
                    f"{self.cls.__name__}.{exc.nearest(name, known)}"
                )

    def _columns_of_siblings(self, parent: Any) -> set[Any]:
        """Columns that other subclasses put into the parent's table are not ours."""
        mine = {column.key for column, _ in self.columns}
        unknown = {column.key for column in parent.local_table.c if column not in parent._columntoproperty} - mine
        return unknown

    def _own_columns(self, key: str, value: Any) -> Any:
        """Return a mapper argument with columns of mixins replaced by our copies, and constructs by their columns."""
        if key in ("version_id_col", "polymorphic_on"):
            return self._own_column(value)
        if key in ("primary_key", "include_properties", "exclude_properties") and isinstance(value, (list, tuple, set)):
            return type(value)(self._own_column(item) for item in value)
        return value

    def _own_column(self, value: Any) -> Any:
        if _hashable(value) and value in self.column_copies:
            value = self.column_copies[value]
        declared = declaration_of(value)
        if declared is not None:
            found = self.found.get(declared.fget.__name__)
            value = found.value if found is not None else value
        if isinstance(value, MappedColumn):
            return value.column
        return value

    def _mapper_class(self) -> Any:
        given = getattr(self.cls, "__mapper_cls__", None)
        if given is None:
            return Mapper
        return given.__func__ if hasattr(given, "__func__") else given

    # -- dataclasses -----------------------------------------------------------------------------------------

    def _make_dataclass(self) -> None:
        arguments = self._dataclass_arguments
        if arguments is None:
            return
        self._check_can_be_dataclass()
        fields = fields_of(self)
        if self.dataclass_defaults:
            self.cls._sa_dataclass_defaults = self.dataclass_defaults
        dataclass_setup.apply(self.cls, arguments, fields)

    def _check_can_be_dataclass(self) -> None:
        if "__table__" in self.cls.__dict__:
            raise exc.InvalidRequestError(
                f"Class {self.cls} already defines a '__table__'. ORM Annotated Dataclasses do not support a "
                "pre-existing '__table__' element"
            )
        if self._existing_dataclass:
            raise exc.InvalidRequestError(
                f"Class {self.cls} is already a dataclass; ensure that base classes / decorator styles of establishing "
                "dataclasses are not being mixed. This can happen when a class that inherits from 'MappedAsDataclass', "
                "even indirectly, is been mapped with '@registry.mapped_as_dataclass'"
            )


_SKIP = object()
_DESCRIPTORS = (property, staticmethod, classmethod)


def _waits_as_parent(base: type) -> bool:
    """Whether a class that is to be mapped later will be its subclasses' parent; else they take its columns as their own."""
    return base in deferred_scans and not getattr(base, "_sa_never_inherited", False)


def _calling(reference: weakref.ref[Any], name: str) -> Callable[[Any], None]:
    """Return a listener that calls a class method, as long as the class lives."""

    def call(registry: Any) -> None:
        cls = reference()
        if cls is not None:
            getattr(cls, name)()

    return call


def _is_plain_inherited(cls: type, name: str) -> bool:
    return name not in cls.__dict__ and any(
        name in base.__dict__ and mapper_of(base) is not None for base in cls.__mro__[1:]
    )


def _declared_on_mixin(cls: type, key: str, base: type) -> bool:
    return key in base.__dict__ and declaration_of(base.__dict__[key]) is not None


def _is_existing_dataclass_field(base: type, key: str) -> bool:
    return key in base.__dict__.get("__dataclass_fields__", {})


def _is_function_like(value: Any) -> bool:
    return callable(value) or hasattr(value, "__get__")


def _is_composite(prop: Any) -> bool:
    return bool(getattr(prop, "_is_composite", False))


def _warn_reserved(key: str) -> None:
    what = "MetaData instance" if key == "metadata" else "Declarative class registry"
    exc.warn(f"Attribute name '{key}' should be left reserved for the {what} when using a Declarative class.")


def _split_table_args(given: Any) -> tuple[tuple[Any, ...], dict[str, Any]]:
    if not given:
        return (), {}
    if isinstance(given, dict):
        return (), dict(given)
    if isinstance(given[-1], dict):
        return tuple(given[:-1]), dict(given[-1])
    return tuple(given), {}


def _mapper_argument(inherits: Any) -> Any:
    return inherits if getattr(inherits, "is_mapper", False) else mapper_of(inherits)


def _hashable(value: Any) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True
