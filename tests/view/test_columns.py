from __future__ import annotations

import base64
import gzip
import json
from itertools import accumulate, islice
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.schema import EdgeKind, Graph, add_edge, add_noun, edges_of
from kg.view.columns import STATED, number, to_edge_columns, to_node_columns
from kg.view.drawing import draw, to_columns
from kg.view.evidence import MOST_A_EDGE, find_rules, to_pieces
from kg.view.packed import to_packed
from kg.view.ranking import rank
from tests.view.graphs import concept, empty, graphs, naming, post, small_blog


def unpacked(packed: str) -> Any:
    return json.loads(gzip.decompress(base64.b64decode(packed)))


TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
)


@given(VALUES)
def test_what_is_packed_comes_out_again(value: Any) -> None:
    assert unpacked(to_packed(value)) == value


@given(st.text())
def test_no_text_breaks_the_packing(text: str) -> None:
    packed = to_packed([text])
    assert packed.isascii()
    assert "<" not in packed
    assert len(unpacked(to_packed([text]))[0]) == len(text)


def test_the_same_columns_are_packed_to_the_same_letters() -> None:
    assert to_packed({"a": [1, "长"]}) == to_packed({"a": [1, "长"]})


@given(graphs())
@settings(max_examples=30, deadline=None)
def test_the_page_knows_every_node_and_edge_of_the_graph(graph: Graph) -> None:
    columns = unpacked(to_packed(to_columns(draw(graph), [], [0])))
    nodes, edges, kinds = columns["nodes"], columns["edges"], columns["edgeKinds"]
    assert sorted(nodes["id"]) == sorted(graph)
    ends = zip(edges["from"], edges["to"], edges["kind"], strict=True)
    found = sorted((nodes["id"][a], nodes["id"][b], kinds[kind]) for a, b, kind in ends)
    assert found == [(edge.source, edge.target, edge.kind) for edge in edges_of(graph)]


@given(graphs())
@settings(max_examples=20, deadline=None)
def test_all_columns_are_equally_long(graph: Graph) -> None:
    columns = to_columns(draw(graph), [], [0])
    assert {len(column) for column in columns["nodes"].values()} == {len(graph)}
    assert {len(column) for column in columns["edges"].values()} == {graph.number_of_edges()}


def test_nodes_outside_the_order_are_left_out_with_their_edges() -> None:
    graph = small_blog()
    numbering = number(graph, ["post/gan", "concept/gan"])
    assert [(edge.source, edge.target) for edge in numbering.edges] == [("post/gan", "concept/gan")]


def test_what_posts_say_comes_before_what_only_a_vocabulary_states_and_the_heavier_first() -> None:
    graph = small_blog()
    edges = number(graph, rank(graph)).edges
    places = [(edge.kind in STATED and not edge.evidence, -edge.weight) for edge in edges]
    assert places == sorted(places)
    assert {said for said, _ in places} == {True, False}


def test_an_edge_is_as_sure_as_its_best_evidence() -> None:
    graph = small_blog()
    numbering = number(graph, rank(graph))
    confidence_of = dict(
        zip(
            ((edge.source, edge.kind) for edge in numbering.edges),
            to_edge_columns(numbering)["confidence"],
            strict=True,
        )
    )
    assert confidence_of["post/nce", EdgeKind.MENTIONS] == 900
    assert confidence_of["concept/flow", EdgeKind.BROADER] == 1000


def test_a_post_carries_what_the_panel_shows() -> None:
    columns = to_node_columns(small_blog(), ["post/gan", "post/stub", "work/flows", "concept/gan"])
    assert columns["date"] == ["2018-11-20", 0, 0, 0]
    assert columns["readers"] == [1234, 0, 0, 0]
    assert columns["stub"] == [0, 1, 0, 0]
    assert columns["address"] == ["https://blog.example/gan", 0, "https://arxiv.org/abs/1907.00001", 0]
    assert columns["summary"][3] == [["What generative adversarial network is.", "en"]]


