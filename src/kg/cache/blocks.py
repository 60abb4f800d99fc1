"""Files in pieces, of which those whose inputs are as they were are blocks of the last build's file."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO, Final

from kg.cache.digest import SIZE, Digest, digest_of, digest_of_kg
from kg.cache.kept import Memory
from kg.piecewise import Piece, Writing, Written

_NUMBERS: Final = 2  # kept of each block besides its key: bytes and lines
_EACH: Final = SIZE + _NUMBERS * array("Q").itemsize


class Blocks(Writing):
    """Writes one file of a build, with the help of the one in the output folder if that is what the last build left."""

    def __init__(self, memory: Memory, output: Path, name: str) -> None:
        """Take the memory of the last build, the folder that it wrote, and the name of the file there."""
        self._memory, self._path = memory, output / name
        self._last_state = _read_state(self._path)
        kept = memory.find(self._key(self._last_state)) if memory.is_on and self._last_state else None
        self._last_index = kept or b""
        self._state, self._index = "", b""

    def write(self, stream: BinaryIO, pieces: Iterable[Piece]) -> Written:
        """Write the pieces that a file consists of, in their order; may be called in any thread.

        The file must be open for bytes, and hold nothing else.
        """
        written, keys, end = Written(), bytearray(), 0
        with self._open_last() as last:
            for key, make in pieces:
                found = last.take(key)
                content = make() if found is None else found.content
                stream.write(content)
                lines = content.count(b"\n") if found is None else found.lines
                written.add(len(content), lines, found.start if found else None, end)
                keys += key
                end += len(content)
        if len(keys) != SIZE * len(written.lengths):
            raise ValueError("a key that is no digest")
        stream.flush()
        self._state = _to_state(os.fstat(stream.fileno()))  # which a rename does not change
        self._index = bytes(keys) + written.lengths.tobytes() + written.lines.tobytes()
        return written

    def remember(self) -> None:
        """Note what the file consists of, to be taken over by the next build if the file is in place then."""
        if self._memory.is_on and self._state:
            self._memory.keep(self._key(self._state), self._index)

    @contextmanager
    def _open_last(self) -> Iterator[_Last]:
        try:
            file = self._path.open("rb") if self._last_index else None
        except OSError:
            file = None
        if file is None:
            yield _Last()
            return
        with file:
            yield _Last(file, self._last_state, self._last_index)

    def _key(self, state: str) -> Digest:
        return digest_of("blocks", digest_of_kg(), self._path.name, state)


@dataclass(frozen=True, slots=True)
class _Found:
    """A block in the last build's file."""

    start: int
    content: bytes
    lines: int


class _Last:
    """The last build's file with its blocks by their keys; none once anybody writes to it."""

    def __init__(self, file: BinaryIO | None = None, state: str = "", index: bytes = b"") -> None:
        self._file, self._state = file, state
        self._number_by_key: dict[Digest, int] = {}
        if file is None or len(index) % _EACH:
            return
        count = len(index) // _EACH
        numbers = array("Q", index[count * SIZE :])
        self._lengths, self._lines = numbers[:count], numbers[count:]
        if sum(self._lengths) == os.fstat(file.fileno()).st_size:
            self._starts = array("Q", accumulate(self._lengths, initial=0))
            self._number_by_key = {index[at * SIZE : (at + 1) * SIZE]: at for at in range(count)}

    def take(self, key: Digest) -> _Found | None:
        """Return a block if it is known, and the file still as the last build left it after it is read."""
        number = self._number_by_key.get(key)
        if number is None or self._file is None:
            return None
        start, length = self._starts[number], self._lengths[number]
        self._file.seek(start)
        content = self._file.read(length)
        if len(content) < length or _to_state(os.fstat(self._file.fileno())) != self._state:
            self._number_by_key.clear()
            return None
        return _Found(start, content, self._lines[number])


def _read_state(path: Path) -> str:
    try:
        return _to_state(path.stat())
    except OSError:
        return ""


def _to_state(file: os.stat_result) -> str:
    """Return what the disk says of a file; whoever writes to it changes that."""
    return f"{file.st_size} {file.st_mtime_ns}"
