"""The many forms of one address."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.posts.addresses import address_key, host_of, is_local, path_of, to_host, unwrapped
from kg.posts.html.flow import to_prose as html_to_prose
from kg.posts.json_lines import parse_json_lines
from kg.posts.markdown.page import to_prose
from kg.posts.read import read_posts
from kg.posts.record import Record

HERE = "https://例子.example/a/b"


@pytest.mark.parametrize(
    "form",
    [
        "http://例子.example/a/b/", "https://www.例子.example/a/b.html", "https://xn--fsqu00a.example/a/b#c", "HTTPS://XN--FSQU00A.EXAMPLE/a/b/index.html",
        "https://例子.example:443/a/%62?x=1", "https://u:p@例子.example/a/b/comment-page-2?replyTo=7#comment-7", "//例子.example./a/b",
    ],
)  # fmt: skip
def test_forms_of_one_address_have_one_key(form: Any) -> None:
    assert address_key(form) == address_key(HERE)


@pytest.mark.parametrize(
    "other",
    ["https://例子.example/a", "https://例.example/a/b", "https://例子.example/?p=1", "https://例子.example/?p=2"],
)
def test_other_addresses_have_other_keys(other: Any) -> None:
    assert address_key(other) != address_key(HERE)
    assert address_key("https://x.example/?p=1") != address_key("https://x.example/?p=2")


@given(st.text(max_size=60))
def test_any_text_has_a_key(text: Any) -> None:
    assert isinstance(address_key(text), str)
    assert isinstance(unwrapped(f"https://link.a.example/?target={text}"), str)
    assert not host_of(text).startswith("www.")
    is_local(text)


PIECES = [
    *"ab.-:/?#@[]%20 \\\t\n\r\x01\u3000é例_~&=",
    "//",
    "http://",
    "https://",
    "%E4%B8",
    "xn--",
    "www.",
    ".com",
    "%00",
]


@given(
    st.sampled_from(["http://", "https://", "http://a.b", "https://例子.example", "//", ""]),
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
)
def test_an_address_is_taken_apart_as_the_library_does(start: str, rest: str) -> None:
    address = start + rest
    try:
        told = (to_host(urlsplit(address).hostname or ""), unquote(urlsplit(address).path))
    except ValueError:
        told = ("", "")
    assert (host_of(address), path_of(address)) == told


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "localhost:4000",
        "127.0.0.1",
        "127.0.0.1:4000",
        "0.0.0.0:80",
        "10.1.2.3",
        "192.168.0.9:1313",
        "172.20.0.1",
        "::1",
        "[::1]",
        "mac.local",
        "blog.localhost",
    ],
)
def test_nobody_else_reaches_a_local_host(host: Any) -> None:
    assert is_local(host)


@pytest.mark.parametrize(
    "host", ["example.org", "8.8.8.8", "local.example.org", "localhost.example.org", "172.99.0.1", ""]
)
def test_everybody_reaches_the_others(host: Any) -> None:
    assert not is_local(host)


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("https://link.a.example/?target=https%3A//b.example/c%3Fd%3D1", "https://b.example/c?d=1"), ("https://www.a.example/url?sa=t&q=https://b.example/", "https://b.example/"),
        ("https://l.a.example/l.php?u=https%3A%2F%2Fb.example%2F&h=x", "https://b.example/"), ("https://a.example/?target=https%3A//b.example/", "https://a.example/?target=https%3A//b.example/"),
        ("https://link.a.example/?target=javascript%3Aalert", "https://link.a.example/?target=javascript%3Aalert"), ("https://web.archive.example/web/2020/https://b.example/", "https://web.archive.example/web/2020/https://b.example/"),
    ],
)  # fmt: skip
def test_an_address_that_sends_its_readers_on_counts_as_where_it_sends_them(address: Any, leads_to: Any) -> None:
    assert unwrapped(address) == leads_to


TARGET = "https://b.example/q?a=1&b=2&copy=3"


@pytest.mark.parametrize(
    "written",
    [
        "https://b.example/q?a=1&amp;b=2&amp;copy=3",
        "https://b.example/q?a=1&b=2&copy=3",
        "https://b.example/q?a=1&#38;b=2&#x26;copy=3",
    ],
)
def test_references_to_characters_are_no_part_of_an_address(written: Any) -> None:
    (in_html,) = html_to_prose(f'<a href="{written}">x</a>').links
    (in_markdown,) = to_prose(f"[x]({written})").links
    (by_reference,) = to_prose(f"[x][1]\n\n[1]: {written}").links
    (html_in_markdown,) = to_prose(f'a <a href="{written}">x</a>').links
    (in_json,) = next(
        each
        for each in parse_json_lines([json.dumps({"title": "a", "html": f"<a href='{written}'>x</a>"})], "-")
        if isinstance(each, Record)
    ).links
    assert {each.target for each in (in_html, in_markdown, by_reference, html_in_markdown, in_json)} == {TARGET}


@pytest.mark.parametrize(
    "target",
    [
        "/caf%C3%A9/",
        "/café/",
        "/caf%c3%a9",
        "https://例子.example/caf%C3%A9/",
        "https://xn--fsqu00a.example/café",
        "/a&amp;b/../caf&eacute;/",
    ],
)
def test_percent_signs_punycode_and_entities_lead_to_the_post(tmp_path: Path, target: Any) -> None:
    (tmp_path / "one.md").write_text(f"---\ntitle: 甲\n---\n见[那篇]({target})。", encoding="utf-8")
    (tmp_path / "two.md").write_text(
        "---\ntitle: 乙\nurl: https://例子.example/café/\npermalink: /café/\n---\n正文", encoding="utf-8"
    )
    one = next(post for post in read_posts([tmp_path]).posts if post.title == "甲")
    assert [link.target for link in one.links] == ["https://例子.example/café/"]


def test_a_jump_inside_the_page_stays_one(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("# 甲\n\n[上面](#top)", encoding="utf-8")
    assert [link.target for link in read_posts([tmp_path]).posts[0].links] == ["#top"]
