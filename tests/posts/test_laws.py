"""What holds for every reader: spans lie inside the text of their post and quote exactly what the source says."""

import html
import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Problem, ZoneKind
from kg.posts.feeds.feed import parse_feed
from kg.posts.html.page import parse_html_page
from kg.posts.json_lines import parse_json
from kg.posts.listing import parse_listing
from kg.posts.markdown.page import parse_markdown
from kg.posts.read import Reading, to_reading
from kg.posts.readers import PARSER_OF_SUFFIX, READERS, parse_posts
from kg.posts.record import Findings, LeftOut, Record, Site
from kg.posts.references import Reference
from kg.posts.sound import make_sound

Parse = Callable[[str, str], Findings]
PARSERS: dict[str, Parse] = {reader.name: reader.parse for reader in READERS} | PARSER_OF_SUFFIX
SIGNS = """--- +++ title: date: tags: - 2020-01-01 # ## ``` ` $ $$ ** _ [ ] ( ) ]( ![ [[ ]] | > < </ <a+href="x"> </a> <p> </p>
    <div+class="post-content"> </div> <article> <h1> <title> <pre> <code> <script+type="text/bibtex"> <d-cite+key="k"> <d-footnote>
    </d-footnote> <rss> <channel> <item> </item> <link> <description> <![CDATA[ ]]> <wp:post_type> { } "title": "text": "html": , : " \\
    &amp; &#x41; {{ }} {% %} {{< >}} post_link ref [#]: via: By+A+|+2020-01-01+|+3位读者+|+引用 最近评论 27+Oct 点击阅读全文... @article{ k,
    url: baseURL https://a.example/b \\u0000 \\ud800 图 word 词。""".split()
soups = st.lists(st.sampled_from([*(sign.replace("+", " ") for sign in SIGNS), " ", "\n", "\n\n"]), max_size=30).map(
    "".join
)


def check(reading: Reading, text: str) -> None:
    for post in reading.posts:
        assert all(0 <= zone.span.start < zone.span.end <= len(post.text) for zone in post.zones)
        assert all(zone.span.end <= following.span.start for zone, following in pairwise(post.zones))
        for link in post.links:
            assert 0 <= link.span.start < link.span.end <= len(post.text)
            assert link.span.of(post.text).strip()
            assert link.target
        assert all(1 <= source.line <= text.count("\n") + 1 for source in post.sources)
    repr(reading).encode("utf-8")


@pytest.mark.parametrize("name", sorted(PARSERS))
@given(text=soups)
def test_every_reader_keeps_the_law_whatever_it_reads(name: Any, text: Any) -> None:
    found = list(make_sound(PARSERS[name](text, "a/b.md"), "a/b.md"))
    assert found == list(make_sound(PARSERS[name](text, "a/b.md"), "a/b.md"))
    assert all(isinstance(each, Record | Problem | LeftOut | Reference | Site) for each in found)
    check(to_reading(found), text)


@given(
    soups,
    st.sampled_from(
        [
            "a.md",
            "a.mdx",
            "a.html",
            "a.txt",
            "a.json",
            "a.ipynb",
            "a.xml",
            "a.bib",
            "CNAME",
            "_config.yml",
            "hugo.toml",
            "conf/hugo.json",
            "pelicanconf.py",
        ]
    ),
)
def test_the_table_of_readers_keeps_the_law_whatever_it_reads(text: Any, path: Any) -> None:
    check(to_reading(make_sound(parse_posts(text, path), path)), text)


def markdown(title: str, parts: list[str]) -> str:
    return f"# {title}\n\n" + "\n\n".join(f"{part} [词{n}](https://x.example/{n})。" for n, part in enumerate(parts))


def page(title: str, parts: list[str]) -> str:
    body = "".join(
        f"<p>{html.escape(part)} <a href='https://x.example/{n}'>词{n}</a>。</p>" for n, part in enumerate(parts)
    )
    return f"<!doctype html><html><head><title>{title}</title></head><body><article>{body}</article></body></html>"


def feed(title: str, parts: list[str]) -> str:
    content = html.escape(
        "".join(
            f"<p>{html.escape(part)} <a href='https://x.example/{n}'>词{n}</a>。</p>" for n, part in enumerate(parts)
        )
    )
    return f"<rss><channel><item><title>{title}</title><description>{content}</description></item></channel></rss>"


def lines(title: str, parts: list[str]) -> str:
    return json.dumps(
        {
            "title": title,
            "markdown": "\n\n".join(f"{part} [词{n}](https://x.example/{n})。" for n, part in enumerate(parts)),
        }
    )


def listing(title: str, parts: list[str]) -> str:
    body = "\n".join(f"{part} https://x.example/{n} 。" for n, part in enumerate(parts))
    return f"{title}\nBy 甲 | 2020-01-01 | 3位读者 | 引用{body}\n"


DIALECTS: list[tuple[Parse, Callable[[str, list[str]], str]]] = [
    (parse_markdown, markdown), (parse_html_page, page), (parse_feed, feed), (parse_json, lines), (parse_listing, listing),
]  # fmt: skip
paragraphs = st.lists(
    st.text("文字模型 abc,。()", min_size=1, max_size=20).map(str.strip).filter(lambda part: part[:1].isalpha()),
    min_size=1,
    max_size=5,
    unique=True,
)


@pytest.mark.parametrize(("parse", "write"), DIALECTS, ids=lambda each: each.__name__)
@given(parts=paragraphs)
def test_links_and_addresses_quote_exactly_what_the_source_says(parse: Any, write: Any, parts: Any) -> None:
    (post,) = to_reading(parse(write("标题一", parts), "a.md")).posts
    links = [(link.span.of(post.text), link.target) for link in post.links]
    addresses = [zone.span.of(post.text) for zone in post.zones if zone.kind is ZoneKind.ADDRESS]
    if parse is parse_listing:
        assert addresses == [f"https://x.example/{n}" for n in range(len(parts))]
    else:
        assert links == [(f"词{n}", f"https://x.example/{n}") for n in range(len(parts))]
