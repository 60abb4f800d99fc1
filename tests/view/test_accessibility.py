"""The page for everyone: axe-core finds nothing to complain of in any state that a reader can bring it to."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.graph.schema import Graph
from tests.view.conftest import Visit
from tests.view.graphs import empty, hostile_blog

Open = Callable[..., Visit]

AXE = Path(__file__).parent / "vendor" / "axe-core"
RUN = "() => axe.run(document, { resultTypes: ['violations'] }).then(found => found.violations)"

# How a reader comes to each state: the address, then what is pressed.
STATES: dict[str, tuple[str, tuple[str, ...]]] = {
    "overview": ("", ()),
    "a post": ("#node=post/flow", ()),
    "a concept": ("#node=concept/gan", ()),
    "the sentences of a link": ("#node=concept/gan&to=post/gan", ()),
    "a path": ("#node=post/nce&to=work/flows", ()),
    "a neighbourhood": ("#node=concept/gan&depth=2", ()),
    "timeline": ("#view=time", ()),
    "table": ("#view=table&node=concept/gan", ()),
    "filters": ("#years=2018-2019", ("#filters-toggle",)),
    "menu": ("", ("#more summary",)),
    "everything hidden": ("#degree=9", ()),
    "unknown node": ("#node=concept/nothing", ()),
}


def complaints(opened: Visit) -> list[tuple[str, str]]:
    """Return the rule and the element of each violation."""
    opened.settle()
    if not opened.page.evaluate("'axe' in window"):
        opened.page.evaluate((AXE / "axe.min.js").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = opened.page.evaluate(RUN)
    return [(each["id"], node["html"][:200]) for each in found for node in each["nodes"]]


def complaints_of_all(opened: Visit) -> dict[str, list[tuple[str, str]]]:
    """Bring the page to each state in turn; return what is wrong with any."""
    found = {}
    for state, (address, presses) in STATES.items():
        opened.page.evaluate("address => { location.hash = address }", address)
        for press in presses:
            opened.page.click(press)
        found[state] = complaints(opened)
        for press in presses:  # a second press closes what the first one opened
            opened.page.click(press)
    return {state: wrong for state, wrong in found.items() if wrong}


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_shuts_anyone_out(visit: Open, scheme: str) -> None:
    assert complaints_of_all(visit(color_scheme=scheme)) == {}


@pytest.mark.browser
def test_a_phone_shuts_no_one_out(visit: Open) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
    assert complaints_of_all(visit(**phone)) == {}


@pytest.mark.browser
def test_chinese_shuts_no_one_out(visit: Open) -> None:
    assert complaints_of_all(visit(locale="zh-CN")) == {}


@pytest.mark.browser
@pytest.mark.parametrize("words", ["GAN", "no such thing"])
def test_the_search_shuts_no_one_out(visit: Open, words: str) -> None:
    opened = visit()
    opened.page.fill("#query", words)
    assert complaints(opened) == []


@pytest.mark.browser
@pytest.mark.parametrize("graph", [empty(), hostile_blog()], ids=["empty", "hostile"])
def test_no_graph_shuts_anyone_out(visit: Open, graph: Graph) -> None:
    assert complaints(visit(graph=graph)) == []


def test_the_checker_is_the_one_that_was_published() -> None:
    for line in (AXE / "SHA256SUMS").read_text(encoding="ascii").splitlines():
        wanted, name = line.split()
        assert hashlib.sha256((AXE / name).read_bytes()).hexdigest() == wanted
