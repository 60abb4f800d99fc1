"""The access log: one line a request, and nothing in it that a terminal would obey."""

from __future__ import annotations

import time
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LONGEST = 500


class AccessLog:
    """Write who asked what, how it ended, how many bytes went out and how long it took."""

    def __init__(self, app: ASGIApp, write: Callable[[str], object]) -> None:
        self._app = app
        self._write = write

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note what goes back."""
        status, size, start = 0, 0, time.perf_counter()

        async def send_noted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, send_noted)
        finally:
            if scope["type"] == "http":
                client = scope["client"][0] if scope.get("client") else "-"
                spent = (time.perf_counter() - start) * 1000
                ending = status or "left"
                self._write(f"{client} {scope['method']} {_to_target(scope)} {ending} {size} {spent:.1f}ms")


def _to_target(scope: Scope) -> str:
    """Return path and query as they came: h11 lets only visible ASCII through."""
    query = scope["query_string"]
    target = scope["raw_path"] + (b"?" + query if query else b"")
    shown: str = target[:_LONGEST].decode("ascii", "backslashreplace")
    return shown if len(target) <= _LONGEST else f"{shown}…"
