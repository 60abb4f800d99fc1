"""The labels of a vocabulary as one automaton: which names may stand where in a folded text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from operator import itemgetter
from typing import Self, TypeAlias

import ahocorasick_rs

from kg.model import Concept, ConceptId
from kg.script import Script, is_han, script_of
from kg.vocabulary.ordinary import zipf
from kg.vocabulary.variants import variants_of

ORDINARY = 3.8  # Zipf: a lone English word as common as this names a concept only with more evidence (flow, adam, nice)
_WORD = "abcdefghijklmnopqrstuvwxyz0123456789"  # what may not stand beside a Latin edge, as far as ASCII goes
_FEW = 8  # texts; to compile all forms takes as long as to compile those that may stand in so many
_BEGINNING = 6  # characters by which it is told that a form may stand in a text
_LONG = 50_000  # characters of a text


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
        names = _names_of_all(concepts, ambiguous, generic, as_written)
        self._first = _Table(_claim(names, lambda _form: ()))
        self._later: dict[str, tuple[Name, ...]] = {}  # by forms that further concepts claim, known before or not
        self._new = _Table({})  # those that were not known before

    def extended(self, concepts: Iterable[Concept]) -> Self:
        """Return the index with further concepts, whose labels keep their case; as if compiled at once.

        Only the further labels are compiled: the two indexes share the others.
        """
        added = tuple(concepts)
        names = _names_of_all(added, self._ambiguous, self._generic, frozenset(concept.id for concept in added))
        wider = copy(self)
        wider._later = self._later | _claim(names, self.names_written)
        known = self._first.names_by_form
        wider._new = _Table({form: names for form, names in wider._later.items() if form not in known})
        return wider

    def with_names(self, names_by_form: dict[str, tuple[Name, ...]]) -> Self:
        """Return the index with these names instead of its own, by the forms that they take."""
        other = copy(self)
        other._first = _Table(names_by_form)
        return other

    @property
    def names_by_form(self) -> Mapping[str, tuple[Name, ...]]:
        """The names by the forms that they take, but for those of further concepts."""
        return self._first.names_by_form

    def find(self, folded: str) -> list[Hit]:
        """Return every hit, overlapping ones too, in a text folded by `kg.script.fold`: by their ends, then starts.

        Four of five stand inside a longer Latin word and are passed over; what else an edge needs is not judged here.
        """
        hits = self._first.find(folded)
        if not self._later:
            return hits
        hits = [(start, end, self._later.get(folded[start:end], names)) for start, end, names in hits]
        new = self._new.find(folded)
        return sorted([*hits, *new], key=itemgetter(1, 0)) if new else hits

    def names_written(self, folded: str) -> tuple[Name, ...]:
        """Return the names whose form is exactly this folded text."""
        return self._later.get(folded) or self._first.names_by_form.get(folded, ())


class _Table:
    """Forms with their names; the automaton that finds them is made when the first text asks for it."""

    def __init__(self, names_by_form: dict[str, tuple[Name, ...]]) -> None:
        self.names_by_form = names_by_form
        self._asked = 0

    def find(self, folded: str) -> list[Hit]:
        if not self.names_by_form:
            return []
        compiled = self._compiled_for(folded)
        names, before, after = compiled.names, compiled.barred_before, compiled.barred_after
        padded = folded + " "  # a blank at -1 and at the end, so that every place has two neighbours
        return [
            (start, end, names[which])
            for which, start, end in compiled.automaton.find_matches_as_indexes(folded, overlapping=True)
            if padded[start - 1] not in before[which] and padded[end] not in after[which]
        ]

    def _compiled_for(self, folded: str) -> _Compiled:
        """Return the automaton; for each of the first texts one of the forms alone that may stand in it."""
        self._asked += 1
        if self._asked > _FEW or len(folded) > _LONG:
            return self._compiled
        begins = {folded[at : at + size] for size in range(1, _BEGINNING + 1) for at in range(len(folded))}
        return self._compile([form for form in self.names_by_form if form[:_BEGINNING] in begins])

    @cached_property
    def _compiled(self) -> _Compiled:
        return self._compile(self.names_by_form)

    def _compile(self, some: Iterable[str]) -> _Compiled:
        forms = sorted(some)
        return _Compiled(
            automaton=ahocorasick_rs.AhoCorasick(forms, store_patterns=False),
            names=[self.names_by_form[form] for form in forms],
            barred_before=["" if is_han(form[0]) else _WORD for form in forms],
            barred_after=["" if is_han(form[-1]) else _WORD for form in forms],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compiled:
    automaton: ahocorasick_rs.AhoCorasick
    names: list[tuple[Name, ...]]  # of each form, as the other two
    barred_before: list[str]  # characters that may not stand there
    barred_after: list[str]


def _claim(names: Iterable[Name], known: Callable[[str], tuple[Name, ...]]) -> dict[str, tuple[Name, ...]]:
    """Return the names by each form that they may take; `known` tells whose it is already.

    Where one claims a form freely, what claims it as ambiguous stays a candidate behind it.
    """
    claims: dict[str, tuple[Name, ...]] = {}
    for name in names:
        alone = (name,)
        for form in variants_of(name.label):
            others = claims.get(form) or known(form)
            if not others:
                claims[form] = alone
            elif all(other.concept != name.concept or other.case != name.case for other in others):
                both = sorted((*others, name), key=lambda each: (each.ambiguous, each.concept))
                claims[form] = tuple(both)
    return claims


def _names_of_all(
    concepts: Iterable[Concept], ambiguous: frozenset[str], generic: frozenset[str], as_written: frozenset[ConceptId]
) -> Iterator[Name]:
    for concept in sorted(concepts, key=lambda each: each.id):
        for name in _names_of(concept, ambiguous, as_written=concept.id in as_written):
            if name.label not in generic:
                yield name


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
    if label != label.upper():  # as most have a small letter
        return Case.ANY
    only_these = all(script_of(each) in (Script.LATIN, Script.DIGIT) or each in "-&/." for each in label)
    letters = [each for each in label if script_of(each) is Script.LATIN] if only_these else []
    short = 0 < len(letters) <= CAPITALS_AT_MOST and all(each.isupper() for each in letters)
    return Case.CAPITALS if short else Case.ANY
