"""Terms that no vocabulary knows, found by how they recur over all posts: the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from kg.concepts.corpus import Corpus, find_place, in_order, place_in, to_corpus
from kg.concepts.discover import Sighting
from kg.concepts.grounds import Grounds, find_grounds
from kg.concepts.lexicon import Lexicon
from kg.concepts.mixed import Mixed, Recurring, gather_mixed
from kg.concepts.ngrams import Count, count_strings, find_ngrams
from kg.concepts.termhood import Candidate, is_refused, likelihood_of, may_be_so_likely
from kg.concepts.wordlists import heads_pattern, kind_of_head
from kg.concepts.words import JIEBA, Dictionary
from kg.model import ConceptKind, Post, PostId, Span

LEAST = 5  # occurrences; what is rarer shows no pattern
WORTH_A_LOOK = 0.2  # likelihood; below it fewer than half of what is found are terms of the field
MIXED = 0.7  # the likelihood of a term of a Latin word and a noun: all that were found in three blogs are terms

# The rule under which a term is sighted, by the least likelihood that it takes. In the blogs that the bounds were read
# from, more than nine in ten of the first are terms of the field, seven in ten of the second.
RULE_FROM: tuple[tuple[float, str], ...] = (
    (0.6, "recurs as a term"),
    (0.4, "recurs like a term"),
    (WORTH_A_LOOK, "recurs"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A name that recurs, how likely a vocabulary of the field would hold it, and the place that tells most of it."""

    name: str
    likelihood: float  # 0 to 1, three places
    count: int
    posts: int
    post: PostId
    span: Span


@dataclass(frozen=True, slots=True)
class Means:
    """How the search finds out what takes long: a build that remembers the last one finds it out otherwise."""

    count: Count = count_strings
    dictionary: Dictionary = JIEBA
    place_of: Callable[[Post, int], int] = place_in


ANEW: Final = Means()


def find_terms(
    posts: Sequence[Post], lexicon: Lexicon, grounds: Iterable[Grounds] | None = None, means: Means = ANEW
) -> Iterator[Term]:
    """Yield what is worth a look, the likeliest first, equals by name; the order of the posts makes no difference.

    `grounds` are those of the posts, in their order, where they were found before; they are let go on the way.
    """
    known = grounds if grounds is not None else (find_grounds(post, lexicon.index) for post in posts)
    mixed: dict[PostId, tuple[Mixed, ...]] = {}
    corpus = to_corpus(posts, _note_mixed(posts, known, mixed))
    found = [*_chinese(corpus, posts, lexicon, means), *_mixed(posts, mixed)]
    yield from sorted(found, key=lambda term: (-term.likelihood, term.name))


def _note_mixed(
    posts: Iterable[Post], grounds: Iterable[Grounds], mixed: dict[PostId, tuple[Mixed, ...]]
) -> Iterator[Grounds]:
    for post, each in zip(posts, grounds, strict=True):
        if each.mixed:
            mixed[post.id] = each.mixed
        yield each


def to_sightings(terms: Iterable[Term], posts: Iterable[Post]) -> Iterator[Sighting]:
    """Yield each term as a clue that `discover` weighs together with those that single posts give."""
    published = {post.id: post.published.isoformat() if post.published else "" for post in posts}
    for term in terms:
        rule = next(rule for least, rule in RULE_FROM if term.likelihood >= least)
        start, end = term.span.start, term.span.end
        yield Sighting(term.post, published[term.post], term.name, (), rule, _kind(term.name), start, end)


def _chinese(corpus: Corpus, posts: Sequence[Post], lexicon: Lexicon, means: Means) -> Iterator[Term]:
    is_worth = partial(may_be_so_likely, least=WORTH_A_LOOK)
    for ngram in find_ngrams(corpus, least=LEAST, is_worth=is_worth, count=means.count):
        candidate = Candidate(ngram, lexicon.index, lexicon.words, means.dictionary)
        if is_refused(candidate) or (likelihood := likelihood_of(candidate)) < WORTH_A_LOOK:
            continue
        post, start = find_place(corpus, posts, ngram.place, means.place_of)
        yield Term(
            name=ngram.name,
            likelihood=likelihood,
            count=ngram.count,
            posts=ngram.posts,
            post=post,
            span=Span(start, start + len(ngram.name)),
        )


def _mixed(posts: Sequence[Post], mixed: Mapping[PostId, Sequence[Mixed]]) -> Iterator[Term]:
    for recurring in gather_mixed(in_order(posts), mixed).values():
        if recurring.writings.total() >= LEAST:
            yield Term(
                name=_usual(recurring),
                likelihood=MIXED,
                count=recurring.writings.total(),
                posts=len(recurring.posts),
                post=recurring.post,
                span=recurring.span,
            )


def _usual(recurring: Recurring) -> str:
    return min(recurring.writings, key=lambda name: (-recurring.writings[name], name))


def _kind(name: str) -> ConceptKind | None:
    head = re.search(rf"(?:{heads_pattern()})$", name)
    return kind_of_head(head[0]) if head else None
