"""Names that share a part with a neighbour."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.concepts.find import find_mentions
from kg.model import Mention, Post, Span, Zone, ZoneKind
from tests.concepts.builders import concept, lexicon, post

KNOWN = lexicon(
    concept("vanishing", "梯度消失"),
    concept("exploding", "梯度爆炸"),
    concept("max-pooling", "最大池化"),
    concept("average-pooling", "平均池化"),
    concept("supervised", "监督学习"),
    concept("reinforcement", "强化学习"),
    concept("boosting-tree", "随机梯度"),
    concept("forest", "随机森林"),
    concept("fine", "全量微调"),
    concept("model-tuning", "模型微调"),
)


def named(text: str) -> dict[str, str]:
    """Return the concepts named by coordination, with the words they stand on."""
    of: Post = post(text)
    found: tuple[Mention, ...] = find_mentions(of, KNOWN).mentions
    return {each.concept.rsplit("/", 1)[-1]: each.span.of(of.text) for each in found if each.rule == "coordination"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("它有梯度消失/爆炸的问题。", {"exploding": "梯度消失/爆炸"}),
        ("它有梯度消失和爆炸的问题。", {"exploding": "梯度消失和爆炸"}),
        ("用最大/平均池化得到。", {"max-pooling": "最大/平均池化"}),
        ("用最大或平均池化得到。", {"max-pooling": "最大或平均池化"}),
    ],
)
def test_a_fragment_beside_a_name_borrows_the_part_they_share(text: str, expected: dict[str, str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "梯度消失、爆炸声四起。",  # a pause mark stands between whole names
        "无监督和强化学习。",  # the fragment's own prefix makes another name of it
        "模型与全量微调的效果。",  # the fragment is a word by itself
        "随机森林、梯度提升。",
        "梯度消失/梯度爆炸。",  # both are said whole
    ],
)
def test_what_is_no_fragment_borrows_nothing(text: str) -> None:
    assert named(text) == {}


def test_a_fragment_in_a_zone_borrows_nothing() -> None:
    plain = post("它有梯度消失/爆炸的问题。")
    start = plain.text.index("爆炸")
    walled = replace(plain, zones=(Zone(Span(start, start + 2), ZoneKind.CODE),))
    assert [each.rule for each in find_mentions(plain, KNOWN).mentions] == ["label", "coordination"]
    assert [each.rule for each in find_mentions(walled, KNOWN).mentions] == ["label"]
