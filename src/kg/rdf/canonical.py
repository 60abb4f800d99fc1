"""The whole build as one sorted list of N-Quads: what it is hashed by, compared by and shipped as.

There is no blank node, so RDFC-1.0 has nothing to rename: its canonical form is these lines, and its hash the
SHA-256 of them.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from kg.errors import InputError

EVIDENCE: Final = "evidence.nt"
PARTS: Final = ("graph.nt", EVIDENCE)
_BATCH: Final = 4096  # lines that are hashed at once


@dataclass(frozen=True, slots=True)
class Digest:
    """What a list of bytes is known by."""

    sha256: str  # in small letters
    size: int  # in bytes
    lines: int


def read_canonical(folder: Path) -> Iterator[bytes]:
    """Yield the lines of both files, sorted by bytes and each once; both files are sorted already.

    A triple in the default graph is the same line in N-Quads as in N-Triples. Raise `InputError` where a file is not
    sorted after all.
    """
    before = b""
    with ExitStack() as stack:
        for line in heapq.merge(*(stack.enter_context((folder / name).open("rb")) for name in PARTS)):
            if line < before:
                raise InputError(folder, "the lines of its files are out of order", remedy="build it again")
            if line != before:
                yield line
            before = line


def to_digest(lines: Iterator[bytes]) -> Digest:
    """Hash and count lines."""
    sha256 = hashlib.sha256()
    size = number = 0
    while batch := list(islice(lines, _BATCH)):
        content = b"".join(batch)
        sha256.update(content)
        size += len(content)
        number += len(batch)
    return Digest(sha256.hexdigest(), size, number)
