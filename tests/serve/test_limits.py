"""What is too long, too much or too slow gets an honest refusal, and the endpoint lives on."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from urllib.parse import quote

import pytest

from kg.serve.limits import BODY_SECONDS, HEAD_SECONDS, MOST_BODY, MOST_QUERY, MOST_TARGET
from tests.serve.live import ENDLESS, EXPECTED, TITLES, Endpoint, read_all, serving, wait_until

POST = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
SORT = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a ?d ?g ?j"


def status_of(answer: bytes) -> int:
    match = re.match(rb"HTTP/1\.1 (\d{3}) ", answer)
    return int(match[1]) if match else 0


@pytest.mark.parametrize(
    "query",
    [
        ENDLESS,
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER (CONCAT(STR(?a), STR(?d), STR(?g), STR(?j)) = '') }",
        "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)* ?b . ?b (!<urn:x>|^!<urn:x>)* ?c . ?c (!<urn:x>|^!<urn:x>)* ?d }",
        "SELECT (SHA512(GROUP_CONCAT(CONCAT(STR(?a), STR(?d)))) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    ],
    ids=["count", "filter", "paths", "text"],
)
def test_a_query_that_does_not_end_is_503_and_the_endpoint_lives_on(endpoint: Endpoint, query: str) -> None:
    start = time.monotonic()
    response = endpoint.ask(query)
    assert response.status_code == 503
    assert set(response.json()) == {"error", "remedy"}
    assert time.monotonic() - start < 20
    assert endpoint.titles() == EXPECTED


@pytest.mark.parametrize(
    "query",
    [
        f"ASK {{ FILTER({'(' * 60_000}1{')' * 60_000}) }}",
        "SELECT" + "(" * 100_000,
        "ASK " + "{" * 60_000 + "}" * 60_000,
    ],
    ids=["brackets", "open", "braces"],
)
def test_a_query_that_overflows_the_parser_is_an_honest_error(endpoint: Endpoint, query: str) -> None:
    response = endpoint.ask(query)
    assert response.status_code in (400, 503)
    assert response.json()["remedy"]
    assert endpoint.titles() == EXPECTED


def test_a_long_line_that_does_not_parse_is_400_in_few_words(endpoint: Endpoint) -> None:
    response = endpoint.ask("ASK { " + "\x1b" * 120_000)
    assert response.status_code == 400
    assert len(response.content) < 40_000


def test_a_query_that_eats_memory_ends_its_process_alone(build: Path) -> None:
    with serving(build, "--memory", "512", "--workers", "1", "--timeout", "20") as endpoint:
        response = endpoint.ask(SORT)
        assert response.status_code == 503
        assert "memory" in response.json()["error"]
        assert endpoint.titles() == EXPECTED


def test_a_cut_answer_is_whole_json_and_says_so(build: Path) -> None:
    with serving(build, "--rows", "50", "--size", "1", "--workers", "1") as endpoint:
        response = endpoint.ask("SELECT * { ?s ?p ?o }")
        assert len(response.json()["results"]["bindings"]) == 50
        assert (response.headers["kg-cut"], response.headers["kg-row-limit"]) == ("true", "50")
        triples = endpoint.ask("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples")
        assert (len(triples.text.splitlines()), triples.headers["kg-cut"]) == (50, "true")


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"])
def test_no_answer_has_more_bytes_than_the_limit(build: Path, accept: str) -> None:
    long = "CONCAT(?a, STR(?c), STR(?d), STR(?f))"
    double = f"BIND ({long} AS ?x) BIND (CONCAT(?x, ?x, ?x, ?x) AS ?y) BIND (CONCAT(?y, ?y, ?y, ?y) AS ?z)"
    query = f"SELECT ?z {{ ?s nif:isString ?a . ?b ?c ?e . ?d ?f ?g . {double} }}"
    with serving(build, "--size", "1", "--workers", "1") as endpoint:
        response = endpoint.ask(query, accept)
        assert response.status_code == 200
        assert response.headers["kg-cut"] == "true"
        assert 2**19 < len(response.content) <= 2**20
        if "json" in accept:
            assert response.json()["results"]["bindings"]


def test_a_body_that_says_it_is_too_long_is_413_before_it_is_sent(endpoint: Endpoint) -> None:
    with endpoint.connect() as plug:
        plug.sendall(POST + f"Content-Length: {MOST_BODY + 1}\r\n\r\n".encode())
        assert status_of(plug.recv(65536)) == 413


def test_a_body_that_grows_too_long_is_413(endpoint: Endpoint) -> None:
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    with endpoint.connect() as plug:
        plug.sendall(POST + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * (MOST_BODY // 0x10000 + 1) + b"0\r\n\r\n")
        assert status_of(plug.recv(65536)) == 413


def test_a_query_that_is_too_long_is_413(endpoint: Endpoint) -> None:
    assert endpoint.ask(f"ASK {{}} #{'x' * MOST_QUERY}").status_code == 413
    assert endpoint.ask(f"ASK {{}} #{'x' * (MOST_QUERY - 8)}").status_code == 200


@pytest.mark.parametrize("size", [MOST_TARGET, 3 * MOST_TARGET, 30 * MOST_TARGET])
def test_an_address_that_is_too_long_is_414(endpoint: Endpoint, size: int) -> None:
    assert (
        status_of(endpoint.say(b"GET /" + b"x" * size + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        == 414
    )


def test_headers_that_are_too_long_are_431(endpoint: Endpoint) -> None:
    many = b"".join(b"x-%d: %s\r\n" % (number, b"y" * 1000) for number in range(40))
    assert status_of(endpoint.say(b"GET /health HTTP/1.1\r\nHost: localhost\r\n" + many + b"\r\n")) == 431
    one = b"x: " + b"y" * 200_000
    assert status_of(endpoint.say(b"GET /health HTTP/1.1\r\nHost: localhost\r\n" + one)) == 431


@pytest.mark.parametrize(
    "words",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\n\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
    ],
)
def test_what_is_no_http_is_400(endpoint: Endpoint, words: bytes) -> None:
    answer = endpoint.say(words)
    assert status_of(answer) == 400
    assert json.loads(answer.split(b"\r\n\r\n", 1)[1])["remedy"]


def test_clients_that_dawdle_are_turned_away(endpoint: Endpoint) -> None:
    assert max(HEAD_SECONDS, BODY_SECONDS) < 10
    start = time.monotonic()
    with (
        endpoint.connect() as silent,
        endpoint.connect() as head,
        endpoint.connect() as body,
        endpoint.connect() as later,
    ):
        head.sendall(b"GET /health HTTP/1.1\r\n")
        body.sendall(POST + b"Content-Length: 1000\r\n\r\n")
        later.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert status_of(later.recv(65536)) == 200
        later.sendall(b"G")
        for number in range(6):
            time.sleep(1)
            head.sendall(b"X-Drop-%d: x\r\n" % number)
            body.sendall(b"x")
        answers = [read_all(plug) for plug in (silent, head, body, later)]
        assert ["HTTP/1.1 408 " in answer.decode() for answer in answers] == [True] * 4
    assert time.monotonic() - start < 30


def test_a_client_that_leaves_takes_its_query_along(build: Path) -> None:
    with serving(build, "--workers", "1", "--timeout", "30") as endpoint:
        with endpoint.connect() as plug:
            plug.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(0.5)
        start = time.monotonic()
        assert endpoint.titles() == EXPECTED
        assert time.monotonic() - start < 20


def test_more_than_may_wait_are_503_with_a_time_to_come_back(build: Path) -> None:
    with serving(build, "--workers", "1", "--queue", "1", "--timeout", "1.5") as endpoint:
        plugs = [endpoint.connect() for _ in range(3)]
        for plug in plugs:
            plug.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(0.2)
        refused = plugs[2].recv(65536)
        assert status_of(refused) == 503
        assert b"retry-after: 1" in refused.lower()
        assert endpoint.get("/health").status_code == 200
        assert [status_of(plug.recv(65536)) for plug in plugs[:2]] == [503, 503]
        for plug in plugs:
            plug.close()
        assert wait_until(lambda: endpoint.ask(TITLES).status_code == 200)
