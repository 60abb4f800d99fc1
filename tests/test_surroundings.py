"""What lies around one node of a build is what the build has of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.errors import NothingBuiltError
from kg.graph.schema import Edge, Graph, every_edge_of, noun_of
from kg.model import Post
from kg.surroundings import read_surroundings

GAN = "https://example.org/kg/concept/gan"


@pytest.fixture(scope="module")
def document(built: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((built / "graph.json").read_bytes())
    return read


def ends(edges: Iterator[dict[str, Any]] | list[dict[str, Any]]) -> set[str]:
    return {edge[end] for edge in edges for end in ("source", "target")}


def evidence_of(edge: Edge) -> list[tuple[str, int, int, str]]:
    return sorted((each.post, each.span.start, each.span.end, each.rule) for each in edge.evidence)


def test_one_step_is_the_node_and_its_neighbours(built: Path, document: dict[str, Any]) -> None:
    middle, graph = read_surroundings(built, "GAN", depth=1)
    stated = [edge for edge in document["edges"] if edge["key"] != "co-occurs"]
    assert middle == GAN
    assert set(graph) == ends([edge for edge in stated if GAN in (edge["source"], edge["target"])])


def test_two_steps_hold_one_step(built: Path) -> None:
    _, near = read_surroundings(built, "GAN", depth=1)
    _, far = read_surroundings(built, "GAN", depth=2)
    assert set(near) < set(far)


def test_edges_keep_their_evidence(built: Path, document: dict[str, Any]) -> None:
    _, graph = read_surroundings(built, "生成对抗网络", depth=2)
    written = {(edge["source"], edge["target"], edge["key"]): edge for edge in document["edges"]}
    edges = every_edge_of(graph)
    assert {edge.kind for edge in edges} >= {"mentions", "broader"}
    for edge in edges:
        known = written[edge.source, edge.target, edge.kind]["evidence"]
        assert evidence_of(edge) == sorted((each["post"], each["start"], each["end"], each["rule"]) for each in known)


def test_posts_keep_the_words_that_evidence_points_to(built: Path) -> None:
    _, graph = read_surroundings(built, "GAN", depth=1)
    words = {
        edge.evidence[0].span.of(text_of(graph, edge.source))
        for edge in every_edge_of(graph)
        if edge.target == GAN and edge.kind == "mentions"
    }
    assert words <= {"GAN", "生成对抗网络", "GANs"}
    assert "GAN" in words


def text_of(graph: Graph, node: str) -> str:
    noun = noun_of(graph, node)
    assert isinstance(noun, Post)
    return noun.text


def test_without_a_build_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(NothingBuiltError):
        read_surroundings(tmp_path, "GAN", depth=1)
