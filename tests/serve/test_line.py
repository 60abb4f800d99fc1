"""Who waits, and whose turn it is."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from kg.serve.line import Line
from kg.serve.peers import is_here, peer_of, to_peer

ARRIVALS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9)), max_size=30)


def line_of(arrivals: list[tuple[str, int]]) -> Line[tuple[int, str, int]]:
    line: Line[tuple[int, str, int]] = Line()
    for number, (client, waiting) in enumerate(arrivals):
        line.add(client, (number, client, waiting))
    return line


def take_all(line: Line[tuple[int, str, int]], most: int = 100) -> list[tuple[int, str, int]]:
    taken = (line.take() for _ in range(min(most, len(line))))
    return [each for each in taken if each is not None]


@given(ARRIVALS)
def test_a_client_that_may_not_is_passed_over_and_keeps_its_turn(arrivals: list[tuple[str, int]]) -> None:
    line = line_of(arrivals)
    before = len(line)
    taken = line.take(lambda client: client == "b")
    assert (taken is None) == ("b" not in [client for client, _ in arrivals])
    assert taken is None or taken[1] == "b"
    assert len(line) == before - (taken is not None)
    first = next((client for client, _ in arrivals if client != "b"), None)
    following = line.take(lambda client: client != "b")
    assert (following[1] if following else None) == first


@given(ARRIVALS)
def test_nobody_is_lost_and_each_client_is_served_in_its_own_order(arrivals: list[tuple[str, int]]) -> None:
    line = line_of(arrivals)
    taken = take_all(line)
    assert sorted(taken) == [(number, *each) for number, each in enumerate(arrivals)]
    for client in "abc":
        numbers = [number for number, each, _ in taken if each == client]
        assert numbers == sorted(numbers)


@given(ARRIVALS)
def test_of_two_that_wait_none_gets_two_turns_more_than_the_other(arrivals: list[tuple[str, int]]) -> None:
    line = line_of(arrivals)
    left = Counter(client for client, _ in arrivals)
    turns: Counter[str] = Counter()
    while len(line):
        waiting = [client for client in left if left[client]]
        _, client, _ = take_all(line, 1)[0]
        turns[client] += 1
        left[client] -= 1
        assert max(turns[each] for each in waiting) - min(turns[each] for each in waiting) <= 1


@given(ARRIVALS)
def test_who_leaves_is_gone_and_the_rest_stay(arrivals: list[tuple[str, int]]) -> None:
    line = line_of(arrivals)
    for number, (client, waiting) in enumerate(arrivals):
        if number % 2:
            assert line.drop(client, (number, client, waiting))
            assert not line.drop(client, (number, client, waiting))
    assert sorted(number for number, _, _ in take_all(line)) == list(range(0, len(arrivals), 2))


@pytest.mark.parametrize(
    ("host", "peer", "here"),
    [
        ("127.0.0.1", "127.0.0.1", True),
        ("127.0.0.2", "127.0.0.2", True),
        ("::1", "::1", True),
        ("::ffff:127.0.0.1", "127.0.0.1", True),
        ("::ffff:192.0.2.7", "192.0.2.7", False),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", False),
        ("192.0.2.7", "192.0.2.7", False),
        ("", "unknown", False),
        ("fe80::1%eth0", "fe80::/64", False),
    ],
)
def test_a_client_is_its_address_or_its_home_network(host: str, peer: str, here: bool) -> None:  # noqa: FBT001
    assert (to_peer(host), is_here(peer)) == (peer, here)


@pytest.mark.parametrize(
    ("host", "forwarded", "is_proxied", "peer"),
    [
        ("127.0.0.1", ["192.0.2.7"], True, "192.0.2.7"),
        ("127.0.0.1", ["10.0.0.1, 192.0.2.7"], True, "192.0.2.7"),
        ("127.0.0.1", ["127.0.0.1", "2001:db8::5"], True, "2001:db8::/64"),
        ("127.0.0.1", ["nonsense"], True, "unknown"),
        ("127.0.0.1", [], True, "127.0.0.1"),
        ("127.0.0.1", ["192.0.2.7"], False, "127.0.0.1"),
        ("192.0.2.1", ["127.0.0.1"], True, "192.0.2.1"),
    ],
)
def test_only_a_proxy_on_this_machine_may_say_who_asks(
    host: str,
    forwarded: list[str],
    is_proxied: bool,  # noqa: FBT001
    peer: str,
) -> None:
    headers = [(b"x-forwarded-for", each.encode()) for each in forwarded]
    request = Request({"type": "http", "client": (host, 1), "headers": headers})
    assert peer_of(request, is_proxied=is_proxied) == peer


def test_a_newcomer_comes_before_those_who_had_a_turn() -> None:
    line = line_of([("a", 1), ("a", 2), ("a", 3)])
    line.take()
    line.add("b", (3, "b", 1))
    assert [client for _, client, _ in take_all(line)] == ["b", "a", "a"]


def test_one_that_comes_back_again_and_again_does_not_starve_another() -> None:
    line = line_of([("a", 1), ("a", 2)])
    line.take()
    served = []
    for number in range(2):
        line.add("b", (number, "b", number))
        taken = line.take()
        assert taken is not None
        served.append(taken[1])
    assert served == ["b", "a"]
