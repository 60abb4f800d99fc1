"""Strings counted again where posts changed: those that begin as one does in what was cut or came, and no others."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from kg.concepts.alphabet import Alphabet, Flags
from kg.concepts.corpus import KNOWN_BITS, Codes, Corpus, Numbers
from kg.concepts.grounds import Grounds
from kg.concepts.ngrams import Counted, Free, by_length, count_strings
from kg.concepts.strings import LONGEST, Pairs
from kg.concepts.tally import Counts, Tally

# Signs before and behind the place at which a string begins that its figures depend on: the neighbours on both sides,
# and what stands behind them where one is a mere space.
_BEFORE: Final = 2
_BEHIND: Final = LONGEST + 1


@dataclass(frozen=True, slots=True)
class Stretch:
    """The outline of one post: each sign with what known labels are to it, as one number; how many are its title."""

    signs: Numbers
    title: int

    @classmethod
    def of_grounds(cls, grounds: Grounds) -> Stretch:
        """Take it from what was found in the post."""
        codes = np.frombuffer(grounds.signs.encode("utf-32-le"), dtype=np.uint32)
        known = np.frombuffer(grounds.known.encode("ascii"), dtype=np.uint8)
        return cls(codes.astype(np.int64) << KNOWN_BITS | known & (1 << KNOWN_BITS) - 1, grounds.title)

    @classmethod
    def of_corpus(cls, corpus: Corpus, post: int) -> Stretch:
        """Take it from among all posts."""
        start, end = corpus.begins[post : post + 2]
        places = np.arange(start, end)
        codes = corpus.codes[corpus.signs_at(places)]
        return cls(codes.astype(np.int64) << KNOWN_BITS | corpus.known_at(places), int(corpus.titles[post] - start))


@dataclass(slots=True)
class Edits:
    """What changed between two corpora: how strings begin that may be counted otherwise, and where all others went."""

    begins: list[Numbers] = field(default_factory=list)  # pairs of signs
    edges: list[int] = field(default_factory=list)  # places of the old corpus, ascending
    shifts: list[int] = field(default_factory=list)  # of the places from each edge on

    def move(self, start: int, to: int) -> None:
        """Note where a post went, from one place on."""
        self.edges.append(start)
        self.shifts.append(to - start)

    def touch(self, stretch: Stretch, start: int = 0, end: int | None = None) -> None:
        """Note the strings of a post of which the figures depend on the signs from one to another."""
        until = len(stretch.signs) if end is None else end
        codes = stretch.signs[max(start - _BEHIND, 0) : until + _BEFORE + 1] >> KNOWN_BITS
        self.begins.append(np.stack((codes[:-1], codes[1:])))

    def change(self, start: int, old: Stretch, to: int, new: Stretch) -> None:
        """Note that a post changed, and where it went: what it begins and ends with in both may have stayed."""
        head, tail = _same_ends(old, new)
        self.touch(old, head, len(old.signs) - tail)
        self.touch(new, head, len(new.signs) - tail)
        self.move(start, to)
        self.move(start + len(old.signs) - tail, to + len(new.signs) - tail)

    def touched(self) -> Pairs:
        """Return how the strings begin that must be counted again."""
        firsts, seconds = np.concatenate([np.empty((2, 0), dtype=np.int64), *self.begins], axis=1)
        return Pairs.of(firsts, seconds)

    def moved(self, places: Numbers) -> Numbers:
        """Return where places went; those of strings that must be counted again are anywhere."""
        if not len(places):
            return places
        edges, shifts = (np.array(each, dtype=np.int64) for each in (self.edges, self.shifts))
        there: Numbers = places + shifts[np.searchsorted(edges, places, side="right") - 1]
        return there


def _same_ends(old: Stretch, new: Stretch) -> tuple[int, int]:
    """Return how many signs two outlines share at their begin and at their end; none where a title changed."""
    most = min(len(old.signs), len(new.signs))
    head = _first(old.signs[:most] != new.signs[:most])
    if old.title != new.title or head < old.title:
        return 0, 0
    apart = old.signs[head:][::-1][: most - head] != new.signs[head:][::-1][: most - head]
    return head, _first(apart)


def _first(flags: Flags) -> int:
    return int(flags.argmax()) if flags.any() else len(flags)


def count_again(last: Counted, codes: Codes, edits: Edits, corpus: Corpus, alphabet: Alphabet, least: int) -> Counted:
    """Return what `count_strings` counts, by what it counted before the edits, when the signs had these codes."""
    pairs = edits.touched()
    fresh = count_strings(corpus, alphabet, least, pairs)
    merged = _merge(last.tally, fresh.tally, _Renumbering(codes, corpus.codes, pairs))
    stay = [_renumber(each, merged.last[each.length], edits) for each in last.free]
    come = [replace(each, strings=merged.fresh[each.length][each.strings]) for each in fresh.free]
    return Counted(merged.tally, by_length((*stay, *come)))


@dataclass(frozen=True, slots=True)
class _Renumbering:
    """The code points of the signs by their numbers, before and now, and how the strings begin that do not stay."""

    codes: Codes
    now: Codes
    pairs: Pairs

    def signs(self) -> Numbers:
        """Return the number that each sign has now; that of one which is gone is another's."""
        return np.searchsorted(self.now, self.codes)

    def stay(self, firsts: Numbers, seconds: Numbers) -> Flags:
        """Tell which strings of two characters stay."""
        return ~self.pairs.hold(self.codes[firsts], self.codes[seconds])


@dataclass(frozen=True, slots=True)
class _Merged:
    """One tally made of two, and the numbers that the strings of either have in it, by their length."""

    tally: Tally
    last: list[Numbers]  # -1 for those that do not stay
    fresh: list[Numbers]


def _merge(last: Tally, fresh: Tally, renumbering: _Renumbering) -> _Merged:
    signs = renumbering.signs()
    every = np.arange(fresh.size(1))
    tally = Tally(fresh.counts(1, every))
    merged = _Merged(tally, [every[:0], signs], [every[:0], every])
    for length in range(2, LONGEST + 1):
        old, new = last.of_length(length), fresh.of_length(length)
        stays = merged.last[-1][old.heads] >= 0 if length > 2 else renumbering.stay(old.heads, old.lasts)
        both = Counts(
            np.concatenate((merged.last[-1][old.heads[stays]], merged.fresh[-1][new.heads])),
            np.concatenate((signs[old.lasts[stays]], new.lasts)),
            np.concatenate((old.counts[stays], new.counts)),
        )
        order = np.argsort(both.keys, kind="stable")  # fast where both parts are in their order
        numbers = np.empty_like(order)
        numbers[order] = tally.add(length, both.in_order(order))
        many = int(stays.sum())
        merged.last.append(np.full(len(stays), -1))
        merged.last[-1][stays] = numbers[:many]
        merged.fresh.append(numbers[many:])
    return merged


def _renumber(free: Free, numbers: Numbers, edits: Edits) -> Free:
    stay = replace(free, strings=numbers[free.strings]).only(numbers[free.strings] >= 0)
    return replace(stay, figures={**stay.figures, "place": edits.moved(stay.figures["place"].astype(np.int64))})
