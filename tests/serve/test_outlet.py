"""Every byte of an answer goes out once and in order, a short answer in one piece."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from kg.serve.outlet import Outlet

HEAD = b"HTTP/1.1 200 OK\r\n\r\n"


class Wire:
    """What a transport would send, and what its loop would do when it comes round."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.later: list[Callable[[], None]] = []
        self.is_closed = False
        self.outlet = Outlet(cast("asyncio.Transport", self), self.later.append)

    def write(self, piece: bytes) -> None:
        assert not self.is_closed
        self.sent.append(piece)

    def close(self) -> None:
        self.is_closed = True

    def is_closing(self) -> bool:
        return self.is_closed

    def come_round(self) -> None:
        while self.later:
            self.later.pop(0)()


def test_a_short_answer_is_one_piece() -> None:
    wire = Wire()
    for piece in (HEAD, b"{}", b""):
        wire.outlet.write(piece)
    assert wire.sent == [HEAD + b"{}", b""]


def test_a_long_body_is_not_copied() -> None:
    wire, body = Wire(), bytes(10**6)
    wire.outlet.write(HEAD)
    wire.outlet.write(body)
    assert wire.sent == [HEAD, body]
    assert wire.sent[1] is body


def test_a_head_alone_goes_out_when_the_loop_comes_round_or_the_connection_ends() -> None:
    for end in (Wire.come_round, lambda wire: wire.outlet.close()):
        wire = Wire()
        wire.outlet.write(HEAD)
        assert not wire.sent
        end(wire)
        assert wire.sent == [HEAD]
    assert wire.outlet.is_closing()


@given(st.lists(st.sampled_from([b"", b"a", b"bc", b"d" * 300_000, None])))
def test_all_that_is_written_goes_out_in_order(pieces: list[bytes | None]) -> None:
    wire = Wire()
    for piece in pieces:
        if piece is None:
            wire.come_round()
        else:
            wire.outlet.write(piece)
    wire.outlet.close()
    wire.come_round()
    assert b"".join(wire.sent) == b"".join(piece for piece in pieces if piece)
