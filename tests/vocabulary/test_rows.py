"""An index as plain rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Concept, ConceptId, Text
from kg.vocabulary.index import LabelIndex
from kg.vocabulary.rows import Rows, to_index, to_rows

LABELS = ("GAN", " gan ", "WGAN-GP", "flow", "Flow", "注意力", "BERT flow", "流", "a")
AMBIGUOUS, GENERIC = frozenset({"flow"}), frozenset({"流"})


def concept(number: int, labels: list[str]) -> Concept:
    preferred, *others = (Text(label, "en") for label in labels)
    return Concept(id=ConceptId(f"concept/{number}"), preferred=(preferred,), alternative=tuple(others))


@given(st.lists(st.lists(st.sampled_from(LABELS), min_size=1, max_size=4), max_size=5))
def test_an_index_made_of_its_rows_has_the_same_names(labels: list[list[str]]) -> None:
    concepts = [concept(number, each) for number, each in enumerate(labels)]
    index = LabelIndex(concepts, AMBIGUOUS, generic=GENERIC)
    again = to_index(to_rows(index, concepts), concepts, AMBIGUOUS, GENERIC)
    assert again.names_by_form == index.names_by_form
    text = "flow gan, bert-flow 和wgangp的注意力 gans a"
    further = [concept(99, ["Flow", "新"])]
    assert again.find(text) == index.find(text)
    assert again.extended(further).find(text) == index.extended(further).find(text)


def test_rows_of_other_concepts_are_no_index() -> None:
    rows = to_rows(LabelIndex([concept(1, ["GAN", "WGAN"])]), [concept(1, ["GAN", "WGAN"])])
    with pytest.raises(LookupError):
        to_index(rows, [concept(1, ["GAN"])], frozenset(), frozenset())


def test_rows_that_do_not_fit_together_are_no_index() -> None:
    rows = Rows(labels=(0,), ambiguous=(), cases=(0,), forms=("gan",), owners=(0,), groups=())
    with pytest.raises(ValueError, match="zip"):
        to_index(rows, [concept(1, ["GAN"])], frozenset(), frozenset())
