"""Word lists that the rules read: data in `words/`, one list a file, comments behind #."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from kg.model import ConceptKind
from kg.script import fold


@cache
def read_words(name: str) -> frozenset[str]:
    """Return the words of a list, folded (lower case, half width)."""
    return frozenset(fold(word) for line in _lines(name) for word in line.split())


@cache
def head_words() -> tuple[tuple[ConceptKind, frozenset[str]], ...]:
    """Return for each kind the nouns that betray it, in the order in which they are to be tried."""
    rows = (line.split("\t") for line in _lines("heads.tsv"))
    return tuple((ConceptKind(kind), frozenset(words.split())) for kind, words in rows)


@cache
def heads_pattern(kind: ConceptKind | None = None) -> str:
    """Return a regular expression for the nouns of one kind, or of all; longer ones first."""
    words = {word for each, group in head_words() if kind in (None, each) for word in group}
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@cache
def term_heads_pattern() -> str:
    """Return a regular expression for the nouns that make a term together with a Latin word."""
    return "|".join(sorted(read_words("term-heads.txt"), key=lambda word: (-len(word), word)))


def kind_of_head(head: str) -> ConceptKind | None:
    """Return the kind that a noun betrays."""
    return next((kind for kind, words in head_words() if head.lower() in words), None)


def _lines(name: str) -> list[str]:
    content = files("kg.concepts").joinpath("words", name).read_text(encoding="utf-8")
    return [line for line in content.splitlines() if line and not line.startswith("#")]
