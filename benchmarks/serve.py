"""How long `kg serve` takes beside the store alone, and how much it answers: everything on this machine, in one run.

    python benchmarks/serve.py OUT [SECONDS] > a table

The client is a plain asyncio one in the same process group: it takes processor time from the endpoint.
"""

from __future__ import annotations

import asyncio
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import QueryResultsFormat, Store

from kg.rdf.terms import PREFIXES

QUERIES = {
    "ask": "ASK { ?s ?p ?o }",
    "50 titles": "SELECT ?t { ?p schema:headline ?t } LIMIT 50",
    "co-occurring": "SELECT ?o (COUNT(DISTINCT ?p) AS ?n) { ?p schema:mentions ?c, ?o FILTER (?c != ?o) } "
    "GROUP BY ?o ORDER BY DESC(?n) ?o LIMIT 20",
    "10,000 rows": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 10000",
}
CLIENTS = (1, 8, 64)
ROUNDS = 100


def median_ms(ask: Callable[[], object]) -> float:
    """Return the median time of a call."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        ask()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


class Client:
    """One connection that asks one query after the other."""

    def __init__(self, port: int, query: str) -> None:
        self._port = port
        self._request = f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()

    async def open(self) -> None:
        """Connect."""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port, limit=2**26)

    async def ask(self) -> int:
        """Return the status of one answer, read to its end."""
        self._writer.write(self._request)
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode()
        length = re.search(r"content-length: (\d+)", head)
        await self._reader.readexactly(int(length[1]) if length else 0)
        return int(head[9:12])


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


def main() -> None:
    """Measure and print."""
    folder, seconds = Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 3.0
    store = Store.read_only(str(folder / "store"))
    command = [sys.executable, "-m", "kg", "serve", str(folder), "--port", "0", "--quiet"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own command
        first = process.stderr.readline() if process.stderr else ""
        port = int(re.findall(r":(\d+)/", first)[0])
        print("query         store ms  served ms" + "".join(f"  {n:>2} clients/s  p50  p99 ms" for n in CLIENTS))
        for name, query in QUERIES.items():
            print(to_line(name, query, store, port, seconds))
        process.terminate()


def to_line(name: str, query: str, store: Store, port: int, seconds: float) -> str:
    """Return one row of the table."""

    def raw() -> object:
        return store.query(query, prefixes=PREFIXES).serialize(format=QueryResultsFormat.JSON)

    with asyncio.Runner() as runner:
        client = Client(port, query)
        runner.run(client.open())
        served = median_ms(lambda: runner.run(client.ask()))
        cells = [f"{name:<12}{median_ms(raw):>10.2f}{served:>11.2f}"]
        for clients in CLIENTS:
            start = time.perf_counter()
            times, refused = runner.run(load(port, query, clients, seconds))
            spent = time.perf_counter() - start
            p50, *_, p99 = statistics.quantiles(times, n=100)[49::49]
            cells.append(
                f"{len(times) / spent:>14.0f}{p50:>5.0f}{p99:>8.0f}" + (f" ({refused} refused)" if refused else "")
            )
    return "".join(cells)


if __name__ == "__main__":
    main()
