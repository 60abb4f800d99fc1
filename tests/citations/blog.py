"""Posts made by hand, and what they cite, for the tests of citations."""

from __future__ import annotations

from collections.abc import Sequence

from kg.citations.dangling import Dangling, finder_among, in_order
from kg.citations.find import find_citations
from kg.citations.places import Places
from kg.citations.resolve import Cited, gather, shelve
from kg.model import Link, Post, PostId, Source, Span, Work
from kg.posts.zones import find_zones


def post(
    body: str, title: str = "某篇文章", name: str = "one", links: Sequence[tuple[str, str]] = (), **facts: object
) -> Post:
    """Return a post; each link is its words, the first time they stand in the text, and its target."""
    text = f"{title}\n{body}"
    found = []
    for words, target in links:
        start = text.index(words, len(title))
        found.append(Link(Span(start, start + len(words)), target))
    return Post(
        id=PostId(name if "://" in name else f"post/{name}"),
        title=title,
        body=body,
        language="zh",
        sources=(Source(f"{name}.md"),) if "sources" not in facts else facts.pop("sources"),  # type: ignore[arg-type]
        zones=find_zones(text),
        links=tuple(found),
        **facts,  # type: ignore[arg-type]
    )


def found_in(one: Post, *others: Post, site: str | None = None) -> list[tuple[str, str, str]]:
    """Return words, kind and target of what this post cites, in the order of its text."""
    shelf = shelve([one, *others], site)
    found = []
    for each in find_citations(one, shelf):
        kind = each.target.kind.value if isinstance(each.target, Work) else "post"
        found.append((each.citation.span.of(one.text), kind, str(each.citation.target)))
    return found


def cited(body: str, *others: Post, site: str | None = None) -> list[tuple[str, str, str]]:
    """Return words, kind and target of what a post of this body cites."""
    return found_in(post(body), *others, site=site)


def gathered(*posts: Post, site: str | None = None) -> Cited:
    """Return everything that these posts cite, brought together."""
    shelf = shelve(posts, site)
    return gather(posts, [found for one in posts for found in find_citations(one, shelf)])


def find_dangling(posts: Sequence[Post], places: Places) -> tuple[Dangling, ...]:
    """Return the links of all posts that lead nowhere."""
    find = finder_among(posts, places)
    return in_order(each for one in posts for each in find(one))
