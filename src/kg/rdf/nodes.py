"""Sorted triples, put together again by subject and by predicate: what Turtle and JSON-LD write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Final

from kg.rdf.terms import PREFIXES, TYPE

_LOCAL_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_\-]*")  # part of what Turtle allows, and of what SPARQL does


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


@lru_cache(maxsize=4096)
def to_curie(term: str) -> str | None:
    """Shorten `<http://schema.org/name>` to `schema:name`; return None where no prefix fits."""
    for prefix, namespace in PREFIXES.items():
        if term.startswith(f"<{namespace}") and _LOCAL_NAME.fullmatch(term, len(namespace) + 1, len(term) - 1):
            return f"{prefix}:{term[len(namespace) + 1 : -1]}"
    return None
