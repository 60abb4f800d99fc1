"""What a stranger may try with names, texts and addresses: nothing becomes markup, a header, a file or a call."""

from __future__ import annotations

import shutil
import socket
import time
from pathlib import Path
from urllib.parse import quote

import pytest

from kg.graph.schema import add_noun, empty_graph
from kg.model import Concept, ConceptId, ConceptKind, Post, PostId, Source, Text
from kg.query.text.index import write_index
from kg.rdf.write import write_rdf
from tests.rdf.blog import RUN
from tests.serve.live import EXPECTED, TITLES, Endpoint, serving

HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
MARKUP = '"><img src=x onerror=alert(1)><script>alert(1)</script>'


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a build in which every text is markup."""
    graph = empty_graph(RUN)
    post = PostId("post/evil")
    add_noun(graph, Post(id=post, title=MARKUP, body=MARKUP, language="en", sources=(Source(f"{MARKUP}.md"),)))
    concept = ConceptId("concept/evil")
    add_noun(
        graph,
        Concept(id=concept, kind=ConceptKind.OTHER, preferred=(Text(MARKUP, "en"),), definition=(Text(MARKUP, "en"),)),
    )
    folder = tmp_path_factory.mktemp("hostile")
    write_rdf(graph, folder)
    write_index(graph, folder)
    return folder


def test_markup_of_a_post_stays_text_on_every_page(hostile: Path) -> None:
    with serving(hostile, "--workers", "1") as endpoint:
        for path in (
            "/post/evil",
            "/concept/evil",
            "/search?q=script",
            f"/search?q={quote(MARKUP)}",
            "/search?q=alert",
        ):
            response = endpoint.get(path, HTML)
            assert response.status_code == 200
            assert response.headers["content-type"] == "text/html; charset=utf-8"
            assert "<img" not in response.text
            assert "<script" not in response.text
            assert "alert(1)" in response.text
            assert "script-src" not in response.headers["content-security-policy"]
            assert "default-src 'none'" in response.headers["content-security-policy"]


@pytest.mark.parametrize(
    "iri",
    [
        "javascript:alert(1)",
        "data:text/html,<script>",
        f"http://a.example/{MARKUP}",
        "http://a.example/'onload='x",
        "x:&lt;script&gt;",
    ],
)
@pytest.mark.parametrize("accept", [HTML, "text/turtle"])
def test_an_iri_is_not_reflected_as_markup(endpoint: Endpoint, iri: str, accept: str) -> None:
    response = endpoint.get(f"/resource?iri={quote(iri, safe='')}", accept)
    assert response.status_code in (400, 404)
    assert response.headers["content-type"] == "application/json"
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/post/%0d%0aSet-Cookie:%20a=b", "/posts/%0d%0aSet-Cookie:%20a=b", "/posts//evil.example", "/posts/%00"]
)
def test_no_address_adds_a_header_or_leads_away(endpoint: Endpoint, path: str) -> None:
    answer = endpoint.say(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    head = answer.partition(b"\r\n\r\n")[0].lower()
    assert b"\r\nset-cookie" not in head
    for line in head.split(b"\r\n"):
        if line.startswith(b"location: "):
            assert line.startswith(b"location: /post/")


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../worker.py",
        "/assets/..%2fworker.py",
        "/assets/%2e%2e/worker.py",
        "/assets/yasgui/yasgui.min.js",
        "/assets//etc/passwd",
        "/graph.ev-../../etc/passwd.js",
        "/search.sqlite",
        "/store/000001.sst",
        "/evidence.nt",
        "/../../../../etc/passwd",
        "//etc/passwd",
    ],
)
def test_no_file_is_served_but_those_that_are_named(endpoint: Endpoint, path: str) -> None:
    answer = endpoint.say(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith((b"HTTP/1.1 404 ", b"HTTP/1.1 400 "))
    assert b"root:" not in answer


ESCAPE = chr(92)
CALLS = [
    "SELECT * FROM <http://127.0.0.1:{port}/> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <http://127.0.0.1:{port}/> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    f"SELECT * FRO{ESCAPE}u004D <http://127.0.0.1:{{port}}/> {{{{ ?s ?p ?o }}}}",
    f"SELECT * {{{{ {ESCAPE}U00000053ERVICE <http://127.0.0.1:{{port}}/> {{{{ ?s ?p ?o }}}} }}}}",
    f"SELECT * {{{{ SERVICE <http://127.0.0.1:{{port}}/{ESCAPE}u003e> {{{{ ?s ?p ?o }}}} }}}}",
    "SELECT * {{ SERVICE ?where {{ ?s ?p ?o }} VALUES ?where {{ <http://127.0.0.1:{port}/> }} }}",
    "SELECT * {{ # what rdflib takes for a comment \r SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }}\n }}",
    f"SELECT * {{{{ #{ESCAPE}u000A BIND('''\n SERVICE <http://127.0.0.1:{{port}}/> {{{{ }}}}\n#{ESCAPE}u000A''' AS ?x) }}}}",
    "SELECT * {{ {{ SELECT * {{ #\n SERVICE#\n<http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }} }} }}",
    "LOAD <http://127.0.0.1:{port}/>",
    "LOAD SILENT <file:///etc/passwd> INTO GRAPH <a:b>",
    "INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
    "SELECT * {{ GRAPH <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
    "SELECT * {{ GRAPH <file:///etc/passwd> {{ ?s ?p ?o }} }}",
]


@pytest.mark.parametrize("call", CALLS)
def test_nobody_is_called_and_no_file_is_read(endpoint: Endpoint, call: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        response = endpoint.ask(call.format(port=listener.getsockname()[1]))
        if "GRAPH <" in call and "LOAD" not in call:
            assert response.json()["results"]["bindings"] == []
        else:
            assert response.status_code == 400
        with pytest.raises(TimeoutError):
            listener.accept()
        assert "root:" not in response.text


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="only Linux says what a process may do")
def test_a_process_may_write_no_file_and_gain_no_rights(endpoint: Endpoint) -> None:
    for number in endpoint.workers():
        limits = Path(f"/proc/{number}/limits").read_text()
        assert next(line for line in limits.splitlines() if line.startswith("Max file size")).split()[3:5] == ["0", "0"]
        assert "NoNewPrivs:\t1" in Path(f"/proc/{number}/status").read_text()


def test_two_lengths_of_a_body_are_refused(endpoint: Endpoint) -> None:
    smuggled = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    for lengths in (
        b"Content-Length: 6\r\nContent-Length: 7\r\n",
        b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: chunked, identity\r\n",
        b"Transfer-Encoding: x\r\n",
        b"Content-Length: -1\r\n",
        b"Content-Length: 0x6\r\n",
    ):
        answer = endpoint.say(smuggled + lengths + b"Connection: close\r\n\r\nASK {}")
        assert answer.count(b"\r\nconnection: close\r\n") == 1
        assert not answer.startswith(b"HTTP/1.1 200")


def test_a_body_in_crumbs_is_refused_before_it_takes_the_endpoints_time(endpoint: Endpoint) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    start = time.monotonic()
    answer = endpoint.say(head + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\na\r\n" * 100_000)
    assert time.monotonic() - start < 2
    assert not answer or answer.startswith(b"HTTP/1.1 400 ")  # the rest of the body may have been cut off
    assert endpoint.titles() == EXPECTED


def test_a_body_in_a_few_chunks_is_read(endpoint: Endpoint) -> None:
    with endpoint.client() as client:
        pieces = (piece.encode() for piece in TITLES)
        answer = client.post("/sparql", content=pieces, headers={"content-type": "application/sparql-query"})
    assert len(answer.json()["results"]["bindings"]) == len(EXPECTED)


def test_who_goes_on_sending_after_a_refusal_gets_no_second_answer(endpoint: Endpoint) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    answer = endpoint.say(head + b"Content-Length: 90000000\r\n\r\nASK {}")
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert answer.count(b"HTTP/1.1 ") == 1


def test_no_refusal_says_where_the_build_lies_or_is_kept_by_a_cache(build: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(build, tmp_path / "secret"))
    (folder / "search.sqlite").unlink()
    with serving(folder, "--workers", "1") as endpoint:
        for path in ("/search?q=attention&format=json", "/sparql?query=x", "/questions/posts?x=1", "/nothing"):
            answer = endpoint.get(path)
            assert answer.status_code in (400, 404)
            assert "secret" not in answer.text
            assert answer.headers["cache-control"] == "no-store"
