"""The triples as JSON-LD: one node a line, schema.org's names without a prefix, the context in the file.

It is written from the N-Triples lines as they are: what canonical N-Triples puts between quotes is also a
JSON string, and no legal IRI needs an escape.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.rdf.nodes import to_curie
from kg.rdf.terms import PREFIXES, TYPE, XSD_INTEGER

if TYPE_CHECKING:
    from kg.rdf.nodes import Node

_CONTEXT: Final = {"@vocab": PREFIXES["schema"]} | {
    prefix: namespace for prefix, namespace in PREFIXES.items() if prefix != "schema"
}
# RFC 8259 lets readers keep numbers as doubles: past this they would change.
_LARGEST_EXACT: Final = 2**53
_INTEGER: Final = f"^^{XSD_INTEGER}"


HEAD: Final = '{"@context": ' + json.dumps(_CONTEXT) + ',\n"@graph": [\n'
BETWEEN: Final = ",\n"
END: Final = "\n]}\n"


def to_member(node: Node) -> str:
    """Return the object that says what a node says: one line, without its end."""
    pairs = [f'"@id": "{node.subject[1:-1]}"']
    for predicate, objects in node.objects_by_predicate.items():
        values = _to_names(objects) if predicate == TYPE else _to_values(objects)
        pairs.append(f'"{_to_key(predicate)}": {values if len(objects) == 1 else f"[{values}]"}')
    return "{" + ", ".join(pairs) + "}"


def _to_names(classes: list[str]) -> str:
    return ", ".join([f'"{_to_name(term)}"' for term in classes])


def _to_values(objects: list[str]) -> str:
    if objects[0][0] == "<":  # sorted, literals come before IRIs: so all are, and none has such a bracket inside
        return ", ".join(objects).replace("<", '{"@id": "').replace(">", '"}')
    return ", ".join([f'{{"@id": "{term[1:-1]}"}}' if term[0] == "<" else _to_literal(term) for term in objects])


def _to_literal(term: str) -> str:
    if term[-1] == '"':
        return term
    end = term.rindex('"') + 1
    quoted, suffix = term[:end], term[end:]
    if suffix[0] == "@":
        return f'{{"@language": "{suffix[1:]}", "@value": {quoted}}}'
    if suffix == _INTEGER and abs(int(quoted[1:-1])) < _LARGEST_EXACT:
        return quoted[1:-1]
    return f'{{"@type": "{_to_name(suffix[2:])}", "@value": {quoted}}}'


def _to_key(predicate: str) -> str:
    return "@type" if predicate == TYPE else _to_name(predicate)


@cache  # only terms of the profile come here: some dozens
def _to_name(term: str) -> str:
    """Shorten `<http://schema.org/name>` to `name`, other terms as Turtle does."""
    return (to_curie(term) or term[1:-1]).removeprefix("schema:")
