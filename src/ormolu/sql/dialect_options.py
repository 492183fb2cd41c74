"""Dialect options: keyword arguments named `<dialect>_<argument>` on schema objects.

Turns `Index("ix", ..., postgresql_where=...)` into `index.dialect_options["postgresql"]["where"]`, checked against what
the dialect says it accepts (`Dialect.construct_arguments`). How a dialect name leads to a dialect class is not known
here: the dialects package hands in a loader with `set_dialect_loader`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, MutableMapping
from enum import Enum
from types import MappingProxyType
from typing import Any, ClassVar, Protocol

from .. import exc

__all__ = ["DialectKWArgs", "DialectKWArgConst", "set_dialect_loader"]


class DialectKWArgConst(Enum):
    """Special defaults of a dialect argument."""

    REFLECTED_ONLY = 1
    """Accepted by the construct, but set by reflection only; a value given by the user is an error."""


class NamedDialect(Protocol):
    """What this module needs to know of a dialect."""

    @property
    def name(self) -> str: ...


ConstructArguments = dict[type, dict[str, Any]]

EMPTY: Mapping[str, Any] = MappingProxyType({})
ANYTHING: Mapping[str, Any] = MappingProxyType({"*": None})
"""The defaults of a dialect that does not check its arguments."""

_loader: Callable[[str], Any] | None = None


def set_dialect_loader(loader: Callable[[str], Any]) -> None:
    """Install the function that finds a dialect class by name; it raises NoSuchModuleError for unknown names."""
    global _loader
    _loader = loader


def _load_dialect(name: str) -> Any:
    if _loader is None:
        raise exc.NoSuchModuleError(f"Can't load plugin: sqlalchemy.dialects:{name}")
    return _loader(name)


class _Registry:
    """Accepted arguments per dialect name; None for a dialect that does not say.

    A dialect is asked once, and again only when another class has taken its name.
    """

    def __init__(self) -> None:
        self._known: dict[str, ConstructArguments | None] = {}

    def __getitem__(self, dialect_name: str) -> ConstructArguments | None:
        if dialect_name not in self._known:
            declared = _load_dialect(dialect_name).construct_arguments
            self._known[dialect_name] = (
                None if declared is None else {cls: dict(arguments) for cls, arguments in declared}
            )
        return self._known[dialect_name]

    def pop(self, dialect_name: str, default: Any = None) -> Any:
        return self._known.pop(dialect_name, default)

    def clear(self) -> None:
        self._known.clear()

    def __contains__(self, dialect_name: str) -> bool:
        return dialect_name in self._known

    def __delitem__(self, dialect_name: str) -> None:
        del self._known[dialect_name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)


class _DialectArgDict(MutableMapping[str, Any]):
    """One dialect's arguments on one object: what was set, over the dialect's defaults.

    Arguments that only reflection shall set are kept apart, outside of this mapping's view.
    """

    __slots__ = ("_defaults", "_marked", "_reflected", "_set")

    def __init__(self, defaults: Mapping[str, Any] = EMPTY, marked: Collection[str] = ()) -> None:
        self._defaults = defaults
        self._marked = marked
        self._set: dict[str, Any] = {}
        self._reflected: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        if key in self._set:
            return self._set[key]
        return self._defaults[key]

    def __getstate__(self) -> tuple[Any, ...]:
        return dict(self._defaults), list(self._marked), self._set, self._reflected

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self._defaults, self._marked, self._set, self._reflected = state

    def __setitem__(self, key: str, value: Any) -> None:
        (self._reflected if key in self._marked else self._set)[key] = value

    def __delitem__(self, key: str) -> None:
        del self._set[key]

    def __len__(self) -> int:
        return len(self._set.keys() | self._defaults.keys())

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._set, *self._defaults)))

    def __repr__(self) -> str:
        return repr(dict(self))


class _DialectOptions(dict[str, _DialectArgDict]):
    """dialect_options: made per dialect when first asked for."""

    __slots__ = ("_owner_class",)

    def __init__(self, owner_class: type[DialectKWArgs]) -> None:
        super().__init__()
        self._owner_class = owner_class

    def __missing__(self, dialect_name: str) -> _DialectArgDict:
        options = _arguments_for(self._owner_class, dialect_name)
        self[dialect_name] = options
        return options

    def __reduce__(self) -> Any:
        return _restore_options, (self._owner_class, dict(self))


def _restore_options(owner_class: type[DialectKWArgs], items: dict[str, _DialectArgDict]) -> _DialectOptions:
    options = _DialectOptions(owner_class)
    options.update(items)
    return options


class _DialectKWArgView(MutableMapping[str, Any]):
    """dialect_kwargs: the set options under their full `<dialect>_<argument>` names."""

    __slots__ = ("_owner",)

    def __init__(self, owner: DialectKWArgs) -> None:
        self._owner = owner

    def __getitem__(self, key: str) -> Any:
        dialect, separator, argument = key.partition("_")
        if not separator:
            raise KeyError(key)
        try:
            return self._owner.dialect_options[dialect]._set[argument]
        except exc.NoSuchModuleError:
            raise KeyError(key) from None

    def __setitem__(self, key: str, value: Any) -> None:
        dialect, separator, argument = key.partition("_")
        if not separator:
            raise exc.ArgumentError("Keys must be of the form <dialectname>_<argname>")
        self._owner.dialect_options[dialect][argument] = value

    def __delitem__(self, key: str) -> None:
        dialect, separator, argument = key.partition("_")
        if not separator:
            raise KeyError(key)
        del self._owner.dialect_options[dialect][argument]

    def __iter__(self) -> Iterator[str]:
        options: dict[str, _DialectArgDict] = self._owner.__dict__.get("dialect_options", {})
        return (f"{name}_{argument}" for name, arguments in options.items() for argument in arguments._set)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return repr(dict(self))


class _ReflectedOptions(Mapping[str, Mapping[str, Any]]):
    """reflect_only_elements: read-only, empty for dialects that set nothing."""

    __slots__ = ("_options",)

    def __init__(self, options: Mapping[str, _DialectArgDict]) -> None:
        self._options = options

    def __getitem__(self, dialect_name: str) -> Mapping[str, Any]:
        arguments = self._options.get(dialect_name)
        return EMPTY if arguments is None else MappingProxyType(arguments._reflected)

    def __contains__(self, dialect_name: object) -> bool:
        return any(name == dialect_name for name in self)

    def __iter__(self) -> Iterator[str]:
        return (name for name, arguments in self._options.items() if arguments._reflected)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return repr({name: dict(arguments) for name, arguments in self.items()})


def _arguments_for(cls: type, dialect_name: str) -> _DialectArgDict:
    accepted = DialectKWArgs._kw_registry[dialect_name]
    if accepted is None:
        return _DialectArgDict(ANYTHING)
    merged: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        merged.update(accepted.get(base, EMPTY))
    marked = [name for name, default in merged.items() if default is DialectKWArgConst.REFLECTED_ONLY]
    for name in marked:
        del merged[name]
    return _DialectArgDict(merged, marked)


class DialectKWArgs:
    """Mixin of objects that take keyword arguments for certain dialects."""

    __slots__ = ()

    _kw_registry: ClassVar[_Registry] = _Registry()

    @classmethod
    def argument_for(cls, dialect_name: str, argument_name: str, default: Any) -> None:
        """Make this class accept `<dialect_name>_<argument_name>`.

        default: the value of the option where it is not given.
        Raises ArgumentError when the dialect does not check its arguments (then nothing needs to be added), and
        NoSuchModuleError when there is no such dialect.
        """
        accepted = DialectKWArgs._kw_registry[dialect_name]
        if accepted is None:
            raise exc.ArgumentError(
                f"Dialect '{dialect_name}' does have keyword-argument validation and defaults enabled configured"
            )
        accepted.setdefault(cls, {})[argument_name] = default

    @property
    def dialect_options(self) -> _DialectOptions:
        """Options as `obj.dialect_options["postgresql"]["where"]`, the dialect's defaults included."""
        options = self.__dict__.get("dialect_options")
        if options is None:
            options = self.__dict__["dialect_options"] = _DialectOptions(type(self))
        found: _DialectOptions = options
        return found

    @property
    def dialect_kwargs(self) -> _DialectKWArgView:
        """The options that were set, by their full names; assignments are checked only for the dialect's name."""
        return _DialectKWArgView(self)

    @property
    def kwargs(self) -> _DialectKWArgView:
        """Synonym of `dialect_kwargs`."""
        return _DialectKWArgView(self)

    def get_dialect_option(
        self, dialect: NamedDialect, argument_name: str, *, else_: Any = None, deprecated_fallback: str | None = None
    ) -> Any:
        """Return the option for the given dialect, its default, or else_ where neither exists.

        deprecated_fallback: name of another dialect whose option counts, with a warning, if this one is not set.
        """
        options = self.dialect_options[dialect.name]
        value = options.get(argument_name, else_)
        if deprecated_fallback is not None and argument_name not in options._set:
            older = self.dialect_options[deprecated_fallback]
            if argument_name in older._set:
                exc.warn_deprecated(
                    f"Using '{deprecated_fallback}_{argument_name}' with the '{dialect.name}' dialect is deprecated; "
                    f"please use '{dialect.name}_{argument_name}'.",
                    version="2.1",
                )
                value = older[argument_name]
        return value

    @property
    def reflect_only_elements(self) -> Mapping[str, Mapping[str, Any]]:
        """What reflection found out for a dialect beyond the options that a user may give."""
        return _ReflectedOptions(self.__dict__.get("dialect_options", EMPTY))

    @property
    def _reflect_only_kwargs(self) -> dict[str, Any]:
        return {
            f"{dialect}_{name}": value
            for dialect, arguments in self.reflect_only_elements.items()
            for name, value in arguments.items()
        }

    @property
    def _all_dialect_kwargs(self) -> dict[str, Any]:
        """Everything a copy needs: the options set, and what reflection added."""
        if "dialect_options" not in self.__dict__:
            return {}
        return {**self.dialect_kwargs, **self._reflect_only_kwargs}

    def _validate_dialect_kwargs(self, kwargs: Mapping[str, Any]) -> None:
        for key, value in kwargs.items():
            dialect_name, separator, argument = key.partition("_")
            if not separator or not dialect_name or not argument:
                raise TypeError(f"Additional arguments should be named <dialectname>_<argument>, got '{key}'")
            try:
                options = self.dialect_options[dialect_name]
            except exc.NoSuchModuleError:
                exc.warn(f"Can't validate argument {key!r}; can't locate any SQLAlchemy dialect named {dialect_name!r}")
                options = self.dialect_options[dialect_name] = _DialectArgDict(ANYTHING)
            if argument not in options and argument not in options._marked and "*" not in options:
                raise exc.ArgumentError(
                    f"Argument {key!r} is not accepted by dialect {dialect_name!r} on behalf of {type(self)!r}"
                )
            options[argument] = value
