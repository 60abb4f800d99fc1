"""Rough and hostile input: never a failure, at most one problem for each flaw, and the rest is read."""

import gzip
import io
import json
import os
import tarfile
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.posts.file import read_file
from kg.posts.files import Found
from kg.posts.read import Reading, read_posts, to_reading


def read(folder: Path, name: str, content: bytes | str) -> Reading:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return to_reading(read_file(Found(name, path)))


@pytest.mark.parametrize(
    "field",
    [
        "date: [a, b]", "date: {a: b}", "title: {a: {b: c}}", "tags: {a: b}", "author: {name: {x: y}}", "tags: [{a: b}, [[[c]]]]", "date: 99999-01-01",
        "date: -5", "x: &a [*a, *a]", "x: [" + "[" * 3000, "x: {a: " * 1000, 'x: "\\ud800"\ntags: ["\\udfff"]', '? [a, b]\n: c\nx: "',
    ],
)  # fmt: skip
def test_front_matter_of_the_wrong_kind_is_one_problem_and_the_post_is_kept(tmp_path: Path, field: Any) -> None:
    named = "" if field.startswith("title") else "title: a\n"
    reading = read(tmp_path, "a.md", f"---\n{named}lang: zh\n{field}\n---\n正文\n")
    assert [post.body for post in reading.posts] == ["正文"]
    assert len(reading.problems) == 1


@pytest.mark.parametrize(
    "field",
    [
        "title: 5",
        "tags: null",
        "tags: 3",
        "title: [a, b]",
        "author: [{name: x}, y]",
        "date: 2020-01-01 10:00",
        "url: [1, 2]",
        "lang: [zh]",
        "draft: [true]",
    ],
)
def test_front_matter_of_another_kind_that_can_be_read_is_no_problem(tmp_path: Path, field: Any) -> None:
    reading = read(tmp_path, "a.md", f"---\ntitle: a\n{field}\n---\n正文\n".replace("title: a\ntitle", "title"))
    assert (len(reading.posts), reading.problems) == (1, ())


def test_a_bomb_of_yaml_does_not_go_off(tmp_path: Path) -> None:
    levels = "".join(f"l{n + 1}: &l{n + 1} [{', '.join([f'*l{n}'] * 9)}]\n" for n in range(12))
    started = time.process_time()
    reading = read(tmp_path, "a.md", f"---\nl0: &l0 [x, x]\n{levels}title: *l12\ntags: *l12\nauthor: *l12\n---\n正文\n")
    assert len(reading.posts) == 1
    assert time.process_time() - started < 1


NESTED = [
    "[",
    "> ",
    ">",
    "*",
    "- ",
    "[](",
    "![",
    "[[",
    "<div>",
    "<a href='x'>",
    "|",
    "[^a]",
    "[^a]: x\n",
    "{{",
    "{%",
    "**a ",
    "[@a;",
    "\\cite{",
    ":a:",
    " ",
    "\t",
    "1. ",
    "`*_<$",
    "~~",
    "&#x41;",
    "\n",
]


