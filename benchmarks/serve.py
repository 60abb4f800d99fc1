"""How long `kg serve` takes beside the store alone and rdflib, and how much it answers: on this machine, in one run.

    python benchmarks/made_store.py MADE
    python benchmarks/serve.py MADE [--seconds 3] [--rdflib]

Each query is asked of the store and over HTTP in turn, so that both see the same moments of the machine; medians, and
the fastest tenth. The aim is at most 1.3 times the store's time plus 2 ms. The client of the throughput table is a
plain asyncio one: it takes processor time from the endpoint. Answers are compared too: as many rows as the store has,
or the run ends.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import DefaultGraph, QueryResultsFormat, RdfFormat, Store

from kg.rdf.terms import PREFIXES

CONCEPT, POST = "<https://made.example/kg/concept/c40>", "<https://made.example/kg/post/p{}>"
QUERIES = {
    "ASK": "ASK { ?s ?p ?o }",
    "posts naming a concept, newest 50": f"SELECT ?d ?t ?p {{ ?p schema:mentions {CONCEPT} ; schema:datePublished ?d ; "
    "schema:headline ?t } ORDER BY DESC(?d) LIMIT 50",
    "the same by label": 'SELECT ?d ?t ?p { ?c skos:prefLabel "concept 40"@en . ?p schema:mentions ?c ; '
    "schema:datePublished ?d ; schema:headline ?t } ORDER BY DESC(?d) LIMIT 50",
    "top 20 co-occurring": f"SELECT ?o (COUNT(*) AS ?n) {{ ?p schema:mentions {CONCEPT}, ?o }} "
    "GROUP BY ?o ORDER BY DESC(?n) ?o LIMIT 20",
    "cites+, few reached": f"SELECT (COUNT(*) AS ?n) {{ {POST.format(300)} cito:cites+ ?c }}",
    "cites+, many reached": f"SELECT (COUNT(*) AS ?n) {{ {POST.format(99990)} cito:cites+ ?c }}",
    "posts a year": "SELECT ?y (COUNT(*) AS ?n) { ?p schema:datePublished ?d } GROUP BY (YEAR(?d) AS ?y) ORDER BY ?y",
    "CONTAINS on the headline": 'SELECT ?t { ?p schema:headline ?t FILTER CONTAINS(?t, "lattice 77") } ORDER BY ?t',
    "1,000 rows": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 1000",
    "10,000 rows": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 10000",
}
LOADED = ("ASK", "posts naming a concept, newest 50", "top 20 co-occurring", "10,000 rows")
CLIENTS = (1, 8, 64)
ROUNDS, ROUNDS_OF_FAST, ROUNDS_OF_RDFLIB = 31, 201, 3
FAST_MS = 20.0


@dataclass(frozen=True)
class Times:
    """Milliseconds, sorted."""

    sorted: list[float]

    @property
    def median(self) -> float:
        """The usual time, at the machine's usual business."""
        return statistics.median(self.sorted)

    @property
    def tenth(self) -> float:
        """What the fastest tenth stays below: the time in the machine's quiet moments."""
        return self.sorted[len(self.sorted) // 10]


class Client:
    """One connection that asks one query after the other."""

    def __init__(self, port: int, query: str) -> None:
        self._port = port
        self.request = f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()

    async def open(self) -> None:
        """Connect."""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port, limit=2**26)

    async def ask(self) -> int:
        """Return the status of one answer, read to its end."""
        self._writer.write(self.request)
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode()
        length = re.search(r"content-length: (\d+)", head)
        await self._reader.readexactly(int(length[1]) if length else 0)
        return int(head[9:12])


class Plug:
    """The same without asyncio, whose own time would be in the latency."""

    def __init__(self, port: int, query: str) -> None:
        self._plug = socket.create_connection(("127.0.0.1", port))
        self._plug.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._request = Client(port, query).request

    def ask(self) -> bytes:
        """Return the body of one answer."""
        self._plug.sendall(self._request)
        received = bytearray()
        while b"\r\n\r\n" not in received:
            received += self._plug.recv(2**18)
        head, _, begun = bytes(received).partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200 "):
            raise SystemExit(f"refused: {begun.decode()}")
        match = re.search(rb"content-length: (\d+)", head)
        body = bytearray(begun)
        while match and len(body) < int(match[1]):
            body += self._plug.recv(2**18)
        return bytes(body)


