"""The questions that have a name: SPARQL in files, with a head of comments that says what they ask.

    # title: Posts that name a concept, newest first
    # parameter: concept concept: one of its labels in any language, or its IRI
    # parameter: below number default 0.6: show what is less sure than this
    # limit: 50
    # example: concept=BERT below=0.7

A parameter is bound where the body says `VALUES ?concept { … }`: what stands between the braces is an example, or the
default, and is replaced by a literal that pyoxigraph escapes. No other text of the query changes.
"""

from __future__ import annotations

import difflib
import re
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.errors import UsageError
from kg.rdf.terms import PREFIXES

_HEAD: Final = re.compile(r"# (title|limit|example): (.*)")
_PARAMETER: Final = re.compile(r"# parameter: (\w+) (\w+)(?: default (\S+))?: (.*)")
_PLACE: Final = re.compile(r"VALUES \?(\w+) \{[^}]*\}")


class ParameterType(StrEnum):
    """What a parameter stands for; a concept or a post is given by its label, its title or its IRI."""

    CONCEPT = "concept"
    POST = "post"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One blank of a named question; without a default it must be given."""

    name: str
    type: ParameterType
    default: str | None
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A question with a name. `limit` is the number of rows to show where no other is asked for."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    limit: int | None
    example: tuple[str, ...]
    body: str


@cache
def read_named_queries() -> Mapping[str, NamedQuery]:
    """Return the questions that come with kg, by name, sorted."""
    sources = [source for source in files("kg.query").joinpath("named").iterdir() if source.name.endswith(".rq")]
    parsed = (parse_named_query(source.name[:-3], source.read_text("utf-8")) for source in sources)
    return {query.name: query for query in sorted(parsed, key=lambda each: each.name)}


def parse_named_query(name: str, text: str) -> NamedQuery:
    """Return the question that a file's text is."""
    head = {match[1]: match[2] for match in map(_HEAD.fullmatch, text.splitlines()) if match}
    found = (match for match in map(_PARAMETER.fullmatch, text.splitlines()) if match)
    return NamedQuery(
        name=name,
        title=head["title"],
        parameters=tuple(
            Parameter(name=each[1], type=ParameterType(each[2]), default=each[3], meaning=each[4]) for each in found
        ),
        limit=int(head["limit"]) if "limit" in head else None,
        example=tuple(shlex.split(head.get("example", ""))),
        body=text,
    )


def find_named_query(name: str) -> NamedQuery:
    """Return the question of a name; raise `UsageError` with the nearest names where there is none."""
    queries = read_named_queries()
    if name in queries:
        return queries[name]
    nearest = difflib.get_close_matches(name, queries, n=3, cutoff=0.4)
    remedy = f"did you mean {' or '.join(nearest)}?" if nearest else "kg query --list shows the names"
    raise UsageError(f"no question is called {name!r}", remedy=remedy)


def parse_values(query: NamedQuery, words: Iterable[str]) -> dict[str, str]:
    """Return each parameter's value from words such as `concept=BERT`; raise `UsageError` if one does not fit."""
    values = {each.name: each.default for each in query.parameters if each.default is not None}
    given: dict[str, str] = {}
    for word in words:
        key, equals, value = word.partition("=")
        if not equals or key not in {each.name for each in query.parameters} or key in given:
            raise UsageError(f"{query.name} cannot use {word!r}", remedy=_usage(query))
        given[key] = value
    missing = [each.name for each in query.parameters if each.name not in values | given]
    if missing:
        raise UsageError(f"{query.name} needs {' and '.join(missing)}", remedy=_usage(query))
    return values | given


def bind(query: NamedQuery, values: Mapping[str, str]) -> str:
    """Return the SPARQL with each value in the place of its parameter, as one escaped literal."""
    # In one pass: a value that looks like another parameter's place stays a value.
    terms = {each.name: _to_literal(each, values[each.name]) for each in query.parameters}
    return _PLACE.sub(lambda place: f"VALUES ?{place[1]} {{ {terms[place[1]]} }}", query.body)


def _to_literal(parameter: Parameter, value: str) -> str:
    if parameter.type is ParameterType.NUMBER:
        return str(Literal(_to_decimal(parameter, value), datatype=NamedNode(f"{PREFIXES['xsd']}decimal")))
    # A table shows IRIs in angle brackets: they may be copied as they are. A lone surrogate has no UTF-8.
    bare = value[1:-1] if value.startswith("<") and value.endswith(">") else value
    return str(Literal(bare.encode("utf-8", "replace").decode()))


def _to_decimal(parameter: Parameter, value: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise UsageError(f"{parameter.name}={value} is no number", remedy=f"write {parameter.name}=0.5, for example")
    return f"{number:f}"


def _usage(query: NamedQuery) -> str:
    if not query.parameters:
        return f"{query.name} takes no parameter"
    wanted = " ".join(f"{each.name}={each.type.upper()}" for each in query.parameters)
    return f"ask: kg query OUT --name {query.name} {wanted}; for example {shlex.join(query.example)}"
