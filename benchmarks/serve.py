"""How long `kg serve` takes beside the store alone, kg in process and rdflib, and how much it answers: in one run.

    python benchmarks/serve.py MADE [--seconds 3] [--no-rdflib]

MADE is a folder for the made-up blog of `benchmarks/made_store.py`, which is written where there is none. Each query is
asked of the store, of kg in this process (as `kg.load(…).query` asks, with the answer as bytes) and over HTTP in turn,
so that all see the same moments of the machine; medians, and the fastest tenth. The aim is at most 1.3 times the
store's time plus 2 ms. rdflib holds the same triples, or as many as it reads in five minutes, which is said. The
clients of the throughput table are one process, which takes its part of the time. Answers are compared too: as
many rows as the store has, or the run ends. All of it takes six to twelve minutes, without rdflib two.
"""

from __future__ import annotations

import argparse
import json
import re
import selectors
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

from made_store import write_made_store
from pyoxigraph import QueryResultsFormat, Store
from rival import Rival

from kg.query.gate import check_query
from kg.query.worker import Request, answer, find_base
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
ROUNDS, ROUNDS_OF_FAST = 31, 201
FAST_MS = 20.0
MOST_SECONDS = 25.0  # that one query is asked again and again


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


class Caller:
    """One of many connections, each of which asks again as soon as it has its answer; none waits for another."""

    def __init__(self, port: int, query: str) -> None:
        self.plug = open_plug(port)
        self._request = to_request(query)
        self.ask()

    def ask(self) -> None:
        """Begin to ask."""
        self._head, self._missing = b"", -1
        self.start = time.perf_counter()
        self.plug.sendall(self._request)

    def take(self) -> int:
        """Take what has come; return the status once the answer is whole, else 0."""
        piece = self.plug.recv(2**18)
        if self._missing < 0:
            self._head += piece
            end = self._head.find(b"\r\n\r\n")
            if end < 0:
                return 0
            length = re.search(rb"content-length: (\d+)", self._head)
            self._missing, piece = int(length[1]) if length else 0, self._head[end + 4 :]
        self._missing -= len(piece)
        return 0 if self._missing else int(self._head[9:12])


class Plug:
    """One connection whose answers are kept."""

    def __init__(self, port: int, query: str) -> None:
        self._plug = open_plug(port)
        self._request = to_request(query)

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


def open_plug(port: int) -> socket.socket:
    """Connect to the endpoint."""
    plug = socket.create_connection(("127.0.0.1", port))
    plug.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return plug


def to_request(query: str) -> bytes:
    """Return a request for an answer."""
    return f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def load(port: int, query: str, clients: int, seconds: float) -> tuple[list[float], int]:
    """Let clients ask for a while; return the times of the answers in ms, and how many were no 200."""
    times: list[float] = []
    refused = 0
    with selectors.DefaultSelector() as selector:
        for _ in range(clients):
            caller = Caller(port, query)
            selector.register(caller.plug, selectors.EVENT_READ, caller)
        end = time.perf_counter() + seconds
        while time.perf_counter() < end or not times:
            for key, _ in selector.select(0.1):
                if status := key.data.take():
                    times.append((time.perf_counter() - key.data.start) * 1000)
                    refused += status != 200
                    key.data.ask()
        for key in list(selector.get_map().values()):
            key.data.plug.close()
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


def compare(store: Store, port: int, query: str) -> list[Times]:
    """Return the ms of the store, of kg in this process and of the endpoint, asked in turn."""
    base = find_base(store)

    def ask_store() -> bytes:
        return store.query(query, prefixes=PREFIXES).serialize(format=QueryResultsFormat.JSON) or b""  # type: ignore[arg-type] # none is CONSTRUCT

    def ask_kg() -> bytes:
        check_query(query)
        return "".join(answer(store, Request("", query), base)[1]).encode()

    asks = (ask_store, ask_kg, Plug(port, query).ask)
    if len({_measure_answer(ask()) for ask in asks}) != 1:
        raise SystemExit(f"not the same answer: {query}")
    rounds = ROUNDS if spend(ask_store) > FAST_MS else ROUNDS_OF_FAST
    times: list[list[float]] = [[] for _ in asks]
    end = time.perf_counter() + MOST_SECONDS
    while len(times[0]) < rounds and (len(times[0]) < 5 or time.perf_counter() < end):
        for ask, mine in zip(asks, times, strict=True):
            mine.append(spend(ask))
    return [Times(sorted(each)) for each in times]


def _measure_answer(body: bytes) -> tuple[bool | None, int]:
    said = json.loads(body)
    return said.get("boolean"), len(said.get("results", {}).get("bindings", []))


def print_latencies(store: Store, port: int, rival: Rival | None) -> None:
    """Print a row a query, in ms: the store, kg, the endpoint, its distance from 1.3 times; rdflib."""
    print(
        "| query, ms | store | kg in process | over HTTP | HTTP − 1.3 × store | fastest tenth: store | over HTTP "
        "| the same | rdflib |\n|---|---|---|---|---|---|---|---|---|"
    )
    for name, query in QUERIES.items():
        raw, own, served = compare(store, port, query)
        cells = (raw.median, own.median, served.median, served.median - 1.3 * raw.median)
        tenths = (raw.tenth, served.tenth, served.tenth - 1.3 * raw.tenth)
        slow = f"{rival.ask(query).wall:.0f}" if rival else "–"
        shown = [f"{each:+.2f}" if number in (3, 6) else f"{each:.2f}" for number, each in enumerate((*cells, *tenths))]
        print(f"| {name} | {' | '.join(shown)} | {slow} |", flush=True)


def print_throughput(port: int, seconds: float) -> None:
    """Print a row a query and a number of clients."""
    print("\n| query | clients | answers/s | p50 ms | p99 ms | refused |\n|---|---|---|---|---|---|")
    for name in LOADED:
        for clients in CLIENTS:
            start = time.perf_counter()
            times, refused = load(port, QUERIES[name], clients, seconds)
            rate = len(times) / (time.perf_counter() - start)
            p50, *_, p99 = statistics.quantiles(times, n=100)[49::49]
            print(f"| {name} | {clients} | {rate:.0f} | {p50:.1f} | {p99:.1f} | {refused} |", flush=True)


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser()
    words.add_argument("folder", type=Path)
    words.add_argument("--seconds", type=float, default=3.0)
    words.add_argument("--no-rdflib", dest="rdflib", action="store_false", help="without it: four minutes less or more")
    given = words.parse_args()
    if not (given.folder / "store" / "CURRENT").is_file():
        write_made_store(given.folder)
    store = Store.read_only(str(given.folder / "store"))
    print(f"{len(store):,} triples", flush=True)
    rival = Rival(given.folder / "store") if given.rdflib else None
    print(f"{rival.triples:,} of them in rdflib, read in {rival.seconds:.0f} s\n" if rival else "", flush=True)
    with serving(given.folder) as port:
        print_latencies(store, port, rival)
        print_throughput(port, given.seconds)


if __name__ == "__main__":
    main()
