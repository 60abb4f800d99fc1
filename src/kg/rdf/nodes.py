"""Sorted triples, put together again by subject and by predicate: what Turtle and JSON-LD write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.rdf.terms import PREFIXES, TYPE

_LOCAL_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_\-]*")  # part of what Turtle allows, and of what SPARQL does


@dataclass(slots=True)
class Node:
    """One subject with all that is said of it, as N-Triples writes it; its types come first."""

    subject: str
    objects_by_predicate: dict[str, list[str]]


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
