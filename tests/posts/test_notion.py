"""Pages that Notion exports."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.posts.markdown.notion import is_notion
from kg.posts.markdown.page import parse_markdown
from kg.posts.read import to_reading
from kg.posts.record import Record
from tests.posts.law import check_quotes, check_spans, passages, posts_of, to_markdown

ONE, OTHER = "1111222233334444555566667777888a", "2222333344445555666677778888999b"
PATH = f"Blog/KL 散度 {ONE}.md"
HEAD = "# KL 散度\n\nCreated: May 6, 2021 8:00 AM\nAuthor: 甲\nTags: 信息论, 概率\nURL: https://x.example/p\nStatus: Done\n\n"


def record_of(text: str, path: str = PATH) -> Record:
    (record,) = parse_markdown(text, path)
    assert isinstance(record, Record)
    return record


def test_the_properties_tell_of_the_post_and_are_none_of_its_text() -> None:
    record = record_of(f"{HEAD}它不对称。\n\n注: 这一行是正文。\n")
    assert (record.title, record.published, record.author) == ("KL 散度", date(2021, 5, 6), "甲")
    assert record.keywords == ("信息论", "概率")
    assert record.address is None
    assert record.body == "它不对称。\n\n注: 这一行是正文。"


def test_a_day_is_read_with_its_time_in_either_language() -> None:
    assert record_of("# 题\n\nCreated time: 2021年6月7日 21:30\n\n字").published == date(2021, 6, 7)


def test_lines_of_any_other_file_are_text() -> None:
    assert record_of("# 题\n\nNote: 甲\n\n字", "notes/a.md").body == "Note: 甲\n\n字"
    assert not is_notion("notes/a.md")


def test_links_to_a_page_on_the_site_of_notion_lead_to_its_post() -> None:
    link = f"[散度](https://www.notion.so/KL-{ONE}?pvs=21)，[又](https://www.notion.so/{ONE})"
    found = [
        *parse_markdown(HEAD + "字", PATH),
        *parse_markdown(f"# 交叉熵\n\n见{link}。", f"Blog/交叉熵 {OTHER}.md"),
    ]
    reading = to_reading(found)
    one, other = sorted(reading.posts, key=lambda post: post.title or "")
    assert [link.target for link in other.links] == [one.id, one.id]
    assert reading.hosts == frozenset()


@given(st.text(st.sampled_from("#: 词a\n-[]()"), max_size=60))
def test_spans_of_any_page_lie_in_the_text_of_the_post(text: Any) -> None:
    check_spans(posts_of(parse_markdown, text, PATH), text)


@pytest.mark.parametrize("head", [HEAD, "# 题\n\n"])
@given(passages)
def test_links_code_and_addresses_of_a_page_are_quoted_exactly(head: Any, written: Any) -> None:
    (post,) = posts_of(parse_markdown, head + "\n\n".join(map(to_markdown, written)), PATH)
    check_quotes(post, written)
