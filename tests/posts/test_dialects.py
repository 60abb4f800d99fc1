"""What tools write around Markdown: boxes, tabs, comments, components."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.posts.markdown.aside import find_fences
from kg.posts.markdown.dialects import to_plain_markdown
from kg.posts.markdown.page import to_prose


def said(text: str) -> str:
    return to_prose(text).text


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("甲\n\n::: tip 提示\n看[乙](b.md)。\n:::\n\n丙", "甲\n\n提示\n\n看乙。\n\n丙"),
        (":::note[Mind this]\n\nwords\n\n:::", "Mind this\n\nwords"),
        ("::: {.callout-note title=x}\nwords\n:::", "words"),
        ('before\n\n!!! note "Mind this"\n    words\n\n    more words\n\nafter', "before\n\nMind this\n\nwords\n\nmore words\n\nafter"),
        ("??? tip\n    hidden\n", "hidden"),
        ('=== "Python"\n\n    ```py\n    x\n    ```\n\n=== "C"\n\n    y', "Python\n\nx\n\nC\n\ny"),
        ("<!--markdown-->甲<!-- 乙 [丙](c.md) -->", "甲"),
        ("甲 %%笔记 [[丙]]%% 乙", "甲 乙"),
        ("见 ==高亮== 的词。 ^block1", "见 高亮 的词。"),
        ("import Tabs from '@theme/Tabs';\n\nexport const A = () => (\n  <b>x</b>\n);\n\n甲 {/* 乙 */}", "甲"),
        ("[[toc]]\n\n甲\n\n[TOC]", "甲"),
        ("* TOC\n{:toc}\n\n甲\n\n{::nomarkdown}\n\n乙", "甲\n\n乙"),
        ("- 甲\n  id:: 6455aaaa-0000\n- 乙", "- 甲\n- 乙"),
        ('[甲](b.md){target="_blank"}，[乙](c.md){:rel="x"}', "甲，乙"),
        ('甲 {{ $frontmatter.title }} {{ youtube(id="abc") }}', "甲"),
    ],
)  # fmt: skip
def test_the_marks_go_and_the_words_stay(text: str, prose: str) -> None:
    assert said(text) == prose


@pytest.mark.parametrize(
    "text",
    [
        "```\n::: tip\n<!-- a -->\n!!! note\n    x\nimport a from 'b'\n```",
        "`<!-- a -->` and `%%b%%`",
        "a == b and c==d",
        "100%% sure, 5%%",
    ],
)
def test_code_and_what_only_looks_like_a_mark_stay_as_they_are(text: str) -> None:
    assert said(text) == said(f"{text}\n")
    assert to_plain_markdown(text, find_fences) == text


def test_python_in_a_post_without_fences_is_no_import_of_a_component() -> None:
    assert "import numpy" in said("import numpy as np")


def test_a_component_that_leads_somewhere_is_a_link() -> None:
    prose = to_prose(
        '<router-link to="/a/">甲</router-link>，<Link href="/b">乙</Link>，<HeaderLink href="/c" x="y">丙</HeaderLink>丁'
    )
    assert [link.target for link in prose.links] == ["/a/", "/b", "/c"]
    assert [link.span.of(prose.text) for link in prose.links] == ["甲", "乙", "丙"]


def test_a_button_of_a_theme_of_hexo_is_a_link() -> None:
    prose = to_prose("{% btn 'https://a.example/b/',去看,far fa-x %} {% link 标题, https://a.example/c/ %}")
    assert [(link.span.of(prose.text), link.target) for link in prose.links] == [
        ("去看", "https://a.example/b/"),
        ("标题", "https://a.example/c/"),
    ]


@given(st.text(st.sampled_from('a`:!?= \n"%<-{/*}~tip甲'), max_size=200))
def test_whatever_the_text_its_links_quote_what_was_written(text: str) -> None:
    prose = to_prose(text)
    assert all(link.span.of(prose.text) for link in prose.links)


@pytest.mark.parametrize(
    "piece",
    ["<!--", "{/*", "%% ", "%%\n", "!!! a\n    ", "::: a\n", "```\n", '=== "a"\n    ', "* a\n{:toc", "<!-- -->`"],
)
def test_marks_without_an_end_take_no_longer_than_others(piece: str) -> None:
    start = time.process_time()
    to_plain_markdown(piece * 20_000, find_fences)
    assert time.process_time() - start < 5


def test_a_path_that_docusaurus_is_to_leave_alone_is_a_path() -> None:
    assert [link.target for link in to_prose("[甲](pathname:///blog/a)").links] == ["/blog/a"]
