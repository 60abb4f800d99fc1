"""The questions that have a name: SPARQL in files, with a head of comments that says what they ask.

    # title: Posts that name a concept, newest first
    # parameter: concept concept: one of its labels in any language, or its IRI
    # parameter: below number default 0.6: show what is less sure than this
    # limit: 50
    # example: concept=BERT below=0.7

A parameter is bound where the body says `VALUES ?concept { … }`: what stands between the braces is an example and is
replaced by the IRIs of what bears the name, or by the number; for a text that is searched for, where it says
`VALUES (?text …) { … }`, by a row for each thing found. No other text of the query changes but its limit.
"""

from __future__ import annotations

import difflib
import re
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

from kg.errors import UsageError

_HEAD: Final = re.compile(r"# (title|limit|example): (.*)")
_PARAMETER: Final = re.compile(r"# parameter: (\w+) (\w+)(?: default (\S+))?: (.*)")
_PLACE: Final = re.compile(r"(?P<head>VALUES \(?\?(?P<name>\w+)(?: [^)}]*\))?) \{[^}]*\}")


class ParameterType(StrEnum):
    """What a parameter stands for; a concept or a post is given by its label, its title or its IRI, a text by words."""

    CONCEPT = "concept"
    POST = "post"
    NUMBER = "number"
    TEXT = "text"


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


def bind(query: NamedQuery, terms: Mapping[str, str], limit: int | None) -> str:
    """Return the SPARQL with the terms, as SPARQL writes them, in the places of their parameters.

    It is done in one pass: a term that looks like another parameter's place stays a term. A limit inside of the
    query becomes one more than `limit`, so that it shows whether there was more.
    """
    body = _PLACE.sub(lambda place: f"{place['head']} {{ {terms[place['name']]} }}", query.body)
    return body if limit is None else body.replace(f"LIMIT {query.limit} ", f"LIMIT {limit + 1} ")


def _usage(query: NamedQuery) -> str:
    if not query.parameters:
        return f"{query.name} takes no parameter"
    wanted = " ".join(f"{each.name}={each.type.upper()}" for each in query.parameters)
    return f"ask: kg query OUT --name {query.name} {wanted}; for example {shlex.join(query.example)}"
