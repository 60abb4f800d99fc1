"""The index of the last build brought up to date: only what changed is taken out and put in.

The file is not the one that `write_index` writes, but whatever is asked of it gets the same answer.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.graph.schema import Graph
from kg.query.text.file import NAME, open_index
from kg.query.text.index import delete, hide_writer, insert, open_to_write
from kg.query.text.rows import TABLES, Entry, Table

MOST_CHANGED: Final = 0.25  # of the rows; to change one takes three times as long as to write one


@dataclass(frozen=True, slots=True)
class Changes:
    """The rows of one table that are gone, by their numbers in the file, and those that are new."""

    table: Table
    gone: tuple[int, ...]
    new: tuple[Entry, ...]
    rows: int  # in the file, those that are gone too

    @property
    def are_many(self) -> bool:
        """Tell whether the index is written anew in less time than it takes to make the changes."""
        return len(self.gone) + len(self.new) > 1 + MOST_CHANGED * self.rows


def renew_index(graph: Graph, last: Path, folder: Path) -> bool:
    """Write `search.sqlite` into the folder: that of the last build with what changed; False if much changed.

    Raises `NothingBuiltError` where there is no last one of this version; `sqlite3.Error` where it is damaged.
    """
    with closing(open_index(last)) as index:
        changes = [find_changes(graph, table, index) for table in TABLES]
    if changes[0].are_many:
        return False
    path = folder / NAME
    shutil.copyfile(last / NAME, path)
    with closing(open_to_write(path)) as index:
        index.execute("BEGIN")
        for each in changes:
            delete(index, each.table, each.gone)
            ((highest,),) = index.execute(f"SELECT max(id) FROM {each.table.name}")  # noqa: S608 - a name of our own
            insert(index, each.table, each.new, first=(highest or 0) + 1)
        index.execute("COMMIT")
    hide_writer(path)
    return True


def find_changes(graph: Graph, table: Table, index: sqlite3.Connection) -> Changes:
    """Compare the rows in the file with those that the graph gives, by their digests."""
    number_of = dict(index.execute(f"SELECT digest, id FROM {table.name}"))  # noqa: S608 - a name of our own
    rows = len(number_of)
    new = tuple(entry for entry in table.find_entries(graph) if number_of.pop(entry.digest, None) is None)
    return Changes(table, tuple(sorted(number_of.values())), new, rows)
