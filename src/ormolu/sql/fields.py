"""What a node declares about its attributes, and what follows from it.

A class says ``_fields = (child("left"), child("right"), ...)``. Each field kind knows four things: which
children it holds, how to copy them, what it adds to a cache key and how two values compare. Walking, copying, comparing
and keying of nodes are loops over these declarations; a class that adds an attribute adds one word.

Nodes are told apart from other values by `_key_ref`, which only cacheable things have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from .names import _anonymous_label

Clone = Callable[..., Any]


class NotCacheable(Exception):
    """Raised inside key building by a part that has no key; `_key_parts` answers NO_CACHE for the whole."""


class Comparer(Protocol):
    """What `Kind.compare` needs: compare two nodes, two annotations, ..."""

    def nodes(self, left: Any, right: Any) -> bool: ...

    def node_set(self, left: Iterable[Any], right: Iterable[Any]) -> bool: ...

    def values(self, left: Any, right: Any) -> bool: ...

    def names(self, left: Any, right: Any) -> bool: ...


class KeyWriter:
    """Collects one node's key: the structural `key`, the literal `binds` and the `idents` whose identity matters."""

    __slots__ = ("key", "binds", "idents")

    def __init__(self, start: Any) -> None:
        self.key: list[Any] = [start]
        self.binds: list[Any] = []
        self.idents: list[Any] = []

    def node(self, node: Any) -> None:
        """Add a child by reference."""
        parts = node._key_ref()
        if parts is None:
            raise NotCacheable
        self.key.append(parts[0])
        if parts[1]:
            self.binds += parts[1]
        if parts[2]:
            self.idents += parts[2]

    def value(self, value: Any) -> None:
        """Add anything: a node, a container of such, an object with a serial number, a hashable value."""
        kind = _PLAIN.get(type(value))
        if kind is True:
            self.key.append(value)
        elif hasattr(value, "_key_ref"):
            self.node(value)
        elif isinstance(value, (tuple, list)):
            self.key.append(("(", len(value)))
            for item in value:
                self.value(item)
        elif isinstance(value, dict):
            self.key.append(("{", len(value)))
            for name, item in value.items():
                self.value(name)
                self.value(item)
        elif hasattr(value, "_static_cache_key"):
            self.type(value)
        elif hasattr(value, "_serial"):
            self.key.append((type(value), value._serial))
        else:
            try:
                hash(value)
            except TypeError:
                raise NotCacheable from None
            self.key.append(value)

    def type(self, type_: Any) -> None:
        """Add a SQL type."""
        static = type_._static_cache_key
        if type(static) is not tuple:
            raise NotCacheable
        self.key.append(static)

    def name(self, name: Any) -> None:
        """Add a name; an anonymous one counts by the identity of its number only."""
        if name.__class__ is _anonymous_label:
            for part in anonymous_parts(name):
                self.key.append(part.partition(" ")[2])
                self.idents.append(AnonymousName(part))
        else:
            self.key.append((str(name), name.quote) if hasattr(name, "quote") else name)


_PLAIN: dict[type, bool] = {t: True for t in (str, int, bool, float, bytes, type(None), type, type(len))}


def anonymous_parts(name: str) -> list[str]:
    """The numbered places of an anonymous name: ``"%(1 a)s_%(2 b)s"`` -> ``["1 a", "2 b"]``."""
    return [piece.partition(")s")[0] for piece in name.split("%(")[1:]]


class AnonymousName:
    """The identity of one numbered place of an anonymous name."""

    __slots__ = ("part",)

    def __init__(self, part: str) -> None:
        self.part = part

    @property
    def _key_identity_of(self) -> Any:
        return self.part

    def _key_parts(self) -> tuple[Any, Any, Any]:
        return "name", (), ()


