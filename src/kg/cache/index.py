"""The search index of the last build, brought up to date where it is as that build left it."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final

from kg.cache.digest import Digest, digest_of, digest_of_kg
from kg.cache.kept import Memory
from kg.errors import NothingBuiltError
from kg.graph.schema import Graph
from kg.query.text.file import NAME
from kg.query.text.index import write_index
from kg.query.text.renew import renew_index

MOST_TIMES: Final = 40  # an index is brought up to date before it is written anew, since changes leave gaps


class Indexes:
    """Makes the search index of a build, out of the one in the output folder if that is what the last build left."""

    def __init__(self, memory: Memory, output: Path) -> None:
        """Take the memory of the last build, and the folder that it wrote."""
        self._memory, self._output = memory, output
        known = memory.find(self._key()) if memory.is_on else None
        self._known_times = int(known) if known is not None and known.isdigit() else None
        self._times = 0  # that the index was brought up to date since it was written anew

    def write(self, graph: Graph, folder: Path) -> None:
        """Write `search.sqlite` into the folder, which is another than the output folder."""
        if self._known_times is not None and self._known_times < MOST_TIMES:
            with suppress(NothingBuiltError, sqlite3.Error, OSError):
                if renew_index(graph, self._output, folder):
                    self._times = self._known_times + 1
                    return
        write_index(graph, folder)

    def remember(self) -> None:
        """Note the file that is in place now, to be known again by the next build."""
        if self._memory.is_on:
            self._memory.keep(self._key(), str(self._times).encode())

    def _key(self) -> Digest:
        """Return what stands for the file in the output folder, as the disk lists it, and for what reads it."""
        return digest_of("index", digest_of_kg(), sqlite3.sqlite_version, _state_of(self._output / NAME))


def _state_of(path: Path) -> str:
    """Return what the disk says of a file; whoever writes to it changes that, even if he sets its time back."""
    try:
        state = path.stat()
    except OSError:
        return "none"
    return f"{state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}"
