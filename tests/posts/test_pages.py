"""Saved pages with everything around the post: menus, counters, related posts, comments, footers."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.posts.html.page import parse_html_page
from kg.posts.record import Record

PAGES = Path(__file__).with_name("pages")


@dataclass(frozen=True)
class Page:
    title: str
    day: date
    author: str | None
    address: str | None
    body: str
    links: tuple[str, ...]


EXPECTED = {
    "garden": Page(
        "浅谈批量大小", date(2020, 5, 6), "老张", "https://www.yuanzi.example/lz/p/123.html", "批量越大梯度越准，但上一篇说过泛化未必更好。\n\n学习率要跟着走。", ("https://www.yuanzi.example/lz/p/100.html",)
    ),
    "blogger": Page(
        "Seeds matter", date(2016, 2, 3), "Uma", "https://log.example/2016/02/seeds-matter.html",
        "Run it thrice, as in the post on variance.\nThen report all three.", ("https://log.example/2015/12/variance.html",),
    ),
    "wordpress": Page(
        "Why warm-up helps", date(2021, 3, 4), "Ines Roy", "https://slow.example/2021/03/why-warm-up-helps/",
        "Large steps in the first epoch break the statistics, as an older post showed.\n\nWhat happens early\n\n"
        "The curvature is high, and the optimizer does not know it yet; see RAdam.",
        ("https://slow.example/2020/11/batch-norm-again/", "https://arxiv.org/abs/1908.03265"),
    ),
    "next": Page(
        "为什么要做权重衰减", date(2020, 8, 9), "林一", "https://yedu.example/2020/08/09/weight-decay/",
        "权重衰减让参数变小，前文讲过它和先验的关系，这里再从优化的角度看一遍。\n\n推导\n\n每一步先缩小再走，和AdamW的做法一样。\n\nw -= lr * (g + wd * w)",
        ("/2020/07/01/l2-norm/", "https://arxiv.org/abs/1711.05101"),
    ),
    "papermod": Page(
        "Counting tokens", date(2024, 4, 2), "Omar Haddad", "https://omar.example/posts/counting-tokens/",
        "A page of text costs about five hundred tokens, give or take the merges it allows.\n\nBytes\n\n"
        "For other scripts it is more: see the post on scripts for numbers.\n\nCount before you pay.",
        ("/posts/byte-pairs/", "https://omar.example/posts/scripts/"),
    ),
    "casper": Page(
        "Small models, long nights", date(2023, 10, 11), "Mei Tan", "https://ghosty.example/small-models/",
        "A student never sees what the teacher saw; soft labels are a keyhole, and this is about widening it.\n\n"
        "The keyhole\n\nMatching features helps, as FitNets found.\n\nA student at night",
        ("https://ghosty.example/soft-labels/", "https://arxiv.org/abs/1412.6550"),
    ),
    "typecho": Page(
        "卷积核该多大", date(2019, 12, 1), "阿木", "https://xiaozhan.example/archives/31/",
        "三乘三叠起来，感受野和五乘五一样，参数更少，这在第一篇里算过。\n\n大核回来了\n\n后来又有人把核做到三十一，见RepLKNet。",
        ("https://xiaozhan.example/archives/12/", "https://arxiv.org/abs/2203.06717"),
    ),
    "minima": Page(
        "Greedy is fine", date(2022, 2, 3), "Ada P.", "https://bench.example/2022/02/03/greedy-is-fine.html",
        "Beam search buys little once the model is large; last winter’s numbers already hinted at it.\n\n"
        "- greedy: 31.2\n- beam of five: 31.4\n\nThe curse is described in a paper of its own.",
        ("/2021/12/01/beams.html", "https://arxiv.org/abs/1908.10090"),
    ),
    "medium": Page(
        "A better baseline", date(2020, 9, 8), "Jo Kim", "https://longform.example/@jokim/a-better-baseline-1a2b3c",
        "Before anything clever, fit a line: the previous story is all about lines.\n\nThen fit a forest\n\n"
        "Only after that should you open AutoGluon, and be honest about it.",
        ("https://longform.example/@jokim/fit-a-line-9z9z", "https://arxiv.org/abs/2003.06505"),
    ),
    "zhihu": Page(
        "注意力为什么要除以根号 d", date(2021, 6, 18), "周某", "https://zhuanlan.zhishe.example/p/1001",
        "点积的方差随维度增长，这在上一篇文章里推过，除以根号之后方差回到一。\n\n不除会怎样\n\n梯度会很小，参看原论文。",
        ("https://zhuanlan.zhishe.example/p/900", "https://arxiv.org/abs/1706.03762"),
    ),
    "substack": Page(
        "Data is the model", date(2023, 1, 20), "Priya N.", "https://weights.letters.example/p/data-is-the-model",
        "Swap the network and keep the data: the loss barely moves, as the swap test showed last month in some detail.\n\n"
        "So clean it\n\nStart with the duplicates, which others counted before me.",
        ("https://weights.letters.example/p/swap-test", "https://arxiv.org/abs/2107.06499"),
    ),
    "spaces": Page(
        "从正交到酉：一点联想", date(2022, 2, 17), "文叶", None,
        "实的正交矩阵换到复数上就是酉矩阵，在《让人惊叹的约翰引理》之后，这是第二次用到它。\n\n一个例子\n\n旋转本身就是酉的，见uRNN。\n\n"
        "转载到请包括本文地址：https://suibi.example/archives/8888",
        ("https://suibi.example/archives/6101", "https://arxiv.org/abs/1511.06464", "https://suibi.example/archives/8888"),
    ),
}  # fmt: skip


def record_of(name: str) -> Record:
    text = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    (record,) = [each for each in parse_html_page(text, f"{name}.html") if isinstance(each, Record)]
    return record


def test_every_page_is_expected() -> None:
    assert {path.stem for path in PAGES.glob("*.html")} == EXPECTED.keys()


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_saved_page_tells_title_day_author_and_address(name: Any) -> None:
    page, record = EXPECTED[name], record_of(name)
    told = (record.title, record.published, record.author, record.address)
    assert told == (page.title, page.day, page.author, page.address)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_text_of_a_saved_page_is_the_post_and_nothing_around_it(name: Any) -> None:
    assert record_of(name).body == EXPECTED[name].body


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_links_of_a_saved_page_are_those_of_the_post(name: Any) -> None:
    assert tuple(link.target for link in record_of(name).links) == EXPECTED[name].links


def test_a_counter_of_readers_on_the_page_is_told() -> None:
    assert [record_of(name).readers for name in ("spaces", "next", "garden", "minima")] == [20481, 1234, 1520, None]


def post_in(source: str) -> Record:
    (record,) = [each for each in parse_html_page(source, "a.html") if isinstance(each, Record)]
    return record


WECHAT = (
    "<html><head><meta property='og:title' content='显存'></head><body><div id='meta_content'>"
    "<span id='js_author_name'>{author}</span><a id='js_name'>研究所</a><em id='publish_time'></em></div>"
    "<div class='rich_media_content' id='js_content'><p>参数一份，梯度一份，优化器的状态还有两份，加起来才是全部。</p></div><script>var ct = \"1620288000\";</script></body></html>"
)


@pytest.mark.parametrize(("author", "wanted"), [("周显", "周显"), ("", "研究所")])
def test_a_page_of_wechat_has_its_day_in_a_script_and_its_author_or_its_account(author: Any, wanted: Any) -> None:
    record = post_in(WECHAT.format(author=author))
    assert (record.author, record.published, record.body) == (
        wanted,
        date(2021, 5, 6),
        "参数一份，梯度一份，优化器的状态还有两份，加起来才是全部。",
    )


def test_a_second_in_the_script_of_another_page_is_no_day() -> None:
    assert post_in(WECHAT.format(author="").replace("js_content", "x")).published is None


def test_a_time_that_is_a_number_for_programs_is_read_as_its_readers_see_it() -> None:
    page = "<html><body><article><h1>键值</h1><time datetime='1572350400'>2019-10-29</time><p>存下来。</p></article></body></html>"
    assert post_in(page).published == date(2019, 10, 29)


def test_the_day_of_a_page_of_tumblr_stands_below_it() -> None:
    page = "<html><body><h1>束搜索</h1><p>留五个。</p><div id='footer'><span id='timestamp'> March 5th, 2021 10:23am </span></div></body></html>"
    record = post_in(page)
    assert (record.published, record.body) == (date(2021, 3, 5), "留五个。")


@pytest.mark.parametrize(
    "chrome",
    [
        "<address><a rel='author' href='/a'>甲</a></address>", "<p class='button-wrapper'><a href='/s'>订阅</a></p>",
        "<div class='RichContent-actions'>赞同</div>", "<span class='copy-code-btn'>复制代码</span>",
    ],
)  # fmt: skip
def test_what_sites_put_among_the_paragraphs_is_no_prose(chrome: Any) -> None:
    assert (
        post_in(f"<html><body><article><p>一。</p>{chrome}<p>二。</p></article></body></html>").body == "一。\n\n二。"
    )


def test_the_frame_around_a_page_of_wechat_is_none_of_the_post() -> None:
    page = WECHAT.format(author="周显").replace("<body>", "<body><div class='rich_media_inner'>")
    page = page.replace(
        "<script>",
        "<div class='rich_media_tool'>阅读 1万+ 在看 20</div><div>微信扫一扫关注该公众号</div></div><script>",
    )
    assert post_in(page).body == "参数一份，梯度一份，优化器的状态还有两份，加起来才是全部。"


def test_a_page_whose_first_headline_is_the_site_is_called_as_its_title_starts() -> None:
    page = "<html><head><title>寒冬_老林_某博客</title></head><body><h1>老林的博客</h1><h2>寒冬</h2><span>(2012-05-06 10:11)</span>"
    record = post_in(f"{page}<div class='articalContent'>大家都去用别的了，只有几个人守着它不放。</div></body></html>")
    assert (record.title, record.published) == ("寒冬", date(2012, 5, 6))
    assert record.body == "大家都去用别的了，只有几个人守着它不放。"


def test_a_headline_stays_though_a_part_of_the_text_is_called_like_the_start_of_the_title() -> None:
    page = "<html><head><title>注意力 详解 - 站</title></head><body><h1>它怎样工作</h1><h2>注意力</h2><p>字。</p></body></html>"
    assert post_in(page).title == "它怎样工作"


@pytest.mark.parametrize(
    "shown", ["<a class='note-author' href='/u'>胡桃</a>", "<b class='author-info__name'>胡桃</b>"]
)
def test_a_link_to_who_wrote_the_post_is_its_author(shown: Any) -> None:
    assert post_in(f"<html><body><h1>题</h1>{shown}<div class='note'><p>字。</p></div></body></html>").author == "胡桃"
