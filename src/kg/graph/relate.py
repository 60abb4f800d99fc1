"""The edges among concepts: what vocabularies state, and what posts say where it does not contradict them.

The result keeps the integrity of SKOS: no circle in broader, and nothing is related to what is above it (S27).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.graph.schema import Edge, EdgeKind
from kg.model import Concept, ConceptId, Relation, RelationKind

# Statements that put the subject below the object; the others only relate the two.
_RANKING: Final = frozenset({RelationKind.KIND_OF, RelationKind.VARIANT_OF})


@dataclass(frozen=True, slots=True, order=True)
class _Link:
    """One edge among concepts."""

    source: ConceptId
    target: ConceptId
    kind: EdgeKind


@dataclass(slots=True)
class _Links:
    """The edges that are there, in the ways in which they are asked for."""

    evidence: dict[_Link, list[Relation]] = field(default_factory=dict)
    broader: defaultdict[ConceptId, set[ConceptId]] = field(default_factory=lambda: defaultdict(set))
    narrower: defaultdict[ConceptId, set[ConceptId]] = field(default_factory=lambda: defaultdict(set))
    related: defaultdict[ConceptId, set[ConceptId]] = field(default_factory=lambda: defaultdict(set))

    def add(self, link: _Link) -> None:
        self.evidence.setdefault(link, [])
        if link.kind is EdgeKind.BROADER:
            self.broader[link.source].add(link.target)
            self.narrower[link.target].add(link.source)
        else:
            self.related[link.source].add(link.target)
            self.related[link.target].add(link.source)

    def between(self, one: ConceptId, other: ConceptId) -> _Link | None:
        """Return the edge that joins the two in either way, broader first."""
        for kind in (EdgeKind.BROADER, EdgeKind.RELATED):
            for link in (_Link(one, other, kind), _Link(other, one, kind)):
                if link in self.evidence:
                    return link
        return None


def relate(concepts: Sequence[Concept], relations: Iterable[Relation]) -> Iterator[Edge]:
    """Yield the edges among these concepts, in any order; relations of other concepts are left out.

    A statement joins the edge that is there. Else the first of these that keeps the integrity is made: a broader
    edge, if the statement ranks the two; a related one; none, if one is above the other already.
    """
    links = _of_vocabularies(concepts)
    for said in _by_pair(relations, frozenset(each.id for each in concepts)):
        link = _link_for(said, links)
        if link is not None:
            links.add(link)
            links.evidence[link] += [each for each in said if not _contradicts(each, link)]
    for link, evidence in links.evidence.items():
        in_order = sorted(evidence, key=lambda each: (each.post, each.span, each.subject, each.kind))
        yield Edge(
            source=link.source,
            target=link.target,
            kind=link.kind,
            weight=1.0,
            about=False,
            evidence=tuple(in_order),
        )


def _of_vocabularies(concepts: Sequence[Concept]) -> _Links:
    links = _Links()
    known = {each.id: each for each in concepts}
    for each in known.values():
        for ends, kind in ((each.broader, EdgeKind.BROADER), (each.related, EdgeKind.RELATED)):
            for end in ends:
                if end in known and end != each.id:
                    links.add(_Link(each.id, end, kind))
    return links


def _by_pair(relations: Iterable[Relation], known: frozenset[ConceptId]) -> list[list[Relation]]:
    """Return what is said of each two concepts; ranked pairs first, the most often ranked before the others."""
    pairs: dict[tuple[ConceptId, ConceptId], list[Relation]] = {}
    for each in relations:
        if each.subject in known and each.object in known and each.subject != each.object:
            pairs.setdefault((min(each.subject, each.object), max(each.subject, each.object)), []).append(each)
    ranked = {pair: sum(each.kind in _RANKING for each in said) for pair, said in pairs.items()}
    return [pairs[pair] for pair in sorted(pairs, key=lambda each: (-ranked[each], each))]


def _link_for(said: list[Relation], links: _Links) -> _Link | None:
    """Return the edge that may carry what is said of one pair."""
    there = links.between(*sorted((said[0].subject, said[0].object)))
    if there is not None:
        return there if any(not _contradicts(each, there) for each in said) else None
    # The way that is said most often; of ways that are said as often, the smaller ids', ranking statements first.
    ways = [(each.kind not in _RANKING, each.subject, each.object) for each in said]
    flat, source, target = min(ways, key=lambda way: (way[0], -ways.count(way), way))
    if not flat and _may_rank(source, target, links):
        return _Link(source, target, EdgeKind.BROADER)
    if target in _reach(source, links.broader) or source in _reach(target, links.broader):
        return None
    return _Link(source, target, EdgeKind.RELATED)


def _contradicts(relation: Relation, link: _Link) -> bool:
    return link.kind is EdgeKind.BROADER and relation.kind in _RANKING and relation.subject != link.source


def _may_rank(lower: ConceptId, upper: ConceptId, links: _Links) -> bool:
    """Tell whether `lower` may be put below `upper`: no circle, no repetition, nothing related to what is above it."""
    above = _reach(upper, links.broader) | {upper}
    if lower in above or upper in _reach(lower, links.broader):
        return False
    below = _reach(lower, links.narrower) | {lower}
    return all(above.isdisjoint(links.related[each]) for each in below if each in links.related)


def _reach(start: ConceptId, ends_of: defaultdict[ConceptId, set[ConceptId]]) -> set[ConceptId]:
    """Return what can be reached in one step or more."""
    reached: set[ConceptId] = set()
    waiting = [start]
    while waiting:
        fresh = ends_of.get(waiting.pop(), set()) - reached
        reached |= fresh
        waiting += fresh
    return reached
