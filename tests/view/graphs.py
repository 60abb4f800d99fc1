"""Graphs to draw: a small blog, a hostile one, and any number of posts and concepts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from hypothesis import strategies as st

from kg.graph.schema import Edge, EdgeKind, Evidence, Graph, Noun, add_edge, add_noun, empty_graph
from kg.model import (
    Citation,
    Concept,
    ConceptId,
    ConceptKind,
    Definition,
    Mention,
    Post,
    PostId,
    Relation,
    RelationKind,
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


def empty(title: str = "A small blog") -> Graph:
    return empty_graph(Run(version="0", base="https://example.org/kg/", title=title))


def post(key: str, title: str | None, body: str = "", *, day: str | None = "2020-05-17") -> Post:
    return Post(
        id=PostId(f"post/{key}"),
        title=title,
        body=body,
        published=date.fromisoformat(day) if day else None,
        language="zh",
        readers=1234,
        author="Ada",
        address=f"https://blog.example/{key}",
        sources=(Source("blog.md"),),
    )


def concept(key: str, english: str, chinese: str | None = None, *others: str) -> Concept:
    preferred = (Text(english, "en"), *((Text(chinese, "zh"),) if chinese else ()))
    return Concept(
        id=ConceptId(f"concept/{key}"),
        kind=ConceptKind.MODEL,
        preferred=preferred,
        alternative=tuple(Text(each, "en") for each in others),
        definition=(Text(f"What {english} is.", "en"),),
        scheme="scheme/kg",
    )


def link(
    source: str, target: str, kind: EdgeKind, *evidence: Evidence, weight: float = 1.0, about: bool = False
) -> Edge:
    return Edge(source=source, target=target, kind=kind, weight=weight, about=about, evidence=evidence)


def naming(said: Post, named: Concept, words: str, *, about: bool = False) -> Edge:
    """Return the edge for every place where the post says `words`."""
    found, start = [], said.text.find(words)
    while start >= 0:
        span = Span(start, start + len(words))
        found.append(Mention(post=said.id, concept=named.id, span=span, confidence=0.9, rule="label"))
        start = said.text.find(words, span.end)
    return link(said.id, named.id, EdgeKind.MENTIONS, *found, weight=min(1.0, len(found) / 4), about=about)


def citing(said: Post, target: Post | Work, words: str) -> Edge:
    start = said.text.index(words)
    span = Span(start, start + len(words))
    citation = Citation(post=said.id, target=target.id, span=span, confidence=0.8, rule="title")
    return link(said.id, target.id, EdgeKind.CITES, citation)


def relating(said: Post, one: Concept, other: Concept, words: str) -> Relation:
    start = said.text.index(words)
    return Relation(
        post=said.id,
        subject=one.id,
        object=other.id,
        kind=RelationKind.COMPARED_WITH,
        span=Span(start, start + len(words)),
        confidence=0.9,
        rule="X 与 Y 相比",
    )


def small_blog() -> Graph:
    """Return eight posts, concepts, works and series that use every kind of edge."""
    graph = empty()
    gan = concept("gan", "generative adversarial network", "生成对抗网络", "GAN")
    flow = concept("flow", "normalizing flow", "流模型", "flow")
    nce = concept("nce", "noise-contrastive estimation", "噪声对比估计", "NCE")
    generative = concept("generative", "generative model", "生成模型")
    first = post("gan", "再看 GAN 的训练", "GAN 难以训练。这里的 GAN 用了新的损失。flow 则不同！", day="2018-11-20")
    second = post(
        "flow",
        "flow 模型入门",
        "参考《再看 GAN 的训练》。flow 是可逆的。论文《Flows, Reversed》也说过。",
        day="2019-03-06",
    )
    third = post(
        "nce",
        "噪声对比估计杂谈",
        "NCE（噪声对比估计）把估计变成分类。NCE 很妙。NCE 与 GAN 相比更稳。",
        day="2021-01-02",
    )
    lonely = post("stars", "全球天文月", "没有别的。", day=None)
    stub = Post(id=PostId("post/stub"), title="没有收录的文章")
    work = Work(
        id=WorkId("work/flows"), kind=WorkKind.PAPER, title="Flows, Reversed", identifiers=("arXiv:1907.00001",)
    )
    series = Series(id=SeriesId("series/generative"), title="生成模型漫谈")
    for noun in (gan, flow, nce, generative, first, second, third, lonely, stub, work, series):
        add_noun(graph, noun)
    introduced = Definition(post=third.id, concept=nce.id, span=Span(9, 12), rule="name and acronym")
    for edge in (
        naming(first, gan, "GAN", about=True),
        naming(first, flow, "flow"),
        naming(second, flow, "flow", about=True),
        naming(second, gan, "GAN"),
        naming(third, nce, "NCE", about=True),
        citing(second, first, "《再看 GAN 的训练》"),
        citing(second, work, "《Flows, Reversed》"),
        link(third.id, stub.id, EdgeKind.CITES),
        link(first.id, series.id, EdgeKind.PART_OF),
        link(second.id, series.id, EdgeKind.PART_OF, weight=2),
        link(gan.id, generative.id, EdgeKind.BROADER),
        link(flow.id, generative.id, EdgeKind.BROADER),
        link(nce.id, gan.id, EdgeKind.RELATED, relating(third, nce, gan, "NCE 与 GAN 相比更稳")),
        link(flow.id, gan.id, EdgeKind.CO_OCCURS, weight=0.42),
        link(nce.id, third.id, EdgeKind.DEFINED_BY, introduced),
    ):
        add_edge(graph, edge)
    return graph


HOSTILE = (
    "</script><script>window.harmed=1</script>",
    "<img src=x onerror=window.harmed=1>",
    "\"'><svg onload=window.harmed=1>",
    "{{ 7*7 }}{% raw %}${harmed}<!--",
    "مرحبا \u202e بالعالم",
    "👩‍🚀🎈 emoji 标题",
    "行\u2028分\u2029隔\x00\x1b[31m",
    "\ud800 half a pair",
    "长" * 500,
    "javascript:window.harmed=1",
)


def hostile_blog() -> Graph:
    """Return posts, concepts, works and series whose every text, rules too, tries to be something else."""
    graph = empty(HOSTILE[0])
    for number, words in enumerate(HOSTILE):
        nouns = _hostile_nouns(number, words)
        for noun in nouns:
            add_noun(graph, noun)
        for edge in _hostile_edges(*nouns, words):
            add_edge(graph, edge)
    return graph


def _hostile_nouns(number: int, words: str) -> tuple[Post, Concept, Concept, Work, Series]:
    series = Series(id=SeriesId(f"series/{number}{words}"), title=words)
    said = Post(
        id=PostId(f"post/{number}{words}"),
        title=words,
        body=f"前文。{words}在这里。后文。",
        published=date(2020 + number % 3, 1, 1 + number),
        author=words,
        language="zh",
        address="javascript:window.harmed=1",
        abstract=words,
        keywords=(words, words[::-1]),
        series=series.id,
        position=1,
        sources=(Source(words),),
    )
    named = Concept(
        id=ConceptId(f"concept/{number}{words}"),
        preferred=(Text(words, "en"), Text(words, "zh")),
        alternative=(Text(words[::-1], "en"),),
        hidden=(Text(f"hidden {words}", "en"),),
        definition=(Text(words, "en"),),
        exact_match=("javascript:window.harmed=1",),
    )
    other = Concept(id=ConceptId(f"concept/other{number}{words}"), preferred=(Text(f"other {words}", "en"),))
    work = Work(
        id=WorkId(f"work/{number}{words}"),
        kind=WorkKind.PAPER,
        title=words,
        address="javascript:window.harmed=1",
        identifiers=(words,),
    )
    return said, named, other, work, series


def _hostile_edges(
    said: Post, named: Concept, other: Concept, work: Work, series: Series, words: str
) -> Iterator[Edge]:
    span = Span(len(words) + 4, 2 * len(words) + 4)
    grounds: dict[str, Any] = {"span": span, "confidence": 0.5, "rule": words}
    yield link(said.id, named.id, EdgeKind.MENTIONS, Mention(post=said.id, concept=named.id, **grounds), about=True)
    yield link(said.id, work.id, EdgeKind.CITES, Citation(post=said.id, target=work.id, **grounds))
    yield link(said.id, series.id, EdgeKind.PART_OF)
    related = Relation(post=said.id, subject=named.id, object=other.id, kind=RelationKind.BASED_ON, **grounds)
    yield link(named.id, other.id, EdgeKind.RELATED, related)
    yield link(
        named.id, said.id, EdgeKind.DEFINED_BY, Definition(post=said.id, concept=named.id, span=span, rule=words)
    )


def made_up_blog(posts: int) -> Graph:
    """Return a blog of which three of four nodes are concepts, each named by two posts in sequence."""
    graph = empty("A large blog")
    for number in range(posts):
        add_noun(graph, post(str(number), f"Post {number}", "Said.", day=f"{2000 + number % 20}-01-01"))
    for number in range(3 * posts):
        named = concept(str(number), f"Concept {number}")
        add_noun(graph, named)
        for place in (number // 3, (number // 3 + 1) % posts):
            edge = link(f"post/{place}", named.id, EdgeKind.MENTIONS, weight=1 - number / (4 * posts))
            add_edge(graph, edge)
    return graph


@st.composite
def graphs(draw: st.DrawFn, most: int = 40) -> Graph:
    """Draw any graph of posts that name concepts and cite each other; some nodes have no edge."""
    graph = empty()
    titles = draw(st.lists(st.text(max_size=30), max_size=most // 2))
    posts = [post(str(number), title, title) for number, title in enumerate(titles)]
    concepts = [concept(str(number), f"concept {number}") for number in range(draw(st.integers(0, most // 2)))]
    nouns: list[Noun] = [*posts, *concepts]
    for noun in nouns:
        add_noun(graph, noun)
    ends = st.tuples(st.integers(0, most), st.integers(0, most), st.floats(0, 1))
    for a, b, weight in draw(st.lists(ends, max_size=2 * most)):
        if posts and concepts:
            source, target = posts[a % len(posts)], concepts[b % len(concepts)]
            add_edge(graph, link(source.id, target.id, EdgeKind.MENTIONS, weight=weight))
        if len(posts) > 1 and a % len(posts) != b % len(posts):
            add_edge(graph, link(posts[a % len(posts)].id, posts[b % len(posts)].id, EdgeKind.CITES))
    return graph
