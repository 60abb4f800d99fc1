"""Literals: one form, read back as they were."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, RdfFormat, parse

from kg.rdf import literals

ANY_TEXT = st.text(st.characters(exclude_categories=()))


def read(term: str) -> Literal:
    """Return the literal as a parser reads it."""
    found = next(iter(parse(f"<a:b> <a:c> {term} .", format=RdfFormat.N_TRIPLES))).object
    assert isinstance(found, Literal)
    return found


@given(ANY_TEXT)
@settings(deadline=None)
def test_any_text_is_read_back_with_as_many_code_points(text: str) -> None:
    expected = "".join(
        "\ufffd" if "\ud800" <= sign <= "\udfff" or sign in "\x00\ufffe\uffff" else sign for sign in text
    )
    assert read(literals.to_quoted(text)).value == expected


@given(ANY_TEXT | st.text(st.sampled_from('ab"\\\x00\t\b\n\r\f\x1f\x7f\ud800\udfff\ufffd\ufffe\uffff\U0001ffff')))
def test_the_bytes_of_a_quoted_text_are_those_of_its_characters(text: str) -> None:
    assert literals.to_quoted_bytes(text) == literals.to_quoted(text).encode()


@given(ANY_TEXT)
@settings(deadline=None)
def test_a_quoted_text_is_one_line_and_also_json(text: str) -> None:
    quoted = literals.to_quoted(text)
    assert not {"\n", "\r"} & set(quoted)
    assert json.loads(quoted) == read(quoted).value


@given(st.text())
@settings(deadline=None)
def test_every_language_tag_becomes_one_that_parsers_accept(tag: str) -> None:
    assert read(literals.to_text("a", tag)).language == literals.to_language(tag)


def test_a_language_tag_is_written_small_as_stores_keep_it() -> None:
    assert literals.to_language("zh-Hans") == "zh-hans"
    assert literals.to_language("no language!") == "und"


@given(st.floats(0, 1))
@settings(deadline=None)
def test_a_confidence_is_a_decimal_with_three_places(confidence: float) -> None:
    lexical = literals.to_decimal(confidence).split('"')[1]
    assert len(lexical) == len("0.000")
    assert abs(float(lexical) - confidence) <= 0.0005 + 1e-9


@given(st.dates())
@settings(deadline=None)
def test_a_date_is_an_xsd_date(day: date) -> None:
    assert read(literals.to_date(day)) == Literal(day.isoformat(), datatype=read(literals.to_date(day)).datatype)
    assert literals.to_date(day).endswith("XMLSchema#date>")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('say "a"', '"say \\"a\\""'),
        ("a\\u0041", '"a\\\\u0041"'),
        ("\x01\x7f", '"\\u0001\\u007F"'),
        ("\x00\uffff", '"��"'),
        ("行\n", '"行\\n"'),
    ],
)
def test_signs_that_mean_something_are_escaped(text: str, quoted: str) -> None:
    assert literals.to_quoted(text) == quoted
