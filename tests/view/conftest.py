"""A browser, shared by all tests of the page, and pages opened in it as a person does: from disk, with no network."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from kg.graph.schema import Graph
from kg.view.page import LARGEST_FILE, write_page
from tests.view.graphs import small_blog

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
USUAL: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", "reduced_motion": "reduce"}


@dataclass
class Visit:
    """A page that is open, and what it complained of or asked for."""

    page: Page
    path: Path
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def search(self, words: str) -> None:
        self.page.fill("#query", words)
        self.page.keyboard.press("Enter")

    def hash(self) -> str:
        return str(self.page.evaluate("decodeURIComponent(location.hash)"))

    def heading(self) -> str:
        return self.page.inner_text("#panel h2")

    def place_of(self, key: str) -> tuple[float, float]:
        """Return where a node is on the screen."""
        self.settle()
        found = self.page.evaluate(
            """key => {
                const { id } = nodes.get({ filter: each => each.key === key })[0];
                const place = network.canvasToDOM(network.getPosition(id));
                const frame = document.getElementById("mynetwork").getBoundingClientRect();
                return [place.x + frame.x, place.y + frame.y];
            }""",
            key,
        )
        return found[0], found[1]

    def click(self, key: str) -> None:
        self.page.mouse.click(*self.place_of(key))
        self.page.wait_for_selector("#panel .controls")

    def click_between(self, key: str, other: str) -> None:
        """Click the middle of the edge between two nodes."""
        (x, y), (to_x, to_y) = self.place_of(key), self.place_of(other)
        self.page.mouse.click((x + to_x) / 2, (y + to_y) / 2)

    def settle(self) -> None:
        """Wait until the view stands still."""
        self.page.evaluate("() => new Promise(done => setTimeout(done, 60))")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once."""
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    if executable is None:
        pytest.skip("no Chromium on PATH: tools/chromium installs one")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def small_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page of the small blog once."""
    path = tmp_path_factory.mktemp("small") / "graph.html"
    write_page(small_blog(), path)
    return path


@pytest.fixture
def visit(browser: Browser, small_page: Path, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Open the page of the small blog or of a graph; in the end nothing was asked of a network or went wrong."""
    visits: list[Visit] = []

    def go(address: str = "", *, graph: Graph | None = None, **options: Any) -> Visit:
        path = small_page
        if graph is not None:
            path = tmp_path / "graph.html"
            write_page(graph, path, largest=options.pop("largest", LARGEST_FILE))
        context = browser.new_context(offline=True, **(USUAL | options))
        opened = Visit(page=context.new_page(), path=path)
        _listen(opened)
        visits.append(opened)
        opened.page.goto(path.as_uri() + address)
        opened.page.wait_for_selector("body[data-ready]", state="attached", timeout=20_000)
        return opened

    yield go
    for each in visits:
        each.page.context.close()
        assert each.complaints == []
        assert [url for url in each.requests if not url.startswith(each.path.parent.as_uri() + "/graph.")] == []


def _listen(found: Visit) -> None:
    def note_request(request: Request) -> None:
        if not request.url.startswith(("blob:", "data:")):
            found.requests.append(request.url.partition("#")[0])

    found.page.on("request", note_request)
    found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
    found.page.on("console", lambda message: found.complaints.append(message.text) if message.type == "error" else None)
    found.page.on("dialog", lambda dialog: (found.complaints.append(dialog.message), dialog.dismiss()))
