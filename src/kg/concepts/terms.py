"""Chinese terms that no vocabulary knows, found by how they recur over all posts: few enough to read, best first.

A term is held together, stands freely, ends in a noun of the field, and is built of words that known names are built
of; the weights were fitted on vocabularies of which half was hidden (`benchmarks`), on other posts than they were
measured on.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kg.concepts.corpus import to_corpus
from kg.concepts.cuts import tokenizer
from kg.concepts.lexicon import Lexicon
from kg.concepts.ngrams import Ngram, find_ngrams
from kg.concepts.wordlists import read_words
from kg.model import Post, PostId, Span
from kg.script import fold, is_han
from kg.vocabulary.index import LabelIndex

LEAST = 5  # occurrences; what is rarer shows no pattern
COHERENT = 1.0  # nats; below this the parts meet by chance
FREE = 0.2  # below this one side is nearly always the same character: a window of a longer name
PRODUCTIVE = 2  # labels that a word must begin or end, to count as a word of the field


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A string that reads like a name of the field; `likelihood`, 0 to 1, says how much."""

    name: str
    likelihood: float
    count: int
    posts: int
    post: PostId
    span: Span


@dataclass(frozen=True, slots=True)
class Words:
    """How many labels of the vocabulary each Chinese word begins, ends and is part of."""

    begins: Counter[str]
    ends: Counter[str]
    holds: Counter[str]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A string, cut into words, and what is known of the field."""

    ngram: Ngram
    words: tuple[str, ...]
    index: LabelIndex
    field: Words

    @property
    def begins(self) -> int:
        return max(self.field.begins[self.ngram.name[:end]] for end in range(1, len(self.ngram.name)))

    @property
    def ends(self) -> int:
        return max(self.field.ends[self.ngram.name[start:]] for start in range(1, len(self.ngram.name)))


def find_terms(posts: Sequence[Post], lexicon: Lexicon) -> Iterator[Term]:
    """Yield the terms, the likeliest first, equals by name; the order of the posts makes no difference."""
    field = to_words(lexicon)
    found = []
    for ngram in find_ngrams(to_corpus(posts, lexicon.index), least=LEAST):
        if ngram.cohesion < COHERENT or ngram.freedom < FREE:
            continue
        candidate = _Candidate(ngram, tuple(_cut(ngram.name)), lexicon.index, field)
        if not any(refuses(candidate) for refuses in REFUSALS):
            found.append(_to_term(candidate))
    yield from sorted(found, key=lambda term: (-term.likelihood, term.name))


def to_words(lexicon: Lexicon) -> Words:
    """Count the words of the vocabulary's Chinese labels."""
    labels = {text.characters for concept in lexicon.concepts.values() for text in concept.labels}
    cuts = [_cut(label) for label in sorted(labels) if all(map(is_han, label))]
    longer = [words for words in cuts if len(words) > 1]
    begins, ends = Counter(words[0] for words in longer), Counter(words[-1] for words in longer)
    return Words(begins, ends, Counter(word for words in cuts for word in set(words)))


def _cut(name: str) -> list[str]:
    """Cut a name into words by jieba's dictionary alone; a long word that it knows as one gives up its last two."""
    words: list[str] = tokenizer().lcut(name, HMM=False)
    if len(words) > 1 or len(name) < 4:
        return words
    return [*tokenizer().lcut(name[:-2], HMM=False), name[-2:]]


def _is_label(candidate: _Candidate) -> bool:
    return bool(candidate.index.names_written(fold(candidate.ngram.name)))


def _is_ordinary(candidate: _Candidate) -> bool:
    """Tell whether the whole is a word of general Chinese."""
    name = candidate.ngram.name
    return tokenizer().FREQ.get(name, 0) > (0 if len(name) == 2 else ORDINARY)


def _is_led(candidate: _Candidate) -> bool:
    """Tell whether it begins or ends with a word that no term does; the vocabulary may know better."""
    first, last = candidate.words[0], candidate.words[-1]
    lead, field = read_words("lead-words.txt"), candidate.field
    if first in read_words("term-openers.txt"):
        return True
    led = first in lead and field.begins[first] < PRODUCTIVE
    return led or (last in lead and field.ends[last] < PRODUCTIVE)


def _is_joined(candidate: _Candidate) -> bool:
    return any(word in read_words("term-joints.txt") for word in candidate.words[1:-1])


def _is_torn(candidate: _Candidate) -> bool:
    """Tell whether a single character is left over at an edge: 器|学习."""
    first, last, field = candidate.words[0], candidate.words[-1], candidate.field
    if len(candidate.words) == 1:
        return False
    begun = len(first) > 1 or field.begins[first] >= PRODUCTIVE
    ended = len(last) > 1 or field.ends[last] >= PRODUCTIVE
    return not (begun and ended)


def _is_widened(candidate: _Candidate) -> bool:
    """Tell whether it is a known name with a noun behind it that adds nothing: 随机森林|算法."""
    name = candidate.ngram.name
    return any(
        name[cut:] in read_words("term-fillers.txt")
        and any(not known.ambiguous for known in candidate.index.names_written(fold(name[:cut])))
        for cut in range(3, len(name))
    )


def _is_unanchored(candidate: _Candidate) -> bool:
    """Tell whether nothing but its figures speaks for it: no noun of the field, quotes, heading, title or bracket."""
    ngram = candidate.ngram
    nouns = read_words("term-nouns.txt")
    headed = candidate.ends >= PRODUCTIVE or any(ngram.name[at:] in nouns for at in range(1, len(ngram.name)))
    return not (headed or ngram.quoted or ngram.titles or ngram.lines or ngram.bracketed)


REFUSALS = (_is_ordinary, _is_led, _is_joined, _is_torn, _is_unanchored, _is_widened, _is_label)
ORDINARY = 50  # occurrences that jieba's dictionary counts, of a word of three characters and more

# Logistic weights, and what they weigh; all logarithms are natural.
BIAS = -10.2
WEIGHTS = MappingProxyType(
    {
        "cohesion": 0.3,
        "freedom": 2.4,
        "beside": 2.8,
        "parts": 1.9,
        "ends": 0.4,
        "begins": 0.25,
        "bracketed": 1.0,
        "known word": -0.4,
        "bursts": 0.3,
        "long": -1.0,
    }
)
_MOST = 30  # labels; a word that ends more of them is no better for it


def _to_term(candidate: _Candidate) -> Term:
    features = features_of(candidate)
    score = BIAS + math.fsum(weight * features[name] for name, weight in WEIGHTS.items())
    ngram = candidate.ngram
    return Term(
        name=ngram.name,
        likelihood=round(1 / (1 + math.exp(-score)), 3),
        count=ngram.count,
        posts=ngram.posts,
        post=ngram.post,
        span=ngram.span,
    )


def features_of(candidate: _Candidate) -> dict[str, float]:
    """Return the figures that the weights belong to."""
    ngram, words = candidate.ngram, candidate.words
    return {
        "cohesion": min(ngram.cohesion, 8.0),
        "freedom": ngram.freedom,
        "beside": ngram.beside,
        "parts": sum(candidate.field.holds[word] >= PRODUCTIVE for word in words) / len(words),
        "ends": math.log1p(min(candidate.ends, _MOST)),
        "begins": math.log1p(min(candidate.begins, _MOST)),
        "bracketed": math.log1p(ngram.bracketed),
        "known word": math.log1p(tokenizer().FREQ.get(ngram.name, 0)),
        "bursts": math.log(ngram.count / ngram.posts),
        "long": float(len(ngram.name) > 5),
    }
