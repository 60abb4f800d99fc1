"""The forms that a label may take in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.script import fold
from kg.vocabulary.variants import variants_of


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("pre-training", "pretraining"),
        ("pre-training", "pre training"),
        ("GPT-3", "gpt3"),
        ("GPT3", "gpt-3"),
        ("Teacher Forcing", "teacher-forcing"),
        ("GAN", "gans"),
        ("policy", "policies"),
        ("loss", "losses"),
        ("条件LayerNorm", "条件 layernorm"),
        ("GAN 模型", "gan模型"),
        ("L-BFGS", "lbfgs"),
        ("mean squared error", "mean-squared error"),
    ],
)
def test_people_write_a_label_in_many_ways(label: str, written: str) -> None:
    assert written in set(variants_of(label))


def test_single_letters_are_not_set_apart_by_a_space() -> None:
    assert "u net" not in set(variants_of("U-Net"))


@given(st.text(min_size=1, max_size=40))
def test_the_label_itself_comes_first_and_no_form_twice(label: str) -> None:
    forms = list(variants_of(label))
    assert len(forms) == len(set(forms))
    assert all(forms)
    if fold(label.strip()):
        assert forms[0] == fold(label.strip())
