"""Who waits for a process, and who is next: not the first who came, but the next of the clients that wait."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

Waiting = TypeVar("Waiting")


class Line(Generic[Waiting]):
    """A queue for each client; the clients take turns, so that one that asks a hundred times delays itself."""

    def __init__(self) -> None:
        self._queues: dict[str, deque[Waiting]] = {}  # in the order of the turns
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def add(self, client: str, waiting: Waiting) -> None:
        """Put one behind the others of its client."""
        self._queues.setdefault(client, deque()).append(waiting)
        self._length += 1

    def take(self, may: Callable[[str], bool] = lambda _client: True) -> Waiting | None:
        """Return the one whose turn it is, of the clients that may, and let its client's turn come again last."""
        client = next(filter(may, self._queues), None)
        if client is None:
            return None
        queue = self._queues.pop(client)
        waiting = queue.popleft()
        if queue:
            self._queues[client] = queue
        self._length -= 1
        return waiting

    def drop(self, client: str, waiting: Waiting) -> bool:
        """Take one out that waits no longer; tell whether it was there."""
        queue = self._queues.get(client)
        if queue is None or waiting not in queue:
            return False
        queue.remove(waiting)
        if not queue:
            del self._queues[client]
        self._length -= 1
        return True

    def clear(self) -> None:
        """Send everyone away."""
        self._queues.clear()
        self._length = 0
