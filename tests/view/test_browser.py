"""The page as a person meets it: opened, looked at, searched, clicked."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from kg.graph.schema import add_noun
from kg.view.page import Limits
from tests.view.conftest import Visit
from tests.view.graphs import HOSTILE, concept, empty, hostile_blog, post, small_blog

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]


def test_the_page_opens_from_disk_and_asks_for_nothing(visit: Open) -> None:
    opened = visit()
    assert opened.page.title() == "A small blog"
    assert opened.requests == [opened.path.as_uri()]


def test_something_is_drawn(visit: Open) -> None:
    opened = visit()
    colours = opened.page.evaluate(
        """() => {
            const canvas = document.querySelector("#mynetwork canvas");
            const bytes = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            const seen = new Set();
            for (let at = 0; at < bytes.length; at += 4) seen.add(bytes[at] << 16 | bytes[at + 1] << 8 | bytes[at + 2]);
            return [0x2b6cb0, 0xc05621, 0x2f855a].every(colour => seen.has(colour));
        }"""
    )
    assert colours, "posts, concepts and works in their colours"


def test_the_overview_says_how_much_there_is(visit: Open) -> None:
    figures = visit().page.inner_text("#panel .figures")
    assert "4 posts" in figures.replace("\n", " ")
    assert "4 concepts" in figures.replace("\n", " ")


def test_the_overview_names_the_topics_by_their_concepts(visit: Open) -> None:
    topics = visit().page.inner_text("#panel .topics")
    assert "NCE" in topics
    assert "GAN" in topics


@pytest.mark.parametrize("words", ["GAN", "gan", "generative adversarial", "生成对抗", "G A N"])
def test_search_finds_a_concept_by_any_of_its_names(visit: Open, words: str) -> None:
    opened = visit()
    opened.search(words)
    assert opened.heading() == "generative adversarial network"
    assert opened.hash() == "#node=concept/gan"


@pytest.mark.parametrize(("letters", "found"), [("zsdbgj", "noise-contrastive estimation"), ("qqtwy", "全球天文月")])
def test_search_finds_chinese_by_the_initials_of_its_pinyin(visit: Open, letters: str, found: str) -> None:
    opened = visit()
    opened.search(letters)
    assert opened.heading() == found


def test_search_finds_a_post_by_its_title(visit: Open) -> None:
    opened = visit()
    opened.search("天文")
    assert opened.heading() == "全球天文月"


def test_search_is_worked_with_arrows(visit: Open) -> None:
    page = visit().page
    page.keyboard.press("/")
    page.keyboard.type("flow")
    first = page.get_attribute("#query", "aria-activedescendant")
    page.keyboard.press("ArrowDown")
    second = page.get_attribute("#query", "aria-activedescendant")
    assert (first, second) == ("hit-0", "hit-1")
    page.keyboard.press("Escape")
    assert page.is_hidden("#hits")


def test_search_says_where_there_is_nothing(visit: Open) -> None:
    page = visit().page
    page.fill("#query", "no such thing")
    assert page.inner_text("#hits") == "Nothing is called that."


def test_a_click_on_a_post_shows_what_it_names_and_cites(visit: Open) -> None:
    opened = visit()
    opened.click("post/flow")
    panel = opened.page.inner_text("#panel")
    for words in (
        "flow 模型入门",
        "2019-03-06",
        "1,234 readers",
        "normalizing flow",
        "再看 GAN 的训练",
        "Flows, Reversed",
        "生成模型漫谈",
    ):
        assert words in panel
    assert opened.page.get_attribute("#panel a", "href") == "https://blog.example/flow"


def test_a_click_on_a_concept_shows_its_labels_and_posts(visit: Open) -> None:
    opened = visit()
    opened.click("concept/gan")
    panel = opened.page.inner_text("#panel")
    for words in (
        "生成对抗网络",
        "GAN",
        "What generative adversarial network is.",
        "generative model",
        "再看 GAN 的训练",
        "flow 模型入门",
    ):
        assert words in panel


def test_a_listed_mention_opens_its_sentences(visit: Open) -> None:
    opened = visit()
    opened.search("GAN")
    opened.page.click("#panel .rows button:has-text('再看 GAN 的训练')")
    opened.page.wait_for_selector("#panel .quotes mark")
    quotes = opened.page.locator("#panel .quotes blockquote p")
    assert quotes.all_inner_texts() == ["再看 GAN 的训练", "GAN 难以训练。", "这里的 GAN 用了新的损失。"]
    assert opened.page.locator("#panel mark").all_inner_texts() == ["GAN", "GAN", "GAN"]
    assert opened.page.inner_text("#panel .quotes footer >> nth=0") == "90% sure · named by its label"
    assert opened.hash() == "#node=concept/gan&to=post/gan"


def test_a_click_on_an_edge_opens_its_sentences(visit: Open) -> None:
    opened = visit("#node=post/nce&depth=1")
    opened.click_between("post/nce", "post/stub")
    assert "没有收录的文章" in opened.page.inner_text("#panel li.open")
    opened.click_between("post/nce", "concept/nce")
    assert opened.page.locator("#panel mark").first.inner_text() == "NCE"


def test_an_edge_that_the_vocabulary_states_says_so(visit: Open) -> None:
    opened = visit("#node=concept/gan&to=concept/generative")
    assert opened.page.inner_text("#panel .quotes") == "From the vocabulary."


def test_the_arrow_beside_a_neighbour_leads_there(visit: Open) -> None:
    opened = visit("#node=concept/gan")
    opened.page.click("#panel li:has-text('再看 GAN 的训练') button.go")
    assert opened.heading() == "再看 GAN 的训练"
    opened.page.go_back()
    assert opened.heading() == "generative adversarial network"


def test_a_click_beside_everything_lets_go(visit: Open) -> None:
    opened = visit("#node=concept/gan")
    opened.page.mouse.click(20, 400)
    assert opened.hash() == ""
    assert opened.page.is_visible("#panel .figures")


def test_a_node_can_be_dragged(visit: Open) -> None:
    opened = visit()
    x, y = opened.place_of("post/stars")
    opened.page.mouse.move(x, y)
    opened.page.mouse.down()
    opened.page.mouse.move(x + 40, y + 25, steps=4)
    opened.page.mouse.up()
    assert opened.place_of("post/stars") == pytest.approx((x + 40, y + 25), abs=2)


def test_hostile_texts_run_nothing_and_are_shown_as_text(visit: Open) -> None:
    opened = visit(graph=hostile_blog())
    page = opened.page
    keys = page.evaluate("nodes.map(each => [each.key, each.label])")
    assert len(keys) == 5 * len(HOSTILE)
    for key, label in keys:
        page.evaluate("id => { location.hash = '#node=' + encodeURIComponent(id) }", key)
        opened.until(f"() => document.querySelector('#panel h2')?.textContent === {json.dumps(label)}")
        for row in page.locator("#panel .rows button.name").all():
            if row.get_attribute("aria-expanded") == "false":  # two links to the same node open at once
                row.click()
            page.wait_for_selector("#panel .quotes > *")
    for words in HOSTILE:
        page.fill("#query", words[:9])
    for press in ("#filters-toggle", "#view-time", "#view-table", "#view-topics"):
        page.click(press)
    page.mouse.move(*opened.place_of(keys[0][0]))
    assert page.evaluate("window.harmed") is None
    assert page.locator(":is(#panel, #hits, #table, #filters, #tip) :is(img, script, svg, iframe)").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0


def test_a_script_that_gets_in_is_refused(visit: Open) -> None:
    opened = visit()
    refused = opened.page.evaluate(
        """() => new Promise(done => {
            addEventListener("securitypolicyviolation", event => done(event.violatedDirective));
            const script = document.createElement("script");
            script.textContent = "window.harmed = 1";
            document.body.append(script);
        })"""
    )
    assert refused == "script-src-elem"
    assert opened.page.evaluate("window.harmed") is None
    opened.complaints.clear()  # the refusal itself


def test_an_empty_graph_says_so(visit: Open) -> None:
    assert visit(graph=empty()).page.inner_text("#panel") == "Nothing to show: the graph is empty."


def test_a_graph_of_one_node_is_shown(visit: Open) -> None:
    graph = empty()
    add_noun(graph, concept("bert", "BERT"))
    opened = visit(graph=graph)
    opened.click("concept/bert")
    assert opened.heading() == "BERT"


def test_long_titles_do_not_widen_the_page(visit: Open) -> None:
    graph = empty("题" * 500)
    add_noun(graph, post("long", "长" * 500))
    add_noun(graph, post("word", "w" * 500))
    opened = visit("#node=post/word", graph=graph)
    width = opened.page.evaluate("[document.documentElement.scrollWidth, document.getElementById('panel').scrollWidth]")
    assert width[0] <= 1280
    assert width[1] <= 360


def test_sentences_beside_the_page_are_read_when_needed(visit: Open) -> None:
    opened = visit(graph=small_blog(), limits=Limits(letters=10))
    assert len(opened.requests) == 1
    opened.search("NCE")
    opened.page.click("#panel .rows button:has-text('噪声对比估计杂谈') >> nth=0")
    opened.page.wait_for_selector("#panel .quotes mark")
    assert [url.rpartition("/")[2] for url in opened.requests] == ["graph.html", "graph.ev-00.js"]
