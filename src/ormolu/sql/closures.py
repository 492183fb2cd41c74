"""The variables of a lambda: which are SQL, which are values to be bound, which are neither.

In: a function. Out: the same function over stand-ins (`Tracked`) for its plain values, which become bind parameters
named after their variables; and the complaint about a variable whose value decides on the SQL without being part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import CellType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any

from .. import exc, operators
from ..inspection import inspect
from .construct import make
from .names import _anonymous_label, next_serial

_OWN_PACKAGE = __name__.partition(".")[0]
_PLAIN = (str, bytes, int, float, complex, bool)


class Tracked(operators.ColumnOperators):
    """Stands for the value of a variable; used in an expression it is a bind parameter with the variable's name."""

    __slots__ = ("_tracked_name", "_tracked_value", "_tracked_label", "_tracked_bind", "_tracked_opened")

    _is_node = False
    __hash__ = object.__hash__

    def __init__(self, name: str, value: Any) -> None:
        self._tracked_name = name
        self._tracked_value = value
        self._tracked_label = _anonymous_label.safe_construct(next_serial(), name)
        self._tracked_bind: Any = None
        self._tracked_opened = False

    def operate(self, op: Any, *other: Any, **kwargs: Any) -> Any:
        return op(self._tracked_parameter(), *other, **kwargs)

    def reverse_operate(self, op: Any, other: Any, **kwargs: Any) -> Any:
        return op(other, self._tracked_parameter(), **kwargs)

    def _tracked_parameter(self) -> Any:
        return make.bindparam(None, self, unique=True)

    def _tracked_part(self, name: str, part: Any) -> Any:
        self._tracked_opened = True
        return part if is_sql(part) or callable(part) else Tracked(name, part)

    def __getattr__(self, key: str) -> Any:
        if key.startswith("__"):
            raise AttributeError(key)
        return self._tracked_part(key, getattr(self._tracked_value, key))

    def __getitem__(self, key: Any) -> Any:
        if key.__class__ is Tracked:
            raise exc.InvalidRequestError(
                "Dictionary keys / list indexes inside of a cached lambda must be Python literals only"
            )
        return self._tracked_part(self._tracked_name, self._tracked_value[key])

    def __iter__(self) -> Iterator[Any]:
        self._tracked_opened = True
        return iter(self._tracked_value)

    def __len__(self) -> int:
        self._tracked_opened = True
        return len(self._tracked_value)

    def __bool__(self) -> bool:
        return bool(self._tracked_value)

    def __index__(self) -> int:
        self._tracked_opened = True
        return self._tracked_value.__index__()  # type: ignore[no-any-return]


def untracked(value: Any) -> Any:
    """The value itself behind a stand-in."""
    return value._tracked_value if value.__class__ is Tracked else value


def is_sql(value: Any) -> bool:
    """Whether a value says by itself what it is in SQL, or is a sequence of such."""
    if value is None or isinstance(value, (type, ModuleType)):
        return True
    if getattr(value, "_is_node", False) or type(value).__module__.partition(".")[0] == _OWN_PACKAGE:
        return True
    if hasattr(value, "_key_ref"):
        try:
            return value._key_ref() is not None or not value.inherit_cache
        except TypeError:
            return False
    if isinstance(value, (list, tuple)):
        return bool(value) and all(item is not None and is_sql(item) for item in value)
    return hasattr(value, "__clause_element__") or inspect(value, raiseerr=False) is not None


class Closure:
    """The variables of one function, and its twin that works on their stand-ins."""

    def __init__(self, fn: Callable[..., Any]) -> None:
        self.code: CodeType = fn.__code__
        self.stand_ins: dict[str, Tracked] = {}
        cells = []
        for name, cell in zip(self.code.co_freevars, fn.__closure__ or (), strict=False):
            try:
                value = cell.cell_contents
            except ValueError:  # assigned later: the function itself is not called before
                cells.append(cell)
                continue
            cells.append(CellType(self._stand_in(name, value)))
        names = fn.__globals__
        plain = {
            name: Tracked(name, names[name])
            for name in _names_used(self.code)
            if isinstance(names.get(name), _PLAIN) and not name.startswith("__")
        }
        defaults = fn.__defaults__
        self.values = {**self.stand_ins, **plain}
        self.twin: Any = FunctionType(
            self.code, {**names, **plain} if plain else names, fn.__name__, defaults, tuple(cells)
        )

    def _stand_in(self, name: str, value: Any) -> Any:
        if value.__class__ is Tracked or is_sql(value):
            return value
        if isinstance(value, (FunctionType, MethodType)):
            return _guarded(value, self.code)
        made = self.stand_ins[name] = Tracked(name, value)
        return made

    def check(self) -> None:
        """Raise InvalidRequestError for a variable that is no SQL and did not become a bound value."""
        for name, stand_in in self.stand_ins.items():
            if stand_in._tracked_bind is None or stand_in._tracked_opened:
                raise exc.InvalidRequestError(
                    f"Closure variable named '{name}' inside of lambda callable {self.code} does not refer to a "
                    "cacheable SQL element, and also does not appear to be serving as a SQL literal bound value based "
                    "on the default SQL expression returned by the function.   This variable needs to remain outside "
                    "the scope of a SQL-generating lambda so that a proper cache key may be generated from the "
                    "lambda's state.  Evaluate this variable outside of the lambda, set track_on=[<elements>] to "
                    "explicitly select closure elements to track, or set track_closure_variables=False to exclude "
                    "closure variables from being part of the cache key."
                )


def _names_used(code: CodeType) -> set[str]:
    """The global names which a function and the functions inside it may use."""
    names = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            names |= _names_used(constant)
    return names


def _guarded(fn: Any, code: CodeType) -> Callable[..., Any]:
    """A function that may be called inside the lambda as long as it gives SQL: its values would not be noticed."""

    def call(*args: Any, **kw: Any) -> Any:
        found = fn(*args, **kw)
        if not is_sql(found):
            raise exc.InvalidRequestError(
                f"Can't invoke Python callable {fn.__name__}() inside of lambda expression argument at {code}; lambda "
                "SQL constructs should not invoke functions from closure variables to produce literal values since the "
                "lambda SQL system normally extracts bound values without actually invoking the lambda or any "
                "functions within it.  Call the function outside of the lambda and assign to a local variable that is "
                "used in the lambda as a closure variable, or set track_bound_values=False if the return value of this "
                "function is used in some other way other than a SQL bound value."
            )
        return found

    return call
