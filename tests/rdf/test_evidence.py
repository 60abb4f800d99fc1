"""The evidence: every phrase exactly where it stands."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store, parse

from kg.graph.schema import Edge, EdgeKind, Graph
from kg.model import Mention, Post, PostId, Source, Span
from kg.rdf.checks.evidence import check_evidence
from tests.rdf.blog import ATTENTION_CONCEPT, BASE, EDGES, GARDEN, NOUNS, STUB, TRANSFORMER_CONCEPT, ask, to_graph
from tests.rdf.written import to_evidence

ANY_TEXT = st.text(st.characters(exclude_categories=()), min_size=1)


def to_lines(graph: Graph) -> list[str]:
    """Return the lines one by one, without their ends."""
    return to_evidence(graph).decode().split("\n")[:-1]


def to_store(graph: Graph) -> Store:
    store = Store()
    store.load(to_evidence(graph), format=RdfFormat.N_TRIPLES)
    return store


def phrases(store: Store) -> list[tuple[str, ...]]:
    query = """SELECT * { ?phrase a nif:Phrase ; nif:referenceContext ?context ; nif:anchorOf ?words ;
        nif:beginIndex ?begin ; nif:endIndex ?end ; itsrdf:taIdentRef ?target ; itsrdf:taConfidence ?confidence .
        ?context nif:isString ?text } ORDER BY ?context ?begin ?target"""
    names = ("phrase", "words", "begin", "end", "target", "confidence", "text")
    return [tuple(row[name].value for name in names) for row in ask(store, query)]


def test_each_mention_and_each_citation_is_one_phrase() -> None:
    found = {(iri.removeprefix(BASE), words) for iri, words, *_ in phrases(to_store(to_graph()))}
    assert ("post/注意力#char=0,5", "注意力机制") in found
    assert ("post/garden#char=11,17", "mostly") in found
    assert ("https://blog.example/transformer#char=64,80", "arXiv:1706.03762") in found


def test_the_words_are_the_characters_of_the_text_at_the_offsets() -> None:
    found = phrases(to_store(to_graph()))
    assert len(found) == sum(len(edge.evidence) for edge in EDGES if edge.kind in (EdgeKind.MENTIONS, EdgeKind.CITES))
    for _, words, begin, end, _, _, text in found:
        assert text[int(begin) : int(end)] == words


def test_a_stub_has_no_text() -> None:
    assert not any(STUB.id in line.split(" ")[0] for line in to_lines(to_graph()))


def test_a_post_without_any_mention_still_has_its_text() -> None:
    assert any("isString" in line and "Tomatoes" in line for line in to_lines(to_graph((GARDEN,), ())))


def test_a_phrase_for_two_things_is_as_sure_as_its_least_sure_reading() -> None:
    span = Span(11, 17)
    edges = [
        Edge(
            source=GARDEN.id,
            target=concept.id,
            kind=EdgeKind.MENTIONS,
            weight=1,
            about=False,
            evidence=(Mention(post=GARDEN.id, concept=concept.id, span=span, confidence=sureness, rule="label"),),
        )
        for concept, sureness in ((ATTENTION_CONCEPT, 0.75), (TRANSFORMER_CONCEPT, 0.5))
    ]
    found = phrases(to_store(to_graph((GARDEN, ATTENTION_CONCEPT, TRANSFORMER_CONCEPT), edges)))
    assert [phrase[0] for phrase in found] == [f"{BASE}post/garden#char=11,17"] * 2
    assert {float(phrase[5]) for phrase in found} == {0.5}


@st.composite
def posts_with_mentions(draw: st.DrawFn) -> Graph:
    """Return one post of any text with mentions anywhere in it, the whole text among them."""
    post = Post(id=GARDEN.id, title=draw(ANY_TEXT), body=draw(ANY_TEXT), sources=(Source("a"),))
    length = len(post.text)
    ends = draw(st.lists(st.tuples(st.integers(0, length - 1), st.integers(1, length)), max_size=5))
    spans = {Span(begin, end) for begin, end in ends if begin < end} | {Span(0, length)}
    found = tuple(
        Mention(post=post.id, concept=ATTENTION_CONCEPT.id, span=span, confidence=0.5, rule="label")
        for span in sorted(spans)
    )
    edge = Edge(
        source=post.id, target=ATTENTION_CONCEPT.id, kind=EdgeKind.MENTIONS, weight=1, about=True, evidence=found
    )
    return to_graph((post, ATTENTION_CONCEPT), (edge,))


@given(posts_with_mentions())
@settings(deadline=None)
def test_any_text_with_mentions_anywhere_has_right_offsets_and_sorted_lines(graph: Graph) -> None:
    lines = to_lines(graph)
    assert lines == sorted(set(lines))
    described = {f"{BASE}{GARDEN.id}", f"{BASE}{ATTENTION_CONCEPT.id}"}
    assert list(check_evidence(parse("\n".join(lines), format=RdfFormat.N_TRIPLES), described)) == []


@given(st.integers(min_value=1))
@settings(deadline=None)
def test_the_order_in_which_the_graph_was_built_does_not_matter(seed: int) -> None:
    assert to_lines(to_graph(seed=seed)) == to_lines(to_graph())


def test_the_lines_of_many_posts_are_sorted_by_bytes() -> None:
    names = ("post/a", "post/a-b", "post/a/b", "post/ab", "https://x.example/#1", "https://x.example/#12", "post/中")
    posts = [replace(GARDEN, id=PostId(name)) for name in names]
    lines = [line.encode() for line in to_lines(to_graph((*NOUNS, *posts)))]
    assert lines == sorted(set(lines))
