from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span
from kg.view.sentences import LONGEST, find_sentence, to_utf16


def around(text: str, words: str) -> str:
    start = text.index(words)
    return find_sentence(text, Span(start, start + len(words))).span.of(text)


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("题\n甲用了 BERT。乙没有。", "BERT", "甲用了 BERT。"),
        ("Use GPT-3.5 now. Then stop.", "GPT", "Use GPT-3.5 now."),
        ("见 kexue.fm 上的 T5 介绍！好。", "T5", "见 kexue.fm 上的 T5 介绍！"),
        ("标题 GAN\n正文", "GAN", "标题 GAN"),
        ("GAN", "GAN", "GAN"),
        ("真的吗？  flow 可逆", "flow", "flow 可逆"),
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(text: str, words: str, sentence: str) -> None:
    assert around(text, words) == sentence


def test_a_sentence_without_end_is_cut_on_both_sides() -> None:
    text = "字" * 500 + "BERT" + "字" * 500
    found = find_sentence(text, Span(500, 504))
    assert found.span == Span(500 - LONGEST, 504 + LONGEST)
    assert (found.cut_before, found.cut_after) == (True, True)


@given(st.text(max_size=400), st.data())
def test_a_sentence_holds_all_of_the_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = find_sentence(text, Span(start, end)).span
    assert found.covers(Span(start, end))
    assert found.end <= len(text)
    assert len(found) <= end - start + 2 * LONGEST


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"])), st.data())
def test_offsets_count_as_javascript_counts(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert to_utf16(text, offset) == len(text[:offset].encode("utf-16-le")) // 2
