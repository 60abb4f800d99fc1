"""A client gets what it wants most of what can be had."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.accept import choose, parse_accept
from kg.serve.offers import ROWS, TRIPLES, is_page_wanted

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
OFFERS = ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"]


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", OFFERS[0]),
        ("*/*", OFFERS[0]),
        ("text/csv", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/*", "text/csv"),
        ("text/csv;charset=utf-8;q=0.5", "text/csv"),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.5", OFFERS[1]),
        ("application/sparql-results+json;q=0.1, */*;q=0.2", OFFERS[1]),
        ("application/sparql-results+json;q=0, application/sparql-results+xml;q=0.000, */*", "text/csv"),
        ("image/png, text/turtle", None),
        ("*/*;q=0", None),
        ("nonsense, text/csv", "text/csv"),
    ],
)
def test_the_best_offer_is_chosen_by_weight_and_precision(accept: str, chosen: str | None) -> None:
    assert choose(OFFERS, accept) == chosen


def test_a_browser_gets_a_page_and_a_program_does_not() -> None:
    assert is_page_wanted(BROWSER, *ROWS, *TRIPLES)
    for accept in ("", "*/*", "application/json", "text/turtle, text/html;q=0.5"):
        assert not is_page_wanted(accept, *ROWS, *TRIPLES)


@given(
    st.text() | st.lists(st.sampled_from(["*/*", "text/*", "text/csv", ";q=0.5", ";q=", ",", "q", "é"])).map("".join)
)
def test_any_header_chooses_an_offer_or_none(accept: str) -> None:
    assert choose(OFFERS, accept) in (*OFFERS, None)
    assert all(0 <= each.weight <= 1 for each in parse_accept(accept))


@given(st.permutations(OFFERS), st.permutations(["0.9", "0.5", "0.1"]))
def test_the_order_of_the_header_does_not_matter(offers: list[str], weights: list[str]) -> None:
    header = ", ".join(f"{offer};q={weight}" for offer, weight in zip(offers, weights, strict=True))
    assert choose(OFFERS, header) == offers[weights.index("0.9")]
