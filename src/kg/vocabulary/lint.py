"""What is wrong with a vocabulary: shared labels, cycles, missing broader concepts, labels without a language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Levenshtein

from kg.model import Concept, ConceptId
from kg.script import fold
from kg.vocabulary.index import is_ordinary
from kg.vocabulary.read import Vocabulary

LIKE = 0.92  # normalised Levenshtein similarity of two labels of different concepts that a person should look at
SHORTEST_ALIKE = 8  # letters; shorter labels are alike by chance


class Severity(StrEnum):
    """Whether a finding is wrong, or only worth a look."""

    ERROR = "error"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """One finding, with the concept it is about."""

    severity: Severity
    concept: ConceptId
    message: str


def lint(vocabulary: Vocabulary) -> tuple[Flaw, ...]:
    """Return every flaw, errors first, sorted."""
    concepts = vocabulary.concepts
    found = [
        *_shared_labels(vocabulary),
        *_missing_broader(concepts),
        *_cycles(concepts),
        *_related_above(concepts),
        *_languages(concepts),
        *_near_duplicates(concepts),
    ]
    return tuple(sorted(found))


def _shared_labels(vocabulary: Vocabulary) -> Iterator[Flaw]:
    owners: dict[str, set[ConceptId]] = defaultdict(set)
    for concept in vocabulary.concepts.values():
        for text in concept.labels:
            if text.characters not in vocabulary.ambiguous and not is_ordinary(text.characters):
                owners[fold(text.characters)].add(concept.id)
    for label, ids in sorted(owners.items()):
        first, *others = sorted(ids)
        for other in others:
            yield Flaw(Severity.ERROR, other, f"shares the unambiguous label {label!r} with {first}")


def _missing_broader(concepts: Mapping[ConceptId, Concept]) -> Iterator[Flaw]:
    for concept in concepts.values():
        for other in (*concept.broader, *concept.related):
            if other not in concepts:
                yield Flaw(Severity.ERROR, concept.id, f"points to {other}, which is in no file")


def _cycles(concepts: Mapping[ConceptId, Concept]) -> Iterator[Flaw]:
    done: set[ConceptId] = set()
    for concept in concepts:
        path: list[ConceptId] = []
        yield from _walk_up(concept, concepts, path, done)


def _walk_up(
    concept: ConceptId, concepts: Mapping[ConceptId, Concept], path: list[ConceptId], done: set[ConceptId]
) -> Iterator[Flaw]:
    if concept in path:
        yield Flaw(
            Severity.ERROR, concept, "is broader than itself: " + " → ".join([*path[path.index(concept) :], concept])
        )
        return
    if concept in done or concept not in concepts:
        return
    path.append(concept)
    for broader in concepts[concept].broader:
        yield from _walk_up(broader, concepts, path, done)
    path.pop()
    done.add(concept)


def _related_above(concepts: Mapping[ConceptId, Concept]) -> Iterator[Flaw]:
    """Find what SKOS S27 forbids: a related concept that is also above or below."""
    for concept in concepts.values():
        above = ancestors_of(concept.id, concepts)
        for other in concept.related:
            if other in above or concept.id in ancestors_of(other, concepts):
                yield Flaw(Severity.ERROR, concept.id, f"is related to {other}, which is also above or below it")


def ancestors_of(concept: ConceptId, concepts: Mapping[ConceptId, Concept]) -> set[ConceptId]:
    """Return every concept above this one."""
    above: set[ConceptId] = set()
    pending = [concept]
    while pending:
        known = concepts.get(pending.pop())
        for broader in known.broader if known else ():
            if broader not in above:
                above.add(broader)
                pending.append(broader)
    return above


def _languages(concepts: Mapping[ConceptId, Concept]) -> Iterator[Flaw]:
    for concept in concepts.values():
        for text in concept.labels:
            if text.language == "und":
                yield Flaw(Severity.ERROR, concept.id, f"the label {text.characters!r} has no language")


def _near_duplicates(concepts: Mapping[ConceptId, Concept]) -> Iterator[Flaw]:
    """Compare labels that begin alike (blocking on four characters), as CSO-Classifier does."""
    blocks: dict[str, list[tuple[str, ConceptId]]] = defaultdict(list)
    for concept in concepts.values():
        for text in concept.preferred:
            label = fold(text.characters)
            if len(label) >= SHORTEST_ALIKE:
                blocks[label[:4]].append((label, concept.id))
    for _, block in sorted(blocks.items()):
        yield from _alike(sorted(block))


def _alike(block: list[tuple[str, ConceptId]]) -> Iterator[Flaw]:
    for at, (label, concept) in enumerate(block):
        for other_label, other in block[at + 1 :]:
            digits = {each for each in label if each.isdigit()} == {each for each in other_label if each.isdigit()}
            if other != concept and digits and Levenshtein.normalized_similarity(label, other_label) >= LIKE:
                yield Flaw(Severity.NOTE, other, f"its label {other_label!r} is almost {label!r} of {concept}")
