"""The mentions of one concept in one post, where a graph has hundreds of thousands of such groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from kg.concepts.linking import Linking, Row
from kg.model import ConceptId, Mention, PostId, Span


class NamedIn(Sequence[Mention]):
    """Those mentions of a linking that mean one concept, by place; they are taken out of the linking when asked for.

    Equal to any sequence of the same mentions, as a tuple of them is to another tuple.
    """

    __slots__ = ("_concept", "_linking", "_post")

    def __init__(self, linking: Linking, post: PostId, concept: ConceptId) -> None:
        """Take the linking of the post, and the concept."""
        self._linking, self._post, self._concept = linking, post, concept

    @property
    def rows(self) -> Sequence[Row]:
        """Concept, rule, start, end and confidence of each mention: sooner than by the mentions."""
        return self._linking.rows_of(self._concept)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Mention]:
        for _, rule, start, end, sure in self.rows:
            yield Mention(post=self._post, concept=self._concept, span=Span(start, end), confidence=sure, rule=rule)

    @overload
    def __getitem__(self, index: int) -> Mention: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Mention, ...]: ...
    def __getitem__(self, index: int | slice) -> Mention | tuple[Mention, ...]:
        return tuple(self)[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(_is_same, self, other))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


def _is_same(one: object, other: object) -> bool:
    return one == other
