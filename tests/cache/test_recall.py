"""Of what is asked for, what is known is given back and the rest is worked out, in the order of the questions."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cache.digest import digest_of
from kg.cache.kept import AT_ONCE, Memory
from kg.cache.plain import form_of
from kg.cache.recall import Recall, Step
from kg.model import Post, PostId, Source, Span
from kg.posts.files import Found
from kg.posts.record import Record
from kg.posts.traits import find_traits

RECORDS = [
    Record(sources=(Source(f"{number}.md"),), title=f"题{number}", body=f"见 https://a.example/{number} 。")
    for number in range(3)
]


def spell(memory: Memory, numbers: list[int], told: list[int]) -> list[str]:
    """Ask for numbers as words; those that had to be worked out are told."""

    def work_out(number: int) -> str:
        told.append(number)
        return f"number {number}"

    step = Step(form_of(str), lambda number: digest_of(str(number)) if number >= 0 else None, work_out)
    return [*Recall(memory).take(step, numbers)]


@settings(deadline=None, max_examples=20)
@given(st.lists(st.integers(-3, 2 * AT_ONCE), max_size=3 * AT_ONCE), st.lists(st.integers(-3, 2 * AT_ONCE)))
def test_answers_come_in_the_order_of_the_questions_whatever_is_known(first: list[int], second: list[int]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        for numbers in (first, second):
            with Memory(Path(folder) / "m") as memory:
                assert spell(memory, numbers, []) == [f"number {number}" for number in numbers]


def test_only_what_is_not_known_is_worked_out(tmp_path: Path) -> None:
    told: list[int] = []
    with Memory(tmp_path / "m") as memory:
        spell(memory, [1, 2, -1], told)
    with Memory(tmp_path / "m") as memory:
        spell(memory, [1, 3, 2, -1], told)
    assert told == [1, 2, -1, 3, -1]


def test_what_no_longer_holds_is_worked_out_anew(tmp_path: Path) -> None:
    def ask(said: str, *, holds: bool) -> list[str]:
        step = Step(form_of(str), digest_of, lambda _: said, lambda _, known: known if holds else None)
        with Memory(tmp_path / "m") as memory:
            return [*Recall(memory).take(step, ["question"])]

    assert [ask("a", holds=True), ask("b", holds=True), ask("c", holds=False), ask("d", holds=True)] == [
        ["a"], ["a"], ["c"], ["c"]
    ]  # fmt: skip


def test_what_is_brought_up_to_date_is_kept_so(tmp_path: Path) -> None:
    def ask(*, renews: bool) -> list[str]:
        step = Step(form_of(str), digest_of, lambda _: "old", lambda _, known: "new" if renews else known)
        with Memory(tmp_path / "m") as memory:
            return [*Recall(memory).take(step, ["question"])]

    assert [ask(renews=False), ask(renews=True), ask(renews=False)] == [["old"], ["new"], ["new"]]


def test_a_file_is_known_by_its_bytes_whatever_its_time_and_size(tmp_path: Path) -> None:
    path = tmp_path / "a.md"

    def titles(text: str) -> list[str | None]:
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1, 1))
        with Memory(tmp_path / "m") as memory:
            findings = Recall(memory).read_files([Found("a.md", path)])
            return [each.title for each in findings if isinstance(each, Record)]

    assert titles("# one\n\ntext") == ["one"]
    assert titles("# two\n\ntext") == ["two"]


def test_a_file_that_changes_while_it_is_read_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_text("# one\n\ntext", encoding="utf-8")

    def read(file: Found) -> Iterator[Record]:
        path.write_text("# two\n\ntext", encoding="utf-8")
        yield Record(sources=(Source(file.name),), title="half")

    with monkeypatch.context() as patched, Memory(tmp_path / "m") as memory:
        patched.setattr("kg.cache.recall.read_file", read)
        assert len([*Recall(memory).read_files([Found("a.md", path)])]) == 1
    assert memory.worked_out == 0


def test_a_file_that_is_gone_is_told_and_not_kept(tmp_path: Path) -> None:
    with Memory(tmp_path / "m") as memory:
        (problem,) = Recall(memory).read_files([Found("a.md", tmp_path / "a.md")])
    assert ("cannot be read" in str(problem), memory.worked_out) == (True, 0)


def test_what_is_found_in_a_text_is_known_by_the_text_alone(tmp_path: Path) -> None:
    for renamed in (RECORDS, [record.revised(sources=(Source("other.md"),), author="李") for record in RECORDS]):
        with Memory(tmp_path / "m") as memory:
            assert [*Recall(memory).look_through(renamed)] == [*map(find_traits, renamed)]
    assert memory.worked_out == 0


def test_each_part_of_a_post_counts_in_its_key() -> None:
    post = Post(id=PostId("p"), title="a", body="b", sources=(Source("a.md"),))
    others = [post.revised(**change) for change in ({"title": "b"}, {"body": "c"}, {"zones": ()}, {"links": ()}, {})]
    assert len({Recall().key_of(each, "step") for each in others}) == 3
    assert Recall().key_of(post, "step") != Recall().key_of(post, "other step")
    assert Recall().key_of(post, "step", b"x") != Recall().key_of(post, "step")


def test_several_hundred_posts_are_given_what_belongs_to_each(tmp_path: Path) -> None:
    posts = [Post(id=PostId(f"p{number}"), body="x" * number, sources=(Source("a"),)) for number in range(AT_ONCE + 9)]
    for _ in range(2):
        with Memory(tmp_path / "m") as memory:
            found = [*Recall(memory).each(posts, Span, lambda post: [Span(0, post.length)])]
        assert found == [(Span(0, post.length),) for post in posts]
    assert memory.worked_out == 0
