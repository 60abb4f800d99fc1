"""The triple store of the last build, brought up to date: only what changed is taken out and put in."""

from __future__ import annotations

import os
import shutil
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from pyoxigraph import RdfFormat, Store, parse

from kg.cache.digest import Digest, digest_of, digest_of_kg
from kg.cache.kept import Memory
from kg.rdf.canonical import PARTS
from kg.rdf.write import write_store

MOST_CHANGED: Final = 200_000  # lines; a store is loaded anew in less time than it takes to change more
MOST_TIMES: Final = 40  # a store is brought up to date before it is loaded anew, since changes leave gaps
_BLOCK: Final = 4 * 1024 * 1024  # bytes of lines that are compared at once
_LASTING: Final = ".sst"  # what these files hold never changes, so both stores can have the same one


@dataclass(frozen=True, slots=True)
class Changes:
    """The lines of N-Triples that are gone and those that are new."""

    gone: frozenset[bytes]
    new: frozenset[bytes]


class Stores:
    """Makes the store of a build, out of the one in the output folder where that is as the last build left it."""

    def __init__(self, memory: Memory, output: Path) -> None:
        """Take the memory of the last build, and the folder that it wrote."""
        self._memory, self._output = memory, output
        known = memory.find(self._key()) if memory.is_on else None
        self._known_times = int(known) if known is not None and known.isdigit() else None
        self._times = 0  # that the store was brought up to date since it was loaded

    def write(self, folder: Path) -> None:
        """Write `store/` into the folder that holds the files of N-Triples; may be called in any thread."""
        if self._known_times is not None and self._known_times < MOST_TIMES:
            changes = find_changes(self._output, folder)
            if changes is not None:
                with suppress(OSError, RuntimeError):
                    renew(self._output / "store", folder / "store", changes)
                    self._times = self._known_times + 1
                    return
                shutil.rmtree(folder / "store", ignore_errors=True)
        write_store(folder)

    def remember(self) -> None:
        """Note the files that are in place now, to be known again by the next build."""
        if self._memory.is_on:
            self._memory.keep(self._key(), str(self._times).encode())

    def _key(self) -> Digest:
        """Return what stands for the files of N-Triples and the store in the output folder, as the disk lists them."""
        files = [self._output / name for name in PARTS]
        with suppress(OSError):
            listed = sorted((self._output / "store").iterdir())
            files += [each for each in listed if each.suffix == _LASTING or each.name.startswith(("CURRENT", "MANI"))]
        return digest_of("store", digest_of_kg(), *map(_state_of, files))


def _state_of(path: Path) -> str:
    try:
        state = path.stat()
    except OSError:
        return f"{path.name} is gone"
    return f"{path.name} {state.st_size} {state.st_mtime_ns}"


def find_changes(before: Path, after: Path) -> Changes | None:
    """Compare the files of N-Triples in two folders; None if too much changed, or one cannot be read."""
    gone: set[bytes] = set()
    new: set[bytes] = set()
    try:
        for name in PARTS:
            with (before / name).open("rb") as old_file, (after / name).open("rb") as new_file:
                for block in _compare(old_file, new_file):
                    gone |= block.gone
                    new |= block.new
                    if len(gone) + len(new) > MOST_CHANGED:
                        return None
        for name in PARTS if gone else ():  # a line that moved from one file to the other stays in the store
            with (after / name).open("rb") as file:
                gone -= gone.intersection(file)
    except OSError:
        return None
    return Changes(frozenset(gone), frozenset(new))


def _compare(before: BinaryIO, after: BinaryIO) -> Iterator[Changes]:
    """Yield the differences of two files of sorted lines, a block at a time.

    After a difference the block that is read next is as long as what is left of the other file's: so the two are soon
    in step again, and equal blocks are compared at once.
    """
    old: list[bytes] = []
    new: list[bytes] = []
    while True:
        old, new = (
            old or before.readlines(sum(map(len, new)) or _BLOCK),
            new or after.readlines(sum(map(len, old)) or _BLOCK),
        )
        if not old and not new:
            return
        if old == new:
            old, new = [], []
            continue
        limit = min(old[-1], new[-1]) if old and new else max((old or new)[-1:])
        old_end, new_end = bisect_right(old, limit), bisect_right(new, limit)
        earlier, later = frozenset(old[:old_end]), frozenset(new[:new_end])
        yield Changes(earlier - later, later - earlier)
        old, new = old[old_end:], new[new_end:]


def renew(last: Path, store: Path, changes: Changes) -> None:
    """Write a copy of the last store in which the changes are made; the last one stays as it is."""
    shutil.copytree(last, store, copy_function=_copy)
    opened = Store(store)
    for triple in parse(b"".join(sorted(changes.gone)), RdfFormat.N_TRIPLES):
        opened.remove(triple)
    opened.bulk_extend(parse(b"".join(sorted(changes.new)), RdfFormat.N_TRIPLES))
    opened.flush()


def _copy(source: str, target: str) -> None:
    if source.endswith(_LASTING):
        with suppress(OSError):  # another disk, or one that has no links
            os.link(source, target)
            return
    shutil.copy2(source, target)
