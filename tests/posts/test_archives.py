import gzip
import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from kg.model import Problem
from kg.posts import archives
from kg.posts.archives import Member, is_safe, read_members
from kg.posts.file import read_file
from kg.posts.files import Found
from kg.posts.read import read_posts
from tests.posts.law import check_quotes, check_spans, passages, to_markdown

POST = "# 标题\n\n正文。".encode()


def write_zip(path: Path, members: Mapping[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def write_tar(path: Path, members: Mapping[str, bytes], mode: Any = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:
        for name, content in members.items():
            header = tarfile.TarInfo(name)
            header.size = len(content)
            archive.addfile(header, io.BytesIO(content))
    return path


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("blog.zip", write_zip),
        ("blog.tar.gz", write_tar),
        ("blog.tar", lambda path, members: write_tar(path, members, "w:")),
        ("blog.tar.xz", lambda path, members: write_tar(path, members, "w:xz")),
        ("blog.tar.bz2", lambda path, members: write_tar(path, members, "w:bz2")),
    ],
)
def test_posts_in_an_archive_are_read_with_their_path_in_it(tmp_path: Path, name: Any, write: Any) -> None:
    write(tmp_path / name, {"posts/a.md": POST, "posts/.hidden.md": POST, "logo.png": b"\0"})
    reading = read_posts([tmp_path])
    assert [(post.title, post.sources[0].path) for post in reading.posts] == [("标题", f"{name}/posts/a.md")]
    assert reading.problems == ()


@pytest.mark.parametrize("name", ["../a.md", "/a.md", "a/../../b.md", "..\\a.md", "c:/a.md", ""])
def test_a_path_that_leads_out_is_not_safe(name: Any) -> None:
    assert not is_safe(name)


@pytest.mark.parametrize("write", [write_zip, write_tar])
def test_a_member_that_leads_out_is_a_problem(tmp_path: Path, write: Any) -> None:
    path = write(tmp_path / "blog", {"../a.md": POST, "b.md": POST})
    found = list(read_members(path, "blog"))
    assert [each.name for each in found if isinstance(each, Member)] == ["blog/b.md"]
    assert ["leads out" in each.message for each in found if isinstance(each, Problem)] == [True]


@pytest.mark.parametrize("write", [write_zip, write_tar])
def test_an_archive_that_unpacks_to_too_much_is_read_up_to_there(tmp_path: Path, monkeypatch: Any, write: Any) -> None:
    monkeypatch.setattr(archives, "LARGEST_WHOLE", 200_000)
    path = write(tmp_path / "blog", {"a.md": POST, "b.md": b"x" * 150_000, "c.md": b"x" * 150_000})
    found = list(read_members(path, "blog"))
    assert [each.name for each in found if isinstance(each, Member)][:1] == ["blog/a.md"]
    assert any(isinstance(each, Problem) and "200000" in each.message for each in found)


def test_a_member_that_is_too_large_is_a_problem(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(archives, "LARGEST_MEMBER", 1_000)
    path = write_zip(tmp_path / "blog.zip", {"a.md": POST, "b.md": b"x" * 1_001})
    found = list(read_members(path, "blog.zip"))
    assert [each.name for each in found if isinstance(each, Member)] == ["blog.zip/a.md"]
    assert [each.path for each in found if isinstance(each, Problem)] == ["blog.zip/b.md"]


def test_links_in_an_archive_are_passed_over(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "blog.tar", "w") as archive:
        link = tarfile.TarInfo("a.md")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    assert list(read_members(tmp_path / "blog.tar", "blog.tar")) == []


def test_an_archive_in_an_archive_is_a_problem(tmp_path: Path) -> None:
    inner = write_zip(tmp_path / "inner.zip", {"a.md": POST}).read_bytes()
    path = write_zip(tmp_path / "outer.zip", {"inner.zip": inner})
    (problem,) = read_file(Found("outer.zip", path))
    assert isinstance(problem, Problem)
    assert problem.path == "outer.zip/inner.zip"


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04broken", gzip.compress(b"no tar at all"), b"\x1f\x8bbroken", b"BZhbroken", b"\xfd7zXZ\x00broken"],
)
def test_a_broken_archive_is_a_problem(tmp_path: Path, content: Any) -> None:
    (tmp_path / "blog").write_bytes(content)
    (problem,) = read_file(Found("blog", tmp_path / "blog"))
    assert isinstance(problem, Problem)
    assert problem.remedy


@pytest.mark.parametrize("write", [write_zip, write_tar])
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=passages)
def test_links_code_and_addresses_of_a_member_are_quoted_exactly(tmp_path: Path, write: Any, written: Any) -> None:
    source = "# 题\n\n" + "\n\n".join(map(to_markdown, written))
    (post,) = read_posts([write(tmp_path / "blog.pack", {"a.md": source.encode()})]).posts
    check_spans((post,), source)
    check_quotes(post, written)
