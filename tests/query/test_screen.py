"""Text on a terminal takes the width that is computed, and commands nothing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query.screen import shorten, to_visible, width_of

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT)
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    assert not {"Cc", "Cf", "Cs", "Zl", "Zp"} & {unicodedata.category(sign) for sign in to_visible(text)}


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"))))
def test_what_can_be_seen_stays_as_it_is(text: str) -> None:
    assert to_visible(text) == text


@given(ANY_TEXT, st.integers(1, 30))
def test_a_text_is_cut_to_the_width(text: str, width: int) -> None:
    assert width_of(shorten(text, width)) <= width


@given(ANY_TEXT, ANY_TEXT)
def test_widths_add_up(one: str, other: str) -> None:
    assert width_of(one + other) == width_of(one) + width_of(other)


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("注意", 4), ("Ａ", 2), ("e\u0301", 1), ("ｱ", 1), ("", 0), ("❤️", 2), ("👍", 2), ("각", 2)],
)
def test_a_chinese_sign_takes_two_columns(text: str, width: int) -> None:
    assert width_of(text) == width


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\x1b[31m", "a\\x1b[31m"), ("a\nb", "a\\nb"), ("a\u202eb", "a\\u202eb"), ("\ud800", "\\ud800")],
)
def test_a_command_is_shown_as_an_escape(text: str, shown: str) -> None:
    assert to_visible(text) == shown
