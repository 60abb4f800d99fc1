from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span
from kg.view.sentences import LONGEST, find_astral, find_sentences, to_codes, to_utf16


@dataclass(frozen=True)
class Sentence:
    span: Span
    cut_before: bool
    cut_after: bool


def find_sentence(text: str, span: Span) -> Sentence:
    found = find_sentences(to_codes(text), np.array([span.start]), np.array([span.end]))
    place = Span(int(found.start[0]), int(found.end[0]))
    return Sentence(place, bool(found.cut_before[0]), bool(found.cut_after[0]))


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


@pytest.mark.parametrize("beside", ["", "。", "  ", "。\n", ". "])
def test_a_sentence_that_just_fits_is_not_cut(beside: str) -> None:
    text = beside + "字" * LONGEST + "BERT" + "字" * LONGEST + beside
    found = find_sentence(text, Span(len(beside) + LONGEST, len(beside) + LONGEST + 4))
    assert (found.cut_before, found.cut_after) == (False, beside[:1] in ("。", "."))


@given(st.text(max_size=60), st.text(max_size=300), st.text(max_size=60), st.data())
def test_what_stands_on_other_lines_changes_nothing(above: str, line: str, below: str, data: st.DataObject) -> None:
    line = line.replace("\n", " ")
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    alone, offset = find_sentence(line, Span(start, end)), len(above) + 1
    among = find_sentence(f"{above}\n{line}\n{below}", Span(offset + start, offset + end))
    assert among.span == Span(offset + alone.span.start, offset + alone.span.end)
    assert (among.cut_before, among.cut_after) == (alone.cut_before, alone.cut_after)


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"])), st.data())
def test_offsets_count_as_javascript_counts(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    counted = to_utf16(find_astral(to_codes(text)), np.array([offset]))
    assert counted.tolist() == [len(text[:offset].encode("utf-16-le")) // 2]
