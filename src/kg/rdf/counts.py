"""What `graph.nt` holds, in numbers: a VoID partition for each class and each property, these triples counted too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from kg.rdf import terms
from kg.rdf.iris import to_segment
from kg.rdf.literals import to_integer
from kg.rdf.nodes import to_curie

if TYPE_CHECKING:
    from kg.rdf.iris import Iris

_OF_THE_DATASET: Final = (terms.CLASSES, terms.PROPERTIES, terms.DISTINCT_SUBJECTS, terms.TRIPLES)
_OF_A_CLASS: Final = (terms.CLASS_PARTITION, terms.CLASS, terms.ENTITIES)
_OF_A_PROPERTY: Final = (terms.PROPERTY_PARTITION, terms.PROPERTY, terms.TRIPLES)


def to_count_triples(triples: Iterable[str], iris: Iris) -> Iterator[str]:
    """Yield how many triples, subjects, members of each class and uses of each property there are.

    The triples come sorted, each once. The numbers are those of these and of the ones yielded, together.
    """
    subjects: set[str] = set()
    properties: Counter[str] = Counter()
    classes: Counter[str] = Counter()
    before = ""
    for triple in triples:
        subject, predicate, term = triple.split(" ", 2)
        properties[predicate] += 1
        if subject != before:
            subjects.add(subject)
            before = subject
        if predicate == terms.TYPE:
            classes[term[:-2]] += 1
    _add_own(properties, len(classes))
    subjects.update(_part(term, iris) for term in (*classes, *properties))
    dataset = f"<{iris.base}dataset>"
    numbers = (len(classes), len(properties), len(subjects), properties.total())
    for predicate, number in zip(_OF_THE_DATASET, numbers, strict=True):
        yield f"{dataset} {predicate} {to_integer(number)} ."
    yield from _partitions(dataset, classes, _OF_A_CLASS, iris)
    yield from _partitions(dataset, properties, _OF_A_PROPERTY, iris)


def _add_own(properties: Counter[str], classes: int) -> None:
    """Count the triples to come: one of each sort for each class and each property, the sorts' own among them."""
    own = {*_OF_THE_DATASET, *_OF_A_CLASS, *_OF_A_PROPERTY}
    every_property = len(own | set(properties))
    properties.update(_OF_THE_DATASET)
    properties.update(dict.fromkeys(_OF_A_CLASS, classes))
    properties.update(dict.fromkeys(_OF_A_PROPERTY, every_property))


def _partitions(
    dataset: str, number_by_term: Mapping[str, int], predicates: tuple[str, str, str], iris: Iris
) -> Iterator[str]:
    has_part, is_about, counts = predicates
    for term, number in number_by_term.items():
        part = _part(term, iris)
        yield f"{dataset} {has_part} {part} ."
        yield f"{part} {is_about} {term} ."
        yield f"{part} {counts} {to_integer(number)} ."


def _part(term: str, iris: Iris) -> str:
    curie = to_curie(term)
    name = curie.replace(":", "/") if curie else to_segment(term[1:-1])
    return f"<{iris.base}dataset/{name}>"
