"""Which concepts the posts name, in numbers."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from kg.concepts.linking import Tally
from kg.concepts.named import Named
from kg.model import ConceptId

POSTS = st.lists(st.text("abcdef", max_size=8))


def named(posts: list[str]) -> Named:
    """Return what posts name: each is a line of one-letter concepts."""
    return Named.of(map(tallies, posts))


def tallies(names: str) -> list[Tally]:
    return [Tally(ConceptId(name), names.count(name), names.index(name)) for name in dict.fromkeys(names)]


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


@given(POSTS)
def test_each_post_that_names_something_gives_back_what_and_how_often(posts: list[str]) -> None:
    told = named(posts)
    assert [told[place] for place in range(told.posts)] == [tallies(names) for names in posts if names]
