"""The mentions of one concept in one post, where a graph keeps hundreds of thousands of such groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from kg.concepts.linking import Linking
from kg.model import ConceptId, Mention


class NamedIn(Sequence[Mention]):
    """Those mentions of a linking that mean one concept, by place; they are taken out of the linking when asked for.

    Equal to any sequence of the same mentions, as a tuple of them is to another tuple.
    """

    __slots__ = ("_concept", "_count", "_linking")

    def __init__(self, linking: Linking, concept: ConceptId, count: int) -> None:
        """Take the linking of the post, and how many of its mentions mean the concept."""
        self._linking, self._concept, self._count = linking, concept, count

    @property
    def linking(self) -> Linking:
        """All that the post names."""
        return self._linking

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Mention]:
        return (each for each in self._linking.mentions if each.concept == self._concept)

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
