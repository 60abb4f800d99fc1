"""What names there are: the concepts by id, and their labels compiled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import Concept, ConceptId
from kg.vocabulary.index import LabelIndex


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The concepts that may be named, and the index that finds their names."""

    concepts: Mapping[ConceptId, Concept]
    index: LabelIndex
