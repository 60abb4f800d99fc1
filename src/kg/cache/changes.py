"""What two builds say differently: their files of sorted lines compared, equal ones in large blocks."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, Final

from kg.piecewise import Stretch
from kg.rdf.canonical import EVIDENCE, PARTS
from kg.rdf.files import BLOCK

MOST_CHANGED: Final = 200_000  # lines; a store is loaded anew in less time than it takes to change more
_STEP: Final = 1 << 12  # bytes that are compared line by line where the files differ
_MOST_APART: Final = 1 << 24  # bytes beside what is known to be the same, to be compared as sets of lines


@dataclass(frozen=True, slots=True)
class Changes:
    """The lines of N-Triples that are gone and those that are new."""

    gone: frozenset[bytes]
    new: frozenset[bytes]


def find_changes(before: Path, after: Path, same: Sequence[Stretch] = ()) -> Changes | None:
    """Compare the files of N-Triples in two folders; None if too much changed, or one cannot be read.

    `same` is what of the evidence is known to be the same, whole lines: it is not looked at.
    """
    gone: set[bytes] = set()
    new: set[bytes] = set()
    try:
        for name, other in (PARTS, reversed(PARTS)):
            gone_here: set[bytes] = set()
            with (before / name).open("rb") as old_file, (after / name).open("rb") as new_file:
                for block in compare(old_file, new_file, same if name == EVIDENCE else ()):
                    gone_here |= block.gone
                    new |= block.new
                    if len(gone) + len(gone_here) + len(new) > MOST_CHANGED:
                        return None
            with (after / other).open("rb") as file:  # a line that the other file has stays in the store
                gone |= gone_here - set(_find_lines(file, gone_here))
    except OSError:
        return None
    return Changes(frozenset(gone), frozenset(new))


def compare(before: BinaryIO, after: BinaryIO, same: Sequence[Stretch] = ()) -> Iterator[Changes]:
    """Yield the differences of two files of sorted lines, some at a time; what is the same is whole lines of both."""
    old = list(_find_gaps(before, ((each.before, each.length) for each in same)))
    new = list(_find_gaps(after, ((each.after, each.length) for each in same)))
    if same and sum(length for _, length in (*old, *new)) <= _MOST_APART:
        gone, come = (frozenset(_read_gaps(file, gaps)) for file, gaps in ((before, old), (after, new)))
        yield Changes(gone - come, come - gone)
    else:
        yield from _compare_all(before, after)


def _find_gaps(file: BinaryIO, known: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where what is not known begins, and how long it is."""
    at, size = 0, file.seek(0, os.SEEK_END)
    file.seek(0)
    for start, length in (*sorted(known), (size, 0)):
        if start > at:
            yield at, start - at
        at = max(at, start + length)


def _read_gaps(file: BinaryIO, gaps: Iterable[tuple[int, int]]) -> Iterator[bytes]:
    """Yield the lines that stand there."""
    for start, length in gaps:
        file.seek(start)
        yield from BytesIO(file.read(length))


def _compare_all(before: BinaryIO, after: BinaryIO) -> Iterator[Changes]:
    """Yield the differences of two files of sorted lines, some at a time.

    Where the files differ both are read in small steps, of which lines that are greater than the other's last are read
    again: so the two are soon in step, and equal blocks grow.
    """
    size = BLOCK
    while True:
        old, new = _read_lines(before, size), _read_lines(after, size)
        if old == new:
            if not old:
                return
            size = min(2 * size, BLOCK)
        elif size > _STEP:
            parting = _find_parting(old, new)
            before.seek(parting - len(old), os.SEEK_CUR)
            after.seek(parting - len(new), os.SEEK_CUR)
            size = _STEP
        else:
            earlier, later = BytesIO(old).readlines(), BytesIO(new).readlines()
            limit = min(lines[-1] for lines in (earlier, later) if lines)
            gone, come = _take_until(limit, earlier, before), _take_until(limit, later, after)
            yield Changes(gone - come, come - gone)


def _take_until(limit: bytes, lines: list[bytes], file: BinaryIO) -> frozenset[bytes]:
    """Return the lines that are not greater, and go back to the first that is."""
    end = bisect_right(lines, limit)
    file.seek(-sum(map(len, lines[end:])), os.SEEK_CUR)
    return frozenset(lines[:end])


def _read_lines(file: BinaryIO, size: int) -> bytes:
    """Read so many bytes, and the rest of the last line."""
    lines = file.read(size)
    return lines if lines.endswith(b"\n") else lines + file.readline()


def _find_parting(one: bytes, other: bytes) -> int:
    """Return where the first line begins that two blocks do not share."""
    same, end = 0, min(len(one), len(other))
    while same < end:
        middle = (same + end + 1) // 2
        if one[same:middle] == other[same:middle]:
            same = middle
        else:
            end = middle - 1
    return one.rfind(b"\n", 0, same) + 1


def _find_lines(file: BinaryIO, wanted: Iterable[bytes]) -> Iterator[bytes]:
    """Yield which of the lines a file of sorted lines has."""
    for subject, lines in groupby(sorted(wanted), key=lambda line: line[: line.find(b" ") + 1]):
        searched = set(lines)
        _seek(file, subject)
        for line in file:
            if not line.startswith(subject):
                break
            if line in searched:
                yield line


def _seek(file: BinaryIO, start: bytes) -> None:
    """Go to the first line that is not smaller, by halving what is left."""
    low, high = 0, file.seek(0, os.SEEK_END)
    while low < high:
        middle = (low + high) // 2
        file.seek(max(middle - 1, 0))
        if middle:
            file.readline()  # the line that the middle lies in, or only the end of the one before it
        at = file.tell()
        line = file.readline()
        if line and line < start:
            low = at + len(line)
        else:
            high = middle
    file.seek(low)
