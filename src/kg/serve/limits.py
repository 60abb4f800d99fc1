"""How much one client may ask of the endpoint: sizes in bytes, times in seconds."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

MOST_TARGET: Final = 16 * 2**10  # path and query string of a request
MOST_HEAD: Final = 32 * 2**10  # request line and headers
MOST_BODY: Final = 1 * 2**20
MOST_CHUNKS: Final = 2048  # in which a body comes
MOST_QUERY: Final = 128 * 2**10  # of SPARQL, decoded
MOST_FIELDS: Final = 50  # parameters of one request
MOST_CONNECTIONS: Final = 512
MOST_CONNECTIONS_OF_ONE: Final = 64  # of one client on another machine
MOST_REQUESTS_OF_ONE: Final = 16  # of one client on another machine, running or waiting, where nothing else is said

HEAD_SECONDS: Final = 8.0  # from the first byte of a request to the end of its headers
BODY_SECONDS: Final = 8.0
IDLE_SECONDS: Final = 15  # between two requests of one connection
ANSWER_SECONDS: Final = 60.0  # for a client to take what the sockets' buffers cannot hold
GRACE_SECONDS: Final = 3.0  # for the queries that run when the endpoint is stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the one who starts the endpoint decides."""

    timeout: float = 30.0  # seconds that a query may run, and that a request may wait
    rows: int = 100_000  # or triples
    size: int = 10 * 2**20  # bytes of one answer
    memory: int = 2 * 2**30  # bytes of address space of one process
    workers: int = max(2, os.cpu_count() or 1)
    queue: int = 128  # requests that wait for a process
    per_client: int | None = None  # of those that wait or run, one address's; None: `MOST_REQUESTS_OF_ONE`, none here
    is_proxied: bool = False  # a proxy on this machine says in X-Forwarded-For who asks
    outbox: int = 256 * 2**20  # bytes of answers that slow clients have not taken yet


class Retry(Exception):  # noqa: N818 - it is no fault: the same request may be answered later
    """The endpoint is busy or is being stopped."""


class TooManyError(Retry):
    """One client has as many requests here as it may."""
