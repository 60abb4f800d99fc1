"""C2KB: the concepts of a post, each once.

A concept counts as right if one of its mentions has a listed surface as its words, case as written; a concept that only
has optional surfaces counts neither way. Recall is over the surfaces listed as required, not over concepts: gold does
not say which surfaces name the same one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.evaluation.gold import GoldPost
from kg.evaluation.score import Tally
from kg.model import Mention, Post


@dataclass(frozen=True, slots=True)
class ConceptVerdict:
    """The counts of one post, the surfaces that it was to be found by, and a word of each false concept."""

    tally: Tally
    missed: tuple[str, ...]
    false: tuple[str, ...]


def judge_concepts(wanted: GoldPost, post: Post, mentions: Iterable[Mention]) -> ConceptVerdict:
    """Compare the concepts that the mentions of one post name with what a person listed."""
    words_of: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        words_of[mention.concept].add(mention.span.of(post.text))
    right = [words for words in words_of.values() if words & wanted.required]
    false = [words for words in words_of.values() if not words & (wanted.required | wanted.optional)]
    got = wanted.required & {word for words in words_of.values() for word in words}
    tally = Tally(right=len(right), found=len(right) + len(false), wanted=len(wanted.required), got=len(got))
    return ConceptVerdict(tally, tuple(sorted(wanted.required - got)), tuple(sorted(map(min, false))))
