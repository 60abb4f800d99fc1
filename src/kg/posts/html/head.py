"""What a page says of itself: JSON-LD, `meta`, and what it shows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from kg.posts.html.regions import Element
from kg.posts.html.tokens import Tag, Token, Words

MOST_TOKENS = 200  # of a headline
POST_TYPES = frozenset(("article", "blogposting", "newsarticle", "techarticle", "scholarlyarticle", "report"))
_TITLE_JOINTS = re.compile(r"\s+[-|–—·«»:_]\s+|\s*[|｜]\s*")

# Which names of `meta` tell what, the best first.
_META = {
    "title": ("og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title"),
    "date": (
        "article:published_time", "datepublished", "citation_publication_date", "date", "dc.date", "dcterms.created",
        "dcterms.date", "publishdate", "pubdate", "publish_date", "og:article:published_time", "sailthru.date",
    ),
    "author": ("author", "article:author", "citation_author", "dc.creator", "twitter:creator"),
    "tags": ("article:tag", "keywords", "citation_keywords", "news_keywords"),
    "description": ("description", "og:description"),
    "lang": ("og:locale", "content-language", "dc.language"),
    "url": ("og:url",),
}  # fmt: skip


def parse_head(tokens: Sequence[Token], elements: Sequence[Element]) -> Iterator[tuple[str, Any]]:
    """Yield the page's facts as fields, each at most once: JSON-LD before `meta` before what the page shows."""
    linked = next(_linked_posts(tokens), {})
    metas = find_metas(tokens)
    shown = _shown(tokens, elements)
    told = {name: _first_of(metas, names) for name, names in _META.items()}
    canonical = [
        token.get("href")
        for token in tokens
        if isinstance(token, Tag) and token.name == "link" and "canonical" in token.get("rel").lower().split()
    ]
    yield "title", linked.get("headline") or told["title"] or shown["title"]
    yield "date", linked.get("datePublished") or told["date"] or shown["date"]
    yield "author", linked.get("author") or told["author"] or shown["author"]
    yield "tags", linked.get("keywords") or metas.get("article:tag") or told["tags"]
    yield "description", told["description"] or linked.get("description")
    yield "lang", shown["lang"] or told["lang"] or linked.get("inLanguage")
    yield "url", [*canonical[:1], told["url"], linked.get("url")]


def find_metas(tokens: Sequence[Token]) -> dict[str, list[str]]:
    """Return what the page's `meta` tags say, by their names in small letters."""
    metas: dict[str, list[str]] = {}
    for token in tokens:
        if isinstance(token, Tag) and token.name == "meta" and token.get("content").strip():
            for name in sorted(
                {token.get(key).lower() for key in ("property", "name", "itemprop", "http-equiv")} - {""}
            ):
                metas.setdefault(name, []).append(token.get("content").strip())
    return metas


def _first_of(metas: Mapping[str, list[str]], names: Sequence[str]) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _shown(tokens: Sequence[Token], elements: Sequence[Element]) -> dict[str, str | None]:
    """Return what the page itself shows: its headline, `title`, first `time`, author and language."""
    in_order = sorted(elements, key=lambda each: each.start)

    def first(is_wanted: Callable[[Tag], bool], most: int = 5) -> Iterator[Element]:
        return islice((each for each in in_order if is_wanted(each.tag)), most)

    headlines = [words_in(tokens, each) for each in first(lambda tag: tag.name in ("h1", "d-title"))]
    titles = [words_in(tokens, each) for each in first(lambda tag: tag.name == "title")]
    times = [each.tag.get("datetime") or words_in(tokens, each) for each in first(lambda tag: tag.name == "time")]
    authors = [words_in(tokens, each) for each in first(lambda tag: "author" in tag.get("rel").split())]
    languages = [each.tag.get("lang") for each in first(lambda tag: tag.name == "html")]
    headline = headlines[0] if len(headlines) == 1 else None
    return {
        "title": headline or (_TITLE_JOINTS.split(titles[0])[0] if titles else None),
        "date": next(filter(None, times), None),
        "author": next(filter(None, authors), None),
        "lang": next(filter(None, languages), None),
    }


def words_in(tokens: Sequence[Token], element: Element) -> str:
    """Return the words of a short element in one line."""
    words = (
        token.text
        for token in tokens[element.start : min(element.end, element.start + MOST_TOKENS)]
        if isinstance(token, Words)
    )
    return " ".join("".join(words).split())


def _linked_posts(tokens: Sequence[Token]) -> Iterator[Mapping[str, Any]]:
    for node in find_linked(tokens):
        kinds = node.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(str(name).lower() in POST_TYPES for name in names):
            yield node


def find_linked(tokens: Sequence[Token]) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of the page's JSON-LD, those in a graph too."""
    for number, token in enumerate(tokens[:-1]):
        following = tokens[number + 1]
        is_linked = isinstance(token, Tag) and token.name == "script" and "ld+json" in token.get("type").lower()
        if is_linked and isinstance(following, Words):
            try:
                said = json.loads(following.text)
            except (ValueError, RecursionError):
                continue
            nodes = said if isinstance(said, list) else [said]
            for node in nodes:
                if isinstance(node, dict):
                    graph = node.get("@graph")
                    yield from (
                        each for each in (graph if isinstance(graph, list) else [node]) if isinstance(each, dict)
                    )
