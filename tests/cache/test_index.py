"""The search index that is brought up to date answers as one that is written anew."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

import pytest

from kg.cache import index as module
from kg.cache.index import Indexes
from kg.cache.kept import Memory
from kg.graph.schema import Graph
from kg.query.text.file import NAME, VERSION
from kg.query.text.index import write_index
from tests.query.text.test_renew import MANY, blog, tables_of

Rebuild: TypeAlias = Callable[[Graph], Path]
EDITED = {**MANY, "post/3": ("alpha", "gamma 注意力")}
SHRUNK = {name: texts for name, texts in MANY.items() if name != "post/7"}


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[Graph]:
    """Return the graphs of which an index was written anew."""
    graphs: list[Graph] = []

    def write(graph: Graph, folder: Path) -> None:
        graphs.append(graph)
        write_index(graph, folder)

    monkeypatch.setattr(module, "write_index", write)
    return graphs


@pytest.fixture
def rebuild(tmp_path: Path) -> Rebuild:
    """Return a function that puts the index of a graph into the output folder, as a build does."""
    for name in ("out", "aside", "new"):
        (tmp_path / name).mkdir()

    def write(graph: Graph) -> Path:
        with Memory(tmp_path / "memory.sqlite") as memory:
            indexes = Indexes(memory, tmp_path / "out")
            indexes.write(graph, tmp_path / "aside")
            (tmp_path / "aside" / NAME).replace(tmp_path / "out" / NAME)
            indexes.remember()
        assert memory.trouble is None
        write_index(graph, tmp_path / "new")
        assert tables_of(tmp_path / "out") == tables_of(tmp_path / "new")
        return tmp_path / "out" / NAME

    return write


def test_after_every_edit_the_index_holds_what_a_new_one_does(rebuild: Rebuild, anew: list[Graph]) -> None:
    for said in (MANY, EDITED, EDITED, SHRUNK, MANY):
        rebuild(blog(said))
    assert len(anew) == 1


def test_an_index_is_written_anew_now_and_then(
    rebuild: Rebuild, anew: list[Graph], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_TIMES", 1)
    for said in (MANY, EDITED, MANY, EDITED):
        rebuild(blog(said))
    assert len(anew) == 2


def test_an_index_of_which_much_changed_is_written_anew(rebuild: Rebuild, anew: list[Graph]) -> None:
    rebuild(blog(MANY))
    rebuild(blog({name: ("beta", body) for name, (_, body) in MANY.items()}))
    assert len(anew) == 2


def edit(path: Path) -> None:
    with closing(sqlite3.connect(path)) as index:
        index.execute("UPDATE post SET body = 'mine'")
        index.commit()


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[5000:9000] = bytes(4000)
    path.write_bytes(content)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def replace_by_another(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.executescript(f"PRAGMA user_version = {VERSION}; CREATE TABLE post (digest, id)")


def damage_unseen(path: Path) -> None:
    state = path.stat()
    content = path.read_bytes()
    path.write_bytes(content.replace(b"beta 7", b"beta 8"))
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert path.read_bytes() != content


@pytest.mark.parametrize("harm", [edit, damage_unseen, damage, truncate, replace_by_another, Path.unlink])
def test_an_index_that_is_not_as_the_last_build_left_it_is_written_anew(
    rebuild: Rebuild, anew: list[Graph], harm: Callable[[Path], None]
) -> None:
    harm(rebuild(blog(MANY)))
    rebuild(blog(EDITED))
    assert len(anew) == 2


@pytest.mark.parametrize("harm", [damage, truncate, replace_by_another, Path.unlink])
def test_an_index_that_cannot_be_brought_up_to_date_is_written_anew(
    rebuild: Rebuild, anew: list[Graph], harm: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Indexes, "_key", lambda _: b"the same")
    harm(rebuild(blog(MANY)))
    rebuild(blog({**EDITED, "post/4": ("beta", "gamma")}))
    assert len(anew) == 2


@pytest.mark.parametrize("what", ["sqlite_version", "digest_of_kg"])
def test_an_index_of_another_version_is_written_anew(
    rebuild: Rebuild, anew: list[Graph], what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild(blog(MANY))
    if what == "digest_of_kg":
        monkeypatch.setattr(module, what, lambda: b"other")
    else:
        monkeypatch.setattr(sqlite3, what, "3.0.0")
    rebuild(blog(EDITED))
    assert len(anew) == 2


def test_without_a_memory_an_index_is_written_anew(tmp_path: Path, anew: list[Graph]) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        indexes = Indexes(Memory(), tmp_path / "one")
        indexes.write(blog(MANY), tmp_path / name)
        indexes.remember()
    assert len(anew) == 2
    assert (tmp_path / "one" / NAME).read_bytes() == (tmp_path / "two" / NAME).read_bytes()
