"""Where a blog lives: told by the settings of its site, its pages, its feed, or by the links between mirrors."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.citations.find import find_citations
from kg.citations.resolve import gather, shelve
from kg.posts.read import read_posts
from kg.posts.record import Site
from kg.posts.site import parse_site
from tests.citations.blog import find_dangling

SETTINGS = {
    "CNAME": "me.example\n",
    "_config.yml": 'title: x\nurl: "https://me.example"\nbaseurl: "/notes"\n',
    "hexo/_config.yml": "url: https://me.example/notes\nroot: /notes/\npermalink: :year/:month/:title/\n",
    "hugo.toml": 'baseURL = "https://me.example/"\n[params]\na = 1\n',
    "config.toml": 'baseurl = "http://www.me.example/notes"\n',
    "config.yaml": "baseURL: //x\nbaseURL: https://me.example/\n",
}


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def edges(folder: Path) -> tuple[list[tuple[str, str]], list[str]]:
    """Return who cites whom by title, and the targets that dangle."""
    reading = read_posts([folder])
    shelf = shelve(reading.posts, hosts=reading.hosts)
    found = gather(reading.posts, [each for post in reading.posts for each in find_citations(post, shelf)])
    title: dict[str, str | None] = {post.id: post.title for post in found.posts}
    between = [(str(title[each.post]), str(title[each.target])) for each in found.citations if title.get(each.target)]
    return sorted(between), [each.target for each in find_dangling(reading.posts, shelf.places)]


@pytest.mark.parametrize("name", SETTINGS)
def test_the_settings_of_a_site_tell_its_host(tmp_path: Path, name: Any) -> None:
    write(tmp_path, name, SETTINGS[name])
    write(tmp_path, "_posts/2020-01-02-first-of-all.md", "---\ntitle: 甲\n---\n正文")
    write(tmp_path, "_posts/2020-02-03-second.md", "---\ntitle: 乙\n---\n[一](https://me.example/notes/2020/01/first-of-all/) [二](http://www.me.example/notes/2020/05/gone-for-good/)")  # fmt: skip
    between, dangling = edges(tmp_path)
    assert between == [("乙", "甲")]
    assert dangling == ["http://www.me.example/notes/2020/05/gone-for-good/"]


def test_settings_of_something_else_tell_nothing(tmp_path: Path) -> None:
    write(tmp_path, "config.toml", "[tool]\nx = 1")
    write(tmp_path, "_config.yml", "title: [")
    write(tmp_path, "CNAME", "no host at all")
    write(tmp_path, "a.md", "# 甲\n\n正文")
    reading = read_posts([tmp_path])
    assert (reading.hosts, reading.problems, len(reading.posts)) == (frozenset(), (), 1)


@given(st.text(max_size=200), st.sampled_from(["CNAME", "_config.yml", "hugo.toml"]))
def test_whatever_settings_hold_is_no_failure(text: Any, name: Any) -> None:
    assert all(isinstance(each, Site) for each in parse_site(text, name))


PAGE = "<!doctype html><html><head><title>{}</title>{}</head><body><article><p>正文的一段话，{}。</p></article></body></html>"


@pytest.mark.parametrize(
    "tell",
    [
        '<link rel="canonical" href="{}">',
        '<meta property="og:url" content="{}">',
        '<script type="application/ld+json">{{"@type": "BlogPosting", "url": "{}"}}</script>',
    ],
)
def test_a_page_tells_its_own_address(tmp_path: Path, tell: Any) -> None:
    write(tmp_path, "one.html", PAGE.format("甲", tell.format("https://me.example/archives/1"), "无"))
    write(tmp_path, "two.html", PAGE.format("乙", tell.format("https://me.example/archives/2"), "见<a href='/archives/1'>那篇</a>和<a href='https://www.me.example/archives/1/#comments'>它</a>、<a href='/archives/9'>没了</a>"))  # fmt: skip
    assert edges(tmp_path) == ([("乙", "甲"), ("乙", "甲")], ["/archives/9"])


def test_the_items_of_a_feed_tell_their_addresses(tmp_path: Path) -> None:
    def item(title: str, number: int, text: str) -> str:
        return f"<item><title>{title}</title><link>https://me.example/archives/{number}</link><description>{text}</description></item>"

    first, second = item("甲", 1, "无"), item("乙", 2, "见 &lt;a href='/archives/1'&gt;那篇&lt;/a&gt;")
    write(
        tmp_path,
        "feed.xml",
        f"<rss version='2.0'><channel><link>https://me.example/</link>{first}{second}</channel></rss>",
    )
    assert edges(tmp_path) == ([("乙", "甲")], [])


def test_a_mirror_shares_the_paths_of_the_blog(tmp_path: Path) -> None:
    for number in (11, 12, 13):
        write(
            tmp_path,
            f"{number}.json",
            json.dumps({"title": f"第{number}回", "url": f"https://me.example/archives/{number}", "text": "正文"}),
        )
    mirrored = " ".join(f"https://mirror.example/archives/{number}" for number in (11, 12, 99))
    write(
        tmp_path,
        "one.json",
        json.dumps({"title": "甲", "url": "https://me.example/archives/1", "text": f"见 {mirrored}"}),
    )
    between, dangling = edges(tmp_path)
    assert between == [("甲", "第11回"), ("甲", "第12回")]
    assert dangling == ["https://mirror.example/archives/99"]


def test_a_site_may_be_given_with_its_mirrors(tmp_path: Path) -> None:
    write(tmp_path, "a-b-c.md", "# 甲\n\n正文")
    write(
        tmp_path,
        "d.md",
        "# 乙\n\n[一](https://one.example/x/a-b-c/) [二](http://two.example/y/a-b-c) [三](https://three.example/a-b-c)",
    )
    reading = read_posts([tmp_path])
    shelf = shelve(reading.posts, "https://one.example/ two.example")
    post = next(post for post in reading.posts if post.title == "乙")
    assert [each.citation.span.of(post.text) for each in find_citations(post, shelf)] == ["一", "二"]


def test_the_original_of_a_translation_is_an_address_of_the_post(tmp_path: Path) -> None:
    write(tmp_path, "20200102 One.md", '[#]: subject: "One"\n[#]: via: "https://en.example/2020/one-thing"\n[#]: url: "https://zh.example/article-1.html"\n\n第一篇\n======\n\n正文。\n\nvia: https://en.example/2020/one-thing\n')  # fmt: skip
    write(tmp_path, "20200203 Two.md", "第二篇\n======\n\n见[一][1]、[二][2]。\n\n----\n\nvia: https://en.example/2020/two\n\n作者：[甲][a] 译者：[乙](https://x.example)\n\n本文由 [LCTT](https://l.example) 原创编译，荣誉推出\n\n[a]: https://en.example/users/a\n[1]: http://www.en.example/2020/one-thing/\n[2]: https://zh.example/article-1.html\n")  # fmt: skip
    reading = read_posts([tmp_path])
    assert {post.title: post.aliases for post in reading.posts} == {
        "第一篇": ("https://en.example/2020/one-thing",),
        "第二篇": ("https://en.example/2020/two",),
    }
    between, dangling = edges(tmp_path)
    assert between == [("第二篇", "第一篇"), ("第二篇", "第一篇")]
    assert dangling == []


def test_pages_of_one_path_that_a_query_tells_apart_are_posts_of_their_own(tmp_path: Path) -> None:
    for number, name in enumerate("甲乙丙"):
        at = f"https://m.example/s?__biz=Mz&amp;mid={number}&amp;sn=x{number}&amp;scene=21"
        said = "见<a href='https://m.example/s?mid=0&amp;__biz=Mz&amp;sn=x0#end'>那篇</a>和<a href='https://m.example/s?__biz=Mz&amp;mid=9&amp;sn=q'>它</a>"
        write(tmp_path, f"{number}.html", PAGE.format(name, f'<link rel="canonical" href="{at}">', said))
    reading = read_posts([tmp_path])
    assert (len(reading.posts), reading.merges, reading.suspects) == (3, (), ())
    between, _ = edges(tmp_path)
    assert between == [("丙", "甲"), ("乙", "甲")]
