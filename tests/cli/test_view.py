"""`kg view` as a person runs it; the browser is a script that writes down what it is asked to open."""

from __future__ import annotations

import shutil
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


def test_what_lies_around_a_concept_gets_a_page_of_its_own(
    run: Callable[..., Run], built: Path, tmp_path: Path, opened: Path
) -> None:
    page = tmp_path / "around.html"
    said = run("view", built, "--around", "GAN", "--depth", "2", "-o", page)
    assert said.status == 0
    assert said.stdout == f"{page}\n"
    assert "at most 2 steps from" in said.stderr
    assert opened.read_text(encoding="utf-8") == f"{page.as_uri()}#node=https://example.org/kg/concept/gan"
    assert page.stat().st_size < (built / "graph.html").stat().st_size


def test_by_itself_the_page_lies_beside_the_whole_one(
    run: Callable[..., Run], built: Path, tmp_path: Path, opened: Path
) -> None:
    folder = tmp_path / "out"
    shutil.copytree(built, folder)
    assert run("view", folder, "--around", "噪声对比估计").stdout == f"{folder / 'around.html'}\n"
    assert opened.exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [("网络", "things fit '网络'"), ("no such thing", "nothing is called"), ("  ", "nothing is called")],
)
def test_a_name_that_fits_nothing_or_much_is_asked_for_again(
    run: Callable[..., Run], built: Path, name: str, said: str
) -> None:
    ran = run("view", built, "--around", name)
    assert ran.status == 2
    assert said in ran.stderr


def test_around_a_page_that_cannot_be_written(run: Callable[..., Run], built: Path, tmp_path: Path) -> None:
    ran = run("view", built, "--around", "GAN", "-o", tmp_path)
    assert ran.status == 3
    assert "cannot be written" in ran.stderr
