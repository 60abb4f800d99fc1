import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.posts.html.flow import to_prose
from kg.posts.html.page import is_html, parse_html_page
from kg.posts.html.tokens import Tag, Words, parse_html
from kg.posts.record import LeftOut, Record
from kg.posts.zones import find_zones
from tests.posts.law import check_quotes, check_spans, passages, posts_of
from tests.posts.law import to_html as paragraph_of
from tests.posts.marked import Case, mark, read_cases

PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><title>卷积 | 某站</title>
<meta property="og:title" content="卷积与注意力"><meta name="author" content="张三">
<meta property="article:published_time" content="2020-05-06T08:00:00+08:00">
<meta property="article:tag" content="CNN"><meta property="article:tag" content="注意力">
<link rel="canonical" href="https://a.example/2020/05/cnn"></head>
<body><nav><a href="/">首页</a></nav><header>某站</header>
<article><h1>卷积与注意力</h1><div class="post-meta">张三</div>
<div class="entry-content"><p>正文第一段，讲卷积，写得长一些，好让它比别处的文字多。</p><p>见<a href="/a">前文</a>。</p>
<div class="related-posts">相关文章</div></div></article>
<aside>热门</aside><div id="comments">评论很长很长</div><footer>版权</footer></body></html>"""


def page_of(text: str) -> Record:
    (record,) = parse_html_page(text, "page.html")
    assert isinstance(record, Record)
    return record


@pytest.mark.parametrize("case", read_cases("html.txt"), ids=str)
def test_html(case: Case) -> None:
    prose = to_prose(case.source)
    assert mark(prose.text, find_zones(prose.text, prose.zones), tuple(sorted(prose.links))) == case.expected


def test_a_page_tells_its_facts_in_its_head() -> None:
    post = page_of(PAGE)
    assert (post.title, post.published, post.author) == ("卷积与注意力", date(2020, 5, 6), "张三")
    assert (post.address, post.language, post.keywords) == ("https://a.example/2020/05/cnn", "zh-CN", ("CNN", "注意力"))


def test_the_text_of_a_page_is_without_menus_comments_and_its_title() -> None:
    assert page_of(PAGE).body == "正文第一段，讲卷积，写得长一些，好让它比别处的文字多。\n\n见前文。"


def test_json_ld_tells_facts_too() -> None:
    post = page_of(
        '<html><head><script type="application/ld+json">{"@graph": [{"@type": "BlogPosting", "headline": "甲",'
        ' "datePublished": "2020-05-06", "author": {"name": "乙"}}]}</script></head><body><main>丙</main></body></html>'
    )
    assert (post.title, post.published, post.author, post.body) == ("甲", date(2020, 5, 6), "乙", "丙")


def test_what_the_page_shows_counts_where_the_head_says_nothing() -> None:
    post = page_of(
        "<html><head><title>甲 - 某站</title></head><body><h1>甲</h1><time datetime='2020-05-06'>昨天</time>"
        "<article>丙</article></body></html>"
    )
    assert (post.title, post.published, post.body) == ("甲", date(2020, 5, 6), "丙")


def test_a_page_that_lists_posts_is_left_out() -> None:
    articles = "".join(f"<article><h2><a href='/{n}'>第{n}篇</a></h2><p>摘要</p></article>" for n in range(3))
    (found,) = parse_html_page(f"<html><body>{articles}</body></html>", "index.html")
    assert isinstance(found, LeftOut)


@pytest.mark.parametrize("text", ["<!DOCTYPE html><p>", "\n<!-- x --><html lang=zh>", "<HTML>"])
def test_whole_pages_are_recognised(text: Any) -> None:
    assert is_html(text)


@pytest.mark.parametrize("text", ["", "<p>a</p>", "<rss>", "a <html> b"])
def test_other_texts_are_no_pages(text: Any) -> None:
    assert not is_html(text)


def test_tags_keep_their_attributes_and_raw_elements_their_text() -> None:
    assert list(parse_html("<A HREF=x title='a > b' hidden>c<script>1 < 2</SCRIPT>")) == [
        Tag("a", attributes={"href": "x", "title": "a > b", "hidden": ""}),
        Words("c"),
        Tag("script"),
        Words("1 < 2"),
        Tag("script", is_end=True),
    ]


SIGNS = """<p> </p> <div> </div> <ul> <li> </ul> <a+href=x> </a> <pre> </pre> <code> </code> <script> </script> <!-- -->
    < > & &amp; <h1> </h1> <table> <tr> <td> <svg> </svg> <article> </article> <title> <span+class=katex-html> <br> <x/>
    图 word"""
pieces = [sign.replace("+", "\t") for sign in SIGNS.split()]
html_texts = st.lists(st.sampled_from([*pieces, " ", "\n"]), max_size=40).map("".join) | st.text(max_size=100)


@given(html_texts)
def test_zones_and_links_lie_in_the_prose_of_any_html(text: Any) -> None:
    prose = to_prose(text)
    assert all(0 <= zone.span.start < zone.span.end <= len(prose.text) for zone in prose.zones)
    assert all(0 <= link.span.start < link.span.end <= len(prose.text) for link in prose.links)


@given(html_texts)
def test_no_page_makes_the_reader_fail(text: Any) -> None:
    list(parse_html_page(text, "a.html"))


@given(st.text(st.characters(exclude_characters="<&", exclude_categories=["Cs"])))
def test_text_without_tags_is_one_token(text: Any) -> None:
    assert list(parse_html(text)) == ([Words(text)] if text else [])


@pytest.mark.parametrize("sign", ["<", "<a ", '<a "', "<!--", "</p>", "<div>", "<svg><x>", "<h1>", "<script>", "<?"])
def test_hostile_pages_take_linear_time(sign: Any) -> None:
    started = time.process_time()
    list(parse_html_page(sign * (100_000 // len(sign)), "a.html"))
    assert time.process_time() - started < 4


BLOCKS = """address article aside blockquote center dd details div dl dt fieldset figcaption figure footer h1 h3 header hr
    legend li main menu nav ol option p pre section summary table td th tr ul d-article d-abstract d-footnote dt-fn form
    iframe video button canvas""".split()
blocks = st.sampled_from(BLOCKS)


@given(st.lists(blocks, min_size=1, max_size=4), st.lists(blocks, max_size=3))
def test_two_blocks_never_glue_words(outer: Any, inner: Any) -> None:
    opened = "".join(f"<{name}>" for name in outer)
    closed = "".join(f"</{name}>" for name in reversed(outer))
    within = "".join(f"<{name}>inside</{name}>" for name in inner)
    text = to_prose(f"before{opened}first{within}{closed}behind").text
    words = "".join(letter if letter.isalpha() else " " for letter in text).split()
    assert set(words) <= {"before", "first", "inside", "behind"}
    assert {"before"} <= set(words)


@given(st.lists(st.sampled_from(["b", "em", "span", "code", "a", "sup", "small", "mark"]), min_size=1, max_size=4))
def test_elements_in_a_line_part_no_word(names: Any) -> None:
    opened, closed = "".join(f"<{name}>" for name in names), "".join(f"</{name}>" for name in reversed(names))
    assert to_prose(f"un{opened}break{closed}able").text == "unbreakable"


@given(html_texts)
def test_spans_of_any_page_lie_in_the_text_of_the_post(text: Any) -> None:
    check_spans(posts_of(parse_html_page, text, "a.html"), text)


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>标题</title></head><body>{}</body></html>",
        "<html><body><nav><a href='/'>站</a></nav><article><h1>标题</h1>{}</article><footer>脚</footer></body></html>",
        "<body><div class='post-content'><div class='toc'>目</div>{}<div class='comments'>评</div></div></body>",
        "<div>{}",
    ],
)
@given(passages)
def test_links_code_and_addresses_of_a_page_are_quoted_exactly(page: Any, written: Any) -> None:
    (post,) = posts_of(parse_html_page, page.format("".join(map(paragraph_of, written))), "a.html")
    check_quotes(post, written)
