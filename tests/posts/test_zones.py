import re
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span, Zone, ZoneKind
from kg.posts.zones import find_zones, to_apart

CASES = Path(__file__).with_name("cases") / "zones.txt"
MARK = re.compile("⟦([a-z]+) (.*?)⟧", re.DOTALL)
# Pieces that make texts in which zones start, end, nest and break off.
PIECES = (
    '$ $$ $x$ \\( \\) \\[ \\] \\\\ \\begin{equation} \\end{equation} ` ``` ~~~ [ ] { } "a": " <br> <a&b;> <!-- --> '
)
PIECES += "http://a.example ) . www.b.c a@b.example 图 示意图 word"
hostile_texts = st.lists(st.sampled_from([*PIECES.split(" "), " ", "\n", "\n\n", "\n```\n"]), max_size=40).map("".join)
texts = hostile_texts | st.text(max_size=200)


def read_cases() -> Iterator[Any]:
    blocks = CASES.read_text(encoding="utf-8").split("\n", 1)[1].split("\n===\n")
    for block in blocks:
        name, marked = block.rstrip("\n").split("\n", 1)
        yield pytest.param(marked.replace("¶", "\n"), id=name)


def parse_marks(marked: str) -> tuple[str, list[tuple[str, str]]]:
    return MARK.sub(r"\2", marked), [(kind, words) for kind, words in MARK.findall(marked)]


@pytest.mark.parametrize("marked", list(read_cases()))
def test_zones_of_case(marked: Any) -> None:
    text, expected = parse_marks(marked)
    assert [(zone.kind.value, zone.span.of(text)) for zone in find_zones(text)] == expected


@given(texts)
def test_zones_lie_inside_the_text_sorted_and_apart(text: Any) -> None:
    zones = find_zones(text)
    assert all(0 <= zone.span.start < zone.span.end <= len(text) for zone in zones)
    assert all(one.span.end <= other.span.start for one, other in pairwise(zones))


@given(texts)
def test_zones_are_the_same_each_time(text: Any) -> None:
    assert find_zones(text) == find_zones(text)


@given(texts, texts)
def test_a_blank_line_keeps_inline_code_of_paragraphs_apart(before: Any, after: Any) -> None:
    text = f"{before}\n\n{after}"
    for zone in find_zones(text):
        inside = zone.span.of(text)
        if inside.startswith("`") and not inside.startswith("```"):
            assert "\n\n" not in inside


def test_known_zones_are_kept_and_not_searched() -> None:
    text = "a $x$ b"
    known = [Zone(Span(0, 7), ZoneKind.CODE)]
    assert find_zones(text, known) == tuple(known)


@given(
    st.lists(
        st.builds(
            Zone,
            st.builds(lambda a, n: Span(a, a + n), st.integers(0, 30), st.integers(0, 9)),
            st.sampled_from(ZoneKind),
        )
    )
)
def test_apart_zones_cover_just_what_the_zones_cover(zones: Any) -> None:
    covered = {place for zone in zones for place in range(zone.span.start, zone.span.end)}
    apart = to_apart(zones)
    assert {place for zone in apart for place in range(zone.span.start, zone.span.end)} == covered
    assert sum(len(zone.span) for zone in apart) == len(covered)


@pytest.mark.parametrize(
    "piece",
    ["$", "[", "`", "<", "{", '{"', '["a":', "<!--", "http://", "a@", "a.", "\\(", '"', "&a", "<a ", "\\begin{align}"],
)
def test_a_long_line_of_one_sign_is_read_in_linear_time(piece: Any) -> None:
    # A quadratic finder would need minutes for this; a linear one needs a fraction of a second.
    started = time.process_time()
    find_zones(piece * (500_000 // len(piece)))
    assert time.process_time() - started < 2
