"""`kg explain` as a person runs it."""

from collections.abc import Callable
from pathlib import Path

from tests.conftest import Run


def test_an_edge_is_explained_by_its_sentences(run: Callable[..., Run], built: Path) -> None:
    said = run("explain", built, "Google新搜出的优化器Lion", "AdamW")
    assert said.status == 0
    assert ": yes" in said.stdout
    assert "【AdamW】等优化器" in said.stdout


def test_a_rejected_candidate_is_shown_with_its_reason(run: Callable[..., Run], built: Path) -> None:
    said = run("explain", built, "你可能不需要BERT-flow", "BERT")
    assert "a longer name" in said.stdout


def test_it_says_why_not(run: Callable[..., Run], built: Path) -> None:
    said = run("explain", built, "O-GAN", "LSTM")
    assert said.status == 0
    assert ": no" in said.stdout


def test_a_citation_is_explained_too(run: Callable[..., Run], built: Path) -> None:
    said = run("explain", built, "多任务学习漫谈(二)", "多任务学习漫谈(一):以损失之名")
    assert "【《多任务学习漫谈(一):以损失之名》】" in said.stdout


def test_an_unclear_post_lists_those_that_fit(run: Callable[..., Run], built: Path) -> None:
    said = run("explain", built, "GAN", "GAN")
    assert said.status == 2
    assert "posts fit" in said.stderr


def test_without_a_build_it_says_how_to_make_one(run: Callable[..., Run], tmp_path: Path) -> None:
    said = run("explain", tmp_path, "GAN", "GAN")
    assert said.status == 5
    assert "kg build" in said.stderr


def test_two_concepts_are_explained_by_the_sentence_that_relates_them(run: Callable[..., Run], built: Path) -> None:
    said = run("explain", built, "LSTM", "RNN")
    assert said.status == 0
    assert "LSTM | kind of | recurrent neural network" in said.stdout
    assert "【诸如LSTM、GRU之类的RNN模型】" in said.stdout
    assert "1 post names both" in said.stdout


def test_two_concepts_may_be_given_in_any_language_and_order(run: Callable[..., Run], built: Path) -> None:
    one, other = run("explain", built, "生成模型", "GAN"), run("explain", built, "GAN", "generative model")
    assert one.stdout.splitlines()[2:] == other.stdout.splitlines()[2:]
    assert "| kind of |" in one.stdout


def test_two_concepts_that_no_sentence_relates_are_said_to_be_so(run: Callable[..., Run], built: Path) -> None:
    said = run("explain", built, "LSTM", "CNN")
    assert said.status == 0
    assert "no sentence relates them" in said.stdout


def test_words_that_are_neither_a_post_nor_a_concept_are_a_usage_error(run: Callable[..., Run], built: Path) -> None:
    said = run("explain", built, "LSTM", "no such thing")
    assert said.status == 2
    assert "no post is called 'LSTM'" in said.stderr
