from __future__ import annotations

import base64
import json
import zlib
from itertools import accumulate
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.schema import STATED, EdgeKind, Graph, add_edge, add_noun, edges_of
from kg.view import passages
from kg.view.columns import Numbering, number, to_edge_columns, to_node_columns, to_together_columns
from kg.view.drawing import draw, to_columns
from kg.view.edges import DRAWN, MOST_AN_EDGE
from kg.view.evidence import Evidence, find_elsewhere, find_evidence
from kg.view.gather import to_edges
from kg.view.ordinals import to_ordinals, to_places
from kg.view.packed import to_letters, to_packed
from kg.view.ranking import rank
from tests.view.graphs import concept, empty, graphs, link, naming, post, relating, small_blog


def unpacked(packed: bytes) -> Any:
    """Undo the packing as the page does: the numbers lie behind the line of JSON, all lowest bytes first."""
    text, _, planes = zlib.decompress(base64.b64decode(to_letters(packed))).partition(b"\n")
    rest = [planes]

    def filled(columns: Any) -> Any:
        if not isinstance(columns, dict):
            return columns
        if "width" in columns:
            size = columns["count"] * columns["width"]
            own, rest[0] = rest[0][:size], rest[0][size:]
            rows = (own[place :: columns["count"]] for place in range(columns["count"]))
            return [columns["least"] + int.from_bytes(row, "little") for row in rows]
        return {name: filled(column) for name, column in columns.items()}

    found = filled(json.loads(text))
    assert rest == [b""]
    return found


def numbered(graph: Graph, *nodes: str) -> Numbering:
    """Number all nodes by importance, or some in an order."""
    everything = sorted(graph)
    edges = to_edges(graph, everything)
    chosen = np.array([everything.index(node) for node in nodes]) if nodes else rank(graph, everything, edges)
    return number(everything, edges, chosen)


def pieces_of(graph: Graph, numbering: Numbering) -> list[bytes]:
    pieces: list[bytes] = []
    find_evidence(graph, numbering, pieces.append)
    return pieces


def ends(numbering: Numbering) -> list[tuple[str, str, EdgeKind]]:
    edges, order = numbering.edges, numbering.order
    columns = zip(edges.source.tolist(), edges.target.tolist(), edges.kind.tolist(), strict=True)
    return [(order[source], order[target], DRAWN[kind]) for source, target, kind in columns]


TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS.filter(lambda name: name != "width"), inner),
)
NUMBERS = st.lists(st.integers(-(2**30), 2**30)) | st.lists(st.integers(-3, 3)) | st.lists(st.integers(0, 70_000))


@given(st.dictionaries(TEXTS.filter(lambda name: name != "width"), VALUES))
def test_what_is_packed_comes_out_again(value: dict[str, Any]) -> None:
    assert unpacked(to_packed(value)) == value


@given(st.lists(NUMBERS, max_size=4))
def test_columns_of_numbers_come_out_again(columns: list[list[int]]) -> None:
    arrays = {str(place): np.array(column, dtype=np.int64) for place, column in enumerate(columns)}
    assert unpacked(to_packed({"inner": arrays, "text": "线\n"})) == {
        "inner": {str(place): column for place, column in enumerate(columns)},
        "text": "线\n",
    }


@given(st.text())
def test_no_text_breaks_the_packing(text: str) -> None:
    packed = to_letters(to_packed({"text": text}))
    assert packed.isascii()
    assert "<" not in packed
    assert len(unpacked(to_packed({"text": text}))["text"]) == len(text)


def test_the_same_columns_are_packed_to_the_same_letters() -> None:
    assert to_packed({"a": [1, "长"]}) == to_packed({"a": [1, "长"]})


@given(graphs())
@settings(max_examples=30, deadline=None)
def test_the_page_knows_every_node_and_edge_of_the_graph(graph: Graph) -> None:
    columns = unpacked(to_packed(to_columns(draw(graph), Evidence())))
    nodes, edges, kinds = columns["nodes"], columns["edges"], columns["edgeKinds"]
    assert sorted(nodes["id"]) == sorted(graph)
    ends = zip(edges["from"], edges["to"], edges["kind"], strict=True)
    found = sorted((nodes["id"][a], nodes["id"][b], kinds[kind]) for a, b, kind in ends)
    assert found == [(edge.source, edge.target, edge.kind) for edge in edges_of(graph)]


