"""Where an answer goes out: the head waits for the body, and both are one packet, which wakes its reader once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Final

_LONG: Final = 2**18  # bytes of a body that is not copied to stand behind its head


class Outlet:
    """A transport that keeps the first piece of an answer until the second, or until the loop comes round."""

    def __init__(self, transport: asyncio.Transport, soon: Callable[[Callable[[], None]], object]) -> None:
        self._transport = transport
        self._soon = soon
        self._kept = b""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, piece: bytes) -> None:
        """Send a piece, now or with the next one."""
        if self._kept:
            kept, self._kept = self._kept, b""
            if len(piece) < _LONG:
                self._transport.write(kept + piece)
                return
            self._transport.write(kept)
        elif piece:
            self._kept = piece
            self._soon(self.flush)
            return
        self._transport.write(piece)

    def flush(self) -> None:
        """Send what was kept."""
        if self._kept:
            kept, self._kept = self._kept, b""
            self._transport.write(kept)

    def close(self) -> None:
        """Send what was kept, and close."""
        self.flush()
        self._transport.close()
