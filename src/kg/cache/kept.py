"""The file between two builds: values by key, in SQLite; what one build does not ask for is gone in the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Self, TypeVar

from kg.cache.digest import Digest, digest_of
from kg.cache.plain import Form

T = TypeVar("T")

PATIENCE: Final = 2.0  # seconds to wait for another build that writes the same file
_AT_ONCE: Final = 256  # values written in one go
_WASTE: Final = 4  # a file of which more than a fourth is empty is packed
_GUARD: Final = 8  # bytes before each value that tell whether it is whole
_SCHEMA: Final = "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB NOT NULL)"


class Memory:
    """What the last build worked out; asked for a value, it gives it back or has it worked out.

    A file that cannot be read or written is no error: everything is worked out, and `trouble` says why.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Remember in the file; without one, remember nothing."""
        self.trouble: str | None = None
        self.worked_out = 0  # how many values the last build could not give
        self._used: set[Digest] = set()
        self._new: list[tuple[Digest, bytes]] = []
        self._path = path
        self._file = self._open(path) if path else None

    @property
    def is_on(self) -> bool:
        """Tell whether there is a file to remember in."""
        return self._file is not None

    def recall(self, key: Digest, form: Form[T], work_out: Callable[[], T]) -> T:
        """Return what is kept under the key; where nothing is, or nothing whole, work it out and keep it."""
        if self._file is None:
            return work_out()
        content = self.find(key)
        known = form.parse(content) if content is not None else None
        if known is None:
            known = work_out()
            self.keep(key, form.write(known))
        return known

    def find(self, key: Digest) -> bytes | None:
        """Return the bytes that are kept under the key, if they are whole."""
        if self._file is None:
            return None
        self._used.add(key)
        with self._careful():
            row = self._file.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
            if row and isinstance(row[0], bytes) and row[0][:_GUARD] == digest_of(row[0][_GUARD:])[:_GUARD]:
                return row[0][_GUARD:]
        return None

    def keep(self, key: Digest, content: bytes) -> None:
        """Keep a value for the next build."""
        if self._file is None:
            return
        self.worked_out += 1
        self._used.add(key)
        self._new.append((key, digest_of(content)[:_GUARD] + content))
        if len(self._new) >= _AT_ONCE:
            self._write_new()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Forget what this build did not ask for, and let go of the file."""
        if self._file is None:
            return
        self._write_new()
        with self._careful():
            self._forget_unused()
        with self._careful():
            self._file.close() if self._file else None
        self._file = None

    def _open(self, path: Path) -> sqlite3.Connection | None:
        """Open the file; one that is no file of ours any more is begun anew, once."""
        for _ in range(2):
            try:
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                return _connect(path)
            except sqlite3.DatabaseError as error:
                self.trouble = f"{path}: {error}"
                if type(error) is not sqlite3.DatabaseError:
                    return None
                _remove(path)
            except OSError as error:
                self.trouble = f"{path}: {error.strerror}"
                return None
        return None

    def _write_new(self) -> None:
        rows, self._new = self._new, []
        with self._careful():
            if self._file and rows:
                self._file.execute("BEGIN IMMEDIATE")
                self._file.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", rows)
                self._file.execute("COMMIT")

    def _forget_unused(self) -> None:
        if self._file is None:
            return
        file = self._file
        unused = [row for row in file.execute("SELECT key FROM kept") if row[0] not in self._used]
        file.execute("BEGIN IMMEDIATE")
        file.executemany("DELETE FROM kept WHERE key = ?", unused)
        file.execute("COMMIT")
        (pages,), (empty,) = (file.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "freelist_count"))
        if empty * _WASTE > pages:
            file.execute("VACUUM")

    @contextmanager
    def _careful(self) -> Iterator[None]:
        """Give up the file at its first fault; one that is damaged goes, so that the next build begins it anew."""
        try:
            yield
        except sqlite3.Error as error:
            self.trouble = f"{self._path}: {error}"
            file, self._file = self._file, None
            if file is not None:
                _let_go(file)
            if self._path is not None and type(error) is sqlite3.DatabaseError:
                _remove(self._path)


def _connect(path: Path) -> sqlite3.Connection:
    file = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        # A write-ahead log lets another build read meanwhile. Should the power fail, the guards tell what is whole.
        for pragma in ("journal_mode = WAL", "synchronous = OFF", "temp_store = MEMORY", "trusted_schema = OFF"):
            file.execute(f"PRAGMA {pragma}")
        file.execute(_SCHEMA)
    except BaseException:
        file.close()
        raise
    return file


def _let_go(file: sqlite3.Connection) -> None:
    with suppress(sqlite3.Error):
        file.close()


def _remove(path: Path) -> None:
    for each in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        with suppress(OSError):
            each.unlink(missing_ok=True)
