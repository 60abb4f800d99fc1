"""One client may not take what the others need: shares, turns, and words that say so."""

from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path

import httpx
import pytest

from kg.serve.frames import Ask
from kg.serve.limits import MOST_REQUESTS_OF_ONE, Limits, Retry, TooManyError
from kg.serve.pool import Pool
from tests.serve.live import ENDLESS, EXPECTED, TITLES, Endpoint, serving, wait_until


def ask_from(endpoint: Endpoint, address: str, query: str) -> httpx.Response:
    """Ask as a client that has another address of this machine."""
    transport = httpx.HTTPTransport(local_address=address)
    with httpx.Client(transport=transport, base_url=endpoint.root, trust_env=False, timeout=60) as client:
        return client.post("/sparql", data={"query": query})


def flood(endpoint: Endpoint, address: str, times: int) -> tuple[list[threading.Thread], list[httpx.Response]]:
    answers: list[httpx.Response] = []
    askers = [
        threading.Thread(target=lambda: answers.append(ask_from(endpoint, address, ENDLESS))) for _ in range(times)
    ]
    for asker in askers:
        asker.start()
    return askers, answers


def test_one_client_that_asks_more_than_its_share_is_429_and_another_is_answered(build: Path) -> None:
    with serving(build, "--workers", "2", "--timeout", "5", "--per-client", "1") as endpoint:
        assert wait_until(lambda: endpoint.get("/health").json()["workers"] == 2)
        askers, answers = flood(endpoint, "127.0.0.2", 4)
        assert wait_until(lambda: len(answers) == 3)
        assert [answer.status_code for answer in answers] == [429] * 3
        assert answers[0].headers["retry-after"] == "1"
        assert set(answers[0].json()) == {"error", "remedy"}
        assert ask_from(endpoint, "127.0.0.3", TITLES).json()["results"]["bindings"]
        assert len(answers) == 3, "the client's own query still runs"
        for asker in askers:
            asker.join()
        assert answers[3].status_code == 503
        assert ask_from(endpoint, "127.0.0.2", "ASK {}").status_code == 200


def test_no_client_gets_the_last_process_while_it_has_the_others(build: Path) -> None:
    with serving(build, "--workers", "2", "--timeout", "5", "--per-client", "20") as endpoint:
        assert wait_until(lambda: endpoint.get("/health").json()["workers"] == 2)
        askers, answers = flood(endpoint, "127.0.0.2", 5)
        assert wait_until(lambda: endpoint.get("/health").json()["waiting"] == 4)
        for _ in range(5):
            assert ask_from(endpoint, "127.0.0.3", TITLES).status_code == 200
        assert not answers, "none of the flood was answered in between"
        for asker in askers:
            asker.join()
        assert {each.status_code for each in answers} == {503}
        assert ask_from(endpoint, "127.0.0.2", TITLES).status_code == 200


def test_the_clients_take_turns_so_that_a_flood_delays_itself(build: Path) -> None:
    with serving(build, "--workers", "1", "--timeout", "4") as endpoint:
        askers, answers = flood(endpoint, "127.0.0.2", 12)
        assert wait_until(lambda: endpoint.get("/health").json()["waiting"] == 11)
        time.sleep(1.2)
        answer = ask_from(endpoint, "127.0.0.3", TITLES)
        assert [row["title"]["value"] for row in answer.json()["results"]["bindings"]] == EXPECTED
        for asker in askers:
            asker.join()
        assert {each.status_code for each in answers} == {503}


@pytest.mark.parametrize(
    ("client", "limits", "most"),
    [
        ("192.0.2.1", Limits(), MOST_REQUESTS_OF_ONE),
        ("127.0.0.1", Limits(), 128),
        ("127.0.0.1", Limits(per_client=3), 3),
        ("2001:db8::/64", Limits(per_client=300), 128),
    ],
)
def test_how_many_requests_one_client_may_have_depends_on_where_it_is(client: str, limits: Limits, most: int) -> None:
    async def ask_until_refused() -> tuple[int, type[BaseException]]:
        pool = Pool(Path("nowhere"), limits)
        asked: list[asyncio.Task[object]] = []
        while True:
            asked.append(asyncio.create_task(pool.ask(Ask(query="ASK {}"), client)))
            await asyncio.sleep(0)
            if asked[-1].done():
                error = asked[-1].exception()
                assert error is not None
                for each in asked[:-1]:
                    each.cancel()
                await asyncio.gather(*asked, return_exceptions=True)
                assert pool.waiting == 0
                return len(asked) - 1, type(error)

    count, error = asyncio.run(ask_until_refused())
    assert (count, error) == (most, Retry if most == limits.queue else TooManyError)
