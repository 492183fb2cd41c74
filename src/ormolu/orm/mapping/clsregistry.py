"""The class registry: mapped classes by name, so that relationship("Address") can be written before Address exists.

Names are plain ("Address"), or as much of the module path as makes them unique ("shop.model.Address"). Strings with more
than a name ("and_(User.id == Address.user_id, ...)") are read by `ExpressionReader`, a small evaluator that knows
attribute access, calls, subscripts and operators over registered classes, tables and SQL functions, and nothing else.

Start at `ClassRegistry`.
"""

from __future__ import annotations

import ast
import operator
import re
import weakref
from collections.abc import Callable, Iterator, MutableMapping
from typing import Any, NoReturn

from ... import exc
from ...schema import MetaData
from .events import mapper_of

_MODULES = "_sa_module_registry"


class _Several:
    """All classes of one name; used when it is one, an error naming the choices when it is more."""

    __slots__ = ("name", "_refs", "__weakref__")

    def __init__(self, name: str, classes: Iterator[type] | list[type]) -> None:
        self.name = name
        self._refs = [weakref.ref(cls) for cls in classes]

    def classes(self) -> list[type]:
        return [cls for cls in (ref() for ref in self._refs) if cls is not None]

    def add(self, cls: type) -> None:
        for known in self.classes():
            if known.__module__ == cls.__module__:
                _warn_replaced(cls)
        self._refs.append(weakref.ref(cls))

    def remove(self, cls: type) -> None:
        self._refs = [ref for ref in self._refs if ref() is not None and ref() is not cls]

    def one(self, path: str) -> type:
        found = self.classes()
        if len(found) == 1:
            return found[0]
        if not found:
            raise KeyError(path)
        raise exc.InvalidRequestError(
            f'Multiple classes found for path "{path}" in the registry of this declarative base. Please use a fully '
            "module-qualified path."
        )


def _warn_replaced(cls: type) -> None:
    exc.warn(
        "This declarative base already contains a class with the same class name and module name as "
        f"{cls.__module__}.{cls.__name__}, and will be replaced in the string-lookup table."
    )


def add_class(name: str, cls: type, registry: MutableMapping[str, Any]) -> None:
    """Register a class under its name and its module path."""
    known = registry.get(name)
    if known is None:
        registry[name] = cls
    elif known is not cls:
        several = known if isinstance(known, _Several) else _Several(name, [known])
        several.add(cls)
        registry[name] = several
        module_root(registry).ambiguous[name] = several  # the registry itself may hold its values weakly
    node = module_root(registry)
    for token in cls.__module__.split("."):
        node = node.child(token)
    node.put(name, cls)


def remove_class(name: str, cls: type, registry: MutableMapping[str, Any]) -> None:
    """Take a class out of the registry."""
    known = registry.get(name)
    if isinstance(known, _Several):
        known.remove(cls)
        if not known.classes():
            del registry[name]
    elif known is cls:
        del registry[name]
    node = module_root(registry)
    for token in cls.__module__.split("."):
        node = node.child(token)
    node.drop(name, cls)


def is_registered(name: str, registry: MutableMapping[str, Any]) -> bool:
    """True if at least one living class has this name."""
    known = registry.get(name)
    return bool(known.classes()) if isinstance(known, _Several) else known is not None


class _ModuleNode:
    """One step of module paths: sub-packages and classes below it."""

    __slots__ = ("path", "children", "classes", "ambiguous", "__weakref__")

    def __init__(self, path: str) -> None:
        self.path = path
        self.children: dict[str, _ModuleNode] = {}
        self.classes: dict[str, _Several] = {}
        self.ambiguous: dict[str, _Several] = {}

    def child(self, token: str) -> _ModuleNode:
        found = self.children.get(token)
        if found is None:
            path = f"{self.path}.{token}" if self.path else token
            found = self.children[token] = _ModuleNode(path)
        return found

    def put(self, name: str, cls: type) -> None:
        several = self.classes.get(name)
        if several is None:
            self.classes[name] = _Several(name, [cls])
            return
        several._refs = [ref for ref in several._refs if ref() is not None]
        several._refs = [weakref.ref(cls)]

    def drop(self, name: str, cls: type) -> None:
        several = self.classes.get(name)
        if several is not None:
            several.remove(cls)

    def find(self, token: str) -> Iterator[_ModuleNode]:
        """Yield every node named `token` at or below this one."""
        for name, node in self.children.items():
            if name == token:
                yield node
            yield from node.find(token)


def module_root(registry: MutableMapping[str, Any]) -> _ModuleNode:
    """Return the node of all modules, which keeps ambiguous names alive; whoever owns the registry must hold it."""
    found = registry.get(_MODULES)
    if found is None:
        found = registry[_MODULES] = _ModuleNode("")
    return found


