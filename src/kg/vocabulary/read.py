"""SKOS files in: concepts with their labels, from any RDF format."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.model import Concept, ConceptId, ConceptKind, Text, VocabularySource
from kg.script import language_of

if TYPE_CHECKING:
    import pyoxigraph as ox

SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS_TYPE = "http://purl.org/dc/terms/type"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LARGEST = 256 * 1024 * 1024  # bytes; a vocabulary above this is a mistake


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The concepts that are known by name, and the labels that need more evidence than their letters."""

    concepts: dict[ConceptId, Concept]
    ambiguous: frozenset[str]
    generic: frozenset[str]  # labels that no text is linked by
    sources: tuple[VocabularySource, ...]


def read_vocabulary(paths: Sequence[Path] = (), *, shipped: bool = True) -> Vocabulary:
    """Read the shipped vocabulary and the files given; a concept of a later file replaces its namesake IRI.

    Raises InputError for a file that is missing, too large, in no known RDF format, broken, or without a concept.
    """
    concepts: dict[ConceptId, Concept] = {}
    sources: list[VocabularySource] = []
    for name, content in [*(_shipped() if shipped else ()), *read_given(paths)]:
        found = {concept.id: concept for concept in parse_skos(content, name)}
        if not found:
            raise InputError(
                name, "holds no skos:Concept", remedy="give a SKOS file, each concept with a skos:prefLabel"
            )
        concepts |= found
        sources.append(VocabularySource(name=Path(name).name, sha256=hashlib.sha256(content).hexdigest()))
    given = (concept for name, content in read_given(paths) for concept in parse_skos(content, name))
    own = {text.characters for concept in given for text in concept.labels}
    return Vocabulary(
        concepts=dict(sorted(concepts.items())),
        ambiguous=_read_labels("ambiguous.tsv") - own,
        generic=_read_labels("generic.txt") - own,
        sources=tuple(sorted(sources, key=lambda source: source.name)),
    )


def _read_labels(name: str) -> frozenset[str]:
    """Read the labels in a table that ships with kg: the first column, comments left out."""
    lines = files("kg.vocabulary").joinpath(name).read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("\t")[0] for line in lines if line and not line.startswith("#"))


def _shipped() -> Iterator[tuple[str, bytes]]:
    folder = files("kg.vocabulary")
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.name.endswith(".ttl"):
            yield entry.name, entry.read_bytes()


def read_given(paths: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """Read vocabulary files: the name and the bytes of each; InputError for one that is missing or too large."""
    for path in paths:
        try:
            if path.stat().st_size > LARGEST:
                raise InputError(path, "is larger than 256 MB", remedy="split the vocabulary")
            yield str(path), path.read_bytes()
        except OSError as error:
            raise InputError(path, f"cannot be read: {error.strerror}", remedy="check the path") from error


def parse_skos(content: bytes, name: str) -> Iterator[Concept]:
    """Yield the concepts of one file, sorted by IRI; the format follows the name's suffix."""
    values = _values_by_subject(_triples(content, name))
    for subject in sorted(values):
        of = values[subject]
        labels = of.get(SKOS + "prefLabel", [])
        if SKOS + "Concept" in {each.characters for each in of.get(RDF_TYPE, [])} and labels:
            yield _concept(subject, of)


def _concept(subject: str, of: dict[str, list[Text]]) -> Concept:
    def texts(term: str) -> tuple[Text, ...]:
        return tuple(sorted(set(of.get(SKOS + term, []))))

    def ids(term: str) -> tuple[ConceptId, ...]:
        return tuple(ConceptId(each.characters) for each in texts(term))

    preferred = {text.language: text for text in reversed(texts("prefLabel"))}
    return Concept(
        id=ConceptId(subject),
        kind=_kind(of.get(DCTERMS_TYPE, [])),
        preferred=tuple(sorted(preferred.values(), key=lambda text: text.language)),
        alternative=texts("altLabel"),
        hidden=texts("hiddenLabel"),
        definition=texts("definition"),
        broader=ids("broader"),
        related=ids("related"),
        exact_match=tuple(ids("exactMatch")),
        scheme=next((each.characters for each in texts("inScheme")), "scheme/vocabulary"),
    )


def _kind(types: Iterable[Text]) -> ConceptKind:
    for each in sorted(types):
        last = each.characters.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1].lower()
        if last in set(ConceptKind):
            return ConceptKind(last)
    return ConceptKind.OTHER


def _values_by_subject(triples: Iterable[ox.Quad]) -> dict[str, dict[str, list[Text]]]:
    values: dict[str, dict[str, list[Text]]] = {}
    for triple in triples:
        subject = getattr(triple.subject, "value", None)
        value = getattr(triple.object, "value", None)
        if isinstance(subject, str) and isinstance(value, str):
            language = getattr(triple.object, "language", None) or language_of(value)
            values.setdefault(subject, {}).setdefault(triple.predicate.value, []).append(Text(value, language))
            if triple.predicate.value == SKOS + "narrower":
                inverse = values.setdefault(value, {}).setdefault(SKOS + "broader", [])
                inverse.append(Text(subject, "und"))
    return values


def _triples(content: bytes, name: str) -> Iterator[ox.Quad]:
    import pyoxigraph as ox

    suffix = Path(name).suffix.lstrip(".").lower()
    known = {"rdf": "rdf", "xml": "rdf", "owl": "rdf", "jsonld": "jsonld", "json": "jsonld"}
    format_ = ox.RdfFormat.from_extension(known.get(suffix, suffix))
    if format_ is None:
        raise InputError(
            name,
            f"no RDF format goes by the suffix {suffix!r}",
            remedy="use .ttl, .nt, .rdf, .jsonld, .nq or .trig",
        )
    try:
        yield from ox.parse(content, format=format_, base_iri="https://example.org/kg/")
    except SyntaxError as error:
        raise InputError(
            name, f"is not legal {format_.name}: {error.msg}", line=error.lineno, remedy="correct that line"
        ) from error
    except ValueError as error:
        raise InputError(name, f"is not legal {format_.name}: {error}", remedy="correct the file") from error
