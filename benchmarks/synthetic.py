"""A made-up blog of any size, the same every time: communities, a few famous concepts, about three links a node.

Three of ten nodes are posts. Every link has its sentence in the post: a page carries evidence as a real one does.
"""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta

from kg.graph.schema import Edge, EdgeKind, Graph, add_edge, add_noun, empty_graph
from kg.model import Citation, Concept, ConceptId, ConceptKind, Mention, Post, PostId, Run, Source, Span, Text

SEED = 7
ZH = (
    "注意力 位置编码 对比学习 词向量 变分推断 扩散模型 强化学习 知识蒸馏 知识图谱 分词 归一化 激活函数 残差 "
    "优化器 正则化 采样 解码 预训练 微调 检索 推理 稀疏 量化 剪枝 对齐 奖励模型 长上下文 混合专家 损失函数"
).split()
EN = (
    "Transformer RoPE LoRA SimCSE BERT GPT VAE GAN Muon AdamW Softmax LayerNorm RLHF MoE KV-cache Mamba Whisper".split()
)
SAID = (
    "我们发现 事实上 如果 那么 这个结果 说明 在训练时 可以 看到 并不 总是 比较 直观 的 理解 是 通过 "
    "增大 模型 规模 效果 提升 明显 但是 计算量 也 随之 增加 所以 需要 权衡 速度 与 精度 "
    "另一方面 实验 表明 它 对 学习率 敏感 不妨 换 一种 思路 考虑"
).split()
LINKS_A_NODE, SHARE_OF_POSTS = 3, 0.3
WORDS = 5  # before each name
FIRST_DAY, DAYS = date(2015, 1, 1), 4000


def make_graph(count: int) -> Graph:
    """Return a graph of `count` nodes and about three times as many links."""
    dice = random.Random(SEED)  # noqa: S311 -- a made-up graph is no secret
    posts, topics = int(count * SHARE_OF_POSTS), max(4, int(count**0.5 / 2))
    topic_of = [dice.randrange(topics) for _ in range(count)]
    concepts_of: defaultdict[int, list[int]] = defaultdict(list)
    posts_of: defaultdict[int, list[int]] = defaultdict(list)
    for number, topic in enumerate(topic_of):
        (posts_of if number < posts else concepts_of)[topic].append(number)
    everything = list(range(posts, count))
    named: defaultdict[int, set[int]] = defaultdict(set)
    for concept in everything:
        named[dice.choice(posts_of[topic_of[concept]] or range(posts))].add(concept)
    missing = LINKS_A_NODE * count - len(everything)
    for _ in range(missing):
        post = dice.randrange(posts)
        if dice.random() < 0.15:
            named[post].add(dice.choice(posts_of[topic_of[post]]))
        else:
            pool = everything if dice.random() < 0.15 else concepts_of[topic_of[post]] or everything
            named[post].add(pool[int(len(pool) * dice.random() ** 2.5)])
    return _assembled(count, posts, named, dice)


def _assembled(count: int, posts: int, named: dict[int, set[int]], dice: random.Random) -> Graph:
    graph = empty_graph(Run(version="0", base="https://example.org/kg/", title=f"A blog of {count:,} nodes"))
    names = [_name(number, posts, dice) for number in range(count)]
    for number in range(posts, count):
        kind = dice.choice(list(ConceptKind))
        label = Text(names[number], "zh")
        add_noun(graph, Concept(id=ConceptId(f"concept/{number}"), kind=kind, preferred=(label,), scheme="scheme/kg"))
    found: list[Edge] = []
    for number in range(posts):
        post, edges = _write_post(number, sorted(named[number] - {number}), names, posts, dice)
        add_noun(graph, post)
        found += edges
    for edge in found:
        add_edge(graph, edge)
    return graph


def _name(number: int, posts: int, dice: random.Random) -> str:
    if number < posts:
        return f"{dice.choice(ZH)}与{dice.choice(EN)}的一些思考（{number}）"
    return f"{dice.choice(ZH)}{dice.choice(EN)}{number}"


def _write_post(
    number: int, targets: list[int], names: list[str], posts: int, dice: random.Random
) -> tuple[Post, list[Edge]]:
    """Return a post with a sentence for every one or two targets, and its edges."""
    text = names[number] + "\n"
    spans: defaultdict[int, list[Span]] = defaultdict(list)
    while pending := targets[sum(map(len, spans.values())) :]:
        for target in pending[: dice.choice((1, 2))]:
            quote, unquote = ("《", "》") if target < posts else ("", "")
            text += "".join(dice.choice(SAID) for _ in range(WORDS)) + quote
            spans[target].append(Span(len(text), len(text) + len(names[target])))
            text += names[target] + unquote
        text += "。"
    post = Post(
        id=PostId(f"post/{number}"),
        title=names[number],
        body=text[len(names[number]) + 1 :],
        published=FIRST_DAY + timedelta(days=number * DAYS // posts),
        language="zh",
        sources=(Source(f"{number}.md"),),
    )
    return post, [_edge(post, target, spans[target], posts, dice) for target in targets]


def _edge(post: Post, target: int, spans: list[Span], posts: int, dice: random.Random) -> Edge:
    confidence = round(dice.uniform(0.6, 1), 3)
    if target < posts:
        other = PostId(f"post/{target}")
        citations = tuple(
            Citation(post=post.id, target=other, span=span, confidence=confidence, rule="title") for span in spans
        )
        return Edge(
            source=post.id, target=other, kind=EdgeKind.CITES, weight=len(spans), about=False, evidence=citations
        )
    named = ConceptId(f"concept/{target}")
    mentions = tuple(
        Mention(post=post.id, concept=named, span=span, confidence=confidence, rule="label") for span in spans
    )
    weight = round(dice.random(), 3)
    return Edge(
        source=post.id, target=named, kind=EdgeKind.MENTIONS, weight=weight, about=weight > 0.8, evidence=mentions
    )
