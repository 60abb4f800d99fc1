"""Citations: right if the words, the kind of what is cited, and the target are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.citations.titles import title_key
from kg.evaluation.gold import GoldCitation
from kg.evaluation.score import Tally
from kg.model import Citation, Post, Work

KIND_OF_POST = "post"


@dataclass(frozen=True, slots=True)
class CitationVerdict:
    """The counts of one post, and a line for each miss and each false citation."""

    tally: Tally
    errors: tuple[str, ...]


def judge_citations(
    wanted: Iterable[GoldCitation], post: Post, citations: Iterable[Citation], noun_by_id: Mapping[str, Post | Work]
) -> CitationVerdict:
    """Compare the citations of one post with those that a person found."""
    expected = {(each.words, each.kind, _target_key(each.target)) for each in wanted}
    found = {_as_found(each, post, noun_by_id[each.target]) for each in citations}
    right = len(expected & found)
    missed = [f"missed: {each}" for each in sorted(expected - found)]
    false = [f"false: {each}" for each in sorted(found - expected)]
    return CitationVerdict(Tally(right=right, found=len(found), wanted=len(expected), got=right), (*missed, *false))


def _as_found(citation: Citation, post: Post, target: Post | Work) -> tuple[str, str, str]:
    kind = KIND_OF_POST if isinstance(target, Post) else target.kind.value
    name = target.title or target.address or target.id
    if isinstance(target, Work) and target.identifiers:
        name = target.identifiers[0]
    return citation.span.of(post.text), kind, _target_key(name)


def _target_key(target: str) -> str:
    return title_key(target.split("://", 1)[-1])
