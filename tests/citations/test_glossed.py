"""Titles in prose: with English beside them, and behind words that announce one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Source
from tests.citations.blog import cited, found_in, post

CLUSTER = post("", title="环境准备", name="cluster-setup")
LONG = post("", title="图嵌入和图神经网络", name="gnn")
CNN = post("", title="卷积神经网络", name="cnn")


@pytest.mark.parametrize(
    ("body", "words", "target"),
    [
        ("按照环境准备 (Cluster Setup) 装好机器。", "环境准备 (Cluster Setup)", "post/cluster-setup"),
        ("参见环境准备（Cluster Set-up）。", "环境准备（Cluster Set-up）", "post/cluster-setup"),
        ("参见之前的博客 图嵌入 (Graph Embedding) 和图神经网络 (Graph Neural Network)。", "图嵌入 (Graph Embedding) 和图神经网络 (Graph Neural Network)", "post/gnn"),
    ],
)  # fmt: skip
def test_a_title_with_its_english_beside_it_is_cited_behind_a_word_that_refers(
    body: str, words: str, target: str
) -> None:
    assert cited(body, CLUSTER, LONG, CNN) == [(words, "post", target)]


@pytest.mark.parametrize(
    "body",
    [
        "环境准备 (Cluster Setup) 很重要。",  # nothing refers
        "按照卷积神经网络 (Convolutional Neural Network) 的做法。",  # a concept, whose post is called otherwise
        "参见新环境准备 (Cluster Setup)，那是另一回事".replace("环境准备", "环境的准备"),
        "`按照环境准备 (Cluster Setup)`",
    ],
)  # fmt: skip
def test_a_name_with_its_english_beside_it_is_no_citation(body: str) -> None:
    assert cited(body, CLUSTER, LONG, CNN) == []


def test_a_post_does_not_cite_itself_by_its_glossed_title() -> None:
    one = post("按照环境准备 (Cluster Setup)。", title="环境准备", name="cluster-setup")
    assert found_in(one) == []


@pytest.mark.parametrize(
    "before",
    [
        "In a previous post, ",
        "in my last post ",
        "See our blog post, “",
        "As an earlier article on ",
        "In the previous tutorial called ",
    ],
)
def test_a_short_english_title_is_cited_behind_words_that_announce_it(before: str) -> None:
    gates = post("", title="Sigma Gates", name="gates", sources=(Source("gates.md"),))
    assert cited(f"{before}Sigma Gates, we saw a thing.", gates) == [("Sigma Gates", "post", "post/gates")]


@pytest.mark.parametrize("before", ["In a recent paper on ", "We build ", "A previous model, "])
def test_the_words_of_a_title_elsewhere_are_no_citation(before: str) -> None:
    gates = post("", title="Sigma Gates", name="gates", sources=(Source("gates.md"),))
    assert cited(f"{before}Sigma Gates, we saw a thing.", gates) == []


@given(st.text("按照环境准备 (Cluster Setup)（）参见\n，。a", max_size=60))
def test_whatever_is_glossed_the_citation_quotes_the_text(body: str) -> None:
    one = post(body)
    assert all(words in one.text for words, _, _ in found_in(one, CLUSTER, LONG))


@pytest.mark.parametrize("piece", ["(Abc)", "环境准备 (", "按照环境准备 (Cluster Setup)", "my post "])
def test_hostile_glosses_take_linear_time(piece: str) -> None:
    one = post(piece * (60_000 // len(piece)))
    started = time.process_time()
    found_in(one, CLUSTER)
    assert time.process_time() - started < 8


TWINS = (
    post("参见实现篇：进程和线程 (Process and Thread)。", title="进程和线程", name="theory"),
    post("", title="进程和线程", name="practice"),
)


def test_of_two_posts_of_one_title_each_cites_the_other() -> None:
    assert [target for _, _, target in found_in(*TWINS)] == ["post/practice"]
    assert cited("参见进程和线程 (Process and Thread)。", *TWINS) == []


def test_titles_that_follow_one_another_are_all_announced() -> None:
    body = "参见之前的博客：卷积神经网络 (CNN)，环境准备 和图嵌入和图神经网络。"
    assert [target for _, _, target in cited(body, CLUSTER, LONG, CNN)] == [
        "post/cnn",
        "post/cluster-setup",
        "post/gnn",
    ]


EMACS = post("", title="在 Debian 上装好 Emacs 和写作环境", name="emacs")


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ("请看早期的某某杂志文章：Debian 中的 Emacs 和写作环境。", ["post/emacs"]),
        ("请看早期的文章：Debian 中的 Vim 和写作环境。", []),  # a word that the title has not
        ("请看早期的文章：Emacs 里的。", []),  # too little
        ("请看早期的文章：Debian 3 中的 Emacs 和写作环境。", []),  # another figure
        ("Debian 中的 Emacs 和写作环境。", []),  # nothing announces it
    ],
)
def test_a_reworded_title_is_found_where_one_is_announced(body: str, target: list[str]) -> None:
    assert [each for _, _, each in cited(body, EMACS, CNN)] == target
