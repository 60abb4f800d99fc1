"""The query editor in a real browser: it runs under its own policy, asks nobody but this endpoint, and obeys no answer."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, sync_playwright

from kg.serve.pages import EDITOR_POLICY
from tests.serve.live import EXPECTED, TITLES, Endpoint
from tests.view.conftest import FLAGS, NAMES

VENDORED = Path(__file__).parents[2] / "src" / "kg" / "serve" / "static" / "yasgui"
BROWSER = next(filter(None, map(shutil.which, NAMES)), None)


@dataclass
class Visit:
    """What a page asked for and complained of."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def visit(address: str, act: Callable[[Page], object]) -> Visit:
    """Open an address, do something there, and see what came of it; its own thread, as others have a browser too."""
    if BROWSER is None:
        pytest.skip("no Chromium on PATH: tools/chromium installs one")
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_visit, address, act).result()


def _visit(address: str, act: Callable[[Page], object]) -> Visit:
    seen = Visit()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.on("request", lambda request: seen.requests.append(request.url))
        page.on("console", lambda message: seen.complaints.append(message.text))
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.goto(address)
        page.wait_for_selector(".yasqe .CodeMirror")
        act(page)
        browser.close()
    return seen


def table_of(page: Page) -> list[list[str]]:
    page.wait_for_selector(".yasr_results tbody td")
    rows = page.locator(".yasr_results tbody tr").all()
    return [row.locator("td").all_inner_texts() for row in rows]


@pytest.mark.browser
def test_a_link_to_a_query_shows_its_answer_as_a_table(endpoint: Endpoint) -> None:
    def act(page: Page) -> None:
        assert [row[-1] for row in table_of(page)] == EXPECTED
        assert "4 results" in page.inner_text(".yasr_response_chip")

    seen = visit(f"{endpoint.root}sparql?query={quote(TITLES)}", act)
    assert seen.complaints == []
    assert {urlsplit(url).netloc for url in seen.requests} == {urlsplit(endpoint.root).netloc}


@pytest.mark.browser
def test_a_question_of_the_menu_puts_its_sparql_into_the_editor_and_asks_it(endpoint: Endpoint) -> None:
    def act(page: Page) -> None:
        page.select_option("#named", label="Posts that name a concept, newest first")
        page.fill("#blanks input[name=concept]", "BERT")
        page.click("#ask")
        assert [row[-4] for row in table_of(page)] == ["Transformer 入门"]
        shown = page.evaluate("document.querySelector('.yasqe .CodeMirror').CodeMirror.getValue()")
        assert shown.startswith("PREFIX schema: <http://schema.org/>")
        assert "VALUES ?concept { <concept/attention> }" not in shown
        assert page.locator(".parseErrorIcon").count() == 0

    seen = visit(f"{endpoint.root}sparql", act)
    assert seen.complaints == []
    assert {urlsplit(url).netloc for url in seen.requests} == {urlsplit(endpoint.root).netloc}


@pytest.mark.browser
def test_a_value_that_a_question_cannot_use_is_said(endpoint: Endpoint) -> None:
    def act(page: Page) -> None:
        page.select_option("#named", "uncertain")
        page.fill("#blanks input[name=below]", "much")
        page.click("#ask")
        page.locator("#status").filter(has_text="no number").wait_for(state="attached")

    visit(f"{endpoint.root}sparql", act)


@pytest.mark.browser
def test_typing_asks_no_server_for_prefixes_or_terms(endpoint: Endpoint) -> None:
    def act(page: Page) -> None:
        page.click(".yasqe .CodeMirror")
        page.keyboard.press("Control+A")
        page.keyboard.type("SELECT * { ?post a schema:", delay=20)
        page.wait_for_timeout(800)
        page.keyboard.press("Control+Space")
        page.wait_for_timeout(800)
        shown = page.evaluate("document.querySelector('.yasqe .CodeMirror').CodeMirror.getValue()")
        assert "PREFIX schema: <http://schema.org/>" in shown

    seen = visit(f"{endpoint.root}sparql", act)
    assert {urlsplit(url).netloc for url in seen.requests} == {urlsplit(endpoint.root).netloc}


