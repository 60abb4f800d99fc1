"""Bombs, floods and dribbles: nothing is lost, and every answer is right or an honest refusal."""

from __future__ import annotations

import asyncio
import json
import re
import threading
import time
from collections import Counter
from pathlib import Path

import httpx
import pytest

from tests.serve.live import EXPECTED, TITLES, Endpoint, read_graph, serving

# Each triple with each, four times over: terabytes, were it sent.
HUGE = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
MOST = 4 * 2**20


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (f"SELECT * {HUGE}", "application/sparql-results+json"),
        (f"SELECT * {HUGE}", "application/sparql-results+xml"),
        (f"SELECT * {HUGE}", "text/csv"),
        (f"CONSTRUCT {{ ?a ?b ?x }} {{ {HUGE} BIND (STRUUID() AS ?x) }}", "application/n-triples"),
    ],
    ids=["json", "xml", "csv", "triples"],
)
def test_a_result_of_many_gigabytes_is_cut_at_a_row_and_says_so(build: Path, query: str, accept: str) -> None:
    with serving(build, "--timeout", "20", "--workers", "1", "--size", "4") as endpoint:
        response = endpoint.ask(query, accept, timeout=60)
    assert response.status_code == 200
    assert response.headers["kg-cut"] == "true"
    assert len(response.content) <= MOST
    rows = int(response.headers["kg-rows"])
    if "json" in accept:
        assert len(response.json()["results"]["bindings"]) == rows
    elif accept == "text/csv":
        assert response.text.count("\r\n") == rows + 1
    elif "xml" in accept:
        assert response.text.count("<result>") == rows
        assert response.text.rstrip().endswith("</sparql>")
    else:
        assert len(read_graph(response)) == rows


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+$", "(a|a)*b", "^(([a-z])+.)+[A-Z]([a-z])+$", "((((a{99}){99}){99}){99})", "[", "(?=a)", "a{1000000}"],
)
def test_no_regular_expression_holds_the_endpoint_up(endpoint: Endpoint, pattern: str) -> None:
    long = "BIND (STR('" + "a" * 60_000 + "!') AS ?x)"
    start = time.monotonic()
    response = endpoint.ask(f"SELECT ?n {{ {long} BIND (REGEX(?x, '{pattern}') AS ?n) }}")
    assert response.status_code in (200, 400, 503)
    assert time.monotonic() - start < 5
    assert endpoint.titles() == EXPECTED


def test_a_sort_of_a_cross_product_is_ended_by_time_or_memory(build: Path) -> None:
    bomb = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY DESC(?l) ?a"
    with serving(build, "--timeout", "3", "--workers", "1", "--memory", "512") as endpoint:
        response = endpoint.ask(bomb)
        assert response.status_code == 503
        assert response.json()["remedy"]
        assert endpoint.titles() == EXPECTED


async def ask_until_answered(client: httpx.AsyncClient, seen: Counter[str]) -> None:
    """Ask as a polite program does: when it is told to come again, it comes again."""
    while True:
        response = await client.post("/sparql", data={"query": TITLES})
        if response.status_code == 200:
            rows = response.json()["results"]["bindings"]
            seen["right" if [row["title"]["value"] for row in rows] == EXPECTED else "wrong"] += 1
            return
        is_honest = response.status_code == 503 and response.headers["retry-after"] == "1" and response.json()["remedy"]
        seen["told to wait" if is_honest else "wrong"] += 1
        await asyncio.sleep(0.2)


def test_two_hundred_clients_at_once_are_all_answered_in_the_end(build: Path) -> None:
    async def ask_all(endpoint: Endpoint) -> Counter[str]:
        seen: Counter[str] = Counter()
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(base_url=endpoint.root, trust_env=False, timeout=60, limits=limits) as client:
            await asyncio.gather(*(ask_until_answered(client, seen) for _ in range(200)))
        return seen

    with serving(build, "--workers", "2", "--quiet") as endpoint:
        seen = asyncio.run(ask_all(endpoint))
    assert (seen["right"], seen["wrong"]) == (200, 0)


def test_those_who_send_a_drop_at_a_time_keep_nobody_waiting(endpoint: Endpoint) -> None:
    plugs = [endpoint.connect() for _ in range(200)]
    try:
        for number, plug in enumerate(plugs):
            plug.sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\n" if number % 2 else b"G")
        for _ in range(5):
            start = time.monotonic()
            assert endpoint.titles() == EXPECTED
            assert time.monotonic() - start < 10
            for plug in plugs[1::2]:
                plug.sendall(b"X: y\r\n")
    finally:
        for plug in plugs:
            plug.close()


def test_told_to_stop_under_load_it_cuts_no_answer(build: Path) -> None:
    with serving(build, "--workers", "2", "--quiet") as endpoint:
        seen: Counter[str] = Counter()

        def ask() -> None:
            with endpoint.client() as client:
                while True:
                    try:
                        response = client.post("/sparql", data={"query": TITLES})
                    except httpx.ConnectError:
                        return  # it is gone
                    except httpx.TransportError as error:
                        # A connection that is kept may end between two requests, but not within an answer.
                        seen["cut" if "incomplete" in str(error) or "chunk" in str(error) else "closed"] += 1
                        return
                    seen[str(response.status_code)] += 1
                    assert json.loads(response.content)

        askers = [threading.Thread(target=ask) for _ in range(8)]
        for asker in askers:
            asker.start()
        time.sleep(1)
        start = time.monotonic()
        assert endpoint.stop() == 0
        assert time.monotonic() - start < 20
        for asker in askers:
            asker.join()
    assert seen["200"] > 50
    assert set(seen) <= {"200", "503", "closed"}


def memory_of(endpoint: Endpoint) -> int:
    """Return the kilobytes of the endpoint and its processes."""
    total = 0
    for number in (endpoint.process.pid, *endpoint.workers()):
        match = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{number}/status").read_text())
        total += int(match[1]) if match else 0
    return total


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux says how much memory a process has")
def test_a_thousand_requests_leave_no_memory_behind(build: Path) -> None:
    paths = ["/sparql?query=ASK%7B%7D", "/search?q=attention", "/concept/attention", "/nothing", "/sparql?query=%7B"]
    with serving(build, "--workers", "1", "--quiet") as endpoint, endpoint.client() as client:

        def ask(times: int) -> int:
            for number in range(times):
                client.get(paths[number % len(paths)], headers={"accept": "*/*" if number % 2 else "text/html"})
            return memory_of(endpoint)

        before = ask(400)
        after = ask(1000)
    assert after - before < 6_000, (before, after)