@pytest.mark.parametrize("sign", NESTED)
def test_deeply_nested_markdown_is_read_in_linear_time(tmp_path: Path, sign: Any) -> None:
    started = time.process_time()
    reading = read(tmp_path, "a.md", "# 甲\n\n" + sign * (60_000 // len(sign)))
    assert [post.title for post in reading.posts] == ["甲"]
    assert time.process_time() - started < 8


def test_lists_and_quotes_in_each_other_are_read(tmp_path: Path) -> None:
    depths = range(300)
    assert len(read(tmp_path, "a.md", "".join("  " * n + "- a\n" for n in depths)).posts) == 1
    assert len(read(tmp_path, "b.md", "".join(">" * n + " a\n" for n in depths)).posts) == 1


@pytest.mark.parametrize(
    "sign",
    [
        "<div>",
        "<a href=x>",
        "<p>",
        "<table><tr><td>",
        "<ul><li>",
        "<pre>",
        "<svg>",
        "<d-footnote>",
        "<article>",
        "<main>",
        "<h1>x",
        "<a b='",
        "<!--",
        "<time>x</time>",
    ],
)
def test_deeply_nested_pages_are_read_in_linear_time(tmp_path: Path, sign: Any) -> None:
    started = time.process_time()
    read(tmp_path, "a.html", "<!doctype html><html><title>甲</title><body>" + sign * (100_000 // len(sign)))
    assert time.process_time() - started < 8


def test_a_line_of_a_megabyte_is_read(tmp_path: Path) -> None:
    started = time.process_time()
    for name, before in (
        ("a.md", "# 甲\n\n"),
        ("a.html", "<!doctype html><html><title>甲</title><body><p>"),
        ("a.txt", "By 乙 | 2020-01-01 | 3位读者 | 引用"),
    ):
        (post,) = read(tmp_path, name, before + "词 word " * 150_000).posts
        assert len(post.body) > 1_000_000
    assert time.process_time() - started < 20


def test_a_file_of_a_hundred_megabytes_is_one_problem_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    with path.open("wb") as stream:
        stream.write(b"# a\n\n")
        stream.truncate(100 * 1024 * 1024)
    reading = to_reading(read_file(Found("a.md", path)))
    assert (reading.posts, len(reading.problems)) == ((), 1)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "gb18030", "utf-8"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_encodings_and_ends_of_lines_are_read(tmp_path: Path, encoding: Any, ending: Any) -> None:
    text = "---\ntitle: 标题\n---\n这一段是用某种编码写的正文，够长才认得出来。\n\n第二段也一样。\n"
    reading = read(tmp_path, "a.md", text.replace("\n", ending).encode(encoding))
    assert [(post.title, post.body) for post in reading.posts] == [
        ("标题", "这一段是用某种编码写的正文，够长才认得出来。\n\n第二段也一样。")
    ]
    assert reading.problems == ()


def test_characters_that_no_file_can_hold_are_replaced_and_told_once(tmp_path: Path) -> None:
    lines = [
        json.dumps({"title": "甲\ud800", "text": "正\udfff文", "tags": ["\ud800"], "url": "https://a.example/\ud800"}),
        '{"title": "乙", "text": "b\\u0000"}',
    ]
    reading = read(tmp_path, "a.jsonl", "\n".join(lines))
    assert sorted(post.text for post in reading.posts) == ["乙\nb\ufffd", "甲\ufffd\n正\ufffd文"]
    (problem,) = reading.problems
    assert (problem.path, problem.line, "2 posts" in problem.message) == ("a.jsonl", 1, True)
    repr(reading).encode("utf-8")


@given(
    st.dictionaries(
        st.sampled_from(["title", "text", "html", "markdown", "date", "tags", "author", "url", "lang", "readers"]),
        st.recursive(
            st.none()
            | st.booleans()
            | st.integers()
            | st.floats(allow_nan=False)
            | st.text(st.characters(), max_size=8),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
            max_leaves=6,
        ),
    )
)
def test_whatever_an_object_holds_no_lone_surrogate_leaves_the_reader(tmp_path_factory: Any, fields: Any) -> None:
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    path.write_text(json.dumps(fields), encoding="utf-8")
    found = list(read_file(Found("any.jsonl", path)))
    repr(found).encode("utf-8")
    reading = to_reading(found)
    assert all(link.span.end <= len(post.text) for post in reading.posts for link in post.links)


def test_bombs_and_paths_that_lead_out_of_an_archive_are_problems_and_the_rest_is_read(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big.md", b"0" * (65 * 1024 * 1024))
        for name in ("../out.md", "/abs.md", "C:\\x.md", "ok.md"):
            archive.writestr(name, "# 甲\n\n正文")
    reading = read(tmp_path, "a.zip", packed.getvalue())
    assert ([post.title for post in reading.posts], len(reading.problems)) == (["甲"], 4)
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name in ("../out.md", "ok.md"):
            member = tarfile.TarInfo(name)
            member.size = len("# 乙".encode())
            tar.addfile(member, io.BytesIO("# 乙".encode()))
        link = tarfile.TarInfo("link.md")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        tar.addfile(link)
    reading = read(tmp_path, "a.tgz", packed.getvalue())
    assert ([post.title for post in reading.posts], len(reading.problems)) == (["乙"], 1)


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04" + b"x" * 99,
        b"\x1f\x8b" + b"x" * 99,
        b"\0" * 257 + b"ustar" + b"x" * 999,
        gzip.compress(b"x")[:-4],
        b"# t\n\nbo\0dy",
        os.urandom(64) + b"\0",
    ],
)
def test_what_is_broken_is_one_problem(tmp_path: Path, content: Any) -> None:
    reading = read(tmp_path, "a.md", content)
    assert (reading.posts, len(reading.problems)) == ((), 1)


def test_links_that_lead_back_up_and_pipes_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 甲", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")
    (tmp_path / "self.md").symlink_to(tmp_path / "self.md")
    os.mkfifo(tmp_path / "pipe.md")
    assert [post.title for post in read_posts([tmp_path]).posts] == ["甲"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 甲", encoding="utf-8")
    (tmp_path / "b.md").touch(mode=0)
    reading = read_posts([tmp_path])
    assert ([post.title for post in reading.posts], len(reading.problems)) == (["甲"], 1)


def test_a_file_that_is_gone_is_one_problem(tmp_path: Path) -> None:
    reading = to_reading(read_file(Found("a.md", tmp_path / "a.md")))
    assert (reading.posts, len(reading.problems)) == ((), 1)


def test_an_input_without_any_post_says_so(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text("@article{a, title={b}}", encoding="utf-8")
    with pytest.raises(InputError):
        read_posts([tmp_path])
