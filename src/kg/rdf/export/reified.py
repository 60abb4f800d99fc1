"""The evidence in RDF 1.2: each phrase is a reifier of the very triple it is evidence for.

Turtle 1.2 writes `subject predicate object ~ reifier {| … |}`. A parser of RDF 1.1 does not read it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg.rdf import terms
from kg.rdf.export.targets import Targets, read_targets
from kg.rdf.export.texts import AnnotatedText, Phrase, read_texts
from kg.rdf.literals import to_quoted
from kg.rdf.turtle import to_short

_USED: Final = ("cito", "itsrdf", "nif", "schema", "skos", "xsd")


def to_reified(folder: Path) -> Iterator[str]:
    """Yield a Turtle 1.2 document, post after post: every edge that has evidence, with its evidence."""
    for prefix in _USED:
        yield f"@prefix {prefix}: <{terms.PREFIXES[prefix]}> .\n"
    targets = read_targets(folder)
    for text in read_texts(folder):
        yield "".join(_to_lines(text, targets))


def _to_lines(text: AnnotatedText, targets: Targets) -> Iterator[str]:
    if text.phrases:
        yield "\n"
    for phrase in text.phrases:
        for target in phrase.targets:
            yield f"{_to_short(targets.triple(text.post, target))} ~ <{phrase.iri}> {_to_evidence(phrase)} .\n"


def _to_evidence(phrase: Phrase) -> str:
    return (
        f"{{| nif:anchorOf {to_quoted(phrase.words)} ; "
        f'nif:beginIndex "{phrase.begin}"^^xsd:nonNegativeInteger ; '
        f'nif:endIndex "{phrase.end}"^^xsd:nonNegativeInteger ; '
        f"itsrdf:taConfidence {phrase.confidence} |}}"
    )


def _to_short(triple: str) -> str:
    return " ".join(map(to_short, triple.split(" ")))
