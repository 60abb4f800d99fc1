"""What the files of a build are known by in `dataset.ttl`: each is read once, and the canonical form of all with it."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from kg.rdf.canonical import PARTS, Digest
from kg.rdf.dataset import CANONICAL, FILES
from kg.rdf.files import BLOCK

if TYPE_CHECKING:
    from kg.piecewise import Written

_LAST: Final = b"\xff"  # no byte of UTF-8, and greater than all


class Sum:
    """A digest that is being added up."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._sha256, self._size, self._lines = hashlib.sha256(), 0, 0

    def add(self, content: bytes, lines: int) -> None:
        """Add what comes next, so many lines."""
        self._sha256.update(content)
        self._size += len(content)
        self._lines += lines

    def digest(self) -> Digest:
        """Return the digest of all that was added."""
        return Digest(self._sha256.hexdigest(), self._size, self._lines)


def read_digest(path: Path) -> Digest:
    """Hash and count a file, however large."""
    total = Sum()
    with path.open("rb", buffering=0) as file:
        while block := file.read(BLOCK):
            _add(block, total)
    return total.digest()


def read_digests(folder: Path, evidence: Written) -> dict[str, Digest]:
    """Return the digest of each file by its name, and that of the canonical form of all.

    `evidence` is what `evidence.nt` consists of, text by text: whole texts are put among the lines of `graph.nt`, where
    `read_canonical` compares line with line.
    """
    graph, phrases, whole = Sum(), Sum(), Sum()
    with (folder / PARTS[0]).open("rb") as described, (folder / PARTS[1]).open("rb") as texts:
        lines = _Lines(described)
        for length, count in zip(evidence.lengths, evidence.lines, strict=True):
            about_text = texts.read(length)
            for before in lines.take_until(_start_of(about_text)):
                _add(before, graph, whole)
            inside = b"".join(lines.take_until(_start_of(about_text) + _LAST))
            phrases.add(about_text, count)
            if inside:
                _add(inside, graph)
                _add(_to_sorted_lines(about_text + inside), whole)
            else:
                whole.add(about_text, count)
        for behind in lines.take_until(_LAST):
            _add(behind, graph, whole)
    digests = {name: read_digest(folder / name) for name in FILES if name not in PARTS}
    return digests | {PARTS[0]: graph.digest(), PARTS[1]: phrases.digest(), CANONICAL: whole.digest()}


def _add(content: bytes, *sums: Sum) -> None:
    lines = content.count(b"\n")  # which takes nearly as long as a hash: once for all
    for each in sums:
        each.add(content, lines)


class _Lines:
    """The lines of a sorted file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._lines: list[bytes] = []
        self._next = 0

    def take_until(self, limit: bytes) -> Iterator[bytes]:
        """Yield the lines that come next and are smaller than the limit, many in one piece."""
        while True:
            end = bisect_left(self._lines, limit, self._next)
            yield b"".join(self._lines[self._next : end])
            self._next = end
            if end < len(self._lines):
                return
            self._lines, self._next = self._file.readlines(BLOCK), 0
            if not self._lines:
                return


def _start_of(about_text: bytes) -> bytes:
    """Return what each line about a text begins with: the first subject as far as its offsets."""
    subject = about_text[: about_text.index(b"> ")]
    return subject[: subject.rindex(b"=") + 1]


def _to_sorted_lines(lines: bytes) -> bytes:
    return b"".join(sorted(set(lines.splitlines(keepends=True))))
