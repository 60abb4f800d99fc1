"""How much a string reads like a name of the field: what refuses it outright, and what its figures weigh."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from kg.concepts.cuts import tokenizer
from kg.concepts.lexicon import Lexicon
from kg.concepts.ngrams import Ngram
from kg.concepts.wordlists import read_words
from kg.script import fold, is_han
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

_BEST_WORDS = MappingProxyType({"ends": math.log1p(MOST), "begins": math.log1p(MOST), "parts": 1.0, "torn": 0.0})


@dataclass(frozen=True, slots=True)
class Words:
    """The labels of the vocabulary, folded, and how many of the Chinese ones each word begins, ends and is part of."""

    labels: frozenset[str]
    begins: Counter[str]
    ends: Counter[str]
    holds: Counter[str]


@dataclass(frozen=True)
class Candidate:
    """A string that recurs, with what is known of the field."""

    ngram: Ngram
    index: LabelIndex
    field: Words

    @cached_property
    def words(self) -> list[str]:
        """The words that the string is cut into."""
        return cut(self.ngram.name)

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


def to_words(lexicon: Lexicon) -> Words:
    """Count the words of the vocabulary's Chinese labels."""
    labels = {text.characters for concept in lexicon.concepts.values() for text in concept.labels}
    cuts = [cut(label) for label in sorted(labels) if label and all(map(is_han, label))]
    longer = [words for words in cuts if len(words) > 1]
    return Words(
        labels=frozenset(map(fold, labels)),
        begins=Counter(words[0] for words in longer),
        ends=Counter(words[-1] for words in longer),
        holds=Counter(word for words in cuts for word in set(words)),
    )


def cut(name: str) -> list[str]:
    """Cut a name into words by jieba's dictionary alone; a long word that it knows as one gives up its last two."""
    words: list[str] = tokenizer().lcut(name, HMM=False)
    if len(words) > 1 or len(name) < 4:
        return words
    return [*tokenizer().lcut(name[:-2], HMM=False), name[-2:]]


def is_refused(candidate: Candidate) -> bool:
    """Tell whether anything speaks against the string so strongly that its figures need not be weighed."""
    return any(refuses(candidate) for refuses in REFUSALS)


def likelihood_of(candidate: Candidate) -> float:
    """Return how likely the string is a name that a vocabulary of the field would hold, 0 to 1, three places."""
    return _to_likelihood(features_of(candidate))


def likelihood_at_most(ngram: Ngram) -> float:
    """Return how likely the string is if its words, which take long to tell, are the best ones."""
    return _to_likelihood(_figures_of(ngram) | _BEST_WORDS)


def _to_likelihood(features: Mapping[str, float]) -> float:
    score = BIAS + math.fsum(weight * features[name] for name, weight in WEIGHTS.items())
    return round(1 / (1 + math.exp(-score)), 3)


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
        "long": float(len(ngram.name) > 5),
    }


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
    frequency: int = tokenizer().FREQ.get(name, 0)
    return frequency > (0 if len(name) == 2 else ORDINARY)


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
    nouns = read_words("term-nouns.txt")
    headed = candidate.ends >= PRODUCTIVE or any(ngram.name[at:] in nouns for at in range(1, len(ngram.name)))
    return not (headed or ngram.quoted or ngram.titles or ngram.lines or ngram.bracketed)


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
    _is_led,
    _is_attribute,
    _is_joined,
    _is_unanchored,
    _is_widened,
    _is_label,
)
