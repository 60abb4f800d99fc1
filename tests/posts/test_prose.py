from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.model import ZoneKind
from kg.posts.prose import Break, Prose


def test_of_breaks_in_a_row_the_strongest_counts() -> None:
    prose = Prose()
    prose.separate(Break.BLOCK)
    prose.write("a")
    prose.separate(Break.BLOCK)
    prose.separate(Break.SPACE)
    prose.write("b")
    prose.separate(Break.BLOCK)
    assert prose.text == "a\n\nb"


def test_the_end_of_a_line_parts_latin_words_and_no_han() -> None:
    prose = Prose()
    prose.flow("一\n二 c\nd")
    assert prose.text == "一二 c d"


def test_an_anchor_starts_at_its_first_word_and_ends_with_its_last() -> None:
    prose = Prose()
    prose.write("见")
    prose.open_link("/a")
    prose.flow(" 前文 ")
    prose.close_link()
    prose.write("。")
    assert [(link.span.of(prose.text), link.target) for link in prose.links] == [("前文", "/a")]


def test_an_anchor_without_words_or_target_is_no_link() -> None:
    prose = Prose()
    prose.open_link("/a")
    prose.close_link()
    prose.open_link("")
    prose.write("b")
    prose.close_link()
    prose.close_link()
    assert prose.links == []


steps = st.lists(
    st.tuples(st.just("write"), st.text(max_size=5))
    | st.tuples(st.just("flow"), st.text(max_size=5))
    | st.tuples(st.just("zone"), st.text(max_size=5))
    | st.tuples(st.just("break"), st.sampled_from(Break))
    | st.tuples(st.sampled_from(["open", "close", "item", "drop"]), st.just("")),
    max_size=30,
)


@given(steps)
def test_spans_quote_what_was_written_whatever_the_steps(todo: Any) -> None:
    prose, zones = Prose(), []
    for step, what in todo:
        if step == "write":
            prose.write(what)
        elif step == "flow":
            prose.flow(what)
        elif step == "zone":
            prose.write_zone(what, ZoneKind.CODE)
            zones += [what] if what else []
        elif step == "break":
            prose.separate(what)
        else:
            {"open": lambda: prose.open_link("x"), "close": prose.close_link, "item": prose.start_item}.get(
                step, prose.drop_item
            )()
    assert [zone.span.of(prose.text) for zone in prose.zones] == zones
    assert all(0 <= link.span.start < link.span.end <= len(prose.text) for link in prose.links)
