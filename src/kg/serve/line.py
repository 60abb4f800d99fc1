"""Who waits for a process, and who is next: not the first who came, but the next of the clients that wait."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

Waiting = TypeVar("Waiting")

_REMEMBERED = 1024  # clients whose last turn is known; one that is forgotten counts as new


class Line(Generic[Waiting]):
    """A queue for each client; whoever had a turn longest ago is next, so that one that asks a lot delays itself."""

    def __init__(self) -> None:
        self._queues: dict[str, deque[Waiting]] = {}  # in the order in which the clients came
        self._last_turn: dict[str, int] = {}  # the longest ago first
        self._turns = 0
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def add(self, client: str, waiting: Waiting) -> None:
        """Put one behind the others of its client."""
        self._queues.setdefault(client, deque()).append(waiting)
        self._length += 1

    def take(self, may: Callable[[str], bool] = lambda _client: True) -> Waiting | None:
        """Return the one whose turn it is, of the clients that may: theirs whose last turn is longest ago."""
        client = min(filter(may, self._queues), key=lambda each: self._last_turn.get(each, 0), default=None)
        if client is None:
            return None
        queue = self._queues[client]
        waiting = queue.popleft()
        if not queue:
            del self._queues[client]
        self._length -= 1
        self._note_turn(client)
        return waiting

    def _note_turn(self, client: str) -> None:
        self._turns += 1
        self._last_turn.pop(client, None)
        self._last_turn[client] = self._turns
        if len(self._last_turn) > _REMEMBERED:
            del self._last_turn[next(iter(self._last_turn))]

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
