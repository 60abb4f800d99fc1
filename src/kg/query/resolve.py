"""From the words that a person gives a named question to the things of the build that they mean."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Final, TypeAlias

from pyoxigraph import Literal, NamedNode

from kg.errors import UsageError
from kg.query.ask import Answer
from kg.query.questions import NamedQuery, Parameter, ParameterType
from kg.query.text.search import Found, to_marked
from kg.rdf.terms import PREFIXES

Run: TypeAlias = Callable[[str], Answer]  # how a query of kg's own is asked
Find: TypeAlias = Callable[[str], Found]  # how a text is searched for

_CLASS_OF: Final = {ParameterType.CONCEPT: "skos:Concept", ParameterType.POST: "schema:BlogPosting"}
# The properties that hold a name: as values, since a path of alternatives takes the store five times as long.
_NAMES_OF: Final = {
    ParameterType.CONCEPT: "VALUES ?label { skos:prefLabel skos:altLabel skos:hiddenLabel } ?thing ?label ?name .",
    ParameterType.POST: "?thing schema:headline ?name ; a schema:BlogPosting .",
}
_WHERE_OF: Final = {
    ParameterType.CONCEPT: "kg query OUT --name most-named shows those that posts name most",
    ParameterType.POST: "kg query OUT --name posts shows the titles",
}
_DECIMAL: Final = NamedNode(f"{PREFIXES['xsd']}decimal")
_MOST_HINTS: Final = 3
_MOST_CONCEPTS: Final = 5  # of those whose labels say a text: it is posts that are searched for


def resolve(query: NamedQuery, values: Mapping[str, str], run: Run, find: Find | None = None) -> dict[str, str]:
    """Return what to put in the place of each parameter: the IRIs of all that bears the name, a number, rows.

    Raise `UsageError` for a number that is none, and for a text where nothing is given that finds it.
    """
    return {
        each.name: _to_rows(each, values[each.name], find)
        if each.type is ParameterType.TEXT
        else _to_terms(each, values[each.name], run)
        for each in query.parameters
    }


def find_hints(query: NamedQuery, values: Mapping[str, str], run: Run) -> Iterator[str]:
    """Yield a sentence for each concept or post that the values name and the build has not got."""
    for parameter in query.parameters:
        value = values[parameter.name]
        if parameter.type in _NAMES_OF and not _find_things(parameter.type, value, run):
            yield _to_hint(parameter.type, value, run)


def _to_terms(parameter: Parameter, value: str, run: Run) -> str:
    if parameter.type is ParameterType.NUMBER:
        return str(Literal(_to_decimal(parameter, value), datatype=_DECIMAL))
    return " ".join(str(NamedNode(iri)) for iri in _find_things(parameter.type, value, run))


def _to_rows(parameter: Parameter, value: str, find: Find | None) -> str:
    """Return a row for each thing that the index finds, as `search.rq` has them."""
    if find is None:
        raise UsageError(
            f"{parameter.name} is searched for in the index, and none is at hand", remedy="ask by a concept instead"
        )
    found = find(value)
    text = Literal(_to_bare(value))
    rows = [("concept", hit) for hit in found.concepts[:_MOST_CONCEPTS]] + [("post", hit) for hit in found.posts]
    return " ".join(
        f"({text} {NamedNode(hit.iri)} {Literal(kind)} {hit.score:.3f} {Literal(hit.title)} {Literal(to_marked(hit))})"
        for kind, hit in rows
    )


def _find_things(kind: ParameterType, value: str, run: Run) -> list[str]:
    """Return the IRIs, sorted, of all that has the value as a name, upper or lower case, or as its IRI."""
    bare = _to_bare(value)
    wanted = Literal(bare)
    by_name = f"{{ {_NAMES_OF[kind]} FILTER (LCASE(STR(?name)) = LCASE({wanted})) }}"
    by_iri = f"""UNION {{
      ?dataset void:uriSpace ?base . ?thing a {_CLASS_OF[kind]} .
      FILTER (STR(?thing) IN ({wanted}, CONCAT(?base, {wanted})))
    }}"""
    lookup = f"SELECT DISTINCT ?thing {{ {by_name} {by_iri if '/' in bare or ':' in bare else ''} }} ORDER BY ?thing"
    rows = json.loads(run(lookup).body)["results"]["bindings"]
    return [row["thing"]["value"] for row in rows]


def _to_bare(value: str) -> str:
    # A table shows IRIs in angle brackets: they may be copied as they are. A lone surrogate has no UTF-8.
    bare = value[1:-1] if value.startswith("<") and value.endswith(">") else value
    return bare.encode("utf-8", "replace").decode()


def _to_decimal(parameter: Parameter, value: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise UsageError(f"{parameter.name}={value} is no number", remedy=f"write {parameter.name}=0.5, for example")
    return f"{number:f}"


def _to_hint(kind: ParameterType, value: str, run: Run) -> str:
    rows = json.loads(run(f"SELECT DISTINCT ?name {{ {_NAMES_OF[kind]} }}").body)["results"]["bindings"]
    known = {row["name"]["value"].lower(): row["name"]["value"] for row in rows}
    nearest = _find_nearest(value.lower(), known)
    meant = f"did you mean {' or '.join(known[each] for each in nearest)}?" if nearest else _WHERE_OF[kind]
    return f"the build has no {kind} {value!r}; {meant}"


def _find_nearest(value: str, names: Collection[str]) -> list[str]:
    """Return the names that are nearly the value, else the shortest that begin with it or have it in them."""
    close = difflib.get_close_matches(value, names, n=_MOST_HINTS)
    if close or not value:
        return close
    holding = [name for name in names if value in name]
    return sorted(holding, key=lambda name: (not name.startswith(value), len(name), name))[:_MOST_HINTS]
