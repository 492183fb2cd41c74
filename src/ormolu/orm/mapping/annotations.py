"""Annotations: what a class body says with `Mapped[...]`, as plain facts.

In: the raw annotation (an object, a string, or an object with strings inside), the class it stands in.
Out: a resolved Python type, the container (`Mapped`, `DynamicMapped`, `WriteOnlyMapped`), whether None is allowed.

Strings are read leniently: a name that cannot be found yet (a class defined later, an import for typing only)
stays a `ForwardRef`, because a relationship may resolve it later through the class registry.

Start at `extract_mapped`.
"""

from __future__ import annotations

import ast
import builtins
import sys
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, Final, ForwardRef, NamedTuple, NewType, Optional, Union, get_args, get_origin

from .mapped import MappedAnnotationBase

try:
    import typing_extensions as _extensions
except ModuleNotFoundError:
    _extensions = None  # type: ignore[assignment]  # an optional module

NoneType: Final = type(None)
_UNION_ORIGINS: Final = frozenset({Union, types.UnionType})


def twins(name: str) -> frozenset[Any]:
    """A form of `typing` and its twin in `typing_extensions`, where that is installed; type checkers accept both."""
    modules = (typing, _extensions) if _extensions is not None else (typing,)
    return frozenset(getattr(module, name) for module in modules if hasattr(module, name))


LITERALS: Final = twins("Literal")
_CLASSVARS: Final = twins("ClassVar")
_ANNOTATED: Final = twins("Annotated")
_ALIAS_TYPES: Final = tuple(twins("TypeAliasType"))


class Unresolved(LookupError):
    """A name in an annotation that cannot be found where the class was written."""


def class_scope(cls: type, module: str | None = None) -> Callable[[str], Any]:
    """Return a function that looks names up as the body of `cls` would: class, module, builtins."""
    module_name = module or cls.__module__
    namespace = vars(sys.modules[module_name]) if module_name in sys.modules else {}

    def find(name: str) -> Any:
        if name == cls.__name__ and name not in namespace:
            return cls
        if name in namespace:
            return namespace[name]
        if name in cls.__dict__ and not _is_descriptor_like(cls.__dict__[name]):
            return cls.__dict__[name]
        if hasattr(builtins, name):
            return getattr(builtins, name)
        raise Unresolved(name)

    return find


def _is_descriptor_like(value: Any) -> bool:
    return not isinstance(value, type) and not is_generic_alias(value) and not isinstance(value, _ALIAS_TYPES)


def resolve(raw: Any, find: Callable[[str], Any]) -> Any:
    """Return `raw` with the strings that say what it is read as annotations; unknown names stay ForwardRef.

    Read are `raw` itself and what stands in its containers (`Mapped[]`, unions, Annotated): a string further inside,
    as in `dict[str, "Json"]`, belongs to the type, which may refer to itself.
    """
    if isinstance(raw, str):
        return _read(raw, find)
    if isinstance(raw, ForwardRef):
        return _read(raw.__forward_arg__, find)
    if not has_forward_reference(raw) or not _is_transparent(raw):
        return raw
    given = get_args(raw)
    read = tuple(resolve(arg, find) for arg in given)
    return raw if all(new is old for new, old in zip(read, given, strict=True)) else _rebuild(raw, read)


def _is_transparent(hint: Any) -> bool:
    """True if `hint` says nothing of its own about the values: unions, Annotated, our containers."""
    origin = get_origin(hint)
    return (
        origin in _UNION_ORIGINS
        or origin is typing.Annotated
        or (isinstance(origin, type) and issubclass(origin, MappedAnnotationBase))
    )


def has_forward_reference(hint: Any) -> bool:
    """True if a string is still waiting to be read: `hint` itself, or what stands in a union or Annotated."""
    if isinstance(hint, (str, ForwardRef)):
        return True
    if get_origin(hint) is typing.Annotated:
        return has_forward_reference(hint.__origin__)
    return _is_transparent(hint) and any(has_forward_reference(arg) for arg in get_args(hint))


