"""Which concepts each post names, in numbers: what rarity and co-occurrence are counted from."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from typing import Self

from kg.model import ConceptId


class Named:
    """The concepts of each post that names any, post after post: four bytes for each that one names."""

    def __init__(self) -> None:
        """Begin without posts."""
        self.concepts: list[ConceptId] = []  # in the order of their numbers
        self.numbers = array("i")  # of the concepts that the first post names, then those of the second
        self.ends = array("i", (0,))  # where the numbers of each post end, behind a nought
        self._number_of: dict[ConceptId, int] = {}

    @classmethod
    def of(cls, groups: Iterable[Iterable[ConceptId]]) -> Self:
        """Return what the posts name, of which each group is one's concepts, however often."""
        named = cls()
        for concepts in groups:
            named.add(concepts)
        return named

    def add(self, concepts: Iterable[ConceptId]) -> None:
        """Take the concepts of one more post; one that names none does not count."""
        for concept in dict.fromkeys(concepts):
            number = self._number_of.setdefault(concept, len(self.concepts))
            if number == len(self.concepts):
                self.concepts.append(concept)
            self.numbers.append(number)
        if len(self.numbers) > self.ends[-1]:
            self.ends.append(len(self.numbers))

    @property
    def posts(self) -> int:
        """The number of posts that name a concept."""
        return len(self.ends) - 1

    @property
    def spread(self) -> dict[ConceptId, int]:
        """How many posts name each concept."""
        counts = Counter(self.numbers)
        return {concept: counts[number] for number, concept in enumerate(self.concepts)}
