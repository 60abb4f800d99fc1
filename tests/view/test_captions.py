from __future__ import annotations

import pytest

from kg.graph.schema import Noun
from kg.model import Concept, ConceptId, Post, PostId, Series, SeriesId, Text, Work, WorkId, WorkKind
from kg.view.captions import to_chinese_label, to_label, to_search_keys, to_short_label
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


@pytest.mark.parametrize(
    ("label", "others", "short"),
    [
        ("generative adversarial network", ("GANs", "GAN"), "GAN"),
        ("noise-contrastive estimation", ("NCE",), "NCE"),
        ("BERT", ("BERT-base",), None),
        ("attention", ("SDPA",), None),
        ("normalizing flow", ("flow",), None),
    ],
)
def test_a_concept_is_known_by_the_acronym_of_its_name(label: str, others: tuple[str, ...], short: str | None) -> None:
    assert to_short_label(concept("x", label, None, *others)) == short


def test_a_node_is_found_by_every_other_name_once() -> None:
    named = concept("gan", "generative adversarial network", "生成对抗网络", "GAN", "GAN")
    assert to_search_keys(named) == ["生成对抗网络", "GAN"]
