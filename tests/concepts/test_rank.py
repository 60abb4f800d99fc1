"""What a post is about, among what it names."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from kg.concepts.linking import Tally
from kg.concepts.named import Named
from kg.concepts.rank import AT_MOST, MAIN, OPENING, rank_post, rarity_of
from kg.model import ConceptId, Post, PostId

TITLE = "ab cd"
POST = Post(id=PostId("post/1"), title=TITLE)
RARITY = {ConceptId(name): 1.0 for name in "abcdefghij"}
PLACES = st.lists(st.tuples(st.sampled_from("abcdefghij"), st.integers(0, 2 * OPENING)))


def tallies_of(*places: tuple[str, int]) -> list[Tally]:
    starts: dict[str, list[int]] = {}
    for name, start in places:
        starts.setdefault(name, []).append(start)
    return [Tally(ConceptId(name), len(where), min(where)) for name, where in starts.items()]


def weights(*places: tuple[str, int]) -> dict[str, float]:
    return {concept: each.weight for concept, each in rank_post(POST, tallies_of(*places), RARITY).items()}


def test_what_is_named_more_often_matters_more() -> None:
    assert weights(("a", 500), ("b", 510), ("b", 520))["a"] < weights(("a", 500), ("b", 510), ("b", 520))["b"] == 1


def test_what_fewer_posts_name_matters_more() -> None:
    rarity = rarity_of(Named.of([tallies_of(("a", 0), ("b", 0)), tallies_of(("a", 0)), []]))
    ranked = rank_post(POST, tallies_of(("a", 500), ("b", 510)), rarity)
    assert ranked[ConceptId("a")].weight < ranked[ConceptId("b")].weight


def test_the_title_counts_more_than_the_opening_and_that_more_than_the_rest() -> None:
    found = weights(("a", 0), ("b", len(TITLE)), ("c", len(TITLE) + OPENING))
    assert found["a"] > found["b"] > found["c"]


def test_a_post_is_about_all_that_its_title_names_and_of_the_rest_about_few() -> None:
    ranked = rank_post(POST, tallies_of(*((name, 0) for name in "abcdefg"), ("h", 500)), RARITY)
    assert [concept for concept, each in ranked.items() if each.about] == list("abcdefg")
    ranked = rank_post(POST, tallies_of(*((name, 500) for name in "abcdefgh")), RARITY)
    assert [concept for concept, each in ranked.items() if each.about] == list("abcde")


def test_a_post_that_names_nothing_is_about_nothing() -> None:
    assert rank_post(POST, [], RARITY) == {}


@given(PLACES, st.integers())
def test_the_first_weighs_one_and_all_are_sorted_whatever_their_order(places: list[tuple[str, int]], seed: int) -> None:
    ranked = rank_post(POST, tallies_of(*places), RARITY)
    assert list(ranked) == sorted({name for name, _ in places})
    assert max((each.weight for each in ranked.values()), default=1) == 1
    main = [each for each in ranked.values() if each.about]
    titled = {name for name, start in places if start < len(TITLE)}
    assert len(main) <= AT_MOST + len(titled)
    assert all(each.weight >= MAIN or concept in titled for concept, each in ranked.items() if each.about)
    random.Random(seed).shuffle(places)
    assert rank_post(POST, tallies_of(*places), RARITY) == ranked


@given(PLACES)
def test_a_post_is_about_what_weighs_most_and_of_equal_ones_the_smaller_ids(places: list[tuple[str, int]]) -> None:
    ranked = rank_post(POST, tallies_of(*places), RARITY)
    leading = sorted(ranked, key=lambda concept: (-ranked[concept].weight, concept))[:AT_MOST]
    titled = {name for name, start in places if start < len(TITLE)}
    expected = {concept for concept in leading if ranked[concept].weight >= MAIN} | titled
    assert {concept for concept, each in ranked.items() if each.about} == expected
