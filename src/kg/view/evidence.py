"""The sentences behind every edge, in pieces that the page reads when it first needs them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kg.graph.schema import Edge, Evidence, Graph, noun_of
from kg.model import Definition, Post
from kg.view.columns import THOUSAND, Numbering, to_confidence
from kg.view.sentences import find_sentence, to_utf16

MOST_A_EDGE = 24  # pieces of evidence shown for one edge; the rest is counted
LARGEST_PIECE = 1_500_000  # characters of sentences in one piece
UNRATED = -1  # confidence of a definition: its rule gives none


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """One piece of evidence: the sentence, by post and place, and what the page says of it."""

    sentence: tuple[int, int, int]  # the post's number, where the sentence starts and ends
    start: int  # of the words in the sentence, in UTF-16 units
    length: int
    rule: int
    confidence: int


@dataclass(slots=True)
class _Piece:
    """What is gathered for a run of edges; each sentence is written once, however many edges stand on it."""

    first: int
    sentences: dict[tuple[int, int, int], tuple[str, int]] = field(default_factory=dict)  # with how it is cut
    marks: list[list[_Mark]] = field(default_factory=list)  # an edge
    best: list[int] = field(default_factory=list)  # confidence an edge
    size: int = 0

    def to_columns(self) -> dict[str, Any]:
        """Return lists of numbers, each of its own kind, and the sentences of a post together: both pack well."""
        order = sorted(self.sentences)
        number_of = {key: number for number, key in enumerate(order)}
        marks = [mark for marks in self.marks for mark in marks]
        numbers = [number_of[mark.sentence] for mark in marks]
        return {
            "first": self.first,
            "sentences": [self.sentences[key][0] for key in order],
            "cuts": [self.sentences[key][1] for key in order],
            "posts": _steps([post for post, _, _ in order]),
            "counts": [len(marks) for marks in self.marks],
            "numbers": _steps(numbers),
            "starts": [mark.start for mark in marks],
            "lengths": [mark.length for mark in marks],
            "rules": [mark.rule for mark in marks],
            "confidences": [
                mark.confidence - best for best, marks in zip(self.best, self.marks, strict=True) for mark in marks
            ],
        }


def _steps(numbers: list[int]) -> list[int]:
    """Return the first number, then how far it is from each to the next."""
    return [number - before for before, number in zip([0, *numbers], numbers, strict=False)]


def find_rules(edges: list[Edge]) -> list[str]:
    """Return the rules that some evidence stands on, sorted."""
    return sorted({each.rule for edge in edges for each in edge.evidence})


def to_pieces(graph: Graph, numbering: Numbering, rules: list[str]) -> Iterator[dict[str, Any]]:
    """Yield pieces of the evidence, each for a run of edges, in the order of the edges.

    A piece has columns of sentences: the characters, the number of the post (as steps), whether the sentence goes on
    before (bit 1) or after (bit 2); how many marks each edge has; and columns of marks: the sentence (as steps), start
    and length of the words in it (UTF-16 units), the rule, the confidence in thousandths less that of the edge.
    """
    number_of_rule = {rule: index for index, rule in enumerate(rules)}
    piece = _Piece(first=0)
    for index, edge in enumerate(numbering.edges):
        if piece.size > LARGEST_PIECE:
            yield piece.to_columns()
            piece = _Piece(first=index)
        shown = sorted(edge.evidence, key=lambda each: (each.post, each.span))[:MOST_A_EDGE]
        piece.marks.append([])
        piece.best.append(to_confidence(edge))
        for each in shown:
            post = noun_of(graph, each.post)
            if isinstance(post, Post) and each.post in numbering.number_of:
                mark = _mark(piece, post, each, numbering.number_of[each.post], number_of_rule[each.rule])
                piece.marks[-1].append(mark)
    yield piece.to_columns()


def _mark(piece: _Piece, post: Post, evidence: Evidence, number: int, rule: int) -> _Mark:
    """Return where in its sentence the words are; write the sentence down if it is new."""
    sentence = find_sentence(post.text, evidence.span)
    key = (number, sentence.span.start, sentence.span.end)
    characters = sentence.span.of(post.text)
    if key not in piece.sentences:
        piece.sentences[key] = (characters, sentence.cut_before + 2 * sentence.cut_after)
        piece.size += len(characters)
    start, end = (to_utf16(characters, each - sentence.span.start) for each in (evidence.span.start, evidence.span.end))
    return _Mark(sentence=key, start=start, length=end - start, rule=rule, confidence=_thousandths(evidence))


def _thousandths(evidence: Evidence) -> int:
    return UNRATED if isinstance(evidence, Definition) else round(THOUSAND * evidence.confidence)
