"""rdflib with the same triples, in a process of its own: gigabytes of objects would slow down whoever shares theirs."""

from __future__ import annotations

import multiprocessing
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import rdflib
from pyoxigraph import Store

from kg.rdf.terms import PREFIXES

BATCH = 50_000  # triples that are read between two looks at the clock
MOST_READ_SECONDS = 300.0
ROUNDS, MOST_SECONDS = 3, 5.0  # of one query: as often, unless it takes so long

_graph = rdflib.Graph()  # of the process that answers


@dataclass(frozen=True)
class Spent:
    """Milliseconds of one query: by the clock on the wall, and of processor time."""

    wall: float
    processor: float


class Rival:
    """rdflib, once it has read a store: all of it, or as much as it can in five minutes."""

    def __init__(self, store: Path) -> None:
        self._process = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
        start = time.perf_counter()
        self.triples = self._process.submit(read_store, store).result()
        self.seconds = time.perf_counter() - start

    def ask(self, query: str) -> Spent:
        """Return the median times of a query, its answer written as SPARQL's JSON."""
        return self._process.submit(ask_graph, query).result()


def read_store(folder: Path) -> int:
    """Read the triples of a store; return how many there was time for."""
    quads = iter(Store.read_only(str(folder)))
    end = time.monotonic() + MOST_READ_SECONDS
    while time.monotonic() < end:
        lines = "".join(f"{quad.triple} .\n" for quad in islice(quads, BATCH))
        if not lines:
            break
        _graph.parse(data=lines, format="nt")
    return len(_graph)


def ask_graph(query: str) -> Spent:
    """Answer a query a few times."""
    walls: list[float] = []
    processors: list[float] = []
    while len(walls) < ROUNDS and sum(walls) < MOST_SECONDS * 1000:
        wall, processor = time.perf_counter(), time.process_time()
        _graph.query(query, initNs=PREFIXES).serialize(format="json")
        walls.append((time.perf_counter() - wall) * 1000)
        processors.append((time.process_time() - processor) * 1000)
    return Spent(statistics.median(walls), statistics.median(processors))
