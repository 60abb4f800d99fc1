"""The file between two builds: values by key, in SQLite; what one build does not ask for is gone in the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Self, TypeAlias, TypeVar

from kg.cache.digest import GUARD, Digest, guard_of
from kg.cache.plain import Form

T = TypeVar("T")

PATIENCE: Final = 2.0  # seconds to wait for another build that writes the same file
AT_ONCE: Final = 256  # values read or written in one go
_MOST_BYTES: Final = 1 << 20  # of new values that wait to be written
_WASTE: Final = 4  # a file of which more than a fourth is empty is packed
_BLOCK: Final = 512  # rows of which it is noted together whether they were used
_FAULTS: Final = (sqlite3.Error, UnicodeDecodeError)  # the latter where a damaged file's words are told in an error
Fault: TypeAlias = sqlite3.Error | UnicodeDecodeError
_SCHEMA: Final = "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB NOT NULL)"


class Memory:
    """What the last build worked out; asked for a value, it gives it back or has it worked out.

    A file that cannot be read or written is no error: everything is worked out, and `trouble` says why.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Remember in the file; without one, remember nothing."""
        self.trouble: str | None = None
        self.worked_out = 0  # how many values the last build could not give
        self._new: list[tuple[Digest, bytes]] = []
        self._waiting = 0  # bytes
        self._path = path
        self._file = self._open(path) if path else None
        self._used = _Rows()

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
        return self.find_many([key]).get(key)

    def find_many(self, keys: Sequence[Digest]) -> dict[Digest, bytes]:
        """Return what is kept under keys, as far as it is whole; ask for at most `AT_ONCE`."""
        if self._file is None or not keys:
            return {}
        found: dict[Digest, bytes] = {}
        with self._careful():
            marks = ",".join("?" * len(keys))
            question = f"SELECT key, rowid, value FROM kept WHERE key IN ({marks})"  # noqa: S608  # question marks only
            for key, row, value in self._file.execute(question, keys):
                if isinstance(value, bytes) and guard_of(key, value[GUARD:]) == value[:GUARD]:
                    self._used.add(row)
                    found[key] = value[GUARD:]
        return found

    def keep(self, key: Digest, content: bytes) -> None:
        """Keep a value for the next build."""
        if self._file is None:
            return
        self.worked_out += 1
        self._new.append((key, guard_of(key, content) + content))
        self._waiting += len(content)
        if len(self._new) >= AT_ONCE or self._waiting >= _MOST_BYTES:
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
            except _FAULTS as error:
                self.trouble = f"{path}: {error}"
                if not _is_damage(error):
                    return None
                _remove(path)
            except OSError as error:
                self.trouble = f"{path}: {error.strerror}"
                return None
        return None

    def _write_new(self) -> None:
        rows, self._new, self._waiting = self._new, [], 0
        with self._careful():
            if self._file and rows:
                self._file.execute("BEGIN IMMEDIATE")
                for row in rows:
                    self._used.add(self._file.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", row).lastrowid)
                self._file.execute("COMMIT")

    def _forget_unused(self) -> None:
        if self._file is None:
            return
        file = self._file
        unused = [row for row in file.execute("SELECT rowid FROM kept") if row[0] not in self._used]
        file.execute("BEGIN IMMEDIATE")
        file.executemany("DELETE FROM kept WHERE rowid = ?", unused)
        file.execute("COMMIT")
        (pages,), (empty,) = (file.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "freelist_count"))
        if empty * _WASTE > pages:
            file.execute("VACUUM")

    @contextmanager
    def _careful(self) -> Iterator[None]:
        """Give up the file at its first fault; one that is damaged goes, so that the next build begins it anew."""
        try:
            yield
        except _FAULTS as error:
            self.trouble = f"{self._path}: {error}"
            file, self._file = self._file, None
            if file is not None:
                _let_go(file)
            if self._path is not None and _is_damage(error):
                _remove(self._path)


class _Rows:
    """Numbers of rows, in a byte each: those of one file are close together."""

    def __init__(self) -> None:
        self._blocks: dict[int, bytearray] = {}

    def add(self, row: int | None) -> None:
        block, place = divmod(row or 0, _BLOCK)
        if block not in self._blocks:
            self._blocks[block] = bytearray(_BLOCK)
        self._blocks[block][place] = True

    def __contains__(self, row: int) -> bool:
        block, place = divmod(row, _BLOCK)
        return block in self._blocks and bool(self._blocks[block][place])


def _is_damage(error: Fault) -> bool:
    """Tell whether the file is none of ours any more; else it is held by another, or there is no place."""
    return type(error) is sqlite3.DatabaseError or isinstance(error, UnicodeDecodeError)


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
