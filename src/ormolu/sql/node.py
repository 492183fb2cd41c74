"""ClauseElement: the base of every node of the expression tree.

A node is immutable once built. Its class declares `_fields` (see `fields.py`); from that follow `get_children`,
`_copy_internals`, `compare`, pickling and the cache key. Rendering belongs to the compiler, which fills the hook
`set_default_compiler`; `str(node)` and `node.compile()` call it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any, ClassVar, Concatenate, NoReturn, ParamSpec, Protocol, TypeVar, cast

from .. import exc
from ..structures import EMPTY_DICT
from .cache_key import CacheKey, KeyParts, MemoizedHasCacheKey, cache_key_of
from .comparing import TreeComparer
from .fields import KeyWriter, Kind, NotCacheable, fields_of_traversal

_T = TypeVar("_T")
_F = TypeVar("_F", bound=Callable[..., Any])
_P = ParamSpec("_P")

EMPTY_ANNOTATIONS: Mapping[str, Any] = EMPTY_DICT


class memo:
    """Non-data descriptor: computes once, keeps the value in the node's `__dict__`; copies of the node forget it."""

    __slots__ = ("compute", "name")

    def __init__(self, compute: Callable[[Any], Any]) -> None:
        self.compute = compute
        self.name = compute.__name__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, node: Any, owner: Any = None) -> Any:
        if node is None:
            return self
        value = node.__dict__[self.name] = self.compute(node)
        return value


class Compiles(Protocol):
    """What the compiler layer provides."""

    def __call__(self, element: Any, bind: Any, dialect: Any, **kw: Any) -> Any: ...


_default_compiler: list[Compiles] = []


def set_default_compiler(compiler: Compiles) -> None:
    """Install `compiler(element, bind, dialect, **kw) -> Compiled` behind `compile()` and `str()` of nodes."""
    _default_compiler[:] = [compiler]


def default_compiler() -> Compiles:
    """The installed compiler. Raises CompileError when the compiler layer was never imported."""
    if not _default_compiler:
        raise exc.CompileError("No compiler is installed: import the package as a whole")
    return _default_compiler[0]


class Visitable:
    """Something with a `__visit_name__`, which a visitor handles in its method ``visit_<name>``."""

    __slots__ = ()

    __visit_name__: ClassVar[str]
    _visit_method: ClassVar[str] = "visit_unknown"

    def __init_subclass__(cls, **kw: Any) -> None:
        if "__visit_name__" in cls.__dict__:
            cls._visit_method = f"visit_{cls.__visit_name__}"
        super().__init_subclass__(**kw)

    def _compiler_dispatch(self, visitor: Any, **kw: Any) -> Any:
        """Call the visitor's method for this class."""
        try:
            method = getattr(visitor, self._visit_method)
        except AttributeError as error:
            return visitor.visit_unsupported_compilation(self, error, **kw)
        return method(self, **kw)


class Immutable:
    """Mixin for nodes which copies may share: a traversal does not descend to copy them."""

    __slots__ = ()

    _is_immutable = True

    def unique_params(self, *optionaldict: Any, **kwargs: Any) -> Any:
        raise NotImplementedError("Immutable objects do not support copying")

    def params(self, *optionaldict: Any, **kwargs: Any) -> Any:
        raise NotImplementedError("Immutable objects do not support copying")

    def _clone(self: _T, omit_attrs: Iterable[str] = (), **kw: Any) -> _T:
        return self

    def _copy_internals(self, *, omit_attrs: Iterable[str] = (), **kw: Any) -> None:
        pass


class SingletonConstant(Immutable):
    """Mixin for nodes of which there is one: `null()`, `true()`, `false()`."""

    _is_singleton_constant = True
    _singleton: Any

    def __new__(cls, *arg: Any, **kw: Any) -> Any:
        return cls._singleton

    @classmethod
    def _create_singleton(cls) -> None:
        single = object.__new__(cls)
        single.__init__()  # type: ignore[misc]
        cls._singleton = single

    def __reduce__(self) -> Any:
        return type(self), ()

    def __deepcopy__(self: _T, memo_: Any) -> _T:
        return self


