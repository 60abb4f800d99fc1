from __future__ import annotations

import pytest

from kg.cache.plain import form_of
from kg.citations.clues import Clue, Clues, find_clues
from kg.citations.resolve import shelve
from kg.model import Post
from tests.citations.blog import post

ADDRESS = "https://blog.example/archives/7"


def clue_of(one: Post) -> Clue:
    (clue,) = find_clues(one).clues
    return clue


def test_a_link_that_is_filed_as_posts_are_tells_host_and_path() -> None:
    clue = clue_of(post("see this there", links=[("this", ADDRESS)]))
    assert (clue.host, clue.path, clue.is_filed, clue.is_link) == ("blog.example", "/archives/7", True, True)
    assert (clue.words, clue.title, clue.is_own) == ("", "", False)


def test_an_address_in_the_text_tells_its_key() -> None:
    clue = clue_of(post(f"see {ADDRESS} there"))
    assert (clue.words, clue.is_link) == ("blog.example/archives/7", False)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("《短题》", "短题"),
        ("短题", ""),
        ("Why the gradients of deep networks vanish", "whythegradientsofdeepnetworksvanish"),
    ],
)
def test_words_between_marks_or_many_words_may_be_a_title(words: str, key: str) -> None:
    assert clue_of(post(f"见 {words} 一文", links=[(words, ADDRESS)])).title == key


def test_what_an_encyclopedia_calls_a_thing_is_no_title() -> None:
    assert clue_of(post("见《熵》", links=[("《熵》", "https://zh.wikipedia.org/wiki/熵")])).title == ""


def test_the_foot_of_a_post_gives_its_own_address_unless_it_is_known() -> None:
    body = f"全文完。\n本文链接：{ADDRESS} 。"
    assert clue_of(post(body)).is_own
    assert not clue_of(post(body, address="https://blog.example/one")).is_own


def test_an_address_on_the_authors_own_machine_is_private() -> None:
    assert clue_of(post("see this", links=[("this", "http://localhost:4000/a")])).is_private


def test_whether_something_is_quoted_is_told() -> None:
    assert find_clues(post("见《熵》")).quotes
    assert not find_clues(post("nothing")).quotes


def test_clues_come_out_of_the_cache_as_they_went_in() -> None:
    form = form_of(Clues)
    for one in (post("none"), post("见《熵》 this", links=[("this", ADDRESS)])):
        clues = find_clues(one)
        assert form.parse(form.write(clues)) == clues


def test_a_shelf_made_of_known_clues_is_the_shelf_made_of_the_posts() -> None:
    posts = [
        post(f"正文。\n本文链接：{ADDRESS} 。", "梯度消失的原因与对策详解", "1"),
        post("参考《梯度消失的原因与对策详解》", "另一篇", "2", [("《梯度消失的原因与对策详解》", ADDRESS)]),
        post("see this", "第三篇", "3", [("this", "https://blog.example/archives/8")]),
    ]
    one, other = shelve(posts), shelve(posts, clues=map(find_clues, posts))
    assert other.places.learned == one.places.learned == {"blog.example/archives/7": "post/1"}
    assert (other.places.hosts, other.pointing_home) == (one.places.hosts, one.pointing_home)


def test_clues_of_fewer_posts_make_no_shelf() -> None:
    with pytest.raises(ValueError, match="shorter"):
        shelve([post("a")], clues=[])
