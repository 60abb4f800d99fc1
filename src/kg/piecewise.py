"""Files that are written piece by piece, so that whoever writes them may take over what the last build's file has."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from itertools import islice
from typing import BinaryIO, Final, NamedTuple, Protocol

KEY: Final = 16  # bytes: no two of 2**50 pieces share one by chance
_TOGETHER: Final = 256  # texts that make one piece


class Piece(NamedTuple):
    """A part of a file: what stands for all that its bytes depend on, but for kg itself, and what makes them."""

    key: bytes
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring pieces that two builds' files share: where they begin in each, and how many bytes they take."""

    before: int
    after: int
    length: int


@dataclass(frozen=True, slots=True)
class Written:
    """What is known of a file once it is written: the bytes and the lines of each piece, and what was taken over."""

    lengths: array[int] = field(default_factory=lambda: array("Q"))
    lines: array[int] = field(default_factory=lambda: array("Q"))
    taken: list[Stretch] = field(default_factory=list)

    def add(self, length: int, lines: int, before: int | None, after: int) -> None:
        """Add the next piece; `before` is where it lay in the last build's file, if it is taken over."""
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
    """One of the ways to write a file of pieces."""

    def write(self, stream: BinaryIO, pieces: Iterable[Piece]) -> Written:
        """Write the pieces that a file consists of, in their order, into a stream that is open for bytes."""


class Anew(Writing):
    """Makes every piece."""

    def write(self, stream: BinaryIO, pieces: Iterable[Piece]) -> Written:
        """Write the pieces in their order."""
        written, end = Written(), 0
        for piece in pieces:
            content = piece.make()
            stream.write(content)
            written.add(len(content), content.count(b"\n"), None, end)
            end += len(content)
        return written


def anew(name: str) -> Writing:  # noqa: ARG001 - as one that knows files by name is asked
    """Return the way to write a file of any name where no last build is known."""
    return Anew()


def key_of(*parts: bytes | str) -> bytes:
    """Return what stands for the parts in their order; where one ends and the next begins counts too."""
    hashed = blake2b(digest_size=KEY)
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hashed.update(len(content).to_bytes(8, "little"))
        hashed.update(content)
    return hashed.digest()


def to_made_pieces(texts: Iterable[str]) -> Iterator[Piece]:
    """Yield texts that are as soon made as asked for a key, many in a piece."""
    rest = iter(texts)
    while together := [*islice(rest, _TOGETHER)]:
        content = to_bytes("".join(together))
        yield Piece(key_of(content), partial(bytes, content))  # bytes themselves, not a copy


def to_bytes(text: str) -> bytes:
    """Return the text in UTF-8; lone surrogates, which that has not, become question marks."""
    return text.encode("utf-8", "replace")
