"""Places in a post where a name stands whole: edges, compounds, case, words, zones are judged, sense is not."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kg.concepts.boundaries import case_fits, edges_hold, is_part_of_compound
from kg.concepts.cuts import cuts_a_word
from kg.model import ConceptId, Post, Span, Zone, ZoneKind
from kg.script import fold
from kg.vocabulary.index import LabelIndex


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name of a concept, standing whole in a post."""

    span: Span
    concept: ConceptId
    label: str
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Misfit:
    """A place where a name's letters stand but the name does not, and the reason."""

    span: Span
    concept: ConceptId
    reason: str


# What follows a field's name where it is part of an organisation's: 人工智能研究院.
_ORGANISATION = re.compile(r"(?:与\w{2,6})?(?:研究院|研究所|实验室|学院|公司|协会|大会|峰会|中心|系(?!统|列|数)|联盟)")


def find_candidates(post: Post, index: LabelIndex) -> Iterator[Candidate | Misfit]:
    """Yield every place where a label's form stands, judged; edges that merely cut a longer word are passed over."""
    text, zones = post.text, post.zones
    starts = [zone.span.start for zone in zones]
    for start, end, names in index.find(fold(text)):
        if not edges_hold(text, start, end):
            continue
        span, surface = Span(start, end), text[start:end]
        zone = _zone_at(span, zones, starts)
        reason = _misfit(text, span, zone)
        stands_alone = zone is not None and zone.kind is ZoneKind.CODE and _is_all_of(zone, surface, text)
        for name in names:
            if stands_alone and not name.ambiguous and surface == name.label:
                yield Candidate(span, name.concept, name.label, name.ambiguous)
            elif reason or not case_fits(name, surface):
                yield Misfit(span, name.concept, reason or "case")
            else:
                yield Candidate(span, name.concept, name.label, name.ambiguous)


def _is_all_of(zone: Zone, surface: str, text: str) -> bool:
    """Tell whether the name is all that stands in a piece of code: authors set names of software so (`PyTorch`)."""
    return zone.span.of(text).strip("` \n") == surface


def _misfit(text: str, span: Span, zone: Zone | None) -> str:
    if zone is not None:
        return f"zone: {zone.kind}"
    if is_part_of_compound(text, span):
        return "compound"
    if cuts_a_word(text, span):
        return "cuts a word"
    if _ORGANISATION.match(text, span.end):
        return "organisation"
    return ""


def _zone_at(span: Span, zones: tuple[Zone, ...], starts: list[int]) -> Zone | None:
    at = bisect_right(starts, span.end - 1) - 1
    if at >= 0 and zones[at].span.overlaps(span):
        return zones[at]
    return None


def longest_first_from_left(candidates: list[Candidate]) -> Iterator[Candidate]:
    """Yield the candidates that remain when of overlapping ones the leftmost, then the longest, is kept."""
    end = 0
    for candidate in sorted(candidates, key=lambda each: (each.span.start, -each.span.end, each.concept)):
        if candidate.span.start >= end:
            end = candidate.span.end
            yield candidate
