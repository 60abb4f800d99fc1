"""Where the memory of a build lies: among what the user may throw away, one file for each output folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from kg.cache.digest import digest_of
from kg.cache.kept import Memory

MOST_FILES: Final = 16  # the memories written last; what was built elsewhere longer ago is forgotten


def open_memory(output: Path, environment: Mapping[str, str]) -> Memory:
    """Open the memory of the builds into a folder; one that remembers nothing where there is no place for it."""
    try:
        path = to_place(output, environment)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _forget_oldest(path)
    except (OSError, RuntimeError) as error:  # the latter where the user has no home
        memory = Memory()
        memory.trouble = str(error)
        return memory
    return Memory(path)


def to_place(output: Path, environment: Mapping[str, str]) -> Path:
    """Return the file that remembers the builds into a folder; `XDG_CACHE_HOME` counts if it is absolute."""
    named = environment.get("XDG_CACHE_HOME", "")
    top = Path(named) if Path(named).is_absolute() else Path.home() / ".cache"
    return top / "kg" / f"{digest_of(os.path.realpath(output)).hex()}.sqlite"


def _forget_oldest(path: Path) -> None:
    others = sorted((each.stat().st_mtime, each) for each in path.parent.glob("*.sqlite") if each != path)
    for _, other in others[: max(0, len(others) + 1 - MOST_FILES)]:
        for name in (other.name, f"{other.name}-wal", f"{other.name}-shm"):
            with suppress(OSError):
                other.with_name(name).unlink()