# -- what a name in a string stands for --------------------------------------------------------------------------


class _ModulePath:
    """The name `pkg` in "pkg.module.Address": narrowed by each dot."""

    def __init__(self, nodes: list[_ModuleNode], path: str) -> None:
        self._nodes = nodes
        self._path = path

    def __getattr__(self, token: str) -> Any:
        path = f"{self._path}.{token}"
        classes = [cls for node in self._nodes if token in node.classes for cls in node.classes[token].classes()]
        if classes:
            return _ClassName(_Several(token, classes).one(path))
        below = [node.children[token] for node in self._nodes if token in node.children]
        if below:
            return _ModulePath(below, path)
        raise AttributeError(f"Module {self._path!r} has no mapped classes registered under the name {token!r}")


class _ClassName:
    """A mapped class within an expression: its attributes are columns and other properties."""

    def __init__(self, cls: type) -> None:
        self.cls = cls

    def __getattr__(self, key: str) -> Any:
        cls = self.cls
        mapper = mapper_of(cls)
        if mapper is None:
            return getattr(cls, key)
        prop = mapper._props.get(key)
        if prop is None:
            found = cls.__dict__.get(key) if key in cls.__dict__ else getattr(cls, key, None)
            if found is not None:
                return found
            raise AttributeError(
                f"Class {cls!r} does not have a mapped column named {key!r}{exc.nearest(key, mapper._props)}"
            )
        if getattr(prop, "_is_synonym", False):
            return getattr(self, prop.name)
        columns = getattr(prop, "columns", None)
        if columns and not getattr(prop, "_is_composite", False):
            return columns[0]
        return getattr(cls, key)

    def __call__(self, *args: Any, **kw: Any) -> Any:
        return self.cls(*args, **kw)


class _SchemaName:
    """The name of a schema within an expression: its attributes are tables."""

    def __init__(self, metadata: Any, name: str) -> None:
        self._metadata = metadata
        self._name = name

    def __getattr__(self, key: str) -> Any:
        return self._metadata.tables[f"{self._name}.{key}"]


class Resolver:
    """Looks up and evaluates the strings of one relationship (or other late argument) of one class."""

    def __init__(self, cls: type, prop: Any, registry: Any, fallback: Callable[[str], Any]) -> None:
        self.cls = cls
        self.prop = prop
        self._classes = registry._class_registry
        self._registry = registry
        self._fallback = fallback

    def name(self, name: str, favor_tables: bool = False) -> Any:
        """Return what one identifier stands for. Raises NameError if nobody knows it."""
        metadata = self._metadata
        table = self._table(name) if favor_tables else None
        if table is not None:
            return table
        known = self._classes.get(name)
        if known is not None and name != _MODULES:
            return _ClassName(known.one(name) if isinstance(known, _Several) else known)
        table = None if favor_tables else self._table(name)
        if table is not None:
            return table
        if name in metadata._schemas:
            return _SchemaName(metadata, name)
        nodes = list(module_root(self._classes).find(name))
        if nodes:
            return _ModulePath(nodes, name)
        return self._fallback(name)

    def known_names(self) -> list[str]:
        """The classes and tables that a name may stand for."""
        return [name for name in (*self._classes, *self._metadata.tables) if not name.startswith("_")]

    @property
    def _metadata(self) -> MetaData:
        """The MetaData of the class; a backref may have taken its name on the class itself."""
        mapper = mapper_of(self.cls)
        for each in (
            getattr(self.cls, "metadata", None),
            getattr(getattr(mapper, "local_table", None), "metadata", None),
        ):
            if isinstance(each, MetaData):
                return each
        return self._registry.metadata  # type: ignore[no-any-return]  # registries are Any here

    def _table(self, name: str) -> Any:
        """A table by its bare name: in the schema that the MetaData has by default, then without schema."""
        metadata = self._metadata
        if metadata.schema is None:
            return metadata.tables.get(name)
        qualified = f"{metadata.schema}.{name}"
        found = metadata.tables.get(qualified)
        if found is None and name in metadata.tables:
            found = metadata.tables[name]
            exc.warn_deprecated(
                f"The string {name!r} was resolved to the non-schema-qualified table {name!r}, however the MetaData object "
                f"has a default schema of {metadata.schema!r}. In a future version of SQLAlchemy, this unqualified name "
                f"will be resolved as {qualified!r}. To reference a table without a schema, use the Table object directly.",
                "2.1",
            )
        return found

    def resolve_name(self, text: str) -> Any:
        """Return the class or table that a dotted name means."""
        try:
            return self._unwrap(self._dotted(text))
        except (NameError, KeyError, AttributeError) as error:
            self._not_found(text, error if not isinstance(error, NameError) else KeyError(text))

    def _dotted(self, text: str) -> Any:
        head, *rest = text.split(".")
        value = self.name(head)
        for token in rest:
            value = getattr(value, token)
        return value

    def evaluate(self, text: str, favor_tables: bool = False) -> Any:
        """Return the value of an expression over registered names."""
        try:
            return self._unwrap(ExpressionReader(lambda name: self.name(name, favor_tables)).read(text))
        except NameError as error:
            self._not_found(text, error)

    def _unwrap(self, value: Any) -> Any:
        if isinstance(value, _ClassName):
            return value.cls
        if isinstance(value, tuple):
            return tuple(self._unwrap(item) for item in value)
        if isinstance(value, list):
            return [self._unwrap(item) for item in value]
        return value

    def _not_found(self, text: str, error: Exception) -> NoReturn:
        shown = f'"{error}"' if isinstance(error, NameError) else str(error)
        raise exc.InvalidRequestError(
            f"When initializing mapper {self.prop.parent}, expression {text!r} failed to locate a name ({shown}). "
            f"If this is a class name, consider adding this relationship() to the {self.cls!r} class after both "
            f"dependent classes have been defined.{exc.nearest(str(error).strip(chr(39)), self.known_names())}"
        ) from error


