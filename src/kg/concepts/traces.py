"""All that one post gives to the search for new concepts, and the concepts that the posts give together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from kg.concepts.discover import Discovered, Sighting, discover, find_sightings
from kg.concepts.grounds import Grounds, find_grounds
from kg.concepts.lexicon import Lexicon
from kg.concepts.terms import ANEW, Means, find_terms, to_sightings
from kg.model import Post
from kg.vocabulary.index import LabelIndex


@dataclass(frozen=True, slots=True)
class Traces:
    """The clues of one post, and what it gives to the search for terms."""

    sightings: tuple[Sighting, ...]
    grounds: Grounds


def find_traces(post: Post, index: LabelIndex) -> Iterator[Traces]:
    """Yield those of one post."""
    yield Traces(tuple(find_sightings(post, index)), find_grounds(post, index))


def weigh(
    traces: Iterable[Traces], posts: Sequence[Post], lexicon: Lexicon, means: Means = ANEW
) -> tuple[Discovered, ...]:
    """Return the new concepts, by the traces of the posts, one each and in their order; they are let go on the way."""
    sightings: list[Sighting] = []
    terms = list(find_terms(posts, lexicon, _take_apart(traces, sightings), means))
    return discover(chain(sightings, to_sightings(terms, posts)), lexicon)


def _take_apart(traces: Iterable[Traces], sightings: list[Sighting]) -> Iterator[Grounds]:
    for each in traces:
        sightings += each.sightings
        yield each.grounds
