"""Scripts and folding: what word boundaries and offsets stand on."""

from hypothesis import given
from hypothesis import strategies as st

from kg.script import Script, fold, is_han, language_of, script_of


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_full_width_letters_fold_to_ascii() -> None:
    assert fold("ＢＥＲＴ－ｆｌｏｗ") == "bert-flow"


def test_chinese_punctuation_is_left_alone() -> None:
    assert fold("（一）：，") == "（一）：，"


def test_accents_and_full_width_forms_are_latin() -> None:
    assert {script_of(letter) for letter in "aZéßＡ"} == {Script.LATIN}


def test_greek_is_neither_latin_nor_han() -> None:
    assert script_of("β") is Script.OTHER_LETTER


def test_chinese_characters_are_han_also_outside_the_basic_plane() -> None:
    assert all(is_han(each) for each in "流〇㐀𠀀")


def test_one_chinese_character_makes_a_label_chinese() -> None:
    assert language_of("条件LayerNorm") == "zh"
    assert language_of("LayerNorm") == "en"
    assert language_of("123") == "und"


def test_traditional_characters_fold_to_simplified_ones() -> None:
    assert fold("這是對比學習與機器學習") == "这是对比学习与机器学习"


def test_a_folded_label_without_a_common_traditional_character_is_left_alone() -> None:
    assert fold("乾坤") == "乾坤"
