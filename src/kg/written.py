"""Files that are written block by block, and what is known of them then: for whoever describes or compares them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol, TypeAlias

# What stands for everything that the bytes of a block depend on, but for kg itself; and what makes them.
Block: TypeAlias = tuple[bytes, Callable[[], bytes]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring blocks that two builds' files share: where they begin in each, and how many bytes they take."""

    before: int
    after: int
    length: int


@dataclass(frozen=True, slots=True)
class Written:
    """What is known of a file once it is written: the bytes and the lines of each block, and what was taken over."""

    lengths: array[int] = field(default_factory=lambda: array("Q"))
    lines: array[int] = field(default_factory=lambda: array("Q"))
    taken: list[Stretch] = field(default_factory=list)

    def add(self, length: int, lines: int, before: int | None, after: int) -> None:
        """Add the next block; `before` is where it lay in the last build's file, if it is taken over."""
        self.lengths.append(length)
        self.lines.append(lines)
        if before is None:
            return
        last = self.taken[-1] if self.taken else None
        if last and (last.before + last.length, last.after + last.length) == (before, after):
            self.taken[-1] = Stretch(last.before, last.after, last.length + length)
        else:
            self.taken.append(Stretch(before, after, length))


class Writing(Protocol):
    """One of the ways to write a file of blocks."""

    def write(self, stream: BinaryIO, blocks: Iterable[Block]) -> Written:
        """Write the blocks that a file consists of, in their order, into a stream that is open for bytes."""


class Anew(Writing):
    """Makes every block."""

    def write(self, stream: BinaryIO, blocks: Iterable[Block]) -> Written:
        """Write the blocks in their order."""
        written, end = Written(), 0
        for _, make in blocks:
            content = make()
            stream.write(content)
            written.add(len(content), content.count(b"\n"), None, end)
            end += len(content)
        return written
