"""What `kg serve` does under attack and under load, longer than the tests can: everything on this machine.

    python benchmarks/soak.py BUILD [--scale 1.0]

Every trial starts an endpoint of its own on the build, does harm, and counts what well-behaved clients got in the
meantime: right answers, honest refusals (a status, words, a remedy), and what was lost or wrong, which must be none.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

GOOD = "SELECT (COUNT(*) AS ?n) { ?post a schema:BlogPosting }"
BOMBS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g",
    "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)* ?b . ?b (!<urn:x>|^!<urn:x>)* ?c }",
)
HUGE = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@dataclass
class Seen:
    """What well-behaved clients got."""

    right: int = 0
    refused: Counter[int] = field(default_factory=Counter)
    lost: int = 0
    wrong: int = 0
    times: list[float] = field(default_factory=list)

    def to_row(self, name: str, note: str) -> str:
        """Return a row of the table."""
        refusals = ", ".join(f"{count} × {status}" for status, count in sorted(self.refused.items())) or "0"
        p50, *_, p99 = statistics.quantiles(self.times, n=100)[49::49] if len(self.times) > 1 else (0.0, 0.0)
        times = f"{p50:.0f} / {p99:.0f}"
        return f"| {name} | {self.right} | {refusals} | {self.lost} | {self.wrong} | {times} | {note} |"


@dataclass
class Endpoint:
    """A running `kg serve`."""

    process: subprocess.Popen[str]
    port: int

    def workers(self) -> list[int]:
        """Return the numbers of its processes."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(word) for task in tasks for word in task.read_text().split()]

    def memory(self) -> float:
        """Return the megabytes of the endpoint and its processes."""
        pages = 0
        for number in (self.process.pid, *self.workers()):
            with suppress(OSError):
                match = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{number}/status").read_text())
                pages += int(match[1]) if match else 0
        return pages / 1024


@asynccontextmanager
async def serving(folder: Path, *options: str) -> AsyncIterator[Endpoint]:
    """Serve a folder until the trial is over."""
    command = [sys.executable, "-m", "kg", "serve", str(folder), "--port", "0", "--quiet", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603 - before the load
    first = process.stderr.readline() if process.stderr else ""
    try:
        yield Endpoint(process, int(re.findall(r":(\d+)/", first)[0]))
    finally:
        process.kill()
        process.wait()
        if process.stderr:
            process.stderr.close()


def to_request(query: str) -> bytes:
    """Return a request that is the last one of its connection."""
    return f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()


async def ask(port: int, query: str, seen: Seen, expected: bytes) -> None:
    """Ask once over a connection of its own, and note what came."""
    start = time.perf_counter()
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**25)
        writer.write(to_request(query))
        answer = await asyncio.wait_for(reader.read(-1), 90)
        writer.close()
    except (OSError, TimeoutError):
        seen.lost += 1
        return
    head, _, body = answer.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head)
    if not length or int(length[1]) != len(body):
        seen.lost += 1
        return
    status = int(head[9:12])
    if status == 200:
        seen.right += body == expected
        seen.wrong += body != expected
        seen.times.append((time.perf_counter() - start) * 1000)
    elif status in (429, 503) and json.loads(body)["remedy"]:
        seen.refused[status] += 1
        await asyncio.sleep(0.2)
    else:
        seen.wrong += 1


