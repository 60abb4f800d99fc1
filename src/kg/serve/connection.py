"""One connection: a head, a body and an answer each have their time, so that slow clients cannot stay."""

from __future__ import annotations

import asyncio
import socket
from enum import StrEnum
from http import HTTPStatus
from typing import Any, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.serve.conversation import Conversation
from kg.serve.limits import (
    ANSWER_SECONDS,
    BODY_SECONDS,
    HEAD_SECONDS,
    MOST_CONNECTIONS,
    MOST_CONNECTIONS_OF_ONE,
    MOST_HEAD,
    MOST_TARGET,
)
from kg.serve.outlet import Outlet
from kg.serve.peers import UNKNOWN, is_here, to_peer
from kg.serve.refusals import to_json

GONE: Final = "gone"  # the state of a request that is done once its client has left
# h11's own limit on a head; that of `Connection` strikes first.
_H11_LIMIT: Final = 2 * MOST_HEAD


class _Phase(StrEnum):
    """What the client has not finished."""

    HEAD = "head"
    BODY = "body"


_SECONDS: Final = {_Phase.HEAD: HEAD_SECONDS, _Phase.BODY: BODY_SECONDS}


class Connection(H11Protocol):
    """A connection of uvicorn's that ends itself when its client is too slow or says too much.

    While its client does not take an answer, it is among the `full`.
    """

    _phase: _Phase | None = None
    _deadline: asyncio.TimerHandle | None = None
    _sending: asyncio.TimerHandle | None = None
    _head_size = 0
    _peer = UNKNOWN

    def __init__(self, *args: Any, full: set[Connection], **named: Any) -> None:
        super().__init__(*args, **named)
        self._full = full
        self.conn = Conversation(h11.SERVER, _H11_LIMIT)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's own
        """Begin to wait for a head."""
        self._gone: asyncio.Future[Any] = self.loop.create_future()
        self.app_state = {**self.app_state, GONE: self._gone}
        super().connection_made(Outlet(transport, self.loop.call_soon))  # type: ignore[arg-type] # it stands for one
        # asyncio does this only where the listener names its protocol; without it, an answer waits 40 ms.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if len(self.connections) > MOST_CONNECTIONS:
            self._refuse(503, "too many connections", "come back in a moment")
            return
        if self._has_too_many():
            self._refuse(429, "too many connections of one client", "close some")
            return
        self._enter(_Phase.HEAD)

    def data_received(self, data: bytes) -> None:
        """Take what came, unless the head grows too long; a drop at a time gives no more time."""
        if self.conn.their_state is h11.IDLE and self._is_head_too_long(data):
            return
        super().data_received(data)
        self._enter(self._find_phase())

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the deadlines; tell those who work for the client."""
        self._enter(None)
        self._forget_sending()
        if not self._gone.done():
            self._gone.set_result(None)
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Begin to wait for a client that does not take its answer."""
        super().pause_writing()
        self._forget_sending()
        self._full.add(self)
        self._sending = self.loop.call_later(ANSWER_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Stop waiting: the client has it."""
        self._forget_sending()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's words, for which these stand
        """Answer what is no HTTP."""
        self._refuse(400, "this is no HTTP/1.1 request", "send one as RFC 9112 has it")

    def _has_too_many(self) -> bool:
        """Tell whether this is one connection too many of a client; this machine's own, a proxy say, may have any."""
        self._peer = to_peer(self.client[0]) if self.client else UNKNOWN
        if is_here(self._peer):
            return False
        others: int = sum(isinstance(each, Connection) and each._peer == self._peer for each in self.connections)
        return others > MOST_CONNECTIONS_OF_ONE

    def _find_phase(self) -> _Phase | None:
        if self.conn.their_state is h11.SEND_BODY:
            return _Phase.BODY
        is_begun = self.conn.their_state is h11.IDLE and self.conn.trailing_data[0]
        return _Phase.HEAD if is_begun else None

    def _enter(self, phase: _Phase | None) -> None:
        if phase is self._phase:
            return
        if self._deadline:
            self._deadline.cancel()
        self._phase, self._head_size = phase, 0
        self._deadline = self.loop.call_later(_SECONDS[phase], self._end_late) if phase else None

    def _is_head_too_long(self, data: bytes) -> bool:
        self._head_size += len(data)
        if self._head_size <= MOST_HEAD:
            return False
        head = bytes(self.conn.trailing_data[0]) + data
        if b"\r\n\r\n" in head[:MOST_HEAD]:
            return False
        if b"\n" in head[:MOST_TARGET]:
            self._refuse(431, "the headers are too long", f"send at most {MOST_HEAD} bytes")
        else:
            self._refuse(414, "the address is too long", f"POST the query, or send at most {MOST_TARGET} bytes")
        return True

    def _end_late(self) -> None:
        self._refuse(408, f"the {self._phase} of the request did not come in time", "send it at once")

    def _refuse(self, status: int, message: str, remedy: str) -> None:
        """Answer past the application and close; where an answer has begun, there is nothing left to say."""
        if self.transport.is_closing():
            return
        is_answered = self.conn.our_state in (h11.DONE, h11.MUST_CLOSE)  # and the rest of its request still comes
        if is_answered or (self.cycle and self.cycle.response_started and not self.cycle.response_complete):
            self.transport.abort()
            return
        body = to_json(message, remedy)
        head = (
            f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\ncontent-type: application/json\r\n"
            f"content-length: {len(body)}\r\nx-content-type-options: nosniff\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode("ascii") + body)
        self.transport.close()

    def _forget_sending(self) -> None:
        self._full.discard(self)
        if self._sending:
            self._sending.cancel()
            self._sending = None
