"""A page of more nodes than vis may hold at once: painted by the page itself, the foremost in view are real."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.view.page import Limits, write_page
from tests.view.conftest import Visit
from tests.view.graphs import made_up_blog, small_blog

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a page of 2,080 nodes once."""
    path = tmp_path_factory.mktemp("large") / "graph.html"
    write_page(made_up_blog(520), path)
    return path


def real(opened: Visit) -> set[str]:
    return set(opened.page.evaluate("nodes.map(each => each.key)"))


def test_the_foremost_are_real_and_others_become_so_where_the_view_goes(visit: Open, large: Path) -> None:
    opened = visit(written=large)
    assert opened.page.evaluate("__graphStats.nodes") == 2080
    foremost = real(opened)
    assert len(foremost) == 250
    for _ in range(8):
        opened.page.click("#zoom-in")
    opened.until("() => nodes.length < 250")
    assert real(opened) - foremost


def test_any_node_is_found_and_shown_with_its_neighbours(visit: Open, large: Path) -> None:
    opened = visit(written=large)
    opened.search("Concept 1500")
    assert opened.heading() == "Concept 1500"
    assert {"concept/1500", "post/500", "post/501"} <= real(opened)
    opened.page.select_option("#depth", "1")
    assert opened.page.inner_text("#panel section h3 >> nth=1").startswith("Posts that also name it")


def test_a_node_that_is_only_painted_can_be_clicked(visit: Open, large: Path) -> None:
    opened = visit("#node=concept/1500", written=large)
    x, y = opened.place_of("post/500")
    opened.page.keyboard.press("Escape")
    opened.page.mouse.click(x, y)
    assert opened.heading() == "Post 500"


def test_the_table_turns_its_pages(visit: Open, large: Path) -> None:
    page = visit("#view=table", written=large).page
    assert page.locator("#table tbody tr").count() == 500
    first = page.inner_text("#table tbody tr >> nth=0")
    page.click("#table button:has-text('Next')")
    assert page.inner_text("#table tbody tr >> nth=0") != first
    assert "2 / 5" in page.inner_text("#table .line")


def test_a_graph_too_large_says_so_and_how_to_see_the_rest(visit: Open) -> None:
    page = visit(graph=small_blog(), limits=Limits(nodes=5)).page
    for place in ("#notice", "#panel .notice"):
        said = page.inner_text(place)
        assert "The 5 best linked of 11" in said
        assert "kg view OUT --around NAME --depth 2" in said
