"""How often strings recur over all posts, kept from build to build: only what changed posts say is counted again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from kg.cache.counts import Last, parse_last, write_last
from kg.cache.digest import Digest, digest_of, digest_of_kg
from kg.cache.kept import AT_ONCE, Memory
from kg.concepts.alphabet import Alphabet
from kg.concepts.corpus import Corpus
from kg.concepts.grounds import Grounds
from kg.concepts.ngrams import Counted, count_strings
from kg.concepts.recount import Edits, Stretch, count_again
from kg.memory import release

WRONG: Final = (ValueError, TypeError, LookupError, ArithmeticError, MemoryError)
"""What numbers bring about that somebody else wrote into the file."""


@dataclass(frozen=True, slots=True)
class Counting:
    """Counts strings, as `kg.concepts.ngrams.count_strings` does, by what was counted in the last build.

    `names` stand for the posts whatever they say, `keys` for what each gives to the search for terms. Of a post that is
    no more as it was `recall` tells what it gave, by its key.
    """

    memory: Memory
    names: Sequence[Digest]
    keys: Sequence[Digest]
    recall: Callable[[Sequence[Digest]], Sequence[Grounds] | None]

    def count(self, corpus: Corpus, alphabet: Alphabet, least: int) -> Counted:
        """Return how often the strings of the corpus occur, whose posts are these, and what is counted besides."""
        last = self._find_last(least)
        if last is not None and (last.names, last.keys) == (self.names, self.keys):
            return last.counted
        counted = self._count_again(last, corpus, alphabet, least) if last is not None else None
        if counted is None:
            counted = count_strings(corpus, alphabet, least)
        written = write_last(Last(self.names, self.keys, np.diff(corpus.begins), corpus.codes, counted))
        self.memory.keep(_key_of(least), written)
        del last, written
        release()
        return counted

    def forget(self, least: int) -> None:
        """Have all counted in the next build, because what is kept is none of ours."""
        self.memory.keep(_key_of(least), b"")

    def _find_last(self, least: int) -> Last | None:
        content = self.memory.find(_key_of(least))
        try:
            return parse_last(content) if content else None
        except WRONG:
            return None

    def _count_again(self, last: Last, corpus: Corpus, alphabet: Alphabet, least: int) -> Counted | None:
        try:
            edits = self._find_edits(last, corpus)
            return count_again(last.counted, last.codes, edits, corpus, alphabet, least) if edits is not None else None
        except WRONG:
            return None

    def _find_edits(self, last: Last, corpus: Corpus) -> Edits | None:
        """Return what changed since the last build; None where that is too much, or no more to be told."""
        number_of = {name: number for number, name in enumerate(self.names)}
        pairs = [(number_of.pop(name, None), key) for name, key in zip(last.names, last.keys, strict=True)]
        changed = [key for number, key in pairs if number is None or self.keys[number] != key]
        grounds = self.recall(changed) if len(changed) + len(number_of) <= AT_ONCE else None
        if grounds is None:
            return None
        edits, stretches = Edits(), map(Stretch.of_grounds, grounds)
        starts = [0, *np.cumsum(last.sizes).tolist()]
        for start, (number, key) in zip(starts, pairs, strict=False):
            if number is None:
                edits.touch(next(stretches))
            elif self.keys[number] == key:
                edits.move(start, int(corpus.begins[number]))
            else:
                to = int(corpus.begins[number])
                edits.change(start, next(stretches), to, Stretch.of_corpus(corpus, number))
        for number in number_of.values():
            edits.touch(Stretch.of_corpus(corpus, number))
        return edits


def _key_of(least: int) -> Digest:
    return digest_of("strings", digest_of_kg(), str(least))