async def load(port: int, query: str, clients: int, seconds: float) -> tuple[list[float], int]:
    """Let clients ask for a while; return the times of the answers in ms, and how many were no 200."""
    times: list[float] = []
    refused = 0

    async def one() -> None:
        nonlocal refused
        client = Client(port, query)
        await client.open()
        end = time.perf_counter() + seconds
        while (start := time.perf_counter()) < end:
            refused += await client.ask() != 200
            times.append((time.perf_counter() - start) * 1000)

    await asyncio.gather(*(one() for _ in range(clients)))
    return times, refused


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """Serve a folder and give the port."""
    command = [sys.executable, "-m", "kg", "serve", str(folder), "--port", "0", "--quiet"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own command
        first = process.stderr.readline() if process.stderr else ""
        try:
            yield int(re.findall(r":(\d+)/", first)[0])
        finally:
            process.terminate()


def spend(ask: Callable[[], object]) -> float:
    """Return how many ms a call took."""
    start = time.perf_counter()
    ask()
    return (time.perf_counter() - start) * 1000


def compare(store: Store, port: int, query: str) -> tuple[Times, Times]:
    """Return the ms of the store and of the endpoint, asked in turn."""

    def raw() -> bytes:
        return store.query(query, prefixes=PREFIXES).serialize(format=QueryResultsFormat.JSON) or b""

    plug = Plug(port, query)
    of_store, of_endpoint = (json.loads(answer) for answer in (raw(), plug.ask()))
    if of_store.get("boolean") != of_endpoint.get("boolean") or len(
        of_store.get("results", {}).get("bindings", [])
    ) != len(of_endpoint.get("results", {}).get("bindings", [])):
        raise SystemExit(f"not the same answer: {query}")
    rounds = ROUNDS if spend(raw) > FAST_MS else ROUNDS_OF_FAST
    pairs = [(spend(raw), spend(plug.ask)) for _ in range(rounds)]
    return Times(sorted(each[0] for each in pairs)), Times(sorted(each[1] for each in pairs))


def print_latencies(store: Store, port: int, graph: object | None) -> None:
    """Print a row a query, in ms: the store, the endpoint, its distance from 1.3 times; rdflib where it is loaded."""
    print(
        "| query, ms | store | over HTTP | HTTP − 1.3 × store | fastest tenth: store | over HTTP | the same | rdflib |"
        "\n|---|---|---|---|---|---|---|---|"
    )
    for name, query in QUERIES.items():
        raw, served = compare(store, port, query)
        slow = f"{_median_of_rdflib(graph, query):.0f}" if graph is not None else "–"
        cells = [
            f"{each:.2f} | {other:.2f} | {other - 1.3 * each:+.2f}"
            for each, other in ((raw.median, served.median), (raw.tenth, served.tenth))
        ]
        print(f"| {name} | {cells[0]} | {cells[1]} | {slow} |", flush=True)


def _median_of_rdflib(graph: object, query: str) -> float:
    ask = graph.query  # type: ignore[attr-defined] # a Graph; rdflib is imported only where it is asked for
    return statistics.median(spend(lambda: len(ask(query, initNs=PREFIXES))) for _ in range(ROUNDS_OF_RDFLIB))


def print_throughput(port: int, seconds: float) -> None:
    """Print a row a query and a number of clients."""
    print("\n| query | clients | answers/s | p50 ms | p99 ms | refused |\n|---|---|---|---|---|---|")
    for name in LOADED:
        for clients in CLIENTS:
            start = time.perf_counter()
            times, refused = asyncio.run(load(port, QUERIES[name], clients, seconds))
            rate = len(times) / (time.perf_counter() - start)
            p50, *_, p99 = statistics.quantiles(times, n=100)[49::49]
            print(f"| {name} | {clients} | {rate:.0f} | {p50:.1f} | {p99:.1f} | {refused} |", flush=True)


def read_with_rdflib(store: Store) -> object:
    """Return the same triples in rdflib's own store in memory."""
    import rdflib

    return rdflib.Graph().parse(data=store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()), format="nt")


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser()
    words.add_argument("folder", type=Path)
    words.add_argument("--seconds", type=float, default=3.0)
    words.add_argument("--rdflib", action="store_true", help="rdflib too: it reads 2 million triples in some minutes")
    given = words.parse_args()
    store = Store.read_only(str(given.folder / "store"))
    graph = read_with_rdflib(store) if given.rdflib else None
    with serving(given.folder) as port:
        print_latencies(store, port, graph)
        print_throughput(port, given.seconds)


if __name__ == "__main__":
    main()
