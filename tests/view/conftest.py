"""A browser, shared by all tests of the page, and pages opened in it as a person does: from disk, with no network."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Page, Request, sync_playwright

from kg.graph.schema import Graph
from kg.view.page import LIMITS, Limits, write_page
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

    def until(self, check: str) -> None:
        """Wait until a function of the page returns something; playwright's own way is refused by the page's policy."""
        self.page.evaluate(
            f"""() => new Promise((done, fail) => {{
                const end = Date.now() + 15000;
                const look = () => ({check})() ? done() : Date.now() > end ? fail("in vain") : setTimeout(look, 20);
                look();
            }})"""
        )

    def listen(self) -> None:
        """Note from now on what the page asks for and complains of."""
        for event, note in self._notes().items():
            self.page.on(event, note)

    def leave(self) -> None:
        """Stop listening, and leave the window as it was found."""
        self.page.evaluate("localStorage.clear()")
        self.page.set_viewport_size(USUAL["viewport"])
        for event, note in self._notes().items():
            self.page.remove_listener(event, note)

    def _notes(self) -> dict[Any, Callable[[Any], None]]:
        return {
            "request": self._note_request,
            "pageerror": self._note_exception,
            "console": self._note_message,
            "dialog": self._dismiss,
        }

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith(("blob:", "data:", "about:")):
            self.requests.append(request.url.partition("#")[0])

    def _note_exception(self, error: Error) -> None:
        self.complaints.append(str(error))

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def _dismiss(self, dialog: Dialog) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()


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


@pytest.fixture(scope="session")
def usual_page(browser: Browser) -> Page:
    """Open one window for all visits that need nothing special: a new one for each would take half of their time."""
    return browser.new_context(offline=True, **USUAL).new_page()


@pytest.fixture
def visit(browser: Browser, usual_page: Page, small_page: Path, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Open the page of the small blog or of a graph; in the end nothing was asked of a network or went wrong."""
    visits: list[Visit] = []

    def go(
        address: str = "",
        *,
        graph: Graph | None = None,
        limits: Limits = LIMITS,
        written: Path = small_page,
        **options: Any,
    ) -> Visit:
        path = written
        if graph is not None:
            path = tmp_path / "graph.html"
            write_page(graph, path, limits=limits)
        page = browser.new_context(offline=True, **(USUAL | options)).new_page() if options else usual_page
        opened = Visit(page=page, path=path)
        opened.listen()
        visits.append(opened)
        page.goto("about:blank")  # else a mere change of what follows the # would open nothing anew
        page.goto(path.as_uri() + address)
        page.wait_for_selector("body[data-ready]", state="attached", timeout=20_000)
        return opened

    yield go
    for each in visits:
        each.leave()
        if each.page is not usual_page:
            each.page.context.close()
        assert each.complaints == []
        assert [url for url in each.requests if not url.startswith(each.path.parent.as_uri() + "/graph.")] == []
