"""Measure queries of kg beside the store alone and rdflib, on a graph of some million triples, in one run.

    python benchmarks/query.py OUT SCRATCH [COPIES [no-rdflib]] > a table

OUT is a build. Its posts are written COPIES times, each copy under other IRIs that name and cite the same things, into
a store in SCRATCH, which is kept for the next run. Each figure is a median in milliseconds of processor time, with the
answer as bytes of SPARQL's JSON; rdflib holds the same graph in memory, or what it reads of it in five minutes. What
`kg serve` adds to a query, by the clock on the wall, is in `benchmarks/serve.py`.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from pyoxigraph import NamedNode, QueryResultsFormat, QuerySolutions, RdfFormat, Store
from rival import Rival

from kg.query.gate import check_query
from kg.query.worker import Request, answer, find_base
from kg.rdf.terms import PREFIXES

ROUNDS = 15
SLOW_ROUNDS = 3
SLOW_MS = 2000.0
QUERIES = {
    "posts naming a concept, newest 50": "SELECT ?post ?title ?date { ?post schema:mentions <concept/bert> ; "
    "schema:headline ?title ; schema:datePublished ?date } ORDER BY DESC(?date) ?post LIMIT 50",
    "the same by label": 'SELECT ?post ?date { ?concept skos:prefLabel "BERT"@en . ?post schema:mentions ?concept ; '
    "schema:datePublished ?date } ORDER BY DESC(?date) ?post LIMIT 50",
    "20 co-occurring concepts": "SELECT ?other (COUNT(*) AS ?n) { ?post schema:mentions <concept/bert>, ?other } "
    "GROUP BY ?other ORDER BY DESC(?n) ?other LIMIT 20",
    "everything that a post cites, by steps": "SELECT ?cited { <post/预训练自然语言模型~1> cito:cites+ ?cited }",
    "posts a year": "SELECT ?year (COUNT(*) AS ?n) { ?post schema:datePublished ?date BIND (YEAR(?date) AS ?year) } "
    "GROUP BY ?year ORDER BY ?year",
    "a word in headlines": "SELECT ?post ?title { ?post schema:headline ?title FILTER (CONTAINS(?title, '神经网络')) }",
    "evidence that is not sure, 50": "SELECT ?phrase ?sure { ?phrase itsrdf:taConfidence ?sure FILTER (?sure < 0.6) } "
    "ORDER BY ?sure ?phrase LIMIT 50",
    "10,000 rows": "SELECT ?post ?concept { ?post schema:mentions ?concept } LIMIT 10000",
    "a post is there": "ASK { <post/预训练自然语言模型~1> a schema:BlogPosting }",
}


def copies_of(lines: list[str], posts: frozenset[str], copies: int) -> Iterator[str]:
    """Yield the triples with the posts under other IRIs in each copy."""
    about_posts = [line for line in lines if not posts.isdisjoint(re.findall(r"<([^>#]*)", line))]
    yield from (line for line in lines if posts.isdisjoint(re.findall(r"<([^>#]*)", line)))
    for number in range(1, copies + 1):
        rename = _rename(posts, number)
        yield from (re.sub(r"<([^>#]*)", rename, line) for line in about_posts)


def _rename(posts: frozenset[str], number: int) -> Callable[[re.Match[str]], str]:
    return lambda iri: f"<{iri[1]}~{number}" if iri[1] in posts else iri[0]


def make_store(out: Path, scratch: Path, copies: int) -> Path:
    """Write the larger graph as N-Triples and as a store, if it is not there yet."""
    folder = scratch / f"store-{copies}"
    if (folder / "CURRENT").is_file():
        return folder
    source = Store.read_only(str(out / "store"))
    kinds = source.quads_for_pattern(None, None, NamedNode(f"{PREFIXES['schema']}BlogPosting"))
    posts = frozenset(str(quad.subject)[1:-1] for quad in kinds)
    lines = [line for name in ("graph.nt", "evidence.nt") for line in (out / name).read_text("utf-8").splitlines()]
    file = scratch / f"graph-{copies}.nt"
    file.write_text("\n".join(copies_of(lines, posts, copies)) + "\n", encoding="utf-8")
    store = Store(str(folder))
    store.bulk_load(path=str(file), format=RdfFormat.N_TRIPLES)
    store.optimize()
    store.flush()
    return folder


def median_ms(*runs: Callable[[], object]) -> list[float]:
    """Return the median processor time of each call; they take turns, so that a busy machine is busy for all."""
    times: list[list[float]] = [[] for _ in runs]
    while len(times[0]) < (SLOW_ROUNDS if times[0] and max(map(max, times)) > SLOW_MS else ROUNDS):
        for run, mine in zip(runs, times, strict=True):
            start = time.process_time()
            run()
            mine.append((time.process_time() - start) * 1000)
    return [statistics.median(each) for each in times]


def ask_raw(store: Store, query: str, base: str) -> bytes:
    """Return what the store alone says."""
    results = store.query(query, prefixes=PREFIXES, base_iri=base)
    return results.serialize(format=QueryResultsFormat.JSON) or b""  # type: ignore[arg-type] # no query is CONSTRUCT


def ask_kg(store: Store, query: str, base: str) -> bytes:
    """Return what kg says: the gate, the store, the limits, the JSON."""
    check_query(query)
    _, pieces = answer(store, Request("", query, limit=1_000_000, size=1 << 30), base)
    return "".join(pieces).encode()


def main() -> None:
    """Print the figures as a Markdown table."""
    out, scratch, copies = Path(sys.argv[1]), Path(sys.argv[2]), int((sys.argv[3:] or ["7"])[0])
    folder = make_store(out, scratch, copies)
    store = Store.read_only(str(folder))
    base = find_base(store)
    print(f"{len(store):,} triples", flush=True)
    rival = None if "no-rdflib" in sys.argv else Rival(folder)
    print(f"{rival.triples:,} of them in rdflib, read in {rival.seconds:.0f} s\n" if rival else "", flush=True)
    print("| query | rows | store alone | kg | kg : store | rdflib | rdflib : kg |")
    print("|---|---|---|---|---|---|---|")
    for name, query in QUERIES.items():
        found = store.query(query, prefixes=PREFIXES, base_iri=base)
        rows = sum(1 for _ in found) if isinstance(found, QuerySolutions) else 1
        asks = [partial(ask_raw, store, query, base), partial(ask_kg, store, query, base)]
        raw, mine = median_ms(*asks)
        its = rival.ask(f"BASE <{base}> {query}").processor if rival else 0.0
        print(
            f"| {name} | {rows:,} | {raw:.2f} | {mine:.2f} | {mine / raw:.2f} | {its:.1f} | {its / mine:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
