"""What the index finds: posts by their words, concepts by their labels.

All words must occur; where no post holds them all, posts that hold some are found, the rarer words first. Ranked by
BM25 (Robertson and Zaragoza 2009), a word of the title counting more than one of the tags, and that more than one of
the text.
"""

from __future__ import annotations

import math
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kg.model import Span
from kg.query.text import snippet
from kg.query.text.file import open_index
from kg.query.text.snippet import Snippet, to_snippet
from kg.query.text.words import Phrase, find_places, parse_phrases, to_forms, to_single_words

_WIDTH: Final = 80  # columns of a snippet
_MOST_CONCEPTS: Final = 100  # of those that match best, before the number of posts is looked at
# The numbers weigh the title, the tags and the text.
_POSTS: Final = """SELECT iri, post.title, date, post.body, -bm25(post_words, 8.0, 4.0, 1.0) AS score
FROM post_words JOIN post ON post.id = post_words.rowid WHERE post_words MATCH ? ORDER BY score DESC, iri LIMIT ?"""
_CONCEPTS: Final = """SELECT iri, name, concept.labels, definition, posts, -bm25(concept_words) AS score
FROM concept_words JOIN concept ON concept.id = concept_words.rowid
WHERE concept_words MATCH ? ORDER BY score DESC, iri LIMIT ?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A post or a concept that was found.

    `title` is a post's (empty where it has none) or a concept's name; `score` compares within one list, more is
    better; `marks` are spans of `snippet`, in code points.
    """

    iri: str
    title: str
    date: str | None = None
    score: float
    snippet: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found, the best first. Where it is not exact, no post holds every word, and these hold some."""

    posts: tuple[Hit, ...] = ()
    concepts: tuple[Hit, ...] = ()
    is_exact: bool = True


def search(folder: Path, text: str, *, limit: int = 20, width: int = _WIDTH) -> Found:
    """Return at most `limit` posts and as many concepts that say the text; snippets have about `width` columns.

    Any text is fine: it is words, "words in quotes", and begin* of words, and nothing else is obeyed. Raises
    `NothingBuiltError` where the build has no index, or one of another version.
    """
    phrases = parse_phrases(text)
    with closing(open_index(folder)) as index:
        if not phrases:
            return Found()
        concepts = _find_concepts(index, text, phrases, " AND ", limit)
        if not concepts:
            concepts = _find_concepts(index, text, phrases, " OR ", limit)
        posts = _find_posts(index, phrases, " AND ", limit, width)
        if posts or (len(phrases) == 1 and len(phrases[0].forms) == 1):
            return Found(posts=posts, concepts=concepts)
        single = to_single_words(phrases)
        posts = _find_posts(index, single, " OR ", limit, width)
        return Found(posts=posts, concepts=concepts, is_exact=not posts)


def to_marked(hit: Hit) -> str:
    """Return the snippet with two stars at both ends of the words that were found."""
    return snippet.to_marked(Snippet(text=hit.snippet, marks=hit.marks))


def _find_posts(
    index: sqlite3.Connection, phrases: tuple[Phrase, ...], joiner: str, limit: int, width: int
) -> tuple[Hit, ...]:
    hits = []
    for iri, title, date, body, score in index.execute(_POSTS, (_to_match(phrases, joiner), limit)):
        piece = to_snippet(body, phrases, width)
        shown = round(score, 3)
        hits.append(Hit(iri=iri, title=title, date=date, score=shown, snippet=piece.text, marks=piece.marks))
    return tuple(hits)


def _find_concepts(
    index: sqlite3.Connection, text: str, phrases: tuple[Phrase, ...], joiner: str, limit: int
) -> tuple[Hit, ...]:
    """Return the concepts whose labels say it: first what is called just that, then by the match and by fame."""
    wanted = to_forms(text)
    ranked = []
    for iri, name, labels, definition, posts, score in index.execute(
        _CONCEPTS, (_to_match(phrases, joiner), _MOST_CONCEPTS)
    ):
        names = [name, *labels.split("\n")]
        fame = round(score * math.log2(2 + posts), 3)
        ranked.append((wanted not in map(to_forms, names), -fame, iri, names, definition))
    ranked.sort(key=lambda each: each[:3])
    return tuple(
        _to_concept_hit(Hit(iri=iri, title=names[0], score=-minus, snippet=definition, marks=()), names, phrases)
        for _, minus, iri, names, definition in ranked[:limit]
    )


def _to_concept_hit(hit: Hit, names: list[str], phrases: tuple[Phrase, ...]) -> Hit:
    """Put the label that says the most before the definition that the hit has for a snippet."""
    label = max(names, key=lambda each: len(find_places(phrases, each)))
    piece = to_snippet(f"{label}: {hit.snippet}" if hit.snippet else label, phrases, _WIDTH)
    return replace(hit, snippet=piece.text, marks=piece.marks)


def _to_match(phrases: tuple[Phrase, ...], joiner: str) -> str:
    # A form has letters, digits, + and # only, so that quotes hold it, whatever was written.
    return joiner.join(f'"{" ".join(phrase.forms)}"{" *" if phrase.is_open else ""}' for phrase in phrases)
