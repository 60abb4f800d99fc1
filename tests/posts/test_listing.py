from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Problem, Source
from kg.posts.listing import is_listing, parse_listing
from kg.posts.record import Record
from tests.posts.law import Kind, check_quotes, check_spans, passages_of, posts_of, to_markdown

FULL = """损失函数漫谈
By 张三 | 2019-06-03 | 1,404位读者 | 引用第一段。
第二段。
注意力机制浅析
By 张三 | 2020-01-02 | 7位读者 | 引用只有一段。
最近评论
"""
BRIEF = """27 Oct

让解码更有“远见”一些

第一段讲解码。

解码示意图

解码示意图

点击阅读全文...

6 Nov

没有标题的这一篇，第一段就是正文。

点击阅读全文...
"""


def records_of(text: str) -> list[Record]:
    return [each for each in parse_listing(text, "page.txt") if isinstance(each, Record)]


def problems_of(text: str) -> list[Problem]:
    return [each for each in parse_listing(text, "page.txt") if isinstance(each, Problem)]


def test_a_page_in_full_tells_title_author_date_readers_and_body() -> None:
    first, second = records_of(FULL)
    assert first == Record(
        sources=(Source("page.txt", 1),),
        title="损失函数漫谈",
        body="第一段。\n第二段。",
        published=date(2019, 6, 3),
        author="张三",
        readers=1404,
    )
    assert (second.title, second.body, second.sources[0].line) == ("注意力机制浅析", "只有一段。", 4)


def test_a_page_in_brief_tells_title_day_and_body() -> None:
    first, second = records_of(BRIEF)
    assert (first.title, first.month_day, first.published) == ("让解码更有“远见”一些", "--10-27", None)
    assert first.body == "第一段讲解码。\n\n解码示意图\n\n解码示意图"
    assert (second.title, second.month_day) == (None, "--11-06")
    assert second.body == "没有标题的这一篇，第一段就是正文。"


def test_a_post_without_text_gives_the_next_title_back() -> None:
    heads = [f"By 甲 | 2019-01-0{number} | {number}位读者 | 引用" for number in (1, 2, 3)]
    text = f"第一篇\n{heads[0]}第二篇\n{heads[1]}第三篇\n{heads[2]}正文"
    assert [(each.title, each.body) for each in records_of(text)] == [
        ("第一篇", ""),
        ("第二篇", ""),
        ("第三篇", "正文"),
    ]


def test_a_paragraph_above_a_byline_stays_the_text_of_the_post_before() -> None:
    paragraph = "这是一段很长的正文，" * 12 + "到此为止。"
    text = f"第一篇\nBy 甲 | 2019-01-01 | 1位读者 | 引用{paragraph}\nBy 甲 | 2019-01-02 | 2位读者 | 引用正文"
    assert [(each.title, each.body) for each in records_of(text)] == [("第一篇", paragraph), (None, "正文")]


@pytest.mark.parametrize("joint", ["", "\n", "\n\n"])
@pytest.mark.parametrize("pages", [(FULL, BRIEF), (BRIEF, FULL), (FULL, FULL), (BRIEF, BRIEF)])
def test_pages_may_be_glued_together(pages: Any, joint: Any) -> None:
    apart = [(each.title, each.body) for page in pages for each in records_of(page)]
    text = joint.join(page.strip() for page in pages)
    assert [(each.title, each.body) for each in records_of(text)] == apart
    assert problems_of(text) == []


def test_the_end_of_the_page_glued_to_the_last_line_is_no_text() -> None:
    text = "第一篇\nBy 甲 | 2019-01-01 | 1位读者 | 引用正文最近评论"
    assert [each.body for each in records_of(text)] == ["正文"]
    assert [each.body for each in records_of("第一篇\nBy 甲 | 2019-01-01 | 1位读者 | 引用最近评论")] == [""]


def test_the_title_may_stand_on_the_byline() -> None:
    text = "上一篇\nBy 甲 | 2019-01-01 | 1位读者 | 引用正文\n这一篇 By 乙 | 2019-01-02 | 2位读者 | 引用正文二"
    assert [(each.title, each.body) for each in records_of(text)] == [("上一篇", "正文"), ("这一篇", "正文二")]


def test_an_impossible_date_is_a_problem_and_the_post_is_kept() -> None:
    text = "第一篇\nBy 甲 | 2019-02-30 | 1位读者 | 引用正文"
    assert [(each.title, each.published) for each in records_of(text)] == [("第一篇", None)]
    assert [(each.path, each.line) for each in problems_of(text)] == [("page.txt", 1)]
    assert "2019-02-30" in problems_of(text)[0].message


