"""Rows that the store writes itself are the rows that are there, and as many as are said."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.query.formats import RESULT_FORMATS, Form, Format
from kg.serve.native import Room, answer_natively, count_rows

FORMATS = tuple(RESULT_FORMATS)
# Texts that look like what stands between two rows.
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.lists(
        st.sampled_from(['},{"', '"', "{}", '":{', "\\", "\n", "\r\n", ",", '""', "<result>", "\t", "x"]), max_size=5
    ).map("".join),
)
ROWS = st.lists(st.tuples(TEXTS | st.none(), TEXTS | st.none()), max_size=8)
NOTHING = Store()
PLENTY = Room(rows=10**6, size=10**6)


def to_query(rows: Sequence[tuple[str | None, str | None]]) -> str:
    lines = " ".join(
        f"({' '.join(str(Literal(each)) if each is not None else 'UNDEF' for each in row)})" for row in rows
    )
    return f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {lines} }} }}"


@given(ROWS, st.sampled_from(FORMATS))
def test_as_many_rows_are_counted_as_there_are(rows: list[tuple[str | None, str | None]], chosen: Format) -> None:
    answered = answer_natively(NOTHING, to_query(rows), "", chosen, PLENTY)
    assert answered is not None
    header, body = answered
    assert (header.form, header.size, header.is_cut) == (Form.ROWS, len(rows), False)
    if chosen is Format.JSON:
        assert len(json.loads(body)["results"]["bindings"]) == len(rows)
    elif chosen is Format.XML and all(each is None or each.isprintable() for row in rows for each in row):
        assert len(ET.fromstring(body)[1]) == len(rows)  # noqa: S314 - written by the store
    elif chosen is Format.CSV:
        assert len(list(csv.reader(io.StringIO(body.decode(), newline="")))) == len(rows) + 1


def read_rows(body: bytes, written: Format) -> Sequence[object]:
    """Read an answer with another library than the one that wrote it, where there is one."""
    if written is Format.JSON:
        return list(json.loads(body)["results"]["bindings"])
    if written is Format.XML:
        return [[each.text for each in row.iter()] for row in ET.fromstring(body)[1]]  # noqa: S314 - written by the store
    if written is Format.CSV:
        return list(csv.reader(io.StringIO(body.decode(), newline="")))[1:]
    return list(body.decode().removesuffix("\n").split("\n")[1:])


PRINTABLE = st.lists(
    st.tuples(TEXTS.filter(str.isprintable), TEXTS.filter(str.isprintable) | st.none()), min_size=1, max_size=8
)


@given(PRINTABLE, st.integers(1, 9), st.integers(0, 900), st.sampled_from(FORMATS))
def test_a_cut_answer_is_the_beginning_of_the_whole_one(
    rows: list[tuple[str, str | None]], most: int, size: int, chosen: Format
) -> None:
    whole = answer_natively(NOTHING, to_query(rows), "", chosen, PLENTY)
    cut = answer_natively(NOTHING, to_query(rows), "", chosen, Room(rows=most, size=size))
    assert whole is not None
    if cut is None:
        return  # not one row fits, or a text holds two braces
    header, body = cut
    assert header.size <= most
    assert len(body) <= max(size, 0)
    assert header.is_cut == (header.size < len(rows))
    assert read_rows(body, chosen) == read_rows(whole[1], chosen)[: header.size]
    assert len(read_rows(body, chosen)) == header.size


@pytest.mark.parametrize("chosen", FORMATS)
@pytest.mark.parametrize(
    "text", ["line\n" * 4000, '"quoted", ' * 1200, "},{ " * 5000, "<result>&" * 2000, "注意力" * 4000]
)
def test_an_answer_that_is_left_in_the_middle_of_a_text_is_cut_before_it(chosen: Format, text: str) -> None:
    query = to_query([(f"{number}{text}", None) for number in range(12)])
    whole = answer_natively(NOTHING, query, "", chosen, PLENTY)
    cut = answer_natively(NOTHING, query, "", chosen, Room(rows=100, size=150_000))
    assert whole is not None
    assert cut is not None
    assert 2 < cut[0].size < 12
    assert cut[0].is_cut
    assert len(cut[1]) <= 150_000
    assert read_rows(cut[1], chosen) == read_rows(whole[1], chosen)[: cut[0].size]


@pytest.mark.parametrize("chosen", FORMATS)
def test_one_byte_less_than_it_has_cuts_one_row(chosen: Format) -> None:
    query = to_query([("a", "b")] * 50)
    whole = answer_natively(NOTHING, query, "", chosen, PLENTY)
    assert whole is not None
    size = len(whole[1])
    assert answer_natively(NOTHING, query, "", chosen, Room(rows=50, size=size)) == whole
    for room in (Room(rows=50, size=size - 1), Room(rows=49, size=size)):
        cut = answer_natively(NOTHING, query, "", chosen, room)
        assert cut is not None
        assert (cut[0].size, cut[0].is_cut) == (49, True)


@pytest.mark.parametrize(
    "query", ["CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE <a:b>", "SELECT * { ?s ?p ?o }", "select distinct\n* {}"]
)
def test_triples_and_names_in_no_order_are_left_to_another(query: str) -> None:
    store = Store()
    store.add(Quad(NamedNode("a:b"), NamedNode("a:b"), Literal("x")))
    assert answer_natively(store, query, "", Format.JSON, PLENTY) is None


@pytest.mark.parametrize("chosen", FORMATS)
def test_yes_and_no_are_answers(chosen: Format) -> None:
    for query, word in (("ASK {}", b"true"), ("ASK { ?s ?p ?o }", b"false")):
        answered = answer_natively(NOTHING, query, "", chosen, PLENTY)
        assert answered is not None
        assert (answered[0].form, word in answered[1]) == (Form.BOOLEAN, True)


def test_rows_without_a_name_are_counted() -> None:
    assert count_rows(b'{"head":{"vars":["a"]},"results":{"bindings":[{},{},{}]}}', Format.JSON) == 3
