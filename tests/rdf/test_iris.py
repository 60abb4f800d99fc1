"""An IRI for every text: legal, readable, distinct."""

from __future__ import annotations

import unicodedata

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.errors import UsageError
from kg.model import VocabularySource
from kg.rdf.iris import Iris, to_segment, to_text_iri

BASE = "https://example.org/kg/"
ANY_TEXT = st.text(st.characters(exclude_categories=()))
# What a hostile address may look like: the letters that mean something, in any order.
ADDRESS = st.text(st.sampled_from("http:/?#[]@!$&'()*+,;=%41 ..\\<>\"{}|^`中́‮\ue000\ud800\x00\n"), max_size=20)
SCHEMES = st.sampled_from(("", "http://", "https://", "HTTP:", "urn:", "schema:", "post/", "//", "mailto:", "a:"))
IDENTIFIERS = st.builds(str.__add__, SCHEMES, ANY_TEXT | ADDRESS)


def iri_in(reader: str, iri: str) -> str:
    """Return the IRI as a parser reads it."""
    line = f"<{iri}> <{iri}> <{iri}> .\n"
    if reader == "pyoxigraph":
        return str(next(iter(parse(line, format=RdfFormat.N_TRIPLES))).object.value)
    return str(next(rdflib.Graph().parse(data=line, format=reader).objects()))


@given(IDENTIFIERS)
@settings(deadline=None)
def test_every_id_becomes_an_iri_that_both_parsers_read_as_it_is(identifier: str) -> None:
    iri = Iris(BASE).of(identifier)
    assert [iri_in(reader, iri) for reader in ("pyoxigraph", "nt", "turtle")] == [iri] * 3


@given(ANY_TEXT)
@settings(deadline=None)
def test_every_author_and_every_path_becomes_an_iri_below_the_base(text: str) -> None:
    iris = Iris(BASE)
    vocabulary = VocabularySource(name=text, sha256=text)
    for iri in (iris.person(text), iris.source(text), iris.vocabulary(vocabulary)):
        assert NamedNode(iri).value.startswith(BASE)


@given(IDENTIFIERS)
@settings(deadline=None)
def test_no_iri_hides_a_sign_that_a_reader_cannot_see(identifier: str) -> None:
    unseen = {"Zs", "Zl", "Zp", "Cc", "Cs", "Co"}
    iri = Iris(BASE).of(identifier)
    assert not unseen & {unicodedata.category(sign) for sign in iri}
    assert not set("\u200e\u200f\u202a\u202e\u2066\u2069") & set(iri)


@given(ANY_TEXT, ANY_TEXT)
@settings(deadline=None)
def test_texts_that_differ_are_segments_that_differ(one: str, other: str) -> None:
    has_surrogate = any("\ud800" <= sign <= "\udfff" for sign in one + other)
    assert (to_segment(one) == to_segment(other)) == (one == other) or has_surrogate


@given(IDENTIFIERS)
@settings(deadline=None)
def test_the_iri_of_a_text_has_no_fragment_of_its_own(identifier: str) -> None:
    assert "#" not in to_text_iri(Iris(BASE).of(identifier))


@pytest.mark.parametrize(
    ("identifier", "iri"),
    [
        ("post/注意力", "https://example.org/kg/post/注意力"),
        ("post/C#入门?", "https://example.org/kg/post/C%23入门%3F"),
        ("post/100%", "https://example.org/kg/post/100%25"),
        ("post/a b\u202e", "https://example.org/kg/post/a%20b%E2%80%AE"),
        ("post/../secret", "https://example.org/kg/post/%2E%2E/secret"),
        ("https://blog.example/a b?q=1#x", "https://blog.example/a%20b?q=1#x"),
        ("https://blog.example/%E4%B8%AD", "https://blog.example/%E4%B8%AD"),
        ("urn:isbn:123", "urn:isbn:123"),
        ("schema:name", "https://example.org/kg/schema:name"),
        ("http://[::1", "https://example.org/kg/http://%5B::1"),
        ("\ud800", "https://example.org/kg/%EF%BF%BD"),
    ],
)
def test_an_id_becomes_this_iri(identifier: str, iri: str) -> None:
    assert Iris(BASE).of(identifier) == iri


@pytest.mark.parametrize(
    ("base", "iri"),
    [
        ("https://example.org/kg", "https://example.org/kg/post/a"),
        ("https://example.org/kg#", "https://example.org/kg#post/a"),
        ("http://例子.example/博客/", "http://例子.example/博客/post/a"),
        (" https://example.org/a b ", "https://example.org/a%20b/post/a"),
    ],
)
def test_any_iri_may_be_the_base(base: str, iri: str) -> None:
    assert Iris(base).of("post/a") == iri


@pytest.mark.parametrize("base", ["", "kg/", "http://a:b/"])
def test_a_base_that_is_no_iri_is_refused_with_a_remedy(base: str) -> None:
    with pytest.raises(UsageError, match="no absolute IRI") as caught:
        Iris(base)
    assert "https://example.org/kg/" in caught.value.remedy


def test_two_posts_on_one_page_have_two_texts() -> None:
    first, second = (to_text_iri(f"https://blog.example/#/post/{number}") for number in (1, 2))
    assert first == "https://blog.example/%23/post/1"
    assert first != second


def test_an_authors_name_is_readable_and_stays_one_segment() -> None:
    assert Iris(BASE).person(" 王  小明/AC ") == "https://example.org/kg/person/王_小明%2FAC"
