"""A small blog, made up, as the graph that the rdf stage reads."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date

from pyoxigraph import QuerySolution, QuerySolutions, Store

from kg.graph.schema import Edge, EdgeKind, Graph, Noun, add_edge, add_noun, empty_graph
from kg.model import (
    Citation,
    Concept,
    ConceptId,
    ConceptKind,
    Definition,
    Mention,
    Post,
    PostId,
    Run,
    Series,
    SeriesId,
    Source,
    Span,
    Text,
    VocabularySource,
    Work,
    WorkId,
    WorkKind,
)
from kg.rdf.terms import PREFIXES

BASE = "https://blog.example/kg/"
RUN = Run(
    version="1.2.3",
    base=BASE,
    title="A blog",
    vocabularies=(VocabularySource(name="core.ttl", sha256="0a" * 32),),
)
ATTENTION = Post(
    id=PostId("post/注意力"),
    title="注意力机制简介",
    body="本文介绍注意力机制(Attention)。我们在《Transformer 入门》里用过 attention。",
    published=date(2020, 1, 5),
    author="王 小明",
    language="zh-Hans",
    readers=120,
    abstract="介绍注意力机制。",
    keywords=("NLP", "注意力"),
    series=SeriesId("series/basics"),
    position=1,
    sources=(Source("a.txt"),),
)
TRANSFORMER = Post(
    id=PostId("https://blog.example/transformer"),
    title="Transformer 入门",
    body="A Transformer stacks attention; BERT is one. See arXiv:1706.03762.",
    published=date(2021, 2, 6),
    author="王 小明",
    language="zh",
    readers=900,
    address="https://blog.example/transformer",
    aliases=("https://old.example/?p=2",),
    series=SeriesId("series/basics"),
    position=2,
    sources=(Source("list.txt", 4), Source("b.txt")),
)
GARDEN = Post(
    id=PostId("post/garden"),
    body="Tomatoes, mostly.",
    month_day="--10-27",
    language="en",
    sources=(Source("garden.md"),),
)
STUB = Post(id=PostId("post/lost"), title="The lost post", language="en")
PAPER = Work(
    id=WorkId("https://arxiv.org/abs/1706.03762"),
    kind=WorkKind.PAPER,
    title="Attention Is All You Need",
    language="en",
    address="https://arxiv.org/abs/1706.03762",
    identifiers=("arXiv:1706.03762",),
)
SERIES = Series(id=SeriesId("series/basics"), title="Basics")
NEURAL = Concept(
    id=ConceptId("concept/neural-network"), preferred=(Text("neural network", "en"),), scheme="scheme/core"
)
ATTENTION_CONCEPT = Concept(
    id=ConceptId("concept/attention"),
    kind=ConceptKind.TECHNIQUE,
    preferred=(Text("attention", "en"), Text("注意力机制", "zh")),
    alternative=(Text("attention mechanism", "en"),),
    hidden=(Text("attn", "en"),),
    definition=(Text("Weighs the parts of an input.", "en"),),
    exact_match=("http://www.wikidata.org/entity/Q1",),
    scheme="scheme/core",
)
TRANSFORMER_CONCEPT = Concept(
    id=ConceptId("concept/transformer"),
    kind=ConceptKind.MODEL,
    preferred=(Text("Transformer", "en"),),
    scheme="scheme/core",
)
BERT = Concept(
    id=ConceptId("http://vocabulary.example/bert"),
    kind=ConceptKind.MODEL,
    preferred=(Text("BERT", "en"),),
    scheme="http://vocabulary.example/",
)
FOUND = Concept(id=ConceptId("concept/discovered/mostly"), preferred=(Text("mostly", "en"),))

NOUNS: tuple[Noun, ...] = (
    ATTENTION,
    TRANSFORMER,
    GARDEN,
    STUB,
    PAPER,
    SERIES,
    NEURAL,
    ATTENTION_CONCEPT,
    TRANSFORMER_CONCEPT,
    BERT,
    FOUND,
)


def ask(store: Store, query: str) -> list[QuerySolution]:
    """Return the rows of a SELECT."""
    rows = store.query(query, prefixes=PREFIXES, base_iri=BASE)
    assert isinstance(rows, QuerySolutions)
    return list(rows)


def find(post: Post, words: str, start: int = 0) -> Span:
    """Return where the words stand in the post's text."""
    begin = post.text.index(words, start)
    return Span(begin, begin + len(words))


