"""Which concepts the posts name, in numbers."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from kg.concepts.named import Named
from kg.model import ConceptId

POSTS = st.lists(st.text("abcdef", max_size=8))


def named(posts: list[str]) -> Named:
    return Named.of(map(ConceptId, names) for names in posts)


@given(POSTS)
def test_a_concept_is_spread_over_the_posts_that_name_it_however_often(posts: list[str]) -> None:
    assert named(posts).spread == Counter(name for names in posts for name in set(names))


@given(POSTS)
def test_posts_that_name_nothing_do_not_count(posts: list[str]) -> None:
    assert named(posts).posts == len([names for names in posts if names])


@given(POSTS)
def test_the_numbers_tell_which_concepts_each_post_names(posts: list[str]) -> None:
    told = named(posts)
    ends = zip(told.ends, told.ends[1:], strict=False)
    groups = [{told.concepts[number] for number in told.numbers[start:end]} for start, end in ends]
    assert groups == [set(names) for names in posts if names]