class Kind:
    """A kind of field. The base describes a plain, hashable value without children."""

    __slots__ = ("name",)

    #: the field is a tuple or list of nodes, and its part of the key is theirs
    is_node_list = False
    #: the field may hold nodes
    has_children = False
    #: the field is part of the cache key
    keyed = True
    #: the field is part of `compare()`
    compared = True

    def __init__(self, name: str) -> None:
        self.name = name

    def children(self, value: Any) -> Iterable[Any]:
        return ()

    def copy(self, value: Any, clone: Clone, kw: dict[str, Any]) -> Any:
        return value

    def key(self, value: Any, writer: KeyWriter) -> None:
        writer.value(value)

    def compare(self, left: Any, right: Any, comparer: Comparer) -> bool:
        return comparer.values(left, right)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r})"


class plain(Kind):
    """A hashable value, a node-free container of such, or a dict of them."""

    __slots__ = ()


class propagated(plain):
    """The plugin of a statement and the entity it was built from."""

    __slots__ = ()

    def key(self, value: Any, writer: KeyWriter) -> None:
        subject = value.get("plugin_subject")
        writer.key.append(value.get("compile_state_plugin"))
        if getattr(subject, "is_mapper", False) or (hasattr(subject, "_serial") and not hasattr(subject, "_key_ref")):
            writer.key.append((subject.__class__, subject._serial))
        else:
            writer.value(subject)


class operator(Kind):
    """An operator function or `custom_op`."""

    __slots__ = ()

    def key(self, value: Any, writer: KeyWriter) -> None:
        writer.key.append(value)

    def compare(self, left: Any, right: Any, comparer: Comparer) -> bool:
        return bool(left is right or left == right)


class typed(Kind):
    """A SQL type."""

    __slots__ = ()

    def key(self, value: Any, writer: KeyWriter) -> None:
        writer.type(value)

    def compare(self, left: Any, right: Any, comparer: Comparer) -> bool:
        return bool(left is right or left._compare_type_affinity(right))


class name(Kind):
    """A name; it may be anonymous."""

    __slots__ = ()

    def key(self, value: Any, writer: KeyWriter) -> None:
        writer.name(value)

    def compare(self, left: Any, right: Any, comparer: Comparer) -> bool:
        return comparer.names(left, right)


class unkeyed(Kind):
    """A value which is copied but says nothing about the SQL."""

    __slots__ = ()
    keyed = False
    compared = False


class child(Kind):
    """One node."""

    __slots__ = ()
    has_children = True

    def children(self, value: Any) -> Iterable[Any]:
        return (value,)

    def copy(self, value: Any, clone: Clone, kw: dict[str, Any]) -> Any:
        return clone(value, **kw)

    def key(self, value: Any, writer: KeyWriter) -> None:
        writer.node(value)

    def compare(self, left: Any, right: Any, comparer: Comparer) -> bool:
        return comparer.nodes(left, right)


class children(Kind):
    """A tuple or list of nodes."""

    __slots__ = ()
    is_node_list = True
    has_children = True

    def children(self, value: Any) -> Iterable[Any]:
        return value  # type: ignore[no-any-return]

    def copy(self, value: Any, clone: Clone, kw: dict[str, Any]) -> Any:
        return value.__class__([clone(item, **kw) for item in value])

    def key(self, value: Any, writer: KeyWriter) -> None:
        writer.key.append(len(value))
        for item in value:
            writer.node(item)

    def compare(self, left: Any, right: Any, comparer: Comparer) -> bool:
        return len(left) == len(right) and all(map(comparer.nodes, left, right))


class raw_columns(children):
    """The columns clause: which element stands there twice matters for labels."""

    __slots__ = ()
    is_node_list = False

    def key(self, value: Any, writer: KeyWriter) -> None:
        writer.key.append(len(value))
        for item in value:
            writer.node(item)
        if len(value) > 1 and len(set(map(id, value))) != len(value):
            first: dict[int, int] = {}
            writer.key.append(tuple(first.setdefault(id(item), at) for at, item in enumerate(value)))


class child_set(children):
    """Nodes whose order does not count when compared (`correlate`)."""

    __slots__ = ()

    def compare(self, left: Any, right: Any, comparer: Comparer) -> bool:
        return comparer.node_set(left, right)