def _rebuild(hint: Any, args: tuple[Any, ...]) -> Any:
    origin = get_origin(hint)
    if origin in _UNION_ORIGINS:
        return Union[args]
    if origin is typing.Annotated:
        return typing.Annotated[(args[0], *hint.__metadata__)]
    if hasattr(hint, "copy_with") and not isinstance(hint, types.GenericAlias):
        return hint.copy_with(args)
    return origin[args if len(args) != 1 else args[0]]


def _read(source: str, find: Callable[[str], Any]) -> Any:
    try:
        tree = ast.parse(source.strip(), mode="eval")
    except SyntaxError:
        return ForwardRef(source) if source.isidentifier() else _LateExpression(source)
    return _Reader(find).visit(tree.body)


class _LateExpression(str):
    """Text that is no annotation; a relationship may still evaluate it as an expression."""


class _Scope(Mapping[str, Any]):
    """The names of a class scope as the locals of an `eval` of a sub-expression."""

    def __init__(self, find: Callable[[str], Any]) -> None:
        self._find = find

    def __getitem__(self, name: str) -> Any:
        try:
            return self._find(name)
        except Unresolved:
            raise KeyError(name) from None

    def __iter__(self) -> typing.Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class _Reader(ast.NodeVisitor):
    """Evaluates one annotation; what is not found becomes a ForwardRef instead of a NameError."""

    def __init__(self, find: Callable[[str], Any]) -> None:
        self._find = find

    def visit_Name(self, node: ast.Name) -> Any:
        try:
            return self._find(node.id)
        except Unresolved:
            return ForwardRef(node.id)

    def visit_Attribute(self, node: ast.Attribute) -> Any:
        owner = self.visit(node.value)
        if isinstance(owner, ForwardRef):
            return ForwardRef(f"{owner.__forward_arg__}.{node.attr}")
        try:
            return getattr(owner, node.attr)
        except AttributeError:
            return ForwardRef(ast.unparse(node))

    def visit_Constant(self, node: ast.Constant) -> Any:
        if isinstance(node.value, str):
            return _read(node.value, self._find)
        return node.value

    def visit_BinOp(self, node: ast.BinOp) -> Any:
        if not isinstance(node.op, ast.BitOr):
            return self.generic_visit(node)
        return Union[(self.visit(node.left), self.visit(node.right))]

    def visit_Subscript(self, node: ast.Subscript) -> Any:
        owner = self.visit(node.value)
        if isinstance(owner, ForwardRef):
            return ForwardRef(ast.unparse(node))
        if owner in LITERALS:
            return self.generic_visit(node)
        return owner[self._arguments(owner, node.slice)]

    def _arguments(self, owner: Any, node: ast.expr) -> Any:
        if not isinstance(node, ast.Tuple):
            return self.visit(node)
        if owner in _ANNOTATED:
            first, *rest = node.elts
            return (self.visit(first), *(self.generic_visit(item) for item in rest))
        return tuple(self.visit(item) for item in node.elts)

    def visit_List(self, node: ast.List) -> Any:
        return [self.visit(item) for item in node.elts]

    def generic_visit(self, node: ast.AST) -> Any:
        expression = ast.Expression(typing.cast(ast.expr, node))
        try:
            return eval(compile(expression, "<annotation>", "eval"), {"__builtins__": {}}, _Scope(self._find))
        except NameError:
            return ForwardRef(ast.unparse(node))


# -- questions about resolved types ------------------------------------------------------------------------------


def is_union(hint: Any) -> bool:
    """True for Optional[X], Union[X, Y] and X | Y."""
    return get_origin(hint) in _UNION_ORIGINS


def is_literal(hint: Any) -> bool:
    """True for Literal["a", "b"]."""
    return get_origin(hint) in LITERALS


def is_newtype(hint: Any) -> bool:
    """True for the result of typing.NewType."""
    return isinstance(hint, NewType)


def is_alias(hint: Any) -> bool:
    """True for a PEP 695 `type X = ...`."""
    return isinstance(hint, _ALIAS_TYPES)