@given(graphs())
@settings(max_examples=20, deadline=None)
def test_all_columns_are_equally_long(graph: Graph) -> None:
    columns = to_columns(draw(graph), Evidence())
    assert {len(column) for column in columns["nodes"].values()} == {len(graph)}
    lengths = {name: len(column) for name, column in columns["edges"].items() if name not in ("relations", "elsewhere")}
    assert set(lengths.values()) == {graph.number_of_edges()}


def test_nodes_outside_the_order_are_left_out_with_their_edges() -> None:
    numbering = numbered(small_blog(), "post/gan", "concept/gan")
    assert ends(numbering) == [("post/gan", "concept/gan", EdgeKind.MENTIONS)]


def test_what_posts_say_comes_before_what_only_a_vocabulary_states_and_the_heavier_first() -> None:
    edges = numbered(small_blog()).edges
    stated = edges.are(*STATED) & (edges.evidence == 0)
    places = list(zip(stated.tolist(), (-edges.weight).tolist(), strict=True))
    assert places == sorted(places)
    assert {said for said, _ in places} == {True, False}


def test_an_edge_is_as_sure_as_its_best_evidence() -> None:
    numbering = numbered(small_blog())
    confidence_of = dict(zip(ends(numbering), to_edge_columns(numbering.edges)["confidence"].tolist(), strict=True))
    assert confidence_of["post/nce", "concept/nce", EdgeKind.MENTIONS] == 900
    assert confidence_of["concept/flow", "concept/generative", EdgeKind.BROADER] == 1000
    assert confidence_of["concept/nce", "post/nce", EdgeKind.DEFINED_BY] == 1000


def test_what_posts_say_of_two_concepts_is_told_with_its_direction() -> None:
    graph = small_blog()
    said, one, other = (graph.nodes[node]["noun"] for node in ("post/nce", "concept/nce", "concept/gan"))
    backwards = relating(said, one, other, "NCE 与 GAN 相比更稳")
    add_edge(graph, link(other.id, one.id, EdgeKind.RELATED, backwards))
    numbering = numbered(graph)
    relations = to_edge_columns(numbering.edges)["relations"]
    told = {ends(numbering)[int(row)][:2]: kinds for row, kinds in relations.items()}
    assert told == {(one.id, other.id): [6], (other.id, one.id): [-6]}


def test_pairs_that_are_named_together_are_listed_but_not_drawn() -> None:
    graph = small_blog()
    numbering = numbered(graph)
    together = {name: column.tolist() for name, column in to_together_columns(graph, numbering.order).items()}
    assert [numbering.order[together[end][0]] for end in ("one", "other")] == ["concept/flow", "concept/gan"]
    assert together["strength"] == [420]


def test_a_post_carries_what_the_panel_shows() -> None:
    columns = to_node_columns(small_blog(), ["post/gan", "post/stub", "work/flows", "concept/gan"], {3: "GAN"})
    assert columns["date"] == ["2018-11-20", 0, 0, 0]
    assert columns["readers"] == [1234, 0, 0, 0]
    assert columns["stub"].tolist() == [0, 1, 0, 0]
    assert columns["short"] == [0, 0, 0, "GAN"]
    assert columns["address"] == ["https://blog.example/gan", 0, "https://arxiv.org/abs/1907.00001", 0]
    assert columns["summary"][3] == [["What generative adversarial network is.", "en"]]


# ---- evidence


Marked = dict[tuple[str, str, str], list[tuple[str, str]]]


def edges_in(numbering: Numbering, post: int) -> list[int]:
    """Return the edges that a post is an end of, then those elsewhere, each sorted as the page does."""
    edges, elsewhere = numbering.edges, find_elsewhere(numbering.edges)
    rows = zip(edges.source.tolist(), edges.target.tolist(), edges.kind.tolist(), strict=True)
    named = [
        (in_units(numbering.order[a]), in_units(numbering.order[b]), kind, row, post in (a, b))
        for row, (a, b, kind) in enumerate(rows)
    ]
    own = [row for *_, row, is_end in sorted(named) if is_end]
    return own + [row for *_, row, is_end in sorted(named) if post in elsewhere.get(str(row), [])]


def in_units(name: str) -> bytes:
    return name.encode("utf-16-be", "surrogatepass")


