"""Small vocabularies and posts for the tests of this folder."""

from __future__ import annotations

import random

from kg.concepts.find import find_mentions
from kg.concepts.lexicon import Lexicon
from kg.concepts.linking import Linking
from kg.model import Concept, ConceptId, ConceptKind, Post, PostId, Source, Text
from kg.posts.zones import find_zones
from kg.script import language_of
from kg.vocabulary.index import LabelIndex


def concept(name: str, *labels: str, kind: ConceptKind = ConceptKind.MODEL, broader: tuple[str, ...] = ()) -> Concept:
    return Concept(
        id=ConceptId(f"concept/{name}"),
        kind=kind,
        preferred=(Text(labels[0], language_of(labels[0])),),
        alternative=tuple(Text(label, language_of(label)) for label in labels[1:]),
        broader=tuple(ConceptId(f"concept/{each}") for each in broader),
    )


def lexicon(*concepts: Concept, ambiguous: frozenset[str] = frozenset()) -> Lexicon:
    return Lexicon({each.id: each for each in concepts}, LabelIndex(concepts, ambiguous))


def post(body: str, title: str | None = None, name: str = "one") -> Post:
    text = f"{title or ''}\n{body}"
    return Post(
        id=PostId(f"post/{name}"),
        title=title,
        body=body,
        language=language_of(text),
        sources=(Source("one.md"),),
        zones=find_zones(text),
    )


def words_of(linking: Linking, of: Post) -> list[tuple[str, str]]:
    return [(mention.span.of(of.text), mention.concept.removeprefix("concept/")) for mention in linking.mentions]


def named(body: str, using: Lexicon, title: str | None = None) -> list[str]:
    """Return the words that are mentions in a post of this body."""
    one = post(body, title)
    return [words for words, _ in words_of(find_mentions(one, using), one)]


FRAMES = (
    "本文介绍{}的原理。",
    "我们用{}和语言模型做对比。",
    "在{}中，每个位置只看附近。",
    "什么是{}？",
    "与卷积网络相比，{}更省显存。",
    "后来有人提出了{}，效果不错。",
    "这就是{}。",
    "为{}写一个实现，并不难。",
)


_WORDS = "今天 我们 天气 很好 早上 出门 散步 朋友 一起 吃饭 城市 公园 下雨 回家 看书 写信 电影 音乐 周末 旅行 火车 风景 照片 晚上".split()


def _talk(length: int) -> str:
    """Return talk about other things: how firmly the parts of a name cling together is seen against it."""
    choice = random.Random(11)
    return "".join(choice.choice(_WORDS) + choice.choice(["", "", "，", "。\n"]) for _ in range(length))


TALK = post(_talk(9000), name="talk")


def said(name: str, frames: tuple[str, ...] = FRAMES) -> str:
    return "\n".join(frame.format(name) for frame in frames)
