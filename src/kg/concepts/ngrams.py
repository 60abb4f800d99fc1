"""Chinese strings that recur over posts, with the figures that tell a word from a mere window of text.

Cohesion holds a word together, branching entropy lets it stand freely (Jin and Tanaka-Ishii 2006).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self, TypeAlias

import numpy as np

from kg.concepts.alphabet import APART, Alphabet, Flags, to_alphabet
from kg.concepts.corpus import Corpus, Numbers
from kg.concepts.figures import Figures, Shares, to_figures, to_uses
from kg.concepts.strings import Level, Pairs, count_signs, find_levels
from kg.concepts.tally import Tally

COHERENT: Final = 1.0  # nats; below this the parts meet by chance
FREE: Final = 0.2  # below this one side is nearly always the same character: a window of a longer name


@dataclass(frozen=True, slots=True, kw_only=True)
class Ngram:
    """A string that recurs where it cuts no known label, and the company it keeps there."""

    name: str
    count: int
    posts: int
    cohesion: float  # nats: pointwise mutual information of the two parts that hold together least
    freedom: float  # 0 to 1: branching entropy of the side that varies less, of the most that the count allows
    beside: float  # 0 to 1: how often, over both sides, punctuation or a word such as 的 stands beside it
    quoted: int
    titles: int
    lines: int  # where it fills a line, as a heading does
    bracketed: int  # where Latin letters in brackets follow
    company: float  # 0 to 1: how often a known label stands nearby
    place: int  # in the corpus, that tells most of it: with a bracket behind it, else in a title, in quotes, or first


@dataclass(frozen=True, slots=True)
class Free:
    """Strings of one length that stand freely, with their figures."""

    length: int
    strings: Numbers
    figures: Figures

    def only(self, chosen: Flags) -> Self:
        """Return some of the strings."""
        figures = {name: values[chosen] for name, values in self.figures.items()}
        return type(self)(self.length, self.strings[chosen], figures)


@dataclass(frozen=True, slots=True)
class Counted:
    """How often strings occur, and those that stand freely: what is counted over the places of each, and nothing else.

    Whether a string holds together depends on how often its parts occur elsewhere: that is told later.
    """

    tally: Tally
    free: tuple[Free, ...]


Count: TypeAlias = Callable[[Corpus, Alphabet, int], Counted]


def count_strings(corpus: Corpus, alphabet: Alphabet, least: int, pairs: Pairs | None = None) -> Counted:
    """Count the strings of 2 to 8 characters that occur so often; with pairs only those that begin with one."""
    tally = Tally(count_signs(corpus))
    levels = find_levels(corpus, alphabet, tally, least, pairs)
    return Counted(tally, by_length(_find_free(level, corpus, alphabet, least) for level in levels))


def by_length(parts: Iterable[Free]) -> tuple[Free, ...]:
    """Join the strings of each length."""
    known: dict[int, list[Free]] = {}
    for part in parts:
        known.setdefault(part.length, []).append(part)
    return tuple(_join(length, group) for length, group in sorted(known.items()))


def _join(length: int, group: Sequence[Free]) -> Free:
    figures = {name: np.concatenate([each.figures[name] for each in group]) for name in group[0].figures}
    return Free(length, np.concatenate([each.strings for each in group]), figures)


def find_ngrams(
    corpus: Corpus,
    *,
    least: int,
    is_worth: Callable[[Figures, int], Flags] | None = None,
    count: Count = count_strings,
) -> Iterator[Ngram]:
    """Yield the strings of 2 to 8 Chinese characters that hold together and stand freely.

    Each occurs `least` times and more without cutting a known label; `least` is 2 or more, since what occurs once has
    no neighbours to compare. `is_worth` tells by the figures of the strings of one length which of them are wanted.
    """
    alphabet = to_alphabet(corpus)
    counted = count(corpus, alphabet, least)
    total = int(counted.tally.counts(1, np.flatnonzero(alphabet.is_han)).sum())
    for each in counted.free:
        yield from _to_ngrams(_coherent(each, counted.tally, total), corpus, is_worth)


def _find_free(level: Level, corpus: Corpus, alphabet: Alphabet, least: int) -> Free:
    uses = to_uses(level, corpus, _is_varied(level), least=least)
    right = uses.entropy(uses.after) / np.log(uses.counts)
    uses, right = uses.only(right >= FREE), right[right >= FREE]
    left = uses.entropy(alphabet.left.look(corpus, uses.places - 1) // 2) / np.log(uses.counts)
    uses, freedom = uses.only(left >= FREE), np.minimum(left, right)[left >= FREE]
    return Free(level.length, uses.strings, {"freedom": freedom, **to_figures(uses, corpus, alphabet)})


def _is_varied(level: Level) -> Flags:
    """Tell of each string whether what stands behind it is not always the same character: else it is not free."""
    firsts = level.order[level.tails.starts]
    varied: Flags = np.bincount(level.owners[firsts], minlength=len(level.strings.counts)) > 1
    varied[level.owners[firsts[level.after[firsts] // 2 == APART]]] = True
    return varied


def _coherent(free: Free, tally: Tally, total: int) -> Free:
    cohesion = _cohesion(free.length, free.strings, tally, total)
    return replace(free, figures={**free.figures, "cohesion": cohesion}).only(cohesion >= COHERENT)


def _to_ngrams(free: Free, corpus: Corpus, is_worth: Callable[[Figures, int], Flags] | None) -> Iterator[Ngram]:
    if is_worth:
        free = free.only(is_worth(free.figures, free.length))
    figures = free.figures
    names = _names(figures["place"].astype(np.int64), free.length, corpus)
    for name, *values in zip(names, *(column.tolist() for column in figures.values()), strict=True):
        yield Ngram(name=name, **dict(zip(figures, values, strict=True)))


def _names(places: Numbers, length: int, corpus: Corpus) -> Iterator[str]:
    signs = corpus.signs_at((places[:, None] + np.arange(length)).ravel())
    characters = corpus.codes[signs].tobytes().decode("utf-32-le")
    return (characters[at : at + length] for at in range(0, len(characters), length))


def _cohesion(length: int, strings: Numbers, tally: Tally, total: int) -> Shares:
    heads, lasts = [strings], []  # the strings without their last characters, and these, the longest first
    for part in range(length, 1, -1):
        lasts.append(tally.lasts(part, heads[-1]))
        heads.append(tally.heads(part, heads[-1]))
    characters = [heads[-1], *reversed(lasts)]
    together = np.log(tally.counts(length, strings) * float(total))
    apart = []
    for part in range(1, length):
        tail = characters[part]
        for number, character in enumerate(characters[part + 1 :], 2):
            tail = tally.find(number, tail, character)
        counts = tally.counts(part, heads[length - part]), tally.counts(length - part, tail)
        apart.append(np.log(counts[0]) + np.log(counts[1]))
    lowest: Shares = together - np.max(apart, axis=0)
    return lowest
