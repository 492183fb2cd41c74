"""The bridge between the coroutine core and its two faces.

Whatever may do I/O is written once as `async def`. Under a blocking driver such a coroutine never suspends, so that
`drive` has its answer after one `send(None)`. Under an async driver the event loop awaits the same coroutine, whose
only suspension points are `io(...)` and `call(...)`.

A blocking call under an async driver is possible only inside `run_sync`: the function runs on a worker thread with a
*bridge*; the core then runs on that thread too, and `io` hands each awaitable of the driver to the task that waits
for the thread. There is no greenlet.
"""

from __future__ import annotations

import contextvars
import inspect
import os
import queue
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

from . import exc

if TYPE_CHECKING:
    import asyncio  # importing it takes 20 ms: who is here with an event loop has done so

T = TypeVar("T")

_NOBODY_WAITS = (
    "greenlet_spawn has not been called; can't call await_() here. Was IO attempted in an unexpected place? "
    "A blocking call met an asyncio driver: await the method of the async object, load what is needed beforehand, "
    "or put the blocking code into run_sync()."
)


class _Thread(threading.local):
    """What `io` has to know: whether `drive` is stepping the core here, and who could wait in its place."""

    driving = False
    bridge: Bridge | None = None


_thread = _Thread()


def drive(steps: Coroutine[Any, Any, T]) -> T:
    """The value of the coroutine `steps`, which must not suspend.

    Raises what the coroutine raises, and MissingGreenlet if it wants to wait and this thread has no bridge.
    """
    thread = _thread
    before = thread.driving
    thread.driving = True
    try:
        steps.send(None)
    except StopIteration as answer:
        return answer.value  # type: ignore[no-any-return]  # StopIteration is not generic
    finally:
        thread.driving = before
    steps.close()
    raise exc.MissingGreenlet(_NOBODY_WAITS)


async def io(awaitable: Awaitable[T]) -> T:
    """The one place where the core waits for an async driver: awaits, or has the bridge of this thread await."""
    if not _thread.driving:
        return await awaitable
    bridge = _thread.bridge
    if bridge is None:
        if inspect.iscoroutine(awaitable):
            awaitable.close()
        raise exc.MissingGreenlet(_NOBODY_WAITS)
    return bridge.wait(awaitable)


def wait(awaitable: Awaitable[T]) -> T:
    """Wait for `awaitable` from blocking code that runs inside `run_sync`; else MissingGreenlet is raised."""
    return drive(io(awaitable))


async def call(fn: Callable[..., T], *args: Any) -> T:
    """Call blocking user code, such as an event listener, from the core of an async dialect.

    It may use the blocking interface in turn, so it gets a worker thread with a bridge unless it is on one already.
    """
    if _thread.driving:
        return fn(*args)
    return await run_sync(fn, *args)


class Bridge:
    """Connects one worker thread with the task that waits for it.

    The thread posts awaitables one at a time; the task awaits them itself, so that its cancellation, time-outs and
    context variables apply to them.
    """

    __slots__ = ("loop", "_requests", "_wakeup", "_answered", "_answer")

    def __init__(self, loop: asyncio.AbstractEventLoop):
        import asyncio

        self.loop = loop
        self._requests: deque[Awaitable[Any] | None] = deque()
        self._wakeup = asyncio.Event()
        self._answered = threading.Semaphore(0)
        self._answer: tuple[Any, BaseException | None] = (None, None)

    def wait(self, awaitable: Awaitable[T]) -> T:
        """Called on the worker: have the task await this and block until its answer is there."""
        self._post(awaitable)
        self._answered.acquire()
        value, error = self._answer
        self._answer = (None, None)
        if error is not None:
            raise error
        return value  # type: ignore[no-any-return]  # it is what the awaitable returned

    def finish(self) -> None:
        """Called on the worker as its last act."""
        self._post(None)

    def _post(self, request: Awaitable[Any] | None) -> None:
        self._requests.append(request)
        self.loop.call_soon_threadsafe(self._wakeup.set)

    async def serve(self) -> None:
        """Called by the task: answer requests until the worker is done.

        A cancellation that arrives while the worker computes is delivered at its next request, as it would be at the
        next await. The worker is never abandoned.
        """
        import asyncio

        cancelled: BaseException | None = None
        while True:
            try:
                await self._wakeup.wait()
            except asyncio.CancelledError as error:
                cancelled = error
                continue
            self._wakeup.clear()
            while self._requests:
                request = self._requests.popleft()
                if request is None:
                    if cancelled is not None:
                        raise cancelled
                    return
                self._answer = await self._one_answer(request, cancelled)
                cancelled = None
                self._answered.release()

    async def _one_answer(
        self, request: Awaitable[Any], cancelled: BaseException | None
    ) -> tuple[Any, BaseException | None]:
        if cancelled is not None:
            if inspect.iscoroutine(request):
                request.close()
            return None, cancelled
        try:
            return await request, None
        except BaseException as error:  # it belongs to the worker that asked
            return None, error


async def run_sync(fn: Callable[..., T], *args: Any, **kw: Any) -> T:
    """Run blocking code on a worker thread, its I/O on the event loop of the caller; returns what `fn` returns.

    Context variables are visible to `fn`. Its exceptions are raised here.
    """
    import asyncio

    bridge = Bridge(asyncio.get_running_loop())
    outcome: list[Any] = []
    context = contextvars.copy_context()

    def work() -> None:
        _thread.bridge = bridge
        try:
            outcome.append((context.run(fn, *args, **kw), None))
        except BaseException as error:  # raised again in the task
            outcome.append((None, error))
        finally:
            _thread.bridge = None

    _hand_to_worker(work, bridge.finish)
    try:
        await bridge.serve()
    except asyncio.CancelledError:
        if outcome[0][1] is None:
            raise
    value, failure = outcome[0]
    if failure is not None:
        raise failure
    return value  # type: ignore[no-any-return]  # it is what fn returned


_KEPT_WORKERS = 16
_Job = tuple[Callable[[], None], Callable[[], None]]
_idle_workers: list[queue.SimpleQueue[_Job]] = []


def _hand_to_worker(work: Callable[[], None], done: Callable[[], None]) -> None:
    """Run `work`, then `done`, on a kept or a new thread: a listener per statement must not start a thread each time.

    There is no limit on running workers: a queue in front of them could deadlock two transactions.
    """
    try:
        inbox = _idle_workers.pop()
    except IndexError:
        inbox = queue.SimpleQueue()
        threading.Thread(target=_work_forever, args=(inbox,), name="run_sync", daemon=True).start()
    inbox.put((work, done))


def _work_forever(inbox: queue.SimpleQueue[_Job]) -> None:
    kept = True
    while kept:
        work, done = inbox.get()
        work()
        kept = len(_idle_workers) < _KEPT_WORKERS
        if kept:
            _idle_workers.append(inbox)  # before `done`, so that whoever waits can take this thread again
        done()
        del work, done  # an idle thread holds on to nobody's objects


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_idle_workers.clear)  # threads do not survive a fork


def can_wait() -> bool:
    """Whether blocking code on this thread may use an async driver."""
    return _thread.bridge is not None
