"""A process of the pool on its own: what it gives up, and how it answers."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query.formats import Form, Format
from kg.query.gate import check_query
from kg.serve.frames import Ask, Reply, State, parse_ask, parse_reply, to_line
from kg.serve.generation import read_generation
from kg.serve.limits import Limits, Retry
from kg.serve.pool import Pool
from kg.serve.process import WorkerLostError, start_worker

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
