"""An index that was brought up to date answers as one that is written anew."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import NothingBuiltError
from kg.graph.schema import Edge, EdgeKind, Graph, add_edge, add_noun, empty_graph
from kg.model import Concept, ConceptId, Post, PostId, Source, Text
from kg.query.text import renew
from kg.query.text.file import NAME
from kg.query.text.index import delete, write_index
from kg.query.text.renew import find_changes, renew_index
from kg.query.text.rows import POSTS
from kg.query.text.search import search
from tests.rdf.blog import RUN, to_graph

Said: TypeAlias = Mapping[str, tuple[str, str]]  # the words of the title and of the text, by the name of the post
WORDS = ("alpha", "beta", "gammas", "C++", "é", "注意力", "机制", "熵", "注意", "\ud800", "\x00", "。")
SPEECH = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join) | st.lists(st.sampled_from(WORDS)).map("".join)
BLOG = st.dictionaries(st.sampled_from("abcdef"), st.tuples(SPEECH, SPEECH), max_size=6)
QUERIES = ("alpha", "beta gamma", "注意力", "力", "熵 alpha", "alph*", '"alpha beta"', "机制 注意", "C++", "é")


def blog(said: Said) -> Graph:
    """Return a graph of posts, and of a concept for each word of their titles, named by all that say it."""
    graph = empty_graph(RUN)
    for name, (title, body) in said.items():
        tags = tuple(body.split()[:1])
        add_noun(graph, Post(id=PostId(name), title=title, body=body, keywords=tags, sources=(Source("a.txt"),)))
    for word in sorted({word for title, _ in said.values() for word in title.split()}):
        add_noun(graph, Concept(id=ConceptId(f"concept/{word}"), preferred=(Text(word, "en"),)))
        for name in (name for name, texts in said.items() if word in " ".join(texts)):
            ends = {"source": name, "target": f"concept/{word}", "kind": EdgeKind.MENTIONS}
            add_edge(graph, Edge(**ends, weight=1.0, about=False, evidence=()))  # type: ignore[arg-type]
    return graph


ROWS = (
    "SELECT digest, iri, title, date, tags, body FROM post ORDER BY digest",
    "SELECT digest, iri, name, labels, definition, posts FROM concept ORDER BY digest",
    "SELECT term, digest, col, offset FROM post_at JOIN post ON post.id = doc ORDER BY 1, 2, 3, 4",
    "SELECT term, digest, col, offset FROM concept_at JOIN concept ON concept.id = doc ORDER BY 1, 2, 3, 4",
)
OPEN_WORDS = """
INSERT INTO post_words (post_words) VALUES ('integrity-check');
INSERT INTO concept_words (concept_words) VALUES ('integrity-check');
CREATE VIRTUAL TABLE temp.post_at USING fts5vocab(main, post_words, instance);
CREATE VIRTUAL TABLE temp.concept_at USING fts5vocab(main, concept_words, instance);
"""


def tables_of(folder: Path) -> list[list[tuple[Any, ...]]]:
    """Return all that an index holds but for the numbers of the rows: what is shown, and each word where it stands."""
    with closing(sqlite3.connect(folder / NAME)) as index:
        assert index.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        index.executescript(OPEN_WORDS)
        return [index.execute(query).fetchall() for query in ROWS]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(BLOG, min_size=2, max_size=5))
def test_however_often_it_is_brought_up_to_date_it_answers_as_a_new_one(blogs: Sequence[Said]) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(renew.Changes, "are_many", False)
        folders = [Path(name) / str(number) for number in range(len(blogs))]
        for folder in (*folders, Path(name) / "new"):
            folder.mkdir()
        write_index(blog(blogs[0]), folders[0])
        for said, last, folder in zip(blogs[1:], folders, folders[1:], strict=False):
            assert renew_index(blog(said), last, folder)
            write_index(blog(said), Path(name) / "new")
            assert tables_of(folder) == tables_of(Path(name) / "new")
            for text in QUERIES:
                assert search(folder, text) == search(Path(name) / "new", text)


def write(folder: Path, graph: Graph) -> Path:
    folder.mkdir()
    write_index(graph, folder)
    return folder


MANY = {f"post/{number}": ("alpha", f"beta {number}") for number in range(20)}


def test_only_what_changed_is_taken_out_and_put_in(tmp_path: Path) -> None:
    last = write(tmp_path / "last", blog(MANY))
    after = blog({**MANY, "post/3": ("alpha", "gamma")})
    with closing(sqlite3.connect(last / NAME)) as index:
        changes = find_changes(after, POSTS, index)
    (new,) = changes.new
    assert (len(changes.gone), new.to_row()[-1]) == (1, "gamma")


def test_the_index_of_the_last_build_stays_as_it_is(tmp_path: Path) -> None:
    last = write(tmp_path / "last", blog(MANY))
    before = (last / NAME).read_bytes()
    (tmp_path / "next").mkdir()
    assert renew_index(blog({**MANY, "post/3": ("alpha", "gamma")}), last, tmp_path / "next")
    assert (last / NAME).read_bytes() == before
    assert [hit.iri.rsplit("/", 1)[-1] for hit in search(tmp_path / "next", "gamma").posts] == ["3"]


def test_where_nothing_changed_the_file_is_the_same(tmp_path: Path) -> None:
    last = write(tmp_path / "last", to_graph())
    (tmp_path / "next").mkdir()
    assert renew_index(to_graph(), last, tmp_path / "next")
    assert (tmp_path / "next" / NAME).read_bytes() == (last / NAME).read_bytes()


def test_where_much_changed_it_is_left_to_be_written_anew(tmp_path: Path) -> None:
    last = write(tmp_path / "last", blog(MANY))
    (tmp_path / "next").mkdir()
    changed = dict.fromkeys(MANY, ("alpha", "gamma"))
    assert not renew_index(blog(changed), last, tmp_path / "next")
    assert not (tmp_path / "next" / NAME).exists()


def test_a_row_that_is_not_there_is_a_fault_of_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "last", to_graph()) / NAME
    with closing(sqlite3.connect(path)) as index, pytest.raises(sqlite3.DatabaseError):
        delete(index, POSTS, [99])


def test_without_an_index_there_is_nothing_to_bring_up_to_date(tmp_path: Path) -> None:
    with pytest.raises(NothingBuiltError):
        renew_index(to_graph(), tmp_path, tmp_path)