# -- the evaluator -----------------------------------------------------------------------------------------------

_BINARY: dict[type[ast.AST], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
    ast.BitXor: operator.xor,
    ast.LShift: operator.lshift,
    ast.RShift: operator.rshift,
    ast.Pow: operator.pow,
}
_COMPARE: dict[type[ast.AST], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
}
_UNARY: dict[type[ast.AST], Callable[[Any], Any]] = {
    ast.Invert: operator.invert,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Not: operator.not_,
}


class ExpressionReader:
    """Evaluates one expression of names, attributes, calls, subscripts and operators; nothing else is accepted."""

    def __init__(self, find: Callable[[str], Any]) -> None:
        self._find = find

    def read(self, text: str) -> Any:
        """Return the value of `text`. Raises SyntaxError or NameError as Python would."""
        return self._value(ast.parse(text.strip(), mode="eval").body)

    def _value(self, node: ast.AST) -> Any:
        reader = getattr(self, f"_{type(node).__name__.lower()}", None)
        if reader is None:
            raise exc.ArgumentError(
                f"{type(node).__name__} is not possible in the text of a mapping expression: {ast.unparse(node)!r}"
            )
        return reader(node)

    def _constant(self, node: ast.Constant) -> Any:
        return node.value

    def _name(self, node: ast.Name) -> Any:
        return self._find(node.id)

    def _attribute(self, node: ast.Attribute) -> Any:
        if node.attr.startswith("__"):
            raise exc.ArgumentError(f"Attribute {node.attr!r} is not possible in the text of a mapping expression")
        return getattr(self._value(node.value), node.attr)

    def _call(self, node: ast.Call) -> Any:
        function = self._value(node.func)
        args: list[Any] = []
        for item in node.args:
            if isinstance(item, ast.Starred):
                args.extend(self._plain(item.value))
            else:
                args.append(self._plain(item))
        kw = {item.arg: self._plain(item.value) for item in node.keywords if item.arg is not None}
        return function(*args, **kw)

    def _plain(self, node: ast.AST) -> Any:
        value = self._value(node)
        return value.cls if isinstance(value, _ClassName) else value

    def _subscript(self, node: ast.Subscript) -> Any:
        return self._value(node.value)[self._value(node.slice)]

    def _tuple(self, node: ast.Tuple) -> Any:
        return tuple(self._value(item) for item in node.elts)

    def _list(self, node: ast.List) -> Any:
        return [self._value(item) for item in node.elts]

    def _set(self, node: ast.Set) -> Any:
        return {self._value(item) for item in node.elts}

    def _dict(self, node: ast.Dict) -> Any:
        return {self._value(key): self._value(value) for key, value in zip(node.keys, node.values, strict=True) if key}

    def _binop(self, node: ast.BinOp) -> Any:
        return _BINARY[type(node.op)](self._value(node.left), self._value(node.right))

    def _unaryop(self, node: ast.UnaryOp) -> Any:
        return _UNARY[type(node.op)](self._value(node.operand))

    def _compare(self, node: ast.Compare) -> Any:
        left = self._value(node.left)
        if len(node.ops) != 1:
            raise exc.ArgumentError(f"Write chained comparisons with and_(): {ast.unparse(node)!r}")
        return _COMPARE[type(node.ops[0])](left, self._value(node.comparators[0]))


_IDENTIFIER = re.compile(r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$")


def is_dotted_name(text: str) -> bool:
    """True if `text` is an identifier or a dotted path of them."""
    return bool(_IDENTIFIER.match(text.strip()))
