"""Rules for the evidence: each phrase stands in its text exactly where and as it says (NIF, RFC 5147)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf import terms
from kg.rdf.checks.finding import Finding

_FILE: Final = "evidence.nt"
_FRAGMENT: Final = re.compile(r"char=(\d+),(\d+)")
_THREE_PLACES: Final = re.compile(r"0\.\d{3}|1\.000")
_ONCE: Final = {
    terms.ANCHOR_OF: "nif:anchorOf",
    terms.BEGIN_INDEX: "nif:beginIndex",
    terms.END_INDEX: "nif:endIndex",
    terms.REFERENCE_CONTEXT: "nif:referenceContext",
    terms.TA_CONFIDENCE: "itsrdf:taConfidence",
}

# What is said of one subject: the values (without quotes or brackets) of each predicate.
_Node: TypeAlias = defaultdict[str, list[str]]


def check_evidence(quads: Iterable[Quad], subjects: set[str]) -> Iterator[Finding]:
    """Yield each phrase that does not fit its text, its own IRI, or the things the graph describes.

    The triples come sorted, so that one post's text is in memory at a time.
    """
    for _, group in groupby(quads, key=_text_iri):
        nodes: defaultdict[str, _Node] = defaultdict(lambda: defaultdict(list))
        for quad in group:
            nodes[_value(quad.subject)][str(quad.predicate)].append(_value(quad.object))
        yield from _check_text(nodes, subjects)


def _check_text(nodes: defaultdict[str, _Node], subjects: set[str]) -> Iterator[Finding]:
    contexts = [iri for iri, node in nodes.items() if terms.CONTEXT[1:-1] in node[terms.TYPE]]
    if len(contexts) != 1:
        yield _finding("one context", next(iter(nodes)), f"{len(contexts)} contexts for one text")
        return
    context = contexts[0]
    text = nodes[context][terms.IS_STRING]
    if len(text) != 1 or not context.endswith(f"#char=0,{len(text[0])}"):
        yield _finding("context", context, "is not #char=0 to the length of the one text it must have")
        return
    for iri, node in nodes.items():
        if {terms.PHRASE[1:-1], terms.STRING[1:-1]} & set(node[terms.TYPE]):
            yield from _check_phrase(iri, node, context, text[0])
        for target in node[terms.TA_IDENT_REF] + node[terms.TOPIC] + node[terms.SOURCE_URL]:
            if target not in subjects:
                yield _finding("links lead somewhere", iri, f"leads to <{target}>, of which graph.nt says nothing")


def _check_phrase(iri: str, node: _Node, context: str, text: str) -> Iterator[Finding]:
    # A phrase that is the whole text has the text's own indexes beside its own: the same ones.
    missing = [name for predicate, name in _ONCE.items() if len(node[predicate]) != 1]
    offsets = _FRAGMENT.fullmatch(iri.partition("#")[2])
    if missing or offsets is None or not node[terms.TA_IDENT_REF] + node[terms.TOPIC]:
        yield _finding("phrase", iri, f"has not exactly one {', '.join(missing) or 'itsrdf:taIdentRef or #char='}")
        return
    begin, end = int(offsets[1]), int(offsets[2])
    if [node[terms.BEGIN_INDEX], node[terms.END_INDEX]] != [[str(begin)], [str(end)]]:
        yield _finding("offsets", iri, "nif:beginIndex and nif:endIndex are not the offsets in its IRI")
    if not begin < end <= len(text):
        yield _finding("offsets", iri, f"does not lie inside its text of {len(text)} code points")
    elif text[begin:end] != node[terms.ANCHOR_OF][0]:
        yield _finding("offsets", iri, f"the text has {text[begin:end]!r} there, not {node[terms.ANCHOR_OF][0]!r}")
    if node[terms.REFERENCE_CONTEXT] != [context]:
        yield _finding("context", iri, f"nif:referenceContext is not <{context}>")
    if not _THREE_PLACES.fullmatch(node[terms.TA_CONFIDENCE][0]):
        sure = node[terms.TA_CONFIDENCE][0]
        yield _finding("confidence", iri, f"is sure by {sure}, which is not 0.000 to 1.000 with three places")


def _text_iri(quad: Quad) -> str:
    return _value(quad.subject).partition("#")[0]


def _value(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _finding(rule: str, iri: str, message: str) -> Finding:
    return Finding(file=_FILE, rule=f"NIF {rule}", subject=f"<{iri}>", message=message)
