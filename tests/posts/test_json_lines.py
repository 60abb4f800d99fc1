import io
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Problem
from kg.posts.json_lines import MOST_PROBLEMS, is_json, parse_json, parse_json_lines, read_lines
from kg.posts.readers import parse_posts
from kg.posts.record import LeftOut, Record
from tests.posts.law import Kind, check_quotes, check_spans, passages, passages_of, posts_of, to_html, to_markdown


def test_each_line_is_a_post() -> None:
    lines = [
        '{"title": "甲", "date": "2019-06-03", "url": "https://a.example/1", "text": "一 *二*\\n三"}',
        "",
        '{"text": "丁"}',
    ]
    first, second = parse_json_lines(lines, "-")
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert (first.title, first.published, first.address) == ("甲", date(2019, 6, 3), "https://a.example/1")
    assert (first.body, first.sources[0].line) == ("一 *二*\n三", 1)
    assert (second.title, second.body, second.sources[0].line) == (None, "丁", 3)


@pytest.mark.parametrize(
    ("name", "text"),
    [("text", "一 二"), ("markdown", "一 *二*"), ("html", "<p>一 <b>二</b></p>"), ("content_html", "一 <i>二</i>")],
)
def test_the_name_of_the_field_tells_the_form_of_the_text(name: Any, text: Any) -> None:
    (record,) = parse_json_lines([json.dumps({"title": "a", name: text})], "-")
    assert isinstance(record, Record)
    assert record.body == "一 二"


@pytest.mark.parametrize(
    "text",
    [
        '[{"title": "甲"}, {"title": "乙"}]',
        '{"version": "https://jsonfeed.org/version/1.1", "items": [{"title": "甲"}, {"title": "乙"}]}',
        '{"title": "甲"}\n{"title": "乙"}\n',
    ],
)
def test_lists_feeds_and_lines_are_read(text: Any) -> None:
    assert is_json(text)
    assert [each.title for each in parse_json(text, "a.json") if isinstance(each, Record)] == ["甲", "乙"]


@pytest.mark.parametrize(
    "text", ["", "正文", "[1, 2]", '{"a": 1}', "[甲](乙)", '"title"', "{title", '{"title": "a"}\n正文']
)
def test_other_texts_are_none(text: Any) -> None:
    assert not is_json(text)


@pytest.mark.parametrize("line", ["正文", "[1]", "null", '{"title": ', '{"date": "2019-06-03"}', "[" * 100_000])
def test_a_line_that_is_no_post_is_a_problem_with_its_line(line: Any) -> None:
    (_, problem) = parse_json_lines(['{"title": "甲"}', line], "a.jsonl")
    assert isinstance(problem, Problem)
    assert (problem.path, problem.line) == ("a.jsonl", 2)
    assert problem.remedy


def test_many_wrong_lines_are_counted() -> None:
    found = list(parse_json_lines(["x"] * (MOST_PROBLEMS + 7), "a.jsonl"))
    assert len(found) == MOST_PROBLEMS + 1
    assert any(isinstance(each, Problem) and each.message.startswith("7 more") for each in found)


def test_drafts_are_left_out() -> None:
    (found,) = parse_json_lines(['{"title": "a", "draft": true}'], "a.jsonl")
    assert isinstance(found, LeftOut)


def test_lines_are_decoded_one_by_one() -> None:
    stream = io.BytesIO('{"title": "甲"}\r\n\n'.encode() + "乙".encode("gb18030"))
    assert list(read_lines(stream)) == ['{"title": "甲"}\n', "\n", "乙"]


objects = st.dictionaries(
    st.sampled_from(["title", "date", "url", "text", "html", "markdown", "tags", "id"]),
    st.none() | st.booleans() | st.integers() | st.text(max_size=30) | st.lists(st.text(max_size=5), max_size=3),
)


@given(st.lists(objects | st.text(max_size=20), max_size=5))
def test_no_lines_make_the_reader_fail(lines: Any) -> None:
    list(parse_json_lines([json.dumps(line) for line in lines], "-"))


@given(
    st.lists(
        st.tuples(
            st.text("文字ab1 ", min_size=1).map(str.strip).filter(bool), st.dates(date(1000, 1, 1)), st.text("文字ab\n")
        )
    )
)
def test_posts_that_are_written_as_lines_are_read_back(posts: Any) -> None:
    lines = [json.dumps({"title": title, "date": day.isoformat(), "text": text}) for title, day, text in posts]
    found = [
        (each.title, each.published, each.body) for each in parse_json_lines(lines, "-") if isinstance(each, Record)
    ]
    assert found == [(" ".join(title.split()), day, text.strip("\n")) for title, day, text in posts]


@given(st.lists(objects | st.text(max_size=20), max_size=5).map(json.dumps) | st.text(max_size=100))
def test_spans_of_any_json_lie_in_the_text_of_the_post(text: Any) -> None:
    check_spans(posts_of(parse_json, text, "a.json"), text)


@pytest.mark.parametrize("name", ["markdown", "html"])
@given(passages)
def test_links_code_and_addresses_of_a_line_are_quoted_exactly(name: Any, written: Any) -> None:
    body = "\n\n".join(map(to_markdown if name == "markdown" else to_html, written))
    (post,) = posts_of(parse_json, json.dumps({"title": "题", name: body}), "a.jsonl")
    check_quotes(post, written)


@given(passages_of(Kind.ADDRESS, Kind.CODE))
def test_code_and_addresses_of_a_plain_line_are_quoted_exactly(written: Any) -> None:
    body = "\n\n".join(map(to_markdown, written))
    (post,) = posts_of(parse_json, json.dumps({"title": "题", "text": body}), "a.jsonl")
    check_quotes(post, written)


def test_json_that_breaks_off_is_a_problem_at_the_line_where_it_does() -> None:
    (found,) = parse_posts('{\n "title": "甲",\n "text": ', "posts/a.json")
    assert isinstance(found, Problem)
    assert (found.line, "object a line" in found.remedy) == (3, True)
