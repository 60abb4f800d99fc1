"""Several processes for what is worked out post by post; the answers come in order, as if one had given them."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import TracebackType
from typing import Any, Final, Generic, Self, TypeVar

Q = TypeVar("Q")
A = TypeVar("A")

FEWEST: Final = 16  # questions at once that are worth the way to another process
_PARTS: Final = 4  # that each process is given of the questions asked at once: the last to end is not waited for long
# Forked processes have the vocabulary and its automata without a copy. Elsewhere one process does the work: a fork of
# a process with frameworks of the system in it is not safe there.
_CAN_FORK: Final = sys.platform == "linux"
_SIGNAL_WITH_PARENT: Final = 1  # PR_SET_PDEATHSIG of prctl(2)

_ask: Callable[[Any], Any]  # in a worker: what it was forked to answer


def count_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if _CAN_FORK else os.cpu_count() or 1


class Workers(Generic[Q, A]):
    """Answers questions of one kind, in so many processes; they are begun when they are first needed.

    Questions and answers are pickled on their way; what is asked for is not, and may hold anything. A worker that is
    killed is no loss: what it had to do is done here.
    """

    def __init__(self, ask: Callable[[Q], A], processes: int = 1) -> None:
        """Take what answers one question; 0 processes are as many as there are processors."""
        self._ask = ask
        self._processes = (processes or count_processors()) if _CAN_FORK else 1
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def answers(self, questions: Sequence[Q]) -> Sequence[A]:
        """Return the answers in the order of the questions."""
        if self._processes == 1 or len(questions) < FEWEST:
            return [*map(self._ask, questions)]
        size = -(-len(questions) // (self._processes * _PARTS))
        try:
            return [*self._begun().map(_answer, questions, chunksize=size)]
        except BrokenProcessPool:
            self._end()
            self._processes = 1
            return [*map(self._ask, questions)]

    def _begun(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._processes, mp_context=get_context("fork"), initializer=_begin, initargs=(self._ask, os.getpid())
            )
            with warnings.catch_warnings():  # that other threads may hold a lock: those of numpy, which knows of forks
                warnings.simplefilter("ignore", DeprecationWarning)
                self._pool.submit(int).result()
        return self._pool

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _begin(ask: Callable[[Any], Any], first: int) -> None:
    global _ask
    _ask = ask
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is told, and ends the others
    ctypes.CDLL(None).prctl(_SIGNAL_WITH_PARENT, signal.SIGKILL)  # should it be killed, nobody else would end them
    if os.getppid() != first:
        os._exit(1)


def _answer(question: Any) -> Any:
    return _ask(question)
