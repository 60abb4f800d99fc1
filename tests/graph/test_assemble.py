"""One graph from what was found."""

import random
from dataclasses import replace

from kg.concepts.linking import Linking, Mentions
from kg.graph.assemble import Findings, assemble
from kg.graph.schema import EdgeKind, NodeKind, edges_of, every_edge_of, kind_of, noun_of
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
    Series,
    SeriesId,
    Source,
    Span,
    Text,
    Work,
    WorkId,
    WorkKind,
)

RUN = Run(version="1", base="https://example.org/kg/", title="t")
ONE = Post(
    id=PostId("post/1"), title="GAN", body="GAN GAN", sources=(Source("a"),), series=SeriesId("series/s"), position=2
)
TWO = Post(id=PostId("post/2"), title="other")
UP = Concept(id=ConceptId("concept/up"), preferred=(Text("generative model", "en"),))
GAN = Concept(id=ConceptId("concept/gan"), preferred=(Text("GAN", "en"),), broader=(UP.id,))
UNUSED = Concept(id=ConceptId("concept/unused"), preferred=(Text("SVM", "en"),))
WORK = Work(id=WorkId("work/w"), kind=WorkKind.PAPER, title="GAN")


def mention(start: int) -> Mention:
    return Mention(post=ONE.id, concept=GAN.id, span=Span(start, start + 3), confidence=0.98, rule="label")


KIND_OF = Relation(
    post=ONE.id,
    subject=GAN.id,
    object=UP.id,
    kind=RelationKind.KIND_OF,
    span=Span(0, 7),
    confidence=0.9,
    rule="X 是 Y",
)
FINDINGS = Findings(
    posts=(ONE, TWO),
    concepts={each.id: each for each in (GAN, UP, UNUSED)},
    works=(WORK,),
    series=(Series(id=SeriesId("series/s"), title="s"),),
    mentions=tuple(mention(start) for start in (0, 4, 8)),
    citations=(
        Citation(post=ONE.id, target=TWO.id, span=Span(0, 3), confidence=1.0, rule="title"),
        Citation(post=ONE.id, target=WORK.id, span=Span(4, 7), confidence=1.0, rule="title"),
    ),
    definitions=(Definition(post=ONE.id, concept=GAN.id, span=Span(0, 3), rule="title head"),),
)


def build(findings: Findings = FINDINGS):  # type: ignore[no-untyped-def]
    return assemble(findings, RUN)


def test_every_noun_is_a_node_of_its_kind() -> None:
    graph = build()
    kinds = {node: kind_of(graph, node) for node in graph}
    assert kinds["post/1"] is NodeKind.POST
    assert kinds["concept/gan"] is NodeKind.CONCEPT
    assert kinds["work/w"] is NodeKind.WORK
    assert kinds["series/s"] is NodeKind.SERIES


def test_one_edge_holds_all_the_evidence_between_two_nodes() -> None:
    (edge,) = edges_of(build(), EdgeKind.MENTIONS)
    assert [each.span.start for each in edge.evidence] == [0, 4, 8]
    assert edge.about


def test_concepts_above_a_named_one_are_in_and_unused_ones_are_not() -> None:
    graph = build()
    assert "concept/up" in graph
    assert "concept/unused" not in graph
    assert [(edge.source, edge.target) for edge in edges_of(graph, EdgeKind.BROADER)] == [("concept/gan", "concept/up")]


def test_series_citations_and_definitions_are_edges() -> None:
    graph = build()
    assert [edge.target for edge in edges_of(graph, EdgeKind.CITES)] == ["post/2", "work/w"]
    assert [edge.weight for edge in edges_of(graph, EdgeKind.PART_OF)] == [2.0]
    assert [edge.target for edge in edges_of(graph, EdgeKind.DEFINED_BY)] == ["post/1"]


def test_the_order_of_the_findings_does_not_matter() -> None:
    shuffled = list(FINDINGS.mentions)
    random.Random(3).shuffle(shuffled)
    other = replace(FINDINGS, mentions=tuple(shuffled), posts=FINDINGS.posts[::-1], citations=FINDINGS.citations[::-1])
    assert list(edges_of(build(other))) == list(edges_of(build()))
    assert list(build(other)) == list(build())


def test_an_edge_to_a_concept_that_is_not_known_is_left_out() -> None:
    alone = replace(FINDINGS, concepts={GAN.id: GAN})
    assert list(edges_of(build(alone), EdgeKind.BROADER)) == []


def test_a_node_gives_back_its_noun() -> None:
    assert noun_of(build(), "concept/gan") == GAN


def test_what_a_post_says_of_two_concepts_stands_on_their_edge() -> None:
    (edge,) = edges_of(build(replace(FINDINGS, relations=(KIND_OF,))), EdgeKind.BROADER)
    assert edge.evidence == (KIND_OF,)
    assert edge.relations == (RelationKind.KIND_OF,)


def test_the_kinds_of_relation_are_an_attribute_of_the_networkx_edge() -> None:
    graph = build(replace(FINDINGS, relations=(KIND_OF,)))
    assert graph.edges[GAN.id, UP.id, EdgeKind.BROADER]["relations"] == (RelationKind.KIND_OF,)
    assert "relations" not in build().edges[GAN.id, UP.id, EdgeKind.BROADER]


def test_concepts_that_posts_name_together_are_joined_but_only_shown_when_asked_for() -> None:
    two = [replace(mention(start), post=post, concept=each) for post in (ONE.id, TWO.id) for start, each in NAMED]
    graph = build(replace(FINDINGS, mentions=tuple(two)))
    (edge,) = edges_of(graph, EdgeKind.CO_OCCURS)
    assert (edge.source, edge.target, edge.weight) == (GAN.id, UNUSED.id, 1.0)
    assert edge not in list(edges_of(graph))
    assert list(every_edge_of(graph)) == sorted(
        [*edges_of(graph), edge], key=lambda each: (each.source, each.target, each.kind)
    )


NAMED = ((0, GAN.id), (4, UNUSED.id))


def test_of_a_post_with_several_linkings_the_last_counts() -> None:
    first = Linking((replace(mention(0), concept=UNUSED.id), replace(mention(4), concept=UNUSED.id)))
    other = Linking((replace(mention(0), post=TWO.id),))
    graph = build(replace(FINDINGS, mentions=Mentions((first, other, Linking((mention(4),))))))
    ends = {(edge.source, edge.target): len(edge.evidence) for edge in edges_of(graph, EdgeKind.MENTIONS)}
    assert ends == {(ONE.id, GAN.id): 1, (TWO.id, GAN.id): 1}
