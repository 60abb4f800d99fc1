"""The labels as one automaton."""

from __future__ import annotations

from typing import Any

import pytest
from ahocorasick_rs import AhoCorasick
from hypothesis import example, given
from hypothesis import strategies as st

from kg.model import Concept, ConceptId, Text
from kg.script import Script, fold, script_of
from kg.vocabulary import index as module
from kg.vocabulary.index import Case, LabelIndex, case_of

LABELS = ("GAN", "WGAN-GP", "flow", "注意力", "BERT flow", "resnet50", "流", "Attention", "gan")
TEXT = "flow GAN, bert-flow 和WGANGP的注意力 ResNet-50 gans 主流 attention"


def concept(name: str, *labels: str) -> Concept:
    return Concept(id=ConceptId(f"concept/{name}"), preferred=tuple(Text(label, "en") for label in labels[:1]))


def hits(index: LabelIndex) -> list[tuple[int, int, tuple[str, ...]]]:
    found = index.find(fold(TEXT))
    return [
        (start, end, tuple(f"{name.concept} {name.case} {name.ambiguous}" for name in names))
        for start, end, names in found
    ]


@given(st.lists(st.sampled_from(LABELS), unique=True), st.lists(st.sampled_from(LABELS), unique=True))
def test_an_index_extended_later_finds_what_one_compiled_at_once_finds(known: list[str], new: list[str]) -> None:
    first = [concept(f"known-{label}", label) for label in known]
    later = [concept(f"new-{label}", label) for label in new]
    kept_as_written = frozenset(each.id for each in later)
    at_once = LabelIndex([*first, *later], frozenset({"flow"}), generic=frozenset({"流"}), as_written=kept_as_written)
    extended = LabelIndex(first, frozenset({"flow"}), generic=frozenset({"流"})).extended(later)
    assert hits(extended) == hits(at_once)


NEAR = st.text(alphabet="gan flow-注意力bertx", max_size=12)


@given(st.lists(NEAR, max_size=8), st.lists(NEAR, min_size=1, max_size=12))
@example(["gan"], [""] * 9)
def test_the_first_texts_get_the_same_hits_as_those_after_them(labels: list[str], texts: list[str]) -> None:
    concepts = [concept(str(number), label) for number, label in enumerate(labels)]
    sparing, thorough = LabelIndex(concepts), LabelIndex(concepts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_FEW", 0)
        expected = [thorough.find(text) for text in texts]
    assert [sparing.find(text) for text in texts] == expected


def test_all_forms_are_compiled_once_there_is_use_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[int] = []

    def note(forms: list[str], **options: Any) -> AhoCorasick:
        compiled.append(len(forms))
        return AhoCorasick(forms, **options)

    monkeypatch.setattr("ahocorasick_rs.AhoCorasick", note)
    index = LabelIndex(concept(label, label) for label in ("gan", "flow", "bert"))
    for _ in range(20):
        assert len(index.find("a gan")) == 1
    every = len(index.names_by_form)
    assert compiled == [1] * 8 + [every]
    index = LabelIndex(concept(label, label) for label in ("gan", "flow", "bert"))
    index.find("gan " * 20_000)
    assert compiled[-1] == every


def test_extending_leaves_the_first_index_as_it_was() -> None:
    index = LabelIndex([concept("gan", "GAN")])
    before = hits(index)
    index.extended([concept("flow", "flow")])
    assert hits(index) == before


def test_a_label_of_a_further_concept_keeps_its_case() -> None:
    index = LabelIndex(()).extended([concept("tiger", "Tiger")])
    assert [name.case for name in index.names_written("tiger")] == [Case.AS_WRITTEN]


@given(st.text(alphabet=st.one_of(st.sampled_from("GANb5-/.& 中αß"), st.characters()), max_size=8))
def test_only_up_to_five_latin_capitals_and_what_joins_them_carry_meaning(label: str) -> None:
    letters = [each for each in label if script_of(each) is Script.LATIN]
    joined = all(script_of(each) in (Script.LATIN, Script.DIGIT) or each in "-&/." for each in label)
    short = 0 < len(letters) <= 5 and joined and all(each.isupper() for each in letters)
    assert case_of(label) is (Case.CAPITALS if short else Case.ANY)


def test_a_form_claimed_twice_names_the_freely_claimed_concept_first() -> None:
    index = LabelIndex([concept("a", "flow"), concept("b", "Flow")], frozenset({"flow"}))
    assert [name.ambiguous for name in index.names_written("flow")] == sorted(
        name.ambiguous for name in index.names_written("flow")
    )
    assert len(index.names_written("flow")) == 2
