from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.posts.facts import parse_date, parse_facts, words_of


@pytest.mark.parametrize(
    "words",
    [
        "2019-06-03", "2019/6/3", "2019-06-03T23:59:59Z", "2019-06-03 08:00:00 +0800", "2019年6月3日", "20190603",
        "3 June 2019", "Jun 3, 2019", "Mon, 03 Jun 2019 23:30:00 -0700",
    ],
)  # fmt: skip
def test_dates_are_read_as_written(words: Any) -> None:
    assert parse_date(words) == date(2019, 6, 3)


@pytest.mark.parametrize("words", ["", "soon", "2019", "2019-02-30", "2019-13-01", "99999999", "0000-01-01", "True"])
def test_what_is_no_date_is_none(words: Any) -> None:
    assert parse_date(words) is None


def test_keywords_are_tags_and_categories_without_repetition() -> None:
    assert parse_facts({"tags": "GAN, 生成 模型,GAN", "categories": [["a", "b"], "a"]}).keywords == (
        "GAN",
        "生成 模型",
        "a",
        "b",
    )


def test_an_author_is_a_name_however_it_is_written() -> None:
    assert parse_facts({"author": {"name": "张三", "url": "x"}}).author == "张三"
    assert parse_facts({"authors": [{"name": "A"}, "B <b@b.example>"]}).author == "A, B"


def test_only_a_web_address_is_an_address() -> None:
    facts = parse_facts({"url": "/cn/2019/a", "aliases": ["/old", "https://a.example/old"], "slug": "a", "id": 7})
    assert (facts.address, facts.aliases) == (None, ("https://a.example/old",))
    assert facts.paths == ("/cn/2019/a", "/old", "7", "a")


@pytest.mark.parametrize("fields", [{"draft": "true"}, {"draft": True}, {"published": "false"}, {"status": "draft"}])
def test_drafts_are_left_out(fields: Any) -> None:
    assert parse_facts(fields).left_out == "a draft"


def test_published_may_be_a_date_or_an_answer() -> None:
    assert parse_facts({"published": "2019-06-03"}).published == date(2019, 6, 3)
    assert parse_facts({"published": "true"}).flaw is None


nested = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
names = st.sampled_from(
    "title date author tags categories url slug aliases lang description views draft layout".split()
)


@given(st.dictionaries(names, nested, max_size=6))
def test_no_fields_make_the_parser_fail(fields: Any) -> None:
    facts = parse_facts(fields)
    assert all(keyword == keyword.strip() and keyword for keyword in facts.keywords)
    assert facts.title is None or facts.title.strip()


@given(nested)
def test_words_are_one_line_each(value: Any) -> None:
    assert all("\n" not in words and words.strip() for words in words_of(value))


@pytest.mark.parametrize(
    "fields",
    [{"publish": "false"}, {"dg-publish": "no"}, {"isDraft": "true"}, {"permalink": "false"}, {"permalink": False}],
)
def test_what_its_author_does_not_publish_is_left_out(fields: Any) -> None:
    assert parse_facts({"title": "a", **fields}).left_out == "a draft"


@pytest.mark.parametrize("words", ["May 6, 2021 8:00 AM", "2021年5月6日 21:30", "6 May 2021 08:00"])
def test_the_time_behind_a_day_costs_nothing(words: Any) -> None:
    assert parse_date(words) == date(2021, 5, 6)
