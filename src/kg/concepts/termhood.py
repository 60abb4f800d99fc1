"""How much a string reads like a name of the field: what refuses it outright, and what its figures weigh."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import numpy as np

from kg.concepts.alphabet import Flags
from kg.concepts.figures import Figures
from kg.concepts.ngrams import Ngram
from kg.concepts.wordlists import read_words
from kg.concepts.words import JIEBA, Dictionary, Words
from kg.script import fold
from kg.vocabulary.index import LabelIndex

PRODUCTIVE = 2  # labels that a word must begin, end or be part of, to count as a word of the field
ORDINARY = 50  # occurrences in jieba's dictionary; three characters and more that have them are general Chinese
SHORTEST_KNOWN = 3  # characters of a known name that a longer string may be a mere window around
MOST = 30  # labels; a word that begins or ends more of them is no better for it
MOST_COHERENT = 8.0  # nats; more is owed to rarity alone

# Logistic weights, rounded; logarithms are natural. Fitted on Markdown blogs with a vocabulary of which a random half
# of the Chinese labels was hidden, and checked on blogs that the fit had not seen: see docs/linking.md.
BIAS = -11.2
WEIGHTS = MappingProxyType(
    {
        "cohesion": 0.65,
        "freedom": 2.3,
        "beside": 1.5,
        "company": 1.6,
        "ends": 0.5,
        "begins": 0.35,
        "parts": 1.0,
        "title": 1.0,
        "bracketed": 0.6,
        "count": 0.3,
        "bursts": 0.15,
        "torn": -0.5,
        "long": -0.8,
    }
)

_PLACES = 3  # of a likelihood
_FINEST = 10**-_PLACES
_BEST_WORDS = MappingProxyType({"ends": math.log1p(MOST), "begins": math.log1p(MOST), "parts": 1.0, "torn": 0.0})


@dataclass(frozen=True)
class Candidate:
    """A string that recurs, with what is known of the field."""

    ngram: Ngram
    index: LabelIndex
    field: Words
    dictionary: Dictionary = JIEBA

    @cached_property
    def words(self) -> list[str]:
        """The words that the string is cut into."""
        return self.dictionary.words_of(self.ngram.name)

    @property
    def begins(self) -> int:
        """How many labels begin as the string does, by its first word or more."""
        name, begins = self.ngram.name, self.field.begins
        return max(begins[self.words[0]], *(begins[name[:end]] for end in range(2, len(name) + 1)))

    @property
    def ends(self) -> int:
        """How many labels end as the string does, by its last word or more."""
        name, ends = self.ngram.name, self.field.ends
        return max(ends[self.words[-1]], *(ends[name[start:]] for start in range(len(name) - 1)))


def is_refused(candidate: Candidate) -> bool:
    """Tell whether anything speaks against the string so strongly that its figures need not be weighed."""
    return any(refuses(candidate) for refuses in REFUSALS)


def likelihood_of(candidate: Candidate) -> float:
    """Return how likely the string is a name that a vocabulary of the field would hold, 0 to 1, three places."""
    return _to_likelihood(features_of(candidate))


def may_be_so_likely(figures: Figures, length: int, least: float) -> Flags:
    """Tell of strings of one length by their figures whether any may be so likely, if its words are the best ones.

    The words take long to tell. Some that it lets through are not: it is no finer than the places of a likelihood.
    """
    told = {
        **{name: figures[name] for name in ("freedom", "beside", "company")},
        "cohesion": np.minimum(figures["cohesion"], MOST_COHERENT),
        "title": np.log1p(figures["titles"]),
        "bracketed": np.log1p(figures["bracketed"]),
        "count": np.log(figures["count"]),
        "bursts": np.log(figures["count"] / figures["posts"]),
    }
    best = BIAS + WEIGHTS["long"] * _is_long(length) + sum(WEIGHTS[name] * most for name, most in _BEST_WORDS.items())
    score = sum((WEIGHTS[name] * values for name, values in told.items()), np.full(len(figures["count"]), best))
    so_likely: Flags = score >= -math.log(1 / (least - _FINEST) - 1)
    return so_likely


def _to_likelihood(features: Mapping[str, float]) -> float:
    score = BIAS + math.fsum(weight * features[name] for name, weight in WEIGHTS.items())
    return round(1 / (1 + math.exp(-score)), _PLACES)


def features_of(candidate: Candidate) -> dict[str, float]:
    """Return the figures that the weights belong to."""
    words = candidate.words
    return _figures_of(candidate.ngram) | {
        "ends": math.log1p(min(candidate.ends, MOST)),
        "begins": math.log1p(min(candidate.begins, MOST)),
        "parts": sum(candidate.field.holds[word] >= PRODUCTIVE for word in words) / len(words),
        "torn": float(_torn_edges(candidate)),
    }


def _figures_of(ngram: Ngram) -> dict[str, float]:
    return {
        "cohesion": min(ngram.cohesion, MOST_COHERENT),
        "freedom": ngram.freedom,
        "beside": ngram.beside,
        "company": ngram.company,
        "title": math.log1p(ngram.titles),
        "bracketed": math.log1p(ngram.bracketed),
        "count": math.log(ngram.count),
        "bursts": math.log(ngram.count / ngram.posts),
        "long": float(_is_long(len(ngram.name))),
    }


def _is_long(length: int) -> bool:
    return length > 5


def _torn_edges(candidate: Candidate) -> int:
    """Count the edges at which a character is left over that no label begins or ends with: 器|学习."""
    first, last, field = candidate.words[0], candidate.words[-1], candidate.field
    if len(candidate.words) == 1:
        return 0
    begun = len(first) > 1 or field.begins[first] >= PRODUCTIVE
    ended = len(last) > 1 or field.ends[last] >= PRODUCTIVE
    return 2 - begun - ended


def _is_ordinary(candidate: Candidate) -> bool:
    """Tell whether the whole is a word of general Chinese."""
    name = candidate.ngram.name
    return candidate.dictionary.frequency_of(name) > (0 if len(name) == 2 else ORDINARY)


def _is_led(candidate: Candidate) -> bool:
    """Tell whether it begins or ends with a word that no term does; of some the vocabulary knows better."""
    first, last = candidate.words[0], candidate.words[-1]
    lead, field = read_words("lead-words.txt"), candidate.field
    if first in read_words("term-openers.txt"):
        return True
    return (first in lead and field.begins[first] < PRODUCTIVE) or (last in lead and field.ends[last] < PRODUCTIVE)


def _is_attribute(candidate: Candidate) -> bool:
    """Tell whether it is one word with which names begin more often than they end: 贝叶斯."""
    name, field = candidate.ngram.name, candidate.field
    return len(candidate.words) == 1 and field.begins[name] > max(PRODUCTIVE, field.ends[name])


def _is_joined(candidate: Candidate) -> bool:
    """Tell whether it is two names with a word between: 分类|和|回归."""
    return any(word in read_words("term-joints.txt") for word in candidate.words[1:-1])


def _is_unanchored(candidate: Candidate) -> bool:
    """Tell whether nothing but its figures speaks for it: no noun of the field, quotes, heading, title or bracket."""
    ngram = candidate.ngram
    if ngram.quoted or ngram.titles or ngram.lines or ngram.bracketed:
        return False
    ends = [ngram.name[at:] for at in range(len(ngram.name))]
    if not read_words("term-nouns.txt").isdisjoint(ends[1:]):
        return False
    may_end = any(candidate.field.ends[end] >= PRODUCTIVE for end in ends)  # told without a cut into words
    return not (may_end and candidate.ends >= PRODUCTIVE)


def _is_widened(candidate: Candidate) -> bool:
    """Tell whether it is a known name with a noun behind it that adds nothing: 随机森林|算法."""
    name, fillers = candidate.ngram.name, read_words("term-fillers.txt")
    return any(
        name[end:] in fillers and _is_known(name[:end], candidate.index) for end in range(SHORTEST_KNOWN, len(name))
    )


def _is_known(name: str, index: LabelIndex) -> bool:
    return any(not known.ambiguous for known in index.names_written(fold(name)))


def _is_label(candidate: Candidate) -> bool:
    """Tell whether it is a name already, or one that the vocabulary knows but leaves out for saying too little."""
    name = fold(candidate.ngram.name)
    return name in candidate.field.labels or bool(candidate.index.names_written(name))


REFUSALS: tuple[Callable[[Candidate], bool], ...] = (
    _is_ordinary,
    _is_widened,
    _is_label,
    _is_unanchored,
    _is_led,  # from here on the string must be cut into words
    _is_joined,
    _is_attribute,
)
