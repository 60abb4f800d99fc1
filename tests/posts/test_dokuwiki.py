"""Pages of DokuWiki."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import ZoneKind
from kg.posts.dokuwiki import is_dokuwiki, parse_dokuwiki
from kg.posts.read import to_reading
from kg.posts.readers import parse_posts
from kg.posts.record import Record
from tests.posts.law import Kind, Passage, check_quotes, check_spans, passages, posts_of

PAGE = """====== 熵 ======

熵数**意外**，//从不//为负，见 [[blog:互信息|互信息]]和[[互信息]]。

===== 单位 =====

  * 比特
    * 更小

<code python>
h = -sum(p * log(p)) // 2
</code>

脚注((朋友说的))，外面的 [[https://x.example/a|页]]，''等宽''。{{ :wiki:图.png?200 |图}} %%[[原样]]%%
~~NOTOC~~
"""


def test_a_page_is_read_without_its_marks() -> None:
    (record,) = parse_posts(PAGE, "data/pages/熵.txt")
    assert isinstance(record, Record)
    assert record.title == "熵"
    assert record.body == (
        "熵数意外，从不为负，见 互信息和互信息。\n\n单位\n\n- 比特\n- 更小\n\n"
        "h = -sum(p * log(p)) // 2\n\n脚注 (朋友说的)，外面的 页，等宽。 [[原样]]"
    )
    assert [zone.span.of(record.body) for zone in record.zones if zone.kind is ZoneKind.CODE] == [
        "h = -sum(p * log(p)) // 2", "等宽", "[[原样]]"
    ]  # fmt: skip


def test_links_lead_to_pages_by_their_names_and_to_the_web() -> None:
    found = [
        *parse_posts(PAGE, "data/pages/熵.txt"),
        *parse_posts("====== 互信息 ======\n\n见 [[熵#单位]]。", "data/pages/blog/互信息.txt"),
    ]
    one, other = sorted(to_reading(found).posts, key=lambda post: post.title == "熵")
    assert [link.target for link in other.links] == [one.id, one.id, "https://x.example/a"]
    assert [link.target for link in one.links] == [other.id]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "标题\n======\n\n**字**",
        "== a ==\n\n[[b]]",
        "====== a ======\n\n平常的一句话。",
        "字\n\n====== a ======\n[[b]]",
    ],
)
def test_other_texts_are_no_pages_of_a_wiki(text: Any) -> None:
    assert not is_dokuwiki(text)


@given(st.lists(st.sampled_from(["====== a ======", "== b ==", "  * ", "  - ", "[[", "]]", "|", "{{", "}}", "((", "))", "//", "**", "''", "%%", "<code>", "</code>", "<nowiki>", "</nowiki>", "`", "~~A~~", "^", "\n", " ", "词"]), max_size=40).map("".join))  # fmt: skip
def test_spans_of_any_page_lie_in_the_text_of_the_post(text: Any) -> None:
    check_spans(posts_of(parse_dokuwiki, text, "a.txt"), text)


def to_dokuwiki(passage: Passage) -> str:
    forms = {Kind.LINK: f"[[{passage.target}|{passage.quoted}]]", Kind.CODE: f"''{passage.quoted}''"}
    return passage.said_with(forms.get(passage.kind, passage.target))


@given(passages)
def test_links_code_and_addresses_of_a_page_are_quoted_exactly(written: Any) -> None:
    source = "====== 题 ======\n\n" + "\n\n".join(map(to_dokuwiki, written)) + "\n\n**完**\n"
    assert is_dokuwiki(source)
    (post,) = posts_of(parse_dokuwiki, source, "a.txt")
    check_quotes(post, written)


@pytest.mark.parametrize("sign", ["<code>", "%%", "//", "[[", "((", "{{", "''", "====== ", "<code", "%%a\n"])
def test_hostile_pages_take_linear_time(sign: Any) -> None:
    started = time.process_time()
    list(parse_dokuwiki("====== a ======\n" + sign * (200_000 // len(sign)), "a.txt"))
    assert time.process_time() - started < 4


def test_a_page_of_another_wiki_is_no_page_of_this_one() -> None:
    (post,) = posts_of(parse_dokuwiki, "====== 题 ======\n\n见 [[wp>Lasso]]和[[wp>Ridge|岭]]。", "a.txt")
    assert (post.text, post.links) == ("题\n见 Lasso和岭。", ())
