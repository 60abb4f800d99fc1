"""What one post names, and what was considered and turned down; kept packed, for many posts are in memory at once."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from operator import add, attrgetter
from typing import Any, Final, Literal, NamedTuple, TypeAlias, TypeVar

from kg.compact import REMEMBERED, Compact, Packing, columns_of, expand, squeeze
from kg.model import ConceptId, Mention, PostId, Rejection, Span

E = TypeVar("E", Mention, Rejection)
Which: TypeAlias = Literal["mentions", "rejections"]
Row: TypeAlias = tuple[ConceptId, str, int, int, float]
_COLUMNS: Final = 6  # post, concept, why, start, length, confidence


def _pack(evidence: Sequence[Mention | Rejection]) -> bytes:
    """Return evidence as its posts, concepts and rules, each once, and columns of numbers."""
    posts: dict[str, int] = {}
    concepts: dict[str, int] = {}
    rules: dict[str, int] = {}
    numbers = array("Q", (posts.setdefault(each.post, len(posts)) for each in evidence))
    numbers.extend(concepts.setdefault(each.concept, len(concepts)) for each in evidence)
    numbers.extend(rules.setdefault(_why(each), len(rules)) for each in evidence)
    numbers.extend(each.span.start for each in evidence)
    numbers.extend(len(each.span) for each in evidence)
    numbers.frombytes(array("d", (each.confidence for each in evidence)).tobytes())
    names = json.dumps([[*posts], [*concepts], [*rules]]).encode()
    return squeeze(names + b"\n" + numbers.tobytes())


def _why(each: Mention | Rejection) -> str:
    return each.rule if isinstance(each, Mention) else each.reason


def _unpack(packed: bytes, to_noun: Callable[..., E]) -> tuple[E, ...]:
    (posts, concepts, rules), rest = _split(packed)
    whose = map(posts.__getitem__, next(columns_of(array("Q", rest), _COLUMNS)))
    return tuple(
        to_noun(post, concept, why, Span(start, end), confidence)
        for post, (concept, why, start, end, confidence) in zip(whose, _rows(concepts, rules, rest), strict=True)
    )


def _rows(concepts: Sequence[ConceptId], rules: Sequence[str], rest: bytes) -> Iterator[Row]:
    _, concept, why, starts, lengths, bits = columns_of(array("Q", rest), _COLUMNS)
    ends, sure = map(add, starts, lengths), array("d", bits.tobytes())
    return zip(map(concepts.__getitem__, concept), map(rules.__getitem__, why), starts, ends, sure, strict=True)


@lru_cache(REMEMBERED)
def _split(packed: bytes) -> tuple[Any, bytes]:
    names, _, rest = expand(packed).partition(b"\n")
    return json.loads(names), rest


@lru_cache(REMEMBERED)
def _rows_by_concept(packed: bytes) -> dict[ConceptId, list[Row]]:
    (_, concepts, rules), rest = _split(packed)
    rows: dict[ConceptId, list[Row]] = {concept: [] for concept in concepts}
    for row in _rows(concepts, rules, rest):
        rows[row[0]].append(row)
    return rows


def _to_mention(post: PostId, concept: ConceptId, rule: str, span: Span, confidence: float) -> Mention:
    return Mention(post=post, concept=concept, span=span, confidence=confidence, rule=rule)


def _to_rejection(post: PostId, concept: ConceptId, reason: str, span: Span, confidence: float) -> Rejection:
    return Rejection(post=post, concept=concept, span=span, confidence=confidence, reason=reason)


def _compact(to_noun: Callable[..., E]) -> Any:
    return Compact[tuple[E, ...]]((), _pack, lambda packed: _unpack(packed, to_noun))


class Ground(NamedTuple):
    """Where something stands that a post names or cites, and how sure it is: what a mention or a citation comes to."""

    target: str  # the id of a concept, a post or a work
    start: int
    end: int
    confidence: float


class Tally(NamedTuple):
    """How often a post names a concept, and where it does so first, in code points of its text."""

    concept: ConceptId
    times: int
    first: int


@dataclass(frozen=True)
class Linking(Packing):
    """What one post names, and what was considered and turned down."""

    mentions: tuple[Mention, ...] = _compact(_to_mention)
    rejections: tuple[Rejection, ...] = _compact(_to_rejection)

    @property
    def post(self) -> PostId | None:
        """The post of the mentions; None where there is none."""
        posts, _, _ = _split(self.packed("mentions"))[0]
        return PostId(posts[0]) if posts else None

    @property
    def count(self) -> int:
        """The number of mentions: sooner than by counting them."""
        _, _, rest = expand(self.packed("mentions")).partition(b"\n")
        return len(rest) // (_COLUMNS * array("Q").itemsize)

    @property
    def concepts(self) -> tuple[ConceptId, ...]:
        """The concepts that are mentioned, each once: much sooner than by the mentions."""
        return self.concepts_of("mentions")

    def concepts_of(self, which: Which) -> tuple[ConceptId, ...]:
        """Return the concepts of the mentions or rejections, each once, in the order in which they come first."""
        _, concepts, _ = _split(self.packed(which))[0]
        return tuple(concepts)

    def rows(self, which: Which) -> Iterator[Row]:
        """Yield concept, rule or reason, start, end and confidence of each: in a fifth of the time that nouns take."""
        (_, concepts, rules), rest = _split(self.packed(which))
        return _rows(concepts, rules, rest)

    def rows_of(self, concept: ConceptId) -> Sequence[Row]:
        """Return the rows of the mentions of one concept; soon, if asked for one concept after the other."""
        return _rows_by_concept(self.packed("mentions")).get(concept, ())

    def tallies(self) -> Iterator[Tally]:
        """Yield how often each concept is mentioned, in the order of their first mentions."""
        (_, concepts, _), rest = _split(self.packed("mentions"))
        _, numbers, _, starts, _, _ = columns_of(array("Q", rest), _COLUMNS)
        counts = Counter(numbers)
        first_of = dict(sorted(zip(numbers, starts, strict=True), reverse=True))  # the smallest comes last, and stays
        return (Tally(concept, counts[number], first_of[number]) for number, concept in enumerate(concepts))

    def grounds(self) -> Iterator[Ground]:
        """Return what the mentions come to, in their order: in a third of the time that they take themselves."""
        return (Ground(concept, start, end, sure) for concept, _, start, end, sure in self.rows("mentions"))


@dataclass(frozen=True)
class Mentions(Collection[Mention]):
    """The mentions of many posts, post by post; each time they are gone through they are unpacked anew."""

    linkings: tuple[Linking, ...]  # one a post

    @classmethod
    def of(cls, mentions: Iterable[Mention]) -> Mentions:
        """Return mentions in any order as linkings, by post."""
        if isinstance(mentions, cls):
            return mentions
        ordered = sorted(mentions, key=attrgetter("post", "span", "concept"))
        return cls(tuple(Linking(tuple(group)) for _, group in groupby(ordered, key=attrgetter("post"))))

    def __len__(self) -> int:
        return self._length

    @cached_property
    def _length(self) -> int:
        return sum(linking.count for linking in self.linkings)

    def __iter__(self) -> Iterator[Mention]:
        for linking in self.linkings:
            yield from linking.mentions

    def __contains__(self, mention: object) -> bool:
        return any(mention == each for each in self)
