from __future__ import annotations

from dataclasses import replace

import numpy as np
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
from kg.view.captions import to_chinese_label, to_label, to_search_keys
from kg.view.columns import number
from kg.view.evidence import find_evidence
from kg.view.gather import to_edges
from tests.view.graphs import concept


@pytest.mark.parametrize(
    ("noun", "label"),
    [
        (Post(id=PostId("post/1"), title="  A\n title "), "A title"),
        (Post(id=PostId("post/1"), body="没有标题的文章\n第二行"), "没有标题的文章"),
        (Post(id=PostId("post/1"), title=" \n", body="标题是空的"), "标题是空的"),
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


def usual_name(title: str, body: str, *places: tuple[int, int], rule: str = "label") -> str | None:
    graph, nodes = empty_graph(Run(version="1", base="https://example.org/kg/", title="t")), ["concept/it", "post/1"]
    post = Post(id=PostId("post/1"), title=title, body=body, sources=(Source("a"),))
    named = concept("it", "the thing")
    add_noun(graph, post)
    add_noun(graph, named)
    mentions = tuple(
        Mention(post=post.id, concept=named.id, span=Span(start, end), confidence=0.9, rule=rule)
        for start, end in places
    )
    edge = Edge(source=post.id, target=named.id, kind=EdgeKind.MENTIONS, weight=1.0, about=True, evidence=mentions)
    add_edge(graph, edge)
    numbering = number(nodes, to_edges(graph, nodes), np.arange(2))
    return find_evidence(graph, numbering, list[bytes]().append).usual.get(0)


def test_a_concept_is_known_by_the_name_that_its_posts_use_most() -> None:
    assert usual_name("flow", "flow，流模型，flow", (0, 4), (5, 9), (10, 13), (14, 18)) == "flow"
    assert usual_name("t", "流模型 流", (2, 5), (6, 7)) == "流"


def test_a_name_that_is_too_long_to_be_drawn_is_left_to_the_label() -> None:
    assert usual_name("t", "a" * 40, (2, 42)) is None


def test_words_that_two_names_share_are_no_name_to_show() -> None:
    assert usual_name("t", "梯度消失/爆炸", (2, 9), rule="coordination") is None


def test_a_concept_is_found_by_its_hidden_labels_beside_those_that_are_shown() -> None:
    named = concept("gan", "generative adversarial network", "生成对抗网络", "GAN", "GAN")
    assert to_search_keys(named) == []
    assert to_search_keys(replace(named, hidden=(Text("GNA", "en"), Text("GAN", "en"), Text("GNA", "de")))) == ["GNA"]


def test_a_post_is_found_by_its_keywords_once() -> None:
    said = Post(id=PostId("post/1"), title="Title", keywords=("models", "Title", "models"))
    assert to_search_keys(said) == ["models"]