def marked(graph: Graph, *nodes: str) -> Marked:
    """Return the sentence and the marked words of every mention, as the page cuts them."""
    numbering = numbered(graph, *nodes)
    found: Marked = {}
    packed: list[bytes] = []
    piece_of = find_evidence(graph, numbering, packed.append).piece_of
    for index, each in enumerate(packed):
        piece = unpacked(each)
        posts = [row for row, own in piece_of.items() if own == index]
        posts.sort(key=lambda row: in_units(numbering.order[row]))
        numbers = list(accumulate(piece["numbers"]))
        columns = (piece["places"], piece["edges"], piece["counts"])
        for place, ordinal, count, first in zip(*columns, accumulate([0, *piece["counts"]]), strict=False):
            edge = edges_in(numbering, posts[place])[ordinal]
            for mark in range(first, first + count):
                sentence = piece["sentences"][numbers[mark]]
                start, length = piece["starts"][mark], piece["lengths"][mark]
                units = sentence.encode("utf-16-le", "surrogatepass")
                words = units[2 * start : 2 * (start + length)].decode("utf-16-le", "surrogatepass")
                found.setdefault(ends(numbering)[edge], []).append((sentence, words))
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
    known = "".join("?" if "\ud800" <= each <= "\udfff" else each for each in words)  # half a pair has no UTF-8
    assert shown == [known] * min(len(edge.evidence), MOST_AN_EDGE)


def test_two_mentions_in_one_sentence_share_it() -> None:
    graph = empty()
    said, named = post("1", "BERT 与 BERT", "BERT"), concept("bert", "BERT")
    add_noun(graph, said)
    add_noun(graph, named)
    add_edge(graph, naming(said, named, "BERT"))
    (piece,) = pieces_of(graph, numbered(graph))
    assert unpacked(piece)["sentences"] == ["BERT 与 BERT", "BERT"]


def test_an_edge_shows_at_most_so_many_of_its_mentions_and_counts_the_rest() -> None:
    graph = empty()
    said, named = post("1", "T5。" * 60), concept("t5", "T5")
    add_noun(graph, said)
    add_noun(graph, named)
    add_edge(graph, naming(said, named, "T5"))
    assert len(marked(graph)[said.id, named.id, EdgeKind.MENTIONS]) == MOST_AN_EDGE
    assert to_edge_columns(numbered(graph).edges)["evidence"].tolist() == [60]


def test_evidence_in_a_post_that_is_no_end_of_the_edge_is_found_by_its_post() -> None:
    numbering = numbered(small_blog())
    elsewhere = find_elsewhere(numbering.edges)
    found = {ends(numbering)[int(row)]: [numbering.order[post] for post in posts] for row, posts in elsewhere.items()}
    assert found == {("concept/nce", "concept/gan", EdgeKind.RELATED): ["post/nce"]}


def test_evidence_of_a_post_that_is_not_shown_is_left_out() -> None:
    graph = small_blog()
    shown = "concept/nce", "post/gan", "concept/gan"
    assert set(marked(graph, *shown)) == {("post/gan", "concept/gan", EdgeKind.MENTIONS)}
    assert ("concept/nce", "concept/gan", EdgeKind.RELATED) in ends(numbered(graph, *shown))


def test_many_posts_have_several_pieces_each_of_whole_posts(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = marked(small_blog())
    monkeypatch.setattr(passages, "LARGEST", 10)
    pieces: list[bytes] = []
    evidence = find_evidence(small_blog(), numbered(small_blog()), pieces.append)
    assert len(pieces) > 2
    assert sorted(evidence.piece_of.values()) == list(range(len(pieces)))
    assert marked(small_blog()) == whole


def test_a_piece_stays_the_same_when_other_posts_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passages, "LARGEST", 10)
    graph, before = small_blog(), set(pieces_of(small_blog(), numbered(small_blog())))
    said, named = post("new", "BERT", "BERT。BERT"), concept("a", "BERT")
    add_noun(graph, said)
    add_noun(graph, named)
    add_edge(graph, naming(said, named, "BERT"))
    after = set(pieces_of(graph, numbered(graph)))
    assert before < after
    assert len(after - before) == 1


@given(graphs())
@settings(max_examples=20, deadline=None)
def test_every_mark_is_told_by_an_edge_that_its_post_knows(graph: Graph) -> None:
    numbering = numbered(graph)
    marks = numbering.edges.marks
    ordinals = to_ordinals(numbering.edges, to_places(numbering.order))
    for edge, said, ordinal in zip(marks.edge.tolist(), marks.post.tolist(), ordinals.tolist(), strict=True):
        assert edges_in(numbering, said)[ordinal] == edge


def test_a_graph_too_large_for_a_browser_is_shown_in_part_and_says_so() -> None:
    graph = small_blog()
    columns = to_columns(draw(graph, most=5), Evidence())
    assert columns["total"] == len(graph)
    assert columns["nodes"]["id"] == numbered(graph).order[:5]
