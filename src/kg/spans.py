"""Stretches of a post's text, and the fields that keep a text with them packed. Offsets count Unicode code points."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from kg.compact import Compact, columns_of, expand, pack_numbers, pack_text, squeeze, unpack_numbers, unpack_text


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in a text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Tell whether every character of `other` lies inside."""
        return self.start <= other.start and other.end <= self.end


class ZoneKind(StrEnum):
    """Why a stretch of a post is no prose."""

    MATHEMATICS = "mathematics"
    CODE = "code"
    ADDRESS = "address"
    MARKUP = "markup"
    REPETITION = "repetition"


_ZONE_KINDS: Final = list(ZoneKind)


@dataclass(frozen=True, slots=True, order=True)
class Zone:
    """A stretch of a post's text in which nothing is a mention unless a rule says so."""

    span: Span
    kind: ZoneKind


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A link that the author made: the anchor's words, and the id of the input's post, or the target as written."""

    span: Span
    target: str


def _pack_zones(zones: Sequence[Zone]) -> bytes:
    starts, ends = (zone.span.start for zone in zones), (zone.span.end for zone in zones)
    return pack_numbers([*starts, *ends, *(_ZONE_KINDS.index(zone.kind) for zone in zones)])


def _unpack_zones(packed: bytes) -> tuple[Zone, ...]:
    rows = zip(*columns_of(unpack_numbers(packed), 3), strict=True)
    return tuple(Zone(Span(start, end), _ZONE_KINDS[kind]) for start, end, kind in rows)


def _pack_links(links: Sequence[Link]) -> bytes:
    return squeeze(json.dumps([(link.span.start, link.span.end, link.target) for link in links]).encode())


def _unpack_links(packed: bytes) -> tuple[Link, ...]:
    return tuple(Link(Span(start, end), target) for start, end, target in json.loads(expand(packed)))


def compact_body() -> Any:
    """Return a field for the body of a post: a `str` to whoever reads or gives it."""
    return Compact("", pack_text, unpack_text)


def compact_zones() -> Any:
    """Return a field for zones: a tuple of them to whoever reads or gives it."""
    return Compact[tuple[Zone, ...]]((), _pack_zones, _unpack_zones)


def compact_links() -> Any:
    """Return a field for links: a tuple of them to whoever reads or gives it."""
    return Compact[tuple[Link, ...]]((), _pack_links, _unpack_links)
