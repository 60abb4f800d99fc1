"""One post as the rules of citation read it: its text, what surrounds a span, and what is no part of its prose."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from kg.model import Link, Post, Span, Zone

LONGEST_SENTENCE = 120  # characters before a span that may tell what it is
LONGEST_BEHIND = 24
_SENTENCE_END = re.compile(r"[。！？!?\n]|\.(?=\s)")
_TITLE = re.compile(r"《[^《》\n]*》|^[^《》\n]*》")  # the second: one that begins before what is looked at


class Page:
    """A post with its zones and links in order, asked by span; each is unpacked when it is first asked for."""

    def __init__(self, post: Post) -> None:
        self.post = post

    @cached_property
    def text(self) -> str:
        """What the spans count in."""
        return self.post.text

    @cached_property
    def zones(self) -> tuple[Zone, ...]:
        """The zones, sorted."""
        return self.post.zones

    @cached_property
    def links(self) -> list[Link]:
        """The links, sorted."""
        return sorted(self.post.links)

    @cached_property
    def _zone_starts(self) -> list[int]:
        return [zone.span.start for zone in self.zones]

    @cached_property
    def _link_starts(self) -> list[int]:
        return [link.span.start for link in self.links]

    def in_zone(self, span: Span) -> bool:
        """Tell whether the span lies in a zone, where nothing is prose."""
        at = bisect_right(self._zone_starts, span.start) - 1
        return at >= 0 and self.zones[at].span.covers(span)

    def link_over(self, span: Span) -> Link | None:
        """Return the last link that shares a character with the span."""
        at = bisect_right(self._link_starts, max(span.start, span.end - 1)) - 1
        found = self.links[at] if at >= 0 else None
        return found if found and found.span.overlaps(span) else None

    def before(self, span: Span, longest: int = LONGEST_SENTENCE) -> str:
        """Return the sentence up to the span, without the titles in 《》."""
        left = _TITLE.sub("", self.text[max(0, span.start - longest) : span.start])
        return left[max((match.end() for match in _SENTENCE_END.finditer(left)), default=0) :]

    def behind(self, span: Span, longest: int = LONGEST_BEHIND) -> str:
        """Return the rest of the sentence after the span, as far as it matters."""
        right = self.text[span.end : span.end + longest]
        end = _SENTENCE_END.search(right)
        return right[: end.start()] if end else right

    def line_before(self, span: Span) -> str:
        """Return the line up to the span."""
        return self.text[self.text.rfind("\n", max(0, span.start - LONGEST_SENTENCE), span.start) + 1 : span.start]
