"""Fields that are kept packed, and read as what was given."""

from __future__ import annotations

import copy
import pickle
from array import array
from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.compact import columns_of, length_of, opening_of, pack_numbers, pack_text, unpack_numbers, unpack_text
from kg.model import Link, Post, PostId, Source, Span, Zone, ZoneKind
from kg.posts.record import Record

TEXTS = st.text(st.characters(exclude_categories=()))  # lone surrogates too, which JSON can bring
SPANS = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(lambda ends: Span(min(ends), max(ends)))
ZONES = st.lists(st.builds(Zone, SPANS, st.sampled_from(ZoneKind))).map(tuple)
LINKS = st.lists(st.builds(Link, SPANS, TEXTS)).map(tuple)
POST = Post(id=PostId("p"), title="标题", body="a 𝔸 的", published=date(2020, 1, 2), sources=(Source("a.md"),))


@given(TEXTS)
def test_a_packed_text_is_the_text_again(text: str) -> None:
    assert unpack_text(pack_text(text)) == text
    assert length_of(pack_text(text)) == len(text)


@given(TEXTS, st.integers(0, 12))
def test_the_opening_of_a_packed_text_is_that_of_the_text(text: str, length: int) -> None:
    assert opening_of(pack_text(text * 3), length) == (text * 3)[:length]


@given(st.lists(st.integers(0, 2**64 - 1)))
def test_packed_numbers_are_the_numbers_again(numbers: list[int]) -> None:
    assert list(unpack_numbers(pack_numbers(numbers))) == numbers


def test_columns_are_the_parts_of_a_table_written_one_after_the_other() -> None:
    assert [list(each) for each in columns_of(array("Q", (1, 2, 3, 4, 5, 6)), 3)] == [[1, 2], [3, 4], [5, 6]]


@given(TEXTS, TEXTS, ZONES, LINKS)
def test_a_post_reads_back_what_it_was_given(
    title: str, body: str, zones: tuple[Zone, ...], links: tuple[Link, ...]
) -> None:
    post = Post(id=PostId("p"), title=title, body=body, zones=zones, links=links)
    assert (post.body, post.zones, post.links, post.text) == (body, zones, links, f"{title}\n{body}")
    assert post.length == len(post.text)
    assert post == Post(id=PostId("p"), title=title, body=body, zones=zones, links=links)
    assert hash(post) == hash(replace(post))


def test_posts_with_different_bodies_differ() -> None:
    assert replace(POST, body="b") != replace(POST, body="c")
    assert replace(POST, title="b").text == "b\na 𝔸 的"


def test_a_post_has_an_empty_body_unless_one_is_given() -> None:
    assert Post(id=PostId("p")).text == "\n"
    assert Post(id=PostId("p")).links == ()


def test_a_post_cannot_be_changed_only_copied() -> None:
    with pytest.raises(FrozenInstanceError):
        POST.body = "other"  # type: ignore[misc]
    assert POST.revised(body="other") == replace(POST, body="other")
    assert POST.body == "a 𝔸 的"
    with pytest.raises(TypeError, match="no field 'bodies'"):
        POST.revised(bodies="other")


def test_a_post_can_be_made_of_what_another_holds_packed() -> None:
    held = {**vars(POST), "title": "另"}
    assert Post.holding(**held) == replace(POST, title="另")
    with pytest.raises(TypeError, match="not the fields of a Post"):
        Post.holding(**{name: value for name, value in held.items() if name != "title"})


def test_what_a_noun_worked_out_of_its_values_is_not_copied_with_others() -> None:
    record = Record(sources=(), title="Ａ", body="一段文字")
    assert record.folded.title == "a"
    assert record.revised(title="Ｂ").folded.title == "b"
    assert record.revised(body="另外").folded.opening == "另外"


def test_a_post_survives_copying_and_pickling() -> None:
    assert copy.deepcopy(POST) == POST
    assert pickle.loads(pickle.dumps(POST)) == POST  # noqa: S301


def test_a_long_body_takes_less_room_in_memory_than_its_characters() -> None:
    long = replace(POST, body="注意力机制使模型关注重要的部分。" * 1000)
    assert len(long.__dict__["body"]) < len(long.body) / 10
