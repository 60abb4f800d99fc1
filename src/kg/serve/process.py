"""One process of the pool, seen from the endpoint: started, asked, ended."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeAlias, cast

from kg.serve.frames import Ask, Reply, Setup, State, parse_reply, to_line
from kg.serve.generation import Generation, read_generation
from kg.serve.limits import Limits

START_SECONDS: Final = 20.0
# glibc would set 64 MB of address space aside for every thread of the store.
_ENVIRONMENT: Final = {"MALLOC_ARENA_MAX": "2"}
_LONGEST_LINE: Final = 2**20

Said: TypeAlias = tuple[Reply, bytes]


class WorkerLostError(Exception):
    """The process ended, or could not open its store."""


class Worker:
    """A process with an open store."""

    def __init__(self, pipes: _Pipes, generation: Generation | None, ready: Reply) -> None:
        self._pipes = pipes
        self.generation = generation
        self.base = ready.base
        self.has_network = ready.has_network

    @property
    def is_alive(self) -> bool:
        """Tell whether nobody has seen it end."""
        return self._pipes.is_open

    def ask(self, ask: Ask) -> asyncio.Future[Said]:
        """Return what the process will say; `WorkerLostError` where it ends instead."""
        return self._pipes.exchange(to_line(ask))

    async def end(self) -> None:
        """Kill the process, whatever it does, and wait until it is gone."""
        await self._pipes.end()


async def start_worker(folder: Path, limits: Limits) -> Worker:
    """Start a process and have it open the store; raise `WorkerLostError` where it cannot."""
    generation = read_generation(folder)
    # The store's own path: a link to another build may take the place of the one that leads here.
    store = os.path.realpath(folder / "store")
    setup = Setup(store=store, rows=limits.rows, size=limits.size, memory=limits.memory)
    try:
        pipes = await _start()
    except OSError as error:  # no memory, no more processes or files
        raise WorkerLostError(f"no process can be started: {error.strerror}") from error
    try:
        async with asyncio.timeout(START_SECONDS):
            ready, _ = await pipes.exchange(to_line(setup))
    except BaseException as error:
        await pipes.end()
        if isinstance(error, TimeoutError):
            raise WorkerLostError("the process did not start in time") from error
        raise
    if ready.state is not State.READY:
        await pipes.end()
        raise WorkerLostError(" ".join(ready.words))
    return Worker(pipes, generation, ready)


async def _start() -> _Pipes:
    _, pipes = await asyncio.get_running_loop().subprocess_exec(
        _Pipes,
        sys.executable,
        "-P",  # a folder named `kg` or `json` where the user happens to stand must not be imported
        "-m",
        "kg.serve.worker",
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        start_new_session=True,  # Ctrl+C is for the endpoint, which ends its processes itself
        env={**os.environ, **_ENVIRONMENT, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)},
    )
    return pipes


class _Pipes(asyncio.SubprocessProtocol):
    """A question at a time: its line goes in, and a line comes out with as many bytes behind it as it says.

    asyncio's streams do the same with tasks and copies that cost a short answer half of its time.
    """

    def __init__(self) -> None:
        self._ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._said: asyncio.Future[Said] | None = None
        self._forget()

    @property
    def is_open(self) -> bool:
        return not self._ended.done()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.SubprocessTransport", transport)

    def exchange(self, line: bytes) -> asyncio.Future[Said]:
        said: asyncio.Future[Said] = asyncio.get_running_loop().create_future()
        self._said = said
        self._forget()
        stdin = self._transport.get_pipe_transport(0)
        if not self.is_open or not isinstance(stdin, asyncio.WriteTransport):
            self._lose()
        else:
            stdin.write(line)
        return said

    def pipe_data_received(self, fd: int, data: bytes) -> None:  # noqa: ARG002 - it is standard output
        try:
            self._take(data)
        except ValueError:  # what it says is no reply: it is not itself any more
            self._lose()

    def pipe_connection_lost(self, fd: int, exc: Exception | None) -> None:  # noqa: ARG002 - one is no use alone
        self._lose()

    def process_exited(self) -> None:
        if not self._ended.done():
            self._ended.set_result(None)
        self._lose()

    async def end(self) -> None:
        with suppress(ProcessLookupError):
            self._transport.kill()
        await asyncio.wait({self._ended})  # to await it would cancel it with whoever waits
        self._transport.close()

    def _forget(self) -> None:
        self._reply: Reply | None = None
        self._head = b""
        self._pieces: list[bytes] = []
        self._missing = 0

    def _take(self, data: bytes) -> None:
        if self._said is None or self._said.done():
            return
        if self._reply is None:
            self._head += data
            line, newline, data = self._head.partition(b"\n")
            if not newline:
                if len(line) > _LONGEST_LINE:
                    raise ValueError
                return
            self._reply = parse_reply(line)
            self._missing = self._reply.length
        self._pieces.append(data)
        self._missing -= len(data)
        if self._missing <= 0:
            self._said.set_result((self._reply, b"".join(self._pieces)))

    def _lose(self) -> None:
        if self._said and not self._said.done():
            self._said.set_exception(WorkerLostError("the process ended"))
