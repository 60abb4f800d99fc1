from __future__ import annotations

from dataclasses import replace

import pytest

from kg.graph.schema import Edge, EdgeKind, Noun, add_edge, add_noun, empty_graph
from kg.model import (
    Concept,
    ConceptId,
    Mention,
    Post,
    PostId,
    Run,
    Series,
    SeriesId,
    Source,
    Span,
    Text,
    Work,
    WorkId,
    WorkKind,
)
from kg.view.captions import to_chinese_label, to_label, to_search_keys, to_usual_names
from tests.view.graphs import concept


@pytest.mark.parametrize(
    ("noun", "label"),
    [
        (Post(id=PostId("post/1"), title="  A\n title "), "A title"),
        (Post(id=PostId("post/1"), body="没有标题的文章\n第二行"), "没有标题的文章"),
        (Post(id=PostId("post/1"), body="长" * 90), "长" * 40 + "…"),
        (Post(id=PostId("post/1"), address="https://blog.example/1"), "https://blog.example/1"),
        (Post(id=PostId("post/1")), "post/1"),
        (Work(id=WorkId("work/1"), kind=WorkKind.PAPER, identifiers=("arXiv:1811.07296",)), "arXiv:1811.07296"),
        (Series(id=SeriesId("series/1"), title=""), "series/1"),
        (concept("gan", "generative adversarial network", "生成对抗网络"), "generative adversarial network"),
        (Concept(id=ConceptId("concept/1"), preferred=(Text("对比学习", "zh"),)), "对比学习"),
    ],
)
def test_every_node_has_a_name(noun: Noun, label: str) -> None:
    assert to_label(noun) == label


def test_a_concept_has_its_chinese_name_beside() -> None:
    assert to_chinese_label(concept("gan", "GAN", "生成对抗网络")) == "生成对抗网络"
    assert to_chinese_label(concept("bert", "BERT")) is None


def test_a_concept_is_known_by_the_name_that_its_posts_use_most() -> None:
    graph = empty_graph(Run(version="1", base="https://example.org/kg/", title="t"))
    post = Post(id=PostId("post/1"), title="flow", body="flow，流模型，flow", sources=(Source("a"),))
    named = concept("flow", "normalizing flow", "流模型", "flow")
    add_noun(graph, post)
    add_noun(graph, named)
    mentions = tuple(
        Mention(post=post.id, concept=named.id, span=Span(start, end), confidence=0.9, rule="label")
        for start, end in ((0, 4), (5, 9), (10, 13), (14, 18))
    )
    edge = Edge(source=post.id, target=named.id, kind=EdgeKind.MENTIONS, weight=1.0, about=True, evidence=mentions)
    add_edge(graph, edge)
    assert to_usual_names(graph) == {named.id: "flow"}


def test_words_that_two_names_share_are_no_name_to_show() -> None:
    graph = empty_graph(Run(version="1", base="https://example.org/kg/", title="t"))
    post = Post(id=PostId("post/1"), title="t", body="梯度消失/爆炸", sources=(Source("a"),))
    named = concept("exploding", "exploding gradient", "梯度爆炸")
    add_noun(graph, post)
    add_noun(graph, named)
    said = Mention(post=post.id, concept=named.id, span=Span(2, 9), confidence=0.9, rule="coordination")
    edge = Edge(source=post.id, target=named.id, kind=EdgeKind.MENTIONS, weight=1.0, about=True, evidence=(said,))
    add_edge(graph, edge)
    assert to_usual_names(graph) == {}


def test_a_concept_is_found_by_its_hidden_labels_beside_those_that_are_shown() -> None:
    named = concept("gan", "generative adversarial network", "生成对抗网络", "GAN", "GAN")
    assert to_search_keys(named) == []
    assert to_search_keys(replace(named, hidden=(Text("GNA", "en"), Text("GAN", "en"), Text("GNA", "de")))) == ["GNA"]


def test_a_post_is_found_by_its_keywords_once() -> None:
    said = Post(id=PostId("post/1"), title="Title", keywords=("models", "Title", "models"))
    assert to_search_keys(said) == ["models"]
