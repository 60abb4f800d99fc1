"""Concepts that the same posts name."""

from __future__ import annotations

import math
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.concepts.linking import Tally
from kg.concepts.named import Named
from kg.graph import cooccurrence
from kg.graph.cooccurrence import FEWEST, MOST, WEAKEST, CoOccurrence, find_cooccurrences, to_edge
from kg.graph.schema import EdgeKind
from kg.model import ConceptId


def named(posts: list[str]) -> Named:
    """Return what posts name: each is a line of one-letter concepts."""
    return Named.of([Tally(ConceptId(name), 1, 0) for name in dict.fromkeys(names)] for names in posts)


def found(posts: list[str]) -> dict[str, float]:
    return {pair.one + pair.other: pair.strength for pair in find_cooccurrences(named(posts))}


def test_the_strength_is_normalised_pointwise_mutual_information() -> None:
    # a in 3 of 8 posts, b in 4, both in 2: log(2·8 / (3·4)) / log(8 / 2).
    posts = ["ab", "ab", "a", "b", "b", "c", "c", "d"]
    (pair,) = find_cooccurrences(named(posts))
    assert (pair.one, pair.other, pair.posts) == ("a", "b", 2)
    assert pair.strength == pytest.approx(math.log(16 / 12) / math.log(4), abs=1e-4)


def test_concepts_that_are_always_named_together_have_the_strength_one() -> None:
    assert found(["ab", "ab", "c"]) == {"ab": 1.0}
    assert found(["ab", "ab"]) == {"ab": 1.0}


def test_one_common_post_proves_nothing() -> None:
    assert found(["ab", "c", "d"]) == {}


def test_concepts_that_meet_by_chance_are_not_joined() -> None:
    assert found(["ab", "ab", "a", "a", "b", "b", "ab", "c", "ab"]) == {}


def test_of_equal_strengths_the_one_in_more_posts_is_kept_first() -> None:
    pairs = find_cooccurrences(named(["ab", "ab", "cd", "cd", "cd"]))
    assert [pair.posts for pair in pairs] == [3, 2]


def test_a_pair_is_an_edge_from_the_smaller_id() -> None:
    edge = to_edge(CoOccurrence(one=ConceptId("a"), other=ConceptId("b"), posts=2, strength=0.5))
    assert (edge.source, edge.target, edge.kind, edge.weight) == ("a", "b", EdgeKind.CO_OCCURS, 0.5)


def test_nothing_is_named_and_nothing_is_found() -> None:
    assert find_cooccurrences(Named()) == []


@given(st.lists(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=20), max_size=30), st.integers())
def test_whatever_posts_name_no_concept_is_in_too_many_pairs(posts: list[str], seed: int) -> None:
    pairs = find_cooccurrences(named(posts))
    degrees = Counter(end for pair in pairs for end in (pair.one, pair.other))
    assert all(degree <= MOST for degree in degrees.values())
    assert all(pair.one < pair.other and pair.posts >= 2 and WEAKEST <= pair.strength <= 1 for pair in pairs)
    assert len({(pair.one, pair.other) for pair in pairs}) == len(pairs)
    random.Random(seed).shuffle(posts)
    assert find_cooccurrences(named(posts)) == pairs


@given(st.lists(st.text(alphabet="abcdefgh", max_size=8), max_size=12), st.integers(1, 9))
def test_how_many_concepts_are_counted_at_once_does_not_matter(posts: list[str], at_once: int) -> None:
    pairs = find_cooccurrences(named(posts))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cooccurrence, "_AT_ONCE", at_once)
        assert find_cooccurrences(named(posts)) == pairs


@given(st.lists(st.text(alphabet="abcdefgh", max_size=8), max_size=12))
def test_the_posts_of_a_pair_are_those_that_name_both(posts: list[str]) -> None:
    for pair in find_cooccurrences(named(posts)):
        assert pair.posts == sum({pair.one, pair.other} <= {*names} for names in posts)


def strengths_of_all(posts: list[str]) -> dict[str, float]:
    """Return the strength of every pair that is strong enough, by its definition."""
    spread = Counter(name for names in posts for name in {*names})
    both = Counter(one + other for names in posts for one in {*names} for other in {*names} if one < other)
    some = sum(map(bool, posts))
    logs = {
        pair: math.log(count * some / (spread[pair[0]] * spread[pair[1]])) / (math.log(some / count) or 1.0)
        for pair, count in both.items()
        if count >= FEWEST
    }
    found = {pair: 1.0 if both[pair] == some else round(strength, 4) for pair, strength in logs.items()}
    return {pair: strength for pair, strength in found.items() if strength >= WEAKEST}


@given(st.lists(st.text(alphabet="abcdefgh", max_size=5), max_size=40))
def test_no_pair_that_is_strong_enough_is_passed_over(posts: list[str]) -> None:
    assert found(posts) == strengths_of_all(posts)  # of eight concepts, none is in more than seven pairs
