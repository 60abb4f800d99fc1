"""Precision, recall and F1, pooled and as means."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.evaluation.score import Tally, score

counts = st.integers(0, 9)


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    right, got = draw(counts), draw(counts)
    return Tally(right=right, found=right + draw(counts), wanted=got + draw(counts), got=got)


def test_micro_pools_the_posts_and_macro_is_their_mean() -> None:
    figures = score([Tally(right=1, found=1, wanted=1, got=1), Tally(right=1, found=3, wanted=4, got=1)])
    assert (figures.precision, figures.recall) == (2 / 4, 2 / 5)
    assert figures.macro.precision == pytest.approx((1 + 1 / 3) / 2)
    assert figures.macro.recall == pytest.approx((1 + 1 / 4) / 2)
    assert figures.macro.f1 == pytest.approx((1 + 2 / 7) / 2)


def test_a_post_that_names_nothing_is_perfect_when_nothing_is_found() -> None:
    assert score([Tally()]).macro.f1 == 1


def test_a_post_where_nothing_is_found_has_no_precision_in_the_mean() -> None:
    figures = score([Tally(wanted=2), Tally(right=1, found=1, wanted=1, got=1)])
    assert figures.precision == 1
    assert figures.macro.precision == 0.5


def test_no_post_at_all_is_scored_without_an_error() -> None:
    assert score([]).found == 0


@settings(max_examples=20, deadline=None)
@given(st.lists(tallies(), min_size=1, max_size=6))
def test_every_figure_is_a_ratio_and_the_interval_is_ordered(posts: list[Tally]) -> None:
    figures = score(posts)
    for each in (figures, figures.macro):
        assert all(0 <= figure <= 1 for figure in (each.precision, each.recall, each.f1))
        assert each.low <= each.high


@settings(max_examples=20, deadline=None)
@given(st.lists(tallies(), min_size=1, max_size=6))
def test_posts_that_are_equal_leave_no_doubt(posts: list[Tally]) -> None:
    figures = score(posts[:1] * 3)
    assert figures.low == figures.high == pytest.approx(figures.f1)


@settings(max_examples=20, deadline=None)
@given(st.lists(tallies(), min_size=1, max_size=6))
def test_the_same_posts_give_the_same_figures(posts: list[Tally]) -> None:
    assert score(posts) == score(posts)
