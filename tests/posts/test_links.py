from pathlib import Path
from typing import Any

import pytest

from kg.model import Post
from kg.posts.read import read_posts


def read(tmp_path: Path, **files: str) -> dict[str, Post]:
    for name, text in files.items():
        path = tmp_path / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_name(path.name + ".md").write_text(text, encoding="utf-8")
    return {post.title or "": post for post in read_posts([tmp_path]).posts}


@pytest.mark.parametrize(
    "target",
    [
        "o-gan.md", "./o-gan.md", "../posts/o-gan", "/posts/o-gan.md", "/2019/03/o-gan/", "/cn/2019/03/o-gan#sec",
        "/cn/2019/03/06/o-gan.html?x=1", "/o-gan/index.html", "/archives/gan",
    ],
)  # fmt: skip
def test_a_link_inside_the_blog_leads_to_the_id_of_the_post(tmp_path: Path, target: Any) -> None:
    posts = read(
        tmp_path,
        posts__one=f"# 甲\n\n见[前文]({target})。",
        **{"posts__o-gan": "---\ntitle: 乙\ndate: 2019-03-06\naliases: [/archives/gan]\n---\n正文"},
    )
    (link,) = posts["甲"].links
    assert (link.target, link.span.of(posts["甲"].text)) == (posts["乙"].id, "前文")


@pytest.mark.parametrize(
    "target",
    [
        "/2018/03/o-gan/",
        "/tags/o-gan/",
        "/img/o-gan.png",
        "https://other.example/o-gan",
        "mailto:o-gan",
        "#o-gan",
        "nowhere",
    ],
)
def test_a_link_that_leads_elsewhere_stays_as_written(tmp_path: Path, target: Any) -> None:
    posts = read(
        tmp_path, one=f"# 甲\n\n见[前文]({target})。", **{"o-gan": "---\ntitle: 乙\ndate: 2019-03-06\n---\n正文"}
    )
    assert [link.target for link in posts["甲"].links] == [target]


def test_a_link_that_fits_two_posts_stays_as_written(tmp_path: Path) -> None:
    posts = read(tmp_path, one="# 甲\n\n[前文](/x/gan)", a__gan="# 乙\n\n一", b__gan="# 丙\n\n二")
    assert [link.target for link in posts["甲"].links] == ["/x/gan"]


@pytest.mark.parametrize("target", ["[[o-gan]]", "[[乙]]", "[[posts/o-gan|前文]]", "[前文]({% post_url o-gan %})"])
def test_a_name_leads_to_the_post_of_that_file_or_title(tmp_path: Path, target: Any) -> None:
    posts = read(tmp_path, one=f"# 甲\n\n见{target}。", **{"posts__o-gan": "# 乙\n\n正文"})
    assert [link.target for link in posts["甲"].links] == [posts["乙"].id]


def test_a_name_of_no_post_stays_as_written(tmp_path: Path) -> None:
    assert [link.target for link in read(tmp_path, one="# 甲\n\n见[[丁]]。")["甲"].links] == ["丁"]


def test_the_address_of_a_post_leads_to_it_in_links_and_in_the_text(tmp_path: Path) -> None:
    posts = read(
        tmp_path,
        one="# 甲\n\n见[前文](http://www.a.example/gan.html)和https://a.example/gan/。",
        two="---\ntitle: 乙\nurl: https://a.example/gan\n---\n正文",
    )
    assert [link.target for link in posts["甲"].links] == ["https://a.example/gan", "https://a.example/gan"]


def test_a_host_that_links_vote_for_is_the_blogs_own(tmp_path: Path) -> None:
    posts = read(
        tmp_path,
        one="# 甲\n\n[一](https://a.example/x/two-things) [二](https://a.example/x/three-things)",
        **{"two-things": "# 乙\n\n一", "three-things": "# 丙\n\n二"},
    )
    assert [link.target for link in posts["甲"].links] == [posts["乙"].id, posts["丙"].id]


def test_of_two_posts_of_one_name_the_one_of_the_month_in_the_path_is_meant(tmp_path: Path) -> None:
    posts = read(
        tmp_path,
        one="# 甲\n\n见[前文](/2019/03/o-gan/)和[它](/o-gan/)。",
        **{"a__2019-03-06-o-gan": "# 乙\n\n一", "b__o-gan": "# 丙\n\n二", "c__2020-03-06-o-gan": "# 丁\n\n三"},
    )
    assert [link.target for link in posts["甲"].links] == [posts["乙"].id, "/o-gan/"]


def test_names_of_one_word_make_no_host_the_blogs_own(tmp_path: Path) -> None:
    posts = read(
        tmp_path,
        one="# 甲\n\n[一](https://a.example/2017/momentum/) [二](https://a.example/docs/attention)",
        momentum="# 乙\n\n一",
        attention="# 丙\n\n二",
    )
    assert all(link.target.startswith("https://a.example/") for link in posts["甲"].links)
