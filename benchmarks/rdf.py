"""How fast a graph becomes RDF, beside pyoxigraph's and rdflib's serialisers on the same triples in the same run.

    python benchmarks/rdf.py [POSTS] > a table

The graph is made up from a fixed seed: each post has 2,000 characters or so, names 12 concepts 29 times in all and
cites two posts. Each figure is CPU time of this process, the best of five; compare ratios, the machine's figures
differ by the hour. "Whole" is from the graph to `graph.nt`, `.ttl`, `.jsonld` and `evidence.nt` on disk, sorted and
each triple once; its rate counts each distinct triple once, though two thirds of the graph's own are written thrice.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import rdflib
from pyoxigraph import RdfFormat, Triple, parse, serialize

from kg.graph.schema import Edge, EdgeKind, Graph, add_edge, add_noun, empty_graph, run_of
from kg.model import Citation, Concept, ConceptId, Mention, Post, PostId, Run, Source, Span, Text
from kg.rdf.canonical import read_canonical, to_digest
from kg.rdf.sections import to_sections
from kg.rdf.write import write_description, write_texts

ROUNDS = 5
WORDS = "注意力 模型 训练 attention transformer 网络 gradient 数据 learning 损失 函数 语言 beam search 解码 优化 prompt"
RDFLIB_TRIPLES = 50_000  # it takes seconds for these
ENGINE_TRIPLES = 500_000


@dataclass(frozen=True)
class Figure:
    """What was done, in which CPU time, with how many triples."""

    name: str
    seconds: float
    triples: int


def made_up(posts: int, concepts: int, seed: int = 1) -> Graph:
    """Return a graph of so many posts, the same for the same numbers."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    words = WORDS.split()
    graph = empty_graph(Run(version="0", base="https://example.org/kg/", title="Made up"))
    names = [f"concept/{number}-{chance.choice(words)}" for number in range(concepts)]
    for name in names:
        labels = (Text(name, "en"), Text(f"概念{name}", "zh"))
        add_noun(graph, Concept(id=ConceptId(name), preferred=labels, alternative=(Text(f"the {name}", "en"),)))
    made = [to_post(number, chance, words) for number in range(posts)]
    for post in made:
        add_noun(graph, post)
    for post in made:
        for edge in to_edges(post, names, made, chance):
            add_edge(graph, edge)
    return graph


def to_post(number: int, chance: random.Random, words: list[str]) -> Post:
    """Return a post with some hundred words of both languages."""
    body = " ".join(chance.choices(words, k=400))
    return Post(
        id=PostId(f"post/{number}-{chance.choice(words)}"),
        title=f"{chance.choice(words)} 与 {chance.choice(words)} {number}",
        body=body,
        published=date(2010, 1, 1) + timedelta(days=number % 4000),
        author=f"作者 {number % 50}",
        language="zh",
        readers=number * 7,
        keywords=(chance.choice(words),),
        abstract=body[:100],
        sources=(Source(f"posts/{number}.md"),),
    )


def to_edges(post: Post, names: list[str], posts: list[Post], chance: random.Random) -> Iterator[Edge]:
    """Yield twelve edges to concepts with one to five mentions each, and two citations."""
    for name in chance.sample(names, 12):
        spans = sorted(to_span(post, chance) for _ in range(chance.choice((1, 1, 2, 3, 5))))
        found = tuple(
            Mention(post=post.id, concept=ConceptId(name), span=span, confidence=chance.random(), rule="label")
            for span in spans
        )
        yield Edge(
            source=post.id,
            target=name,
            kind=EdgeKind.MENTIONS,
            weight=0.5,
            about=chance.random() < 0.2,
            evidence=found,
        )
    for other in chance.sample(posts, 2):
        cited = Citation(post=post.id, target=other.id, span=to_span(post, chance), confidence=1.0, rule="title")
        yield Edge(source=post.id, target=other.id, kind=EdgeKind.CITES, weight=1, about=False, evidence=(cited,))


def to_span(post: Post, chance: random.Random) -> Span:
    """Return some characters of the post."""
    begin = chance.randrange(len(post.text) - 10)
    return Span(begin, begin + chance.randrange(2, 9))


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the least CPU time of some rounds, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def figures_of_kg(graph: Graph, folder: Path) -> Iterator[Figure]:
    """Measure the emission and its parts; the files are in the folder afterwards."""
    lengths = write_texts(graph, folder)
    counts = {name: sum(1 for _ in (folder / name).open("rb")) for name in ("graph.nt", "evidence.nt")}
    whole = counts["graph.nt"] + counts["evidence.nt"]
    # As a build does, into an empty folder: to cut off what an old file held takes time of its own.
    yield Figure("kg, whole", best(lambda: write_texts(graph, Path(tempfile.mkdtemp(dir=folder)))), whole)
    yield Figure("kg, subject by subject, not written", best(lambda: sum(1 for _ in to_sections(graph))), whole)
    yield Figure("kg, hash of all, line by line", best(lambda: to_digest(read_canonical(folder))), whole)
    description = best(lambda: write_description(run_of(graph), folder, lengths))
    yield Figure("kg, `dataset.ttl` (every hash)", description, whole)


def figures_of_others(folder: Path) -> Iterator[Figure]:
    """Measure serialisers that are given triples already made, on the first of each file."""
    triples: list[Triple] = []
    for name in ("graph.nt", "evidence.nt"):
        for quad in parse(path=folder / name):
            triples.append(quad.triple)
            if len(triples) >= ENGINE_TRIPLES:
                break
    path = str(folder / "other")
    for name, form in (("N-Triples", RdfFormat.N_TRIPLES), ("Turtle", RdfFormat.TURTLE)):
        yield Figure(f"pyoxigraph, {name}", best(lambda form=form: serialize(triples, path, format=form)), len(triples))
    lines = "".join(f"{triple} .\n" for triple in triples[:RDFLIB_TRIPLES])
    graph = rdflib.Graph().parse(data=lines, format="nt")
    for name, suffix in (("N-Triples", "nt"), ("Turtle", "turtle")):
        yield Figure(f"rdflib, {name}", best(lambda suffix=suffix: graph.serialize(format=suffix), 1), len(graph))


def main() -> None:
    """Print the figures as a Markdown table."""
    posts = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    graph = made_up(posts, 2000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = list(figures_of_kg(graph, folder))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        others = list(figures_of_others(folder))
    engine = others[0].triples / others[0].seconds
    print(
        f"{posts} posts; {before / 1024:.0f} MB with the graph in memory, {peak / 1024:.0f} MB at the peak of writing\n"
    )
    print("| | triples | s | million/s | of pyoxigraph's N-Triples |\n|---|---|---|---|---|")
    for each in (*figures, *others):
        rate = each.triples / each.seconds
        print(f"| {each.name} | {each.triples:,} | {each.seconds:.2f} | {rate / 1e6:.2f} | {rate / engine:.2f} |")


if __name__ == "__main__":
    main()
