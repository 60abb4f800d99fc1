"""The index on disk: one SQLite file beside the store, the same bytes for the same graph and the same SQLite.

The text of each post lies in it as it is, for what is shown; what is looked up is FTS5's, which keeps no second copy.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final, TypeAlias

from kg.graph.schema import EdgeKind, Graph, concepts_of, edges_of, posts_of, run_of
from kg.model import Concept, Post
from kg.query.text.file import NAME, VERSION
from kg.query.text.words import to_forms
from kg.rdf.iris import Iris

_SCHEMA: Final = f"""
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA user_version = {VERSION};
CREATE TABLE post (id INTEGER PRIMARY KEY, iri TEXT, title TEXT, date TEXT, body TEXT);
CREATE TABLE concept (id INTEGER PRIMARY KEY, iri TEXT, name TEXT, labels TEXT, definition TEXT, posts INTEGER);
CREATE VIRTUAL TABLE post_words USING fts5(title, tags, body, content='', tokenize="ascii tokenchars '+#'");
CREATE VIRTUAL TABLE concept_words USING fts5(labels, content='', tokenize="ascii tokenchars '+#'");
"""
# One list of words each, and at once: what FTS5 does in the background depends on how much was written when.
_FINISH: Final = """
INSERT INTO post_words (post_words) VALUES ('optimize');
INSERT INTO concept_words (concept_words) VALUES ('optimize');
VACUUM;
"""
_VERSION_OF_WRITER: Final = 96  # where the header of an SQLite file says which SQLite wrote it; nothing reads it

_Row: TypeAlias = tuple[str | int | None, ...]


def write_index(graph: Graph, folder: Path) -> None:
    """Write `search.sqlite` into the folder; one that is there is replaced.

    Nothing is written where Python's SQLite was built without FTS5: the rest of a build needs it not.
    """
    path = folder / NAME
    path.unlink(missing_ok=True)
    if not has_full_text():
        return
    with closing(sqlite3.connect(path, isolation_level=None)) as index:
        index.executescript(_SCHEMA)
        index.execute("BEGIN")
        _write_posts(index, graph)
        _write_concepts(index, graph)
        index.execute("COMMIT")
        index.executescript(_FINISH)
    with path.open("r+b") as file:
        file.seek(_VERSION_OF_WRITER)
        file.write(bytes(4))


def has_full_text() -> bool:
    """Tell whether Python's SQLite has FTS5; nearly every one has."""
    with closing(sqlite3.connect(":memory:")) as trial:
        return ("ENABLE_FTS5",) in trial.execute("PRAGMA compile_options")


def _write_posts(index: sqlite3.Connection, graph: Graph) -> None:
    iris = Iris(run_of(graph).base)
    posts = [post for post in posts_of(graph) if not post.is_stub]
    index.executemany("INSERT INTO post VALUES (?, ?, ?, ?, ?)", _number(_to_row(post, iris) for post in posts))
    words = (tuple(map(to_forms, (post.title or "", _tags_of(post), post.body))) for post in posts)
    index.executemany("INSERT INTO post_words (rowid, title, tags, body) VALUES (?, ?, ?, ?)", _number(words))


def _write_concepts(index: sqlite3.Connection, graph: Graph) -> None:
    iris = Iris(run_of(graph).base)
    concepts = concepts_of(graph)
    named = Counter(edge.target for edge in edges_of(graph, EdgeKind.MENTIONS))
    rows = (_to_concept_row(concept, iris, named[concept.id]) for concept in concepts)
    index.executemany("INSERT INTO concept VALUES (?, ?, ?, ?, ?, ?)", _number(rows))
    words = ((" . ".join(to_forms(label) for label in _labels_of(concept)),) for concept in concepts)
    index.executemany("INSERT INTO concept_words (rowid, labels) VALUES (?, ?)", _number(words))


def _number(rows: Iterable[_Row]) -> Iterator[_Row]:
    return ((number, *row) for number, row in enumerate(rows, 1))


def _to_row(post: Post, iris: Iris) -> _Row:
    date = post.published.isoformat() if post.published else post.month_day
    return iris.of(post.id), _clean(post.title or ""), date, _clean(post.body)


def _to_concept_row(concept: Concept, iris: Iris, posts: int) -> _Row:
    definition = next((text.characters for text in concept.definition), "")
    labels = "\n".join(" ".join(label.split()) for label in _labels_of(concept))
    return iris.of(concept.id), _clean(concept.name), _clean(labels), _clean(definition), posts


def _labels_of(concept: Concept) -> list[str]:
    return list(dict.fromkeys(text.characters for text in concept.labels))


def _tags_of(post: Post) -> str:
    return "\n".join((*post.keywords, post.abstract or ""))


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode()  # a lone surrogate has no UTF-8
