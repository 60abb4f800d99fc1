"""What each post names, in numbers: what salience, rarity and co-occurrence are counted from."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from typing import Self

from kg.concepts.linking import Tally
from kg.model import ConceptId


class Named:
    """The concepts of each post that names any, post after post: twelve bytes for each that one names."""

    def __init__(self) -> None:
        """Begin without posts."""
        self.concepts: list[ConceptId] = []  # in the order of their numbers
        self.numbers = array("i")  # of the concepts that the first post names, then those of the second
        self.ends = array("i", (0,))  # where the numbers of each post end, behind a nought
        self._times, self._firsts = array("i"), array("i")  # beside the numbers
        self._number_of: dict[ConceptId, int] = {}

    @classmethod
    def of(cls, groups: Iterable[Iterable[Tally]]) -> Self:
        """Return what the posts name, of which each group is one's concepts, each once."""
        named = cls()
        for tallies in groups:
            named.add(tallies)
        return named

    def add(self, tallies: Iterable[Tally]) -> None:
        """Take the concepts of one more post, each once; one that names none does not count."""
        for concept, times, first in tallies:
            number = self._number_of.setdefault(concept, len(self.concepts))
            if number == len(self.concepts):
                self.concepts.append(concept)
            self.numbers.append(number)
            self._times.append(times)
            self._firsts.append(first)
        if len(self.numbers) > self.ends[-1]:
            self.ends.append(len(self.numbers))

    def __getitem__(self, place: int) -> list[Tally]:
        """Return what the post at a place names, among those that name any, in the order in which they were added."""
        here = slice(*self.ends[place : place + 2])
        concepts = (self.concepts[number] for number in self.numbers[here])
        return [*map(Tally, concepts, self._times[here], self._firsts[here])]

    @property
    def posts(self) -> int:
        """The number of posts that name a concept."""
        return len(self.ends) - 1

    @property
    def spread(self) -> dict[ConceptId, int]:
        """How many posts name each concept."""
        counts = Counter(self.numbers)
        return {concept: counts[number] for number, concept in enumerate(self.concepts)}
