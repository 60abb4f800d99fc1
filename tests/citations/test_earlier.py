"""Earlier posts that the prose points to and tells the subject of."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.citations.subjects import words_of
from kg.model import Post
from tests.citations.blog import found_in, post

NOW = date(2020, 6, 1)


def older(title: str, name: str, day: date = date(2019, 1, 1), author: str | None = None) -> Post:
    return post("", title=title, name=name, published=day, author=author)


PCA = older("主成分分析入门", "2019-01-01-evd-and-pca")
GUI = older("基于某某的跨平台程序开发", "gui")
FLOW = older("Training LaTeX Parsers With GPT2", "latex-gpt2")
CATS = older("How Cats Sleep", "cats-sleep")
POSTS = (PCA, GUI, FLOW, CATS)


def told(body: str, *others: Post, author: str | None = None) -> list[tuple[str, str]]:
    one = post(body, title="此时此刻", name="now", published=NOW, author=author)
    return [(words, target) for words, _, target in found_in(one, *(others or POSTS))]


@pytest.mark.parametrize(
    ("body", "words", "target"),
    [
        ("在之前的博客中，我们曾经介绍过 PCA 方法。", "之前的博客", PCA.id),
        ("在之前的 博客 中，我们曾经介绍过 PCA 方法。", "之前的 博客", PCA.id),
        ("用主成分分析降维（详见之前的文章）。", "之前的文章", PCA.id),
        ("在以前的博文里比较过几种跨平台的办法。", "以前的博文", GUI.id),
        ("此前的文章介绍了跨平台。", "此前的文章", GUI.id),
        ("As shown in an earlier post, GPT2 does it.", "an earlier post", FLOW.id),
        ("My post on why cats sleep says so.", "My post on", CATS.id),
        ("I’ve written about sleeping cats; they sleep long.", "I’ve written about", CATS.id),
    ],
)
def test_an_earlier_post_is_the_one_that_alone_is_about_what_the_sentence_says(
    body: str, words: str, target: str
) -> None:
    assert told(body) == [(words, target)]


@pytest.mark.parametrize(
    "body",
    [
        "在之前的博客中，我们讲过别的。",  # about nothing that a title tells
        "在之前的博客中，我们用 PCA 比较过几种跨平台的办法。",  # about two
        "他在之前的博客中介绍过 PCA。",
        "官方之前的博客里介绍过 PCA。",
        "这个博客不错，之前的文章也值得回顾，比如 PCA。",  # spoken of, not pointed to
        "在后面的博客中，我们会介绍 PCA。",
        "As shown in an earlier post, they sleep.",  # one word that is no name
        "In her other blog, an earlier post on GPT2 was shown.",
        "In an earlier post by Chris, GPT2 was shown.",
        "On Chris's blog, an older post tells of GPT2.",
        "`在之前的博客中介绍过 PCA`",
    ],
)
def test_a_sentence_that_may_mean_another_post_finds_none(body: str) -> None:
    assert told(body) == []


def test_an_earlier_post_is_older_and_known_to_be() -> None:
    body = "在之前的博客中介绍过 PCA。"
    assert told(body, older("PCA 入门", "pca", date(2020, 6, 1))) == []
    assert told(body, post("", title="PCA 入门", name="pca")) == []


def test_of_many_authors_each_has_earlier_posts_of_his_own() -> None:
    body = "在之前的博客中介绍过 PCA。"
    mine, theirs = older("PCA 入门", "pca", author="甲"), older("别的事情", "other", author="乙")
    assert told(body, mine, theirs, author="甲") == [("之前的博客", mine.id)]
    assert told(body, mine, theirs, author="乙") == []
    assert told(body, mine, theirs) == []


def test_a_title_behind_the_words_is_what_is_cited() -> None:
    assert told("在之前的博客：主成分分析入门") == [("主成分分析入门", PCA.id)]


@given(st.text(alphabet="在之前的博客中介绍过 PCA跨平台 an earlier post cats，。\n", max_size=60))
def test_earlier_posts_are_found_on_the_words_that_point(body: str) -> None:
    one = post(body, title="此时此刻", name="now", published=NOW)
    for words, _, target in found_in(one, *POSTS):
        assert words in one.text
        assert target in {each.id for each in POSTS}


@given(st.text(max_size=60))
def test_the_words_of_a_text_are_the_same_in_any_case(text: str) -> None:
    assert all(word == word.casefold() for word in words_of(text))


def test_the_post_just_before_is_meant_rather_than_one_that_is_about_more() -> None:
    just_before = older("Cats and Dogs", "zz-dogs", date(2020, 5, 1))
    assert told("In my last post on dogs, cats and GPT2 met.", FLOW, just_before) == [("my last post", just_before.id)]
