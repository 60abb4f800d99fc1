from typing import Any

import pytest

from kg.posts.language import choose_language, parse_language, tell_language
from kg.posts.zones import find_zones


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("今天讲一讲GAN、Transformer与Layer Normalization的关系", "zh"),
        ("Attention is all you need, they say", "en"),
        ("The character 的 is the most frequent one in Chinese texts", "en"),
        ("ニューラルネットワークの学習について", "ja"),
        ("の字在中文里也常见，比如某某の小站，这里还是中文的文章内容", "zh"),
        ("딥러닝 모델을 학습합니다", "ko"),
        ("Это текст", "und"),
        ("2019 — 42!", "und"),
        ("", "und"),
    ],
)
def test_the_script_of_the_prose_tells_the_language(text: Any, language: Any) -> None:
    assert tell_language(text) == language


def test_formulas_do_not_count() -> None:
    text = "极限 $\\lim\\limits_{x\\to\\infty} \\operatorname{something}\\left(x\\right)$ 存在"
    assert tell_language(text, find_zones(text)) == "zh"


@pytest.mark.parametrize(
    ("declared", "language"),
    [
        ("zh_CN", "zh-CN"),
        ("EN", "en"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("english language", None),
        ("", None),
        ("x", None),
    ],
)
def test_a_declared_language_is_written_as_bcp_47(declared: Any, language: Any) -> None:
    assert parse_language(declared) == language


@pytest.mark.parametrize(
    ("declared", "told", "language"),
    [
        ("zh-CN", "zh", "zh-CN"),
        ("en", "zh", "zh"),
        ("fr", "en", "fr"),
        ("zh", "en", "en"),
        ("ru", "und", "ru"),
        (None, "ja", "ja"),
    ],
)
def test_a_declared_language_counts_unless_the_script_tells_otherwise(declared: Any, told: Any, language: Any) -> None:
    assert choose_language(declared, told) == language
