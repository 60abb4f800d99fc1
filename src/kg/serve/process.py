"""One process of the pool, seen from the endpoint: started, asked, ended."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from pathlib import Path
from typing import Final

from kg.serve.frames import Ask, Reply, Setup, State, parse_reply, to_line
from kg.serve.generation import Generation, read_generation
from kg.serve.limits import Limits

START_SECONDS: Final = 20.0
# glibc would set 64 MB of address space aside for every thread of the store.
_ENVIRONMENT: Final = {"MALLOC_ARENA_MAX": "2"}
_LONGEST_LINE: Final = 2**20


class WorkerLostError(Exception):
    """The process ended, or could not open its store."""


class Worker:
    """A process with an open store."""

    def __init__(self, process: Process, generation: Generation | None, ready: Reply) -> None:
        self._process = process
        self.generation = generation
        self.base = ready.base
        self.has_network = ready.has_network

    @property
    def id(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Tell whether nobody has seen it end."""
        return self._process.returncode is None

    async def ask(self, ask: Ask) -> tuple[Reply, bytes]:
        """Return what the process says; raise `WorkerLostError` where it ends instead."""
        return await _exchange(self._process, to_line(ask))

    async def end(self) -> None:
        """Kill the process, whatever it does, and wait until it is gone."""
        await _end(self._process)


async def start_worker(folder: Path, limits: Limits) -> Worker:
    """Start a process and have it open the store; raise `WorkerLostError` where it cannot."""
    generation = read_generation(folder)
    # The store's own path: a link to another build may take the place of the one that leads here.
    store = os.path.realpath(folder / "store")
    setup = Setup(store=store, rows=limits.rows, size=limits.size, memory=limits.memory)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",  # a folder named `kg` or `json` where the user happens to stand must not be imported
        "-m",
        "kg.serve.worker",
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        limit=_LONGEST_LINE,
        start_new_session=True,  # Ctrl+C is for the endpoint, which ends its processes itself
        env={**os.environ, **_ENVIRONMENT, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)},
    )
    try:
        async with asyncio.timeout(START_SECONDS):
            ready, _ = await _exchange(process, to_line(setup))
    except BaseException as error:
        await _end(process)
        if isinstance(error, TimeoutError):
            raise WorkerLostError("the process did not start in time") from error
        raise
    if ready.state is not State.READY:
        await _end(process)
        raise WorkerLostError(" ".join(ready.words))
    return Worker(process, generation, ready)


async def _exchange(process: Process, line: bytes) -> tuple[Reply, bytes]:
    if process.stdin is None or process.stdout is None:
        raise WorkerLostError("the process has no pipes")
    try:
        process.stdin.write(line)
        await process.stdin.drain()
        reply = parse_reply(await process.stdout.readline())
        return reply, await process.stdout.readexactly(reply.length)
    except (ConnectionError, EOFError, ValueError) as error:  # an empty line is no JSON: the pipe's end
        raise WorkerLostError("the process ended") from error


async def _end(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()
    await process.wait()
