"""What names there are: the concepts by id, their labels compiled, and which concepts are kin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from kg.concepts.words import Words, to_words
from kg.model import Concept, ConceptId, PostId
from kg.script import HAN
from kg.vocabulary.index import LabelIndex

LONGEST_LOCAL = 3  # letters; so short a coined name (CS, RD, SAT) means other things in other posts
CLOSE = 60  # concepts; the members of a larger family (machine learning, mathematics) are less close, in proportion


class Lexicon:
    """The concepts that may be named, and the index that finds their names."""

    def __init__(
        self,
        concepts: Mapping[ConceptId, Concept],
        index: LabelIndex,
        homes: Mapping[ConceptId, frozenset[PostId]] | None = None,
        *,
        words: Words | None = None,
    ) -> None:
        """Take the concepts, their labels, and for concepts that no vocabulary knows the posts that speak for them.

        `words` are those of the labels, where they were cut before.
        """
        self.concepts = concepts
        self.index = index
        self._homes = homes or {}
        self._words = words

    @cached_property
    def words(self) -> Words:
        """The words of the labels."""
        return self._words or to_words(self.concepts.values())

    def holds_in(self, post: PostId, concept: ConceptId, surface: str) -> bool:
        """Tell whether the name may stand in the post: a coined one of three letters only where it is introduced."""
        homes = self._homes.get(concept)
        return homes is None or len(surface) > LONGEST_LOCAL or post in homes or HAN.search(surface) is not None

    def has_tail(self, concept: ConceptId) -> bool:
        """Tell whether a known concept's id ends as this one does."""
        return concept.rsplit("/", 1)[-1] in self._tails

    @cached_property
    def _tails(self) -> frozenset[str]:
        return frozenset(concept.rsplit("/", 1)[-1] for concept in self.concepts)

    def families_of(self, concept: ConceptId) -> Mapping[ConceptId, float]:
        """Return what makes a concept kin of others, and how close: itself, two levels above it, what is related."""
        return self._families.get(concept, {concept: 1.0})

    @cached_property
    def _families(self) -> dict[ConceptId, dict[ConceptId, float]]:
        every = {concept: self._all_families_of(concept) for concept in self.concepts}
        size = Counter(family for families in every.values() for family in families)
        return {
            concept: {each: min(1.0, CLOSE / size[each]) for each in sorted(families)}
            for concept, families in every.items()
        }

    def _all_families_of(self, concept: ConceptId) -> set[ConceptId]:
        own = self.concepts[concept]
        above = [self.concepts[broader] for broader in own.broader if broader in self.concepts]
        return {concept, *own.broader, *own.related, *(each for broader in above for each in broader.broader)}
