"""A2KB: every place that names a concept."""

from hypothesis import given
from hypothesis import strategies as st

from kg.evaluation.spans import STRONG, WEAK, Judged, NameCount, count_names, judge_spans
from kg.evaluation.truth import Truth
from kg.model import Span

TEXT = "深度GAN网络与注意力"
GAN, DEEP_GAN, ATTENTION = Span(2, 5), Span(0, 5), Span(8, 11)

spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 20), st.integers(1, 5))
many = st.lists(spans, max_size=6, unique=True).map(tuple)


def judged(*mentions: Span, named: tuple[Span, ...] = (), spared: tuple[Span, ...] = ()) -> Judged:
    return Judged(TEXT, Truth(named, spared), mentions)


def test_a_mention_with_other_bounds_is_right_weakly_only() -> None:
    post = judged(DEEP_GAN, named=(GAN, ATTENTION))
    strong, weak = judge_spans(post, STRONG), judge_spans(post, WEAK)
    assert (strong.right, strong.found, strong.got, strong.wanted) == (0, 1, 0, 2)
    assert (weak.right, weak.found, weak.got, weak.wanted) == (1, 1, 1, 2)


def test_a_mention_inside_an_optional_place_counts_neither_way() -> None:
    assert judge_spans(judged(GAN, spared=(DEEP_GAN,)), STRONG).found == 0


def test_a_mention_beyond_an_optional_place_is_false_strongly() -> None:
    post = judged(DEEP_GAN, spared=(GAN,))
    assert (judge_spans(post, STRONG).found, judge_spans(post, WEAK).found) == (1, 0)


def test_a_name_is_counted_right_wrong_and_missed() -> None:
    posts = [judged(DEEP_GAN, named=(GAN,)), judged(named=(GAN,)), judged(ATTENTION), judged(GAN)]
    assert count_names(posts) == (NameCount("GAN", 1, 1, 1), NameCount("注意力", 0, 1, 0))


@given(many, many, many)
def test_what_is_right_strongly_is_right_weakly(
    named: tuple[Span, ...], spared: tuple[Span, ...], mentions: tuple[Span, ...]
) -> None:
    post = judged(*mentions, named=named, spared=spared)
    strong, weak = judge_spans(post, STRONG), judge_spans(post, WEAK)
    assert strong.right <= weak.right
    assert strong.got <= weak.got
    assert weak.found - weak.right <= strong.found - strong.right


@given(many)
def test_finding_just_the_truth_is_perfect(named: tuple[Span, ...]) -> None:
    tally = judge_spans(judged(*named, named=named), STRONG)
    assert tally.right == tally.found == tally.wanted == tally.got == len(named)
