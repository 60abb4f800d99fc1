"""What is said of one subject, by predicate: what N-Triples, Turtle and JSON-LD are written from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from kg.rdf.terms import PREFIXES, TYPE

_LOCAL_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_\-]*")  # part of what Turtle allows, and of what SPARQL does

Facts: TypeAlias = dict[str, list[str]]  # objects by predicate, in any order, some twice; terms as N-Triples has them


@dataclass(slots=True)
class Node:
    """One subject with all that is said of it, as N-Triples writes it: types first, then sorted, each once."""

    subject: str
    objects_by_predicate: dict[str, list[str]]


def to_node(subject: str, facts: Facts) -> Node:
    """Put facts in order."""
    objects = {TYPE: facts[TYPE]} if TYPE in facts else {}
    for predicate in sorted(facts):
        terms = facts[predicate]
        objects[predicate] = terms if len(terms) == 1 else sorted(set(terms))
    return Node(subject, objects)


def to_nodes(triples: Iterable[str]) -> Iterator[Node]:
    """Yield the subjects of sorted triples in their order."""
    node = Node("", {})
    for triple in triples:
        subject, predicate, term = triple.split(" ", 2)
        if subject != node.subject:
            if node.subject:
                yield _close(node)
            node = Node(subject, {TYPE: []})
        objects = node.objects_by_predicate.get(predicate)
        if objects is None:
            objects = node.objects_by_predicate[predicate] = []
        objects.append(term[:-2])
    if node.subject:
        yield _close(node)


def to_lines(node: Node) -> str:
    """Return the lines of N-Triples, sorted by bytes.

    They are sorted as their terms are: what ends a term is smaller than all that could be in a longer one's place.
    """
    lines = []
    for predicate in sorted(node.objects_by_predicate):
        start = f"{node.subject} {predicate} "
        lines.append(start + f" .\n{start}".join(node.objects_by_predicate[predicate]))
    return " .\n".join(lines) + " .\n"


def to_triples(node: Node) -> Iterator[str]:
    """Yield the triples as `to_nodes` takes them: lines of N-Triples without their ends."""
    return iter(to_lines(node)[:-1].split("\n"))


@lru_cache(maxsize=4096)
def to_curie(term: str) -> str | None:
    """Shorten `<http://schema.org/name>` to `schema:name`; return None where no prefix fits."""
    for prefix, namespace in PREFIXES.items():
        if term.startswith(f"<{namespace}") and _LOCAL_NAME.fullmatch(term, len(namespace) + 1, len(term) - 1):
            return f"{prefix}:{term[len(namespace) + 1 : -1]}"
    return None


def _close(node: Node) -> Node:
    if not node.objects_by_predicate[TYPE]:
        del node.objects_by_predicate[TYPE]
    return node
