"""The words of a field: what the Chinese labels of its vocabulary begin with, end with and hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from kg.concepts.cuts import cut
from kg.concepts.dictionary import read_frequencies
from kg.model import Concept
from kg.script import fold, is_han


@dataclass(frozen=True, slots=True)
class Words:
    """Folded labels, and how many of those that are all Chinese each word begins, ends and is part of."""

    labels: frozenset[str]  # those that begin with a Chinese character
    begins: Counter[str]
    ends: Counter[str]
    holds: Counter[str]


def to_words(concepts: Iterable[Concept]) -> Words:
    """Count the words of the concepts' labels."""
    labels = {text.characters for concept in concepts for text in concept.labels if is_han(text.characters[:1])}
    cuts = [cut_name(label) for label in sorted(labels) if all(map(is_han, label))]
    longer = [words for words in cuts if len(words) > 1]
    return Words(
        labels=frozenset(map(fold, labels)),
        begins=Counter(words[0] for words in longer),
        ends=Counter(words[-1] for words in longer),
        holds=Counter(word for words in cuts for word in set(words)),
    )


def frequency_of(name: str) -> int:
    """Return how often the texts that jieba's dictionary was made from have a name; 0 for what is no word of it."""
    return read_frequencies().of(name)


def cut_name(name: str) -> list[str]:
    """Cut a name into words of the dictionary; a long word that it knows as one gives up its last two characters."""
    words = cut(name)
    if len(words) > 1 or len(name) < 4:
        return words
    return [*cut(name[:-2]), name[-2:]]


@dataclass(frozen=True, slots=True)
class Dictionary:
    """How the dictionary is asked about a name: both take long."""

    words_of: Callable[[str], list[str]] = cut_name
    frequency_of: Callable[[str], int] = frequency_of


JIEBA: Final = Dictionary()
