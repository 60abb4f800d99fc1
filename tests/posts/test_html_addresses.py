"""Where a saved page lived, told by more than its head."""

import time

import pytest

from kg.posts.html.addresses import saved_from
from kg.posts.html.page import parse_html_page
from kg.posts.record import LeftOut, Record

ADDRESS = "https://a.example/archives/7"


def record_of(body: str, head: str = "", before: str = "") -> Record:
    page = f"{before}<!DOCTYPE html><html><head><title>甲 - 站</title>{head}</head><body>{body}</body></html>"
    (record,) = parse_html_page(page, "page.html")
    assert isinstance(record, Record)
    return record


@pytest.mark.parametrize(
    ("body", "before"),
    [
        (f'<h1><a href="{ADDRESS}">甲</a></h1><p>正文</p>', ""),
        (f'<header><a class="post-title" href="{ADDRESS}">甲</a></header><p>正文</p>', ""),
        (f'<h1>甲</h1><p>正文</p><footer><a class="p-canonical" href="{ADDRESS}">here</a></footer>', ""),
        ("<h1>甲</h1><p>正文</p>", f"<!-- saved from url=(0028){ADDRESS} -->\n"),
        ("<h1>甲</h1><p>正文</p>", f"<!--\n Page saved with SingleFile \n url: {ADDRESS} \n saved date: x\n-->"),
    ],
)
def test_a_page_lived_where_its_headline_leads_or_its_browser_noted(body: str, before: str) -> None:
    assert record_of(body, before=before).address == ADDRESS


def test_a_headline_that_leads_to_another_post_tells_nothing() -> None:
    assert record_of(f'<h1>甲</h1><p>正文</p><h2><a href="{ADDRESS}">乙</a></h2>').address is None


def test_the_short_address_and_the_link_around_the_day_are_other_addresses_of_the_page() -> None:
    head = f'<link rel="canonical" href="{ADDRESS}"><link rel="shortlink" href="https://a.example/?p=7">'
    body = '<h1>甲</h1><p>正文</p><a href="https://a.example/p/1"><time class="dt-published" datetime="2020-01-02">x</time></a>'
    assert record_of(body, head).aliases == ("https://a.example/?p=7", "https://a.example/p/1")


@pytest.mark.parametrize(
    ("shown", "day", "author"),
    [
        ('<div class="meta"><span>2021年3月4日</span><span>9点热度</span></div>', "2021-03-04", None),
        ('<p class="post-meta">Created in June 06, 2023</p>', "2023-06-06", None),
        ('<p class="post-meta">Updated on May 5, 2022, written May 1, 2021</p>', "2021-05-01", None),
        ("<div>于 2019-07-08 21:22:23 首次发布</div>", "2019-07-08", None),
        ("<div>最新推荐文章于 2023-01-05 08:00:00 发布</div>", "None", None),
        ("<div>posted @ 2016-03-04 21:00&nbsp; <a href='/x'>青石</a>&nbsp; 阅读(321)</div>", "2016-03-04", "青石"),
        ('<a class="follow-nickName" href="/x">老猫</a>', "None", "老猫"),
        ('<span class="author vcard"><a class="url fn n" href="/x">小七</a></span>', "None", "小七"),
        ('<div class="wp-block-post-author-name"><a href="/x">Tess</a></div>', "None", "Tess"),
        ("<script>var createTime = '2021-12-01 09:00';</script>", "2021-12-01", None),
    ],
)
def test_themes_show_day_and_author_in_their_own_ways(shown: str, day: str, author: str | None) -> None:
    record = record_of(f"<h1>甲</h1>{shown}<div class='entry-content'><p>{'正文' * 40}</p></div>")
    assert (str(record.published), record.author) == (day, author)
    assert record.body == "正文" * 40


def test_a_title_in_the_head_has_no_name_of_the_site_that_the_headline_does_not_have() -> None:
    head = '<meta property="og:title" content="Welcome | Docu">'
    assert record_of("<h1>Welcome</h1><p>words</p>", head).title == "Welcome"
    assert record_of("<h1>Docu</h1><p>words</p>", head).title == "Welcome | Docu"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("tag/x/index.html", "<body><p>x</p>"),
        ("page/2/index.html", "<body><p>x</p>"),
        ("blog/archive/index.html", "<body><p>x</p>"),
        ("a.html", '<body class="archive tag tag-x"><p>x</p>'),
        ("b.html", '<body><section class="h-feed"><p>x</p></section>'),
        ("posts/draft_a.html", "<body><p>x</p>"),
        ("about/index.html", "<body><p>x</p>"),
    ],
)
def test_pages_that_list_posts_or_tell_of_the_site_are_left_out(path: str, body: str) -> None:
    (found,) = parse_html_page(f"<!DOCTYPE html><html><head><title>x</title></head>{body}</body></html>", path)
    assert isinstance(found, LeftOut)


def test_the_class_of_a_single_post_is_no_list() -> None:
    page = '<!DOCTYPE html><html><head><title>x</title></head><body class="single post archive"><p>y</p></body></html>'
    (found,) = parse_html_page(page, "a.html")
    assert isinstance(found, Record)


def test_a_start_of_many_comments_takes_no_longer() -> None:
    start = time.process_time()
    saved_from("<!-- " * 100_000)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("headlines", "title"),
    [
        ("<h1><a href='/'>小站</a></h1><h2>损失函数的形状</h2>", "损失函数的形状"),
        ("<h1>损失函数的形状</h1>", "损失函数的形状"),
        ("<h1>另一个标题</h1>", "另一个标题"),
    ],
)
def test_the_only_headline_of_the_first_level_may_be_the_name_of_the_site(headlines: str, title: str) -> None:
    page = f"<!DOCTYPE html><html><head><title>损失函数的形状 « 小站</title></head><body>{headlines}<p>正文</p></body></html>"
    (record,) = parse_html_page(page, "page.html")
    assert isinstance(record, Record)
    assert record.title == title


def test_a_day_right_below_the_headline_is_the_post_s_and_one_in_its_text_is_not() -> None:
    assert str(record_of("<h2>甲</h2><small>2009年06月05日 由 乙</small><p>正文</p>").published) == "2009-06-05"
    assert record_of(f"<h2>甲</h2><p>{'正文' * 30}直到2009年06月05日。</p>").published is None
    assert record_of("<h2>甲</h2><small>已于 2009-06-05 10:00 修改</small><p>正文</p>").published is None


def test_what_nobody_sees_in_a_headline_is_no_part_of_the_title() -> None:
    assert (
        record_of('<h1>学习率 <a class="header-anchor" href="#x">&ZeroWidthSpace;</a></h1><p>正文</p>').title
        == "学习率"
    )