# ---- evidence


def marked(graph: Graph) -> dict[tuple[str, str, str], list[tuple[str, str]]]:
    """Return the sentence and the marked words of every mention, as the page cuts them."""
    numbering = number(graph, rank(graph))
    found: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for piece in to_pieces(graph, numbering, find_rules(numbering.edges)):
        marks = zip(accumulate(piece["numbers"]), piece["starts"], piece["lengths"], strict=True)
        for offset, count in enumerate(piece["counts"]):
            edge = numbering.edges[piece["first"] + offset]
            for sentence_number, start, length in islice(marks, count):
                sentence = piece["sentences"][sentence_number]
                units = sentence.encode("utf-16-le", "surrogatepass")
                words = units[2 * start : 2 * (start + length)].decode("utf-16-le", "surrogatepass")
                found.setdefault((edge.source, edge.target, edge.kind), []).append((sentence, words))
    return found


def test_the_words_of_a_mention_are_marked_in_their_sentence() -> None:
    assert marked(small_blog())["post/gan", "concept/flow", EdgeKind.MENTIONS] == [("flow 则不同！", "flow")]


def test_a_citation_and_a_definition_show_their_words_too() -> None:
    found = marked(small_blog())
    assert found["post/flow", "post/gan", EdgeKind.CITES] == [("参考《再看 GAN 的训练》。", "《再看 GAN 的训练》")]
    assert found["concept/nce", "post/nce", EdgeKind.DEFINED_BY] == [("NCE（噪声对比估计）把估计变成分类。", "NCE")]


@given(st.text(max_size=60), st.text(min_size=1, max_size=5), st.text(max_size=60))
def test_marked_words_are_the_words_of_the_mention(before: str, words: str, after: str) -> None:
    graph = empty()
    said, named = post("1", before, words + after), concept("c", "concept")
    add_noun(graph, said)
    add_noun(graph, named)
    edge = naming(said, named, words)
    add_edge(graph, edge)
    shown = [found for _, found in marked(graph)[said.id, named.id, EdgeKind.MENTIONS]]
    assert shown == [words] * min(len(edge.evidence), MOST_A_EDGE)


def test_two_mentions_in_one_sentence_share_it() -> None:
    graph = empty()
    said, named = post("1", "BERT 与 BERT", "BERT"), concept("bert", "BERT")
    add_noun(graph, said)
    add_noun(graph, named)
    add_edge(graph, naming(said, named, "BERT"))
    (piece,) = to_pieces(graph, number(graph, rank(graph)), ["label"])
    assert piece["sentences"] == ["BERT 与 BERT", "BERT"]


def test_an_edge_shows_at_most_so_many_of_its_mentions_and_counts_the_rest() -> None:
    graph = empty()
    said, named = post("1", "T5。" * 60), concept("t5", "T5")
    add_noun(graph, said)
    add_noun(graph, named)
    add_edge(graph, naming(said, named, "T5"))
    assert len(marked(graph)[said.id, named.id, EdgeKind.MENTIONS]) == MOST_A_EDGE
    assert to_edge_columns(number(graph, rank(graph)))["evidence"] == [60]


def test_evidence_of_a_post_that_is_not_shown_is_left_out() -> None:
    graph = small_blog()
    numbering = number(graph, ["concept/nce", "post/gan", "concept/gan"])
    (piece,) = to_pieces(graph, numbering, find_rules(numbering.edges))
    assert set(accumulate(piece["posts"])) <= {numbering.number_of["post/gan"]}


def test_a_graph_too_large_for_a_browser_is_shown_in_part_and_says_so() -> None:
    graph = small_blog()
    columns = to_columns(draw(graph, most=5), [], [0])
    assert columns["total"] == len(graph)
    assert columns["nodes"]["id"] == rank(graph)[:5]
