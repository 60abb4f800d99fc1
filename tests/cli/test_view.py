"""`kg view` as a person runs it; the browser is a script that writes down what it is asked to open."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a browser in the environment, and return the file that it writes."""
    noted, browser = tmp_path / "opened.txt", tmp_path / "browser.py"
    browser.write_text(f"import sys; open({str(noted)!r}, 'w').write(sys.argv[1])", encoding="utf-8")
    monkeypatch.setenv("BROWSER", f"{sys.executable} {browser} %s")
    monkeypatch.setattr("webbrowser._tryorder", None)  # it reads the environment once
    return noted


def test_the_page_is_opened_in_the_browser(run: Callable[..., Run], tmp_path: Path, opened: Path) -> None:
    page = tmp_path / "out put" / "graph.html"
    page.parent.mkdir()
    page.write_text("<!doctype html>", encoding="utf-8")
    said = run("view", page.parent)
    assert said.status == 0
    assert said.stdout == f"{page}\n"
    assert opened.read_text(encoding="utf-8") == page.as_uri()


def test_without_a_page_it_says_how_to_make_one(run: Callable[..., Run], tmp_path: Path) -> None:
    said = run("view", tmp_path / "nothing")
    assert said.status == 5
    assert said.stdout == ""
    assert "kg build" in said.stderr


def test_its_help_shows_an_example(run: Callable[..., Run]) -> None:
    assert "kg view output" in run("view", "--help").stdout
