"""The files: the same triples in each, the same bytes every time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store, parse

from kg.graph.schema import Graph
from kg.model import ConceptId, PostId, Text
from kg.rdf import write
from kg.rdf.canonical import PARTS
from kg.rdf.write import write_rdf
from tests.rdf.blog import ATTENTION, ATTENTION_CONCEPT, BASE, EDGES, NOUNS, PAPER, SERIES, STUB, ask, to_graph
from tests.rdf.written import to_files

# rdflib 7.6 reads JSON-LD by a class of its own that it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

FILES = ("graph.nt", "graph.ttl", "graph.jsonld", "evidence.nt", "dataset.ttl")
ANY_TEXT = st.text(st.characters(exclude_categories=()), min_size=1, max_size=30)
NASTY = st.sampled_from(
    (
        '"""',
        "'''\\",
        "<script>alert(1)</script>",
        "</script><!--",
        '" . <http://evil.example/> <http://evil.example/> "',
        "@prefix : <http://evil.example/> .",
        '"}]}',
        "\\u0022",
        "\r\n.",
        "\x85\u2028\u2029",
        "\ufeff",
        "\ufffe\uffff",
        "\U0010ffff",
        "a\x00b",
    )
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build")
    write_rdf(to_graph(), folder)
    return folder


def read_with_rdflib(text: str | bytes, form: str) -> set[tuple[str, ...]]:
    graph = rdflib.Graph().parse(data=text, format=form)
    return {tuple(term.n3() for term in triple) for triple in graph}


def read_with_pyoxigraph(text: str | bytes, form: RdfFormat) -> set[str]:
    return {f"{quad.triple} ." for quad in parse(text, format=form)}


def titled(text: str) -> Graph:
    """Return a graph in which the text is a title, a body, a label, an id and whatever else a person may write."""
    post = replace(ATTENTION, id=PostId(f"post/{text}"), title=text, body=text, author=text, abstract=text)
    post = replace(post, keywords=(text,), sources=())
    concept = replace(ATTENTION_CONCEPT, id=ConceptId(f"concept/{text}"), preferred=(Text(text, text),))
    work = replace(PAPER, title=text, identifiers=(text,), address=f"https://{text}")
    series = replace(SERIES, title=text)
    return to_graph((post, concept, work, series), ())


@given(ANY_TEXT | NASTY)
@settings(deadline=None, max_examples=60)
def test_any_text_is_read_alike_from_each_file_by_both_parsers(text: str) -> None:
    files = to_files(titled(text))
    ntriples, turtle, jsonld = (files[f"graph.{suffix}"] for suffix in ("nt", "ttl", "jsonld"))
    triples = ntriples.decode().split("\n")[:-1]
    for written, form in (
        (ntriples, RdfFormat.N_TRIPLES),
        (turtle, RdfFormat.TURTLE),
        (jsonld, RdfFormat.JSON_LD),
    ):
        assert read_with_pyoxigraph(written, form) == set(triples)
    expected = read_with_rdflib(ntriples, "nt")
    assert len(expected) == len(triples)
    assert read_with_rdflib(turtle, "turtle") == expected
    assert read_with_rdflib(jsonld, "json-ld") == expected


