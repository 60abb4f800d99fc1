"""The sentences behind every edge, in pieces that the page reads when it first needs them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from kg.graph.schema import Graph
from kg.view.captions import to_usual_names
from kg.view.columns import Columns, Numbering
from kg.view.edges import Edges, Integers
from kg.view.packed import to_packed
from kg.view.passages import UNNAMED, Passage, to_passages
from kg.view.sentences import find_astral, find_sentences, to_codes, to_utf16


@dataclass(frozen=True, slots=True)
class Name:
    """How often a concept, by its place in the passage's `concepts`, is called so."""

    concept: int
    characters: str
    count: int


@dataclass(frozen=True, slots=True)
class Piece:
    """What the page shows of a passage, packed, and the names of concepts in it."""

    packed: bytes
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the posts' texts say beside the sentences: see `find_evidence`."""

    piece_of: dict[int, int] = field(default_factory=dict)
    usual: dict[int, str] = field(default_factory=dict)


def to_piece(passage: Passage) -> Piece:
    """Return what is shown of a passage; it depends on nothing else."""
    text, shifts = passage.text(), passage.shifts()
    starts, ends = passage.marks.start + shifts, passage.marks.end + shifts
    words = map(text.__getitem__, map(slice, starts.tolist(), ends.tolist()))
    names = Counter(zip(passage.concept.tolist(), words, strict=True))
    return Piece(
        to_packed(_to_columns(passage, text, starts, ends)),
        tuple(Name(concept, name, count) for (concept, name), count in names.items() if concept != UNNAMED),
    )


def find_evidence(
    graph: Graph, numbering: Numbering, take: Callable[[bytes], object], tell: Callable[[Passage], Piece] = to_piece
) -> Evidence:
    """Read every post with evidence once; `take` is given one packed piece of sentences after the other.

    Return the piece, from 0, that each post is in, and the name that posts use most of each concept that they name.
    `tell` takes the place of `to_piece`, for a caller that knows some pieces already.
    """
    piece_of: dict[int, int] = {}
    counts = Counter[tuple[int, str]]()
    for number, passage in enumerate(to_passages(graph, numbering)):
        piece, concepts = tell(passage), passage.concepts.tolist()
        piece_of.update(dict.fromkeys(passage.numbers.tolist(), number))
        for name in piece.names:
            counts[concepts[name.concept], name.characters] += name.count
        take(piece.packed)
    return Evidence(piece_of=piece_of, usual=to_usual_names(counts))


def _to_columns(passage: Passage, text: str, starts: Integers, ends: Integers) -> Columns:
    """Return the evidence of some posts, each sentence once; the places of its words count in `text`.

    Columns of sentences: the characters, the post's place in the passage, whether the sentence goes on before (bit 1)
    or after (bit 2); for each post and edge in turn the post, the edge and how many marks follow; columns of
    marks: the sentence (as steps), start and length of the words in it (UTF-16 units), the rule, and the confidence in
    thousandths less that of the edge.
    """
    marks, codes = passage.marks, to_codes(text)
    found = find_sentences(codes, starts, ends)
    keys, first, number = np.unique(found.start * (len(codes) + 1) + found.end, return_index=True, return_inverse=True)
    astral = find_astral(codes)
    runs = np.flatnonzero(np.diff(marks.edge, prepend=-1) | np.diff(marks.post, prepend=-1))
    shown = (column.tolist() for column in np.divmod(keys, len(codes) + 1))
    return {
        "sentences": [text[start:end] for start, end in zip(*shown, strict=True)],
        "posts": marks.post[first],
        "cuts": (found.cut_before + 2 * found.cut_after)[first],
        "places": marks.post[runs],
        "edges": marks.edge[runs],
        "counts": np.diff(runs, append=len(marks)),
        "numbers": np.diff(number.reshape(-1), prepend=0),
        "starts": to_utf16(astral, starts) - to_utf16(astral, found.start),
        "lengths": to_utf16(astral, ends) - to_utf16(astral, starts),
        "rules": marks.rule,
        "confidences": marks.confidence - passage.best,
    }


def find_elsewhere(edges: Edges) -> dict[str, list[int]]:
    """Return the posts that evidence of an edge lies in, by the edge's row, where they are not its ends."""
    marks = edges.marks
    apart = (marks.post != edges.source[marks.edge]) & (marks.post != edges.target[marks.edge])
    posts: defaultdict[str, list[int]] = defaultdict(list)
    for edge, post in np.unique(np.column_stack((marks.edge, marks.post))[apart], axis=0).tolist():
        posts[str(edge)].append(post)
    return posts
