"""The triples as JSON-LD: one node a line, schema.org's names without a prefix, the context inside the file.

It is written from the N-Triples lines as they are: what canonical N-Triples puts between quotes is also a JSON
string, and no legal IRI needs an escape.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Final

from kg.rdf.terms import PREFIXES, TYPE, XSD_INTEGER

_CONTEXT: Final = {"@vocab": PREFIXES["schema"]} | {
    prefix: namespace for prefix, namespace in PREFIXES.items() if prefix not in ("rdf", "schema")
}
# RFC 8259 lets readers keep numbers as doubles: past this they would change.
_LARGEST_EXACT: Final = 2**53


def to_jsonld(triples: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a JSON-LD document that says the same as the triples, which come sorted."""
    yield '{"@context": ' + json.dumps(_CONTEXT, ensure_ascii=False) + ',\n"@graph": [\n'
    separator = ""
    for subject, lines in groupby(triples, key=_subject):
        yield f"{separator}{_to_node(subject, lines)}"
        separator = ",\n"
    yield "\n]}\n"


def _subject(triple: str) -> str:
    return triple[: triple.index(" ")]


def _to_node(subject: str, triples: Iterable[str]) -> str:
    members = [f'"@id": "{subject[1:-1]}"']
    statements = (triple[:-2].split(" ", 2)[1:] for triple in triples)
    for predicate, group in groupby(statements, key=lambda statement: statement[0]):
        as_member = _to_type if predicate == TYPE else _to_value
        values = [as_member(term) for _, term in group]
        key = "@type" if predicate == TYPE else _to_name(predicate)
        members.append(f'"{key}": {values[0] if len(values) == 1 else "[" + ", ".join(values) + "]"}')
    return "{" + ", ".join(members) + "}"


def _to_type(term: str) -> str:
    return f'"{_to_name(term)}"'


def _to_value(term: str) -> str:
    if term.startswith("<"):
        return f'{{"@id": "{term[1:-1]}"}}'
    end = term.rindex('"') + 1
    quoted, suffix = term[:end], term[end:]
    if not suffix:
        return quoted
    if suffix.startswith("@"):
        return f'{{"@language": "{suffix[1:]}", "@value": {quoted}}}'
    if suffix == f"^^{XSD_INTEGER}" and abs(int(quoted[1:-1])) < _LARGEST_EXACT:
        return quoted[1:-1]
    return f'{{"@type": "{_to_name(suffix[2:])}", "@value": {quoted}}}'


@cache  # only terms of the profile come here: some dozens
def _to_name(term: str) -> str:
    """Shorten a term of kg's own: `<http://schema.org/name>` to `name`, `<…core#broader>` to `skos:broader`."""
    iri = term[1:-1]
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            name = iri[len(namespace) :]
            return name if prefix == "schema" else f"{prefix}:{name}"
    return iri
