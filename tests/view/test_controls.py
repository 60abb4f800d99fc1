"""Everything that changes what the page shows: address, filters, views, languages, pictures, small screens, keys."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.view.conftest import Visit
from tests.view.graphs import hostile_blog

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]

SHOWN = "nodes.get({ filter: each => !each.hidden }).map(each => each.key).sort()"


def shown(opened: Visit) -> set[str]:
    return set(opened.page.evaluate(SHOWN))


# ---- the address


def test_a_link_opens_the_node_the_edge_and_the_years(visit: Open) -> None:
    opened = visit("#node=concept/gan&to=post/gan&depth=1&years=2018-2019")
    assert opened.heading() == "generative adversarial network"
    opened.page.wait_for_selector("#panel mark")
    assert opened.page.locator("#panel mark").count() == 3
    assert shown(opened) == {"concept/gan", "post/gan", "post/flow", "concept/generative"}


def test_a_link_to_an_unknown_node_says_so(visit: Open) -> None:
    page = visit("#node=concept/<b>nothing</b>").page
    assert page.inner_text("#notice") == "Not in this graph: concept/<b>nothing</b>"
    assert page.is_visible("#panel .figures")


@pytest.mark.parametrize(
    "address", ["#", "#node=", "#depth=9", "#years=9999-0", "#kinds=", "#node=concept/gan&depth=x&view=y", "#%E0%A4%A"]
)
def test_no_address_breaks_the_page(visit: Open, address: str) -> None:
    assert visit(address).page.is_visible("#panel")


def test_the_state_survives_being_written_and_read(visit: Open) -> None:
    address = "#node=concept/gan&to=post/gan&depth=2&years=2018-2020&kinds=post,concept"
    address += "&links=mentions,cites&confidence=0.5&degree=1"
    assert visit(address).hash() == address


def test_back_and_forward_go_through_what_was_selected(visit: Open) -> None:
    opened = visit()
    opened.search("GAN")
    opened.search("NCE")
    opened.page.select_option("#depth", "1")
    opened.page.go_back()
    assert opened.page.input_value("#depth") == "0"
    opened.page.go_back()
    assert opened.heading() == "generative adversarial network"
    opened.page.go_forward()
    assert opened.heading() == "noise-contrastive estimation"
    opened.page.click("#panel [aria-label=Back]")
    assert opened.heading() == "generative adversarial network"


def test_the_link_to_a_view_is_copied(visit: Open) -> None:
    opened = visit("#node=concept/gan", permissions=["clipboard-read", "clipboard-write"])
    opened.page.click("#more summary")
    opened.page.click("#copy-link")
    opened.page.wait_for_selector("#notice:has-text('copied')")
    assert str(opened.page.evaluate("navigator.clipboard.readText()")).endswith("#node=concept/gan")


# ---- neighbourhood and path


def test_one_step_shows_the_neighbours_and_two_steps_theirs(visit: Open) -> None:
    opened = visit("#node=post/nce")
    opened.page.select_option("#depth", "1")
    assert shown(opened) == {"post/nce", "concept/nce", "post/stub"}
    opened.page.select_option("#depth", "2")
    assert shown(opened) == {"post/nce", "concept/nce", "post/stub", "concept/gan"}


def test_a_path_between_two_nodes_shows_each_step_and_its_words(visit: Open) -> None:
    opened = visit("#node=post/nce")
    opened.page.click("#find-path")
    opened.search("Flows, Reversed")
    steps = opened.page.locator("#panel .path li").all_inner_texts()
    assert opened.hash() == "#node=post/nce&to=work/flows"
    assert len(steps) == 4
    assert "is introduced by" in steps[0]
    assert "Flows, Reversed" in steps[-1]


def test_the_end_of_a_path_can_be_chosen_on_the_map(visit: Open) -> None:
    opened = visit("#node=post/nce")
    opened.page.click("#find-path")
    assert opened.page.inner_text("#notice") == "Choose where the path should lead"
    opened.page.click("#zoom-fit")
    opened.page.mouse.click(*opened.place_of("concept/gan"))
    assert opened.hash() == "#node=post/nce&to=concept/gan"
    assert opened.page.is_hidden("#notice")


def test_two_nodes_that_nothing_joins_have_no_path(visit: Open) -> None:
    opened = visit("#node=post/nce&to=post/stars")
    assert "No path joins the two." in opened.page.inner_text("#panel .path, #panel section >> nth=0")


# ---- filters


def filters(opened: Visit) -> None:
    opened.page.click("#filters-toggle")


def test_a_kind_can_be_hidden_and_is_counted(visit: Open) -> None:
    opened = visit()
    filters(opened)
    assert "concept\n4" in opened.page.inner_text("#filters").replace(" ", "\n")
    opened.page.uncheck("#filters label:has-text('concept') input[data-filter=kinds]")
    assert not any(key.startswith("concept/") for key in shown(opened))
    assert opened.hash() == "#kinds=post,work,series"
    assert opened.page.inner_text("#filters-count") == "1"
    opened.page.click("#reset")
    assert opened.hash() == ""


def test_a_kind_of_edge_can_be_hidden(visit: Open) -> None:
    opened = visit("#node=concept/gan&depth=1")
    filters(opened)
    opened.page.uncheck("#filters label:has-text('mentions') input")
    assert shown(opened) == {"concept/gan", "concept/generative", "concept/nce"}


def test_years_hide_posts_and_what_only_they_name(visit: Open) -> None:
    opened = visit("#years=2021-2021")
    assert shown(opened) == {"post/nce", "concept/nce"}


def test_what_only_the_vocabulary_brings_goes_with_what_it_is_joined_to(visit: Open) -> None:
    assert "concept/generative" in shown(visit("#years=2018-2018"))
    assert "concept/generative" not in shown(visit("#years=2020-2021&links=mentions"))


def test_hiding_the_posts_leaves_the_concepts(visit: Open) -> None:
    assert shown(visit("#kinds=concept")) == {"concept/gan", "concept/flow", "concept/nce", "concept/generative"}


def test_years_are_played_one_after_the_other(visit: Open) -> None:
    opened = visit()
    filters(opened)
    opened.page.click("#play")
    assert opened.hash() == "#years=2018-2018"
    opened.page.wait_for_selector("output[data-output=years] >> text=2018 – 2019")
    opened.page.click("#play")


def test_confidence_and_degree_and_topic_filter(visit: Open) -> None:
    assert "work/flows" not in shown(visit("#confidence=0.85"))
    assert shown(visit("#degree=4")) == {"concept/gan", "post/flow", "post/gan"}
    opened = visit()
    filters(opened)
    opened.page.select_option("#filters select", index=1)
    assert 1 < len(shown(opened)) < 11
    assert opened.hash().startswith("#topic=concept/")


def test_filters_that_hide_all_say_so(visit: Open) -> None:
    opened = visit("#degree=9")
    assert opened.page.inner_text("#notice") == "The filters hide everything."


@pytest.mark.parametrize(
    ("slider", "keys", "address"),
    [
        ("yearFrom", ["ArrowRight"], "#years=2019-2021"),
        ("yearTo", ["ArrowLeft", "ArrowLeft"], "#years=2018-2019"),
        ("confidence", ["End"], "#confidence=1"),
        ("degree", ["ArrowRight", "ArrowRight"], "#degree=2"),
    ],
)
def test_every_slider_is_moved_by_keys(visit: Open, slider: str, keys: list[str], address: str) -> None:
    opened = visit()
    filters(opened)
    opened.page.focus(f"#filters input[data-filter={slider}]")
    for key in keys:
        opened.page.keyboard.press(key)
    assert opened.hash() == address


def test_a_kind_of_concept_can_be_hidden(visit: Open) -> None:
    opened = visit()
    filters(opened)
    opened.page.uncheck("#filters label:has-text('model') input[data-filter=conceptKinds]")
    assert not any(key.startswith("concept/") for key in shown(opened))


def test_every_choice_says_how_many_it_is_about(visit: Open) -> None:
    opened = visit()
    filters(opened)
    counted = opened.page.locator("#filters .choice").evaluate_all(
        "all => all.map(each => [each.innerText.split('\\n')[0].trim(), each.querySelector('.count').innerText])"
    )
    assert {("post", "5"), ("concept", "4"), ("cites", "3"), ("is related to", "1")} <= {
        tuple(each) for each in counted
    }
    assert opened.page.get_attribute("#filters .histogram span >> nth=0", "title") == "2018: 1"


def test_escape_closes_what_is_open(visit: Open) -> None:
    page = visit().page
    page.click("#filters-toggle")
    page.keyboard.press("Escape")
    assert page.is_hidden("#filters")
    assert page.evaluate("document.activeElement.id") == "filters-toggle"
    page.click("#more summary")
    page.keyboard.press("Escape")
    assert page.is_hidden("#more .menu")


# ---- views


def test_the_table_is_sorted_by_its_headings(visit: Open) -> None:
    page = visit().page
    page.click("#view-table")
    assert page.get_attribute("th:has-text('Links')", "aria-sort") == "descending"
    page.click("th button:has-text('Name')")
    assert page.get_attribute("th:has-text('Name')", "aria-sort") == "ascending"
    names = page.locator("#table tbody tr td:first-child").all_inner_texts()
    page.click("th button:has-text('Name')")
    assert page.locator("#table tbody tr td:first-child").all_inner_texts() == names[::-1]
    assert page.evaluate("document.activeElement.dataset.column") == "label"


def test_the_table_is_worked_by_keyboard(visit: Open) -> None:
    opened = visit("#view=table")
    opened.page.focus("#table [data-row] >> nth=0")
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("Enter")
    second = opened.page.inner_text("#table [data-row] >> nth=1")
    assert opened.heading() == second
    assert opened.page.evaluate("document.activeElement.innerText") == second


def test_the_timeline_goes_from_left_to_right(visit: Open) -> None:
    opened = visit("#view=time")
    across = [opened.place_of(key)[0] for key in ("post/stars", "post/gan", "post/flow", "post/nce")]
    assert across == sorted(across)
    assert opened.place_of("concept/nce")[0] == pytest.approx(across[-1], abs=1)


def test_what_no_post_names_has_no_place_in_time(visit: Open) -> None:
    assert "concept/generative" not in shown(visit("#view=time"))


# ---- language, theme, screen


def test_the_interface_speaks_the_readers_language(visit: Open) -> None:
    page = visit(locale="zh-CN").page
    assert page.inner_text("#view-table") == "表格"
    assert page.get_attribute("html", "lang") == "zh-CN"
    page.fill("#query", "GAN")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "生成对抗网络"


def test_the_language_can_be_changed(visit: Open) -> None:
    page = visit().page
    page.click("#more summary")
    page.click("#language")
    assert page.inner_text("#view-time") == "时间线"


def test_the_theme_follows_the_system_and_the_reader(visit: Open) -> None:
    page = visit(color_scheme="dark").page
    ground = "getComputedStyle(document.getElementById('panel')).backgroundColor"
    assert page.evaluate(ground) == "rgb(29, 33, 39)"
    page.click("#more summary")
    page.click("#theme")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


def test_a_phone_shows_the_map_above_the_panel(visit: Open) -> None:
    opened = visit(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page = opened.page
    stage, panel = page.locator("#stage").bounding_box(), page.locator("#panel").bounding_box()
    assert stage
    assert panel
    assert stage["height"] > 280
    assert panel["y"] >= stage["y"] + stage["height"] - 1
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.touchscreen.tap(*opened.place_of("concept/nce"))
    assert opened.heading() == "noise-contrastive estimation"


def test_the_view_stays_whole_when_the_window_changes(visit: Open) -> None:
    opened = visit()
    opened.page.set_viewport_size({"width": 900, "height": 500})
    opened.page.wait_for_timeout(300)
    for key in ("post/nce", "post/flow", "post/stars"):
        x, y = opened.place_of(key)
        assert 0 < x < 540
        assert 0 < y < 500


# ---- pictures and paper


def saved(opened: Visit, button: str, folder: Path) -> Path:
    opened.page.click("#more summary")
    with opened.page.expect_download() as download:
        opened.page.click(button)
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_the_picture_is_a_png_of_twice_the_size(visit: Open, tmp_path: Path) -> None:
    opened = visit()
    picture = saved(opened, "#save-png", tmp_path).read_bytes()
    assert picture.startswith(b"\x89PNG")
    width = opened.page.evaluate("2 * document.querySelector('#mynetwork canvas').clientWidth")
    assert int.from_bytes(picture[16:20], "big") == width


def test_the_drawing_is_svg_with_the_names_as_text(visit: Open, tmp_path: Path) -> None:
    drawing = saved(visit(), "#save-svg", tmp_path)
    words = {each.text for each in ET.parse(drawing).iter("{http://www.w3.org/2000/svg}text")}  # noqa: S314 -- our own file
    assert {"GAN", "NCE"} <= words


def test_hostile_texts_do_not_break_the_drawing(visit: Open, tmp_path: Path) -> None:
    drawing = saved(visit(graph=hostile_blog()), "#save-svg", tmp_path)
    tags = {each.tag.rpartition("}")[2] for each in ET.parse(drawing).iter()}  # noqa: S314 -- as above
    assert tags <= {"svg", "title", "rect", "circle", "path", "polygon", "g", "text"}


def test_paper_shows_the_map_and_what_is_selected_but_no_buttons(visit: Open) -> None:
    page = visit("#node=concept/gan", color_scheme="dark").page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.is_visible("#mynetwork canvas")
    assert page.is_visible("#panel h2")
    assert page.is_hidden("#bar")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.documentElement.dataset.theme ?? null") is None


# ---- for everyone


def test_every_control_has_a_name(visit: Open) -> None:
    page = visit("#node=concept/gan").page
    page.click("#filters-toggle")
    nameless = page.evaluate(
        """[...document.querySelectorAll("button, select, input, summary, a")]
            .filter(each => each.offsetParent)
            .filter(each => !(each.getAttribute("aria-label") || each.textContent.trim() || each.closest("label")))
            .map(each => each.outerHTML)"""
    )
    assert nameless == []


CONTRAST = """() => {
    const parse = colour => colour.match(/[\\d.]+/g).map(Number);
    const light = colour => colour.slice(0, 3).map(v => v / 255)
        .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const groundOf = each => {
        for (let at = each; at; at = at.parentElement) {
            const found = parse(getComputedStyle(at).backgroundColor);
            if (found.length < 4 || found[3] > 0) return found;
        }
        return [255, 255, 255];
    };
    const poor = [];
    for (const each of document.querySelectorAll("body *")) {
        const words = [...each.childNodes].some(child => child.nodeType === 3 && child.data.trim());
        if (!words || !each.offsetParent || each.closest("canvas, :disabled")) continue;
        const [one, other] = [light(parse(getComputedStyle(each).color)), light(groundOf(each))];
        const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        if (ratio < 4.5) poor.push([ratio.toFixed(2), each.outerHTML.slice(0, 120)]);
    }
    return poor;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(visit: Open, scheme: str) -> None:
    page = visit("#node=concept/gan&to=post/gan", color_scheme=scheme).page
    page.click("#filters-toggle")
    page.fill("#query", "GAN")
    assert page.evaluate(CONTRAST) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_the_map_stands_out_from_its_ground(visit: Open, scheme: str) -> None:
    page = visit(color_scheme=scheme).page
    ratios = page.evaluate(
        """() => {
            const style = getComputedStyle(document.documentElement);
            const light = name => {
                const hex = style.getPropertyValue("--" + name).trim();
                return [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16) / 255)
                    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
                    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
            };
            const ground = light("canvas");
            const ratio = name => (Math.max(light(name), ground) + 0.05) / (Math.min(light(name), ground) + 0.05);
            const texts = ["text", "muted", "post", ...Array.from({ length: 10 }, (_, i) => "topic-" + i)];
            return [Math.min(...texts.map(ratio)), Math.min(...["concept", "work", "series"].map(ratio))];
        }"""
    )
    assert ratios[0] >= 4.5
    assert ratios[1] >= 3


def test_keys_step_through_neighbours(visit: Open) -> None:
    opened = visit("#node=concept/nce")
    opened.page.keyboard.press("n")
    first = opened.page.inner_text("#announcer")
    opened.page.keyboard.press("Enter")
    assert opened.heading() == first
    opened.page.keyboard.press("Escape")
    assert opened.hash() == ""


def test_the_map_takes_the_focus_and_has_a_name(visit: Open) -> None:
    page = visit().page
    before = page.evaluate("network.getViewPosition().x")
    page.focus("#mynetwork [role=application]")
    assert "Arrow keys" in str(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    page.keyboard.down("ArrowRight")
    page.wait_for_timeout(150)
    page.keyboard.up("ArrowRight")
    assert page.evaluate("network.getViewPosition().x") > before


def test_what_is_selected_is_announced(visit: Open) -> None:
    opened = visit()
    opened.search("NCE")
    assert opened.page.inner_text("#announcer") == "noise-contrastive estimation, model"


def test_without_motion_a_jump_is_at_once(visit: Open) -> None:
    opened = visit(reduced_motion="reduce")
    before = opened.page.evaluate("network.getScale()")
    opened.page.click("#zoom-in")
    assert opened.page.evaluate("network.getScale()") == pytest.approx(before * 1.4)


def test_with_motion_a_jump_takes_its_time_and_arrives(visit: Open) -> None:
    opened = visit(reduced_motion="no-preference")
    before = opened.page.evaluate("network.getScale()")
    opened.page.evaluate("network.on('animationFinished', () => { window.hasMoved = true })")
    opened.page.click("#zoom-in")
    opened.until("() => window.hasMoved")
    assert opened.page.evaluate("network.getScale()") == pytest.approx(before * 1.4)


def test_the_tab_key_reaches_every_control_and_shows_where_it_is(visit: Open) -> None:
    page = visit("#node=concept/gan").page
    page.click("#filters-toggle")
    page.click("#title")  # from here on
    wanted = page.evaluate(
        """() => [...document.querySelectorAll("button, select, input, summary, a[href]")]
            .filter(each => each.checkVisibility() && !each.disabled).length"""
    )
    reached = []
    for _ in range(wanted + 1):  # the map takes the focus too
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                """() => {
                    const each = document.activeElement, style = getComputedStyle(each);
                    each.dataset.reached = "";
                    return [each.tagName, style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2];
                }"""
            )
        )
    assert page.locator("[data-reached]").count() == wanted + 1
    assert [name for name, is_seen in reached if not is_seen] == []
