"""What kg found beside what a person found: posts matched, every kind of finding judged, the errors counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.evaluation.citations import CitationVerdict, judge_citations
from kg.evaluation.concepts import judge_concepts
from kg.evaluation.gold import GoldPost, date_of, match_post
from kg.evaluation.score import Score, Tally, score
from kg.evaluation.spans import STRONG, WEAK, Judged, NameCount, count_names, judge_spans
from kg.evaluation.truth import find_truth
from kg.graph.assemble import Findings
from kg.model import Citation, Mention, Post, PostId, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The scores, and what to look at, the most frequent first."""

    posts: int
    matched: int
    titles: int
    dates: int
    readers: int
    concepts: Score  # C2KB
    citations: Score
    strong: Score  # A2KB, mentions with the same offsets
    weak: Score  # A2KB, mentions that overlap
    missed: tuple[tuple[str, int], ...]
    false: tuple[tuple[str, int], ...]
    names: tuple[NameCount, ...]
    citation_errors: tuple[str, ...]
    stale: tuple[str, ...]  # required surfaces that the labelled text does not hold: the gold needs a look


@dataclass(frozen=True, slots=True)
class _Pair:
    """A gold line, the post it is about, and the mentions in the part that was labelled."""

    wanted: GoldPost
    post: Post
    mentions: tuple[Mention, ...]


def evaluate(findings: Findings, gold: Sequence[GoldPost]) -> Evaluation:
    """Compare what was found with what a person found; each surface of a post that was not read is missed once."""
    pairs = _pair(gold, findings)
    concepts = [judge_concepts(each.wanted, each.post, each.mentions) for each in pairs]
    citations = _judge_citations(pairs, findings)
    places = [_judged(each) for each in pairs]
    lost = _lost(gold, pairs)
    return Evaluation(
        posts=len(gold),
        matched=len(pairs),
        titles=sum(each.wanted.title == each.post.title for each in pairs),
        dates=sum(each.wanted.date == date_of(each.post) for each in pairs),
        readers=sum(each.wanted.readers == each.post.readers for each in pairs),
        concepts=score([*(each.tally for each in concepts), *lost]),
        citations=score([each.tally for each in citations]),
        strong=score([*(judge_spans(each, STRONG) for each in places), *lost]),
        weak=score([*(judge_spans(each, WEAK) for each in places), *lost]),
        missed=_by_frequency(word for each in concepts for word in each.missed),
        false=_by_frequency(word for each in concepts for word in each.false),
        names=count_names(places),
        citation_errors=tuple(error for each in citations for error in each.errors),
        stale=tuple(surface for each in pairs for surface in _stale(each)),
    )


def _pair(gold: Iterable[GoldPost], findings: Findings) -> list[_Pair]:
    posts = [post for post in findings.posts if not post.is_stub]
    mentions_of: dict[PostId, list[Mention]] = defaultdict(list)
    for mention in findings.mentions:
        mentions_of[mention.post].append(mention)
    pairs = []
    for wanted in gold:
        post = match_post(wanted, posts)
        if post is not None:
            end = len(post.text) if wanted.opening is None else wanted.opening
            labelled = tuple(each for each in mentions_of[post.id] if each.span.start < end)
            pairs.append(_Pair(wanted, post, labelled))
    return pairs


def _lost(gold: Iterable[GoldPost], pairs: Iterable[_Pair]) -> list[Tally]:
    found = {id(each.wanted) for each in pairs}
    return [Tally(wanted=len(each.required)) for each in gold if id(each) not in found]


def _judged(pair: _Pair) -> Judged:
    return Judged(pair.post.text, find_truth(pair.wanted, pair.post), tuple(each.span for each in pair.mentions))


def _stale(pair: _Pair) -> list[str]:
    text, opening = pair.post.text, pair.wanted.opening
    end = len(text) if opening is None else opening
    return sorted(surface for surface in pair.wanted.required if not 0 <= text.find(surface) < end)


def _judge_citations(pairs: Iterable[_Pair], findings: Findings) -> list[CitationVerdict]:
    noun_by_id: dict[str, Post | Work] = {post.id: post for post in findings.posts}
    noun_by_id |= {work.id: work for work in findings.works}
    by_post: dict[PostId, list[Citation]] = defaultdict(list)
    for citation in findings.citations:
        by_post[citation.post].append(citation)
    return [
        judge_citations(each.wanted.citations, each.post, by_post[each.post.id], noun_by_id)
        for each in pairs
        if each.wanted.citations is not None
    ]


def _by_frequency(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(words).items(), key=lambda each: (-each[1], each[0])))
