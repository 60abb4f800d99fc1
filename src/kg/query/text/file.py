"""The file of the index: what it is called, which version of it is read, how it is opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from kg.errors import NothingBuiltError

NAME: Final = "search.sqlite"
VERSION: Final = 2  # of the tables and of the words in them; no other is read


def open_index(folder: Path) -> sqlite3.Connection:
    """Open the index of a build, to read only; raise `NothingBuiltError` where there is none of this version.

    No lock is taken and no file is written, so that a read-only disk will do.
    """
    path = folder / NAME
    remedy = f"build again: kg build POSTS -o {folder}"
    if not path.is_file():
        raise NothingBuiltError(
            f"{folder} holds no search index", remedy=f"{remedy}, with a Python whose SQLite has FTS5"
        )
    index = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        is_known = index.execute("PRAGMA user_version").fetchone() == (VERSION,)
    except sqlite3.DatabaseError:
        is_known = False
    if not is_known:
        index.close()
        raise NothingBuiltError(f"{path} is no search index of this version of kg", remedy=remedy)
    return index
