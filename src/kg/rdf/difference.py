"""What one build says and another does not: two sorted lists of N-Quads, read side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kg.errors import NothingBuiltError
from kg.rdf.canonical import PARTS, read_canonical


class Sign(StrEnum):
    """Which of the two builds has the triple: the new one or the old one."""

    ADDED = "+"
    REMOVED = "-"


@dataclass(frozen=True, slots=True)
class Change:
    """A triple that only one of the builds has, as a line of N-Quads with its end."""

    sign: Sign
    line: bytes


def read_changes(old: Path, new: Path) -> Iterator[Change]:
    """Yield the changes from one build to the next, sorted by the bytes of their lines; nothing is kept in memory.

    Raise `NothingBuiltError` where a folder holds no build, and `InputError` where the lines of one are not sorted.
    """
    for folder in (old, new):
        if not all((folder / name).is_file() for name in PARTS):
            raise NothingBuiltError(f"{folder} holds no build", remedy=f"make one: kg build POSTS -o {folder}")
    return _compare(read_canonical(old), read_canonical(new))


def to_quad(change: Change) -> bytes:
    """Return the change as a quad whose graph, `urn:kg:added` or `urn:kg:removed`, says which it is."""
    return change.line.removesuffix(b".\n") + b"<urn:kg:%b> .\n" % change.sign.name.lower().encode()


def _compare(old: Iterator[bytes], new: Iterator[bytes]) -> Iterator[Change]:
    before, after = next(old, b""), next(new, b"")
    while before or after:
        if before == after:
            before, after = next(old, b""), next(new, b"")
        elif not after or (before and before < after):
            yield Change(Sign.REMOVED, before)
            before = next(old, b"")
        else:
            yield Change(Sign.ADDED, after)
            after = next(new, b"")
