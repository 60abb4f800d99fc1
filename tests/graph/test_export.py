"""The graph for other programs."""

import json
from dataclasses import replace
from pathlib import Path

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.cooccurrence import CoOccurrence, to_edge
from kg.graph.export import to_node_link, write_exports
from kg.graph.schema import Graph, add_edge, add_noun, empty_graph
from kg.model import Concept, ConceptId, Post, PostId, Run, Text
from tests.graph.test_assemble import FINDINGS, GAN, KIND_OF, RUN, build


def test_graphml_reads_back_with_the_same_nodes_and_edges(tmp_path: Path) -> None:
    graph = build()
    write_exports(graph, tmp_path)
    read = nx.read_graphml(tmp_path / "graph.graphml")
    assert set(read) == set(graph)
    assert read.number_of_edges() == graph.number_of_edges()
    assert read.nodes["concept/gan"]["label"] == "GAN"


def test_json_is_the_node_link_form_of_networkx() -> None:
    document = json.loads(to_node_link(build()))
    read = nx.node_link_graph(document, edges="edges")
    assert set(read) == set(build())
    assert read.edges["post/1", "concept/gan", "mentions"]["evidence"][0]["start"] == 0


def test_what_posts_say_of_concepts_is_told_with_its_words() -> None:
    document = json.loads(to_node_link(related()))
    (edge,) = [each for each in document["edges"] if each["source"] == "concept/gan" and each["key"] == "broader"]
    assert edge["relations"] == "kind of"
    (told,) = edge["evidence"]
    assert (told["relation"], told["subject"], told["object"]) == ("kind of", "concept/gan", "concept/up")
    assert (told["post"], told["start"], told["end"], told["rule"]) == ("post/1", 0, 7, "X 是 Y")


def test_graphml_has_what_posts_say_and_what_they_name_together(tmp_path: Path) -> None:
    write_exports(related(), tmp_path)
    read = nx.read_graphml(tmp_path / "graph.graphml")
    told = {(source, target, each["kind"]): each for source, target, each in read.edges(data=True)}
    assert told["concept/gan", "concept/up", "broader"]["relations"] == "kind of"
    assert told["concept/gan", "concept/svm", "co-occurs"]["weight"] == 0.5
    assert "relations" not in told["post/1", "concept/gan", "mentions"]


def related() -> Graph:
    graph = build(replace(FINDINGS, relations=(KIND_OF,)))
    add_noun(graph, Concept(id=ConceptId("concept/svm"), preferred=(Text("SVM", "en"),)))
    pair = CoOccurrence(one=GAN.id, other=ConceptId("concept/svm"), posts=3, strength=0.5)
    add_edge(graph, to_edge(pair))
    return graph


@given(st.text())
def test_any_title_can_be_written(title: str) -> None:
    import tempfile

    graph = empty_graph(Run(version="1", base=RUN.base, title="t"))
    add_noun(graph, Post(id=PostId("post/x"), title=title))
    with tempfile.TemporaryDirectory() as folder:
        write_exports(graph, Path(folder))
        assert "post/x" in nx.read_graphml(Path(folder) / "graph.graphml")
