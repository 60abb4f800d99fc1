"""Which post introduces a concept."""

from __future__ import annotations

from datetime import date

import pytest

from kg.concepts.find import find_mentions
from kg.concepts.introduce import find_presented, introduce
from kg.model import Definition, Post
from tests.concepts.builders import concept, lexicon, post

GAN = lexicon(concept("gan", "GAN"), concept("flow", "流模型"))


def introduced(*posts: Post) -> tuple[Definition, ...]:
    presented = [each for one in posts for each in find_presented(one, find_mentions(one, GAN))]
    assert introduce(presented, []) == introduce(presented[::-1], [])
    return introduce(presented, [])


def dated(title: str, name: str, day: int | None) -> Post:
    return post("", title, name).revised(published=date(2020, 1, day) if day else None)


@pytest.mark.parametrize("title", ["GAN: a game", "GAN ： 一场游戏", "流模型：可逆的网络"])
def test_a_title_that_begins_with_a_concept_and_a_colon_presents_it(title: str) -> None:
    (definition,) = introduced(post("", title))
    assert definition.span.of(title) == title[:3]
    assert definition.rule == "title head"


@pytest.mark.parametrize("title", ["On GAN: a game", "GAN and more: a game", "GAN", None])
def test_other_titles_present_nothing(title: str | None) -> None:
    assert introduced(post("GAN: 一场游戏", title)) == ()


def test_of_several_posts_the_earliest_introduces_it_and_of_one_day_the_one_with_the_smaller_id() -> None:
    posts = [dated("GAN: one", "d", None), dated("GAN: two", "c", 2), dated("GAN: three", "b", 2)]
    assert [each.post for each in introduced(*posts)] == ["post/b"]


def test_each_concept_is_introduced_once_in_the_order_of_the_ids() -> None:
    posts = [dated("GAN: one", "a", 1), dated("流模型：二", "b", 2), dated("GAN: three", "c", 3)]
    assert [(each.concept, each.post) for each in introduced(*posts)] == [
        ("concept/flow", "post/b"),
        ("concept/gan", "post/a"),
    ]
