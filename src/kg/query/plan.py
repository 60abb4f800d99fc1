"""What a query would do, without doing it: what the gate says, the steps, and how much each pattern alone matches.

The steps are those of SPARQL's algebra as rdflib reads it, the last one first. The store runs the same algebra and
chooses the order of joins by itself, which it does not tell.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeAlias

from pyoxigraph import Store

from kg.errors import QueryError
from kg.query.ask import Answer, Question
from kg.query.faults import to_query_error
from kg.query.gate import check_query
from kg.query.screen import to_visible
from kg.rdf.nodes import to_curie
from kg.rdf.terms import PREFIXES

Run: TypeAlias = Callable[[str], Answer]  # how a query of kg's own is asked

_INDENT: Final = "  "
_PARTS: Final = ("p", "p1", "p2", "part")
_NAME_OF: Final = {
    "AggregateJoin": "aggregate",
    "ConstructQuery": "construct",
    "DescribeQuery": "describe",
    "AskQuery": "ask",
    "Distinct": "each row once",
    "Join": "join",
    "LeftJoin": "optional",
    "Minus": "minus",
    "Reduced": "rows may come once",
    "SelectQuery": "select",
    "ToMultiSet": "rows of",
    "Union": "union",
}
_ANY_BASE: Final = "https://base.example/"
_IRI: Final = re.compile("<[^<>]*>")
_HARD_PATHS: Final = ("+", "*")


def explain(question: Question, run: Run) -> Iterator[str]:
    """Yield the lines of the explanation; `run` counts. Raise `QueryError` as the query itself would."""
    if not question.is_own:
        check_query(question.query)
        _check_syntax(question.query)
    yield "query"
    yield from (f"{_INDENT}{to_visible(line)}" for line in question.query.strip().splitlines())
    yield "gate"
    yield f"{_INDENT}{_say_gate(question)}"
    yield "limits"
    rows = f"{question.limit} rows or triples are shown" if question.limit is not None else "every row is shown"
    yield f"{_INDENT}stopped after {question.timeout:g} s (exit 4); no network, where the system lets it be cut; {rows}"
    algebra = _read_algebra(question.query)
    if algebra is None:
        yield "steps unknown: only the store can read this query"
        return
    counts = _count(sorted(set(_find_patterns(algebra))), run)
    yield "steps, the last one first; behind a pattern, how many triples match it alone"
    yield from (f"{_INDENT}{line}" for line in _to_lines(algebra, counts))


def _check_syntax(query: str) -> None:
    """Have the store read the query, over nothing."""
    try:
        Store().query(query, prefixes=PREFIXES, base_iri=_ANY_BASE)
    except SyntaxError as error:
        raise to_query_error(query, str(error)) from error


def _say_gate(question: Question) -> str:
    if question.is_own:
        return "a question of kg's own: what was given is in it as escaped terms only"
    return "passed: it reads, and it has no SERVICE and no FROM"


def _read_algebra(query: str) -> Any:
    from pyparsing.exceptions import ParseBaseException
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        return translateQuery(parseQuery(query), initNs=PREFIXES).algebra
    except (ParseBaseException, Exception):  # rdflib raises bare `Exception` for unknown prefixes
        return None


def _find_patterns(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "triples" and getattr(part, "name", "") == "BGP":
                yield from map(_to_pattern, value)
            elif key != "_vars":
                yield from _find_patterns(value)
    elif isinstance(part, list | tuple):
        for each in part:
            yield from _find_patterns(each)


def _to_pattern(triple: Iterable[Any]) -> str:
    return " ".join(term.n3() for term in triple)


def _count(patterns: list[str], run: Run) -> dict[str, int]:
    """Return how many solutions each pattern has; those that may run long, or do, are left out."""
    easy = [pattern for pattern in patterns if not any(sign in pattern.split(" ")[1] for sign in _HARD_PATHS)]
    counted = (
        f"{{ SELECT ({number} AS ?pattern) (COUNT(*) AS ?n) {{ {pattern} }} }}" for number, pattern in enumerate(easy)
    )
    try:
        answered = run(f"SELECT ?pattern ?n {{ {' UNION '.join(counted)} }}")
    except QueryError:
        return {}
    rows = json.loads(answered.body)["results"]["bindings"]
    return {easy[int(row["pattern"]["value"])]: int(row["n"]["value"]) for row in rows if "pattern" in row}


def _to_lines(part: Any, counts: dict[str, int], depth: int = 0) -> Iterator[str]:
    name = getattr(part, "name", "")
    indent = _INDENT * depth
    if name == "BGP":
        for triple in part["triples"]:
            pattern = _to_pattern(triple)
            count = f"{counts[pattern]:,}" if pattern in counts else "not counted"
            yield f"{indent}{' '.join(map(_to_short, triple))}    # {count}"
        return
    if name == "values":
        yield f"{indent}the query's own, {len(part['res'])}"
        return
    yield f"{indent}{_to_words(part, name)}"
    for key in _PARTS:
        if key in part and isinstance(part[key], dict):
            yield from _to_lines(part[key], counts, depth + 1)


def _to_words(part: Any, name: str) -> str:
    if name == "Slice":
        return f"take {part['length']} rows after {part['start']}"
    if name == "Project":
        return f"keep {' '.join(f'?{variable}' for variable in part['PV'])}"
    if name == "OrderBy":
        return f"sort by {' '.join(f'?{each}' for each in sorted(_find_variables(part['expr'])))}, all rows at once"
    if name == "Extend":
        return f"bind ?{part['var']}"
    if name == "Group":
        by = part.get("expr") or []
        return f"group by {' '.join(_to_short(each) for each in by)}".rstrip()
    if name == "Filter":
        return f"filter on {' '.join(f'?{each}' for each in sorted(_find_variables(part['expr'])))}".rstrip()
    return _NAME_OF.get(name, name)


def _find_variables(part: Any) -> set[str]:
    from rdflib import Variable

    if isinstance(part, Variable):
        return {str(part)}
    if isinstance(part, dict):
        part = [value for key, value in part.items() if key != "_vars"]
    return set().union(*map(_find_variables, part)) if isinstance(part, list | tuple) else set()


def _to_short(term: Any) -> str:
    text = term.n3() if hasattr(term, "n3") else str(term)
    return to_visible(_IRI.sub(lambda iri: to_curie(iri[0]) or iri[0], text))  # a path has several
