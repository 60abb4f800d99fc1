import html
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Problem
from kg.posts.feeds.feed import is_feed, parse_feed
from kg.posts.record import LeftOut, Record
from tests.posts.law import check_quotes, check_spans, passages, posts_of, to_html

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>某站</title><language>zh-CN</language>
<item><title>甲 &amp;amp; 乙</title><link>https://a.example/1</link><pubDate>Mon, 03 Jun 2019 23:30:00 +0800</pubDate>
<dc:creator>张三</dc:creator><category>GAN</category><description>摘要</description>
<content:encoded><![CDATA[<p>正文&nbsp;$x$，见<a href="/2">乙</a></p>]]></content:encoded></item>
<item><title>丙</title><guid isPermaLink="false">tag:3</guid>
<description>&lt;p&gt;只有摘要&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>某站</title>
<entry><title type="html">甲 &lt;b&gt;乙&lt;/b&gt;</title><link rel="self" href="https://a.example/feed/1"/>
<link href="https://a.example/1"/><published>2019-06-03T23:30:00Z</published><updated>2020-01-01T00:00:00Z</updated>
<author><name>张三</name></author><category term="GAN"/><summary>摘要</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>正文 <em>1 &lt; 2</em></p></div></content>
</entry></feed>"""
WXR = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"><channel>
<wp:author><wp:author_login>zs</wp:author_login><wp:author_display_name>张三</wp:author_display_name></wp:author>
{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>https://a.example/{title}</link><dc:creator><![CDATA[zs]]></dc:creator>
<content:encoded><![CDATA[{content}]]></content:encoded><wp:post_date>2019-06-03 23:30:00</wp:post_date>
<category domain="post_tag" nicename="gan">GAN</category><category domain="post_format" nicename="x">图像</category>
<wp:status>{status}</wp:status><wp:post_type><![CDATA[{kind}]]></wp:post_type></item>"""


def records_of(text: str) -> list[Record]:
    return [each for each in parse_feed(text, "feed.xml") if isinstance(each, Record)]


def export(**facts: str) -> str:
    return WXR.format(
        items=ITEM.format(**{"title": "甲", "content": "正文", "status": "publish", "kind": "post"} | facts)
    )


def test_an_item_of_rss_tells_a_post() -> None:
    first, second = records_of(RSS)
    assert (first.title, first.published, first.author) == ("甲 & 乙", date(2019, 6, 3), "张三")
    assert (first.address, first.language, first.keywords) == ("https://a.example/1", "zh-CN", ("GAN",))
    assert (first.body, first.abstract) == ("正文\xa0$x$，见乙", "摘要")
    assert [link.target for link in first.links] == ["/2"]
    assert (second.title, second.body, second.address, second.abstract) == ("丙", "只有摘要", None, None)


def test_an_item_knows_its_line() -> None:
    assert [record.sources[0].line for record in records_of(RSS)] == [4, 7]


def test_an_entry_of_atom_tells_a_post() -> None:
    (post,) = records_of(ATOM)
    assert (post.title, post.published, post.author) == ("甲 乙", date(2019, 6, 3), "张三")
    assert (post.address, post.keywords, post.body) == ("https://a.example/1", ("GAN",), "正文 1 < 2")


def test_an_export_of_wordpress_tells_posts_with_their_authors_names() -> None:
    (post,) = records_of(export())
    assert (post.title, post.author, post.published) == ("甲", "张三", date(2019, 6, 3))
    assert post.keywords == ("GAN",)


@pytest.mark.parametrize("facts", [{"status": "draft"}, {"kind": "attachment"}, {"kind": "nav_menu_item"}])
def test_drafts_attachments_and_menus_of_an_export_are_left_out(facts: Any) -> None:
    (found,) = parse_feed(export(**facts), "export.xml")
    assert isinstance(found, LeftOut)


def test_pages_of_an_export_are_posts() -> None:
    assert len(records_of(export(kind="page"))) == 1


def test_blank_lines_in_an_export_part_paragraphs_and_shortcodes_are_gone() -> None:
    content = "一\n\n二\n三[caption id='x']图[/caption]\n\n[code lang='py']x = 1\n\ny[/code]\n\n[latex]a_1[/latex]"
    assert records_of(export(content=content))[0].body == "一\n\n二\n三图\n\nx = 1\n\ny\n\n$a_1$"


def test_entities_of_its_own_are_refused() -> None:
    entities = '<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">'
    bomb = f"<!DOCTYPE r [{entities}]><rss><channel><item><title>&b;</title></item></channel></rss>"
    (problem,) = parse_feed(bomb, "feed.xml")
    assert isinstance(problem, Problem)
    assert "entities" in problem.message


def test_what_stands_before_broken_xml_is_read() -> None:
    broken = RSS.replace("</channel></rss>", "<item><title>丁</titel>")
    assert len(records_of(broken)) == 2
    (problem,) = [each for each in parse_feed(broken, "feed.xml") if isinstance(each, Problem)]
    assert problem.line == broken.count("\n") + 1


def test_elements_nested_without_end_are_refused() -> None:
    (problem,) = parse_feed("<rss>" + "<a>" * 100_000, "feed.xml")
    assert isinstance(problem, Problem)


