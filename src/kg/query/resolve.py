"""From the words that a person gives a named question to the things of the build that they mean."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Final, TypeAlias

from pyoxigraph import Literal, NamedNode

from kg.errors import UsageError
from kg.query.ask import Answer
from kg.query.questions import NamedQuery, Parameter, ParameterType
from kg.rdf.terms import PREFIXES

Run: TypeAlias = Callable[[str], Answer]  # how a query of kg's own is asked

# The names of every thing of a type; one without a name is there too.
_PATTERN_OF: Final = {
    ParameterType.CONCEPT: "?thing a skos:Concept ; skos:prefLabel|skos:altLabel|skos:hiddenLabel ?name .",
    ParameterType.POST: "?thing a schema:BlogPosting . OPTIONAL { ?thing schema:headline ?name }",
}
_DECIMAL: Final = NamedNode(f"{PREFIXES['xsd']}decimal")
_MOST_HINTS: Final = 3


def resolve(query: NamedQuery, values: Mapping[str, str], run: Run) -> dict[str, str]:
    """Return what to put in the place of each parameter: the IRIs of all that bears the name, or a number."""
    return {each.name: _to_terms(each, values[each.name], run) for each in query.parameters}


def find_hints(query: NamedQuery, values: Mapping[str, str], run: Run) -> Iterator[str]:
    """Yield a sentence for each concept or post that the values name and the build has not got."""
    for parameter in query.parameters:
        value = values[parameter.name]
        if parameter.type in _PATTERN_OF and not _find_things(parameter.type, value, run):
            yield _to_hint(parameter.type, value, run)


def _to_terms(parameter: Parameter, value: str, run: Run) -> str:
    if parameter.type is ParameterType.NUMBER:
        return str(Literal(_to_decimal(parameter, value), datatype=_DECIMAL))
    return " ".join(str(NamedNode(iri)) for iri in _find_things(parameter.type, value, run))


def _find_things(kind: ParameterType, value: str, run: Run) -> list[str]:
    """Return the IRIs, sorted, of all that has the value as a name, upper or lower case, or as its IRI."""
    wanted = Literal(_to_bare(value))
    lookup = f"""SELECT DISTINCT ?thing {{
      VALUES ?wanted {{ {wanted} }}
      ?dataset void:uriSpace ?base .
      {_PATTERN_OF[kind]}
      FILTER (STR(?thing) IN (?wanted, CONCAT(?base, ?wanted)) || LCASE(STR(?name)) = LCASE(?wanted))
    }} ORDER BY ?thing"""
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
    rows = json.loads(run(f"SELECT DISTINCT ?name {{ {_PATTERN_OF[kind]} }}").body)["results"]["bindings"]
    known = {row["name"]["value"].lower(): row["name"]["value"] for row in rows if "name" in row}
    nearest = [known[each] for each in difflib.get_close_matches(value.lower(), known, n=_MOST_HINTS)]
    meant = f"; did you mean {' or '.join(nearest)}?" if nearest else ""
    return f"the build has no {kind} {value!r}{meant}"
