"""The query editor in a real browser: it runs under its own policy, and asks as any program would."""

from __future__ import annotations

import shutil
import subprocess
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest

from kg.serve.pages import EDITOR_POLICY
from tests.serve.live import EXPECTED, TITLES, Endpoint
from tests.view.conftest import FLAGS, NAMES

pytestmark = pytest.mark.browser
BROWSER = next(filter(None, map(shutil.which, NAMES)), None)


def see(address: str, profile: Path) -> str:
    """Return the page at an address as it is when its scripts have run."""
    if BROWSER is None:
        pytest.skip("no Chromium on PATH: tools/chromium installs one")
    words = ["--headless", *FLAGS, f"--user-data-dir={profile}", "--virtual-time-budget=10000", "--dump-dom", address]
    done = subprocess.run([BROWSER, *words], capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert "Content Security Policy" not in done.stderr
    return unescape(done.stdout)


def test_a_link_to_a_query_shows_its_answer_as_a_table(endpoint: Endpoint, tmp_path: Path) -> None:
    page = see(f"{endpoint.root}sparql?query={quote(TITLES)}", tmp_path)
    assert '<th scope="col">title</th>' in page
    for title in EXPECTED:
        assert f">{title}</bdi>" in page
    assert "4 in " in page
    assert ">Posts that name a concept, newest first</option>" in page
    assert "schema: " in page


def test_markup_in_an_answer_stays_text(endpoint: Endpoint, tmp_path: Path) -> None:
    query = 'SELECT ("<img src=x onerror=document.title=1>" AS ?x) (<javascript:alert(1)> AS ?y) {}'
    page = see(f"{endpoint.root}sparql?query={quote(query)}", tmp_path)
    assert "<title>SPARQL</title>" in page
    assert 'href="/resource?iri=javascript%3Aalert(1)"' in page


def test_a_refusal_is_shown_with_its_remedy(endpoint: Endpoint, tmp_path: Path) -> None:
    page = see(f"{endpoint.root}sparql?query={quote('SELECT * { ?s ?p')}", tmp_path)
    assert "the query does not parse at line 1" in page


def test_triples_are_shown_as_turtle(endpoint: Endpoint, tmp_path: Path) -> None:
    page = see(f"{endpoint.root}sparql?query={quote('DESCRIBE <post/lost>')}", tmp_path)
    assert 'schema:headline "The lost post"@en' in page


def test_the_editor_loads_nothing_from_elsewhere(endpoint: Endpoint) -> None:
    assert "http" not in EDITOR_POLICY
    for path in ("/assets/editor.js", "/assets/results.js", "/assets/serve.css"):
        response = endpoint.get(path)
        assert response.status_code == 200
        assert "//" not in response.text.replace("// ", "")
