"""Why several places were taken for one post, and which posts may be one and were kept apart."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import PostId, Source
from kg.posts.merge import JOINED_BY_ADDRESS, JOINED_BY_DAY, merge, to_merges
from kg.posts.record import Record
from kg.posts.suspects import NEAR_TITLES, SAME_PLACE, SAME_TEXT, TRANSLATIONS

TEXT = "这一段文字足够长，好让人知道它和另一处的是不是同一段；不够长就说不准了，所以再写一点，写到六十个字以上才算数，这样大概就够了，再添一句也无妨。"
ONE = Record(sources=(Source("posts/one.md"),), title="谈谈梯度裁剪的作用", body=TEXT, published=date(2021, 3, 4))


def doubts_of(*others: Record) -> list[str]:
    return [doubt.reason for doubt in merge([ONE, *others]).doubts]


def another(**facts: Any) -> Record:
    body = "另一篇文章，讲的是另一件事，和前面的没有什么关系，只是碰巧也放在了这里，写得也不短。"
    default: dict[str, Any] = {
        "sources": (Source("posts/two.md"),),
        "title": "另一个题目",
        "body": body,
        "published": date(2022, 1, 1),
        **facts,
    }
    return replace(ONE, **default)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (another(body=TEXT), SAME_TEXT),
        (
            another(title="談談梯度裁剪", body=TEXT.replace("这", "這").replace("说", "說").replace("够", "夠")),
            SAME_TEXT,
        ),
        (another(title="再谈梯度裁剪的作用", published=date(2021, 3, 4)), NEAR_TITLES),
        (another(sources=(Source("posts/one.en.md"),)), TRANSLATIONS),
        (another(sources=(Source("en/posts/one.md"),)), TRANSLATIONS),
    ],
)
def test_posts_that_may_be_one_are_told_and_kept_apart(other: Any, reason: Any) -> None:
    assert doubts_of(other) == [reason]


@pytest.mark.parametrize(
    "other",
    [
        another(),
        another(title="谈谈梯度裁剪的作用（二）", published=date(2021, 3, 4)),  # another part
        another(title="再谈梯度裁剪的作用"),  # another day
        another(sources=(Source("other/one.md"),)),
    ],
)
def test_posts_that_only_look_alike_are_no_suspects(other: Any) -> None:
    assert doubts_of(other) == []


def test_two_translations_of_one_original_are_suspects() -> None:
    original = ("https://en.example/a",)
    merged = merge([replace(ONE, aliases=original), another(aliases=original)])
    assert [(len(merged.records), doubt.reason) for doubt in merged.doubts] == [(2, SAME_PLACE)]


def test_the_address_where_a_site_begins_makes_no_two_posts_one() -> None:
    merged = merge([replace(ONE, address="https://a.example/"), another(address="http://www.a.example")])
    assert len(merged.records) == 2


def test_a_merge_tells_why() -> None:
    copies = [
        replace(ONE, sources=(Source("a.md"),), address="https://a.example/x"),
        another(sources=(Source("b.md"),), address="http://www.a.example/x/index.html"),
    ]
    merged = merge([*copies, replace(ONE, sources=(Source("c.md"),)), another(published=date(2023, 1, 1))])
    names = [PostId(f"post/{number}") for number in range(len(merged.records))]
    (told,) = to_merges(merged, names)
    assert told.sources == (Source("a.md"), Source("b.md"), Source("c.md"))
    assert told.reason == f"{JOINED_BY_ADDRESS}; {JOINED_BY_DAY}"


records = st.builds(
    Record,
    sources=st.tuples(st.builds(Source, st.sampled_from(["a.md", "a.en.md", "en/a.md", "b.md"]))),
    title=st.sampled_from(["谈谈梯度裁剪的作用", "再谈梯度裁剪的作用", "別的"]),
    body=st.sampled_from(["", TEXT]),
    published=st.none() | st.just(date(2021, 3, 4)),
    address=st.none() | st.sampled_from(["https://a.example/", "https://a.example/1", "http://www.a.example/1/"]),
    aliases=st.sampled_from([(), ("https://a.example/1",)]),
)


@given(st.lists(records, max_size=6), st.randoms(use_true_random=False))
def test_neither_reasons_nor_suspects_depend_on_the_order(found: Any, random: Any) -> None:
    merged = merge(found)
    assert merge(random.sample(found, len(found))) == merged
    pairs = [(doubt.first, doubt.second) for doubt in merged.doubts]
    assert all(first != second for first, second in pairs)
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)
