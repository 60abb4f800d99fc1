"""What leads out of a post: its links, and the addresses that stand in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.citations.page import Page
from kg.model import Span, ZoneKind

# A line at the foot of a post that gives its own address; it is no citation.
_OWN_ADDRESS = re.compile(
    r"本文(?:的)?(?:永久)?(?:链接|地址|网址|出处|转自)|转载.{0,16}(?:注明|包括|保留|附上).{0,16}|引用本文.{0,120}|永久链接"
    r"|\bpermalink\b|\bretrieved from\b|\bcite (?:this|as)\b.{0,120}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """A link or a bare address, with the words that carry it."""

    span: Span
    address: str
    is_link: bool


def pointers_of(page: Page) -> Iterator[Pointer]:
    """Yield the links of a post and the addresses in its text."""
    for link in page.links:
        yield Pointer(link.span, link.target, is_link=True)
    for zone in page.zones:
        if zone.kind is ZoneKind.ADDRESS:
            address = zone.span.of(page.text)
            if "@" not in address.split("/")[0]:
                yield Pointer(zone.span, address if "://" in address else f"http://{address}", is_link=False)


def gives_own_address(page: Page, span: Span) -> bool:
    """Tell whether the words before an address say that it is this post's own."""
    return _OWN_ADDRESS.search(page.line_before(span)) is not None
