"""A process of the pool on its own: what it gives up, and how it answers."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query.formats import Form, Format
from kg.query.gate import check_query
from kg.serve.app import Doors, to_app
from kg.serve.frames import Ask, Reply, State, parse_ask, parse_reply, to_line
from kg.serve.generation import read_generation
from kg.serve.limits import Limits, Retry
from kg.serve.place import Place
from kg.serve.pool import Pool
from kg.serve.process import WorkerLostError, start_worker
from tests.serve.live import ENDLESS

ROWS = Ask(query="SELECT ?t { ?p schema:headline ?t } ORDER BY ?t", rows=Format.CSV)
SEALED = """
import resource, sys
from kg.serve.worker import _seal
has_network = _seal(2 << 30)
print(has_network, resource.getrlimit(resource.RLIMIT_AS)[0] == 2 << 30)
try:
    with open(sys.argv[1], "w") as file:
        file.write("x")
except OSError:
    print("no file")
"""


def test_a_process_answers_one_query_after_the_other(build: Path) -> None:
    async def go() -> list[State]:
        worker = await start_worker(build, Limits())
        asks = (ROWS, Ask(query="SELECT", rows=Format.JSON), Ask(query="ASK {}", triples=Format.NT), ROWS)
        states = [(await worker.ask(ask))[0].state for ask in asks]
        await worker.end()
        assert not worker.is_alive
        return states

    assert asyncio.run(go()) == [State.ANSWERED, State.REFUSED, State.UNACCEPTABLE, State.ANSWERED]


def test_a_process_is_ready_soon(build: Path) -> None:
    async def go() -> float:
        times = []
        for _ in range(3):
            start = time.perf_counter()
            worker = await start_worker(build, Limits())
            times.append(time.perf_counter() - start)
            await worker.end()
        return min(times)

    assert asyncio.run(go()) < 1


def test_nothing_more_is_answered_while_slow_clients_fill_the_outbox(build: Path) -> None:
    async def go() -> State:
        pool = Pool(build, Limits(workers=1, outbox=1000))
        await pool.open()
        try:
            pool.count_outbox = lambda: 1001
            with pytest.raises(Retry, match="clients"):
                await pool.ask(ROWS, "127.0.0.1")
            pool.count_outbox = lambda: 1000
            return (await pool.ask(ROWS, "127.0.0.1"))[0].state
        finally:
            await pool.close()

    assert asyncio.run(go()) is State.ANSWERED


def test_no_page_is_sent_either_while_slow_clients_fill_the_outbox(build: Path) -> None:
    pool = Pool(build, Limits(outbox=1000))
    app = to_app(Place(folder=build, pool=pool, limits=Limits()), Doors())

    async def get(waiting: int) -> int:
        pool.count_outbox = lambda: waiting
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
            return (await client.get("/assets/editor.js")).status_code

    assert [asyncio.run(get(waiting)) for waiting in (1000, 1001)] == [200, 503]


def test_a_process_that_cannot_be_started_is_lost_and_no_fault(build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(WorkerLostError, match="No such file"):
        asyncio.run(start_worker(build, Limits()))


def test_a_process_can_be_ended_by_two_of_whom_one_gives_up(build: Path) -> None:
    async def go() -> bool:
        worker = await start_worker(build, Limits())
        first = asyncio.create_task(worker.end())
        await asyncio.sleep(0)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        await worker.end()
        await worker.end()
        return worker.is_alive

    assert not asyncio.run(go())


def test_a_process_that_is_gone_answers_nobody(build: Path) -> None:
    async def go() -> None:
        worker = await start_worker(build, Limits())
        await worker.end()
        await worker.ask(ROWS)

    with pytest.raises(WorkerLostError):
        asyncio.run(go())


def test_a_query_that_nobody_waits_for_may_end_by_itself(build: Path) -> None:
    async def leave(query: str) -> bool:
        pool = Pool(build, Limits(workers=1))
        await pool.open()
        try:
            worker = pool.workers[0]
            with pool.asking(Ask(query=query, rows=Format.JSON), "127.0.0.1"):
                await asyncio.sleep(0)
            await pool.ask(ROWS, "127.0.0.1")
            return pool.workers[0] is worker
        finally:
            await pool.close()

    assert [asyncio.run(leave(query)) for query in (ROWS.query, ENDLESS)] == [True, False]


def test_a_process_that_has_no_store_says_so(tmp_path: Path) -> None:
    with pytest.raises(WorkerLostError):
        asyncio.run(start_worker(tmp_path, Limits()))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limits are Linux's")
def test_a_process_gives_up_memory_and_files(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; sys.path[:] = " + repr(sys.path) + SEALED, str(tmp_path / "x")]
    done = subprocess.run(command, capture_output=True, text=True)
    first, *rest = done.stdout.splitlines()
    assert first.split()[1] == "True"
    assert rest == ["no file"] or done.returncode == -25  # SIGXFSZ
    assert not (tmp_path / "x").exists() or not (tmp_path / "x").read_bytes()


def test_a_store_that_is_replaced_is_another_generation(build: Path, tmp_path: Path) -> None:
    assert read_generation(tmp_path) is None
    first = read_generation(build)
    assert first is not None
    assert first == read_generation(build)


@given(st.builds(Ask, query=st.text(), words=st.lists(st.text()).map(tuple), rows=st.none() | st.sampled_from(Format)))
def test_a_question_survives_the_pipe(ask: Ask) -> None:
    line = to_line(ask)
    assert line.count(b"\n") == 1
    assert parse_ask(line) == ask


@given(st.builds(Reply, state=st.sampled_from(State), words=st.lists(st.text()).map(tuple), form=st.sampled_from(Form)))
def test_a_reply_survives_the_pipe(reply: Reply) -> None:
    assert parse_reply(to_line(reply)) == reply


def test_the_gate_reads_a_row_of_comment_signs_at_once() -> None:
    start = time.perf_counter()
    for query in ("#" * 100_000, "#\n" * 50_000, "PREFIX " * 20_000, " " * 100_000 + "?"):
        check_query(query)
    assert time.perf_counter() - start < 2
