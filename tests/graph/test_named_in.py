"""The mentions of one concept, taken out of all that a post names."""

from collections.abc import Sequence

from kg.concepts.linking import Ground, Linking
from kg.graph.named_in import NamedIn
from kg.graph.schema import Edge, EdgeKind, Evidence, add_edge, add_noun, empty_graph, grounds_of
from kg.model import Citation, Concept, ConceptId, Mention, Post, PostId, Run, Span, Text


def mention(concept: str, start: int) -> Mention:
    return Mention(post=PostId("p"), concept=ConceptId(concept), span=Span(start, start + 2), confidence=0.9, rule="r")


LINKING = Linking((mention("a", 0), mention("b", 3), mention("a", 6)))
NAMED = NamedIn(LINKING, ConceptId("a"), 2)


def test_it_holds_the_mentions_of_its_concept_in_their_order() -> None:
    assert list(NAMED) == [mention("a", 0), mention("a", 6)]
    assert len(NAMED) == 2
    assert NAMED[-1] == mention("a", 6)
    assert NAMED[:1] == (mention("a", 0),)
    assert mention("b", 3) not in NAMED


def test_it_equals_a_tuple_of_the_same_mentions() -> None:
    assert (mention("a", 0), mention("a", 6)) == NAMED
    assert hash(NAMED) == hash((mention("a", 0), mention("a", 6)))
    assert (mention("a", 0),) != NAMED
    assert (mention("a", 0), mention("b", 3)) != NAMED
    assert repr(NAMED) == repr((mention("a", 0), mention("a", 6)))


def test_the_grounds_of_a_post_are_those_of_its_mentions_and_citations() -> None:
    graph = empty_graph(Run(version="1", base="https://example.org/", title="t"))
    add_noun(graph, Post(id=PostId("p")))
    add_noun(graph, Post(id=PostId("q")))
    for name in "ab":
        add_noun(graph, Concept(id=ConceptId(name), preferred=(Text(name, "en"),)))
    cited = Citation(post=PostId("p"), target=PostId("q"), span=Span(9, 12), confidence=1.0, rule="link")
    ends: dict[str, Sequence[Evidence]] = {"a": NAMED, "b": (mention("b", 3),), "q": (cited,)}
    for target, evidence in ends.items():
        kind = EdgeKind.CITES if target == "q" else EdgeKind.MENTIONS
        add_edge(graph, Edge(source="p", target=target, kind=kind, weight=1.0, about=False, evidence=evidence))
    grounds = {Ground("a", 0, 2, 0.9), Ground("b", 3, 5, 0.9), Ground("a", 6, 8, 0.9), Ground("q", 9, 12, 1.0)}
    assert set(grounds_of(graph, "p")) == grounds
    assert list(grounds_of(graph, "q")) == []
