"""The words of jieba's dictionary."""

from __future__ import annotations

import logging
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.concepts.cuts import cut
from kg.concepts.dictionary import Frequencies, read_frequencies

TEXT = "结婚的和尚未结婚的，都在研究深度学习中的注意力机制：用C++ 2.0写BERT-base模型\r\n〇一 é"


@cache
def of_jieba() -> Any:
    """Return jieba's tokenizer, made without its cache in the shared temporary folder."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


@settings(deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from(TEXT), st.characters()), max_size=40))
def test_a_text_is_cut_as_jieba_cuts_it_without_its_hmm(text: str) -> None:
    assert cut(text) == of_jieba().lcut(text, HMM=False)


def test_every_word_of_jieba_is_as_frequent_as_there() -> None:
    words = of_jieba().FREQ
    assert len(words) > 300_000
    assert all(read_frequencies().of(word) == frequency for word, frequency in words.items())


@pytest.mark.parametrize("word", ["", "不是一个词", "é", "注意力机"])
def test_what_is_no_word_never_occurs(word: str) -> None:
    assert read_frequencies().of(word) == 0


def test_lines_that_begin_alike_need_not_stand_together() -> None:
    apart = Frequencies("甲乙 5 n\n丙 2\n甲丁 4 n\n".encode())
    assert [apart.of(word) for word in ("甲乙", "甲丁", "丙", "甲")] == [5, 4, 2, 0]
    assert apart.total == 11


def test_all_words_are_read_as_jieba_reads_them() -> None:
    content = "甲乙丙 5 n\n丙 2 n\n甲乙 4 n\n乙 1 n\n".encode()
    expected = {"甲乙丙": 5, "甲": 0, "甲乙": 4, "丙": 2, "乙": 1}
    assert Frequencies(content).read_all() == expected


def test_only_words_that_a_text_asks_for_are_read() -> None:
    assert Frequencies("甲乙 5 n\n丙丁 2 n\n".encode()).read_for("丙甲") == {"甲": 0, "甲乙": 5, "丙": 0, "丙丁": 2}
    assert Frequencies("甲乙 5 n\n丙丁 2 n\n".encode()).read_for("丁甲") == {"甲": 0, "甲乙": 5}
