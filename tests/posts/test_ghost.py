"""The export of Ghost."""

import json
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.posts.ghost import is_ghost, parse_ghost
from kg.posts.readers import parse_posts
from kg.posts.record import LeftOut, Record
from tests.posts.law import Kind, check_quotes, check_spans, passages, passages_of, posts_of, to_html


def export(*posts: dict[str, Any], **tables: Any) -> str:
    return json.dumps({"db": [{"meta": {}, "data": {"posts": [{"slug": "s", **post} for post in posts], **tables}}]})


def records_of(text: str) -> list[Record]:
    assert is_ghost(text)
    return [each for each in parse_posts(text, "a.json") if isinstance(each, Record)]


def test_a_post_has_its_authors_and_its_tags_but_for_inner_ones() -> None:
    text = export(
        {"id": "1", "title": "甲", "html": "<p>正文</p>", "status": "published", "published_at": "2023-02-03T10:00:00.000Z"},
        users=[{"id": "7", "name": "Gus"}], posts_authors=[{"post_id": "1", "author_id": "7"}],
        tags=[{"id": "a", "name": "B"}, {"id": "b", "name": "A"}, {"id": "c", "name": "#inner"}],
        posts_tags=[{"post_id": "1", "tag_id": "b", "sort_order": 1}, {"post_id": "1", "tag_id": "a", "sort_order": 0}, {"post_id": "1", "tag_id": "c", "sort_order": 2}],
    )  # fmt: skip
    (record,) = records_of(text)
    assert (record.title, record.author, record.keywords, record.body) == ("甲", "Gus", ("B", "A"), "正文")
    assert (record.published, record.paths) == (date(2023, 2, 3), ("s",))


def test_drafts_and_pages_are_left_out_and_told() -> None:
    text = export(
        {"id": 1, "title": "A", "status": "draft"}, {"id": 2, "title": "B", "type": "page", "status": "published"}
    )
    assert [each.reason for each in parse_posts(text, "a.json") if isinstance(each, LeftOut)] == [
        "a draft",
        "a page of the site, no post",
    ]


def test_a_link_to_the_blog_itself_has_only_its_path() -> None:
    (record,) = records_of(export({"id": 1, "title": "A", "html": '<a href="__GHOST_URL__/b/">x</a>'}))
    assert [link.target for link in record.links] == ["/b/"]


def test_a_post_that_only_the_editor_has_is_read_from_its_document() -> None:
    words = [
        {"type": "extended-text", "text": "See "},
        {"type": "link", "url": "/b/", "children": [{"type": "text", "text": "乙<"}]},
    ]
    nodes = [
        {"type": "heading", "tag": "h2", "children": [{"type": "text", "text": "H"}]},
        {"type": "paragraph", "children": words},
        {"type": "list", "listType": "bullet", "children": [{"type": "listitem", "children": [{"type": "text", "text": "x"}]}]},
        {"type": "codeblock", "code": "y = 1"},
    ]  # fmt: skip
    (record,) = records_of(
        export({"id": 1, "title": "A", "html": None, "lexical": json.dumps({"root": {"children": nodes}})})
    )
    assert record.body == "H\n\nSee 乙<\n\n- x\n\ny = 1"
    assert [link.target for link in record.links] == ["/b/"]


def test_other_json_is_no_export() -> None:
    assert not is_ghost('{"title": "a", "text": "db"}')
    assert not is_ghost('{"db": []}')


@given(st.recursive(st.none() | st.text(max_size=5) | st.integers(), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["db", "data", "posts", "root", "children", "type", "text", "title", "html", "lexical", "users"]), inner)))  # fmt: skip
def test_no_export_however_strange_is_a_failure(value: Any) -> None:
    list(parse_ghost(json.dumps({"db": [{"data": {"posts": [value], "users": value, "posts_tags": value}}]}), "a.json"))
    list(parse_ghost(json.dumps(value), "a.json"))


@given(st.lists(st.sampled_from(["<p>", "</p>", "<a href='x'>", "</a>", "<pre>", "<code>", "</code>", "词", "&amp;", "__GHOST_URL__", "\ud800"]), max_size=20).map("".join))  # fmt: skip
def test_spans_of_any_export_lie_in_the_text_of_the_post(body: Any) -> None:
    text = export({"id": "1", "title": "题", "html": body, "status": "published"})
    check_spans(posts_of(parse_ghost, text, "a.json"), text)


@given(passages)
def test_links_code_and_addresses_of_an_export_are_quoted_exactly(written: Any) -> None:
    text = export({"id": "1", "title": "题", "html": "".join(map(to_html, written)), "status": "published"})
    (post,) = posts_of(parse_ghost, text, "a.json")
    check_quotes(post, written)


@given(passages_of(Kind.LINK, Kind.ADDRESS))
def test_links_and_addresses_of_the_editors_document_are_quoted_exactly(written: Any) -> None:
    def said(words: str) -> dict[str, Any]:
        return {"type": "extended-text", "text": words}

    def inside(each: Any) -> dict[str, Any]:
        link = {"type": "link", "url": each.target, "children": [said(each.quoted)]}
        return link if each.kind is Kind.LINK else said(each.quoted)

    nodes = [
        {"type": "paragraph", "children": [said(f"{each.before} "), inside(each), said(f" {each.behind}")]}
        for each in written
    ]
    text = export({"id": 1, "title": "题", "lexical": json.dumps({"root": {"children": nodes}}), "status": "published"})
    (post,) = posts_of(parse_ghost, text, "a.json")
    check_quotes(post, written)
