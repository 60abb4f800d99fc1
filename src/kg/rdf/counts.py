"""What `graph.nt` holds, in numbers: a VoID partition for each class and each property, these triples counted too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from kg.rdf import terms
from kg.rdf.iris import to_segment
from kg.rdf.literals import to_integer
from kg.rdf.nodes import to_curie

if TYPE_CHECKING:
    from kg.rdf.iris import Iris
    from kg.rdf.nodes import Node

_OF_THE_DATASET: Final = (terms.CLASSES, terms.PROPERTIES, terms.DISTINCT_SUBJECTS, terms.TRIPLES)
_OF_A_CLASS: Final = (terms.CLASS_PARTITION, terms.CLASS, terms.ENTITIES)
_OF_A_PROPERTY: Final = (terms.PROPERTY_PARTITION, terms.PROPERTY, terms.TRIPLES)


class Counts:
    """The numbers, of which the last triples are their own description: `<base>dataset` and what begins with it."""

    def __init__(self, iris: Iris) -> None:
        """Begin with nothing counted."""
        self._iris = iris
        self._dataset = f"<{iris.base}dataset>"
        self._properties: Counter[str] = Counter()
        self._classes: Counter[str] = Counter()
        self._others = 0  # subjects that no partition has
        self._near: set[str] = set()  # subjects that a partition could have

    def is_near(self, subject: str) -> bool:
        """Tell whether a subject stands where, in the order of all, the subjects of the numbers do."""
        return f"{self._dataset[:-1]}/" <= subject <= self._dataset

    def is_behind(self, subject: str) -> bool:
        """Tell whether a subject comes after all that the numbers are about."""
        return subject > self._dataset

    def add(self, node: Node) -> None:
        """Count a subject with what is said of it; each subject is given once."""
        if self.is_near(node.subject):
            self._near.add(node.subject)
        else:
            self._others += 1
        for predicate, objects in node.objects_by_predicate.items():
            self._properties[predicate] += len(objects)
        self._classes.update(node.objects_by_predicate.get(terms.TYPE, ()))

    def to_triples(self) -> Iterator[str]:
        """Yield how many triples, subjects, members of each class and uses of each property there are, these too."""
        properties = self._properties + self._own()
        parts = {_part(term, self._iris) for term in (*self._classes, *properties)}
        subjects = self._others + len(self._near | parts)
        numbers = (len(self._classes), len(properties), subjects, properties.total())
        for predicate, number in zip(_OF_THE_DATASET, numbers, strict=True):
            yield f"{self._dataset} {predicate} {to_integer(number)} ."
        yield from self._partitions(self._classes, _OF_A_CLASS)
        yield from self._partitions(properties, _OF_A_PROPERTY)

    def _own(self) -> Counter[str]:
        """Count the triples to come: one of each sort for each class and each property, the sorts' own among them."""
        own = Counter(_OF_THE_DATASET)
        every_property = {*_OF_THE_DATASET, *_OF_A_CLASS, *_OF_A_PROPERTY, *self._properties}
        own.update(dict.fromkeys(_OF_A_CLASS, len(self._classes)))
        own.update(dict.fromkeys(_OF_A_PROPERTY, len(every_property)))
        return own

    def _partitions(self, number_by_term: Mapping[str, int], predicates: tuple[str, str, str]) -> Iterator[str]:
        has_part, is_about, counts = predicates
        for term, number in number_by_term.items():
            part = _part(term, self._iris)
            yield f"{self._dataset} {has_part} {part} ."
            yield f"{part} {is_about} {term} ."
            yield f"{part} {counts} {to_integer(number)} ."


def _part(term: str, iris: Iris) -> str:
    curie = to_curie(term)
    name = curie.replace(":", "/") if curie else to_segment(term[1:-1])
    return f"<{iris.base}dataset/{name}>"
