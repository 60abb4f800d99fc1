from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Source
from kg.posts.merge import merge
from kg.posts.record import Record

TEXT = "这一段文字足够长，好让人知道它和另一处的是不是同一段；不够长就说不准了，所以再写一点。"
FULL = Record(
    sources=(Source("full.txt", 1),),
    title="近似：乘法变为加法",
    body=TEXT,
    published=date(2020, 12, 14),
    author="张三",
    readers=40,
)
BRIEF = Record(
    sources=(Source("brief.txt", 9),), title="近似:乘法变为加法", body=f"{TEXT}\n\n示意图", month_day="--12-14"
)


def test_a_post_told_in_full_and_in_brief_is_one_with_the_richer_facts() -> None:
    merged = merge([BRIEF, FULL])
    assert merged.records == (replace(FULL, sources=(Source("brief.txt", 9), Source("full.txt", 1))),)
    assert merged.doubts == ()


def test_a_body_that_is_much_longer_wins() -> None:
    whole = replace(BRIEF, body=TEXT * 3)
    (post,) = merge([FULL, whole]).records
    assert (post.body, post.published, post.readers) == (TEXT * 3, date(2020, 12, 14), 40)


@pytest.mark.parametrize(
    "other",
    [
        replace(FULL, published=date(2021, 12, 14)),
        replace(BRIEF, month_day="--12-15"),
        replace(FULL, title="近似：乘法变为减法"),
    ],
    ids=["another year", "another day", "another title"],
)
def test_posts_that_differ_in_title_or_day_stay_apart_without_doubt(other: Any) -> None:
    merged = merge([FULL, other])
    assert (len(merged.records), merged.doubts) == (2, ())


@pytest.mark.parametrize(
    "other",
    [
        replace(FULL, body="完全不同的另一段文字，讲的是另一件事，与前面没有关系。"),
        replace(FULL, author="李四"),
        replace(BRIEF, month_day=None, body="没有日期，文字也不同，只有标题一样，这就说不准了。"),
    ],
    ids=["another text", "another author", "no date and another text"],
)
def test_posts_that_may_be_one_stay_apart_in_doubt(other: Any) -> None:
    merged = merge([FULL, other])
    assert (len(merged.records), len(merged.doubts)) == (2, 1)
    assert merged.doubts[0].reason


def test_a_day_that_fits_two_years_is_in_doubt() -> None:
    merged = merge([FULL, replace(FULL, published=date(2019, 12, 14)), BRIEF])
    assert (len(merged.records), len(merged.doubts)) == (3, 1)


def test_a_post_without_date_is_known_by_its_text() -> None:
    assert len(merge([FULL, replace(BRIEF, month_day=None)]).records) == 1


def test_posts_of_one_address_are_one_whatever_their_titles() -> None:
    one = replace(FULL, address="https://a.example/1")
    other = replace(one, title="另一个标题", published=None, aliases=("https://a.example/old",))
    (post,) = merge([one, other]).records
    assert (post.title, post.aliases) == (FULL.title, ("https://a.example/old",))


def test_posts_without_title_are_one_only_if_their_texts_are() -> None:
    one = replace(BRIEF, title=None)
    assert len(merge([one, replace(one, sources=(Source("copy.txt", 1),))]).records) == 1
    merged = merge([one, replace(one, body="完全不同的另一段文字，讲的是另一件事。")])
    assert (len(merged.records), merged.doubts) == (2, ())


def test_many_posts_of_one_title_take_linear_time() -> None:
    records = [replace(BRIEF, month_day=None, body=f"第{n}篇的文字" * 5) for n in range(5_000)]
    assert len(merge(records).records) == 5_000


records = st.builds(
    Record,
    sources=st.tuples(st.builds(Source, st.sampled_from(["a", "b", "c"]), st.integers(1, 99))),
    title=st.none() | st.sampled_from(["甲", "甲!", "乙"]),
    body=st.sampled_from(["", TEXT, TEXT * 2, "另一段文字，讲另一件事。"]),
    published=st.none() | st.sampled_from([date(2020, 12, 14), date(2021, 12, 14)]),
    author=st.none() | st.sampled_from(["张三", "李四"]),
    address=st.none() | st.sampled_from(["https://a.example/1", "https://a.example/2"]),
)


@given(st.lists(records, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(found: Any, random: Any) -> None:
    shuffled = random.sample(found, len(found))
    assert merge(shuffled) == merge(found)


@given(st.lists(records, max_size=8))
def test_no_source_is_lost_and_merging_again_merges_no_more_addresses(found: Any) -> None:
    merged = merge(found).records
    assert {source for record in merged for source in record.sources} == {
        source for each in found for source in each.sources
    }
    addresses = [record.address for record in merged if record.address]
    assert len(addresses) == len(set(addresses))