def test_lines_that_belong_to_no_post_are_told() -> None:
    text = f"网站标题\n菜单\n{FULL}张三说：好文章\n李四说：谢谢\n"
    assert [(each.line, each.message[:7]) for each in problems_of(text)] == [(1, "2 lines"), (9, "2 lines")]


def test_a_day_in_a_text_is_no_head() -> None:
    text = "第一篇\nBy 甲 | 2019-01-01 | 1位读者 | 引用发布\n27 Oct\n数目"
    assert [each.body for each in records_of(text)] == ["发布\n27 Oct\n数目"]


def test_a_head_with_nothing_behind_it_is_a_problem() -> None:
    assert records_of("27 Oct\n\n28 Oct\n\n有标题的一篇\n\n正文。")[0].title == "有标题的一篇"
    assert problems_of("27 Oct\n\n28 Oct\n\n有标题的一篇\n\n正文。")[0].line == 1


@pytest.mark.parametrize("text", [FULL, BRIEF, "最近评论" + BRIEF, "\n\n" + FULL])
def test_listing_pages_are_recognised(text: Any) -> None:
    assert is_listing(text)


@pytest.mark.parametrize(
    "text", ["", "普通的文字。", "# Title\n\nWe met on\n\n27 Oct\n\nand talked", "By 甲 | 2019-01-01 | 引用"]
)
def test_other_texts_are_no_listing(text: Any) -> None:
    assert not is_listing(text)


words = (
    st.text(st.sampled_from("模型训练GAN的梯度x1 -（）《》“”$\\"), min_size=1, max_size=25).map(str.strip).filter(bool)
)
titles = words.filter(lambda title: title[-1] not in "：。，；、.")
paragraphs = st.lists(words.map(lambda line: line + "，说完。"), max_size=4)
days = st.dates(min_value=date(1980, 1, 1), max_value=date(2099, 12, 31))
full_posts = st.tuples(titles, days, st.integers(0, 10**9), paragraphs)
brief_posts = st.tuples(st.none() | titles, days, paragraphs.filter(bool))


@given(st.lists(full_posts, min_size=1, max_size=6))
def test_a_generated_page_in_full_gives_its_records_back(posts: Any) -> None:
    lines = [f"{title}\nBy 甲 | {day} | {n}位读者 | 引用" + "\n".join(body) for title, day, n, body in posts]
    # A post without text is followed by the next title on its own line.
    text = "\n".join(lines).replace("引用\n", "引用") + "\n最近评论"
    found = [(each.title, each.published, each.readers, each.body) for each in records_of(text)]
    assert found == [(title, day, readers, "\n".join(body)) for title, day, readers, body in posts]


@given(st.lists(brief_posts, min_size=1, max_size=6))
def test_a_generated_page_in_brief_gives_its_records_back(posts: Any) -> None:
    pieces = [
        "\n\n".join([f"{day.day} {day:%b}", *([title] if title else []), *body, "点击阅读全文..."])
        for title, day, body in posts
    ]
    found = [(each.title, each.month_day, each.body) for each in records_of("\n\n".join(pieces))]
    assert found == [(title, f"--{day:%m-%d}", "\n\n".join(body)) for title, day, body in posts]


BYLINE = "By 甲 | 2019-01-01 | 1位读者 | 引用"


@given(st.lists(st.sampled_from(["标题", BYLINE, "最近评论", "点击阅读全文...", "", "正文。"]), max_size=20))
def test_every_written_line_of_a_page_is_in_a_record_or_told(lines: Any) -> None:
    found = list(parse_listing("\n".join(lines), "page.txt"))
    told = sum(int(each.message.split()[0]) for each in found if isinstance(each, Problem) and "belong" in each.message)
    texts = [f"{each.title or ''}\n{each.body}" for each in found if isinstance(each, Record)]
    kept = sum(line != "" for text in texts for line in text.split("\n"))
    assert told + kept == sum(line in ("标题", "正文。") for line in lines)


@given(st.text(max_size=300))
def test_no_text_makes_the_reader_fail(text: Any) -> None:
    is_listing(text)
    list(parse_listing(text, "page.txt"))


@given(st.lists(st.sampled_from(["标题", BYLINE, "最近评论", "点击阅读全文...", "", "27 Oct", "见 https://a.example/b 。", "`x`", "$x$"]), max_size=20).map("\n".join))  # fmt: skip
def test_spans_of_any_page_lie_in_the_text_of_the_post(text: Any) -> None:
    check_spans(posts_of(parse_listing, text, "page.txt"), text)


@given(passages_of(Kind.CODE, Kind.ADDRESS))
def test_code_and_addresses_of_a_listed_post_are_quoted_exactly(written: Any) -> None:
    text = f"标题\n{BYLINE}" + "\n".join(map(to_markdown, written)) + "\n最近评论\n"
    (post,) = posts_of(parse_listing, text, "page.txt")
    check_quotes(post, written)
