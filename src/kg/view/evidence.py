"""The sentences behind every edge, in pieces that the page reads when it first needs them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

import numpy as np

from kg.concepts.coordination import RULE as COORDINATION
from kg.graph.schema import EdgeKind, Graph
from kg.view.captions import to_usual_names
from kg.view.columns import Columns, Numbering
from kg.view.edges import Edges
from kg.view.packed import to_packed
from kg.view.passages import Passage, to_passages
from kg.view.sentences import find_astral, find_sentences, to_codes, to_utf16


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the posts' texts say: packed pieces, the first post of each, and the name of a concept they use most."""

    pieces: list[bytes] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    usual: dict[int, str] = field(default_factory=dict)


def find_evidence(graph: Graph, numbering: Numbering) -> Evidence:
    """Read every post with evidence once, and return what the page shows of it."""
    evidence, counts = Evidence(), defaultdict[int, Counter[str]](Counter)
    for passage in to_passages(graph, numbering.order, numbering.edges.marks):
        _count_names(passage, numbering.edges, counts)
        evidence.firsts.append(int(passage.marks.post[0]))
        evidence.pieces.append(to_packed(to_piece(passage, numbering.edges)))
    evidence.usual.update(to_usual_names(counts))
    return evidence


def _count_names(passage: Passage, edges: Edges, counts: dict[int, Counter[str]]) -> None:
    """Count the words that stand for each concept; those that it shares, as 梯度消失/爆炸, are no name."""
    marks = passage.marks
    names = edges.are(EdgeKind.MENTIONS)[marks.edge]
    if COORDINATION in edges.rules:
        names &= marks.rule != edges.rules.index(COORDINATION)
    columns = (marks.start[names], marks.end[names], edges.target[marks.edge[names]])
    for start, end, concept in zip(*(column.tolist() for column in columns), strict=True):
        counts[concept][passage.text[start:end]] += 1


def to_piece(passage: Passage, edges: Edges) -> Columns:
    """Return the evidence of some posts, each sentence once.

    Columns of sentences: the characters, the number of the post, whether the sentence goes on before (bit 1) or after
    (bit 2); for each post and edge in turn the edge's number and how many marks follow; columns of marks: the sentence
    (as steps), start and length of the words in it (UTF-16 units), the rule, and the confidence in thousandths less
    that of the edge.
    """
    marks, codes = passage.marks, to_codes(passage.text)
    found = find_sentences(codes, marks.start, marks.end)
    keys, first, number = np.unique(found.start * (len(codes) + 1) + found.end, return_index=True, return_inverse=True)
    starts, ends = np.divmod(keys, len(codes) + 1)
    astral = find_astral(codes)
    runs = np.flatnonzero(np.diff(marks.edge, prepend=-1) | np.diff(marks.post, prepend=-1))
    return {
        "sentences": [passage.text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)],
        "posts": marks.post[first],
        "cuts": (found.cut_before + 2 * found.cut_after)[first],
        "edges": marks.edge[runs],
        "counts": np.diff(runs, append=len(marks)),
        "numbers": np.diff(number.reshape(-1), prepend=0),
        "starts": to_utf16(astral, marks.start) - to_utf16(astral, found.start),
        "lengths": to_utf16(astral, marks.end) - to_utf16(astral, marks.start),
        "rules": marks.rule,
        "confidences": marks.confidence - edges.confidence[marks.edge],
    }


def find_elsewhere(edges: Edges) -> dict[str, list[int]]:
    """Return the posts that evidence of an edge lies in, by the edge's row, where they are not its ends."""
    marks = edges.marks
    apart = (marks.post != edges.source[marks.edge]) & (marks.post != edges.target[marks.edge])
    posts: defaultdict[str, list[int]] = defaultdict(list)
    for edge, post in np.unique(np.column_stack((marks.edge, marks.post))[apart], axis=0).tolist():
        posts[str(edge)].append(post)
    return posts
