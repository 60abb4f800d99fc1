"""The vocabulary with its names compiled and its words cut, kept for as long as its files stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.cache.context import digest_of_vocabulary
from kg.cache.digest import Digest, digest_of, digest_of_kg
from kg.cache.kept import Memory
from kg.cache.plain import Form, form_of
from kg.concepts.lexicon import Lexicon
from kg.concepts.words import Words
from kg.model import Concept, VocabularySource
from kg.vocabulary.index import LabelIndex
from kg.vocabulary.read import Vocabulary, read_given, read_vocabulary
from kg.vocabulary.rows import Rows, to_index, to_rows


@dataclass(frozen=True, slots=True)
class Known:
    """A vocabulary, the names that it knows, and what stands for both."""

    vocabulary: Vocabulary
    lexicon: Lexicon
    digest: Digest


@dataclass(frozen=True, slots=True)
class _Counts:
    words: tuple[str, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    """The same as plain values."""

    concepts: tuple[Concept, ...]
    ambiguous: tuple[str, ...]
    generic: tuple[str, ...]
    sources: tuple[VocabularySource, ...]
    names: Rows
    labels: tuple[str, ...]
    words: tuple[_Counts, ...]  # begins, ends, holds
    digest: str


_KEPT: Final[Form[_Kept]] = form_of(_Kept)


def recall_vocabulary(memory: Memory, paths: Sequence[Path], *, shipped: bool) -> Known:
    """Return what `read_vocabulary` reads, compiled; where the memory has it of these very files, from there.

    Raises what `read_vocabulary` raises.
    """
    if not memory.is_on:
        return _to_known(read_vocabulary(paths, shipped=shipped))
    given = (part for name, content in read_given(paths) for part in (name, content))
    key = digest_of("vocabulary", digest_of_kg(), str(shipped), *given)
    kept = _KEPT.parse(content) if (content := memory.find(key)) is not None else None
    known = _from_kept(kept) if kept is not None else None
    if known is None:
        known = _to_known(read_vocabulary(paths, shipped=shipped))
        memory.keep(key, _KEPT.write(_to_kept(known)))
    return known


def _to_known(vocabulary: Vocabulary) -> Known:
    index = LabelIndex(vocabulary.concepts.values(), vocabulary.ambiguous, generic=vocabulary.generic)
    return Known(vocabulary, Lexicon(vocabulary.concepts, index), digest_of_vocabulary(vocabulary))


def _to_kept(known: Known) -> _Kept:
    vocabulary, words = known.vocabulary, known.lexicon.words
    concepts = tuple(vocabulary.concepts.values())
    return _Kept(
        concepts=concepts,
        ambiguous=tuple(sorted(vocabulary.ambiguous)),
        generic=tuple(sorted(vocabulary.generic)),
        sources=vocabulary.sources,
        names=to_rows(known.lexicon.index, concepts),
        labels=tuple(sorted(words.labels)),
        words=tuple(_Counts(tuple(each), tuple(each.values())) for each in (words.begins, words.ends, words.holds)),
        digest=known.digest.hex(),
    )


def _from_kept(kept: _Kept) -> Known | None:
    ambiguous, generic = frozenset(kept.ambiguous), frozenset(kept.generic)
    vocabulary = Vocabulary({concept.id: concept for concept in kept.concepts}, ambiguous, generic, kept.sources)
    try:
        index = to_index(kept.names, kept.concepts, ambiguous, generic)
        begins, ends, holds = (Counter(dict(zip(each.words, each.counts, strict=True))) for each in kept.words)
        words = Words(frozenset(kept.labels), begins, ends, holds)
        return Known(vocabulary, Lexicon(vocabulary.concepts, index, words=words), bytes.fromhex(kept.digest))
    except (LookupError, ValueError):  # a file that somebody wrote to
        return None
