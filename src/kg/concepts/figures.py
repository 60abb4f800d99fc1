"""What is counted over the places of the strings that recur: their neighbours, and how the writer sets them off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.concepts.alphabet import APART, Alphabet, Flags
from kg.concepts.corpus import Corpus, Numbers
from kg.concepts.grounds import Known
from kg.concepts.outline import Beside
from kg.concepts.strings import Level, Runs

Shares: TypeAlias = NDArray[np.float64]
Figures: TypeAlias = Mapping[str, Numbers | Shares]


@dataclass(frozen=True, slots=True)
class Uses:
    """Some strings of one length, and the places of each at which it cuts no known label."""

    length: int
    strings: Numbers  # the number of each in the tally
    places: Numbers  # of the first string, ascending, then of the second
    owners: Numbers  # of each place, which of the strings begins there
    after: Numbers  # the neighbour behind each place

    @property
    def counts(self) -> Numbers:
        """How often each string is used."""
        return np.bincount(self.owners, minlength=len(self.strings))

    def only(self, chosen: Flags) -> Self:
        """Return some of the strings with their places."""
        kept = chosen[self.owners]
        owners = (np.cumsum(chosen) - 1)[self.owners[kept]]
        return type(self)(self.length, self.strings[chosen], self.places[kept], owners, self.after[kept])

    def sums(self, flags: Flags) -> Numbers:
        """Return at how many of the places of each string the flag is set."""
        return np.bincount(self.owners[flags], minlength=len(self.strings))

    def entropy(self, neighbours: Numbers) -> Shares:
        """Return the entropy of each string's neighbours, one for each place; punctuation differs each time.

        The shares are summed up in the order of the neighbours, so that no order of posts makes a difference.
        """
        width = int(neighbours.max(initial=0)) + 1
        pairs = Runs.of(ordered := np.sort(self.owners * width + neighbours))
        string, neighbour = np.divmod(ordered[pairs.starts], width)
        counts, many = self.counts, len(self.strings)
        apart = neighbour == APART
        share = pairs.sizes[~apart] / counts[string[~apart]]
        entropy = np.bincount(string[~apart], weights=-share * np.log(share), minlength=many)
        others = np.bincount(string[apart], weights=pairs.sizes[apart], minlength=many)
        together: Shares = entropy + others / counts * np.log(counts)
        return together


def to_uses(level: Level, corpus: Corpus, chosen: Flags, *, least: int) -> Uses:
    """Return the chosen strings that occur often enough where they cut no known label."""
    kept = np.flatnonzero(chosen[level.owners])
    known = corpus.known_at(level.places[kept]) | corpus.known_at(level.places[kept] + level.length)
    kept = kept[(known & Known.CUT.value) == 0]
    owners = level.owners[kept]
    uses = Uses(level.length, level.strings.numbers, level.places[kept], owners, level.after[kept] // 2)
    return uses.only(np.bincount(owners, minlength=len(chosen)) >= least)


def to_figures(uses: Uses, corpus: Corpus, alphabet: Alphabet) -> Figures:
    """Return what is counted over the places of each string."""
    counts, posts = uses.counts, corpus.posts_at(uses.places)
    marks = _marks(uses, posts, corpus, alphabet)
    before = alphabet.left.look(corpus, uses.places - 1) // 2
    beside = uses.sums(alphabet.left.is_free[before]) + uses.sums(alphabet.right.is_free[uses.after])
    near_before = corpus.known_at(uses.places) & Known.BEFORE.value
    near_behind = corpus.known_at(uses.places + uses.length) & Known.BEHIND.value
    return {
        "count": counts,
        "posts": np.bincount(uses.owners[Runs.of(uses.owners * len(corpus.ranks) + posts).starts]),
        "beside": beside / (2 * counts),
        "company": uses.sums((near_before | near_behind) != 0) / counts,
        "place": _most_telling(uses, posts, corpus, marks),
        **{name: uses.sums(flags) for name, flags in marks.items()},
    }


def _marks(uses: Uses, posts: Numbers, corpus: Corpus, alphabet: Alphabet) -> dict[str, Flags]:
    """Tell of each place how the writer sets the string off there."""
    ends = uses.places + uses.length
    before = alphabet.left.beside[corpus.signs_at(uses.places - 1)]
    after = alphabet.right.beside[corpus.signs_at(ends)]
    return {
        "quoted": (before == Beside.QUOTE) & (after == Beside.QUOTE),
        "titles": ends <= corpus.titles[posts],
        "lines": (before == Beside.LINE) & (after == Beside.LINE),
        "bracketed": after == Beside.BRACKET,
    }


def _most_telling(uses: Uses, posts: Numbers, corpus: Corpus, marks: dict[str, Flags]) -> Numbers:
    """Return the place of each string that tells most of it: with a bracket behind it, else in a title, in quotes.

    Of those that tell as much it is the first in the earliest post.
    """
    if not len(uses.places):
        return uses.places
    telling = 4 * marks["bracketed"] + 2 * marks["titles"] + marks["quoted"]
    ranks = (7 - telling) * len(corpus.ranks) + corpus.ranks[posts]
    best = np.minimum.reduceat(ranks * len(corpus.packed) + uses.places, Runs.of(uses.owners).starts)
    places: Numbers = best % len(corpus.packed)
    return places
