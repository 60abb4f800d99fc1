"""The pool: so many processes, so many requests that wait for one, and new processes when a new build is there."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from kg.serve.frames import Ask, State
from kg.serve.generation import Generation, read_generation
from kg.serve.limits import MOST_REQUESTS_OF_ONE, Limits, Retry, TooManyError
from kg.serve.line import Line
from kg.serve.peers import is_here
from kg.serve.process import Said, Worker, WorkerLostError, start_worker

_LOOK_SECONDS: Final = 0.5  # how often an idle process looks for a new build
_LINGER_SECONDS: Final = 0.2  # a query that nobody waits for may end by itself: a new process costs more than that
_MOMENT_SECONDS: Final = 0.05  # how long what was seen on disk is taken for true
_PAUSE_SECONDS: Final = 0.2  # between two tries to start a process
_MOST_TRIES: Final = 5  # of one query, while builds replace each other


class Ending(StrEnum):
    """Why a query was not answered."""

    TOO_LONG = "too long"
    TOO_MUCH = "too much"  # its process ended, most likely for want of memory


class QueryEndedError(Exception):
    """The query was stopped, or took its process along."""

    def __init__(self, ending: Ending) -> None:
        super().__init__(ending)
        self.ending = ending


@dataclass(slots=True, eq=False)
class _Job:
    ask: Ask
    client: str
    said: asyncio.Future[Said] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Pool:
    """The processes of one endpoint."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        self._jobs: Line[_Job] = Line()
        self._open: set[_Job] = set()  # those that wait and those that run
        self._held: Counter[str] = Counter()  # how many of them each client has
        self._running: Counter[str] = Counter()  # how many processes each client has
        self._idle: deque[asyncio.Future[_Job | None]] = deque()
        self._looked = -_LOOK_SECONDS  # when it was last looked whether there is a new build
        self._newest: Generation | None = None
        self._slots: list[asyncio.Task[None]] = []
        self._is_stopping = False
        self.count_outbox: Callable[[], int] = lambda: 0  # bytes of answers that clients have not taken yet
        self.workers: dict[int, Worker] = {}  # by the number of the slot
        self.base = ""

    @property
    def waiting(self) -> int:
        """How many requests wait for a process."""
        return len(self._jobs)

    def is_outbox_full(self) -> bool:
        """Tell whether the answers that slow clients have not taken fill the memory that is meant for them."""
        return self.count_outbox() > self._limits.outbox

    async def open(self) -> None:
        """Start the processes; raise `WorkerLostError` where the store cannot be opened."""
        self._adopt(0, await start_worker(self._folder, self._limits))
        self._slots = [asyncio.create_task(self._keep_slot(number)) for number in range(self._limits.workers)]

    async def close(self) -> None:
        """End every process."""
        self.stop()
        for slot in self._slots:
            slot.cancel()
        await asyncio.gather(*self._slots, return_exceptions=True)
        for worker in self.workers.values():
            await worker.end()

    def stop(self) -> None:
        """Take no more requests, and leave those that wait or run without an answer."""
        self._is_stopping = True
        for job in self._open:
            _fail(job, Retry("the endpoint is being stopped"))
        self._jobs.clear()

    async def ask(self, ask: Ask, client: str) -> Said:
        """Return what a process says; raise what `asking` says. Whoever cancels the waiting ends the query too."""
        with self.asking(ask, client) as said:
            return await said

    @contextmanager
    def asking(self, ask: Ask, client: str) -> Iterator[asyncio.Future[Said]]:
        """Give what a process will say; whoever leaves the block before ends the query.

        Raise `TooManyError` where the client has its share already. What is given raises `Retry` where no process is
        free in time, and `QueryEndedError` where the query is stopped.
        """
        self._check_room(client)
        job = _Job(ask, client)
        self._open.add(job)
        self._held[client] += 1
        self._jobs.add(client, job)
        self._hand_out()
        expiry = asyncio.get_running_loop().call_later(self._limits.timeout, self._expire, job)
        try:
            yield job.said
        finally:
            expiry.cancel()
            job.said.cancel()
            self._open.discard(job)
            _take_one(self._held, client)
            self._jobs.drop(client, job)

    def _check_room(self, client: str) -> None:
        if self._is_stopping:
            raise Retry("the endpoint is being stopped")
        if len(self._jobs) >= self._limits.queue:
            raise Retry("too many requests are waiting")
        most = most_of(client, self._limits)
        if most is not None and self._held[client] >= most:
            raise TooManyError(f"{most} requests of this client are running or waiting already")

    def _may_run(self, client: str) -> bool:
        """Tell whether a client may have one more process: no stranger gets the last one while it has the others."""
        return self._running[client] < max(1, self._limits.workers - 1) or most_of(client, self._limits) is None

    def _take_job(self) -> _Job | None:
        job = self._jobs.take(self._may_run)
        if job:
            self._running[job.client] += 1
        return job

    def _hand_out(self) -> None:
        """Give those that may run to the processes that have nothing to do."""
        while self._idle and (job := self._take_job()):
            self._idle.pop().set_result(job)

    def _expire(self, job: _Job) -> None:
        if self._jobs.drop(job.client, job):
            _fail(job, Retry("no process was free in time"))

    async def _keep_slot(self, number: int) -> None:
        """Answer one job after the other, with a living process on the newest store."""
        while True:
            worker = self.workers.get(number)
            if worker is None or not worker.is_alive:
                await self._replace(number)
                continue
            if worker.generation != (self._look() or worker.generation):
                await self._replace(number)
            job = await self._next_job()
            if job:
                await self._finish(number, job)

    async def _finish(self, number: int, job: _Job) -> None:
        """Run a job, unless nobody wants it any more; what its client has waiting may run after it."""
        try:
            if self.is_outbox_full():
                _fail(job, Retry("answers wait for clients that do not take them"))
            elif not job.said.done():
                await self._serve(number, job)
        finally:
            _take_one(self._running, job.client)
            self._hand_out()

    async def _next_job(self) -> _Job | None:
        """Return a job, or None after a while: the time to look for a new build."""
        if job := self._take_job():
            return job
        loop = asyncio.get_running_loop()
        coming: asyncio.Future[_Job | None] = loop.create_future()
        self._idle.append(coming)
        alarm = loop.call_later(_LOOK_SECONDS, self._wake, coming)
        try:
            return await coming
        except asyncio.CancelledError:
            with suppress(ValueError):  # it has a job, which is left like all others
                self._idle.remove(coming)
            raise
        finally:
            alarm.cancel()

    def _wake(self, idle: asyncio.Future[_Job | None]) -> None:
        if not idle.done():
            self._idle.remove(idle)
            idle.set_result(None)

    def _look(self) -> Generation | None:
        """Return the generation of the store on disk, as it was a moment ago: to look costs more than a short query."""
        now = time.monotonic()
        if now - self._looked > _MOMENT_SECONDS:
            self._looked, self._newest = now, read_generation(self._folder)
        return self._newest

    async def _serve(self, number: int, job: _Job) -> None:
        """Run one job; a process that died while idle, or whose store is replaced, leaves it to a new one."""
        for _ in range(_MOST_TRIES):
            worker = self.workers[number]
            if not worker.is_alive:
                await self._replace(number)
                continue
            said = await self._run(worker, job)
            if said is None or job.said.done():
                return
            if said[0].state is not State.LOST or worker.generation == read_generation(self._folder):
                job.said.set_result(said)
                return
            await self._replace(number)
        _fail(job, Retry("the build is being replaced"))

    async def _run(self, worker: Worker, job: _Job) -> Said | None:
        """Return what the process says; else end it and fail the job."""
        asking = worker.ask(job.ask)
        try:
            await asyncio.wait({asking, job.said}, timeout=self._limits.timeout, return_when=asyncio.FIRST_COMPLETED)
            if not asking.done() and job.said.done():
                await asyncio.wait({asking}, timeout=_LINGER_SECONDS)
            if asking.done() and asking.exception() is None:
                return asking.result()
            _fail(job, QueryEndedError(Ending.TOO_MUCH if asking.done() else Ending.TOO_LONG))
        except asyncio.CancelledError:
            _fail(job, Retry("the endpoint is being stopped"))
            raise
        finally:
            if not asking.done() or asking.exception() is not None:
                await worker.end()
                await asyncio.gather(asking, return_exceptions=True)
        return None

    async def _replace(self, number: int) -> None:
        """Put a new process into a slot, and only then end the old one; a living old one stays where none starts."""
        old = self.workers.get(number)
        try:
            new = await start_worker(self._folder, self._limits)
        except WorkerLostError:
            await asyncio.sleep(_PAUSE_SECONDS)
            return
        self._adopt(number, new)
        if old:
            await old.end()

    def _adopt(self, number: int, worker: Worker) -> None:
        self.workers[number] = worker
        self.base = worker.base


def most_of(client: str, limits: Limits) -> int | None:
    """Return how many requests a client may have, waiting or running; None for any number."""
    if limits.per_client is not None:
        return limits.per_client
    return None if is_here(client) else MOST_REQUESTS_OF_ONE


def _take_one(counts: Counter[str], client: str) -> None:
    """Count one less, and forget who has none: there may be many clients in the end."""
    counts[client] -= 1
    if not counts[client]:
        del counts[client]


def _fail(job: _Job, error: Exception) -> None:
    if not job.said.done():
        job.said.set_exception(error)
