"""Files that are made piece by piece, so that whoever writes them may take over what the last build's file has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from hashlib import blake2b
from itertools import islice
from typing import BinaryIO, Final, NamedTuple, TypeAlias

_SIZE: Final = 16  # bytes of a key: no two of 2**50 pieces share one by chance
_TOGETHER: Final = 256  # texts that make one piece


class Piece(NamedTuple):
    """A part of a file: what stands for all that its bytes depend on, but for kg itself, and what makes them."""

    key: bytes
    make: Callable[[], bytes]


# Writes the pieces of the file of a name into a stream that is open for bytes.
Writing: TypeAlias = Callable[[str, BinaryIO, Iterable[Piece]], object]


def write_pieces(name: str, stream: BinaryIO, pieces: Iterable[Piece]) -> None:  # noqa: ARG001 - as others need it
    """Make every piece."""
    stream.writelines(piece.make() for piece in pieces)


def key_of(*parts: bytes) -> bytes:
    """Return what stands for the parts in their order; where one ends and the next begins counts too."""
    hashed = blake2b(digest_size=_SIZE)
    for part in parts:
        hashed.update(len(part).to_bytes(8, "little"))
        hashed.update(part)
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
