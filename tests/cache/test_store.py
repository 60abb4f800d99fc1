"""The store that is brought up to date answers as one that is loaded anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from kg.cache import store as module
from kg.cache.changes import find_changes
from kg.cache.kept import Memory
from kg.cache.store import Stores
from kg.pipeline import build
from kg.rdf.canonical import PARTS
from kg.rdf.write import write_store
from tests.cache.test_incremental import Step, change


def quads(folder: Path) -> set[str]:
    return {str(quad.triple) for quad in Store.read_only(str(folder / "store"))}


def said(folder: Path) -> set[str]:
    store = Store()
    for name in PARTS:
        store.bulk_load(path=folder / name, format=RdfFormat.N_TRIPLES)
    return {str(quad.triple) for quad in store}


def rebuild(folder: Path, step: Step) -> Path:
    settings = change(folder, step)
    with Memory(folder / "memory.sqlite") as memory:
        build([folder / "blog"], folder / "out", settings, memory)
    assert memory.trouble is None
    return folder / "out"


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the folders whose store was loaded anew."""
    folders: list[Path] = []

    def write(folder: Path) -> None:
        folders.append(folder)
        write_store(folder)

    monkeypatch.setattr(module, "write_store", write)
    return folders


def test_after_every_edit_the_store_holds_what_the_files_say(tmp_path: Path, loaded: list[Path]) -> None:
    for step in (
        Step("a.md", "defines a model"),
        Step("b.md", "quotes a title"),
        Step("a.md", "has another title"),
        Step("b.md", None),
        Step("c.md", "is ambiguous"),
    ):
        output = rebuild(tmp_path, step)
        assert quads(output) == said(output)
    assert len(loaded) == 1


def test_a_store_that_somebody_else_wrote_is_loaded_anew(tmp_path: Path, loaded: list[Path]) -> None:
    output = rebuild(tmp_path, Step("a.md", "defines a model"))
    (output / "graph.nt").write_text("<a:b> <a:b> <a:b> .\n", encoding="utf-8")
    output = rebuild(tmp_path, Step("a.md", "links"))
    assert (len(loaded), quads(output)) == (2, said(output))


def test_a_store_is_loaded_anew_now_and_then(
    tmp_path: Path, loaded: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_TIMES", 1)
    for text in ("links", "recurs", "is doubtful", "part one"):
        rebuild(tmp_path, Step("a.md", text))
    assert len(loaded) == 2


def test_without_a_memory_a_store_is_loaded_anew(tmp_path: Path, loaded: list[Path]) -> None:
    for _ in range(2):
        build([tmp_path / "blog"], tmp_path / "out", change(tmp_path, Step("a.md", "links")))
    assert len(loaded) == 2


def test_where_nothing_was_built_there_is_nothing_to_compare(tmp_path: Path) -> None:
    assert Stores(Memory(), tmp_path)._known_times is None
    assert find_changes(tmp_path, tmp_path) is None
