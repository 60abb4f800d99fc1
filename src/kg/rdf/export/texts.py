"""The evidence of a build, read back: each post's text with the phrases that stand for something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import InputError, NothingBuiltError
from kg.rdf import terms
from kg.rdf.canonical import PARTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Characters of a text that stand for one thing or more; offsets in code points, the end exclusive."""

    iri: str
    begin: int
    end: int
    words: str
    confidence: str  # a decimal with three places
    targets: tuple[str, ...]  # IRIs of what they stand for or state, sorted


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedText:
    """What one post says, and what its phrases stand for, by their offsets."""

    post: str  # an IRI
    text: str
    phrases: tuple[Phrase, ...]


def require_build(folder: Path) -> None:
    """Raise `NothingBuiltError` where the folder holds no build."""
    if not all((folder / name).is_file() for name in PARTS):
        raise NothingBuiltError(f"{folder} holds no build", remedy=f"make one: kg build POSTS -o {folder}")


def read_texts(folder: Path) -> Iterator[AnnotatedText]:
    """Yield the posts in the order of their IRIs; one post's evidence is in memory at a time."""
    quads = parse(path=folder / "evidence.nt", format=RdfFormat.N_TRIPLES)
    try:
        for _, group in groupby(quads, key=lambda quad: _value(quad.subject).partition("#")[0]):
            yield from _to_text(group)
    except SyntaxError as error:
        raise InputError(folder / "evidence.nt", f"is broken: {error.msg}", remedy="build it again") from error


def _to_text(quads: Iterable[Quad]) -> Iterator[AnnotatedText]:
    values: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        values[_value(quad.subject)][str(quad.predicate)].append(_value(quad.object))
    phrases = [_to_phrase(iri, of) for iri, of in values.items() if terms.ANCHOR_OF in of]
    for of in values.values():
        if terms.IS_STRING in of:
            yield AnnotatedText(
                post=of[terms.SOURCE_URL][0],
                text=of[terms.IS_STRING][0],
                phrases=tuple(sorted(phrases, key=lambda phrase: (phrase.begin, phrase.end))),
            )


def _to_phrase(iri: str, of: defaultdict[str, list[str]]) -> Phrase:
    return Phrase(
        iri=iri,
        begin=int(of[terms.BEGIN_INDEX][0]),
        end=int(of[terms.END_INDEX][0]),
        words=of[terms.ANCHOR_OF][0],
        confidence=of[terms.TA_CONFIDENCE][0],
        targets=tuple(sorted(of[terms.TA_IDENT_REF] + of[terms.TOPIC])),
    )


def _value(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
