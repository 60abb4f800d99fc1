"""What a build says about itself: `report.json`, and `evidence.jsonl` for `kg explain`. No clock times."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from kg.concepts.discover import Discovered
from kg.extraction import Extraction
from kg.graph.schema import EdgeKind, Graph, every_edge_of
from kg.model import Citation, Concept, ConceptId, Definition, Mention, Post, Rejection, Relation, RelationKind, Work
from kg.posts.record import Merge

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"


def to_report(extraction: Extraction, graph: Graph) -> bytes:
    """Return the report as JSON: counts, problems, unresolved citations, discovered concepts."""
    report: dict[str, Json] = {
        "counts": _counts(extraction, graph),
        "problems": [_problem(each) for each in extraction.reading.problems],
        "suspects": [
            {"first": each.first, "second": each.second, "reason": each.reason} for each in extraction.reading.suspects
        ],
        "left_out": [
            {"path": each.source.path, "line": each.source.line, "reason": each.reason}
            for each in extraction.reading.left_out
        ],
        "merges": [_merge(each) for each in extraction.reading.merges],
        "unresolved_citations": list(_unresolved(extraction)),
        "dangling_links": list(_dangling(extraction)),
        "discovered_concepts": [_discovered(each) for each in extraction.discovered],
    }
    return to_json(report, indent=2) + b"\n"


def to_json(value: Json, *, indent: int | None = None) -> bytes:
    """Return JSON in UTF-8; lone surrogates become question marks."""
    return json.dumps(value, ensure_ascii=False, indent=indent).encode("utf-8", "replace")


def _counts(extraction: Extraction, graph: Graph) -> dict[str, Json]:
    findings = extraction.findings
    edges = Counter(edge.kind for edge in every_edge_of(graph))
    relations = Counter(relation.kind for relation in findings.relations)
    stubs = sum(post.is_stub for post in findings.posts)
    return {
        "posts": len(findings.posts) - stubs,
        "records": sum(len(post.sources) for post in findings.posts),
        "cited_posts_not_in_input": stubs,
        "concepts": sum(isinstance(graph.nodes[node]["noun"], Concept) for node in graph),
        "discovered_concepts": sum(each.is_accepted for each in extraction.discovered),
        "works": len(findings.works),
        "series": len(findings.series),
        "mentions": len(findings.mentions),
        "citations": len(findings.citations),
        "relations": {kind.value: relations[kind] for kind in RelationKind},
        "edges": {kind.value: edges[kind] for kind in EdgeKind},
    }


def _problem(problem: object) -> dict[str, Json]:
    return {name: getattr(problem, name) for name in ("path", "line", "message", "remedy")}


def _unresolved(extraction: Extraction) -> Iterator[Json]:
    stubs = {post.id for post in extraction.findings.posts if post.is_stub}
    text_by_post = {post.id: post.text for post in extraction.findings.posts}
    for citation in extraction.findings.citations:
        if citation.target in stubs:
            words = citation.span.of(text_by_post[citation.post])
            yield {"post": citation.post, "target": citation.target, "words": words, "rule": citation.rule}


def _dangling(extraction: Extraction) -> Iterator[Json]:
    """Yield the links that lead nowhere: where they stand, their words, and the post that they may mean."""
    post_by_id = {post.id: post for post in extraction.findings.posts}
    for each in extraction.cited.dangling:
        yield {
            "post": each.post,
            "path": each.source.path if each.source else "",
            "line": each.source.line if each.source else 1,
            "start": each.span.start,
            "end": each.span.end,
            "words": each.span.of(post_by_id[each.post].text),
            "target": each.target,
            "missing": each.missing.value,
            "nearest": each.nearest,
            "nearest_title": post_by_id[each.nearest].title if each.nearest else None,
        }


def _merge(merge: Merge) -> Json:
    sources: list[Json] = [{"path": source.path, "line": source.line} for source in merge.sources]
    return {"post": merge.post, "reason": merge.reason, "sources": sources}


def _discovered(found: Discovered) -> dict[str, Json]:
    first = found.sightings[0]
    return {
        "concept": found.concept.id,
        "name": found.concept.name,
        "other_names": [text.characters for text in found.concept.alternative],
        "kind": found.concept.kind.value,
        "strength": found.strength,
        "accepted": found.is_accepted,
        "rules": [*sorted({sighting.clue.rule for sighting in found.sightings})],
        "post": first.post,
        "start": first.clue.span.start,
        "end": first.clue.span.end,
    }


def to_evidence_lines(extraction: Extraction) -> Iterator[bytes]:
    """Yield one line of JSON a post: its text, what it names and cites and on what evidence, and what was rejected."""
    findings = extraction.findings
    citations: dict[str, list[Citation]] = {}
    for citation in findings.citations:
        citations.setdefault(citation.post, []).append(citation)
    relations: dict[str, list[Relation]] = {}
    for relation in findings.relations:
        relations.setdefault(relation.post, []).append(relation)
    names = _names(findings.concepts, findings.posts, findings.works)
    introduced = {definition.concept: definition for definition in findings.definitions}
    post_by_id = {post.id: post for post in findings.posts}
    for post, linking in zip(extraction.reading.posts, extraction.linkings, strict=True):
        line: dict[str, Json] = {
            "post": post.id,
            "title": post_by_id[post.id].title,
            "text": post.text,
            "mentions": [_mention(each, names) for each in linking.mentions],
            "rejections": [_rejection(each, names) for each in linking.rejections],
            "citations": [_citation(each, names) for each in citations.get(post.id, [])],
            "relations": [_relation(each, names) for each in relations.get(post.id, [])],
            "introduces": [_definition(each, names) for each in introduced.values() if each.post == post.id],
        }
        yield to_json(line) + b"\n"


def _names(concepts: Mapping[ConceptId, Concept], posts: Iterable[Post], works: Iterable[Work]) -> dict[str, str]:
    names: dict[str, str] = {concept.id: concept.name for concept in concepts.values()}
    names |= {post.id: post.title or post.id for post in posts}
    return names | {work.id: work.title or work.id for work in works}


def _mention(mention: Mention, names: Mapping[str, str]) -> Json:
    return {
        "concept": mention.concept,
        "name": names[mention.concept],
        **_where(mention),
        "confidence": mention.confidence,
        "rule": mention.rule,
    }


def _rejection(rejection: Rejection, names: Mapping[str, str]) -> Json:
    span: dict[str, Json] = {"start": rejection.span.start, "end": rejection.span.end}
    name = names.get(rejection.concept, rejection.concept)
    return {
        "concept": rejection.concept,
        "name": name,
        **span,
        "confidence": rejection.confidence,
        "reason": rejection.reason,
    }


def _citation(citation: Citation, names: Mapping[str, str]) -> Json:
    name = names.get(citation.target, citation.target)
    return {
        "target": citation.target,
        "name": name,
        **_where(citation),
        "confidence": citation.confidence,
        "rule": citation.rule,
    }


def _relation(relation: Relation, names: Mapping[str, str]) -> Json:
    return {
        "subject": relation.subject,
        "subject_name": names[relation.subject],
        "object": relation.object,
        "object_name": names[relation.object],
        "kind": relation.kind.value,
        **_where(relation),
        "confidence": relation.confidence,
        "rule": relation.rule,
    }


def _definition(definition: Definition, names: Mapping[str, str]) -> Json:
    return {
        "concept": definition.concept,
        "name": names[definition.concept],
        **_where(definition),
        "rule": definition.rule,
    }


def _where(evidence: Mention | Citation | Definition | Relation) -> dict[str, Json]:
    return {"start": evidence.span.start, "end": evidence.span.end}
