"""A whole HTML page as one post: its facts from the head, its text from the part that is the post."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.model import Problem, Source
from kg.posts.facts import Facts, parse_facts
from kg.posts.html.flow import HtmlFlow
from kg.posts.html.regions import Element, find_body, find_elements, prose_tokens
from kg.posts.html.tokens import Tag, Token, Words, parse_html
from kg.posts.prose import Prose
from kg.posts.record import Findings, LeftOut, Record
from kg.posts.titles import fold_title

_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)[\s>]", re.I | re.S
)
MOST_TOKENS = 200  # of a headline
_LIST_OF_POSTS = frozenset(("collectionpage", "searchresultspage"))
_POST_TYPES = frozenset(("article", "blogposting", "newsarticle", "techarticle", "scholarlyarticle", "report"))
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


def is_html(text: str) -> bool:
    """Tell whether the text is a whole page."""
    return _START.match(text[:5_000]) is not None


def parse_html_page(text: str, path: str) -> Findings:
    """Yield the post that a page holds; a page that lists posts is left out."""
    tokens = list(parse_html(text))
    elements = find_elements(tokens)
    source = Source(path)
    fields = dict(_head_fields(tokens, elements))
    facts = parse_facts(fields)
    body = find_body(elements)
    if _is_list(tokens, elements, fields):
        yield LeftOut(source, "a page that lists posts")
        return
    prose = to_prose(prose_tokens(tokens, body, _without_title(tokens, elements, facts.title)))
    if not facts.title and not prose.text:
        yield Problem(path, 1, "a page with neither title nor text", "save the page once its text has appeared")
        return
    if facts.flaw:
        yield Problem(path, 1, facts.flaw, "correct the date")
    yield to_record(facts, prose, source)


def to_prose(tokens: Iterator[Token]) -> Prose:
    """Return the prose of tokens."""
    prose = Prose()
    HtmlFlow(prose).feed_tokens(tokens)
    return prose


def to_record(facts: Facts, prose: Prose, source: Source) -> Record:
    """Return the record of facts and prose."""
    return Record(
        sources=(source,),
        title=facts.title,
        body=prose.text,
        published=facts.published,
        author=facts.author,
        language=facts.language,
        readers=facts.readers,
        address=facts.address,
        aliases=facts.aliases,
        paths=facts.paths,
        abstract=facts.abstract,
        keywords=facts.keywords,
        zones=tuple(prose.zones),
        links=tuple(prose.links),
    )


def _head_fields(tokens: Sequence[Token], elements: Sequence[Element]) -> Iterator[tuple[str, Any]]:
    """Yield the page's facts as fields, each at most once: JSON-LD before `meta` before what the page shows."""
    linked = next(_linked_posts(tokens), {})
    metas = _metas(tokens)
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


def _metas(tokens: Sequence[Token]) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for token in tokens:
        if isinstance(token, Tag) and token.name == "meta" and token.get("content").strip():
            for name in {token.get("property"), token.get("name"), token.get("itemprop"), token.get("http-equiv")} - {
                ""
            }:
                metas.setdefault(name.lower(), []).append(token.get("content").strip())
    return metas


def _first_of(metas: Mapping[str, list[str]], names: Sequence[str]) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _shown(tokens: Sequence[Token], elements: Sequence[Element]) -> dict[str, str | None]:
    """Return what the page itself shows: its headline, `title`, first `time`, author and language."""
    in_order = sorted(elements, key=lambda each: each.start)
    headlines = [_words_in(tokens, each) for each in in_order if each.tag.name in ("h1", "d-title")]
    titles = [_words_in(tokens, each) for each in in_order if each.tag.name == "title"]
    times = [each.tag.get("datetime") or _words_in(tokens, each) for each in in_order if each.tag.name == "time"]
    authors = [_words_in(tokens, each) for each in in_order if "author" in each.tag.get("rel").split()]
    languages = [each.tag.get("lang") for each in in_order if each.tag.name == "html"]
    headline = headlines[0] if len(headlines) == 1 else None
    return {
        "title": headline or (_TITLE_JOINTS.split(titles[0])[0] if titles else None),
        "date": next(filter(None, times), None),
        "author": next(filter(None, authors), None),
        "lang": next(filter(None, languages), None),
    }


def _words_in(tokens: Sequence[Token], element: Element) -> str:
    words = (
        token.text
        for token in tokens[element.start : min(element.end, element.start + MOST_TOKENS)]
        if isinstance(token, Words)
    )
    return " ".join("".join(words).split())


def _without_title(tokens: Sequence[Token], elements: Sequence[Element], title: str | None) -> list[Element]:
    """Return the elements, the headline that repeats the title marked as hidden."""
    wanted = fold_title(title or "")
    return [_hidden(each) if _repeats(tokens, each, wanted) else each for each in elements]


def _repeats(tokens: Sequence[Token], element: Element, wanted: str) -> bool:
    return element.tag.name in ("h1", "h2", "d-title") and fold_title(_words_in(tokens, element)) == wanted


def _hidden(element: Element) -> Element:
    return Element(Tag(element.tag.name, attributes={"hidden": ""}), element.start, element.end, element.words)


def _is_list(tokens: Sequence[Token], elements: Sequence[Element], fields: Mapping[str, Any]) -> bool:
    """Tell whether the page shows several posts in brief, each with its own headline, and has no date of its own."""
    types = {str(each.get("@type")).lower() for each in _linked_nodes(tokens)}
    if types & _POST_TYPES or (fields["date"] and "article:published_time" in _metas(tokens)):
        return False
    if types & _LIST_OF_POSTS:
        return True
    articles = [each for each in elements if each.tag.name == "article"]
    headed = sum(
        any(inner.tag.name in ("h1", "h2", "h3") and each.start < inner.start < each.end for inner in elements)
        for each in articles[:50]
    )
    return headed > 1 and headed == len(articles[:50])


def _linked_posts(tokens: Sequence[Token]) -> Iterator[Mapping[str, Any]]:
    for node in _linked_nodes(tokens):
        kinds = node.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(str(name).lower() in _POST_TYPES for name in names):
            yield node


def _linked_nodes(tokens: Sequence[Token]) -> Iterator[Mapping[str, Any]]:
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
