"""The sentences behind every edge, in pieces that the page reads when it first needs them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kg.graph.schema import Edge, Evidence, Graph, noun_of
from kg.model import Definition, Post
from kg.view.columns import THOUSAND, Numbering
from kg.view.sentences import find_sentence, to_utf16

MOST_A_EDGE = 24  # pieces of evidence shown for one edge; the rest is counted
LARGEST_PIECE = 1_500_000  # characters of sentences in one piece
UNRATED = -1  # confidence of a definition: its rule gives none


@dataclass(slots=True)
class _Piece:
    """What is gathered for a run of edges; each sentence is written once, however many edges stand on it."""

    first: int
    sentences: list[str] = field(default_factory=list)
    cuts: list[int] = field(default_factory=list)
    posts: list[int] = field(default_factory=list)
    rows: list[list[int]] = field(default_factory=list)
    number_of: dict[tuple[str, int, int], int] = field(default_factory=dict)
    size: int = 0

    def to_columns(self) -> dict[str, Any]:
        return {
            "first": self.first,
            "sentences": self.sentences,
            "cuts": self.cuts,
            "posts": self.posts,
            "rows": self.rows,
        }


def find_rules(edges: list[Edge]) -> list[str]:
    """Return the rules that some evidence stands on, sorted."""
    return sorted({each.rule for edge in edges for each in edge.evidence})


def to_pieces(graph: Graph, numbering: Numbering, rules: list[str]) -> Iterator[dict[str, Any]]:
    """Yield pieces of the evidence, each for a run of edges, in the order of the edges.

    A row holds five numbers a mention: sentence, start and end of the words in it (UTF-16 units), rule,
    confidence in thousandths. Bit 1 of a cut says that the sentence goes on before, bit 2 that it goes on after.
    """
    number_of_rule = {rule: index for index, rule in enumerate(rules)}
    piece = _Piece(first=0)
    for index, edge in enumerate(numbering.edges):
        if piece.size > LARGEST_PIECE:
            yield piece.to_columns()
            piece = _Piece(first=index)
        shown = sorted(edge.evidence, key=lambda each: (each.post, each.span))[:MOST_A_EDGE]
        row: list[int] = []
        for each in shown:
            post = noun_of(graph, each.post)
            if isinstance(post, Post) and each.post in numbering.number_of:
                row += _place(piece, post, each, numbering.number_of[each.post])
                row += [number_of_rule[each.rule], _thousandths(each)]
        piece.rows.append(row)
    yield piece.to_columns()


def _place(piece: _Piece, post: Post, evidence: Evidence, number: int) -> list[int]:
    """Return the sentence's number and where in it the words are; write the sentence down if it is new."""
    sentence = find_sentence(post.text, evidence.span)
    key = (post.id, sentence.span.start, sentence.span.end)
    characters = sentence.span.of(post.text)
    if key not in piece.number_of:
        piece.number_of[key] = len(piece.sentences)
        piece.sentences.append(characters)
        piece.cuts.append(sentence.cut_before + 2 * sentence.cut_after)
        piece.posts.append(number)
        piece.size += len(characters)
    start, end = (to_utf16(characters, each - sentence.span.start) for each in (evidence.span.start, evidence.span.end))
    return [piece.number_of[key], start, end]


def _thousandths(evidence: Evidence) -> int:
    return UNRATED if isinstance(evidence, Definition) else round(THOUSAND * evidence.confidence)
