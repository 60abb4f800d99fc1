"""The endpoint is left running: processes die, builds come, many ask at once, and in the end it is told to stop."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import threading
import time
from collections import Counter
from pathlib import Path

import httpx
import pytest

from kg.rdf.write import write_rdf
from tests.rdf.blog import EDGES, NOUNS, to_graph
from tests.serve.live import ENDLESS, EXPECTED, TITLES, Endpoint, serving, wait_until

MIX = (TITLES, "ASK { ?s ?p ?o }", "SELECT * { ?s ?p", "SELECT ?n { VALUES ?n { 1 2 3 } }")


def is_right(query: str, response: httpx.Response) -> bool:
    if response.status_code == 503:
        return bool(response.json()["remedy"])
    if query == MIX[2]:
        return response.status_code == 400 and "line 1" in response.json()["error"]
    answer = response.json()
    if query == MIX[1]:
        return answer["boolean"] is True
    values = [next(iter(row.values()))["value"] for row in answer["results"]["bindings"]]
    return values == (EXPECTED if query == TITLES else ["1", "2", "3"])


async def ask_all(endpoint: Endpoint, clients: int, times: int) -> Counter[int]:
    """Let clients ask at once, each its own connection; return how often each status came with a right answer."""
    seen: Counter[int] = Counter()

    async def one(number: int) -> None:
        async with httpx.AsyncClient(base_url=endpoint.root, trust_env=False, timeout=60) as client:
            for turn in range(times):
                query = MIX[(number + turn) % len(MIX)]
                response = await client.post("/sparql", data={"query": query})
                seen[response.status_code if is_right(query, response) else 0] += 1

    await asyncio.gather(*(one(number) for number in range(clients)))
    return seen


def test_of_a_hundred_clients_at_once_none_goes_without_a_right_answer(build: Path) -> None:
    with serving(build, "--workers", "2", "--quiet") as endpoint:
        seen = asyncio.run(ask_all(endpoint, 100, 4))
    assert seen == {200: 300, 400: 100}


def test_a_process_that_is_killed_under_load_costs_no_more_than_its_own_query(build: Path) -> None:
    with serving(build, "--workers", "2") as endpoint:
        ended = threading.Event()
        killed: list[int] = []

        def kill() -> None:
            while not ended.wait(0.2):
                for number in endpoint.workers()[:1]:
                    os.kill(number, signal.SIGKILL)
                    killed.append(number)

        killer = threading.Thread(target=kill)
        killer.start()
        try:
            seen = asyncio.run(ask_all(endpoint, 16, 30))
        finally:
            ended.set()
            killer.join()
        assert seen.total() == 480
        assert seen[0] == 0
        assert killed
        assert seen[503] <= len(killed)
        assert wait_until(lambda: len(endpoint.workers()) == 2)
        assert set(killed).isdisjoint(endpoint.workers())
        assert endpoint.titles() == EXPECTED


def test_endless_queries_do_not_keep_others_waiting_for_ever(build: Path) -> None:
    with serving(build, "--workers", "2", "--timeout", "1") as endpoint:
        floods = [threading.Thread(target=endpoint.ask, args=(ENDLESS,)) for _ in range(4)]
        for flood in floods:
            flood.start()
        start = time.monotonic()
        assert endpoint.ask(TITLES).status_code in (200, 503)
        assert time.monotonic() - start < 20
        for flood in floods:
            flood.join()
        assert endpoint.titles() == EXPECTED


def replace_store(folder: Path, new: Path) -> None:
    """Put a new store in place as `kg build` does: the old one steps aside, the new one comes, the old one goes."""
    aside = folder / ".aside"
    (folder / "store").rename(aside)
    new.rename(folder / "store")
    shutil.rmtree(aside)


def test_a_new_build_is_picked_up_without_dropping_a_request(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    write_rdf(to_graph(), folder)
    stores = []
    for number in range(3):
        made = tmp_path / f"new-{number}"
        made.mkdir()
        without = [noun for noun in NOUNS if getattr(noun, "title", None) != "The lost post"]
        write_rdf(to_graph(without if number == 2 else NOUNS, () if number == 2 else EDGES), made)
        stores.append(made / "store")
    with serving(folder, "--workers", "2") as endpoint:
        seen: list[tuple[int, int]] = []
        ended = threading.Event()

        def ask() -> None:
            with endpoint.client() as client:
                while not ended.is_set():
                    response = client.post("/sparql", data={"query": TITLES})
                    rows = response.json()["results"]["bindings"] if response.status_code == 200 else []
                    seen.append((response.status_code, len(rows)))

        askers = [threading.Thread(target=ask) for _ in range(3)]
        for asker in askers:
            asker.start()
        for store in stores:
            time.sleep(0.6)
            replace_store(folder, store)
        assert wait_until(lambda: len(endpoint.titles()) == 3)
        ended.set()
        for asker in askers:
            asker.join()
        assert set(seen) <= {(200, 4), (200, 3)}
        assert len(seen) > 20
        assert wait_until(lambda: len(endpoint.workers()) == 2)


def test_an_endpoint_outlives_the_moment_without_a_store(build: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(build, tmp_path / "out"))
    with serving(folder, "--workers", "1", "--timeout", "5") as endpoint:
        (folder / "store").rename(tmp_path / "away")
        assert endpoint.titles() == EXPECTED
        os.kill(endpoint.workers()[0], signal.SIGKILL)
        assert wait_until(lambda: endpoint.get("/health").status_code == 503)
        (tmp_path / "away").rename(folder / "store")
        assert endpoint.titles() == EXPECTED


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_with_status_0_and_no_process_stays(build: Path, number: int) -> None:
    with serving(build, "--workers", "2") as endpoint:
        assert wait_until(lambda: endpoint.get("/health").json()["workers"] == 2)
        workers = endpoint.workers()
        assert endpoint.titles() == EXPECTED
        start = time.monotonic()
        assert endpoint.stop(number) == 0
        assert time.monotonic() - start < 15
        assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
        assert wait_until(lambda: endpoint.said[-1] == "stopped\n")


def test_a_query_that_runs_when_it_stops_is_answered_or_refused_but_not_cut(build: Path) -> None:
    with serving(build, "--workers", "1", "--timeout", "30") as endpoint:
        ended: list[httpx.Response] = []
        asker = threading.Thread(target=lambda: ended.append(endpoint.ask(ENDLESS)))
        asker.start()
        time.sleep(0.5)
        workers = endpoint.workers()
        assert endpoint.stop() == 0
        asker.join()
        assert (ended[0].status_code, "stopped" in ended[0].json()["error"]) == (503, True)
        assert not any(Path(f"/proc/{worker}").exists() for worker in workers)


@pytest.mark.skipif(not Path("/proc").exists(), reason="only Linux ends the children of a process that was killed")
def test_no_process_outlives_an_endpoint_that_is_killed(build: Path) -> None:
    with serving(build, "--workers", "2", "--timeout", "30") as endpoint:
        assert wait_until(lambda: endpoint.get("/health").json()["workers"] == 2)
        workers = endpoint.workers()
        with endpoint.connect() as plug:
            query = ENDLESS.replace(" ", "+").replace("{", "%7B").replace("}", "%7D").replace("?", "%3F")
            plug.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(0.4)
            endpoint.process.kill()
            endpoint.process.wait()
        assert wait_until(lambda: not any(Path(f"/proc/{worker}/exe").exists() for worker in workers))
