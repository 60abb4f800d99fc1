"""The triple store of the last build, brought up to date: only what changed is taken out and put in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Store, parse

from kg.cache.changes import Changes, find_changes
from kg.cache.digest import Digest, digest_of, digest_of_kg
from kg.cache.kept import Memory
from kg.piecewise import Stretch
from kg.rdf.canonical import PARTS
from kg.rdf.write import write_store

MOST_TIMES: Final = 40  # a store is brought up to date before it is loaded anew, since changes leave gaps
_LASTING: Final = ".sst"  # what these files hold never changes, so both stores can have the same one


class Stores:
    """Makes the store of a build, out of the one in the output folder where that is as the last build left it."""

    def __init__(self, memory: Memory, output: Path) -> None:
        """Take the memory of the last build, and the folder that it wrote."""
        self._memory, self._output = memory, output
        known = memory.find(self._key()) if memory.is_on else None
        self._known_times = int(known) if known is not None and known.isdigit() else None
        self._times = 0  # that the store was brought up to date since it was loaded

    def write(self, folder: Path, same: Sequence[Stretch] = ()) -> None:
        """Write `store/` into the folder that holds the files of N-Triples; may be called in any thread.

        `same` is what the evidence in both folders has in common, as far as that is known.
        """
        if self._known_times is not None and self._known_times < MOST_TIMES:
            changes = find_changes(self._output, folder, same)
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
