"""A query that does not parse: where, what, and what to do."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.query.faults import to_query_error
from kg.query.screen import to_visible, width_of
from kg.rdf.terms import PREFIXES


def fault_of(query: str) -> str:
    try:
        Store().query(query, prefixes=PREFIXES)
    except SyntaxError as error:
        return to_query_error(query, str(error)).message
    return ""


@pytest.mark.parametrize(
    "query",
    [
        "SELECT *\n{ ?s ?p ?o",
        "SELECT *\n{ ?s schema:name 苏 }",
        'SELECT *\n{ ?s ?p "注意" ?p }',
        "SELECT *\n\t{ ?s ?p e\u0301 }",
    ],
)
def test_the_line_and_a_caret_under_its_column_are_shown(query: str) -> None:
    message, line, caret = fault_of(query).split("\n")
    place = re.match(r"the query does not parse at line 2, column (\d+): expected ", message)
    assert place
    source = query.split("\n")[1]
    assert line == f"    {to_visible(source)}"
    assert caret == " " * (4 + width_of(to_visible(source[: int(place[1]) - 1]))) + "^"


def test_an_unknown_prefix_is_named_and_the_known_ones_are_the_remedy() -> None:
    query = "SELECT * { ?s foo:bar ?o }"
    with pytest.raises(SyntaxError) as caught:
        Store().query(query, prefixes=PREFIXES)
    error = to_query_error(query, str(caught.value))
    assert "foo:bar has no prefix" in error.message
    assert "schema:" in error.remedy


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "the query is empty"),
        ("SELECT (COUNT(?s) AS ?n) ?o { ?s ?p ?o }", "unbound"),
        ("SELECT * { ?s ?p ?o", '"}"'),
        ("SELECT * { ?s ?p ?o } LIMIT x", "expected HAVING, OFFSET"),
        ("SELECT * { ?s ?p ?o } GROUP BY ?s", "SELECT * is not authorized with GROUP BY"),
        ("SELECT (UNKNOWN(?x) AS ?y) {}", "expected ENCODE_FOR_URI"),
        ("SELECT * { ?s ?p 'a', }", "it makes no sense up to here"),
    ],
)
def test_the_message_says_what_is_wrong(query: str, words: str) -> None:
    assert words in fault_of(query)


@pytest.mark.parametrize(
    ("query", "plain"),
    [
        ("SELECT ？t { ?s ?p ?t }", "write ? instead of ？"),
        ("SELECT ?t { ?s schema:name “x” }", 'write " instead of “'),
        ("SELECT ?t ｛ ?s ?p ?t ｝", "write { instead of ｛"),
        ("SELECT ?t { ?s ?p '？' # ｛\n", "change the query there"),
    ],
)
def test_a_sign_of_a_chinese_keyboard_is_pointed_out(query: str, plain: str) -> None:
    with pytest.raises(SyntaxError) as caught:
        Store().query(query, prefixes=PREFIXES)
    assert to_query_error(query, str(caught.value)).remedy.startswith(plain)


def test_control_characters_of_the_query_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in fault_of("SELECT * { \x1b[31m }")


@given(st.text())
@settings(deadline=None)
def test_every_query_that_does_not_parse_has_a_message(text: str) -> None:
    message = fault_of(f"SELECT * {{ ?s ?p {text} {{{{")
    assert message.startswith("the query")
    assert not any(ord(sign) < 32 for sign in message.replace("\n", ""))