async def find_expected(port: int) -> bytes:
    """Return the right answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(to_request(GOOD))
    answer = await reader.read(-1)
    writer.close()
    return answer.partition(b"\r\n\r\n")[2]


async def ask_for(endpoint: Endpoint, clients: int, seconds: float) -> Seen:
    """Let well-behaved clients ask one query after the other for a while."""
    seen, end = Seen(), time.perf_counter() + seconds
    expected = await find_expected(endpoint.port)

    async def one() -> None:
        while time.perf_counter() < end:
            await ask(endpoint.port, GOOD, seen, expected)

    await asyncio.gather(*(one() for _ in range(clients)))
    return seen


Harm = Callable[[Endpoint, asyncio.Event], Awaitable[int]]


async def under(folder: Path, harm: Harm, clients: int, seconds: float, *options: str) -> tuple[Seen, int, float]:
    """Ask while harm is done; return what was seen, how often harm was done, and the megabytes it cost."""
    async with serving(folder, *options) as endpoint:
        await ask_for(endpoint, 4, 1)
        before = endpoint.memory()
        is_over = asyncio.Event()
        harming = asyncio.create_task(harm(endpoint, is_over))
        seen = await ask_for(endpoint, clients, seconds)
        is_over.set()
        times = await harming
        await ask_for(endpoint, 1, 1)
        return seen, times, endpoint.memory() - before


async def do_no_harm(_endpoint: Endpoint, is_over: asyncio.Event) -> int:
    """Wait."""
    await is_over.wait()
    return 0


async def dribble(endpoint: Endpoint, is_over: asyncio.Event) -> int:
    """Keep 400 connections open with a byte now and then, and open each again that is closed."""
    opened = 0

    async def one(number: int) -> None:
        nonlocal opened
        while not is_over.is_set():
            with suppress(OSError):
                reader, writer = await asyncio.open_connection("127.0.0.1", endpoint.port)
                opened += 1
                writer.write(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n"[: 20 + number % 60])
                while not is_over.is_set() and not reader.at_eof():
                    writer.write(b"x")
                    with suppress(TimeoutError):
                        await asyncio.wait_for(reader.read(1000), 0.5)
                writer.close()

    await asyncio.gather(*(one(number) for number in range(400)))
    return opened


async def kill(endpoint: Endpoint, is_over: asyncio.Event) -> int:
    """Kill a process every second."""
    dice, killed = random.Random(1), 0  # noqa: S311 - whom it hits is no secret
    while not is_over.is_set():
        await asyncio.sleep(1)
        workers = endpoint.workers()
        if workers:
            with suppress(ProcessLookupError):
                os.kill(dice.choice(workers), signal.SIGKILL)
                killed += 1
    return killed


def bomb(queries: tuple[str, ...], bombers: int) -> Harm:
    """Return the harm that asks such queries all the time, from another address of this machine."""

    async def harm(endpoint: Endpoint, is_over: asyncio.Event) -> int:
        thrown = 0

        async def one(number: int) -> None:
            nonlocal thrown
            while not is_over.is_set():
                query = queries[(number + thrown) % len(queries)]
                with suppress(OSError):
                    reader, writer = await asyncio.open_connection(
                        "127.0.0.1", endpoint.port, local_addr=("127.0.0.9", 0), limit=2**25
                    )
                    writer.write(to_request(query))
                    thrown += 1
                    await reader.read(-1)
                    writer.close()

        await asyncio.gather(*(one(number) for number in range(bombers)))
        return thrown

    return harm


async def leave(endpoint: Endpoint, is_over: asyncio.Event) -> int:
    """Ask for much and go before it comes, or take it a little at a time."""
    left = 0
    while not is_over.is_set():
        with suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", endpoint.port)
            writer.write(to_request(HUGE))
            await asyncio.sleep(0.05)
            writer.transport.abort()
            left += 1
    return left


async def main() -> None:
    """Do every trial and print the table."""
    words = argparse.ArgumentParser()
    words.add_argument("folder", type=Path)
    words.add_argument("--scale", type=float, default=1.0, help="of the seconds")
    given = words.parse_args()
    folder, seconds = given.folder, 20 * given.scale
    trials: list[tuple[str, Harm, int, tuple[str, ...]]] = [
        ("200 clients", do_no_harm, 200, ()),
        ("200 clients, a process killed every second", kill, 200, ()),
        ("8 clients, 400 connections that dribble", dribble, 8, ()),
        ("8 clients, 12 that throw endless queries", bomb(BOMBS, 12), 8, ("--timeout", "2", "--memory", "1024")),
        (
            "the same, with a share for each address",
            bomb(BOMBS, 12),
            8,
            ("--timeout", "2", "--memory", "1024", "--per-client", "16"),
        ),
        ("8 clients, 4 that ask for gigabytes", bomb((HUGE,), 4), 8, ()),
        ("8 clients, one that leaves before the answer", leave, 8, ()),
    ]
    print(
        "| trial | right | refused | lost | wrong | p50 / p99 ms | harm done; memory |\n|---|---|---|---|---|---|---|"
    )
    for name, harm, clients, options in trials:
        seen, times, grown = await under(folder, harm, clients, seconds, *options)
        print(seen.to_row(name, f"{times}; {grown:+.0f} MB"), flush=True)
    async with serving(folder) as endpoint:
        await ask_for(endpoint, 4, 2)
        before, asked = endpoint.memory(), 0
        seen = Seen()
        expected = await find_expected(endpoint.port)
        while asked < 10_000 * given.scale:
            await asyncio.gather(*(ask(endpoint.port, GOOD, seen, expected) for _ in range(8)))
            asked += 8
        print(seen.to_row(f"{asked} requests, eight at a time", f"{endpoint.memory() - before:+.1f} MB"))


if __name__ == "__main__":
    asyncio.run(main())
