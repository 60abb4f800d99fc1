"""What a query would do is said without doing it, and only of a query that would run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.query.ask import Answer, Question, ask
from kg.query.plan import explain


def explained(build: Path, query: str) -> list[str]:
    question = Question(folder=build, query=query)
    run: Callable[[str], Answer] = lambda each: ask(replace(question, query=each, is_own=True))  # noqa: E731
    return list(explain(question, run))


@pytest.mark.parametrize(
    "query", ["SELECT ?t { ?p schema:headline ?t", "SELECT ?t { ?p foaf:name ?t }", "ASK { SERVICE <a:b> {} }", ""]
)
def test_a_query_that_does_not_run_is_refused_as_it_would_be(build: Path, query: str) -> None:
    with pytest.raises(QueryError):
        explained(build, query)


def test_every_pattern_is_shown_with_short_names_and_how_much_it_matches(build: Path) -> None:
    lines = explained(build, "SELECT ?n { <post/x> schema:interactionStatistic/schema:userInteractionCount ?n }")
    assert lines[-1].strip() == "<post/x> schema:interactionStatistic/schema:userInteractionCount ?n    # 0"
    lines = explained(build, "SELECT ?t { ?p a schema:BlogPosting ; cito:cites+ ?c }")
    assert {line.strip() for line in lines[-2:]} == {
        "?p rdf:type schema:BlogPosting    # 4",
        "?p cito:cites+ ?c    # not counted",
    }