def test_characters_that_xml_forbids_are_replaced() -> None:
    assert records_of(RSS.replace("张三", "张\x08三"))[0].author == "张\ufffd三"


@pytest.mark.parametrize("text", [RSS, ATOM, "<rss version='2.0'>", "<!-- a --><feed>"])
def test_feeds_are_recognised(text: Any) -> None:
    assert is_feed(text)


@pytest.mark.parametrize("text", ["", "<html>", "feed", "<?xml version='1.0'?><urlset>"])
def test_other_texts_are_no_feeds(text: Any) -> None:
    assert not is_feed(text)


@given(st.lists(st.sampled_from(RSS.replace(">", ">\0").split("\0")), max_size=30).map("".join) | st.text(max_size=100))
def test_no_text_makes_the_reader_fail(text: Any) -> None:
    list(parse_feed(text, "feed.xml"))


@given(st.lists(st.sampled_from(RSS.replace(">", ">\0").split("\0")), max_size=30).map("".join) | st.text(max_size=100))
def test_spans_of_any_feed_lie_in_the_text_of_the_post(text: Any) -> None:
    check_spans(posts_of(parse_feed, text, "feed.xml"), text)


WP = 'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
FORMS: dict[str, Any] = {
    "RSS": lambda body: f"<rss><channel><item><title>题</title><description>{html.escape(body)}</description></item></channel></rss>",
    "RSS with CDATA": lambda body: f"<rss><channel><item><title>题</title><description><![CDATA[{body}]]></description></item></channel></rss>",
    "Atom": lambda body: f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>题</title><content type='html'>{html.escape(body)}</content></entry></feed>",
    "Atom with XHTML": lambda body: f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>题</title><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{body}</div></content></entry></feed>",
    "export of WordPress": lambda body: f"<rss {WP}><channel><item><title>题</title><content:encoded><![CDATA[{body}]]></content:encoded><wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item></channel></rss>",
    "export of Blogger": lambda body: f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/><title>题</title><content type='html'>{html.escape(body)}</content></entry></feed>",
    "LiveJournal": lambda body: f"<livejournal><entry><eventtime>2004-01-02 10:00:00</eventtime><subject>题</subject><event>{html.escape(body)}</event></entry></livejournal>",
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=25)
@given(passages)
def test_links_code_and_addresses_of_a_feed_are_quoted_exactly(form: Any, written: Any) -> None:
    source = FORMS[form]("".join(map(to_html, written)))
    assert is_feed(source)
    (post,) = posts_of(parse_feed, source, "feed.xml")
    check_quotes(post, written)


@given(passages)
def test_a_post_of_wordpress_without_paragraphs_is_quoted_exactly(written: Any) -> None:
    body = "\n\n".join(to_html(each).removeprefix("<p>").removesuffix("</p>") for each in written)
    (post,) = posts_of(parse_feed, FORMS["export of WordPress"](body), "feed.xml")
    check_quotes(post, written)


BLOGGER = (
    "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:thr='http://purl.org/syndication/thread/1.0' xmlns:app='http://purl.org/atom/app#'"
    " xmlns:blogger='http://schemas.google.com/blogger/2018'><entry><published>2013-02-03T10:00:00-08:00</published>"
    "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#{kind}'/>"
    "<category scheme='http://www.blogger.com/atom/ns#' term='滤波'/><title>运河</title><content type='html'>水位。</content>{more}"
    "</entry></feed>"
)


def test_a_post_of_blogger_has_the_labels_of_its_author_alone() -> None:
    (post,) = records_of(BLOGGER.format(kind="post", more="<blogger:filename>/2013/02/a.html</blogger:filename>"))
    assert (post.title, post.keywords, post.paths) == ("运河", ("滤波",), ("/2013/02/a.html",))


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("comment", ""), ("page", ""), ("template", ""), ("settings", ""), ("post", "<app:control><app:draft>yes</app:draft></app:control>"),
        ("post", "<thr:in-reply-to ref='x'/>"), ("post", "<blogger:status>DRAFT</blogger:status>"),
    ],
)  # fmt: skip
def test_comments_pages_templates_and_drafts_of_blogger_are_no_posts(kind: Any, more: Any) -> None:
    (found,) = parse_feed(BLOGGER.format(kind=kind, more=more), "feed.xml")
    assert isinstance(found, LeftOut)


LIVEJOURNAL = (
    "<?xml version='1.0'?>\n<livejournal>\n<entry><itemid>2</itemid><eventtime>2004-01-02 10:00:00</eventtime><subject>退火</subject>"
    "<event>慢慢冷。\n&lt;lj-cut text='more'&gt;九次。&lt;/lj-cut&gt;</event><security>{}</security><current_mood>calm</current_mood></entry></livejournal>"
)


def test_an_entry_of_livejournal_is_a_post() -> None:
    (post,) = records_of(LIVEJOURNAL.format("public"))
    assert (post.title, post.published, post.body) == ("退火", date(2004, 1, 2), "慢慢冷。\n九次。")
    assert post.sources[0].line == 3


def test_an_entry_of_livejournal_that_is_not_public_is_left_out() -> None:
    (found,) = parse_feed(LIVEJOURNAL.format("private"), "a.xml")
    assert isinstance(found, LeftOut)
