"""The endpoint as a process: a socket, the pool, the server, and an end when it is told to end."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import uvicorn

from kg.errors import InputError, NothingBuiltError, UsageError
from kg.serve.app import Doors, to_app
from kg.serve.connection import Connection
from kg.serve.generation import read_generation
from kg.serve.limits import GRACE_SECONDS, IDLE_SECONDS, Limits
from kg.serve.place import Place
from kg.serve.pool import Pool
from kg.serve.process import WorkerLostError

_BACKLOG = 512
_STOPS = (signal.SIGINT, signal.SIGTERM)
Talk = Callable[[str], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where the endpoint listens, and to whom."""

    address: str = "127.0.0.1"
    port: int = 7070
    hosts: tuple[str, ...] = ()  # names it answers to besides its own
    origins: tuple[str, ...] = ()

    @property
    def is_local(self) -> bool:
        """Tell whether only this machine can come in."""
        return self.address in ("localhost", "::1") or self.address.startswith("127.")

    @property
    def name(self) -> str:
        """The address as a URL has it."""
        return f"[{self.address}]" if ":" in self.address else self.address

    def to_doors(self) -> Doors:
        """Return who may ask: an endpoint that is open to others answers to every name unless names are given."""
        own = (self.name, "localhost", "127.0.0.1", "[::1]")
        names = (*own, *self.hosts) if self.is_local or self.hosts else ()
        return Doors(hosts=names, origins=self.origins)


def serve(folder: Path, door: Door, limits: Limits, *, talk: Talk, log: Talk | None) -> None:
    """Serve the build in the folder until SIGTERM or SIGINT.

    Raise `NothingBuiltError` without a build, `InputError` for a store that cannot be opened and `UsageError` for an
    address that cannot be listened at. `talk` is told when it listens; `log` gets one line a request.
    """
    if read_generation(folder) is None:
        raise NothingBuiltError(f"{folder} holds no build", remedy=f"make one: kg build POSTS -o {folder}")
    logging.getLogger("uvicorn").setLevel(logging.ERROR)
    with _listen(door) as listener:
        asyncio.run(_serve(Place(folder=folder, pool=Pool(folder, limits), limits=limits), door, listener, talk, log))


def _listen(door: Door) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in door.address else socket.AF_INET
        return socket.create_server((door.address, door.port), family=family, backlog=_BACKLOG)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            f"cannot listen at {door.name}:{door.port}: {reason}",
            remedy="choose another with --port or --bind; --port 0 takes any that is free",
        ) from error


async def _serve(place: Place, door: Door, listener: socket.socket, talk: Talk, log: Talk | None) -> None:
    try:
        await place.pool.open()
    except WorkerLostError as error:
        raise InputError(
            place.folder / "store", f"cannot be opened: {error}", remedy="build again: kg build POSTS -o OUT"
        ) from error
    config = uvicorn.Config(
        to_app(place, door.to_doors(), log),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=_BACKLOG,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=int(GRACE_SECONDS) + 3,
    )
    _announce(place, door, listener, talk)
    try:
        await _Server(config, place.pool).serve(sockets=[listener])
    finally:
        await place.pool.close()
    talk("stopped")


def _announce(place: Place, door: Door, listener: socket.socket, talk: Talk) -> None:
    root = f"http://{door.name}:{listener.getsockname()[1]}/"
    talk(f"serving {place.folder} at {root}  (SPARQL: {root}sparql; Ctrl+C stops it)")
    if any(worker.has_network for worker in place.pool.workers.values()):
        talk("this system keeps the query processes in its network: only the gate stops SERVICE")
    if not door.is_local:
        talk("others can reach it: put a proxy with TLS and a rate limit in front")


class _Server(uvicorn.Server):
    """A server that ends with exit code 0 when it is told to, and leaves no query without an answer."""

    def __init__(self, config: uvicorn.Config, pool: Pool) -> None:
        super().__init__(config)
        self._pool = pool
        self._full: set[Connection] = set()
        config.http = partial(Connection, full=self._full)  # type: ignore[assignment] # what is called, class or not
        pool.count_outbox = self._count_outbox

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop at a signal; the second one does not wait for the queries that run."""
        loop = asyncio.get_running_loop()
        # Windows knows no handlers in a loop: there Ctrl+C ends the process as it ends any.
        with suppress(NotImplementedError):
            for each in _STOPS:
                loop.add_signal_handler(each, self._stop)
        try:
            yield
        finally:
            with suppress(NotImplementedError):
                for each in _STOPS:
                    loop.remove_signal_handler(each)

    def _count_outbox(self) -> int:
        return sum(each.transport.get_write_buffer_size() for each in self._full)

    def _stop(self) -> None:
        if self.should_exit:
            self._pool.stop()
            return
        self.should_exit = True
        asyncio.get_running_loop().call_later(GRACE_SECONDS, self._pool.stop)
