"""Front matter, feeds and JSON as Pelican, Zola, Nikola, Logseq, WordPress and others write them."""

import json
from datetime import date
from typing import Any

import pytest

from kg.posts.readers import parse_posts
from kg.posts.record import LeftOut, Record


def records_of(text: str, path: str = "content/a.md") -> list[Record]:
    return [each for each in parse_posts(text, path) if isinstance(each, Record)]


@pytest.mark.parametrize(
    "text",
    [
        "Title: 甲\nDate: 2013-04-05 10:20\nTags: a, b\nAuthors: Ann\nSummary: one\n  two\n\n正文",
        '+++\ntitle = "甲"\ndate = 2013-04-05\n[taxonomies]\ntags = ["a", "b"]\n[extra]\nauthor = "Ann"\n+++\n正文',
        "<!--\n.. title: 甲\n.. slug: x\n.. date: 2013-04-05 10:00:00 UTC\n.. tags: a, b\n.. author: Ann\n.. link:\n-->\n\n正文",
        "title:: 甲\ndate:: 2013-04-05\ntags:: a, b\nauthor:: Ann\n\n正文",
        "---\ntitle: 甲\ndate:\n  created: 2013-04-05\n  updated: 2014-01-01\ntags: [a, b]\nauthor: '[[Ann]]'\n---\n正文",
    ],
    ids=["Pelican", "Zola", "Nikola", "Logseq", "MkDocs and Obsidian"],
)
def test_the_same_post_is_told_in_many_ways(text: str) -> None:
    (record,) = records_of(text)
    told = (record.title, record.published, record.keywords, record.author, record.body)
    assert told == ("甲", date(2013, 4, 5), ("a", "b"), "Ann", "正文")


@pytest.mark.parametrize(
    "text", ["Title: only this\n\nwords", "Note: a sentence\nDate: another\n\nwords", "a:: b:: c", "Title:: x"]
)
def test_a_line_with_a_colon_is_no_front_matter_by_itself(text: str) -> None:
    (record,) = records_of(text)
    assert text.split(":")[0] in f"{record.title} {record.body}" or record.body == ""


@pytest.mark.parametrize(
    "fields",
    ["title: {{ title }}", 'title: "{{ replace .Name }}"', "title: <% tp.file.title %>\ndate: x", "excalidraw-plugin: parsed", "title: x\ntype: tags", "home: true", "title: x\narticle: false", "tagsPage: true"],
)  # fmt: skip
def test_templates_drawings_and_pages_are_no_posts(fields: str) -> None:
    (found,) = parse_posts(f"---\n{fields}\n---\nwords", "a.md")
    assert isinstance(found, LeftOut)


@pytest.mark.parametrize("title", ["Using ${var} in bash", '"Jinja: {{ name }} and more"'])
def test_a_title_that_speaks_of_templates_is_a_title(title: str) -> None:
    assert [record.title for record in records_of(f"---\ntitle: {title}\n---\nwords")] == [title.strip('"')]


@pytest.mark.parametrize("path", ["about.md", "content/about/index.md", "pages/关于.md", "友链.md"])
def test_pages_that_every_site_has_are_no_posts_unless_they_lie_among_the_posts(path: str) -> None:
    assert records_of("---\ntitle: x\ndate: 2020-01-01\n---\nwords", path) == []
    assert len(records_of("---\ntitle: x\ndate: 2020-01-01\n---\nwords", f"posts/{path}")) == 1


def test_a_readme_with_a_day_is_a_post_and_its_folder_names_it() -> None:
    (record,) = records_of("---\ndate: 2020-01-01\n---\nwords", "posts/closure/README.md")
    assert record.title == "closure"
    assert records_of("# x\n\nwords", "posts/closure/README.md") == []


@pytest.mark.parametrize("path", ["blog/2022/03/04/a.md", "blog/2022/3/4/a/index.md", "journals/2022_03_04.md"])
def test_the_day_may_stand_in_the_folders_or_between_underscores(path: str) -> None:
    assert [record.published for record in records_of("words", path)] == [date(2022, 3, 4)]


def test_a_note_that_is_called_by_its_title_is_not_called_by_its_first_section() -> None:
    assert [record.title for record in records_of("## 激活函数\nGELU", "前馈网络.md")] == ["前馈网络"]
    assert [record.title for record in records_of("## Activations\nGELU", "feed-forward.md")] == ["Activations"]
    assert [record.title for record in records_of("# 激活函数\nGELU", "前馈网络.md")] == ["激活函数"]


def test_the_api_of_wordpress_gives_html_in_mappings_and_numbers_for_names() -> None:
    post: dict[str, Any] = {
        "id": 11, "date": "2021-02-03T04:05:06", "slug": "trees", "status": "publish", "link": "https://a.example/trees/",
        "title": {"rendered": "Trees &#038; more"}, "content": {"rendered": "<p>Words.</p>"}, "author": 1, "tags": [3],
    }  # fmt: skip
    (record,) = records_of(json.dumps([post]), "posts.json")
    assert (record.title, record.body, record.author, record.keywords) == ("Trees & more", "Words.", None, ())


def test_what_a_feed_tells_of_all_its_posts_holds_for_each_that_says_nothing() -> None:
    feed = {"version": "1.1", "authors": [{"name": "Jay"}], "items": [{"title": "A", "content_text": "a"}, {"title": "B", "authors": [{"name": "Kim"}]}]}  # fmt: skip
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><author><name>Jay</name></author><entry><title>A</title></entry><entry><title>B</title><author><name>Kim</name></author></entry></feed>'  # fmt: skip
    assert [record.author for record in records_of(json.dumps(feed), "feed.json")] == ["Jay", "Kim"]
    assert [record.author for record in records_of(atom, "atom.xml")] == ["Jay", "Kim"]


def test_an_item_of_wordpress_has_its_number_for_an_alias_and_no_line_about_where_it_appeared() -> None:
    item = (
        "<item><title>A</title><link>https://a.example/x/</link><guid isPermaLink='false'>https://a.example/?p=5</guid>"
        "<description>&lt;p&gt;Words.&lt;/p&gt;&lt;p&gt;The post &lt;a href='/x/'&gt;A&lt;/a&gt; appeared first on "
        "&lt;a href='/'&gt;S&lt;/a&gt;.&lt;/p&gt;</description></item>"
    )
    (record,) = records_of(f"<rss version='2.0'><channel>{item}</channel></rss>", "rss.xml")
    assert (record.body, record.aliases) == ("Words.", ("https://a.example/?p=5",))


def test_json_that_holds_no_posts_is_left_out_and_told() -> None:
    (found,) = parse_posts('{"layout": "post.njk"}', "posts/posts.json")
    assert isinstance(found, LeftOut)