def is_annotated(hint: Any) -> bool:
    """True for Annotated[X, ...]."""
    return get_origin(hint) is typing.Annotated


def is_generic_alias(hint: Any) -> bool:
    """True for a parametrised generic such as list[int]."""
    return get_origin(hint) is not None


def is_classvar(hint: Any) -> bool:
    """True for ClassVar and ClassVar[X], also when still written as a string."""
    if isinstance(hint, ForwardRef):
        hint = hint.__forward_arg__
    if isinstance(hint, str):
        head = hint.partition("[")[0].strip()
        return head.rpartition(".")[2] == "ClassVar"
    return hint in _CLASSVARS or get_origin(hint) in _CLASSVARS


def without_none(hint: Any) -> Any:
    """Return Optional[X] as X; anything else unchanged. A string `"X | None"` must have been resolved before."""
    if not is_union(hint):
        return hint
    members = tuple(arg for arg in get_args(hint) if arg is not NoneType)
    return Union[members] if members else hint


def includes_none(hint: Any) -> bool:
    """True if None is a value of `hint`: Optional, unions, aliases, Annotated and Literal are looked through."""
    if hint is None or hint is NoneType:
        return True
    if isinstance(hint, ForwardRef):
        return hint.__forward_arg__ == "None"
    if is_union(hint):
        return any(includes_none(arg) for arg in get_args(hint))
    if is_literal(hint):
        return None in get_args(hint)
    if is_annotated(hint):
        return includes_none(hint.__origin__)
    if is_alias(hint):
        return includes_none(hint.__value__)
    if is_alias(get_origin(hint)):
        return includes_none(get_origin(hint).__value__)
    if is_newtype(hint):
        return includes_none(hint.__supertype__)
    return False


def annotated_arguments(hint: Any) -> tuple[Any, ...] | None:
    """Return (type, *metadata) of an Annotated, looking through Optional; None if there is none."""
    if is_annotated(hint):
        return (hint.__origin__, *hint.__metadata__)
    if is_alias(hint):
        return annotated_arguments(hint.__value__)
    if is_alias(get_origin(hint)):
        return annotated_arguments(substitute_alias(hint))
    inner = without_none(hint)
    if inner is not hint:
        return annotated_arguments(inner)
    return None


def substitute_alias(hint: Any) -> Any:
    """Return the value of a parametrised PEP 695 alias with its arguments put in."""
    alias = get_origin(hint)
    value = alias.__value__
    parameters = getattr(value, "__parameters__", ())
    if not parameters:
        return value
    given = dict(zip(alias.__type_params__, get_args(hint), strict=False))
    chosen = tuple(given.get(parameter, parameter) for parameter in parameters)
    return value[chosen if len(chosen) > 1 else chosen[0]]


def flatten_newtype(hint: Any) -> Any:
    """Return the concrete type beneath any number of NewType."""
    while is_newtype(hint):
        hint = hint.__supertype__
    return hint


def display(hint: Any) -> str:
    """Return a type as messages show it."""
    return repr(hint)


# -- Mapped[...] -------------------------------------------------------------------------------------------------


class MappedAnnotation(NamedTuple):
    """One `name: Mapped[X]`: the inner type and the container class around it (None without one)."""

    argument: Any
    container: type | None
    raw: Any


def substitute_type_variables(hint: Any, bindings: Mapping[Any, Any]) -> Any:
    """Return `hint` with type variables replaced, for generic mixins and bases."""
    if not bindings:
        return hint
    if hint in bindings if _hashable(hint) else False:
        return bindings[hint]
    args = get_args(hint)
    if not args or is_literal(hint):
        return hint
    replaced = tuple(substitute_type_variables(arg, bindings) if not isinstance(arg, list) else arg for arg in args)
    return hint if replaced == args else _rebuild(hint, replaced)


def _hashable(value: Any) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True


def optional(hint: Any) -> Any:
    """Return Optional[hint]."""
    return Optional[hint]
