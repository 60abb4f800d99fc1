"""The page, the things of the build, the named questions and the state of the endpoint, each under its address."""

from __future__ import annotations

import csv
import io
import os
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
import rdflib

from tests.rdf.blog import BASE
from tests.serve.live import Endpoint, read_graph, serving, wait_until

HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def test_the_root_is_the_page_of_the_build(endpoint: Endpoint, build: Path) -> None:
    for path in ("/", "/graph.html"):
        response = endpoint.get(path, HTML)
        assert response.content == (build / "graph.html").read_bytes()
        assert response.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "path", ["/report.json", "/store/CURRENT", "/..%2f..%2fetc/passwd", "/graph.ev-xx.js", "/graph.nt"]
)
def test_no_other_file_is_served(endpoint: Endpoint, path: str) -> None:
    assert endpoint.get(path).status_code == 404


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_page_that_is_no_file_keeps_nobody_waiting(build: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(build, tmp_path / "out"))
    (folder / "graph.html").unlink()
    os.mkfifo(folder / "graph.html")
    with serving(folder, "--workers", "1") as endpoint:
        assert endpoint.get("/").status_code == 404
        assert endpoint.stop() == 0


def test_the_endpoint_says_that_it_is_well(endpoint: Endpoint) -> None:
    assert wait_until(lambda: endpoint.get("/health").json()["workers"] == 2)
    response = endpoint.get("/health")
    assert (response.status_code, response.json()["status"], response.json()["workers"]) == (200, "ok", 2)


@pytest.mark.parametrize(
    ("path", "iri"),
    [
        ("/post/%E6%B3%A8%E6%84%8F%E5%8A%9B", f"{BASE}post/注意力"),
        ("/concept/attention", f"{BASE}concept/attention"),
        ("/person/%E7%8E%8B_%E5%B0%8F%E6%98%8E", f"{BASE}person/王_小明"),
        ("/dataset", f"{BASE}dataset"),
        ("/resource?iri=https%3A%2F%2Fblog.example%2Ftransformer", "https://blog.example/transformer"),
        ("/resource?iri=post/lost", f"{BASE}post/lost"),
        (f"/resource?iri={quote(BASE)}post/garden%23char%3D0%2C18", f"{BASE}post/garden#char=0,18"),
    ],
)
def test_an_iri_leads_to_what_is_said_of_it(endpoint: Endpoint, path: str, iri: str) -> None:
    for accept in ("text/turtle", "application/ld+json", ""):
        response = endpoint.get(path, accept)
        assert response.status_code == 200
        assert set(read_graph(response).subjects()) == {rdflib.URIRef(iri)}
    page = endpoint.get(path, HTML)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert iri in page.text


def test_the_page_of_a_concept_links_the_posts_that_name_it(endpoint: Endpoint) -> None:
    page = endpoint.get("/concept/attention", HTML).text
    assert '<a href="/post/%E6%B3%A8%E6%84%8F%E5%8A%9B"><bdi>注意力机制简介</bdi></a>' in page
    assert "is the schema:mentions of" in page


def test_posts_in_the_plural_lead_to_the_post(endpoint: Endpoint) -> None:
    response = endpoint.get("/posts/%E6%B3%A8%E6%84%8F%E5%8A%9B")
    assert (response.status_code, response.headers["location"]) == (308, "/post/%E6%B3%A8%E6%84%8F%E5%8A%9B")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/post/none", 404),
        ("/resource?iri=urn:none", 404),
        ("/resource", 400),
        ("/resource?iri=", 400),
        ("/resource?iri=%3E%20%3Fp%20%3Fo%20%7D%20%23", 400),
        ("/resource?iri=a%0Ab", 400),
        ("/post/%FF", 404),
        ("/favicon.ico", 404),
    ],
)
@pytest.mark.parametrize("accept", ["text/turtle", HTML])
def test_what_the_build_does_not_know_is_refused(endpoint: Endpoint, path: str, status: int, accept: str) -> None:
    response = endpoint.get(path, accept)
    assert (response.status_code, bool(response.json()["remedy"])) == (status, True)


def test_a_named_question_is_answered_as_csv_and_json(endpoint: Endpoint) -> None:
    rows = list(csv.DictReader(io.StringIO(endpoint.get("/questions/posts-naming?concept=BERT&format=csv").text)))
    assert [row["title"] for row in rows] == ["Transformer 入门"]
    response = endpoint.get("/questions/posts-naming?concept=BERT")
    assert response.headers["content-type"] == "application/json"
    assert [row["title"]["value"] for row in response.json()["results"]["bindings"]] == ["Transformer 入门"]
    assert endpoint.get("/questions/posts-naming?concept=BERT", "text/csv").text.startswith("date,title")


def test_every_named_question_runs_with_its_example(endpoint: Endpoint) -> None:
    questions = endpoint.get("/questions").json()["questions"]
    assert len(questions) >= 20
    with endpoint.client() as client:
        for question in questions:
            response = client.get(f"/questions/{question['name']}", params=question["example"])
            assert response.status_code == 200, question["name"]


def test_a_limit_of_a_question_cuts_and_says_so(endpoint: Endpoint) -> None:
    response = endpoint.get("/questions/most-named?limit=1")
    assert len(response.json()["results"]["bindings"]) == 1
    assert response.headers["kg-cut"] == "true"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("posts-nameing", 404),
        ("posts-naming", 400),
        ("posts-naming?concept=a&other=b", 400),
        ("posts-naming?concept=a&concept=b", 400),
        ("posts-naming?concept=a&limit=x", 400),
        ("posts-naming?concept=a&format=xls", 400),
        ("uncertain?below=much", 400),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(endpoint: Endpoint, path: str, status: int) -> None:
    response = endpoint.get(f"/questions/{path}")
    assert (response.status_code, bool(response.json()["remedy"])) == (status, True)
    assert "kg query" not in response.text


@pytest.mark.parametrize("value", ['" } SELECT * { ?s ?p ?o', "<a:b> }", "\\u0022", "}", "注意力\x00", "\n"])
def test_a_value_of_a_question_stays_a_value(endpoint: Endpoint, value: str) -> None:
    with endpoint.client() as client:
        response = client.get("/questions/posts-naming", params={"concept": value})
    assert (response.status_code, response.json()["results"]["bindings"]) == (200, [])
