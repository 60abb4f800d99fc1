"""What lies around one post or concept of a build: a small graph, for a page of its own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import networkx as nx

from kg import __version__
from kg.errors import UsageError
from kg.graph.schema import Edge, EdgeKind, Evidence, Graph, NodeKind, Noun, add_edge, add_noun, empty_graph
from kg.model import (
    Citation,
    Concept,
    ConceptId,
    Definition,
    Mention,
    PostId,
    Relation,
    RelationKind,
    Run,
    Series,
    SeriesId,
    Span,
    Work,
    WorkId,
    WorkKind,
)
from kg.query.build import Build

FEW = 5  # candidates that an error names


def read_surroundings(folder: Path, words: str, *, depth: int) -> tuple[str, Graph]:
    """Return the id of what `words` name, and the graph of all that is `depth` steps away from it or nearer.

    Words are an id, a title or a label in any language, or an unmistakable part of one. Raise NothingBuiltError
    without a build, UsageError where the words fit nothing or several things.
    """
    build = Build(folder)
    nouns = _read_nouns(build)
    middle = find_node(nouns, words)
    name = build.graph.nodes[middle]["label"]
    graph = empty_graph(Run(version=__version__, base=build.base, title=name))
    for node in _within(build.graph, middle, depth):
        add_noun(graph, nouns[node])
    for source, target, facts in build.graph.edges(data=True):
        if source in graph and target in graph:
            add_edge(graph, _to_edge(source, target, facts))
    return middle, graph


def find_node(nouns: Mapping[str, Noun], words: str) -> str:
    """Return the id that the words fit best: as an id, as a whole name, as a part of one."""
    if words in nouns:
        return words
    wanted = _folded(words)
    names = {node: {_folded(name) for name in _names(noun)} for node, noun in nouns.items()}
    for fitting in (
        [node for node, known in names.items() if wanted in known],
        [node for node, known in names.items() if wanted and any(wanted in name for name in known)],
    ):
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            some = ", ".join(repr(next(_names(nouns[node]), node)) for node in sorted(fitting)[:FEW])
            raise UsageError(f"{len(fitting)} things fit {words!r}: {some}", remedy="give more of the name, or the id")
    raise UsageError(f"nothing is called {words!r}", remedy="give a title, a label or an id of the build")


def _folded(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())


def _names(noun: Noun) -> Iterator[str]:
    if isinstance(noun, Concept):
        yield from (label.characters for label in noun.labels)
    elif noun.title:
        yield noun.title


def _read_nouns(build: Build) -> dict[str, Noun]:
    nouns: dict[str, Noun] = {post.id: post for post in build.posts}
    nouns |= {concept.id: concept for concept in build.concepts}
    for node, facts in build.graph.nodes(data=True):
        if facts["kind"] == NodeKind.WORK:
            kind, title = WorkKind(facts["work_kind"]), facts["label"]
            nouns[node] = Work(id=WorkId(node), kind=kind, title=title, address=facts.get("address"))
        elif facts["kind"] == NodeKind.SERIES:
            nouns[node] = Series(id=SeriesId(node), title=facts["label"])
    return nouns


def _within(graph: nx.MultiDiGraph[str], middle: str, depth: int) -> list[str]:
    """Return the nodes at most `depth` steps away, in any direction, sorted; co-occurrence alone is no step."""
    reached = front = {middle}
    for _ in range(depth):
        steps = {
            other
            for node in front
            for ends in (graph.out_edges(node, keys=True), graph.in_edges(node, keys=True))
            for source, target, kind in ends
            if kind != EdgeKind.CO_OCCURS
            for other in (source, target)
        }
        front = steps - reached
        reached = reached | front
    return sorted(reached)


def _to_edge(source: str, target: str, facts: Mapping[str, Any]) -> Edge:
    kind = EdgeKind(facts["kind"])
    read = _READ_EVIDENCE.get(kind)
    evidence = tuple(read(source, target, each) for each in facts["evidence"]) if read else ()
    return Edge(
        source=source, target=target, kind=kind, weight=facts["weight"], about=facts["about"], evidence=evidence
    )


def _to_mention(source: str, target: str, facts: Mapping[str, Any]) -> Evidence:
    return Mention(
        post=PostId(source),
        concept=ConceptId(target),
        span=_span(facts),
        confidence=facts["confidence"],
        rule=facts["rule"],
    )


def _to_citation(source: str, target: str, facts: Mapping[str, Any]) -> Evidence:
    return Citation(
        post=PostId(source),
        target=PostId(target),
        span=_span(facts),
        confidence=facts["confidence"],
        rule=facts["rule"],
    )


def _to_definition(source: str, target: str, facts: Mapping[str, Any]) -> Evidence:
    return Definition(post=PostId(target), concept=ConceptId(source), span=_span(facts), rule=facts["rule"])


def _to_relation(_source: str, _target: str, facts: Mapping[str, Any]) -> Evidence:
    return Relation(
        post=PostId(facts["post"]),
        subject=ConceptId(facts["subject"]),
        object=ConceptId(facts["object"]),
        kind=RelationKind(facts["relation"]),
        span=_span(facts),
        confidence=facts["confidence"],
        rule=facts["rule"],
    )


def _span(facts: Mapping[str, Any]) -> Span:
    return Span(facts["start"], facts["end"])


_READ_EVIDENCE: Final = {
    EdgeKind.MENTIONS: _to_mention,
    EdgeKind.CITES: _to_citation,
    EdgeKind.DEFINED_BY: _to_definition,
    EdgeKind.BROADER: _to_relation,
    EdgeKind.RELATED: _to_relation,
}
