"""HTTP/1.1 as h11 reads it, but no body in crumbs."""

from __future__ import annotations

from typing import Any

import h11

from kg.serve.limits import MOST_CHUNKS


class Conversation(h11.Connection):
    """What is said over one connection; a body of too many chunks is as wrong as one of none.

    A chunk costs the endpoint more than its bytes cost the client: a megabyte of them, a byte each, some ten seconds.
    """

    _chunks = 0

    def next_event(self) -> Any:
        """Return what comes next, as h11 does; raise `h11.RemoteProtocolError` for a chunk too many."""
        event = super().next_event()
        if isinstance(event, h11.Request):
            self._chunks = 0
        elif isinstance(event, h11.Data):
            self._chunks += 1
            if self._chunks > MOST_CHUNKS:
                raise h11.RemoteProtocolError("too many chunks")
        return event