def mention(post: Post, concept: Concept, words: str, confidence: float = 0.9) -> Mention:
    """Return the first mention of the concept by these words."""
    return Mention(post=post.id, concept=concept.id, span=find(post, words), confidence=confidence, rule="label")


def mentions(post: Post, concept: Concept, *words: str, about: bool = False) -> Edge:
    """Return the edge for a concept that the post names by each of the words."""
    found = tuple(mention(post, concept, each) for each in words)
    return Edge(source=post.id, target=concept.id, kind=EdgeKind.MENTIONS, weight=0.5, about=about, evidence=found)


def cites(post: Post, target: Post | Work, words: str) -> Edge:
    """Return the edge for a post or work that the post cites by the words."""
    found = Citation(post=post.id, target=target.id, span=find(post, words), confidence=1.0, rule="title")
    return Edge(source=post.id, target=target.id, kind=EdgeKind.CITES, weight=1, about=False, evidence=(found,))


def part_of(post: Post) -> Edge:
    """Return the edge to the post's series."""
    position = float(post.position or 0)
    return Edge(source=post.id, target=SERIES.id, kind=EdgeKind.PART_OF, weight=position, about=False, evidence=())


def joins(source: Concept, kind: EdgeKind, target: Concept) -> Edge:
    """Return an edge between two concepts."""
    return Edge(source=source.id, target=target.id, kind=kind, weight=1, about=False, evidence=())


EDGES: tuple[Edge, ...] = (
    mentions(ATTENTION, ATTENTION_CONCEPT, "注意力机制", "Attention", "attention", about=True),
    mentions(ATTENTION, TRANSFORMER_CONCEPT, "Transformer"),
    mentions(TRANSFORMER, TRANSFORMER_CONCEPT, "Transformer", about=True),
    mentions(TRANSFORMER, ATTENTION_CONCEPT, "attention"),
    mentions(TRANSFORMER, BERT, "BERT"),
    mentions(GARDEN, FOUND, "mostly"),
    cites(ATTENTION, TRANSFORMER, "Transformer 入门"),
    cites(TRANSFORMER, PAPER, "arXiv:1706.03762"),
    cites(TRANSFORMER, STUB, "See"),
    part_of(ATTENTION),
    part_of(TRANSFORMER),
    joins(ATTENTION_CONCEPT, EdgeKind.BROADER, NEURAL),
    joins(TRANSFORMER_CONCEPT, EdgeKind.BROADER, NEURAL),
    joins(BERT, EdgeKind.BROADER, TRANSFORMER_CONCEPT),
    joins(ATTENTION_CONCEPT, EdgeKind.RELATED, TRANSFORMER_CONCEPT),
    Edge(
        source=ATTENTION_CONCEPT.id,
        target=ATTENTION.id,
        kind=EdgeKind.DEFINED_BY,
        weight=1,
        about=False,
        evidence=(
            Definition(
                post=ATTENTION.id,
                concept=ATTENTION_CONCEPT.id,
                span=find(ATTENTION, "本文介绍注意力机制"),
                rule="introduces",
            ),
        ),
    ),
)


def to_graph(nouns: Iterable[Noun] = NOUNS, edges: Iterable[Edge] = EDGES, *, run: Run = RUN, seed: int = 0) -> Graph:
    """Return the graph of the nouns and edges, put in in an order of the seed's."""
    shuffled_nouns, shuffled_edges = list(nouns), list(edges)
    order = random.Random(seed)
    order.shuffle(shuffled_nouns)
    order.shuffle(shuffled_edges)
    graph = empty_graph(run)
    for noun in shuffled_nouns:
        add_noun(graph, noun)
    for edge in shuffled_edges:
        add_edge(graph, edge)
    return graph
