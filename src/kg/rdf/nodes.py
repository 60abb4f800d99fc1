"""Sorted triples, put together again by subject and by predicate: what Turtle and JSON-LD write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter

from kg.rdf.terms import PREFIXES, TYPE


@dataclass(frozen=True, slots=True)
class Property:
    """One predicate of a subject with all its objects, as N-Triples writes them."""

    predicate: str
    objects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """One subject with all that is said of it; its types come first."""

    subject: str
    properties: tuple[Property, ...]


def to_nodes(triples: Iterable[str]) -> Iterator[Node]:
    """Yield the subjects of sorted triples in their order."""
    parts = (triple[:-2].split(" ", 2) for triple in triples)
    for subject, group in groupby(parts, key=itemgetter(0)):
        properties = [
            Property(predicate, tuple(part[2] for part in same))
            for predicate, same in groupby(group, key=itemgetter(1))
        ]
        properties.sort(key=lambda each: each.predicate != TYPE)
        yield Node(subject, tuple(properties))


@cache  # only terms of the profile come here: some dozens
def to_curie(term: str) -> str | None:
    """Shorten `<http://schema.org/name>` to `schema:name`; return None where no prefix fits."""
    for prefix, namespace in PREFIXES.items():
        if term.startswith(f"<{namespace}"):
            return f"{prefix}:{term[len(namespace) + 1 : -1]}"
    return None
