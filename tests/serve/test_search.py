"""`/search`: posts and concepts by their words, for people and for programs."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.rdf.blog import BASE
from tests.serve.live import Endpoint, serving

HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HOSTILE = [
    '"',
    "NEAR(a b)",
    "a* OR",
    "'; DROP TABLE post; --",
    "<script>alert(1)</script>",
    "\x00",
    "注" * 5000,
    ") (",
    "{}",
]


def test_chinese_and_english_words_find_posts_and_concepts(endpoint: Endpoint) -> None:
    found = endpoint.get(f"/search?q={quote('注意力')}").json()
    assert f"{BASE}post/注意力" in [post["iri"] for post in found["posts"]]
    assert f"{BASE}concept/attention" in [concept["iri"] for concept in found["concepts"]]
    assert found["exact"] is True
    assert [post["title"] for post in endpoint.get("/search?q=stacks").json()["posts"]] == ["Transformer 入门"]


def test_marks_stand_where_the_words_stand(endpoint: Endpoint) -> None:
    for post in endpoint.get("/search?q=attention").json()["posts"]:
        assert post["marks"]
        for start, end in post["marks"]:
            assert post["snippet"][start:end].lower() == "attention"


def test_the_page_links_what_was_found_and_marks_the_words(endpoint: Endpoint) -> None:
    response = endpoint.get("/search?q=tomatoes", HTML)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert '<a href="/post/garden">' in response.text
    assert "<mark>Tomatoes</mark>" in response.text
    assert 'value="tomatoes"' in response.text


def test_without_words_the_page_asks_for_some(endpoint: Endpoint) -> None:
    assert '<input type="search" name="q" value=""' in endpoint.get("/search", HTML).text
    assert endpoint.get("/search").status_code == 400


def test_nothing_found_is_said(endpoint: Endpoint) -> None:
    assert "Nothing says that." in endpoint.get("/search?q=zzzz", HTML).text
    assert endpoint.get("/search?q=zzzz").json()["posts"] == []


def test_csv_is_a_line_a_hit(endpoint: Endpoint) -> None:
    response = endpoint.get("/search?q=attention", "text/csv")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.text, newline="")))
    found = endpoint.get("/search?q=attention", "application/json").json()
    assert [row["iri"] for row in rows] == [hit["iri"] for kind in ("concepts", "posts") for hit in found[kind]]
    assert {row["kind"] for row in rows} == {"concept", "post"}


def test_a_format_in_the_address_counts_more_than_accept(endpoint: Endpoint) -> None:
    for name, media_type in (("html", "text/html"), ("json", "application/json"), ("csv", "text/csv")):
        assert endpoint.get(f"/search?q=a&format={name}", "text/csv").headers["content-type"].startswith(media_type)


def test_a_limit_is_for_posts_and_for_concepts(endpoint: Endpoint) -> None:
    found = endpoint.get("/search?q=attention&limit=1").json()
    assert (len(found["posts"]), len(found["concepts"])) == (1, 1)


@pytest.mark.parametrize(
    ("query", "accept", "status"),
    [
        ("q=a&limit=x", "", 400),
        ("q=a&q=b", "", 400),
        ("q=%FF", "", 400),
        ("q=a&format=xls", "", 400),
        ("q=a", "image/png", 406),
    ],
)
def test_a_search_that_makes_no_sense_says_why(endpoint: Endpoint, query: str, accept: str, status: int) -> None:
    response = endpoint.get(f"/search?{query}", accept)
    assert (response.status_code, bool(response.json()["remedy"])) == (status, True)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("accept", ["application/json", "text/csv", HTML])
def test_no_words_are_obeyed(endpoint: Endpoint, text: str, accept: str) -> None:
    response = endpoint.get(f"/search?q={quote(text[:1000])}", accept)
    assert response.status_code == 200
    assert "<script>" not in response.text or accept != HTML


def test_the_named_question_finds_what_the_route_finds(endpoint: Endpoint) -> None:
    rows = endpoint.get("/questions/search?text=tomatoes").json()["results"]["bindings"]
    assert f"{BASE}post/garden" in [term["value"] for row in rows for term in row.values()]


def test_a_build_without_an_index_says_so(build: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(build, tmp_path / "out"))
    (folder / "search.sqlite").unlink()
    with serving(folder, "--workers", "1") as endpoint:
        response = endpoint.get("/search?q=a")
        assert (response.status_code, "kg build" in response.json()["remedy"]) == (404, True)
        assert endpoint.get("/search", HTML).status_code == 200
