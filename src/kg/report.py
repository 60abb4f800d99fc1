"""What a build says about itself: `report.json`, and `evidence.jsonl` for `kg explain`. No clock times."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Final, TypeAlias, TypeVar

from kg.concepts.discover import Discovered
from kg.concepts.linking import Linking, Which
from kg.extraction import Extraction
from kg.graph.assemble import Findings
from kg.graph.schema import EdgeKind, Graph, concepts_of, count_edges, targets_of
from kg.model import Citation, Definition, Post, PostId, Relation, RelationKind
from kg.piecewise import Anew, Piece, Writing, key_of, to_bytes
from kg.posts.record import Merge

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
E = TypeVar("E", Citation, Relation, Definition)
_REMEMBERED: Final = 4096  # texts: the same concepts and rules come again and again


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
    edges = count_edges(graph)
    relations = Counter(relation.kind for relation in findings.relations)
    stubs = sum(post.is_stub for post in findings.posts)
    return {
        "posts": len(findings.posts) - stubs,
        "records": sum(len(post.sources) for post in findings.posts),
        "cited_posts_not_in_input": stubs,
        "concepts": len(concepts_of(graph)),
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
    post_by_id = {post.id: post for post in extraction.findings.posts}
    for citation in extraction.findings.citations:
        target = post_by_id.get(PostId(citation.target))
        if target is not None and target.is_stub:
            words = citation.span.of(post_by_id[citation.post].text)
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
    first = found.first
    return {
        "concept": found.concept.id,
        "name": found.concept.name,
        "other_names": [text.characters for text in found.concept.alternative],
        "kind": found.concept.kind.value,
        "strength": found.strength,
        "accepted": found.is_accepted,
        "rules": [*found.rules],
        "post": first.post,
        "start": first.start,
        "end": first.end,
    }


def write_evidence(extraction: Extraction, graph: Graph, folder: Path, writing: Writing | None = None) -> None:
    """Write `evidence.jsonl` into the folder."""
    with (folder / "evidence.jsonl").open("wb") as stream:
        (writing or Anew()).write(stream, to_evidence(extraction, graph))


def to_evidence(extraction: Extraction, graph: Graph) -> Iterator[Piece]:
    """Yield one line of JSON a post: its text, what it names and cites and on what evidence, and what was rejected.

    The graph, which is of this extraction, tells soon what a post leads to.
    """
    findings = extraction.findings
    rows = _Rows(findings)
    citations, relations = _by_post(findings.citations), _by_post(findings.relations)
    definitions = _by_post({each.concept: each for each in findings.definitions}.values())
    for post, linking in zip(extraction.reading.posts, extraction.linkings, strict=True):
        groups = {
            "citations": ", ".join(map(rows.of_citation, citations.get(post.id, ()))),
            "relations": ", ".join(map(rows.of_relation, relations.get(post.id, ()))),
            "introduces": ", ".join(map(rows.of_definition, definitions.get(post.id, ()))),
        }
        concepts = (*targets_of(graph, post.id), *linking.concepts_of("rejections"))
        yield Piece(rows.key_of(post, linking, groups, concepts), partial(rows.to_line, post, linking, groups))


def _by_post(evidence: Iterable[E]) -> dict[PostId, list[E]]:
    groups: dict[PostId, list[E]] = {}
    for each in evidence:
        groups.setdefault(each.post, []).append(each)
    return groups


class _Names(dict[str, str]):
    """Names by id; what has none is called by its id."""

    def __missing__(self, noun: str) -> str:
        return noun


class _Rows:
    """Writes evidence as objects of JSON: there is so much that the encoder of `json` would take thrice as long."""

    def __init__(self, findings: Findings) -> None:
        """Take the findings, whose concepts, posts and works have names."""
        self.titles = {post.id: post.title for post in findings.posts}
        self._names = _Names({concept.id: concept.name for concept in findings.concepts.values()})
        self._names.update((post, title) for post, title in self.titles.items() if title)
        self._names.update((work.id, work.title) for work in findings.works if work.title)
        self._end = lru_cache(_REMEMBERED)(self._to_end)

    def key_of(self, post: Post, linking: Linking, groups: Mapping[str, str], concepts: Iterable[str]) -> bytes:
        """Return what stands for the line of a post: for its text and its mentions what is kept packed, and all names.

        The concepts are those that are mentioned or rejected, and what else the post leads to.
        """
        packed = (post.packed("body"), linking.packed("mentions"), linking.packed("rejections"))
        names = "\n".join(map(self._names.__getitem__, concepts))
        texts = (post.id, post.title or "", self._title(post), names, *groups.values())
        return key_of(*packed, *map(_packed, texts))

    def to_line(self, post: Post, linking: Linking, groups: Mapping[str, str]) -> bytes:
        """Return the line of a post; the groups are what it has of other things than names of concepts."""
        named = {
            "mentions": ", ".join(self.of_linking(linking, "mentions", "rule")),
            "rejections": ", ".join(self.of_linking(linking, "rejections", "reason")),
        }
        lists = ", ".join(f'"{what}": [{group}]' for what, group in {**named, **groups}.items())
        head = f'"post": {_encode(post.id)}, "title": {self._title(post)}, "text": {_encode(post.text)}'
        return to_bytes(f"{{{head}, {lists}}}\n")

    def _title(self, post: Post) -> str:
        return _encode(self.titles[post.id])

    def of_linking(self, linking: Linking, which: Which, why: str) -> Iterator[str]:
        for concept, reason, start, end, confidence in linking.rows(which):
            sure = f'"confidence": {confidence!r}, "{why}": {_text(reason)}'
            yield f'{{{self._end("concept", "name", concept)}, "start": {start}, "end": {end}, {sure}}}'

    def of_citation(self, each: Citation) -> str:
        return f"{{{self._end('target', 'name', each.target)}, {_where(each)}, {_how_sure(each)}}}"

    def of_relation(self, each: Relation) -> str:
        ends = (
            f"{self._end('subject', 'subject_name', each.subject)}, {self._end('object', 'object_name', each.object)}"
        )
        return f'{{{ends}, "kind": {_text(each.kind.value)}, {_where(each)}, {_how_sure(each)}}}'

    def of_definition(self, each: Definition) -> str:
        return f'{{{self._end("concept", "name", each.concept)}, {_where(each)}, "rule": {_text(each.rule)}}}'

    def _to_end(self, role: str, called: str, noun: str) -> str:
        return f'"{role}": {_encode(noun)}, "{called}": {_encode(self._names[noun])}'


def _packed(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _where(evidence: Citation | Definition | Relation) -> str:
    span = evidence.span
    return f'"start": {span.start}, "end": {span.end}'


def _how_sure(evidence: Citation | Relation) -> str:
    return f'"confidence": {evidence.confidence!r}, "rule": {_text(evidence.rule)}'


_encode: Final = json.JSONEncoder(ensure_ascii=False).encode
_text: Final = lru_cache(_REMEMBERED)(_encode)
