"""Which post introduces a concept: the one that gives a new name, or whose title presents the concept alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.concepts.discover import Discovered
from kg.model import ConceptId, Definition, Mention, Post

_TITLE_PRESENTS = re.compile(r"\s*[:：]")


def find_introductions(
    posts: Sequence[Post], mentions: Iterable[Mention], discovered: Iterable[Discovered]
) -> tuple[Definition, ...]:
    """Return one introduction a concept at most: a definition in the text, else the first post titled `CONCEPT: …`."""
    found = {each.concept.id: each.definition for each in discovered if each.is_accepted and each.definition}
    post_by_id = {post.id: post for post in posts}
    titled: dict[ConceptId, list[tuple[str, Definition]]] = {}
    for mention in mentions:
        post = post_by_id[mention.post]
        if mention.span.start == 0 and _TITLE_PRESENTS.match(post.title or "", mention.span.end):
            date = post.published.isoformat() if post.published else "9999"
            definition = Definition(post=post.id, concept=mention.concept, span=mention.span, rule="title head")
            titled.setdefault(mention.concept, []).append((date, definition))
    for concept, choices in titled.items():
        found.setdefault(concept, min(choices, key=lambda each: (each[0], each[1].post))[1])
    return tuple(found[concept] for concept in sorted(found))
