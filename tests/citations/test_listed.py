"""Parts of a whole in a list of them, by what their titles say besides its name."""

import time

import pytest

from tests.citations.blog import found_in, post

STORY = post("", title="办一场画展：把画讲成故事", name="story")
BLOG = post("", title="办一场画展：租一间屋子", name="blog")
OTHER = post("", title="讲给你听：把画讲成故事吧", name="other")
PARTS = [
    post("", title=f"漫谈某物（{figure}）：{own}", name=f"part{figure}")
    for figure, own in (("一", "从头说起的事"), ("二", "变化之道"))
]


def listed(body: str, title: str = "办一场画展：请来客人们") -> list[tuple[str, str]]:
    one = post(body, title=title, name="me")
    return [(words, target) for words, _, target in found_in(one, STORY, BLOG, OTHER, *PARTS)]


@pytest.mark.parametrize("mark", ["", "- ", "1. ", "（一）", "第一篇：", "Part 1: "])
def test_a_line_of_a_list_of_parts_cites_the_part_of_that_name(mark: str) -> None:
    body = f"正文。\n\n本系列的其他文章：\n\n{mark}把画讲成故事\n{mark}租一间屋子\n{mark}还没有写的"
    assert listed(body) == [("把画讲成故事", "post/story"), ("租一间屋子", "post/blog")]


def test_the_parts_of_a_numbered_series_are_listed_so_too() -> None:
    body = "系列目录\n（一）从头说起的事\n（二）变化之道"
    assert listed(body, "漫谈某物（三）：结尾的事") == [("从头说起的事", "post/part一"), ("变化之道", "post/part二")]


def test_a_part_whose_own_title_tells_little_lists_the_others() -> None:
    parts = [
        post("", title=f"Deep Things, Part {n}: {own}", name=f"{n}") for n, own in ((1, "Starting Slow"), (2, "Ends"))
    ]
    one = post(
        "Posts in this series:\n- Part 1: Starting Slow\n- Part 2: Ends", title="Deep Things, Part 3: So", name="3"
    )
    assert [(words, target) for words, _, target in found_in(one, *parts)] == [("Starting Slow", "post/1")]


@pytest.mark.parametrize(
    "body",
    [
        "把画讲成故事\n租一间屋子",  # nothing says that it is a list of parts
        "本系列的其他文章：\n" + "这一段很长，" * 20 + "\n把画讲成故事",  # prose between
        "本系列的其他文章：\n把画讲成故事很有意思",
    ],
)
def test_what_is_no_line_of_such_a_list_is_no_citation(body: str) -> None:
    assert listed(body) == []


def test_a_post_of_another_whole_is_no_sibling() -> None:
    assert listed("本系列的其他文章：\n把画讲成故事", "无关的一篇文章") == []


def test_a_sibling_is_known_by_its_own_title_in_marks_too() -> None:
    assert listed("见《把画讲成故事》。") == [("《把画讲成故事》", "post/story")]


@pytest.mark.parametrize("line", ["本系列的其他文章：\n", "之前的文章：", "在之前的博客中，写过一篇"])
def test_a_post_that_says_nothing_else_takes_no_longer_than_its_length(line: str) -> None:
    started = time.process_time()
    assert listed(line * 6000) == []
    assert time.process_time() - started < 5  # seconds; a minute, if each line looked through all lines below