def _generative(method: Callable[Concatenate[_T, _P], Any]) -> Callable[Concatenate[_T, _P], _T]:
    """Make `method`, which alters `self`, alter and return a copy instead."""

    @wraps(method)
    def generate(self: Any, *args: Any, **kw: Any) -> Any:
        copy = self._generate()
        returned = method(copy, *args, **kw)
        return copy if returned is None else returned

    generate.non_generative = method  # type: ignore[attr-defined]
    return generate  # type: ignore[return-value]  # a copy is of the same type


def _exclusive_against(
    *names: str, msgs: Mapping[str, str] = EMPTY_ANNOTATIONS, defaults: Mapping[str, Any] = EMPTY_ANNOTATIONS
) -> Callable[[_F], _F]:
    """Refuse a generative method once one of the attributes `names` has been set by another one."""

    def decorate(method: _F) -> _F:
        @wraps(method)
        def check(self: Any, *args: Any, **kw: Any) -> Any:
            for name in names:
                if getattr(self, name) is not defaults.get(name):
                    raise exc.InvalidRequestError(
                        msgs.get(
                            name,
                            f"Method {method.__name__}() has already been invoked on this {type(self).__name__} "
                            "construct",
                        )
                    )
            return method(self, *args, **kw)

        return cast(_F, check)

    return decorate


class Generative:
    """Mixin: methods marked `_generative` return an altered copy."""

    __slots__ = ()

    _memo_names: ClassVar[frozenset[str]] = frozenset()

    def _generate(self: _T) -> _T:
        copy = object.__new__(self.__class__)
        copy.__dict__ = state = self.__dict__.copy()
        forget = self._memo_names  # type: ignore[attr-defined]
        if not forget.isdisjoint(state):
            for name in forget.intersection(state):
                del state[name]
        return copy


def own_state(node: Any) -> dict[str, Any]:
    """A copy of the node's attributes without what it has computed from them."""
    state: dict[str, Any] = node.__dict__.copy()
    forget = node._memo_names
    if not forget.isdisjoint(state):
        for name in forget.intersection(state):
            del state[name]
    return state


