"""What a graph is made of: kinds of nodes and of edges, and edges as they are given and read back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple, TypeAlias

from kg.model import Citation, Concept, Definition, Mention, Post, Relation, RelationKind, Series, Work

Noun: TypeAlias = Post | Concept | Work | Series
Evidence: TypeAlias = Mention | Citation | Definition | Relation


class NodeKind(StrEnum):
    """What a node stands for."""

    POST = "post"
    CONCEPT = "concept"
    WORK = "work"
    SERIES = "series"


class EdgeKind(StrEnum):
    """What an edge says."""

    MENTIONS = "mentions"
    CITES = "cites"
    PART_OF = "part of"
    BROADER = "broader"
    RELATED = "related"
    DEFINED_BY = "defined by"
    CO_OCCURS = "co-occurs"


GROUNDED: Final = frozenset((EdgeKind.MENTIONS, EdgeKind.CITES))  # by characters of a post
STATED: Final = frozenset((EdgeKind.BROADER, EdgeKind.RELATED))  # by vocabularies, and by posts too


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One edge, read back. Mentions are kept packed: each time the evidence is gone through they are taken out anew."""

    source: str
    target: str
    kind: EdgeKind
    weight: float
    about: bool
    evidence: Sequence[Evidence]

    @property
    def relations(self) -> tuple[RelationKind, ...]:
        """What posts say of the two concepts, sorted; empty where only a vocabulary joins them."""
        if self.kind not in STATED:
            return ()
        return tuple(sorted({each.kind for each in self.evidence if isinstance(each, Relation)}))


class Tie(NamedTuple):
    """What joins a node to another: an edge without its evidence."""

    target: str
    kind: EdgeKind
    weight: float
    about: bool = False
