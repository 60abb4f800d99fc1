"""Works cited by the key of a bibliography: [@one], <d-cite key="one">, {% cite one %}."""

from __future__ import annotations

from collections.abc import Iterator

from kg.citations.identify import identify
from kg.citations.page import Page
from kg.citations.shelf import Found, Rule, Shelf, cite, cite_known
from kg.citations.works import to_described_work
from kg.model import PostId
from kg.posts.references import Described, parse_target

SURE = 1.0


def find_keyed(page: Page, shelf: Shelf) -> Iterator[Found]:
    """Yield the works that the post's keys stand for, and posts of the input where a key stands for one."""
    for link in page.post.links:
        work = parse_target(link.target)
        if work is None:
            continue
        known = _find_post(work, shelf)
        if known is not None:
            yield cite_known(page.post, link.span, known, rule=Rule.REFERENCE, confidence=SURE)
        else:
            yield cite(page.post, link.span, to_described_work(work), rule=Rule.REFERENCE, confidence=SURE)


def _find_post(work: Described, shelf: Shelf) -> PostId | None:
    places = [address for address in work.addresses if identify(address) is None]
    return next(filter(None, map(shelf.places.find, places)), None)
