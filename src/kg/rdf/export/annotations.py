"""The evidence as Web Annotations (W3C, 2017): the body is the thing, the target some characters of the post.

Each target is selected twice: by its position in the post's text, and by its words with what stands around them,
which still finds it when the page has other text before it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.rdf import terms
from kg.rdf.export.targets import Targets, read_targets
from kg.rdf.export.texts import AnnotatedText, read_texts
from kg.rdf.literals import to_offset, to_quoted

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"  # the standard demands it; kg never fetches it
OA: Final = "http://www.w3.org/ns/oa#"
_AROUND: Final = 32  # code points before and after the words


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One thing that some characters of a post stand for; offsets in code points, the end exclusive."""

    iri: str
    motivation: str  # `identifying` what is named, `linking` to what is cited, `describing` how two concepts relate
    body: str
    source: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def read_annotations(folder: Path) -> Iterator[Annotation]:
    """Yield the annotations of a build, post after post."""
    targets = read_targets(folder)
    for text in read_texts(folder):
        yield from _to_annotations(text, targets)


def to_page(annotations: Iterable[Annotation], iri: str) -> Iterator[str]:
    """Yield an Annotation Page of this IRI in JSON-LD, an annotation a line."""
    yield f'{{"@context": "{CONTEXT}", "id": "{iri}", "type": "AnnotationPage", "items": [\n'
    separator = ""
    for annotation in annotations:
        yield separator + json.dumps(_to_json(annotation), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def read_page(folder: Path) -> Iterator[str]:
    """Yield the annotations of a build as one page."""
    return to_page(read_annotations(folder), f"{read_targets(folder).dataset}/annotations")


def to_lines(annotations: Iterable[Annotation]) -> Iterator[str]:
    """Yield the same as N-Triples."""
    for each in annotations:
        annotation, target = f"<{each.iri}>", f"<{each.iri}/target>"
        position, quote = f"<{each.iri}/position>", f"<{each.iri}/quote>"
        yield f"{annotation} {terms.TYPE} {_oa('Annotation')} .\n"
        yield f"{annotation} {_oa('motivatedBy')} {_oa(each.motivation)} .\n"
        yield f"{annotation} {_oa('hasBody')} <{each.body}> .\n"
        yield f"{annotation} {_oa('hasTarget')} {target} .\n"
        yield f"{target} {_oa('hasSource')} <{each.source}> .\n"
        yield f"{target} {_oa('hasSelector')} {position} .\n"
        yield f"{target} {_oa('hasSelector')} {quote} .\n"
        yield f"{position} {terms.TYPE} {_oa('TextPositionSelector')} .\n"
        yield f"{position} {_oa('start')} {to_offset(each.start)} .\n"
        yield f"{position} {_oa('end')} {to_offset(each.end)} .\n"
        yield f"{quote} {terms.TYPE} {_oa('TextQuoteSelector')} .\n"
        yield f"{quote} {_oa('exact')} {to_quoted(each.exact)} .\n"
        yield f"{quote} {_oa('prefix')} {to_quoted(each.prefix)} .\n"
        yield f"{quote} {_oa('suffix')} {to_quoted(each.suffix)} .\n"


def _oa(name: str) -> str:
    return f"<{OA}{name}>"


def _to_annotations(text: AnnotatedText, targets: Targets) -> Iterator[Annotation]:
    for phrase in text.phrases:
        for number, target in enumerate(phrase.targets, 1):
            yield Annotation(
                iri=f"{phrase.iri}/annotation/{number}",
                motivation=_motivation(target, targets),
                body=target,
                source=text.post,
                start=phrase.begin,
                end=phrase.end,
                exact=phrase.words,
                prefix=text.text[max(0, phrase.begin - _AROUND) : phrase.begin],
                suffix=text.text[phrase.end : phrase.end + _AROUND],
            )


def _motivation(target: str, targets: Targets) -> str:
    if target in targets.concepts:
        return "identifying"
    return "describing" if target in targets.parts_by_statement else "linking"


def _to_json(annotation: Annotation) -> dict[str, object]:
    position = {"id": f"{annotation.iri}/position", "type": "TextPositionSelector"}
    quote = {"id": f"{annotation.iri}/quote", "type": "TextQuoteSelector", "exact": annotation.exact}
    return {
        "id": annotation.iri,
        "type": "Annotation",
        "motivation": annotation.motivation,
        "body": annotation.body,
        "target": {
            "id": f"{annotation.iri}/target",
            "source": annotation.source,
            "selector": [
                {**position, "start": annotation.start, "end": annotation.end},
                {**quote, "prefix": annotation.prefix, "suffix": annotation.suffix},
            ],
        },
    }
