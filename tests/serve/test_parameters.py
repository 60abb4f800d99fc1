"""Parameters are decoded once, as UTF-8, or refused."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.parameters import find_one, parse_parameters
from kg.serve.refusals import Refusal

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=20), st.sampled_from(["plus", "percent"]))
def test_what_is_encoded_comes_back(parameters: list[tuple[str, str]], space: str) -> None:
    encoded = urlencode(parameters) if space == "plus" else urlencode(parameters, quote_via=quote)
    assert list(parse_parameters(encoded.encode())) == parameters


@given(st.binary(max_size=60))
def test_any_bytes_are_parameters_or_refused(encoded: bytes) -> None:
    refused = []
    try:
        parse_parameters(encoded)
    except Refusal as refusal:
        refused = [(refusal.status, bool(refusal.remedy))]
    assert refused in ([], [(400, True)])


@pytest.mark.parametrize(
    "encoded", [b"query=%FF", b"query=%E6%B3", b"query=\xff", b"query=%C0%AF", b"query=100%", b"a=%zz"]
)
def test_what_is_no_utf8_is_refused(encoded: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        parse_parameters(encoded)
    assert caught.value.status == 400


def test_a_flood_of_parameters_is_refused() -> None:
    with pytest.raises(Refusal, match="too many"):
        parse_parameters(b"&".join([b"a=1"] * 1000))


def test_a_parameter_that_comes_twice_is_refused() -> None:
    with pytest.raises(Refusal, match="query is there 2 times"):
        find_one([("query", "ASK {}"), ("query", "ASK {}")], "query")
