"""`kg export`, run as a person runs it."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.rdf.write import write_texts
from tests.conftest import Run
from tests.rdf.blog import to_graph


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a build in `output`."""
    folder = tmp_path_factory.mktemp("place")
    (folder / "output").mkdir()
    write_texts(to_graph(), folder / "output")
    return folder


def read_all(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_examples_of_its_help_run_and_give_the_same_bytes_twice(
    run: Callable[..., Run], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place)
    text = " ".join(run("export", "--help").stdout.split())
    examples = [shlex.split(each) for each in text.partition("Examples: ")[2].split(" | ")]
    assert sorted(words[3] for words in examples) == ["jsonld", "nq.gz", "oa", "rdf12"]
    written = []
    for _ in range(2):
        assert [run(*words[1:]).status for words in examples] == [0] * len(examples)
        written.append(read_all(place))
    assert written[0] == written[1]
    assert {"annotations.jsonld", "evidence.ttl", "shards/manifest.json", "snippets/index.json"} <= set(written[0])


def test_without_a_file_it_is_written_to_stdout(run: Callable[..., Run], place: Path) -> None:
    said = run("export", place / "output", "oa")
    assert (said.status, said.stderr) == (0, "")
    assert json.loads(said.stdout)["type"] == "AnnotationPage"


def test_annotations_are_also_n_triples(run: Callable[..., Run], place: Path) -> None:
    said = run("export", place / "output", "oa", "--nt", "-o", "-")
    assert len(list(parse(said.stdout, format=RdfFormat.N_TRIPLES))) > 50


@pytest.mark.parametrize("form", ["jsonld", "nq.gz"])
def test_what_needs_a_folder_says_so(run: Callable[..., Run], place: Path, form: str) -> None:
    said = run("export", place / "output", form)
    assert (said.status, said.stdout) == (2, "")
    assert f"kg export {place / 'output'} {form}" in said.stderr


def test_an_unknown_form_is_refused(run: Callable[..., Run], place: Path) -> None:
    assert run("export", place / "output", "docx").status == 2


@pytest.mark.parametrize("form", ["jsonld", "oa", "rdf12", "nq.gz"])
def test_a_folder_without_a_build_says_how_to_make_one(run: Callable[..., Run], tmp_path: Path, form: str) -> None:
    said = run("export", tmp_path, form, "-o", tmp_path / "a", "--per-post", tmp_path / "b")
    assert (said.status, said.stdout) == (5, "")
    assert "kg build" in said.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(run: Callable[..., Run], place: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    said = run("export", place / "output", "oa", "-o", tmp_path / "file" / "a.jsonld")
    assert said.status == 3
    assert str(tmp_path / "file" / "a.jsonld") in said.stderr
