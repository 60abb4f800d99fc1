"""The names of an index as plain rows, and an index made of them: sooner than from the labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.model import Concept, ConceptId
from kg.vocabulary.index import Case, LabelIndex, Name

_CASES: Final = list(Case)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Names, the forms that they take, and whose each form is; labels are numbered concept by concept."""

    labels: tuple[int, ...]  # the number of each name's label
    ambiguous: tuple[bool, ...]  # of each name
    cases: tuple[int, ...]  # of each name, in the order of `Case`
    forms: tuple[str, ...]
    owners: tuple[int, ...]  # of each form: the number of its name, or behind all names that of a group of them
    groups: tuple[tuple[int, ...], ...]


def to_rows(index: LabelIndex, concepts: Iterable[Concept]) -> Rows:
    """Return the names of an index, which was made of these concepts and not extended."""
    number_of_label = {(id_, label): number for number, (id_, label) in enumerate(_labels_of(concepts))}
    every = index.names_by_form.values()
    names = list({id(name): name for names in every for name in names}.values())
    number_of_name = {id(name): number for number, name in enumerate(names)}
    groups = list({id(names): names for names in every if len(names) > 1}.values())
    number_of_group = {id(group): number for number, group in enumerate(groups, len(names))}
    return Rows(
        labels=tuple(number_of_label[name.concept, name.label] for name in names),
        ambiguous=tuple(name.ambiguous for name in names),
        cases=tuple(_CASES.index(name.case) for name in names),
        forms=tuple(index.names_by_form),
        owners=tuple(number_of_group[id(names)] if len(names) > 1 else number_of_name[id(names[0])] for names in every),
        groups=tuple(tuple(number_of_name[id(name)] for name in group) for group in groups),
    )


def to_index(rows: Rows, concepts: Iterable[Concept], ambiguous: frozenset[str], generic: frozenset[str]) -> LabelIndex:
    """Return the index of which `to_rows` made the rows; LookupError or ValueError for rows that are none."""
    labels = list(_labels_of(concepts))
    names = [
        Name(concept=labels[label][0], label=labels[label][1], ambiguous=is_ambiguous, case=_CASES[case])
        for label, is_ambiguous, case in zip(rows.labels, rows.ambiguous, rows.cases, strict=True)
    ]
    owners: list[tuple[Name, ...]] = [(name,) for name in names]
    owners += (tuple(names[number] for number in group) for group in rows.groups)
    names_by_form = dict(zip(rows.forms, map(owners.__getitem__, rows.owners), strict=True))
    return LabelIndex((), ambiguous, generic=generic).with_names(names_by_form)


def _labels_of(concepts: Iterable[Concept]) -> Iterator[tuple[ConceptId, str]]:
    return ((concept.id, text.characters.strip()) for concept in concepts for text in concept.labels)
