"""The graph for other programs."""

import json
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.cooccurrence import CoOccurrence, to_edge
from kg.graph.export import to_node_link, write_exports
from kg.graph.schema import (
    Edge,
    EdgeKind,
    Evidence,
    Graph,
    Tie,
    add_edge,
    add_noun,
    add_ties,
    empty_graph,
    every_edge_of,
)
from kg.model import (
    Citation,
    Concept,
    ConceptId,
    Definition,
    Mention,
    Post,
    PostId,
    Relation,
    RelationKind,
    Run,
    Source,
    Span,
    Text,
)
from kg.piecewise import Piece, Writing, Written
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


WORDS = st.text(max_size=4)
SPANS = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: Span(pair[0], sum(pair)))


def evidence(words: str, span: Span) -> tuple[Evidence, ...]:
    post, concept, other = PostId("post/1"), ConceptId(f"concept/{words}"), ConceptId("concept/other")
    return (
        Mention(post=post, concept=concept, span=span, confidence=0.1 + 0.2, rule=words),
        Citation(post=post, target=post, span=span, confidence=1e-7, rule=words),
        Definition(post=post, concept=concept, span=span, rule=words),
        Relation(
            post=post, subject=concept, object=other, kind=RelationKind.USES, span=span, confidence=1.0, rule=words
        ),
    )


@given(st.lists(st.tuples(WORDS, SPANS, st.integers(0, 4), st.sampled_from(EdgeKind), st.floats(0, 1))))
def test_the_json_is_what_json_itself_would_write(edges: list[tuple[str, Span, int, EdgeKind, float]]) -> None:
    graph = empty_graph(Run(version="1", base=RUN.base, title="t"))
    for words, span, count, kind, weight in edges:
        add_noun(graph, Post(id=PostId(f"post/{words}"), title=words, sources=(Source("a.txt"),)))
        add_noun(graph, Concept(id=ConceptId(f"concept/{words}"), preferred=(Text(words, "en"),)))
        known = evidence(words, span)[:count] if kind is not EdgeKind.BROADER else evidence(words, span)[3:]
        ends = {"source": f"post/{words}", "target": f"concept/{words}", "kind": kind}
        add_edge(graph, Edge(**ends, weight=weight, about=count > 2, evidence=known))  # type: ignore[arg-type]
    written = to_node_link(graph)
    assert written.decode() == json.dumps(json.loads(written), ensure_ascii=False, indent=1) + "\n"
    for edge, each in zip(every_edge_of(graph), json.loads(written)["edges"], strict=True):
        assert (each["key"], each["weight"], each["about"]) == (edge.kind, edge.weight, edge.about)
        assert (each["count"], each.get("relations", "")) == (len(edge.evidence), "; ".join(edge.relations))
        sure = [(one.span.start, one.span.end, getattr(one, "confidence", None)) for one in edge.evidence]
        assert [(one["start"], one["end"], one.get("confidence")) for one in each["evidence"]] == sure


class Noting(Writing):
    """Notes the pieces that it is given."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces

    def write(self, stream: BinaryIO, pieces: Iterable[Piece]) -> Written:  # noqa: ARG002 - nothing is written
        self.pieces += pieces
        return Written()


def pieces_of(graph: Graph) -> dict[str, list[Piece]]:
    """Return the pieces of each export by the name of its file."""
    pieces: dict[str, list[Piece]] = {}
    with tempfile.TemporaryDirectory() as folder:
        write_exports(graph, Path(folder), lambda name: Noting(pieces.setdefault(name, [])))
    return pieces


def a_graph(edges: list[tuple[str, Span, int, bool]]) -> Graph:
    graph = empty_graph(RUN)
    for words, span, count, is_post in edges:
        add_noun(graph, Post(id=PostId(f"post/{words}"), title=words, sources=(Source("a.txt"),)))
        add_noun(graph, Concept(id=ConceptId(f"concept/{words}"), preferred=(Text(words, "en"),)))
        ends = (f"post/{words}", f"concept/{words}")[:: 1 if is_post else -1]
        known = evidence(words, span)[:count]
        kind = EdgeKind.MENTIONS if is_post else EdgeKind.RELATED
        add_edge(graph, Edge(source=ends[0], target=ends[1], kind=kind, weight=1.0, about=False, evidence=known))
    return graph


EDGES = st.lists(st.tuples(st.sampled_from(["", "a", "\ud800"]), SPANS, st.integers(0, 4), st.booleans()), max_size=3)


@given(EDGES, EDGES)
def test_what_stands_for_a_piece_of_an_export_stands_for_nothing_else(
    one: list[tuple[str, Span, int, bool]], other: list[tuple[str, Span, int, bool]]
) -> None:
    for name, pieces in pieces_of(a_graph(one)).items():
        made = {piece.key: piece.make() for piece in pieces}
        assert all(made.get(piece.key, piece.make()) == piece.make() for piece in pieces_of(a_graph(other))[name])


def test_a_weight_that_changes_touches_only_the_edges_of_that_node() -> None:
    pieces = []
    for weight in (0.5, 0.6):
        graph = related()
        add_noun(graph, Post(id=PostId("post/z"), title="z"))
        add_ties(graph, "post/z", [Tie("concept/svm", EdgeKind.MENTIONS, weight)])
        pieces.append(pieces_of(graph))
    for name in ("graph.graphml", "graph.json"):
        before, after = ({piece.key for piece in each[name]} for each in pieces)
        assert len(before - after) == len(after - before) == 1
        assert len(before & after) > 3


@given(st.text())
def test_any_title_can_be_written(title: str) -> None:
    graph = empty_graph(Run(version="1", base=RUN.base, title="t"))
    add_noun(graph, Post(id=PostId("post/x"), title=title))
    with tempfile.TemporaryDirectory() as folder:
        write_exports(graph, Path(folder))
        assert "post/x" in nx.read_graphml(Path(folder) / "graph.graphml")
