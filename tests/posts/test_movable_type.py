"""The export of Movable Type, as TypePad and Hatena write it too."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Problem
from kg.posts.movable_type import is_movable_type, parse_movable_type
from kg.posts.readers import parse_posts
from kg.posts.record import LeftOut, Record
from tests.posts.law import check_quotes, check_spans, passages, posts_of, to_html

POST = """AUTHOR: 甲
TITLE: 梯度
STATUS: Publish
DATE: 03/04/2014 08:11:00 PM
CATEGORY: 优化
CATEGORY: 笔记
CONVERT BREAKS: 0
-----
BODY:
{}
-----
EXTENDED BODY:

-----
COMMENT:
AUTHOR: 客
DATE: 03/05/2014 10:00:00 AM
评论一句。
-----
--------
"""


def records_of(text: str) -> list[Record]:
    return [each for each in parse_posts(text, "export.txt") if isinstance(each, Record)]


def test_a_post_has_its_facts_and_its_text_without_comments() -> None:
    (record,) = records_of(POST.format("<p>下坡。</p>"))
    assert (record.title, record.author, record.published) == ("梯度", "甲", date(2014, 3, 4))
    assert (record.keywords, record.body) == (("优化", "笔记"), "下坡。")


def test_posts_stand_one_below_the_other_each_with_its_line() -> None:
    first, second = records_of(POST.format("一") + POST.format("二"))
    assert (first.sources[0].line, second.sources[0].line) == (1, POST.count("\n") + 1)
    assert (first.body, second.body) == ("一", "二")


def test_what_is_not_published_is_left_out() -> None:
    (found,) = parse_movable_type(POST.format("半篇").replace("Publish", "Draft"), "export.txt")
    assert isinstance(found, LeftOut)


def test_lines_are_paragraphs_where_the_author_had_them_converted() -> None:
    text = POST.format("第一段 & 它。\n\n第二段。").replace("BREAKS: 0", "BREAKS: __default__")
    assert records_of(text)[0].body == "第一段 & 它。\n\n第二段。"


def test_a_day_that_does_not_exist_is_a_problem_and_the_post_is_kept() -> None:
    found = list(parse_movable_type(POST.format("字").replace("03/04/2014", "13/45/2014"), "export.txt"))
    assert [type(each) for each in found] == [Problem, Record]


@pytest.mark.parametrize("text", ["", "TITLE: a\n\nwords", "---\ntitle: a\n---\n-----\nBODY:\n", "a\n-----\nBODY:\nb"])
def test_other_texts_are_no_export(text: Any) -> None:
    assert not is_movable_type(text)


@given(st.lists(st.sampled_from([*POST.splitlines(keepends=True), "<a href='x'>", "</a>", "词"]), max_size=40).map("".join))  # fmt: skip
def test_spans_of_any_export_lie_in_the_text_of_the_post(text: Any) -> None:
    check_spans(posts_of(parse_movable_type, text, "export.txt"), text)


@given(passages)
def test_links_code_and_addresses_of_an_export_are_quoted_exactly(written: Any) -> None:
    source = POST.format("".join(map(to_html, written)))
    assert is_movable_type(source)
    (post,) = posts_of(parse_movable_type, source, "export.txt")
    check_quotes(post, written)
