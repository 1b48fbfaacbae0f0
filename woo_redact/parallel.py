"""Tasks in processes of their own; one that fails, takes its process down or takes too long fails alone."""

import multiprocessing
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing.context import BaseContext
from threading import Thread, current_thread, main_thread
from types import FrameType
from typing import Any, ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from woo_redact.domain.report import Outcome
from woo_redact.errors import InputError

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R")

# Tasks in flight for each worker: enough to keep all busy, few enough to keep 100,000 of them out of memory.
WINDOW = 2
# Bytes of memory, addressed rather than used, of a process that does short tasks.
MOST_MEMORY = 4 << 30


def run_tasks(function: Callable[[T], R], items: Iterable[tuple[str, T]], workers: int) -> Iterator[Outcome[R]]:
    """Do ``function`` for each (name, value) and yield an outcome for each as it is finished, in any order.

    With one worker everything happens in this process. Otherwise ``function`` must be a function of a module, and
    values and results must survive pickling. ``items`` is read as needed, in this process. Interrupting ends the
    workers at once; leaving off early waits for the tasks in flight.
    """
    if workers <= 1:
        yield from _here(function, items)
        return
    pending = iter(items)
    crashed: list[tuple[str, T]] = []
    while True:
        yield from _in_pool(function, pending, workers, crashed)
        if not crashed:
            return
        # One of those in flight took the workers down; apart, only the guilty one can do so again.
        for name, value in crashed:
            yield from _alone(function, name, value)
        crashed.clear()


def _in_pool(
    function: Callable[[T], R], pending: Iterator[tuple[str, T]], workers: int, crashed: list[tuple[str, T]]
) -> Iterator[Outcome[R]]:
    """Work until ``pending`` is empty or a worker dies; then ``crashed`` gets what was in flight."""
    with _pool(workers) as pool:
        flying: dict[Future[Outcome[R]], tuple[str, T]] = {}
        while not crashed:
            for name, value in islice(pending, WINDOW * workers - len(flying)):
                try:
                    flying[pool.submit(_attempt, function, name, value)] = name, value
                except BrokenProcessPool:
                    crashed.append((name, value))
                    break
            if not flying:
                return
            done, _ = wait(flying, return_when=FIRST_COMPLETED)
            for future in done:
                outcome = _outcome(future, flying[future], crashed)
                del flying[future]
                if outcome is not None:
                    yield outcome
        for future in wait(flying).done:
            outcome = _outcome(future, flying[future], crashed)
            if outcome is not None:
                yield outcome


def _outcome(future: Future[Outcome[R]], item: tuple[str, T], crashed: list[tuple[str, T]]) -> Outcome[R] | None:
    try:
        return future.result()
    except BrokenProcessPool:
        crashed.append(item)
        return None
    except Exception as error:  # noqa: BLE001 - a value or result that cannot be pickled fails its own task only
        return Outcome(item[0], failure=error)


def _alone(function: Callable[[T], R], name: str, value: T) -> Iterator[Outcome[R]]:
    crashed: list[tuple[str, T]] = []
    yield from _in_pool(function, iter([(name, value)]), 1, crashed)
    if crashed:
        yield Outcome(
            name,
            failure=InputError(
                f"Het verwerken van {name} is afgebroken: het bestand is beschadigd of het geheugen raakte op.",
                "Probeer het met --workers 1 of sla de PDF opnieuw op.",
            ),
        )


def _here(function: Callable[[T], R], items: Iterable[tuple[str, T]]) -> Iterator[Outcome[R]]:
    """Attempt the tasks in this process.

    Within a task the first interrupt waits for its end: an engine that calls back into Python would turn it into an
    error of its own, and the file would seem damaged. The second interrupts at once.
    """
    for name, value in items:
        with _interrupts_noted() as noted:
            outcome = _attempt(function, name, value)
        yield outcome
        if noted:
            raise KeyboardInterrupt


@contextmanager
def _interrupts_noted() -> Iterator[list[int]]:
    """Note the first interrupt in the list that the block gets; further ones do what they did before."""
    noted: list[int] = []
    usual = signal.getsignal(signal.SIGINT)
    if current_thread() is not main_thread() or not callable(usual):
        yield noted
        return

    def note(number: int, frame: FrameType | None) -> None:
        if noted:
            usual(number, frame)
        noted.append(number)

    signal.signal(signal.SIGINT, note)
    try:
        yield noted
    finally:
        signal.signal(signal.SIGINT, usual)


def _attempt(function: Callable[[T], R], name: str, value: T) -> Outcome[R]:
    try:
        return Outcome(name, result=function(value))
    except Exception as error:  # noqa: BLE001 - one task that fails does not stop the rest
        return Outcome(name, failure=_portable(error))


def _portable(error: Exception) -> Exception:
    """Return an error that comes through to the other process; one that does not would take the pool down."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001 - whatever goes wrong, the error itself cannot travel
        return RuntimeError(type(error).__name__)
    return error


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    before = multiprocessing.active_children()
    pool = ProcessPoolExecutor(workers, mp_context=clean_context(), initializer=end_with_others)
    try:
        yield pool
    except (KeyboardInterrupt, SystemExit):
        for process in multiprocessing.active_children():
            if process not in before:
                process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def clean_context() -> BaseContext:
    """Start workers from a clean process: a fork of one with threads can hang."""
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    return multiprocessing.get_context(method)


def end_with_others() -> None:
    """End a worker on Ctrl-C, which a terminal sends to it as well, without a traceback; and when its parent ends."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process as soon as the one that started it is gone, killed for instance: nobody wants its work."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


if sys.platform == "win32":

    def _bound_memory() -> None:
        """There is no way to."""

else:
    import resource

    def _bound_memory() -> None:
        """Refuse more memory than any page needs, before everything else on the machine suffers."""
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _begin_bounded() -> None:
    end_with_others()
    _bound_memory()


class TimedTasks:
    """A few processes that do short tasks; for use by any number of threads, each of which waits for what it asks.

    ``seconds`` is how long a task may take; its memory is bounded too, where the system can do so. Functions are those
    of modules, values survive pickling.
    """

    def __init__(self, workers: int, seconds: float) -> None:
        self._seconds = seconds
        self._pool = ProcessPool(max_workers=workers, initializer=_begin_bounded, context=clean_context())

    def ask(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what a function returns, done in another process.

        Raises:
            InputError: it took too long, or took its process down; and whatever the function raises.
        """
        future = self._pool.schedule(function, args, kwargs, timeout=self._seconds)
        try:
            return future.result()
        except TimeoutError as error:
            raise InputError("Dit duurt te lang.", "Bekijk deze pagina in een ander programma.") from error
        except (ProcessExpired, CancelledError, MemoryError, RecursionError) as error:
            raise InputError("Dit is niet gelukt.", "Probeer het opnieuw; blijft dit zo, meld het dan.") from error

    def close(self) -> None:
        """End the processes at once."""
        pool: Any = self._pool
        pool.stop()
        pool.join()
