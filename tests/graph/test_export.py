"""The graph for other programs."""

import json
from pathlib import Path

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.export import to_node_link, write_exports
from kg.graph.schema import add_noun, empty_graph
from kg.model import Post, PostId, Run
from tests.graph.test_assemble import RUN, build


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


@given(st.text())
def test_any_title_can_be_written(title: str) -> None:
    import tempfile

    graph = empty_graph(Run(version="1", base=RUN.base, title="t"))
    add_noun(graph, Post(id=PostId("post/x"), title=title))
    with tempfile.TemporaryDirectory() as folder:
        write_exports(graph, Path(folder))
        assert "post/x" in nx.read_graphml(Path(folder) / "graph.graphml")
