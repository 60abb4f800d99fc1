"""The forms of discovered concepts that stand in a post: what is kept is brought up to date by the new forms alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from ahocorasick_rs import AhoCorasick

from kg.cache.digest import Digest, digest_of
from kg.cache.kept import Memory
from kg.cache.plain import Form, form_of
from kg.model import Concept, ConceptId, Post
from kg.script import fold
from kg.vocabulary.variants import variants_of

_FOLDED_FULLY: Final = (
    "\uff21\u9019"  # a full-width A and a traditional character: `fold` looks up every character then
)
_BITS: Final = 13  # of a pair's hash: the two thousand pairs of a post take a fourth of them
_FIRST, _SECOND = np.uint32(0x9E3779B1), np.uint32(0x85EBCA6B)  # odd, with their bits well spread


@dataclass(frozen=True, slots=True)
class Standing:
    """The forms that stand in a text, and what is needed to tell of others."""

    forms: tuple[str, ...]  # sorted
    searched: str  # what stands for all that were searched for
    pairs: str  # hashes of the pairs of characters in the text: bits, as hexadecimal digits


@dataclass(frozen=True, slots=True)
class _Last:
    """The forms that the last build searched for."""

    forms: tuple[str, ...]
    digest: str


STANDING: Final[Form[Standing]] = form_of(Standing)
_LAST: Final[Form[_Last]] = form_of(_Last)


class Forms:
    """The forms of discovered concepts, found in any folding of a text: a part may fold otherwise than the whole."""

    def __init__(self, concepts: Iterable[Concept], memory: Memory, kg: Digest) -> None:
        """Take the concepts; the memory knows the forms of the last build, and will know these; `kg` stands for it."""
        self._concepts: dict[str, set[ConceptId]] = {}
        for concept in concepts:
            for label in concept.labels:
                for form in variants_of(label.characters):
                    for written in (_plainly(form), _fully(form)):
                        self._concepts.setdefault(written, set()).add(concept.id)
        all_forms = tuple(sorted(self._concepts))
        self._all, self._digest = _Searched(all_forms), digest_of(*all_forms).hex()
        self._last = _recall_last(memory, digest_of("forms", kg), _Last(all_forms, self._digest))
        self._new = _Searched(sorted(self._concepts.keys() - set(self._last.forms)))

    def concepts_of(self, standing: Standing) -> tuple[ConceptId, ...]:
        """Return the concepts of the forms, sorted."""
        return tuple(sorted({concept for form in standing.forms for concept in self._concepts[form]}))

    def find(self, post: Post) -> Standing:
        """Search the post for all forms, whatever is around them."""
        folded = _folded(post.text)
        return Standing(self._all.find(folded), self._digest, to_pairs(folded))

    def renew(self, post: Post, known: Standing) -> Standing | None:
        """Bring what was found in the same post up to date; None if it is not known what was searched for."""
        if known.searched == self._digest:
            return known
        if known.searched != self._last.digest:
            return None
        lasting = {form for form in known.forms if form in self._concepts}
        if self._new.may_stand_in(known.pairs):
            lasting.update(self._new.find(_folded(post.text)))
        return Standing(tuple(sorted(lasting)), self._digest, known.pairs)


class _Searched:
    """Some forms, ready to be searched for."""

    def __init__(self, forms: Sequence[str]) -> None:
        self._forms = forms
        self._automaton = AhoCorasick(forms) if forms else None
        self._pairs: list[int] | None = None

    def find(self, folded: str) -> tuple[str, ...]:
        """Return the forms that stand in a folded text, sorted."""
        hits = self._automaton.find_matches_as_indexes(folded, overlapping=True) if self._automaton else ()
        return tuple(sorted({self._forms[index] for index, _, _ in hits}))

    def may_stand_in(self, pairs: str) -> bool:
        """Tell whether a text with these pairs has all pairs of any form."""
        if self._pairs is None:
            self._pairs = [int(to_pairs(form), 16) for form in self._forms]
        there = int(pairs, 16) if self._pairs else 0
        return any(each & there == each for each in self._pairs)


def to_pairs(text: str) -> str:
    """Return the hashes of all pairs of neighbours in a text; those of a part of it are among them."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    bits = np.zeros(1 << _BITS, dtype=np.bool_)
    bits[(codes[:-1] * _FIRST ^ codes[1:] * _SECOND) >> np.uint32(32 - _BITS)] = True
    return np.packbits(bits).tobytes().hex()


def _recall_last(memory: Memory, key: Digest, now: _Last) -> _Last:
    """Return the forms of the last build, and have the next one find these."""
    content = memory.find(key)
    last = _LAST.parse(content) if content is not None else None
    if last is None or last.digest != digest_of(*last.forms).hex():
        last = _Last((), "")
    if last != now:
        memory.keep(key, _LAST.write(now))
    return last


def _folded(text: str) -> str:
    lowered = _plainly(text)
    return lowered if lowered == _plainly(fold(text)) else _fully(text)


def _plainly(text: str) -> str:
    """Return the text in small letters, whatever stands beside them: a sigma has two."""
    return text.lower().replace("ς", "σ")


def _fully(text: str) -> str:
    """Return the text with every folding that `fold` may do, also those that it saves itself where they seem idle."""
    return _plainly(fold(text + _FOLDED_FULLY)[: -len(_FOLDED_FULLY)])
