"""Which build a store belongs to: another one has other numbers on disk, even under the same name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Generation:
    """What tells one state of a store's folder from another."""

    device: int
    folder: int
    file: int
    changed: int  # nanoseconds


def read_generation(folder: Path) -> Generation | None:
    """Return the generation of the store in a build's folder; None where there is none, as while it is replaced."""
    store = folder / "store"
    try:
        place, current = store.stat(), (store / "CURRENT").stat()
    except OSError:
        return None
    return Generation(place.st_dev, place.st_ino, current.st_ino, current.st_mtime_ns)
