"""`@declared_attr`: an attribute of a mixin that is computed for each class that uses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from ... import exc
from .events import mapper_of
from .interfaces import InspectionAttr

_T = TypeVar("_T")


class _DeclaredAttrCommon(Generic[_T]):
    """The descriptor: calls the function with the class, once per class while that class is being mapped."""

    _cascading = False

    def __init__(self, fn: Callable[..., _T], cascading: bool = False, quiet: bool = False) -> None:
        if isinstance(fn, classmethod):
            fn = fn.__func__
        self.fget = fn
        self._cascading = cascading
        self._quiet = quiet
        self.__doc__ = fn.__doc__

    @property
    def __name__(self) -> str:
        return self.fget.__name__

    def __get__(self, instance: Any, owner: Any) -> Any:
        cls = owner
        memo = _scans.get(cls)
        if memo is None:
            self._warn_outside_scan(cls)
            return self.fget(cls)
        if self not in memo:
            memo[self] = self.fget(cls)
        return memo[self]

    def _warn_outside_scan(self, cls: Any) -> None:
        name = self.fget.__name__
        if name.startswith("__") or self._quiet or mapper_of(cls) is not None:
            return
        if hasattr(cls, "_sa_registry"):
            return
        exc.warn(f"Unmanaged access of declarative attribute {name} from non-mapped class {cls.__name__}")


# classes whose bodies are being read: the value of each declared_attr is computed once
_scans: dict[type, dict[Any, Any]] = {}


class _Directive(_DeclaredAttrCommon[_T]):
    """`@declared_attr.directive`: for `__tablename__`, `__mapper_args__` and the like."""


class declared_attr(_DeclaredAttrCommon[_T], InspectionAttr):
    """Mark a class-level method of a mixin as the declaration of a mapped attribute or directive.

    `cascading` makes it run for every subclass too; `directive` types it as configuration instead of an attribute.
    """

    directive = _Directive

    @classmethod
    def _cascade(cls, fn: Callable[..., _T]) -> declared_attr[_T]:
        return cls(fn, cascading=True)


class _Cascading:
    """`@declared_attr.cascading`."""

    def __get__(self, instance: Any, owner: type[declared_attr[Any]]) -> Callable[..., declared_attr[Any]]:
        return owner._cascade


declared_attr.cascading = _Cascading()  # type: ignore[attr-defined]  # a descriptor: also on the class itself


def declarative_mixin(cls: type[_T]) -> type[_T]:
    """Return the class unchanged; the decorator only told the old mypy plugin about mixins."""
    return cls


def declaration_of(value: Any) -> _DeclaredAttrCommon[Any] | None:
    """Return the value if it is a declared_attr of either kind."""
    return value if isinstance(value, _DeclaredAttrCommon) else None
