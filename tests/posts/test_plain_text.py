"""Plain text files as posts."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Problem
from kg.posts.plain_text import parse_plain_text
from kg.posts.readers import parse_posts
from kg.posts.record import LeftOut, Record
from tests.posts.law import Kind, check_quotes, check_spans, passages_of, posts_of, to_markdown


def test_a_text_has_its_first_line_for_a_title_and_its_day_from_its_name() -> None:
    (record,) = parse_posts("EM 算法\n\n在隐变量上求期望，再最大化，如此反复。\n\n完。\n", "notes/2019-05-06 em.txt")
    assert isinstance(record, Record)
    assert (record.title, record.published) == ("EM 算法", date(2019, 5, 6))
    assert record.body == "在隐变量上求期望，再最大化，如此反复。\n\n完。"


def test_a_text_that_starts_with_a_sentence_is_called_as_its_file_is() -> None:
    (record,) = parse_posts("在隐变量上求期望，再最大化，如此反复。\n第二行。", "EM 算法.txt")
    assert isinstance(record, Record)
    assert (record.title, record.body) == ("EM 算法", "在隐变量上求期望，再最大化，如此反复。\n第二行。")


@pytest.mark.parametrize("text", ["alpha\nbeta\ngamma", "numpy==1.2\nscipy", "the 0.1 0.2 0.3"])
def test_a_list_of_words_is_no_post(text: str) -> None:
    (found,) = parse_posts(text, "words.txt")
    assert isinstance(found, Problem)


def test_a_draft_is_left_out_as_others_are() -> None:
    (found,) = parse_posts("在隐变量上求期望，再最大化，如此反复。", "drafts/a.txt")
    assert isinstance(found, LeftOut)


SENTENCE = "在隐变量上求期望，再最大化，如此反复。"
LINES = ["题", SENTENCE, "`code`", "$x$", "https://a.example/b", "", " ", "\t", "\ud800", "\0", "--", "# 题"]


@given(
    st.lists(st.sampled_from(LINES), max_size=12).map("\n".join)
    | st.text(max_size=100).map(lambda text: text + SENTENCE)
)
def test_spans_of_any_text_lie_in_the_text_of_the_post(text: Any) -> None:
    check_spans(posts_of(parse_plain_text, text, "a.txt"), text)


@given(passages_of(Kind.CODE, Kind.ADDRESS))
def test_code_and_addresses_of_a_text_are_quoted_exactly(written: Any) -> None:
    text = "\n\n".join(("题目", SENTENCE, *map(to_markdown, written)))
    (post,) = posts_of(parse_plain_text, text, "a.txt")
    check_quotes(post, written)


@given(st.lists(st.text(st.characters(exclude_characters="\r\n\0", exclude_categories=["Cs"])), max_size=4))
def test_the_body_of_a_text_is_what_stands_below_its_title(lines: Any) -> None:
    below = "\n".join((SENTENCE, *lines)).strip("\n").rstrip()
    (post,) = posts_of(parse_plain_text, f"题目\n\n{below}", "a.txt")
    assert post.text == f"题目\n{below}"
