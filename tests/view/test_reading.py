"""What the panel tells of a post and of a concept, and how its statements are backed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.graph.schema import EdgeKind, add_edge, add_noun
from kg.view.page import write_page
from tests.view.conftest import Visit
from tests.view.graphs import link, post, small_blog

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]


def sections(opened: Visit) -> dict[str, str]:
    """Return the text of each section of the panel by its heading, without the number beside it."""
    found: dict[str, str] = opened.page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("#panel section")].map(section =>
            [section.querySelector("h3").firstChild.data.trim(), section.innerText]))"""
    )
    return found


def test_a_post_shows_what_it_is_mainly_about_before_what_it_names_by_the_way(visit: Open) -> None:
    shown = sections(visit("#node=post/gan"))
    assert list(shown)[:2] == ["Mainly about", "Also names"]
    assert "generative adversarial network" in shown["Mainly about"]
    assert "normalizing flow" in shown["Also names"]
    assert "flow 模型入门" in shown["Cited by"]


def test_a_post_shows_its_series_and_that_its_title_says_so(visit: Open) -> None:
    opened = visit("#node=post/flow")
    opened.page.click("#panel section:has-text('Part of') button.name")
    assert opened.page.inner_text("#panel .quotes") == "Its title gives its place in the series."


def test_a_concept_shows_its_posts_through_time(visit: Open) -> None:
    opened = visit("#node=concept/gan")
    assert "2018: 1" in sections(opened)["Through time"]
    heights = opened.page.eval_on_selector_all(
        ".through-time .histogram span", "bars => bars.map(bar => bar.style.height)"
    )
    assert len(heights) == 4
    assert "100%" in heights


def test_a_concept_shows_the_post_that_introduced_it(visit: Open) -> None:
    assert "噪声对比估计杂谈" in sections(visit("#node=concept/nce"))["Introduced in"]


@pytest.mark.parametrize(("node", "other"), [("nce", "generative adversarial network"), ("gan", "noise-contrastive")])
def test_what_posts_say_of_two_concepts_is_one_click_from_its_sentence(visit: Open, node: str, other: str) -> None:
    opened = visit(f"#node=concept/{node}")
    assert f"is compared with {other}" in sections(opened)["What posts say of it"]
    opened.page.click("#panel section:has-text('What posts say') button.name")
    assert opened.page.inner_text("#panel .quotes mark") == "NCE 与 GAN 相比更稳"
    assert opened.page.inner_text("#panel .quotes footer") == "90% sure · by the words “X 与 Y 相比”"


def test_concepts_named_together_lead_to_a_post_that_does(visit: Open) -> None:
    opened = visit("#node=concept/flow")
    assert "in 2 posts" in sections(opened)["Often named together with"]
    opened.page.click("#panel .together button.name")
    steps = opened.page.locator("#panel .path li").all_inner_texts()
    assert len(steps) == 2
    assert opened.hash() == "#node=concept/flow&to=concept/gan"


def test_co_occurrence_is_not_drawn(visit: Open) -> None:
    kinds = visit().page.evaluate("edges.map(each => each.kind)")
    assert "related" in kinds
    assert "co-occurs" not in kinds


def test_rules_are_told_in_the_readers_language(visit: Open) -> None:
    page = visit("#node=concept/gan&to=post/gan", locale="zh-CN").page
    assert page.inner_text("#panel .quotes footer >> nth=0") == "90% 把握 · 以其名称提到"


def test_the_panel_begins_at_its_top_for_each_node(visit: Open) -> None:
    opened = visit("#node=concept/gan", viewport={"width": 1280, "height": 300})
    opened.page.evaluate("document.getElementById('panel').scrollTop = 200")
    opened.search("NCE")
    assert opened.page.evaluate("document.getElementById('panel').scrollTop") == 0


def test_a_link_survives_a_new_build_with_more_posts(visit: Open) -> None:
    graph = small_blog()
    opened = visit(graph=graph)
    opened.search("NCE")
    opened.page.select_option("#depth", "2")
    address = opened.hash()
    for number in range(30):
        add_noun(graph, post(f"new{number}", f"新文章 {number}", "GAN 又来了。"))
        add_edge(graph, link(f"post/new{number}", "concept/gan", EdgeKind.MENTIONS))
    write_page(graph, opened.path)
    opened.page.goto("about:blank")
    opened.page.goto(opened.path.as_uri() + address)
    opened.page.wait_for_selector("body[data-ready]", state="attached")
    assert opened.heading() == "noise-contrastive estimation"
    assert opened.page.input_value("#depth") == "2"
