"""`kg diff`, run as a person runs it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.rdf.write import write_texts
from tests.conftest import Run
from tests.rdf.blog import BERT, EDGES, GARDEN, mentions, to_graph


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two builds, the new one with one mention more."""
    folder = tmp_path_factory.mktemp("builds")
    for name, edges in (("output-old", EDGES), ("output", (*EDGES, mentions(GARDEN, BERT, "Tomatoes")))):
        (folder / name).mkdir()
        write_texts(to_graph(edges=edges), folder / name)
    return folder


def test_the_difference_is_told_in_words_and_ends_with_0(run: Callable[..., Run], builds: Path) -> None:
    said = run("diff", builds / "output-old", builds / "output")
    assert said.status == 0
    assert "+ post <https://blog.example/kg/post/garden> names concept “BERT”\n" in said.stdout
    assert "triples added" in said.stderr


def test_as_n_quads_both_ways_are_in_one_file(run: Callable[..., Run], builds: Path) -> None:
    said = run("diff", builds / "output", builds / "output-old", "-f", "nq")
    graphs = [str(quad.graph_name) for quad in parse(said.stdout, format=RdfFormat.N_QUADS)]
    assert set(graphs) == {"<urn:kg:added>", "<urn:kg:removed>"}
    told = re.fullmatch(r"(\d+) triples added, (\d+) removed\n", said.stderr)
    assert told
    assert [graphs.count("<urn:kg:added>"), graphs.count("<urn:kg:removed>")] == [int(told[1]), int(told[2])]


def test_without_a_difference_stdout_is_empty(run: Callable[..., Run], builds: Path) -> None:
    assert run("diff", builds / "output", builds / "output") == Run(0, "", "no difference\n")


def test_a_folder_without_a_build_says_how_to_make_one(run: Callable[..., Run], builds: Path) -> None:
    said = run("diff", builds / "output", builds)
    assert (said.status, said.stdout) == (5, "")
    assert "kg build" in said.stderr


def test_the_examples_of_its_help_run(run: Callable[..., Run], builds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(builds)
    text = " ".join(run("diff", "--help").stdout.split())
    examples = text.partition("Examples: ")[2].split(" | ")
    assert len(examples) == 2
    for example in examples:
        words = shlex.split(example.partition(" > ")[0])
        said = run(*words[1:])
        assert said.status == 0
        assert said.stdout
