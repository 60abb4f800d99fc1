"""Links and bare addresses: to posts of the input, to posts of the blog beyond it, and to works."""

from __future__ import annotations

from collections.abc import Iterator

from kg.citations.identify import find_identifiers, identify
from kg.citations.page import Page
from kg.citations.pointers import Pointer, gives_own_address, pointers_of
from kg.citations.shelf import Found, Rule, Shelf, cite, cite_known
from kg.citations.works import title_in, to_work

SURE = 1.0
STUB = 0.98
IDENTIFIER = 0.99


def find_linked(page: Page, shelf: Shelf) -> Iterator[Found]:
    """Yield what links and the addresses in the text lead to, whatever words carry them.

    Pages elsewhere that identify no work are no citations: a blog links to a thousand of them in passing.
    """
    for pointer in pointers_of(page):
        found = _find_post(page, pointer, shelf) or _find_work(page, pointer)
        if found:
            yield found


def _find_post(page: Page, pointer: Pointer, shelf: Shelf) -> Found | None:
    rule = Rule.LINK if pointer.is_link else Rule.ADDRESS
    known = shelf.places.find(pointer.address)
    if known is not None:
        return cite_known(page.post, pointer.span, known, rule=rule, confidence=SURE)
    stub = shelf.places.to_stub(pointer.address)
    if stub is None or gives_own_address(page, pointer.span):
        return None
    return cite(page.post, pointer.span, stub, rule=rule, confidence=STUB)


def _find_work(page: Page, pointer: Pointer) -> Found | None:
    identified = identify(pointer.address)
    if identified is None:
        return None
    rule = Rule.LINK_OF_WORK if pointer.is_link else Rule.ADDRESS_OF_WORK
    title = title_in(pointer.span.of(page.text)) if pointer.is_link else None
    work = to_work(identified, address=pointer.address, title=title)
    return cite(page.post, pointer.span, work, rule=rule, confidence=SURE)


def find_identified(page: Page, _: Shelf) -> Iterator[Found]:
    """Yield the works whose identifiers stand in the text: `arXiv:1811.07296`, `doi:10.…`, `ISBN …`."""
    for span, identified in find_identifiers(page.text):
        work = to_work(identified)
        yield cite(page.post, span, work, rule=Rule.IDENTIFIER, confidence=IDENTIFIER)