class child_dict(Kind):
    """A dict whose values are nodes; keys are plain."""

    __slots__ = ()
    has_children = True

    def children(self, value: Any) -> Iterable[Any]:
        return value.values()  # type: ignore[no-any-return]

    def copy(self, value: Any, clone: Clone, kw: dict[str, Any]) -> Any:
        return value.__class__({key: clone(item, **kw) for key, item in value.items()})

    def key(self, value: Any, writer: KeyWriter) -> None:
        writer.value(value)

    def compare(self, left: Any, right: Any, comparer: Comparer) -> bool:
        return list(left) == list(right) and all(map(comparer.nodes, left.values(), right.values()))


class nested(Kind):
    """Tuples, lists and dicts of any depth which hold nodes among plain values (joins, DML values, hints, whens)."""

    __slots__ = ()
    has_children = True

    def children(self, value: Any) -> Iterator[Any]:
        return nested_nodes(value)

    def copy(self, value: Any, clone: Clone, kw: dict[str, Any]) -> Any:
        return nested_copy(value, clone, kw)

    def key(self, value: Any, writer: KeyWriter) -> None:
        writer.value(value)

    def compare(self, left: Any, right: Any, comparer: Comparer) -> bool:
        return _nested_compare(left, right, comparer)


class setup_joins(nested):
    """`(target, onclause, from, flags)` per join."""

    __slots__ = ()


class dml_values(nested):
    """Column -> value mappings of an INSERT or UPDATE; literals among them are bind parameters."""

    __slots__ = ()


class multi_values(nested):
    """Rows of an INSERT with many VALUES: plain values, so the statement has no key."""

    __slots__ = ()

    def key(self, value: Any, writer: KeyWriter) -> None:
        if value:
            raise NotCacheable


_OF_TRAVERSAL: dict[str, type[Kind]] = {
    "dp_clauseelement": child, "dp_clauseelement_list": children, "dp_clauseelement_tuple": children,
    "dp_fromclause_ordered_set": child_set, "dp_clauseelement_unordered_set": child_set,
    "dp_string_clauseelement_dict": child_dict, "dp_setup_join_tuple": setup_joins, "dp_dml_values": dml_values,
    "dp_dml_multi_values": multi_values, "dp_anon_name": name, "dp_operator": operator, "dp_type": typed,
    "dp_string": plain, "dp_boolean": plain, "dp_plain_obj": plain, "dp_ignore": unkeyed,
}  # fmt: skip


def fields_of_traversal(internals: Iterable[tuple[str, Any]]) -> tuple[Kind, ...]:
    """The fields which an element of another library declares as `_traverse_internals`."""
    return tuple([_OF_TRAVERSAL.get(symbol.name, nested)(attribute) for attribute, symbol in internals])


def nested_nodes(value: Any) -> Iterator[Any]:
    """Yield the nodes inside tuples, lists and dicts, keys included."""
    if isinstance(value, (tuple, list)):
        for item in value:
            yield from nested_nodes(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from nested_nodes(key)
            yield from nested_nodes(item)
    elif getattr(value, "_is_node", False):
        yield value


def nested_copy(value: Any, clone: Clone, kw: dict[str, Any]) -> Any:
    """A copy of nested containers with `clone(node)` in place of each node."""
    if isinstance(value, (tuple, list)):
        return value.__class__([nested_copy(item, clone, kw) for item in value])
    if isinstance(value, dict):
        return value.__class__({nested_copy(k, clone, kw): nested_copy(v, clone, kw) for k, v in value.items()})
    return clone(value, **kw) if getattr(value, "_is_node", False) else value


def _nested_compare(left: Any, right: Any, comparer: Comparer) -> bool:
    if isinstance(left, (tuple, list)):
        return (
            isinstance(right, (tuple, list))
            and len(left) == len(right)
            and all(_nested_compare(a, b, comparer) for a, b in zip(left, right, strict=False))
        )
    if isinstance(left, dict):
        return isinstance(right, dict) and _nested_compare(list(left.items()), list(right.items()), comparer)
    if getattr(left, "_is_node", False):
        return getattr(right, "_is_node", False) and comparer.nodes(left, right)
    return comparer.values(left, right)
