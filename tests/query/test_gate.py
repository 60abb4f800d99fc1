"""What may not reach the store does not, however it is spelt; everything else does."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions, Store

from kg.errors import QueryError
from kg.query.gate import check_query

ESCAPE = chr(92)
CALL = "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ {CALL} }}",
        f"SELECT * {{ {CALL.replace('SERVICE', 'SERVICE SILENT')} }}",
        f"SELECT * {{ {CALL.replace('SERVICE', 'sErViCe')} }}",
        f"SELECT * {{ {CALL.replace('SERVICE', 'SERVIC' + chr(92) + 'u0045')} }}",
        f"SELECT * {{ {CALL.replace('SERVICE', chr(92) + 'U00000053ERVICE')} }}",
        f"SELECT * {{ OPTIONAL {{ {CALL} }} }}",
        f"SELECT * {{ {{ ?a ?b ?c }} UNION {{ {CALL} }} }}",
        f"SELECT * {{ ?a ?b ?c MINUS {{ {CALL} }} }}",
        f"SELECT * {{ {{ SELECT ?s {{ {CALL} }} }} }}",
        f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ {CALL} }} }}",
        f"SELECT * {{ ?s ?p ?o FILTER (?p = 1 || NOT EXISTS {{ {CALL} }}) }}",
        f"SELECT * {{ ?s ?p ?o BIND (EXISTS {{ {CALL} }} AS ?x) }}",
        f"SELECT (EXISTS {{ {CALL} }} AS ?x) {{ ?s ?p ?o }}",
        f"SELECT ?s {{ ?s ?p ?o }} GROUP BY ?s HAVING (EXISTS {{ {CALL} }})",
        f"SELECT ?s {{ ?s ?p ?o }} ORDER BY (EXISTS {{ {CALL} }})",
        f"ASK {{ {CALL} }}",
        f"CONSTRUCT {{ ?s ?p ?o }} {{ {CALL} }}",
        f"DESCRIBE ?s {{ {CALL} }}",
        f"SELECT * {{ # a comment that ends here: \r{CALL}\n }}",
        f"SELECT * {{ # {ESCAPE}u000A BIND ('''\n{CALL}\n# {ESCAPE}u000A ''' AS ?x)\n}}",
        f"SELECT * {{ # {ESCAPE}u005Cu000A BIND ('''\n{CALL}\n# {ESCAPE}u005Cu000A ''' AS ?x)\n}}",
        f"# a comment\nPREFIX x: <http://x/> SELECT * {{ ?s x:service ?o . {CALL} }}",
    ],
)
def test_no_spelling_of_service_passes(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        check_query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://example.org/> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * fr\\u006fm <http://example.org/> { ?s ?p ?o }",
        "ASK FROM <http://example.org/> { ?s ?p ?o }",
        "DESCRIBE <urn:a> FROM <http://example.org/>",
    ],
)
def test_no_from_passes(query: str) -> None:
    with pytest.raises(QueryError, match="FROM"):
        check_query(query)


@pytest.mark.parametrize("word", ["INSERT DATA", "delete where", "LOAD", "CLEAR ALL", "DROP ALL", "WITH <a:b> DELETE"])
def test_updates_are_refused_by_name(word: str) -> None:
    with pytest.raises(QueryError, match="is an update") as caught:
        check_query(f"# change\nPREFIX x: <http://x/#y>\n{word} {{ <a:b> <a:c> 1 }}")
    assert "SELECT" in caught.value.remedy


def test_a_query_begins_with_a_word_that_sparql_knows() -> None:
    with pytest.raises(QueryError, match="does not begin with SELCT"):
        check_query("PREFIX x: <http://x/> selct * { ?s ?p ?o }")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE <http://x/> {}' }",
        "SELECT * { ?s ?p ?o } # SERVICE",
        "SELECT * { ?s ?p ?o # SERVICE\r\n}",
        f"SELECT * {{ ?s ?p '{ESCAPE}u4e2d' }}",
        "SELECT * { ?service schema:isPartOf <http://x/from/service> }",
        "PREFIX service: <http://x/> SELECT * { ?s service:from ?o }",
        'SELECT ("from" AS ?x) {}',
        "SELECT * { ?s ?p ?o }",
    ],
)
def test_the_words_themselves_may_be_asked_about(query: str) -> None:
    check_query(query)


# What begins or ends a comment or a text, for one reader or another, around a call that fails without a network.
FRAGMENTS = ("#", "\r", "\n", "\r\n", "'", '"', "'''", f"{ESCAPE}u000A", f"{ESCAPE}u0022", " BIND (", " AS ?x) ", " ")
REAL_CALL = " SERVICE ?nowhere {} "


def would_call(query: str) -> bool:
    """Tell whether the store would ask another server, had it an address."""
    try:
        found = Store().query(query)
        assert isinstance(found, QuerySolutions)
        list(found)
    except SyntaxError:
        return False
    except RuntimeError as error:
        return "service" in str(error)
    return False


@given(
    st.lists(st.sampled_from(FRAGMENTS), max_size=6).map("".join),
    st.lists(st.sampled_from(FRAGMENTS), max_size=6).map("".join),
)
@example("#\r", "\n")
@example(f"#{ESCAPE}u000A BIND ('''\n", f"\n#{ESCAPE}u000A''' AS ?x)\n")
@settings(deadline=None, max_examples=300)
def test_what_the_store_would_call_does_not_pass(before: str, after: str) -> None:
    query = f"SELECT * {{ {before}{REAL_CALL}{after} }}"
    if would_call(query):
        with pytest.raises(QueryError):
            check_query(query)


def test_a_call_is_seen_where_there_is_one() -> None:
    assert would_call(f"SELECT * {{ {REAL_CALL} }}")
    assert would_call(f"SELECT * {{ #\r{REAL_CALL}\n }}")
    assert not would_call(f"SELECT * {{ #{REAL_CALL}\n }}")


@given(st.text())
@settings(deadline=None)
def test_any_text_passes_or_is_refused_with_a_remedy(text: str) -> None:
    remedies: list[str] = []
    for query in (text, f"SELECT * {{ ?from {text} }}"):
        try:
            check_query(query)
        except QueryError as error:
            remedies.append(error.remedy)
    assert all(remedies)
