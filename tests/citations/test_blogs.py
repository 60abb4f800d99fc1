"""Citations of small blogs as they lie on disk, read as kg reads them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg.citations.find import find_citations
from kg.citations.resolve import gather, shelve
from kg.posts.read import read_posts
from tests.citations.blog import found_in, gathered, post


def edges(folder: Path, files: dict[str, str], site: str | None = None) -> set[tuple[str, str]]:
    """Return which post cites which other post of these files, by their titles."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    posts = read_posts([folder]).posts
    shelf = shelve(posts, site)
    cited = gather(posts, [found for one in posts for found in find_citations(one, shelf)])
    title_by_id = {one.id: one.title or "" for one in cited.posts if not one.is_stub}
    pairs = {(citation.post, citation.target) for citation in cited.citations}
    return {(title_by_id[one], title_by_id[other]) for one, other in pairs if other in title_by_id}  # type: ignore[index]  # a key of it


FIRST = "---\ntitle: The First Thing\n---\nBody.\n"


@pytest.mark.parametrize(
    "link",
    [
        "[a]({% post_url 2016-01-06-first %})", "[a]({{ site.baseurl }}/2016/01/06/first.html)", "[a]({% link _posts/2016-01-06-first.md %})",
        "[a](/first/)", "[a](2016-01-06-first.md)", "[a](../_posts/2016-01-06-first.md#part)", "[a](</2016/01/06/first/>)", "[a][r]\n\n[r]: /first/ 'x'",
        "[a](/2016/01/06/first/comment-page-1#comments)", "<a href=\"{{ site.baseurl }}/first\">a</a>", "[a](/2016/1/first/#comment-9)",
    ],
)  # fmt: skip
def test_every_link_of_a_jekyll_blog_leads_to_its_post(link: str, tmp_path: Path) -> None:
    files = {
        "_posts/2016-01-06-first.md": FIRST,
        "_posts/2018-03-04-second.md": f"---\ntitle: Second\n---\nSee {link}\n",
    }
    assert edges(tmp_path, files) == {("Second", "The First Thing")}


@pytest.mark.parametrize(
    "link",
    [
        '[a]({{< ref "first.md" >}})',
        '[a]({{< relref "/posts/first" >}})',
        "[a](/posts/jia/)",
        "[a](../first.md)",
        "[a](/old/first)",
    ],
)
def test_every_link_of_a_hugo_blog_leads_to_its_post(link: str, tmp_path: Path) -> None:
    first = '+++\ntitle = "第一篇文章"\ndate = 2019-06-03\nslug = "jia"\naliases = ["/old/first"]\n+++\n正文。\n'
    second = f'+++\ntitle = "第二"\ndate = 2019-07-03\n+++\n{link}\n'
    files = {"content/posts/first.md": first, "content/posts/second/index.md": second}
    assert edges(tmp_path, files) == {("第二", "第一篇文章")}


@pytest.mark.parametrize(
    "link", ["{% post_link my-slug '某个标题' %}", "[a](/2020/01/02/my-slug/)", "[[my-slug|某个]]", "[[某一篇]]"]
)
def test_links_by_name_lead_to_the_post(link: str, tmp_path: Path) -> None:
    first = "---\ntitle: 某一篇\ndate: 2020-01-02 10:00:00\n---\n正文\n"
    files = {"source/_posts/my-slug.md": first, "source/_posts/other.md": f"---\ntitle: 另一\n---\n{link}\n"}
    assert edges(tmp_path, files) == {("另一", "某一篇")}


def test_the_one_absolute_link_of_a_blog_whose_host_is_told_leads_to_its_post(tmp_path: Path) -> None:
    files = {
        "_posts/2016-01-06-first.md": FIRST,
        "_posts/2018-03-04-second.md": "---\ntitle: Second\n---\n[a](https://me.example.org/2016/01/first/)\n",
    }
    assert edges(tmp_path, files, site="me.example.org") == {("Second", "The First Thing")}


def test_a_translation_is_found_by_its_number_and_by_the_address_of_its_original() -> None:
    own, original = "https://cn.example.org/article-1-1.html", "https://en.example.com/what-is-it/"
    first = post("", title="第一", name="first", address=own, aliases=(original,))
    one = post("甲和乙", links=[("甲", own), ("乙", "http://en.example.com/what-is-it")])
    assert [target for _, _, target in found_in(one, first)] == ["post/first", "post/first"]


def test_headings_shares_licences_and_jumps_cite_nothing(tmp_path: Path) -> None:
    second = (
        "---\ntitle: Second\n---\n# [Heading](/second/#heading)\n\n[Jump](#heading) [up](./2018-03-04-second.md)\n\n"
        "[Tweet](https://twitter.com/share?url=https://me.example.org/first/) "
        "[CC BY](https://creativecommons.org/licenses/by/4.0/) [Wiki](https://en.wikipedia.org/wiki/First)\n"
    )
    assert edges(tmp_path, {"_posts/2016-01-06-first.md": FIRST, "_posts/2018-03-04-second.md": second}) == set()


HOSTILE = (
    "《",
    "《》",
    "上一篇",
    "my post ",
    "\n",
    "（一）",
    "在（一）",
    "doi:10.1234/(",
    "相关文章\n",
    "A, B., ",
    "“a",
    "我的文章",
    "本系列",
    "[",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    one = post("", title="某篇（二）：文章")
    other = post("", title="某篇（一）：另外的文章标题很长", name="other")
    start = time.process_time()
    gathered(
        one.__class__(**{name: getattr(one, name) for name in ("id", "title", "sources")}, body=piece * 20_000), other
    )
    assert time.process_time() - start < 5
