"""A person's own vocabulary: a Turtle file that concepts are added to, and of which nothing is ever lost."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.model import Concept, ConceptId, ConceptKind, Text
from kg.script import language_of
from kg.slug import slug_of
from kg.vocabulary.read import DCTERMS_TYPE, RDF_TYPE, SKOS, parse_skos
from kg.vocabulary.turtle import Block, insert_blocks, parse_statements, to_block, to_kind_iri, to_scheme_block

if TYPE_CHECKING:
    import pyoxigraph as ox

BASE_OF_FILES = "https://example.org/kg/"  # what a relative IRI in a vocabulary is under, wherever the file lies


@dataclass(frozen=True, slots=True)
class Change:
    """What adding did: concepts that are new in the file, that gained something, and that had it all."""

    added: tuple[ConceptId, ...] = ()
    widened: tuple[ConceptId, ...] = ()
    unchanged: tuple[ConceptId, ...] = ()


def to_concept(iri: str, names: Iterable[str], kind: ConceptKind = ConceptKind.OTHER) -> Concept:
    """Return a concept that bears the names: the first in each language is the preferred one there."""
    preferred: dict[str, Text] = {}
    alternative: set[Text] = set()
    for name in names:
        text = Text(name, language_of(name))
        if preferred.setdefault(text.language, text) != text:
            alternative.add(text)
    return Concept(
        id=ConceptId(iri),
        kind=kind,
        preferred=tuple(sorted(preferred.values(), key=lambda text: text.language)),
        alternative=tuple(sorted(alternative)),
    )


@dataclass(frozen=True, slots=True)
class _Own:
    """What the file holds already."""

    text: str
    concepts: Mapping[ConceptId, Concept]
    prefixes: Mapping[str, str]
    schemes: frozenset[str]  # that it declares
    typed: frozenset[str]  # subjects of which it tells the kind


def write_own(path: Path, concepts: Iterable[Concept], base: str) -> Change:
    """Add the concepts to the file, which is made where there is none; IRIs of kinds and a new scheme are under `base`.

    Ids are absolute IRIs; a scheme that is no IRI stands for the file's own. Raises InputError, and leaves the file as
    it is, where it is not legal Turtle or cannot be read or written.
    """
    own = _read(path, base)
    change, blocks = _plan(own, path.stem, sorted(concepts, key=lambda each: each.id), base)
    if blocks:
        statements = list(parse_statements(own.text, own.prefixes))
        text = insert_blocks(statements, blocks, frozenset(own.concepts))
        _prove(path, own.text, text)
        _replace(path, text)
    return change


def _read(path: Path, base: str) -> _Own:
    if path.suffix.lower() != ".ttl":
        raise InputError(path, "is no Turtle file by its name", remedy="give one that ends in .ttl")
    try:
        content = path.read_bytes() if path.exists() else _header(path.stem, base).encode()
    except OSError as error:
        raise InputError(path, f"cannot be read: {error.strerror}", remedy="check the path") from error
    concepts = {concept.id: concept for concept in parse_skos(content, str(path))}
    parser = _parse(content)
    facts = list(parser)
    return _Own(
        text=content.decode(),
        concepts=concepts,
        prefixes=parser.prefixes,
        schemes=frozenset(_subjects(facts, RDF_TYPE, SKOS + "ConceptScheme")),
        typed=frozenset(_subjects(facts, DCTERMS_TYPE)),
    )


def _header(title: str, base: str) -> str:
    namespaces = {
        "concept": f"{base}concept/",
        "kind": f"{base}concept-kind/",
        "scheme": f"{base}scheme/",
        "dcterms": "http://purl.org/dc/terms/",
        "skos": SKOS,
    }
    lines = [f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in namespaces.items()]
    return "".join(lines) + "\n" + to_scheme_block(_scheme(title, base), title, namespaces).text + "\n"


def _scheme(title: str, base: str) -> str:
    return f"{base}scheme/{slug_of(title).lower()}"


def _plan(own: _Own, title: str, concepts: Sequence[Concept], base: str) -> tuple[Change, list[Block]]:
    """Return what is to change, and the blocks that change it."""
    scheme = min(own.schemes, default=_scheme(title, base))
    added, widened, unchanged, blocks = [], [], [], []
    for concept in concepts:
        known = own.concepts.get(concept.id)
        if known is None:
            placed = concept if _is_iri(concept.scheme) else replace(concept, scheme=scheme)
            blocks.append(to_block(placed, to_kind_iri(concept.kind, base), own.prefixes))
            added.append(concept.id)
        elif gain := _gain(concept, known, own, base):
            blocks.append(gain)
            widened.append(concept.id)
        else:
            unchanged.append(concept.id)
    if added and not own.schemes:
        blocks.append(to_scheme_block(scheme, title, own.prefixes))
    return Change(tuple(added), tuple(widened), tuple(unchanged)), blocks


def _gain(concept: Concept, known: Concept, own: _Own, base: str) -> Block | None:
    """Return what the concept knows that the file does not; further names are alternative ones there."""
    borne = {text.characters for text in known.labels}
    more = Concept(
        id=concept.id,
        preferred=(),
        alternative=tuple(text for text in concept.labels if text.characters not in borne),
        definition=concept.definition if not known.definition else (),
        broader=tuple(each for each in concept.broader if each not in known.broader),
        related=tuple(each for each in concept.related if each not in known.related),
        exact_match=tuple(each for each in concept.exact_match if each not in known.exact_match),
    )
    says_kind = concept.kind is not ConceptKind.OTHER and concept.id not in own.typed
    if not (says_kind or more.alternative or more.definition or more.broader or more.related or more.exact_match):
        return None
    return to_block(more, to_kind_iri(concept.kind, base) if says_kind else None, own.prefixes, new=False)


def _prove(path: Path, before: str, after: str) -> None:
    """Make sure that the new text is legal and says all that the old one said, blank nodes being what they say."""
    try:
        said, says = _canonical(before), _canonical(after)
    except (SyntaxError, ValueError):
        said, says = frozenset({"illegal"}), frozenset()
    if not said <= says:
        raise InputError(path, "is written so that nothing can be added to it", remedy="give another file with --to")


def _canonical(text: str) -> frozenset[str]:
    import pyoxigraph as ox

    dataset = ox.Dataset(_parse(text.encode()))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return frozenset(map(str, dataset))


def _parse(content: bytes) -> ox.QuadParser:
    import pyoxigraph as ox

    return ox.parse(content, format=ox.RdfFormat.TURTLE, base_iri=BASE_OF_FILES)


def _subjects(facts: Sequence[ox.Quad], predicate: str, value: str | None = None) -> Iterator[str]:
    for fact in facts:
        found = getattr(fact.object, "value", None)
        if fact.predicate.value == predicate and (value is None or found == value):
            yield getattr(fact.subject, "value", "")


def _is_iri(scheme: str) -> bool:
    return "://" in scheme or scheme.startswith("urn:")


def _replace(path: Path, text: str) -> None:
    """Write the file beside its place and rename it, so that a killed command leaves the old one intact."""
    target = path.resolve()
    aside = target.with_name(f".{target.name}-{os.getpid()}")
    try:
        aside.write_bytes(text.encode())
        if target.exists():
            aside.chmod(target.stat().st_mode)
        aside.replace(target)
    except OSError as error:
        aside.unlink(missing_ok=True)
        remedy = "give a file that you may write"
        raise InputError(path, f"cannot be written: {error.strerror}", remedy=remedy) from error
