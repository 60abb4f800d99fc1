"""The evidence as triples, in NIF: each post's text, and the words that a mention or a citation stands on.

Offsets are Unicode code points of `nif:isString`, the end exclusive; `#char=b,e` is RFC 5147. Most triples of a
build are made here, so a phrase is written in one piece: its lines in the order of their predicates' IRIs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from kg.graph.schema import Edge, Graph, posts_of, run_of
from kg.model import Citation, Mention, Post
from kg.rdf import terms
from kg.rdf.iris import Iris, to_text_iri
from kg.rdf.literals import to_offset, to_quoted
from kg.rdf.posts import EdgesByPost, to_edges_by_post
from kg.rdf.statements import Said, find_said

_PHRASE: Final = (
    f"%b {terms.ANCHOR_OF} %b .\n"
    f'%b {terms.BEGIN_INDEX} "%d"^^{terms.XSD_OFFSET} .\n'
    f'%b {terms.END_INDEX} "%d"^^{terms.XSD_OFFSET} .\n'
    f"%b {terms.REFERENCE_CONTEXT} %b .\n"
    f"%b {terms.TYPE} {terms.PHRASE} .\n"
    f'%b {terms.TA_CONFIDENCE} "%.3f"^^{terms.XSD_DECIMAL} .\n'
    f"%b {terms.TA_IDENT_REF} <%b> .\n"
).encode()
_TARGET: Final = f"%b {terms.TA_IDENT_REF} <%b> .\n".encode()
_TOPIC: Final = f"%b {terms.TOPIC} <%b> .\n".encode()
_STATED: Final = (
    f"%b {terms.ANCHOR_OF} %b .\n"
    f'%b {terms.BEGIN_INDEX} "%d"^^{terms.XSD_OFFSET} .\n'
    f'%b {terms.END_INDEX} "%d"^^{terms.XSD_OFFSET} .\n'
    f"%b {terms.REFERENCE_CONTEXT} %b .\n"
    f"%b {terms.TYPE} {terms.STRING} .\n"
    f'%b {terms.TA_CONFIDENCE} "%.3f"^^{terms.XSD_DECIMAL} .\n'
).encode()


def to_evidence(graph: Graph, edges_by_post: EdgesByPost | None = None) -> Iterator[bytes]:
    """Yield the lines about one post's text in one piece, post after post, in UTF-8; stubs have none.

    The lines of the whole are sorted by bytes, and each comes once. Only one post's are in memory: what is said of
    one text begins with one IRI, which ends with its only number sign, so sorting the posts by it and then each
    post's lines sorts the whole.
    """
    edges_by_post = to_edges_by_post(graph) if edges_by_post is None else edges_by_post
    iris = Iris(run_of(graph).base)
    said_by_post = find_said(graph, iris)
    posts = {f"{to_text_iri(iris.of(post.id))}#": post for post in posts_of(graph) if not post.is_stub}
    for text_iri in sorted(posts):
        post = posts[text_iri]
        phrases = _phrases_of(edges_by_post[post.id], iris)
        for said in said_by_post.get(post.id, ()):
            _add_statement(phrases, said)
        yield _to_post_lines(post, phrases, f"<{text_iri}char=".encode(), iris)


@dataclass(slots=True)
class _Phrase:
    """What is being gathered about one stretch of characters."""

    begin: int
    end: int
    confidence: float
    targets: list[bytes]  # IRIs of what they stand for
    statements: list[bytes] = field(default_factory=list)  # IRIs of what they say


def _to_post_lines(post: Post, phrases: Mapping[bytes, _Phrase], start: bytes, iris: Iris) -> bytes:
    # A subject is `start` and offsets: sorted as they are written, not as numbers.
    rest_of_whole = b"0,%d>" % len(post.text)
    context = start + rest_of_whole
    blocks = {rest: _to_phrase_lines(start + rest, context, post.text, phrase) for rest, phrase in phrases.items()}
    about_text = _to_context_lines(context.decode(), post.text, iris.of(post.id)).encode()
    about_phrase = blocks.get(rest_of_whole)
    blocks[rest_of_whole] = _to_sorted_lines(about_text + about_phrase) if about_phrase else about_text
    return b"".join([blocks[rest] for rest in sorted(blocks)])


def _phrases_of(edges: Iterable[Edge], iris: Iris) -> dict[bytes, _Phrase]:
    """Collect the evidence by its offsets, written as the end of an IRI."""
    phrases: dict[bytes, _Phrase] = {}
    for edge in edges:
        target = iris.of(edge.target).encode()
        for found in edge.evidence:
            if isinstance(found, Mention | Citation):
                _add(phrases, found, target)
    return phrases


def _add(phrases: dict[bytes, _Phrase], found: Mention | Citation, target: bytes) -> None:
    span = found.span
    rest = b"%d,%d>" % (span.start, span.end)
    phrase = phrases.get(rest)
    if phrase is None:
        phrases[rest] = _Phrase(span.start, span.end, found.confidence, [target])
        return
    phrase.targets.append(target)
    # Characters that stand for two things are one phrase: it is as sure as its least sure reading.
    phrase.confidence = min(phrase.confidence, found.confidence)


def _add_statement(phrases: dict[bytes, _Phrase], said: Said) -> None:
    span = said.relation.span
    new = _Phrase(span.start, span.end, said.relation.confidence, [])
    phrase = phrases.setdefault(b"%d,%d>" % (span.start, span.end), new)
    phrase.confidence = min(phrase.confidence, said.relation.confidence)
    phrase.statements.append(said.statement.encode())


def _to_context_lines(context: str, text: str, post_iri: str) -> str:
    return (
        f"{context} {terms.BEGIN_INDEX} {to_offset(0)} .\n"
        f"{context} {terms.END_INDEX} {to_offset(len(text))} .\n"
        f"{context} {terms.IS_STRING} {to_quoted(text)} .\n"
        f"{context} {terms.SOURCE_URL} <{post_iri}> .\n"
        f"{context} {terms.TYPE} {terms.CONTEXT} .\n"
    )


def _to_phrase_lines(subject: bytes, context: bytes, text: str, phrase: _Phrase) -> bytes:
    begin, end = phrase.begin, phrase.end
    words = _to_words(text[begin:end])
    # fmt: off
    known = (
        subject, words, subject, begin, subject, end, subject, context, subject, subject, phrase.confidence,
    )
    # fmt: on
    if len(phrase.targets) == 1 and not phrase.statements:
        return _PHRASE % (*known, subject, phrase.targets[0])
    lines = _PHRASE % (*known, subject, phrase.targets[0]) if phrase.targets else b""
    lines += _STATED % known if phrase.statements else b""
    lines += b"".join(_TARGET % (subject, each) for each in phrase.targets)
    return _to_sorted_lines(lines + b"".join(_TOPIC % (subject, each) for each in phrase.statements))


@lru_cache(maxsize=1 << 14)  # the same names come again and again
def _to_words(words: str) -> bytes:
    return to_quoted(words).encode()


def _to_sorted_lines(lines: bytes) -> bytes:
    """Sort lines and leave out what comes twice."""
    return b"".join(sorted(set(lines.splitlines(keepends=True))))
