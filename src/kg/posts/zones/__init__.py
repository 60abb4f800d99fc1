"""The stretches of a post's text that are no prose: mathematics, code, addresses, markup, repetitions.

Every finder is linear in the length of the text, hostile or not, and sees the zones found before it blotted out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kg.model import Span, Zone, ZoneKind
from kg.posts.zones.address import find_addresses
from kg.posts.zones.code import find_fenced_code, find_inline_code
from kg.posts.zones.json_block import find_json
from kg.posts.zones.markup import find_markup
from kg.posts.zones.mathematics import find_display_mathematics, find_inline_mathematics
from kg.posts.zones.repetition import find_repetitions

BLOT = "\N{OBJECT REPLACEMENT CHARACTER}"

# In the order of what may contain what: a dollar in code is no mathematics, a bracket in mathematics no JSON.
FINDERS: tuple[tuple[ZoneKind, Callable[[str], Iterator[Span]]], ...] = (
    (ZoneKind.CODE, find_fenced_code),
    (ZoneKind.MATHEMATICS, find_display_mathematics),
    (ZoneKind.CODE, find_inline_code),
    (ZoneKind.MATHEMATICS, find_inline_mathematics),
    (ZoneKind.CODE, find_json),
    (ZoneKind.ADDRESS, find_addresses),
    (ZoneKind.MARKUP, find_markup),
)


def find_zones(text: str, known: Iterable[Zone] = ()) -> tuple[Zone, ...]:
    """Return the zones of a post's text: sorted, apart, none of them empty.

    `known` are zones that a reader has seen in the source's markup; they are kept as they are.
    """
    zones = list(to_apart(known))
    blotted = _blot(text, zones)
    for kind, find in FINDERS:
        found = [Zone(span, kind) for span in find(blotted) if len(span)]
        zones += found
        blotted = _blot(blotted, found)
    zones += [Zone(span, ZoneKind.REPETITION) for span in find_repetitions(text, blotted)]
    return to_apart(zones)


def to_apart(zones: Iterable[Zone]) -> tuple[Zone, ...]:
    """Return the zones sorted; where two overlap the later is cut, and like ones that touch are one."""
    apart: list[Zone] = []
    for zone in sorted(zones):
        last = apart[-1] if apart else None
        start = max(zone.span.start, last.span.end) if last else zone.span.start
        if start >= zone.span.end:
            continue
        if last and last.kind == zone.kind and last.span.end >= zone.span.start:
            apart[-1] = Zone(Span(last.span.start, zone.span.end), zone.kind)
        else:
            apart.append(Zone(Span(start, zone.span.end), zone.kind))
    return tuple(apart)


def _blot(text: str, zones: list[Zone]) -> str:
    """Return the text with the zones, which are sorted and apart, blotted out; line feeds stay."""
    pieces: list[str] = []
    end = 0
    for zone in zones:
        pieces.append(text[end : zone.span.start])
        lines = zone.span.of(text).split("\n")
        pieces.append("\n".join(BLOT * len(line) for line in lines))
        end = zone.span.end
    pieces.append(text[end:])
    return "".join(pieces)
