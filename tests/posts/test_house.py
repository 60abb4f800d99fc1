"""What a blog's folders hold beside its posts is none, and says why."""

import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.posts.house import BUILT, FRAME, PAGE, PART, TEMPLATE, find_reasons
from kg.posts.read import Reading, read_posts
from tests.posts.test_sites import write

POST = "---\ntitle: 甲\ndate: 2020-01-01\n---\n正文"
HEXO = {
    "_config.yml": "url: https://a.example\nper_page: 3",
    "source/_posts/a.md": POST,
    "source/about/index.md": POST.replace("甲", "关于"),
    "source/某页/index.md": POST.replace("甲", "某页"),
    "source/_drafts/b.md": POST,
    "scaffolds/post.md": "---\ntitle: {{ title }}\n---",
    "themes/x/README.md": "# x",
    "public/a/index.html": "<!DOCTYPE html><html><head><title>甲</title></head><body><p>正文</p></body></html>",
    "public/index.html": "<!DOCTYPE html><html><head><title>站</title></head><body><p>正文</p></body></html>",
}


def read(folder: Path, files: dict[str, str]) -> Reading:
    for name, text in files.items():
        write(folder, name, text)
    return read_posts([folder])


def told(reading: Reading) -> list[str]:
    return [f"{each.source.path}: {each.reason}" for each in reading.left_out]


def test_of_a_blog_of_hexo_only_the_posts_are_read_and_the_pages_are_told(tmp_path: Path) -> None:
    reading = read(tmp_path, HEXO)
    assert [post.sources[0].path for post in reading.posts] == ["source/_posts/a.md"]
    assert told(reading) == [
        f"public/a/index.html: {BUILT} (2 files)",
        "source/_drafts/b.md: a draft",
        f"source/about/index.md: {PAGE}",
        f"source/某页/index.md: {PAGE}",
    ]
    assert reading.problems == ()


@pytest.mark.parametrize("suffix", ["zip", "tar.gz"])
def test_an_archive_of_a_blog_is_read_as_its_folder_is(tmp_path: Path, suffix: str) -> None:
    blog, packed = tmp_path / "blog", tmp_path / f"blog.{suffix}"
    for name, text in {**HEXO, "x.rst": "x", "y.rst": "y"}.items():
        write(blog, name, text)
    if suffix == "zip":
        with zipfile.ZipFile(packed, "w") as archive:
            for path in sorted(blog.rglob("*")):
                archive.write(path, path.relative_to(tmp_path))
    else:
        with tarfile.open(packed, "w:gz") as tar:
            tar.add(blog, "blog")
    reading = read_posts([packed])
    assert [post.title for post in reading.posts] == ["甲"]
    assert len(reading.left_out) == 3
    assert [each.message for each in reading.problems] == ["2 files in reStructuredText, which is not read"]


def test_pages_beside_the_posts_of_jekyll_are_no_posts_and_collections_are() -> None:
    names = ["_config.yml", "_posts/a.md", "_notes/b.md", "about.md", "_pages/c.md", "_layouts/d.html", "_site/e.html"]
    assert find_reasons(names) == {
        "about.md": PAGE,
        "_pages/c.md": PAGE,
        "_layouts/d.html": TEMPLATE,
        "_site/e.html": BUILT,
    }


def test_hugo_s_posts_lie_in_content_and_nowhere_else() -> None:
    names = ["hugo.toml", "content/post/a.md", "layouts/b.html", "themes/x/exampleSite/content/c.md", "archetypes/d.md"]
    assert find_reasons(names) == dict.fromkeys(names[2:], TEMPLATE)


def test_a_folder_without_settings_is_as_it_is() -> None:
    assert find_reasons(["themes/a.md", "public/b.html", "source/_posts/c.md", "source/about/index.md"]) == {}


def test_settings_of_something_else_take_no_file_away() -> None:
    assert find_reasons(["config.yaml", "themes/a.md", "data/b.md"]) == {}


def test_the_frames_that_a_browser_saves_beside_a_page_are_no_pages() -> None:
    names = ["A page.html", "A page_files/saved_resource.html", "b_files/c.html"]
    assert find_reasons(names) == {"A page_files/saved_resource.html": FRAME}


def test_each_format_that_is_not_read_is_one_problem(tmp_path: Path) -> None:
    reading = read(tmp_path, {"a.md": POST, "b.rst": "B\n=", "c/d.rst": "D\n=", "e.org": "* E"})
    assert [(each.path, each.message) for each in reading.problems] == [
        ("b.rst", "2 files in reStructuredText, which is not read"),
        ("e.org", "1 files in Org, which is not read"),
    ]


@given(st.lists(st.text(st.sampled_from("ab/._config.ymlposts"), min_size=1, max_size=30)))
def test_only_files_that_are_there_have_reasons(names: list[str]) -> None:
    assert find_reasons(names).keys() <= set(names)


def test_other_files_in_the_folder_of_a_post_of_hugo_are_told_and_are_no_posts(tmp_path: Path) -> None:
    files = {
        "content/posts/a/index.md": POST,
        "content/posts/a/b/c.md": POST,
        "content/posts/d.md": "# 丁\n\n正文。",
        "hugo.toml": "x = 1",
    }
    reading = read(tmp_path, {**files, "content/posts/e/_index.md": POST, "content/posts/e/f.md": "# 己\n\n正文。"})
    assert sorted(post.sources[0].path for post in reading.posts) == [
        "content/posts/a/index.md",
        "content/posts/d.md",
        "content/posts/e/f.md",
    ]
    assert f"content/posts/a/b/c.md {PART}" in [f"{each.source.path} {each.reason}" for each in reading.left_out]


def test_without_the_settings_of_hugo_such_files_are_posts(tmp_path: Path) -> None:
    assert len(read(tmp_path, {"content/a/index.md": POST, "content/a/b.md": "# 乙\n\n正文。"}).posts) == 2
