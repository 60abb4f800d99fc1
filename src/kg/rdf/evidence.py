"""The evidence as triples, in NIF: each post's text, and the words that a mention or a citation stands on.

Offsets are Unicode code points of `nif:isString`, the end exclusive; `#char=b,e` is RFC 5147.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from kg.graph.schema import EdgeKind, Graph, edges_of, posts_of, run_of
from kg.model import Citation, Mention, Post
from kg.rdf import terms
from kg.rdf.iris import Iris, to_text_iri
from kg.rdf.literals import to_decimal, to_offset, to_quoted

_Offsets: TypeAlias = tuple[int, int]  # a plain tuple: as a key it is five times as fast as a Span


def to_evidence(graph: Graph) -> Iterator[str]:
    """Yield the evidence of every post, sorted by bytes and each triple once; stubs have none.

    Only one post's triples are in memory: what is said of one text begins with one IRI, which ends with its
    only number sign, so sorting the posts by it and then each post's triples sorts the whole.
    """
    iris = Iris(run_of(graph).base)
    posts = {f"{to_text_iri(iris.of(post.id))}#": post for post in posts_of(graph) if not post.is_stub}
    for text_iri in sorted(posts):
        yield from sorted(set(_post_evidence(graph, posts[text_iri], f"{text_iri}char=", iris)))


def _post_evidence(graph: Graph, post: Post, start: str, iris: Iris) -> Iterator[str]:
    text = post.text
    context = f"<{start}0,{len(text)}>"
    yield f"{context} {terms.TYPE} {terms.CONTEXT} ."
    yield f"{context} {terms.SOURCE_URL} <{iris.of(post.id)}> ."
    yield f"{context} {terms.BEGIN_INDEX} {to_offset(0)} ."
    yield f"{context} {terms.END_INDEX} {to_offset(len(text))} ."
    yield f"{context} {terms.IS_STRING} {to_quoted(text)} ."
    confidence: dict[_Offsets, float] = {}
    for found in _evidence_of(graph, post):
        begin, end = found.span.start, found.span.end
        target = found.concept if isinstance(found, Mention) else found.target
        yield f"<{start}{begin},{end}> {terms.TA_IDENT_REF} <{iris.of(target)}> ."
        # Characters that stand for two things are one phrase: it is as sure as its least sure reading.
        confidence[begin, end] = min(found.confidence, confidence.get((begin, end), 1.0))
    for (begin, end), sureness in confidence.items():
        phrase = f"<{start}{begin},{end}>"
        yield f"{phrase} {terms.TYPE} {terms.PHRASE} ."
        yield f"{phrase} {terms.REFERENCE_CONTEXT} {context} ."
        yield f"{phrase} {terms.BEGIN_INDEX} {to_offset(begin)} ."
        yield f"{phrase} {terms.END_INDEX} {to_offset(end)} ."
        yield f"{phrase} {terms.ANCHOR_OF} {to_quoted(text[begin:end])} ."
        yield f"{phrase} {terms.TA_CONFIDENCE} {to_decimal(sureness)} ."


def _evidence_of(graph: Graph, post: Post) -> Iterator[Mention | Citation]:
    for edge in edges_of(graph, source=post.id):
        if edge.kind in (EdgeKind.MENTIONS, EdgeKind.CITES):
            for found in edge.evidence:
                if isinstance(found, Mention | Citation):
                    yield found
