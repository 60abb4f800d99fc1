"""Three parsers that share no code read every file alike: pyoxigraph (Rust), rdflib (Python), rapper (C)."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from kg.model import PostId, Span
from kg.rdf.write import write_rdf
from tests.rdf.blog import ATTENTION, ATTENTION_CONCEPT, EDGES, NOUNS, mention, mentions, to_graph
from tests.rdf.test_write import ANY_TEXT, NASTY, titled
from tests.rdf.written import to_evidence, to_files

# rdflib 7.6 reads JSON-LD by a class of its own that it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
needs_rapper = pytest.mark.skipif(
    shutil.which("rapper") is None, reason="rapper is not installed: tools/rapper, or Debian's package raptor2-utils"
)
SUFFIX_OF_PLANE = {plane: f"{chr(plane * 0x10000 + 0x123)}{chr(plane * 0x10000 + 0xFFFD)}" for plane in range(17)}
ODD = "<>\"{}|^`\\ %#?[]@!$&'()*+,;=:/.~_-\x00\x01\x1f\x7f\x80\x9f\u00a0\u00ad\u200b\u202e\u2028\ufeff\ufffd\ufffe\uffff\ud800\udfff"


def read_with_pyoxigraph(content: bytes, form: RdfFormat) -> set[str]:
    return {str(quad.triple) for quad in parse(content, format=form)}


def read_with_rdflib(content: bytes, form: str) -> set[str]:
    """Return the triples, written by rdflib and read again, so that both sides have one spelling."""
    graph = rdflib.Graph().parse(data=content, format=form)
    return read_with_pyoxigraph(graph.serialize(format="nt", encoding="utf-8"), RdfFormat.N_TRIPLES)


def read_with_rapper(content: bytes, form: str) -> set[str]:
    """Return the triples as rapper prints them; an error or a warning of its is one of the test."""
    command = ["rapper", "-q", "-i", form, "-o", "ntriples", "-", "https://base.example/"]
    done = subprocess.run(command, input=content, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    return read_with_pyoxigraph(done.stdout, RdfFormat.N_TRIPLES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a build with a post for each plane of Unicode and one of odd characters."""
    texts = [*SUFFIX_OF_PLANE.values(), ODD]
    posts = [replace(ATTENTION, id=PostId(f"post/{text}"), title=text, author=text, body=text) for text in texts]
    edges = [replace(mentions(ATTENTION, ATTENTION_CONCEPT, "注意力"), source=post.id, evidence=()) for post in posts]
    folder = tmp_path_factory.mktemp("planes")
    write_rdf(to_graph((*NOUNS, *posts), (*EDGES, *edges)), folder)
    return folder


FORMS = {
    "graph.nt": (RdfFormat.N_TRIPLES, "nt", "ntriples"),
    "evidence.nt": (RdfFormat.N_TRIPLES, "nt", "ntriples"),
    "graph.ttl": (RdfFormat.TURTLE, "turtle", "turtle"),
    "dataset.ttl": (RdfFormat.TURTLE, "turtle", "turtle"),
    "graph.jsonld": (RdfFormat.JSON_LD, "json-ld", None),  # rapper reads none
}


@pytest.mark.parametrize("name", FORMS)
def test_rdflib_reads_every_file_as_pyoxigraph_does(folder: Path, name: str) -> None:
    content, (form, other, _) = (folder / name).read_bytes(), FORMS[name]
    found = read_with_pyoxigraph(content, form)
    assert len(found) > 30
    assert read_with_rdflib(content, other) == found


@needs_rapper
@pytest.mark.parametrize("name", [name for name, forms in FORMS.items() if forms[2]])
def test_rapper_reads_every_file_as_pyoxigraph_does(folder: Path, name: str) -> None:
    content, (form, _, other) = (folder / name).read_bytes(), FORMS[name]
    assert other
    assert read_with_rapper(content, other) == read_with_pyoxigraph(content, form)


@needs_rapper
@given(ANY_TEXT | NASTY | st.text(st.sampled_from(ODD), max_size=20))
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_rapper_reads_any_text_as_it_was_written(text: str) -> None:
    files = to_files(titled(text))
    expected = {triple.removesuffix(" .") for triple in files["graph.nt"].decode().split("\n")[:-1]}
    assert read_with_rapper(files["graph.nt"], "ntriples") == expected
    assert read_with_rapper(files["graph.ttl"], "turtle") == expected


@given(ANY_TEXT | NASTY)
@settings(deadline=None, max_examples=25)
def test_the_evidence_of_any_text_is_read_alike(text: str) -> None:
    post = replace(ATTENTION, title=text, body=text)
    found = replace(mention(ATTENTION, ATTENTION_CONCEPT, "注意力"), span=Span(0, len(text)))
    edge = replace(mentions(ATTENTION, ATTENTION_CONCEPT, "注意力"), evidence=(found,))
    content = to_evidence(to_graph((post, ATTENTION_CONCEPT), (edge,)))
    assert read_with_rdflib(content, "nt") == read_with_pyoxigraph(content, RdfFormat.N_TRIPLES)
