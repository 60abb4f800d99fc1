from __future__ import annotations

from hypothesis import given, settings

from kg.graph.schema import EdgeKind, Graph, Noun, add_edge, add_noun
from kg.view.gather import to_edges
from kg.view.ranking import rank as rank_numbers
from tests.view.graphs import concept, empty, graphs, link, post, small_blog


def rank(graph: Graph) -> list[str]:
    nodes = sorted(graph)
    return [nodes[number] for number in rank_numbers(graph, nodes, to_edges(graph, nodes))]


@given(graphs())
@settings(max_examples=30, deadline=None)
def test_every_node_is_ranked_once(graph: Graph) -> None:
    assert sorted(rank(graph)) == sorted(graph)


def test_the_order_of_building_does_not_matter() -> None:
    graph, again = small_blog(), empty()
    for node in reversed(list(graph)):
        add_noun(again, graph.nodes[node]["noun"])
    for source, target, key, attributes in reversed(list(graph.edges(keys=True, data=True))):
        again.add_edge(source, target, key=key, **attributes)
    assert rank(again) == rank(graph)


def test_the_concepts_that_most_posts_name_come_first() -> None:
    ranked = rank(small_blog())
    assert ranked.index("concept/gan") < ranked.index("concept/generative")


def test_the_first_names_are_of_both_posts_and_concepts() -> None:
    first = {node.partition("/")[0] for node in rank(small_blog())[:4]}
    assert first == {"post", "concept"}


def test_what_only_the_vocabulary_says_matters_less_than_one_mention() -> None:
    graph = empty()
    named, general = concept("named", "named"), concept("general", "general")
    narrower = [concept(f"n{number}", f"n{number}") for number in range(9)]
    said = post("1", "A post")
    nouns: list[Noun] = [said, named, general, *narrower]
    for noun in nouns:
        add_noun(graph, noun)
    add_edge(graph, link(said.id, named.id, EdgeKind.MENTIONS))
    for each in narrower:
        add_edge(graph, link(each.id, general.id, EdgeKind.BROADER))
    ranked = rank(graph)
    assert ranked.index(named.id) < ranked.index(general.id)
