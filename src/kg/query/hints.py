"""What may help where a named question has no answer: the label that was probably meant."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from kg.query.ask import Question, ask
from kg.query.questions import NamedQuery, ParameterType

_LABELS: Final = {
    ParameterType.CONCEPT: (
        "SELECT DISTINCT ?name ?thing { ?thing skos:prefLabel|skos:altLabel|skos:hiddenLabel ?name }"
    ),
    ParameterType.POST: (
        "SELECT DISTINCT ?name ?thing { ?thing a schema:BlogPosting OPTIONAL { ?thing schema:headline ?name } }"
    ),
}
_MOST: Final = 3


def find_hints(question: Question, query: NamedQuery, values: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each concept or post that the values name and the build has not got."""
    for parameter in query.parameters:
        if parameter.type in _LABELS:
            wanted = values[parameter.name].removeprefix("<").removesuffix(">")
            names = _names(replace(question, query=_LABELS[parameter.type], limit=None))
            if wanted.lower() not in names:
                yield _sentence(parameter.type, wanted, names)


def _names(question: Question) -> dict[str, str]:
    """Return how each name is written, by the name in small letters; IRIs are names too."""
    answer = ask(question)
    names: dict[str, str] = {}
    for row in json.loads(answer.body)["results"]["bindings"]:
        iri = row["thing"]["value"]
        for name in (row.get("name", row["thing"])["value"], iri, iri.removeprefix(answer.base)):
            names.setdefault(name.lower(), name)
    return names


def _sentence(kind: ParameterType, wanted: str, names: Mapping[str, str]) -> str:
    nearest = [names[each] for each in difflib.get_close_matches(wanted.lower(), names, n=_MOST, cutoff=0.6)]
    meant = f"; did you mean {' or '.join(nearest)}?" if nearest else ""
    return f"the build has no {kind} {wanted!r}{meant}"
