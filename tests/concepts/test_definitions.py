"""Definitions that lie in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.concepts.definitions import abbreviates, find_appositions


def defined(text: str) -> list[list[str]]:
    return [[part.span.of(text) for part in each.parts] for each in find_appositions(text, ())]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("信息抽取(Information Extraction, IE)是", ["信息抽取", "Information Extraction", "IE"]),
        ("噪音对比估计（NCE，Noise Contrastive Estimation）", ["噪音对比估计", "NCE", "Noise Contrastive Estimation"]),
        (
            "可以找到如下形式的奇异值分解(SVD, Singular Value Decomposition)",
            ["奇异值分解", "SVD", "Singular Value Decomposition"],
        ),
        (
            "被称为O-GAN(正交GAN,即Orthogonal Generative Adversarial Network),",
            ["O-GAN", "正交GAN", "Orthogonal Generative Adversarial Network"],
        ),
        (
            "DGCNN,全名为Dilate Gated Convolutional Neural Network,即“膨胀门卷积神经网络”",
            ["DGCNN", "Dilate Gated Convolutional Neural Network", "膨胀门卷积神经网络"],
        ),
        ("We use a generative adversarial network (GAN) here", ["generative adversarial network", "GAN"]),
    ],
)
def test_names_side_by_side_are_the_same(text: str, names: list[str]) -> None:
    assert defined(text) == [names]


@pytest.mark.parametrize("text", ["the networks (Maybe later)", "在2019年(3月)", "f(x)", "图(1)", "(a) and (b)"])
def test_brackets_that_define_nothing_are_passed_over(text: str) -> None:
    assert defined(text) == []


def test_letters_prove_an_abbreviation() -> None:
    assert abbreviates("LDA", "Latent Dirichlet Allocation")
    assert not abbreviates("LDA", "Long Short-Term Memory")


@given(st.text(alphabet="GANgan (),，（）即全名为 网络Generative", max_size=60))
def test_definitions_of_any_text_lie_in_it(text: str) -> None:
    for each in find_appositions(text, ()):
        assert all(each.span.covers(part.span) and len(part.span) > 0 for part in each.parts)
        assert each.span.end <= len(text)
