"""What a page says of itself: JSON-LD, `meta`, and what it shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from itertools import islice, pairwise
from typing import Any

from kg.posts.html.addresses import find_aliases, find_own_addresses
from kg.posts.html.flow import BLOCKS
from kg.posts.html.marked_up import TITLE_JOINTS, find_shown, words_in
from kg.posts.html.regions import Element, find_body, is_of_others, is_said_to_be_body
from kg.posts.html.shown import find_day, parse_shown
from kg.posts.html.tokens import Tag, Token, Words
from kg.posts.titles import fold_title

JUST_BELOW = 12  # tokens below a headline in which its day may stand, without anything that says so
LONGEST_BELOW = 40  # characters of them
MOST_WORDS = 200_000  # characters around a post that are looked at for a byline
MOST_WORDS_BEFORE = 3_000  # of a page of which nothing tells where the post starts
POST_TYPES = frozenset(("article", "blogposting", "newsarticle", "techarticle", "scholarlyarticle", "report"))
_IS_ABOUT_POST = re.compile(
    r"(?:^|\s)(?:(?:post|entry|article|page)(?:[_-]|__))?(?:meta|info|byline)(?:\s|$)", re.IGNORECASE
)
_SET_DAY = re.compile(r"\b(?:createTime|publish_time|publishTime)\s{0,9}[=:]\s{0,9}[\"']([0-9]{4}-[0-9]{2}-[0-9]{2})")
# When WeChat published a page, in seconds; its readers see the day in China.
_SET_SECOND = re.compile(r"\bvar ct\s{0,9}=\s{0,9}[\"']([0-9]{10})[\"']")
_OF_WECHAT = "js_content"
_CHINA = timezone(timedelta(hours=8))

# Which names of `meta` tell what, the best first.
_META = {
    "title": ("og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title"),
    "date": (
        "article:published_time", "datepublished", "citation_publication_date", "date", "dc.date", "dcterms.created",
        "dcterms.date", "publishdate", "pubdate", "publish_date", "og:article:published_time", "sailthru.date",
    ),
    "author": ("author", "byl", "parsely-author", "article:author", "citation_author", "dc.creator", "twitter:creator"),
    "tags": ("article:tag", "keywords", "citation_keywords", "news_keywords"),
    "description": ("description", "og:description"),
    "lang": ("og:locale", "content-language", "dc.language"),
    "url": ("og:url",),
}  # fmt: skip


def parse_head(tokens: Sequence[Token], elements: Sequence[Element]) -> Iterator[tuple[str, Any]]:
    """Yield the page's facts as fields, each at most once: JSON-LD before `meta` before what the page shows."""
    linked = next(_linked_posts(tokens), {})
    metas = find_metas(tokens)
    shown = find_shown(tokens, elements)
    told = {name: _first_of(metas, names) for name, names in _META.items()}
    canonical = [
        token.get("href")
        for token in tokens
        if isinstance(token, Tag) and token.name == "link" and "canonical" in token.get("rel").lower().split()
    ]
    title = _without_site(linked.get("headline") or told["title"], shown["headline"]) or shown["title"]
    yield "title", title
    written = parse_shown(_words_shown(tokens, elements))
    days = (linked.get("datePublished"), told["date"], shown["date"], written.get("date"))
    yield "date", next(filter(None, days), None) or next(_days_around(tokens, elements, str(title)), None)
    yield "author", linked.get("author") or told["author"] or shown["author"] or written.get("author")
    yield "readers", written.get("readers")
    yield "tags", linked.get("keywords") or metas.get("article:tag") or told["tags"]
    yield "description", told["description"] or linked.get("description")
    yield "lang", shown["lang"] or told["lang"] or linked.get("inLanguage")
    own = find_own_addresses(tokens, title if isinstance(title, str) else "")
    yield "url", [*canonical[:1], told["url"], linked.get("url"), *islice(own, 1)]
    yield "aliases", list(islice(find_aliases(tokens), 2))


def _without_site(title: Any, headline: str | None) -> Any:
    """Return a title without the site's name behind it, which the page's only headline does not have."""
    if isinstance(title, str) and headline and fold_title(TITLE_JOINTS.split(title)[0]) == fold_title(headline):
        return headline
    return title


def _words_shown(tokens: Sequence[Token], elements: Sequence[Element]) -> str:
    """Return the words around the post, but for comments, scripts and lists of other posts.

    Where nothing tells the post from what is around it, they are the first of the page.
    """
    skips = {each.start: each.end for each in elements if is_of_others(each)}
    body = find_body(elements)
    named = body is not None and is_said_to_be_body(body)
    if body and named:
        skips[body.start] = body.end
    most = MOST_WORDS if named else MOST_WORDS_BEFORE
    words: list[str] = []
    number = length = 0
    while number < len(tokens) and length < most:
        token = tokens[number]
        if number in skips:
            number = skips[number]
            continue
        number += 1
        if isinstance(token, Words):
            words.append(token.text)
            length += len(token.text)
        elif token.name in BLOCKS:
            words.append("\n")
    return "".join(words)


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


def _days_around(tokens: Sequence[Token], elements: Sequence[Element], title: str) -> Iterator[str]:
    """Yield the days in the lines about the post that themes show around it, right below its title, in a script."""
    lines = [each for each in elements if _IS_ABOUT_POST.search(each.tag.get("class"))]
    for line in sorted(lines, key=lambda each: each.start)[:5]:
        yield from filter(None, [find_day(words_in(tokens, line))])
    for each in elements:
        if each.tag.name in ("h1", "h2") and fold_title(words_in(tokens, each)) == fold_title(title):
            below = " ".join(
                token.text for token in tokens[each.end : each.end + JUST_BELOW] if isinstance(token, Words)
            )
            yield from filter(None, [find_day(below[:LONGEST_BELOW])])
    yield from _days_set(tokens)


def _days_set(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the days that scripts of the page set as the post's."""
    is_wechat = any(isinstance(token, Tag) and token.get("id") == _OF_WECHAT for token in tokens)
    for tag, words in pairwise(tokens):
        if isinstance(tag, Tag) and tag.name == "script" and isinstance(words, Words):
            found = _SET_DAY.search(words.text[:MOST_WORDS])
            if found:
                yield found[1]
            second = _SET_SECOND.search(words.text[:MOST_WORDS]) if is_wechat else None
            if second:
                yield datetime.fromtimestamp(int(second[1]), _CHINA).date().isoformat()


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