class ClauseElement(MemoizedHasCacheKey, Visitable):
    """A node of the expression tree.

    Subclass it for constructs of your own: give the class an `inherit_cache` and a rendering with `@compiles`.
    """

    __visit_name__ = "clause"

    _fields: ClassVar[tuple[Kind, ...]] = ()
    #: the declaration of elements written for SQLAlchemy: `(attribute, InternalTraversal.dp_...)`
    _traverse_internals: ClassVar[Any] = []
    _all_fields: ClassVar[tuple[Kind, ...]] = ()
    _child_fields: ClassVar[tuple[Kind, ...]] = ()
    _key_fields: ClassVar[dict[str, Kind]] = {}
    _memo_names: ClassVar[frozenset[str]] = frozenset()
    _late_attributes: ClassVar[tuple[str, ...]] = ()
    _key_state: ClassVar[bool | None] = True

    _is_node = True
    _is_immutable = False
    _is_singleton_constant = False
    _is_clone_of: Any = None
    _annotations: Mapping[str, Any] = EMPTY_ANNOTATIONS
    _propagate_attrs: Mapping[str, Any] = EMPTY_ANNOTATIONS

    is_clause_element = True
    is_selectable = False
    is_dml = False
    is_select = False
    is_text = False
    _is_column_element = False
    _is_keyed_column_element = False
    _is_table = False
    _is_textual = False
    _is_from_clause = False
    _is_select_base = False
    _is_select_statement = False
    _is_select_container = False
    _is_returns_rows = False
    _is_bind_parameter = False
    _is_clause_list = False
    _is_lambda_element = False
    _is_star = False
    _is_implicitly_boolean = False
    _is_collection_aggregate = False
    _is_from_container = False
    _is_text_clause = False
    _is_join = False
    _is_parameter_element = False
    is_executable = False
    supports_execution = False

    _order_by_label_element: Any = None
    _cache_key_traversal: Any = None
    description: Any = None

    def __init_subclass__(cls, **kw: Any) -> None:
        super().__init_subclass__(**kw)
        own = cls.__dict__.get("_fields", ())
        internals = cls.__dict__.get("_traverse_internals")
        if internals is not None:
            own = cls._fields = (*own, *fields_of_traversal(internals))
        names = {field.name for field in own}
        inherited: list[Kind] = []
        for base in cls.__bases__:
            for field in getattr(base, "_all_fields", ()):
                if field.name not in names:
                    names.add(field.name)
                    inherited.append(field)
        cls._all_fields = tuple(inherited) + tuple(own)
        cls._child_fields = tuple(field for field in cls._all_fields if field.has_children)
        cls._key_fields = {field.name: field for field in cls._all_fields if field.keyed}
        cls._memo_names = frozenset(
            {name for name, value in cls.__dict__.items() if isinstance(value, memo)}.union(
                *(getattr(base, "_memo_names", ()) for base in cls.__mro__[1:])
            )
        ) | {"_key_memo", "_entity_key_memo", "_whole_key_memo"}
        inherit = cls.__dict__.get("inherit_cache")
        if inherit is None:
            declared = "_fields" in cls.__dict__ or cls.__module__.startswith(_OWN_PACKAGE)
            cls._key_state = True if declared else None
        else:
            cls._key_state = bool(inherit)

    # -- structure -------------------------------------------------------------------------------------------

    def get_children(self, *, omit_attrs: Iterable[str] = (), **kw: Any) -> Iterator[ClauseElement]:
        """Yield the nodes this one is made of, in the order in which they are declared."""
        values = self.__dict__
        for field in self._child_fields:
            value = values.get(field.name)
            if value is not None and field.name not in omit_attrs:
                yield from field.children(value)

    def _clone(self: _T, omit_attrs: Iterable[str] = (), **kw: Any) -> _T:
        """A shallow copy, which remembers what it was cloned from."""
        copy = object.__new__(self.__class__)
        copy.__dict__ = state = own_state(self)
        state["_is_clone_of"] = self
        return copy

    def _copy_internals(
        self, *, omit_attrs: Iterable[str] = (), clone: Callable[..., Any] | None = None, **kw: Any
    ) -> None:
        """Replace each child by `clone(child, **kw)`; called on a fresh clone only."""
        make = clone or _clone
        values = self.__dict__
        for field in self._child_fields:
            value = values.get(field.name)
            if value is not None and field.name not in omit_attrs:
                values[field.name] = field.copy(value, make, kw)

    @property
    def _cloned_set(self) -> set[Any]:
        """This node and everything it was cloned from."""
        found: set[Any] = set()
        node: Any = self
        while node is not None:
            found.add(node)
            node = node._is_clone_of
        return found

    def _get_identity(self) -> Any:
        node: Any = self
        while node._is_clone_of is not None:
            node = node._is_clone_of
        return node

    def __getstate__(self) -> dict[str, Any]:
        forget = self._memo_names
        return {key: value for key, value in self.__dict__.items() if key not in forget and key != "_is_clone_of"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    # -- cache key -------------------------------------------------------------------------------------------

    def _key_parts(self) -> KeyParts | None:
        parts = self.__dict__.get("_key_memo", self)
        if parts is self:
            parts = self.__dict__["_key_memo"] = self._make_key_parts()
        return cast("KeyParts | None", parts)

    _key_ref = _key_parts

    def _generate_cache_key(self) -> CacheKey | None:
        """The cache key of this node as a whole, or None if it cannot be cached."""
        key = self.__dict__.get("_whole_key_memo", self)
        if key is self:
            key = self.__dict__["_whole_key_memo"] = cache_key_of(self._key_parts())
        return cast("CacheKey | None", key)

    _cache_key = _generate_cache_key

    def _has_key(self) -> bool:
        """Whether the class can be part of a key; a class that does not say is warned about, once."""
        if self._key_state is None:
            _warn_undeclared(type(self))
        return self._key_state is True

    def _make_key_parts(self) -> KeyParts | None:
        if self._key_state is not True and not self._has_key():
            return None
        writer = KeyWriter(self.__class__)
        key, binds, fields = writer.key, writer.binds, self._key_fields
        try:
            # In the order in which attributes were set: the same code builds statements in the same order.
            for name, value in self.__dict__.items():
                if value is None or value is _NOTHING or name not in fields:
                    continue
                key.append(name)
                field = fields[name]
                if not field.is_node_list:
                    field.key(value, writer)
                    continue
                # As `field.key` would: what nearly every attribute of nearly every statement is.
                key.append(len(value))
                for node in value:
                    part, node_binds, idents = node._key_ref() or _no_key()
                    key.append(part)
                    if node_binds:
                        binds += node_binds
                    if idents:
                        writer.idents += idents
            if self._annotations:
                self._write_annotations(writer)
        except NotCacheable:
            return None
        return tuple(key), tuple(binds), tuple(writer.idents)

    def _write_annotations(self, writer: KeyWriter) -> None:
        for name, value in self._annotations.items():
            if name not in _UNKEYED_ANNOTATIONS:
                writer.key.append(name)
                writer.value(value)

    # -- annotations -----------------------------------------------------------------------------------------

    def _annotate(self: _T, values: Mapping[str, Any]) -> _T:
        """A copy with `values` added to the annotations; it hashes like this node."""
        return cast(_T, annotated(self, {**self._annotations, **values}))  # type: ignore[attr-defined]

    def _with_annotations(self: _T, values: Mapping[str, Any]) -> _T:
        """A copy with exactly `values` as annotations; it hashes like this node."""
        return cast(_T, annotated(self, values))

    def _deannotate(self: _T, values: Iterable[str] | None = None, clone: bool = False) -> _T:
        """This node without annotations (or without those named in `values`)."""
        return cast(_T, self._clone()) if clone else self  # type: ignore[attr-defined]

    def _after_annotate(self, original: Any) -> None:
        """Hook: a freshly annotated copy adjusts itself."""

    def _set_propagate_attrs(self: _T, values: Mapping[str, Any]) -> _T:
        self._propagate_attrs = values  # type: ignore[attr-defined]
        return self

    # -- what the user sees ----------------------------------------------------------------------------------

    @property
    def entity_namespace(self) -> Any:
        raise AttributeError("This SQL expression has no entity namespace with which to filter from.")

    @property
    def _from_objects(self) -> list[Any]:
        return []

    def params(self: _T, *optionaldict: Any, **kwargs: Any) -> _T:
        """A copy whose bind parameters have the given values (a dict, keywords, or both).

        Deprecated for everything but statements.
        """
        exc.warn_deprecated(_PARAMS_DEPRECATED, "2.1")
        return self._replace_params(False, optionaldict, kwargs)  # type: ignore[attr-defined,no-any-return]

    def unique_params(self: _T, *optionaldict: Any, **kwargs: Any) -> _T:
        """As `params`, and the changed parameters get names of their own. Deprecated."""
        exc.warn_deprecated(_PARAMS_DEPRECATED, "2.1")
        return self._replace_params(True, optionaldict, kwargs)  # type: ignore[attr-defined,no-any-return]

    def _replace_params(self, unique: bool, optionaldict: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        if len(optionaldict) == 1:
            kwargs.update(optionaldict[0])
        elif len(optionaldict) > 1:
            raise exc.ArgumentError("params() takes zero or one positional dictionary argument")

        done: dict[int, Any] = {}

        def clone(node: Any, **kw: Any) -> Any:
            if node._is_immutable:
                return node
            copy = done.get(id(node))
            if copy is None:
                if node._is_bind_parameter:
                    copy = node._with_params(kwargs, unique)
                else:
                    copy = node._clone(**kw)
                    copy._copy_internals(clone=clone, **kw)
                done[id(node)] = copy
                kept.append(node)
            return copy

        kept: list[Any] = []
        return clone(self, maintain_key=True)

    def compare(self, other: ClauseElement, **kw: Any) -> bool:
        """True if `other` has the same structure, names, types and literal values."""
        return TreeComparer(**kw).nodes(self, other)

    def self_group(self, against: Any = None) -> Any:
        """This node, in parentheses if the operator `against` around it demands so."""
        return self

    def _ungroup(self) -> Any:
        """This node without its parentheses."""
        return self

    def _with_binary_element_type(self: _T, type_: Any) -> _T:
        return self

    def _compile_w_cache(self, dialect: Any, **kw: Any) -> Any:
        return default_compiler()(self, None, dialect, **kw)

    def compile(self, bind: Any = None, dialect: Any = None, **kw: Any) -> Any:
        """The `Compiled` of this node: `str()` of it is the SQL, `.params` the parameters.

        bind: an Engine or Connection whose dialect to use; dialect: a dialect; neither: the generic dialect.
        Keywords go to the compiler (`compile_kwargs={"literal_binds": True}` renders values inline).
        Raises CompileError when the dialect cannot express the construct.
        """
        return default_compiler()(self, bind, dialect, **kw)

    def __str__(self) -> str:
        return str(self.compile())

    def __invert__(self) -> Any:
        return self._negate()

    def _negate(self) -> Any:
        raise NotImplementedError(f"{type(self).__name__} cannot be negated")

    def __bool__(self) -> bool:
        raise TypeError("Boolean value of this clause is not defined")

    def __repr__(self) -> str:
        friendly = self.description
        head = f"<{type(self).__module__}.{type(self).__name__} at 0x{id(self):x}"
        return f"{head}>" if friendly is None else f"{head}; {friendly}>"


_PARAMS_DEPRECATED = (
    "The params() and unique_params() methods on non-statement ClauseElement objects are deprecated; params() is now "
    "limited to statement level objects such as select(), insert(), union(), etc. "
)
_NOTHING: tuple[Any, ...] = ()  # there is one empty tuple; comparing with == would build expressions
_OWN_PACKAGE = __name__.partition(".")[0] + "."
_UNKEYED_ANNOTATIONS = frozenset({"no_replacement_traverse"})
_warned: set[type] = set()


def _no_key() -> NoReturn:
    raise NotCacheable


def _warn_undeclared(cls: type) -> None:
    if cls in _warned:
        return
    _warned.add(cls)
    exc.warn(
        f"Class {cls.__name__} will not make use of SQL compilation caching as it does not set the 'inherit_cache' "
        "attribute to ``True``.  This can have significant performance implications including some performance "
        "degradations in comparison to prior SQLAlchemy versions.  Set this attribute to True if this object can "
        "make use of the cache key generated by the superclass.  Alternatively, this attribute may be set to False "
        "which will disable this warning."
    )


def _clone(element: Any, **kw: Any) -> Any:
    return element._clone(**kw)


class Late:
    """An attribute which an annotated copy has as soon as the original gets it: the name of a column, its table ..."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, node: Any, owner: Any = None) -> Any:
        if node is None:
            return self
        value = getattr(node._annotated_of, self.name)
        if not _is_missing(value):
            node.__dict__[self.name] = value
        return value


def _is_missing(value: Any) -> bool:
    return value is None or getattr(value, "_isnull", False) is True


class Annotated:
    """Mixin of annotated copies: they hash like the node they were made from."""

    _annotated_of: Any

    @memo
    def _anon_serial(self) -> Any:
        return self._annotated_of._anon_serial

    def __hash__(self) -> int:
        return hash(self._annotated_of)

    def _annotate(self, values: Mapping[str, Any]) -> Any:
        return annotated(self._annotated_of, {**self._annotations, **values}, self)  # type: ignore[attr-defined]

    def _with_annotations(self, values: Mapping[str, Any]) -> Any:
        return annotated(self._annotated_of, values, self)

    def _deannotate(self, values: Iterable[str] | None = None, clone: bool = True) -> Any:
        if values is None:
            return self._annotated_of
        left = {key: value for key, value in self._annotations.items() if key not in set(values)}  # type: ignore[attr-defined]
        return annotated(self._annotated_of, left, self) if left else self._annotated_of

    def _clone(self, **kw: Any) -> Any:
        """A copy of the original's clone, with the same annotations."""
        copy = self._annotated_of._clone(**kw)
        if copy is self._annotated_of:
            return self  # immutable: shared by copies
        made = annotated(copy, self._annotations)  # type: ignore[attr-defined]
        own, state = self.__dict__, made.__dict__
        for field in self._child_fields:  # type: ignore[attr-defined]
            if field.name in own:
                state[field.name] = own[field.name]  # what is inside may be annotated, too
        return made

    def _generate(self) -> Any:
        """A generative copy is a new statement: it keeps annotations and gets its own hash."""
        original = _plain_copy(self)
        return annotated(original, self._annotations)  # type: ignore[attr-defined]

    def __reduce__(self) -> Any:
        return _restore_annotated, (self._annotated_class(), self._annotated_of, self.__getstate__())

    def __reduce_ex__(self, protocol: Any) -> Any:
        return self.__reduce__()

    @property
    def _key_identity_of(self) -> Any:
        return id(self._annotated_of)

    @classmethod
    def _annotated_class(cls) -> type:
        return cls.__bases__[1]


_annotated_classes: dict[type, type] = {}


def _same_hash(self: Any, other: Any) -> bool:
    return hash(self) == hash(other)


def annotated_class(cls: type) -> type:
    """The class of annotated copies of `cls`."""
    made = _annotated_classes.get(cls)
    if made is None:
        body: dict[str, Any] = {"__module__": cls.__module__, "inherit_cache": cls._key_state}  # type: ignore[attr-defined]
        body.update({name: Late(name) for name in cls._late_attributes})  # type: ignore[attr-defined]
        if cls.__eq__ is object.__eq__:  # type: ignore[comparison-overlap]  # classes differ in it
            body["__eq__"] = _same_hash
            body["__hash__"] = Annotated.__hash__
        made = _annotated_classes[cls] = type(f"Annotated{cls.__name__}", (Annotated, cls), body)
    return made


def annotated(original: Any, values: Mapping[str, Any], like: Any = None) -> Any:
    """A copy of `original` (or of `like`, one of its annotated copies) with the annotations `values`."""
    source = original if like is None else like
    cls = original.__class__
    copy: Any = object.__new__(annotated_class(cls))
    forget = cls._memo_names
    state = {key: value for key, value in source.__dict__.items() if key not in forget or key in _SHARED_MEMOS}
    for name in cls._late_attributes:
        if _is_missing(state.get(name)):
            state.pop(name, None)
    state["_annotations"] = immutable_annotations(values)
    state["_annotated_of"] = original
    copy.__dict__ = state
    copy._after_annotate(original)
    return copy


#: memoised values which an annotated copy takes over, because others identify the node by them
_SHARED_MEMOS = frozenset({"_serial", "key_serial", "c", "_columns", "_anon_serial"})


class immutable_annotations(dict[str, Any]):
    """The annotations of a node."""

    __slots__ = ()

    def __setitem__(self, key: str, value: Any) -> None:
        raise TypeError("annotations are immutable; use _annotate()")

    def union(self, other: Mapping[str, Any]) -> immutable_annotations:
        return immutable_annotations({**self, **other})

    def __reduce__(self) -> Any:
        return immutable_annotations, (dict(self),)


def _plain_copy(node: Any) -> Any:
    copy: Any = object.__new__(node._annotated_class())
    forget = node._memo_names
    copy.__dict__ = {
        key: value
        for key, value in node.__dict__.items()
        if key not in forget and key not in ("_annotations", "_annotated_of")
    }
    return copy


def _restore_annotated(cls: type, original: Any, state: dict[str, Any]) -> Any:
    copy: Any = object.__new__(annotated_class(cls))
    copy.__dict__.update(state)
    return copy


class DQLDMLClauseElement(ClauseElement):
    """A node that is part of a query or DML statement, as opposed to DDL."""
