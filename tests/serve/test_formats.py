"""Answers come in the format that the client accepts, or not at all."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest

from tests.serve.live import EXPECTED, TITLES, Endpoint, read_graph

XML = "application/sparql-results+xml"


def read_titles(media_type: str, text: str) -> list[str]:
    if "json" in media_type:
        return [row["title"]["value"] for row in json.loads(text)["results"]["bindings"]]
    if "xml" in media_type:
        root = ElementTree.fromstring(text)  # noqa: S314 - our own answer
        return [each.text or "" for each in root.iter("{http://www.w3.org/2005/sparql-results#}literal")]
    if "tab" in media_type:
        return [line.split('"')[1] for line in text.splitlines()[1:]]
    return [row["title"] for row in csv.DictReader(io.StringIO(text))]


@pytest.mark.parametrize(
    "media_type",
    [
        "application/sparql-results+json",
        "application/json",
        XML,
        "application/xml",
        "text/xml",
        "text/csv",
        "text/tab-separated-values",
    ],
)
def test_rows_come_in_every_format_under_the_name_that_was_asked_for(endpoint: Endpoint, media_type: str) -> None:
    response = endpoint.ask(TITLES, media_type)
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == media_type
    assert read_titles(media_type, response.content.decode()) == EXPECTED


@pytest.mark.parametrize("media_type", ["application/sparql-results+json", XML])
def test_an_ask_is_answered_in_json_and_xml(endpoint: Endpoint, media_type: str) -> None:
    assert "true" in endpoint.ask("ASK {}", media_type).text


@pytest.mark.parametrize("media_type", ["text/turtle", "application/n-triples", "application/ld+json"])
def test_triples_come_in_every_format(endpoint: Endpoint, media_type: str) -> None:
    response = endpoint.ask("CONSTRUCT { ?s schema:name ?t } { ?s schema:headline ?t }", media_type)
    assert response.headers["content-type"].split(";")[0] == media_type
    assert sorted(str(name) for name in read_graph(response).objects()) == EXPECTED


def test_the_weights_of_accept_are_obeyed(endpoint: Endpoint) -> None:
    response = endpoint.ask(TITLES, "text/csv;q=0.5, application/sparql-results+xml;q=0.9, */*;q=0.1")
    assert response.headers["content-type"] == XML
    assert response.headers["vary"] == "Accept"


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (TITLES, "text/turtle"),
        (TITLES, "image/png"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv"),
        ("DESCRIBE <a:b>", "application/sparql-results+json"),
        ("ASK {}", "application/n-triples"),
        (TITLES, "*/*;q=0"),
    ],
)
def test_what_cannot_be_had_is_406_and_says_what_can(endpoint: Endpoint, query: str, accept: str) -> None:
    response = endpoint.ask(query, accept)
    assert response.status_code == 406
    assert "accept one of" in response.json()["remedy"]


def test_a_client_without_accept_gets_json_or_turtle(endpoint: Endpoint) -> None:
    assert endpoint.ask(TITLES, "*/*").headers["content-type"] == "application/sparql-results+json"
    assert endpoint.ask("DESCRIBE <post/lost>", "*/*").headers["content-type"].startswith("text/turtle")


def test_the_headers_say_how_much_and_how_much_at_most(endpoint: Endpoint) -> None:
    headers = endpoint.ask(TITLES).headers
    assert (headers["kg-rows"], headers["kg-cut"]) == ("4", "false")
    assert (headers["kg-row-limit"], headers["kg-byte-limit"]) == ("100000", "10485760")
