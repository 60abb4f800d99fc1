"""Which of the counted names are ambiguous: those that kg links only on evidence around them."""

from __future__ import annotations

from collections.abc import Iterable

from kg.evaluation.spans import NameCount
from kg.extraction import Extraction
from kg.script import fold
from kg.vocabulary.index import LabelIndex


def choose_ambiguous(names: Iterable[NameCount], extraction: Extraction) -> tuple[NameCount, ...]:
    """Return the names that some concept of the extraction claims as an ambiguous label, in the order given."""
    vocabulary = extraction.vocabulary
    coined = frozenset(extraction.findings.concepts) - frozenset(vocabulary.concepts)
    index = LabelIndex(
        extraction.findings.concepts.values(), vocabulary.ambiguous, generic=vocabulary.generic, as_written=coined
    )
    return tuple(each for each in names if any(name.ambiguous for name in index.names_written(fold(each.name))))
