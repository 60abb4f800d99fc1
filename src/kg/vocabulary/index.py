"""The labels of a vocabulary as one automaton: which names may stand where in a folded text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Self, TypeAlias

import ahocorasick_rs

from kg.model import Concept, ConceptId
from kg.script import Script, is_han, script_of
from kg.vocabulary.ordinary import zipf
from kg.vocabulary.variants import variants_of

ORDINARY = 3.8  # Zipf: a lone English word as common as this names a concept only with more evidence (flow, adam, nice)
_WORD = "abcdefghijklmnopqrstuvwxyz0123456789"  # what may not stand beside a Latin edge, as far as ASCII goes


class Case(StrEnum):
    """How far a text may depart from a label's capitals."""

    ANY = "any"
    CAPITALS = "capitals"  # a short all-capital label: GAN, T5, BERT
    AS_WRITTEN = "as written"  # a name seen in posts only: BioWord


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A label as the matcher needs it: whose it is, how it is written, and how far its letters alone can be trusted."""

    concept: ConceptId
    label: str
    ambiguous: bool
    case: Case


# A place in a folded text where the automaton found a form, start and end in code points, and the names written so. A
# bare tuple, because there are two hundred of them in ten thousand characters and most lead nowhere.
Hit: TypeAlias = tuple[int, int, tuple[Name, ...]]


class LabelIndex:
    """All labels of some concepts, compiled once, asked for each post."""

    def __init__(
        self,
        concepts: Iterable[Concept],
        ambiguous: frozenset[str] = frozenset(),
        *,
        generic: frozenset[str] = frozenset(),
        as_written: frozenset[ConceptId] = frozenset(),
    ) -> None:
        """Compile the labels.

        `ambiguous` and `generic` are labels, the latter left out; the labels of `as_written` concepts keep their case.
        """
        self._ambiguous, self._generic = ambiguous, generic
        self._compile(_add_names({}, concepts, ambiguous, generic, as_written))

    def extended(self, concepts: Iterable[Concept]) -> Self:
        """Return the index with further concepts, whose labels keep their case; it equals one compiled at once."""
        wider = type(self)((), self._ambiguous, generic=self._generic)
        added = tuple(concepts)
        as_written = frozenset(concept.id for concept in added)
        wider._compile(_add_names(dict(self._names_by_form), added, self._ambiguous, self._generic, as_written))
        return wider

    def _compile(self, names_by_form: dict[str, tuple[Name, ...]]) -> None:
        forms = sorted(names_by_form)
        self._names_by_form = names_by_form
        self._names = [names_by_form[form] for form in forms]
        self._barred_before = ["" if is_han(form[0]) else _WORD for form in forms]
        self._barred_after = ["" if is_han(form[-1]) else _WORD for form in forms]
        self._automaton = ahocorasick_rs.AhoCorasick(forms, store_patterns=False) if forms else None

    def find(self, folded: str) -> list[Hit]:
        """Return every hit, overlapping ones too, in a text folded by `kg.script.fold`.

        Four of five stand inside a longer Latin word and are passed over; what else an edge needs is not judged here.
        """
        if self._automaton is None:
            return []
        names, before, after = self._names, self._barred_before, self._barred_after
        padded = folded + " "  # a blank at -1 and at the end, so that every place has two neighbours
        return [
            (start, end, names[which])
            for which, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True)
            if padded[start - 1] not in before[which] and padded[end] not in after[which]
        ]

    def names_written(self, folded: str) -> tuple[Name, ...]:
        """Return the names whose form is exactly this folded text."""
        return self._names_by_form.get(folded, ())


def _add_names(
    names_by_form: dict[str, tuple[Name, ...]],
    concepts: Iterable[Concept],
    ambiguous: frozenset[str],
    generic: frozenset[str],
    as_written: frozenset[ConceptId],
) -> dict[str, tuple[Name, ...]]:
    """Add the names of the concepts; where one claims a form freely, what claims it as ambiguous stays a candidate."""
    changed: dict[str, list[Name]] = {}
    for concept in sorted(concepts, key=lambda each: each.id):
        for name in _names_of(concept, ambiguous, as_written=concept.id in as_written):
            if name.label in generic:
                continue
            for form in variants_of(name.label):
                names = changed.get(form)
                if names is None:
                    names = changed[form] = list(names_by_form.get(form, ()))
                if all(other.concept != name.concept or other.case != name.case for other in names):
                    names.append(name)
    for form, names in changed.items():
        if len(names) > 1:
            names.sort(key=lambda name: (name.ambiguous, name.concept))
        names_by_form[form] = tuple(names)
    return names_by_form


def _names_of(concept: Concept, ambiguous: frozenset[str], *, as_written: bool) -> Iterator[Name]:
    for text in concept.labels:
        label = text.characters.strip()
        if label:
            yield Name(
                concept=concept.id,
                label=label,
                ambiguous=label in ambiguous or (is_ordinary(label) and not as_written),
                case=Case.AS_WRITTEN if as_written else case_of(label),
            )


def is_ordinary(label: str) -> bool:
    """Tell whether the label, as letters, is an everyday word: one Chinese character, or a common English word."""
    if len(label) == 1:
        return True
    return label.isascii() and label.isalpha() and zipf(label) >= ORDINARY


CAPITALS_AT_MOST = 5


def case_of(label: str) -> Case:
    """Return the case rule of a label: an abbreviation such as GAN, T5 or BERT carries meaning in its capitals."""
    letters = [character for character in label if script_of(character) is Script.LATIN]
    only_these = all(script_of(each) in (Script.LATIN, Script.DIGIT) or each in "-&/." for each in label)
    short = 0 < len(letters) <= CAPITALS_AT_MOST and only_these and all(each.isupper() for each in letters)
    return Case.CAPITALS if short else Case.ANY
