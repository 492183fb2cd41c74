"""What the async faces share: one face per blocking object, and `async with` or `await` to start something."""

from __future__ import annotations

import weakref
from collections.abc import AsyncGenerator, Callable, Generator
from functools import wraps
from typing import Any, ClassVar, Generic, Self, TypeVar

_P = TypeVar("_P")


class ReversibleProxy(Generic[_P]):
    """A face that can be found again from the blocking object behind it."""

    __slots__ = ("__weakref__",)

    _faces: ClassVar[weakref.WeakKeyDictionary[Any, dict[type, weakref.ref[Any]]]] = weakref.WeakKeyDictionary()

    def _assign_proxied(self, target: Any) -> Any:
        if target is not None:
            ReversibleProxy._faces.setdefault(target, {})[type(self)] = weakref.ref(self)
        return target

    @classmethod
    def _regenerate_proxy_for_target(cls, target: Any, **kw: Any) -> Any:
        raise NotImplementedError

    @classmethod
    def _retrieve_proxy_for_target(cls, target: Any, regenerate: bool = True) -> Any:
        """The face of `target`; a new one if nobody holds one any more."""
        known = ReversibleProxy._faces.get(target, {}).get(cls)
        face = known() if known is not None else None
        if face is None and regenerate:
            return cls._regenerate_proxy_for_target(target)
        return face


class StartableContext(Generic[_P]):
    """Something that `await` or `async with` starts."""

    async def start(self, is_ctxmanager: bool = False) -> Any:
        """Start it; returns this object."""
        raise NotImplementedError

    def __await__(self) -> Generator[Any, Any, Self]:
        return self.start().__await__()

    async def __aenter__(self) -> Any:
        return await self.start(is_ctxmanager=True)

    async def __aexit__(self, type_: Any, value: Any, traceback: Any) -> bool | None:
        raise NotImplementedError


class GeneratorStartable(StartableContext[_P]):
    """An async generator function's result as something to `await` or to use with `async with`."""

    def __init__(self, make: Callable[[], AsyncGenerator[Any, None]]):
        self.gen = make()

    async def start(self, is_ctxmanager: bool = False) -> Any:
        try:
            started = await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None
        if not is_ctxmanager:
            await self.gen.aclose()
        return started

    async def __aexit__(self, type_: Any, value: Any, traceback: Any) -> bool | None:
        if type_ is None:
            async for _ in self.gen:
                raise RuntimeError("generator didn't stop")
            return None
        try:
            await self.gen.athrow(value)
        except StopAsyncIteration as stopped:
            return stopped is not value
        except BaseException as raised:
            if raised is not value:
                raise
            return False
        raise RuntimeError("generator didn't stop after athrow()")


def asyncstartablecontext(fn: Callable[..., AsyncGenerator[Any, None]]) -> Callable[..., GeneratorStartable[Any]]:
    """Decorate an async generator function: its result can be awaited, or used with `async with`."""

    @wraps(fn)
    def start(*args: Any, **kw: Any) -> GeneratorStartable[Any]:
        return GeneratorStartable(lambda: fn(*args, **kw))

    return start
