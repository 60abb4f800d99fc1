import io
import re
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Problem, ZoneKind
from kg.posts.file import LARGEST_FILE, read_file
from kg.posts.files import Found
from kg.posts.read import read_posts

SEEDS = Path(__file__).parents[2] / "seeds"
PAGE = """标题一
By 张三 | 2019-06-03 | 14位读者 | 引用设$x$为输入。
标题二
By 张三 | 2019-06-04 | 15位读者 | 引用正文。
最近评论"""


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    folder = tmp_path / "blog"
    folder.mkdir()
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    return folder


def test_posts_know_their_source_zones_and_language(blog: Any) -> None:
    first, _ = read_posts([blog]).posts
    assert (first.id, first.title, first.published) == ("post/标题一", "标题一", date(2019, 6, 3))
    assert [(source.path, source.line) for source in first.sources] == [("page.txt", 1)]
    assert [(zone.kind, zone.span.of(first.text)) for zone in first.zones] == [(ZoneKind.MATHEMATICS, "$x$")]
    assert first.language == "zh"


def test_the_seeds_hold_37_posts_told_by_39_records() -> None:
    reading = read_posts([SEEDS])
    assert (len(reading.posts), sum(len(post.sources) for post in reading.posts)) == (37, 39)
    assert (reading.problems, reading.suspects, reading.left_out) == ((), (), ())


def test_the_seed_that_two_pages_tell_has_the_facts_of_the_richer() -> None:
    (post,) = [post for post in read_posts([SEEDS]).posts if (post.title or "").startswith("SPACES")]
    assert (post.published, post.readers, len(post.sources)) == (date(2021, 1, 1), 241277, 2)


def test_the_seeds_have_one_post_without_title_and_three_without_text() -> None:
    posts = read_posts([SEEDS]).posts
    assert [post.month_day for post in posts if post.title is None] == ["--12-11"]
    assert sum(not post.body for post in posts) == 3


def test_the_order_of_inputs_does_not_matter() -> None:
    files = sorted(SEEDS.iterdir())
    readings = {read_posts(list(order)) for order in list(permutations(files))[::40]}
    assert readings == {read_posts([SEEDS])}


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"\x00\x01\x02", "binary"),
        ("没有清单的文字。".encode(), "no listing"),
        ("繁體中文的文章內容在這裡".encode("big5"), "neither"),
    ],
)
def test_a_file_that_holds_no_post_is_a_problem_and_the_rest_is_read(blog: Any, content: Any, word: Any) -> None:
    (blog / "odd.txt").write_bytes(content)
    reading = read_posts([blog])
    assert len(reading.posts) == 2
    (problem,) = reading.problems
    assert (problem.path, problem.line) == ("odd.txt", 1)
    assert word in problem.message
    assert problem.remedy


def test_a_file_that_is_too_large_is_refused(blog: Any) -> None:
    with (blog / "large.txt").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    (problem,) = read_posts([blog]).problems
    assert str(LARGEST_FILE) in problem.message


def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    (problem,) = read_file(Found("gone.txt", tmp_path / "gone.txt"))
    assert isinstance(problem, Problem)
    assert "cannot be read" in problem.message


def test_no_readable_post_at_all_is_an_error_that_names_the_first_problem(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("文字。", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.txt:1.*no listing") as caught:
        read_posts([tmp_path])
    assert caught.value.exit_code == 3


def test_an_empty_folder_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no post") as caught:
        read_posts([tmp_path])
    assert caught.value.remedy


@given(
    st.binary(max_size=300) | st.text(max_size=300).map(str.encode),
    st.sampled_from([".txt", ".md", ".html", ".xml", ".jsonl", ""]),
)
def test_no_bytes_make_the_reader_fail(tmp_path_factory: Any, content: Any, suffix: Any) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(content)
    for finding in read_file(Found(path.name, path)):
        assert finding


def test_standard_input_is_read_as_json_lines() -> None:
    reading = read_posts(["-"], stdin=io.BytesIO('{"title": "甲", "text": "正文"}\n坏\n'.encode()))
    assert [(post.title, post.sources[0].path) for post in reading.posts] == [("甲", "-")]
    assert [(problem.path, problem.line) for problem in reading.problems] == [("-", 2)]


def test_posts_of_every_form_are_read_from_one_folder(blog: Any) -> None:
    forms = {
        "a.md": "# 甲\n\n正文",
        "b.html": "<html><body><h1>乙</h1><p>正文</p></body></html>",
        "c.xml": "<rss><channel><item><title>丙</title></item></channel></rss>",
        "d.jsonl": '{"title": "丁"}',
        "e.txt": "---\ntitle: 戊\n---\n正文",
    }
    for name, text in forms.items():
        (blog / name).write_text(text, encoding="utf-8")
    assert {post.title for post in read_posts([blog]).posts} >= {"标题一", "甲", "乙", "丙", "丁", "戊"}


def test_reading_twice_gives_the_same(blog: Any) -> None:
    assert read_posts([blog]) == read_posts([blog])


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([], "there is no file"),
        (["a.png", "sub/b.JPG", "c.png"], "of the files none is of a kind that holds posts: .png, .jpg"),
        ([f"x.{kind}" for kind in ("gif", "ico", "jpg", "png", "so", "woff")], ".gif, .ico, .jpg, .png, .so, …"),
    ],
)
def test_a_folder_without_a_post_is_told_with_what_is_there(tmp_path: Path, names: list[str], told: str) -> None:
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"\x00")
    with pytest.raises(InputError, match=f"no post could be read here; .*{re.escape(told)}$"):
        read_posts([tmp_path])
