"""What the text of one record tells by itself, whatever the other records say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.compact import Packing
from kg.model import Link, Span, Zone, ZoneKind
from kg.posts.decode import clean
from kg.posts.language import tell_language
from kg.posts.record import Record
from kg.posts.zones import find_zones
from kg.spans import compact_links, compact_zones


@dataclass(frozen=True, kw_only=True)
class Traits(Packing):
    """What is found in a record's text; offsets count in that of its post, title first."""

    is_sound: bool  # whether every character of the body is one that a file can hold
    language: str  # as the script tells
    addresses: tuple[Link, ...] = ()  # in the text, with themselves as targets
    zones: tuple[Zone, ...] = compact_zones()
    links: tuple[Link, ...] = compact_links()  # that the author made, sorted


def find_traits(record: Record) -> Traits:
    """Look through the text of a record."""
    title, whole = clean(record.title or ""), record.body
    body = clean(whole)
    text = f"{title}\n{body}"
    shift = len(text) - len(body)
    zones = find_zones(text, (Zone(_shifted(zone.span, shift), zone.kind) for zone in record.zones))
    return Traits(
        is_sound=body == whole,
        language=tell_language(text, zones),
        addresses=tuple(_addresses(text, zones)),
        zones=zones,
        links=tuple(sorted(Link(_shifted(link.span, shift), clean(link.target)) for link in record.links)),
    )


def _addresses(text: str, zones: tuple[Zone, ...]) -> Iterator[Link]:
    return (Link(zone.span, zone.span.of(text)) for zone in zones if zone.kind is ZoneKind.ADDRESS)


def _shifted(span: Span, shift: int) -> Span:
    return Span(span.start + shift, span.end + shift)
