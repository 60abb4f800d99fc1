"""The triples as Turtle, for people to read: one block a subject, the profile's terms with their prefixes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from kg.rdf.nodes import Node, to_curie
from kg.rdf.terms import PREFIXES, TERMS, TYPE, XSD_INTEGER

_INTEGER: Final = re.compile(r'"[+-]?[0-9]+"')
# An IRI of the input stays as it is: only kg's own terms are read more easily in short.
_CURIE_OF: Final = {term: to_curie(term) or term for term in sorted(TERMS)}
_VERB_OF: Final = _CURIE_OF | {TYPE: "a"}
HEAD: Final = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())


def to_turtle(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield the blocks of a Turtle document that says what the nodes say."""
    yield HEAD
    yield from map(to_block, nodes)


def to_block(node: Node) -> str:
    """Return what a Turtle document says of one subject."""
    statements = [
        f"{_VERB_OF.get(predicate, predicate)} {_to_list(objects)}"
        for predicate, objects in node.objects_by_predicate.items()
    ]
    return f"\n{node.subject} " + " ;\n    ".join(statements) + " .\n"


def to_short(term: str) -> str:
    """Return an IRI, or a literal that has a datatype, with prefixes for kg's own terms."""
    return _CURIE_OF.get(term, term) if term[0] == "<" else _to_typed(term)


def _to_list(objects: list[str]) -> str:
    # Sorted, literals come before IRIs: where the first is an IRI, all are, and most often none is a term of kg's.
    if objects[0][0] == "<" and _CURIE_OF.keys().isdisjoint(objects):
        return ", ".join(objects)
    return ", ".join([to_short(term) if term[-1] == ">" else term for term in objects])


@lru_cache(maxsize=4096)  # dates, numbers and reader counts come again and again
def _to_typed(term: str) -> str:
    end = term.rindex('"') + 1
    quoted, datatype = term[:end], term[end + 2 :]
    if datatype == XSD_INTEGER and _INTEGER.fullmatch(quoted):
        return quoted[1:-1]
    return f"{quoted}^^{to_curie(datatype) or datatype}"
