"""The Chinese of a text with one sign for each gap."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.concepts.outline import SIGNS_OF_GAPS, Beside, place_of, to_outline
from kg.script import is_han

texts = st.text(alphabet=st.one_of(st.sampled_from("甲乙〇，a0 （(“”\n"), st.characters()), max_size=40)


@given(texts)
def test_the_chinese_of_a_text_stands_in_its_outline_where_it_says(text: str) -> None:
    outline = to_outline(text)
    chinese = [sign for sign in outline.signs if is_han(sign)]
    assert chinese == [character for character in text if is_han(character)]
    for sign, place in zip(outline.signs, outline.places.tolist(), strict=True):
        assert (text[place] == sign) if is_han(sign) else not is_han(text[place : place + 1] or " ")


@given(texts)
def test_where_a_sign_begins_is_told_of_one_as_of_all(text: str) -> None:
    places = to_outline(text).places.tolist()
    assert [place_of(text, number) for number in range(len(places))] == places


@given(texts)
def test_each_gap_is_one_sign_and_one_stands_at_each_end(text: str) -> None:
    outline = to_outline(text)
    gaps = [not is_han(sign) for sign in outline.signs]
    assert gaps[0]
    assert gaps[-1]
    assert not any(gap and next_one for gap, next_one in pairwise(gaps))
    assert {sign for sign in outline.signs if not is_han(sign)} <= {sign for sign, _, _ in SIGNS_OF_GAPS}


@pytest.mark.parametrize(
    ("gap", "before", "after"),
    [
        ("，", Beside.APART, Beside.APART),
        (" ", Beside.THROUGH, Beside.THROUGH),
        ("  ", Beside.APART, Beside.APART),
        ("a", Beside.FOREIGN, Beside.FOREIGN),
        (" a，", Beside.FOREIGN, Beside.APART),
        ("” “", Beside.QUOTE, Beside.QUOTE),
        ("”，", Beside.QUOTE, Beside.APART),
        ("\n", Beside.LINE, Beside.LINE),
        ("（a）", Beside.BRACKET, Beside.APART),
        ("（，", Beside.APART, Beside.APART),
        ("（", Beside.APART, Beside.APART),
    ],
)
def test_a_gap_says_what_it_is_to_both_sides(gap: str, before: Beside, after: Beside) -> None:
    sides_by_sign = {sign: (left, right) for sign, left, right in SIGNS_OF_GAPS}
    assert sides_by_sign[to_outline(f"甲{gap}乙").signs[2]] == (before, after)
