"""What stands for a value in a key: a digest of its content, and one of everything that kg itself is made of."""

from __future__ import annotations

import hashlib
import os
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.metadata import requires, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final, TypeAlias

from kg import __version__
from kg.piecewise import KEY, key_of

Digest: TypeAlias = bytes
SIZE: Final = KEY
digest_of: Final = key_of  # one function, or a piece's key would be no digest
GUARD: Final = 8  # bytes: one in 2**64 damaged values has the guard of the whole one
_AT_ONCE: Final = 1 << 20  # bytes of a file; a larger one is read piece by piece
# What shows or serves a graph decides nothing that is kept.
_ONLY_SHOWN: Final = frozenset(("serve", "cli", "__pycache__"))


def guard_of(key: Digest, content: bytes) -> bytes:
    """Return the few bytes that tell whether the content is still whole, and that of the key."""
    return hashlib.blake2b(content, digest_size=GUARD, key=key).digest()


def read_digest(path: Path) -> Digest:
    """Read a file, however large, and return what stands for its bytes."""
    with path.open("rb") as stream:
        if os.fstat(stream.fileno()).st_size <= _AT_ONCE:
            return hashlib.blake2b(stream.read(), digest_size=SIZE).digest()
        return hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=SIZE)).digest()


@cache
def digest_of_kg() -> Digest:
    """Return what stands for this kg: its version, sources and data, and the versions of what it computes with.

    The sources are asked too, so that a developer's change is seen.
    """
    parts = [__version__, sys.version, unicodedata.unidata_version, *_versions()]
    for path, content in _sources(files("kg"), ""):
        parts += [path, digest_of(content).hex()]
    return digest_of(*parts)


def _sources(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for child in sorted(folder.iterdir(), key=lambda each: each.name):
        if child.is_dir():
            if child.name not in _ONLY_SHOWN:
                yield from _sources(child, f"{path}/{child.name}")
        else:
            yield f"{path}/{child.name}", child.read_bytes()


def _versions() -> list[str]:
    """Return the installed versions of the libraries that kg needs to run."""
    needed = [line for line in requires("kg") or () if "extra ==" not in line]
    names = sorted(line.replace("=", " ").replace(">", " ").replace("<", " ").split()[0] for line in needed)
    return [f"{name} {version(name)}" for name in names]
