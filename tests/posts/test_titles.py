from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.posts.titles import columns_of, fold_title, is_title, may_be_title


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GAN：一个“故事”", "gan: 一个「故事」"),
        ("Ｓeq2Seq（二）", "seq2seq(二)"),
        ("SPACES:“抽取-生成”式", "SPACES：抽取生成式"),
    ],
)
def test_titles_that_differ_in_width_case_and_punctuation_fold_to_the_same(one: Any, other: Any) -> None:
    assert fold_title(one) == fold_title(other)


def test_titles_that_differ_in_a_number_fold_apart() -> None:
    assert fold_title("漫谈（一）") != fold_title("漫谈（二）")


def test_a_title_of_nothing_but_punctuation_folds_to_itself() -> None:
    assert fold_title("？！") == "?!"


@given(st.text())
def test_folding_twice_changes_nothing_but_case_of_odd_letters(title: Any) -> None:
    assert fold_title(fold_title(title)) == fold_title(fold_title(fold_title(title)))


@pytest.mark.parametrize(
    "line", ["也来谈谈RNN的梯度消失/爆炸问题", "不用约束的GAN，了解一下?", "唉，又一年...", "Why?"]
)
def test_a_short_line_that_ends_no_sentence_is_a_title(line: Any) -> None:
    assert is_title(line, ["正文。"])


@pytest.mark.parametrize("line", ["刚看到一个有意思的结论：", "今天下雨。", "第一句。第二句", "长" * 61])
def test_a_sentence_is_no_title(line: Any) -> None:
    assert not is_title(line, ["正文。"])


def test_a_line_printed_twice_is_a_caption_and_no_title() -> None:
    assert not is_title("模型示意图", ["模型示意图", "正文。"])


def test_a_title_may_be_followed_by_a_caption_with_its_words() -> None:
    assert is_title("模型示意图", ["模型示意图", "模型示意图"])


def test_where_a_title_is_expected_only_a_paragraph_is_none() -> None:
    assert may_be_title("从一个向量到另一个向量：")
    assert not may_be_title("一段很长的话，" * 10 + "说完了。")
    assert not may_be_title("长" * 10_000)


def test_han_takes_two_columns() -> None:
    assert columns_of("GAN模型") == 7
