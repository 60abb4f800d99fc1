"""The triples as Turtle, for people to read: one block a subject, the profile's terms with their prefixes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from kg.rdf.nodes import Node, to_curie, to_nodes
from kg.rdf.terms import PREFIXES, TERMS, TYPE, XSD_INTEGER

_INTEGER: Final = re.compile(r'"[+-]?[0-9]+"')


def to_turtle(triples: Iterable[str]) -> Iterator[str]:
    """Yield the blocks of a Turtle document that says the same as the triples, which come sorted."""
    for prefix, namespace in PREFIXES.items():
        yield f"@prefix {prefix}: <{namespace}> .\n"
    for node in to_nodes(triples):
        yield _to_block(node)


def _to_block(node: Node) -> str:
    statements = (f"{_to_verb(each.predicate)} {', '.join(map(_to_object, each.objects))}" for each in node.properties)
    return f"\n{node.subject} " + " ;\n    ".join(statements) + " .\n"


def _to_verb(predicate: str) -> str:
    return "a" if predicate == TYPE else to_curie(predicate) or predicate


def _to_object(term: str) -> str:
    # An IRI of the input stays as it is: only kg's own terms are read more easily in short.
    if term in TERMS:
        return to_curie(term) or term
    if not term.startswith('"') or not term.endswith(">"):
        return term
    end = term.rindex('"') + 1
    quoted, datatype = term[:end], term[end + 2 :]
    if datatype == XSD_INTEGER and _INTEGER.fullmatch(quoted):
        return quoted[1:-1]
    return f"{quoted}^^{to_curie(datatype) or datatype}"
