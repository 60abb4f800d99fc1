"""Which post introduces a concept: the one that gives a new name, or whose title presents the concept alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.concepts.discover import Discovered
from kg.concepts.linking import Linking
from kg.model import ConceptId, Definition, Post

_TITLE_PRESENTS = re.compile(r"\s*[:：]")
_NO_DATE = "9999"  # behind every date


@dataclass(frozen=True, slots=True, kw_only=True)
class Presented:
    """A concept with which the title of a post begins, before a colon."""

    date: str  # of the post; the earliest introduces it
    definition: Definition


def introduce(presented: Iterable[Presented], discovered: Iterable[Discovered]) -> tuple[Definition, ...]:
    """Return one introduction a concept at most: a definition in the text, else the first post titled `CONCEPT: …`."""
    found = {each.concept.id: each.definition for each in discovered if each.is_accepted and each.definition}
    titled: dict[ConceptId, Definition] = {}
    for each in sorted(presented, key=lambda each: (each.date, each.definition.post)):
        titled.setdefault(each.definition.concept, each.definition)
    introduced = titled | found
    return tuple(introduced[concept] for concept in sorted(introduced))


def find_presented(post: Post, linking: Linking) -> Iterator[Presented]:
    """Yield the concept that the title of the post presents, if it does."""
    if not _TITLE_PRESENTS.search(post.title or ""):  # so most mentions need not be unpacked
        return
    for mention in linking.mentions:
        if mention.span.start == 0 and _TITLE_PRESENTS.match(post.title or "", mention.span.end):
            date = post.published.isoformat() if post.published else _NO_DATE
            definition = Definition(post=post.id, concept=mention.concept, span=mention.span, rule="title head")
            yield Presented(date=date, definition=definition)