@pytest.mark.browser
def test_markup_in_an_answer_stays_text(endpoint: Endpoint) -> None:
    query = (
        'SELECT ("<img src=x onerror=document.title=1>" AS ?x) (<javascript:document.title=1> AS ?y) '
        "(<http://a.example/'onmouseover='document.title=1> AS ?z) (\"</td><script>document.title=1</script>\"@en AS ?w) {}"
    )

    def act(page: Page) -> None:
        cells = table_of(page)[0]
        assert "<img src=x onerror=document.title=1>" in cells[-4]
        assert "<script>" in cells[-1]
        assert page.locator(".yasr_results img, .yasr_results script").count() == 0
        for link in page.locator(".yasr_results a.iri").all():
            assert (link.get_attribute("href") or "").startswith("/resource?iri=")
            assert link.get_attribute("onmouseover") is None
        page.locator(".yasr_results td").last.hover()
        page.wait_for_timeout(200)
        assert page.title() == "SPARQL"

    visit(f"{endpoint.root}sparql?query={quote(query)}", act)


@pytest.mark.browser
def test_what_an_answer_names_leads_to_its_page_here(endpoint: Endpoint) -> None:
    def act(page: Page) -> None:
        table_of(page)
        link = page.locator(".yasr_results a.iri").first
        assert link.get_attribute("href") == f"/resource?iri={quote('https://blog.example/transformer', safe='')}"

    visit(f"{endpoint.root}sparql?query={quote('SELECT ?s { VALUES ?s { <https://blog.example/transformer> } }')}", act)


@pytest.mark.browser
def test_a_refusal_is_shown_with_its_remedy(endpoint: Endpoint) -> None:
    def act(page: Page) -> None:
        page.wait_for_selector(".refusal")
        words = page.inner_text(".refusal")
        assert "the query does not parse at line 1" in words
        assert "change the query there" in words

    visit(f"{endpoint.root}sparql?query={quote('SELECT * { ?s ?p')}", act)


@pytest.mark.browser
def test_triples_are_shown_as_a_table_of_their_parts(endpoint: Endpoint) -> None:
    def act(page: Page) -> None:
        assert any(row[-1].startswith("The lost post") for row in table_of(page))

    assert visit(f"{endpoint.root}sparql?query={quote('DESCRIBE <post/lost>')}", act).complaints == []


@pytest.mark.browser
def test_a_link_to_share_holds_the_query_and_no_other_endpoint(endpoint: Endpoint) -> None:
    def act(page: Page) -> None:
        table_of(page)
        page.click(".yasqe_share")
        link = page.locator(".yasqe_sharePopup input").input_value()
        assert parse_qs(urlsplit(link).query)["query"] == [TITLES]
        assert urlsplit(link).fragment == ""

    visit(f"{endpoint.root}sparql?query={quote(TITLES)}", act)


@pytest.mark.browser
def test_an_endpoint_that_a_link_names_is_not_asked(endpoint: Endpoint) -> None:
    def act(page: Page) -> None:
        page.wait_for_timeout(500)
        page.click(".yasqe_queryButton")
        assert table_of(page)

    seen = visit(f"{endpoint.root}sparql#query=ASK%20%7B%7D&endpoint=http%3A%2F%2Fevil.example%2F", act)
    assert {urlsplit(url).netloc for url in seen.requests} == {urlsplit(endpoint.root).netloc}


def test_what_is_vendored_is_what_was_taken(endpoint: Endpoint) -> None:
    lines = [line.split() for line in (VENDORED / "SHA256SUMS").read_text().splitlines()]
    listed = {name: digest for digest, name in lines}
    assert set(listed) == {"yasgui.min.js", "yasgui.min.css"}
    for name, digest in listed.items():
        served = endpoint.get(f"/assets/{name}")
        assert hashlib.sha256(served.content).hexdigest() == digest
        assert b"sourceMappingURL" not in served.content
    assert "Permission is hereby granted" in (VENDORED / "LICENSES.txt").read_text("utf-8")


def test_the_editor_loads_nothing_from_elsewhere(endpoint: Endpoint) -> None:
    assert "http" not in EDITOR_POLICY
    assert "unsafe" not in EDITOR_POLICY
    page = endpoint.get("/sparql", "text/html").text
    assert "//" not in page
    assert "url(" not in endpoint.get("/assets/yasgui.min.css").text


def test_a_browser_that_has_an_asset_need_not_load_it_again(endpoint: Endpoint) -> None:
    first = endpoint.get("/assets/yasgui.min.js")
    again = endpoint.get("/assets/yasgui.min.js", **{"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_question_gives_its_sparql_for_any_program(endpoint: Endpoint) -> None:
    response = endpoint.get("/questions/posts-naming?concept=BERT", "application/sparql-query")
    assert response.headers["content-type"] == "application/sparql-query"
    assert response.text.startswith("PREFIX schema: <http://schema.org/>\n")
    assert endpoint.ask(response.text).json()["results"]["bindings"][0]["title"]["value"] == "Transformer 入门"
    assert endpoint.get("/questions/posts-naming?concept=BERT&format=sparql").text == response.text