@given(ANY_TEXT | NASTY)
@settings(deadline=None, max_examples=10)
def test_any_title_is_found_in_the_store_as_it_was(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    write_rdf(titled(text), folder)
    rows = ask(Store.read_only(str(folder / "store")), "SELECT ?t { [] schema:headline ?t }")
    expected = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert {row["t"].value for row in rows} == {re.sub("[\x00\ufffe\uffff]", "\ufffd", expected)}


@pytest.mark.parametrize("name", FILES)
def test_the_order_of_the_graph_does_not_change_a_byte(folder: Path, tmp_path: Path, name: str) -> None:
    write_rdf(to_graph(seed=7), tmp_path)
    assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_the_hash_seed_does_not_change_a_byte(folder: Path, tmp_path: Path, hash_seed: str) -> None:
    script = "import sys, pathlib; from tests.rdf.blog import to_graph; from kg.rdf.write import write_rdf; "
    script += "write_rdf(to_graph(seed=3), pathlib.Path(sys.argv[1]))"
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", script, tmp_path], check=True, env=environment)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


@pytest.mark.parametrize("name", ["graph.nt", "evidence.nt"])
def test_the_lines_are_sorted_by_bytes_and_distinct(folder: Path, name: str) -> None:
    lines = (folder / name).read_bytes().splitlines(keepends=True)
    assert lines == sorted(set(lines))
    assert all(line.endswith(b" .\n") for line in lines)


def test_the_store_holds_both_files_and_opens_read_only(folder: Path) -> None:
    expected = sum(len((folder / name).read_bytes().splitlines()) for name in ("graph.nt", "evidence.nt"))
    assert len(Store.read_only(str(folder / "store"))) == expected


@pytest.mark.parametrize("piece", [1, 500])
def test_a_store_that_is_loaded_in_pieces_holds_every_line(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    monkeypatch.setattr(write, "_PIECE", piece)
    for name in PARTS:
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    write.write_store(tmp_path)
    built, loaded = (set(map(str, Store.read_only(str(each / "store")))) for each in (folder, tmp_path))
    assert built == loaded != set()


def test_ntriples_are_canonical_as_pyoxigraph_writes_them(folder: Path) -> None:
    lines = (folder / "graph.nt").read_text("utf-8").splitlines()
    assert [f"{quad.triple} ." for quad in parse(path=folder / "graph.nt")] == lines


def test_a_fresh_rdflib_graph_reads_the_turtle_with_its_prefixes(folder: Path) -> None:
    graph = rdflib.Graph(bind_namespaces="none").parse(folder / "graph.ttl")
    assert len(graph) == len((folder / "graph.nt").read_bytes().splitlines())
    assert dict(graph.namespaces())["schema"] == rdflib.URIRef("http://schema.org/")


def test_jsonld_needs_no_network(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", refuse)
    graph = rdflib.Graph().parse(folder / "graph.jsonld")
    assert (rdflib.URIRef(f"{BASE}{STUB.id}"), rdflib.RDF.type, rdflib.URIRef("http://schema.org/BlogPosting")) in graph


def refuse(*_: object) -> None:
    raise AssertionError("asked the network")


def test_jsonld_uses_the_names_of_schema_org(folder: Path) -> None:
    assert '"@type": "BlogPosting"' in (folder / "graph.jsonld").read_text("utf-8")


@pytest.mark.parametrize("base", ["http://例子.example/博客", "https://example.org/kg#", "https://example.org/?id="])
def test_any_base_gives_files_that_agree(tmp_path: Path, base: str) -> None:
    graph = to_graph(run=replace(to_graph().graph["run"], base=base))
    write_rdf(graph, tmp_path)
    expected = set((tmp_path / "graph.nt").read_text("utf-8").splitlines())
    readers: list[tuple[str, Callable[[bytes], set[str]]]] = [
        ("graph.ttl", lambda text: read_with_pyoxigraph(text, RdfFormat.TURTLE)),
        ("graph.jsonld", lambda text: read_with_pyoxigraph(text, RdfFormat.JSON_LD)),
    ]
    for name, read in readers:
        assert read((tmp_path / name).read_bytes()) == expected


def test_an_empty_graph_is_written_too(tmp_path: Path) -> None:
    write_rdf(to_graph((), ()), tmp_path)
    assert (tmp_path / "evidence.nt").read_bytes() == b""
    assert len(rdflib.Graph().parse(tmp_path / "graph.ttl")) > 0


def test_nouns_and_edges_of_the_blog_are_all_written(folder: Path) -> None:
    text = (folder / "graph.nt").read_text("utf-8")
    for noun in NOUNS:
        assert f"<{noun.id if '://' in noun.id else BASE + noun.id}> " in text
    assert len(EDGES) > 10
