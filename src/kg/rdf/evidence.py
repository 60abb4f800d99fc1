"""The evidence as triples, in NIF: each post's text, and the words that a mention or a citation stands on.

Offsets are Unicode code points of `nif:isString`, the end exclusive; `#char=b,e` is RFC 5147.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.graph.schema import Graph, edges_of, posts_of, run_of
from kg.model import Definition, Post
from kg.rdf import terms
from kg.rdf.iris import Iris, to_text_iri
from kg.rdf.literals import to_decimal, to_offset, to_quoted


def to_evidence(graph: Graph) -> Iterator[str]:
    """Yield the evidence of every post, sorted by bytes and each triple once; stubs have none.

    Only one post's triples are in memory: what is said of one text begins with one IRI, which ends with its
    only number sign, so sorting the posts by it and then each post's triples sorts the whole.
    """
    iris = Iris(run_of(graph).base)
    posts = {f"{to_text_iri(iris.of(post.id))}#": post for post in posts_of(graph) if not post.is_stub}
    for text_iri in sorted(posts):
        yield from _post_evidence(graph, posts[text_iri], f"{text_iri}char=", iris)


@dataclass(slots=True)
class _Phrase:
    """What is being gathered about one stretch of characters."""

    begin: int
    end: int
    confidence: float = 1.0
    targets: set[str] = field(default_factory=set)


def _post_evidence(graph: Graph, post: Post, start: str, iris: Iris) -> Iterator[str]:
    text = post.text
    phrases = _phrases_of(graph, post, iris)
    whole = (0, len(text))
    context = f"<{start}0,{len(text)}>"
    for begin, end in sorted({*phrases, whole}, key=_as_written):
        subject = f"<{start}{begin},{end}>"
        phrase = phrases.get((begin, end))
        about_phrase = _phrase_triples(subject, context, text[begin:end], phrase) if phrase else ()
        if (begin, end) == whole:
            yield from sorted({*_context_triples(context, text, iris.of(post.id)), *about_phrase})
        else:
            yield from about_phrase


def _as_written(offsets: tuple[int, int]) -> str:
    return f"{offsets[0]},{offsets[1]}>"


def _phrases_of(graph: Graph, post: Post, iris: Iris) -> dict[tuple[int, int], _Phrase]:
    """Collect the evidence by its offsets: a plain tuple, which as a key is five times as fast as a span."""
    phrases: dict[tuple[int, int], _Phrase] = {}
    for edge in edges_of(graph, source=post.id):
        for found in edge.evidence:
            if isinstance(found, Definition):
                continue
            begin, end = found.span.start, found.span.end
            phrase = phrases.setdefault((begin, end), _Phrase(begin, end))
            phrase.targets.add(f"<{iris.of(edge.target)}>")
            # Characters that stand for two things are one phrase: it is as sure as its least sure reading.
            phrase.confidence = min(phrase.confidence, found.confidence)
    return phrases


def _context_triples(context: str, text: str, post_iri: str) -> Iterator[str]:
    yield f"{context} {terms.BEGIN_INDEX} {to_offset(0)} ."
    yield f"{context} {terms.END_INDEX} {to_offset(len(text))} ."
    yield f"{context} {terms.IS_STRING} {to_quoted(text)} ."
    yield f"{context} {terms.SOURCE_URL} <{post_iri}> ."
    yield f"{context} {terms.TYPE} {terms.CONTEXT} ."


def _phrase_triples(subject: str, context: str, words: str, phrase: _Phrase) -> Iterator[str]:
    """Yield one phrase's triples in the order of their predicates' IRIs: sorting two million of them takes long."""
    yield f"{subject} {terms.ANCHOR_OF} {to_quoted(words)} ."
    yield f"{subject} {terms.BEGIN_INDEX} {to_offset(phrase.begin)} ."
    yield f"{subject} {terms.END_INDEX} {to_offset(phrase.end)} ."
    yield f"{subject} {terms.REFERENCE_CONTEXT} {context} ."
    yield f"{subject} {terms.TYPE} {terms.PHRASE} ."
    yield f"{subject} {terms.TA_CONFIDENCE} {to_decimal(phrase.confidence)} ."
    for target in sorted(phrase.targets):
        yield f"{subject} {terms.TA_IDENT_REF} {target} ."
