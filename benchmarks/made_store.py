"""A made-up blog of 100,000 posts and 20,000 concepts as a store of two million triples, the same every time.

    python benchmarks/made_store.py OUT [POSTS]

It has kg's own terms and shapes: a few famous concepts and many rare ones, citations that go back in time, titles in
Chinese and English. There is no evidence and no text in it: those are looked up by IRI and cost a query little.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.rdf.terms import to_term

SEED = 11
BASE = "https://made.example/kg/"
POSTS, POSTS_A_CONCEPT = 100_000, 5
FIRST_DAY, DAYS = date(2005, 1, 1), 7000
WORDS = "注意力 位置编码 对比学习 词向量 扩散模型 强化学习 知识蒸馏 attention graph kernel prompt token lattice".split()
KINDS = "model technique task dataset software theory other".split()
TYPE = to_term("rdf:type")


def write_made_store(folder: Path, posts: int = POSTS) -> int:
    """Write `store/` into the folder; return the number of triples."""
    (folder / "store").mkdir(parents=True)
    lines = (f"{line} .\n".encode() for line in to_lines(posts))
    store = Store(str(folder / "store"))
    store.bulk_load(_Stream(lines), format=RdfFormat.N_TRIPLES)
    store.optimize()
    store.flush()
    return len(store)


def to_lines(posts: int) -> Iterator[str]:
    """Yield the triples, each without its full stop."""
    dice = random.Random(SEED)  # noqa: S311 - a made-up blog is no secret
    concepts = max(50, posts // POSTS_A_CONCEPT)
    yield f"<{BASE}dataset> {TYPE} {to_term('void:Dataset')}"
    yield f'<{BASE}dataset> {to_term("void:uriSpace")} "{BASE}"'
    for number in range(concepts):
        yield from _to_concept(number, dice)
    for number in range(posts):
        yield from _to_post(number, concepts, dice)


def _to_concept(number: int, dice: random.Random) -> Iterator[str]:
    concept = f"<{BASE}concept/c{number}>"
    yield f"{concept} {TYPE} {to_term('skos:Concept')}"
    yield f'{concept} {to_term("skos:prefLabel")} "concept {number}"@en'
    yield f'{concept} {to_term("skos:prefLabel")} "{dice.choice(WORDS)}之{number}"@zh'
    yield f'{concept} {to_term("skos:altLabel")} "C-{number}"@en'
    yield f"{concept} {to_term('skos:inScheme')} <{BASE}scheme/core>"
    yield f"{concept} {to_term('dcterms:type')} <{BASE}concept-kind/{dice.choice(KINDS)}>"
    if number:
        yield f"{concept} {to_term('skos:broader')} <{BASE}concept/c{number // 3}>"


def _to_post(number: int, concepts: int, dice: random.Random) -> Iterator[str]:
    post = f"<{BASE}post/p{number}>"
    day = FIRST_DAY + timedelta(days=number * DAYS // POSTS)
    title = f"{dice.choice(WORDS)} {dice.choice(WORDS)} {number}"
    yield f"{post} {TYPE} {to_term('schema:BlogPosting')}"
    yield f'{post} {to_term("schema:headline")} "{title}"@{dice.choice(("zh", "en"))}'
    yield f'{post} {to_term("schema:datePublished")} "{day}"^^{to_term("xsd:date")}'
    yield f"{post} {to_term('schema:author')} <{BASE}person/a{dice.randrange(500)}>"
    yield f"{post} {to_term('prov:wasDerivedFrom')} <{BASE}source/{number}.md>"
    named = {int(concepts * dice.random() ** 3) for _ in range(11)}  # the first are named most
    for rank, concept in enumerate(sorted(named)):
        yield f"{post} {to_term('schema:mentions')} <{BASE}concept/c{concept}>"
        if rank < 3:
            yield f"{post} {to_term('schema:about')} <{BASE}concept/c{concept}>"
    for cited in sorted({int(number * dice.random() ** 0.2) for _ in range(dice.randrange(3))} - {number}):
        yield f"{post} {to_term('cito:cites')} <{BASE}post/p{cited}>"


class _Stream:
    """Lines as a file that is read once."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self._rest = b""

    def read(self, size: int) -> bytes:
        while len(self._rest) < size:
            line = next(self._lines, None)
            if line is None:
                break
            self._rest += line
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken


if __name__ == "__main__":
    print(write_made_store(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else POSTS), "triples")
