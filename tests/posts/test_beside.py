"""What files beside the posts tell of them."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Post, Source
from kg.posts.beside.files import parse_meta, parse_people, parse_table
from kg.posts.beside.join import complete
from kg.posts.beside.told import Beside, Scope
from kg.posts.permalink_names import Field
from kg.posts.read import Reading, read_posts
from kg.posts.record import LeftOut, Record


def read(folder: Path, files: dict[str, str]) -> Reading:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return read_posts([folder])


def only(reading: Reading) -> Post:
    (post,) = reading.posts
    assert reading.problems == ()
    return post


def post_by(author: str) -> str:
    return f"---\ntitle: 题\nauthors: {author}\n---\n正文。"


PEOPLE = "mira:\n  name: 米拉\n  title: 编辑\ntom:\n  name: 汤姆\n"


@pytest.mark.parametrize(
    ("names", "where", "text"),
    [
        ("blog/authors.yml", "blog/a.md", PEOPLE),  # Docusaurus
        ("docs/blog/.authors.yml", "docs/blog/posts/a.md", f"authors:\n{'  ' + PEOPLE.replace(chr(10), chr(10) + '  ')}"),
        ("_data/authors.yml", "_posts/2020-01-01-a.md", PEOPLE),  # Jekyll
        ("authors.json", "a.md", json.dumps([{"id": "mira", "name": "米拉"}, {"id": "tom", "name": "汤姆"}])),
    ],
)  # fmt: skip
def test_the_key_of_an_author_becomes_the_name(tmp_path: Path, names: Any, where: Any, text: Any) -> None:
    assert only(read(tmp_path, {names: text, where: post_by("[mira, {key: tom, title: 客}, 第三人]")})).author == (
        "米拉, 汤姆, 第三人"
    )


def test_an_author_may_have_a_file_of_their_own(tmp_path: Path) -> None:
    files = {"src/content/authors/fay.json": '{"name": "菲"}', "src/content/blog/a.md": post_by("fay")}
    assert only(read(tmp_path, files)).author == "菲"


def test_the_names_hold_below_their_folder_alone_and_the_nearest_first(tmp_path: Path) -> None:
    files = {"x/authors.yml": "a:\n  name: 甲\n", "x/y/authors.yml": "a:\n  name: 乙\n"}
    files |= {"p.md": post_by("a"), "x/p.md": post_by("a") + "二", "x/y/p.md": post_by("a") + "三"}
    reading = read(tmp_path, files)
    assert sorted((post.sources[0].path, post.author) for post in reading.posts) == [
        ("p.md", "a"),
        ("x/p.md", "甲"),
        ("x/y/p.md", "乙"),
    ]


def test_the_meta_file_of_nikola_tells_of_the_post_beside_it(tmp_path: Path) -> None:
    meta = ".. title: 门\n.. slug: gates\n.. date: 2019-03-04 10:00:00 UTC+01:00\n.. tags: rnn, 门控\n.. author: 甲\n.. link: https://x.example\n"
    post = only(read(tmp_path, {"posts/a.md": "开与关。", "posts/a.meta": meta}))
    assert (post.title, post.published, post.author, post.keywords) == ("门", date(2019, 3, 4), "甲", ("rnn", "门控"))
    assert post.address is None


def test_the_meta_file_of_old_has_a_line_for_each_fact(tmp_path: Path) -> None:
    post = only(read(tmp_path, {"a.md": "记住。", "a.meta": "细胞\ncells\n2019/04/05 10:00\nrnn\n"}))
    assert (post.title, post.published, post.keywords) == ("细胞", date(2019, 4, 5), ("rnn",))


def test_a_meta_file_of_something_else_tells_nothing() -> None:
    assert list(parse_meta("fileFormatVersion: 2\nguid: 0\n", "a.meta")) == []


TABLE = 'post_id,post_date,is_published,title,subtitle\n7.low-rank,2022-01-10T12:00:05.000Z,true,"低秩, 高望",副\n8.x,,false,未发,\n'


def test_the_table_of_substack_tells_of_the_posts_beside_it(tmp_path: Path) -> None:
    files = {"posts.csv": TABLE, "posts/7.low-rank.html": "<p>小。</p>", "posts/8.x.html": "<p>没有发出。</p>"}
    reading = read(tmp_path, files)
    post = only(reading)
    assert (post.title, post.published, post.abstract) == ("低秩, 高望", date(2022, 1, 10), "副")
    assert reading.left_out == (LeftOut(Source("posts/8.x.html"), "a draft"),)


def test_another_table_of_that_name_tells_nothing() -> None:
    assert list(parse_table("id,words\n1,a\n", "posts.csv")) == []


def test_the_data_of_a_folder_of_eleventy_holds_where_a_post_says_nothing(tmp_path: Path) -> None:
    files = {
        "posts/posts.json": '{"layout": "post.njk", "author": "甲", "lang": "zh-CN"}',
        "posts/a.md": "---\ntitle: A\n---\n一。",
        "posts/b.md": "---\ntitle: B\nauthor: 乙\n---\n二。",
    }
    assert [(post.title, post.author) for post in read(tmp_path, files).posts] == [("A", "甲"), ("B", "乙")]


def test_a_cascade_of_hugo_holds_below_its_folder_unless_it_has_a_target(tmp_path: Path) -> None:
    files = {
        "content/posts/_index.md": "---\ntitle: 列\ncascade:\n  author: 甲\n  tags: [湖]\n---\n",
        "content/lab/_index.md": "+++\n[[cascade]]\ndraft = true\n[[cascade]]\nauthor = '丙'\n[cascade._target]\nkind = 'page'\n+++\n",
        "content/posts/a.md": "---\ntitle: A\n---\n一。",
        "content/lab/b.md": "---\ntitle: B\n---\n二。",
    }
    reading = read(tmp_path, files)
    post = only(reading)
    assert (post.title, post.author, post.keywords) == ("A", "甲", ("湖",))
    assert LeftOut(Source("content/lab/b.md"), "a draft") in reading.left_out


def test_names_that_cannot_be_read_are_a_problem_and_the_posts_are_kept(tmp_path: Path) -> None:
    reading = read(tmp_path, {"authors.yml": "a: [\n", "p.md": post_by("a")})
    assert [post.author for post in reading.posts] == ["a"]
    assert [(each.path, each.line) for each in reading.problems] == [("authors.yml", 2)]


@given(st.text(st.sampled_from("a:\n name-[]{}\",'|&*!"), max_size=60))
def test_no_names_however_strange_are_a_failure(text: Any) -> None:
    list(parse_people(text, "authors.yml"))
    list(parse_table(f"post_id,post_date,title\n{text}", "posts.csv"))
    list(parse_meta(text, "a.meta"))


fields = st.builds(
    Field, st.sampled_from(["title", "date", "author", "tags", "lang", "draft", "a"]), st.text(max_size=9)
)
besides = st.builds(
    Beside, st.just(Source("x")), st.sampled_from(Scope), st.sampled_from(["", "a", "a/b"]), st.lists(fields).map(tuple)
)


@given(st.lists(besides, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_the_files_does_not_matter_and_no_text_is_changed(told: Any, random: Any) -> None:
    records = [Record(sources=(Source(name),), body="正文", author="a") for name in ("a.md", "a/b.md", "a/b/c.md")]
    found = list(complete(records, told))
    random.shuffle(told)
    assert list(complete(records, told)) == found
    assert all(each.body == "正文" for each in found if isinstance(each, Record))


@pytest.mark.parametrize("text", ["", "\n", "# nobody yet\n", "- a\n", "words"])
def test_a_file_without_names_tells_nothing(text: Any) -> None:
    assert list(parse_people(text, "authors.yml")) == []
