"""The index on disk: one SQLite file beside the store, the same bytes for the same graph and the same SQLite.

The text of each post lies in it as it is, for what is shown; what is looked up is FTS5's, which keeps no second copy.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from kg.graph.schema import Graph
from kg.query.text.file import NAME, VERSION
from kg.query.text.rows import TABLES, Entry, Row, Table

# Bytes of words that are gathered before they are written: with the megabyte of FTS5's own, it takes twice as long.
_GATHERED: Final = 32 * 1024 * 1024
_SCHEMA: Final = f"""
PRAGMA page_size = 4096;
PRAGMA user_version = {VERSION};
CREATE TABLE post
(id INTEGER PRIMARY KEY, digest BLOB UNIQUE, iri TEXT, title TEXT, date TEXT, tags TEXT, body TEXT);
CREATE TABLE concept
(id INTEGER PRIMARY KEY, digest BLOB UNIQUE, iri TEXT, name TEXT, labels TEXT, definition TEXT, posts INTEGER);
CREATE VIRTUAL TABLE post_words USING fts5(title, tags, body, content='', tokenize="ascii tokenchars '+#'");
CREATE VIRTUAL TABLE concept_words USING fts5(labels, content='', tokenize="ascii tokenchars '+#'");
INSERT INTO post_words (post_words, rank) VALUES ('hashsize', {_GATHERED});
"""  # noqa: S608 - numbers of our own
# One list of words each, and at once: what FTS5 does in the background depends on how much was written when.
_FINISH: Final = """
INSERT INTO post_words (post_words) VALUES ('optimize');
INSERT INTO concept_words (concept_words) VALUES ('optimize');
VACUUM;
"""
_VERSION_OF_WRITER: Final = 96  # where the header of an SQLite file says which SQLite wrote it; nothing reads it


def write_index(graph: Graph, folder: Path) -> None:
    """Write `search.sqlite` into the folder; one that is there is replaced.

    Nothing is written where Python's SQLite was built without FTS5: the rest of a build needs it not.
    """
    path = folder / NAME
    path.unlink(missing_ok=True)
    if not has_full_text():
        return
    with closing(open_to_write(path)) as index:
        index.executescript(_SCHEMA)
        index.execute("BEGIN")
        for table in TABLES:
            insert(index, table, table.find_entries(graph), first=1)
        index.execute("COMMIT")
        index.executescript(_FINISH)
    hide_writer(path)


def has_full_text() -> bool:
    """Tell whether Python's SQLite has FTS5; nearly every one has."""
    with closing(sqlite3.connect(":memory:")) as trial:
        return ("ENABLE_FTS5",) in trial.execute("PRAGMA compile_options")


def open_to_write(path: Path) -> sqlite3.Connection:
    """Open an index that nobody else reads yet, and that is thrown away where it does not get done."""
    index = sqlite3.connect(path, isolation_level=None)
    index.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    return index


def insert(index: sqlite3.Connection, table: Table, entries: Iterable[Entry], *, first: int) -> None:
    """Put in the rows, numbered from `first`, and then the words: by turns, FTS5 would write what it has each time."""
    columns, places = ", ".join(table.columns), ", ".join("?" * (len(table.columns) + 2))
    put_row = f"INSERT INTO {table.name} (id, digest, {columns}) VALUES ({places})"  # noqa: S608 - names of our own
    rows = ((number, entry.digest, *entry.to_row()) for number, entry in enumerate(entries, first))
    count = index.executemany(put_row, rows).rowcount
    index.executemany(_to_command(table, ""), _read_words(index, table, range(first, first + count)))


def delete(index: sqlite3.Connection, table: Table, numbers: Sequence[int]) -> None:
    """Take out words and their rows; FTS5 has to be told the words, since it keeps no text that it could ask.

    Raises `sqlite3.DatabaseError` where a row is not there.
    """
    index.executemany(_to_command(table, "delete"), _read_words(index, table, numbers))
    delete_row = f"DELETE FROM {table.name} WHERE id = ?"  # noqa: S608 - a name of our own
    index.executemany(delete_row, ((number,) for number in numbers))


def _read_words(index: sqlite3.Connection, table: Table, numbers: Sequence[int]) -> Iterator[Row]:
    """Yield the numbers of rows and their words; one row a query, for an open one would make FTS5 write each time."""
    query = f"SELECT {', '.join(table.columns)} FROM {table.name} WHERE id = ?"  # noqa: S608 - names of our own
    for number in numbers:
        row: Row | None = index.execute(query, (number,)).fetchone()
        if row is None:
            raise sqlite3.DatabaseError(f"row {number} is listed but not there")
        yield number, *table.to_words(row)


def _to_command(table: Table, command: str) -> str:
    """Return what gives FTS5 the number of a row and its words: to put them in, or with the command `delete`."""
    columns, places = ", ".join(("rowid", *table.words)), ", ".join("?" * (len(table.words) + 1))
    if command:
        columns, places = f"{table.name}_words, {columns}", f"'{command}', {places}"
    return f"INSERT INTO {table.name}_words ({columns}) VALUES ({places})"  # noqa: S608 - names of our own


def hide_writer(path: Path) -> None:
    """Make nothing of the version of SQLite that stands in the file, so that it does not tell two files apart."""
    with path.open("r+b") as file:
        file.seek(_VERSION_OF_WRITER)
        file.write(bytes(4))
