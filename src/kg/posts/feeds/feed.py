"""RSS 0.9 to 2.0 and Atom: one post for each item."""

from __future__ import annotations

import html
import re
from typing import Any

from kg.model import Problem, Source
from kg.posts.compose import to_record
from kg.posts.facts import parse_facts
from kg.posts.feeds import blogger, livejournal, wordpress
from kg.posts.feeds.xml import Node, XmlError, parse_xml
from kg.posts.html.flow import to_prose
from kg.posts.record import Findings, LeftOut

_START = re.compile(
    r"\s*(?:<\?[^>]{0,300}\?>\s*|<!--.{0,2000}?-->\s*)*<(?:rss|feed|rdf:RDF|livejournal)[\s>]", re.DOTALL
)
_WANTED = frozenset(("item", "entry", "language", "author", "wp:author"))
# What WordPress writes below each post of its feeds.
_FOOT = re.compile(
    r"<p>\s*(?:The post )?<a [^<>]{1,500}>[^<>]{0,300}</a>\s*"
    r"(?:appeared first on|first appeared on|最先出现在|最先发布在)"
    r"\s*<a [^<>]{1,500}>[^<>]{0,300}</a>\s*[.。]?\s*</p>\s*$"
)
LONGEST_FOOT = 3_000  # characters
_NUMBERED = re.compile(r"[?&]p=[0-9]+$")


def is_feed(text: str) -> bool:
    """Tell whether the text is a feed or an export of WordPress."""
    return _START.match(text[:10_000]) is not None


def parse_feed(text: str, path: str) -> Findings:
    """Yield the posts of a feed; of a WordPress export the posts and pages that are published.

    Where the XML breaks off, what stands before is kept.
    """
    shared = {"lang": ""}
    authors: dict[str, str] = {}
    try:
        for node in parse_xml(text, _WANTED):
            if node.name == "language":
                shared["lang"] = node.text.strip()
            elif node.name == "author":
                shared["author"] = node.words("name")
            elif node.name == "wp:author":
                authors[node.words("wp:author_login")] = node.words("wp:author_display_name")
            else:
                yield from _parse_item(node, path, shared, authors)
    except XmlError as flaw:
        yield Problem(path, flaw.line, str(flaw), "export the feed again; what stands before this line was read")


def _parse_item(node: Node, path: str, defaults: dict[str, Any], authors: dict[str, str]) -> Findings:
    source = Source(path, node.line)
    reason = wordpress.why_left_out(node) or blogger.why_left_out(node) or livejournal.why_left_out(node)
    if reason:
        yield LeftOut(source, reason)
        return
    told = _fields(node)
    fields = {**told, **{name: words for name, words in defaults.items() if not told.get(name)}}
    fields["author"] = authors.get(fields["author"], fields["author"])
    facts = parse_facts(fields)
    prose = to_prose(_content(node))
    if facts.flaw:
        yield Problem(path, node.line, facts.flaw, "correct the date")
    if facts.title or prose.text:
        yield to_record(facts, prose, source)
    else:
        yield Problem(path, node.line, "an item with neither title nor text", "give it one, or take it out")


def _fields(node: Node) -> dict[str, Any]:
    if livejournal.is_livejournal(node):
        return livejournal.fields_of(node)
    return _entry_fields(node) if node.name == "entry" else _item_fields(node)


def _item_fields(node: Node) -> dict[str, Any]:
    """Return the fields of an RSS item."""
    guid = node.child("guid")
    is_address = guid is not None and guid.attributes.get("isPermaLink", "true") != "false"
    return {
        "title": (_to_words if node.child("wp:post_type") else html.unescape)(node.words("title")),
        "date": node.words("wp:post_date") or node.words("pubDate") or node.words("dc:date"),
        "author": node.words("dc:creator") or node.words("author"),
        "tags": list(dict.fromkeys(each.text.strip() for each in node.children("category") if _is_keyword(each))),
        "url": [node.words("link"), node.words("guid") if is_address else ""],
        "slug": node.words("wp:post_name"),
        "aliases": [node.words("guid")] if _NUMBERED.search(node.words("guid")) else [],
        "description": _to_words(node.words("excerpt:encoded") or _summary(node)),
    }


def _entry_fields(node: Node) -> dict[str, Any]:
    """Return the fields of an Atom entry."""
    links = [each for each in node.children("link") if each.attributes.get("rel", "alternate") == "alternate"]
    author = node.child("author")
    summary, title = node.child("summary"), node.child("title")
    return {
        "title": _to_words(_to_html(title)) if title else "",
        "date": node.words("published") or node.words("issued") or node.words("updated"),
        "author": author.words("name") if author else "",
        "tags": [each.attributes.get("term", "") for each in node.children("category") if not blogger.is_kind(each)],
        "url": [*(each.attributes.get("href", "") for each in links), node.words("id")],
        "path": node.words("blogger:filename"),
        "description": _to_words(_to_html(summary)) if summary and node.child("content") else "",
    }


def _is_keyword(category: Node) -> bool:
    """Tell whether a category is the author's, and none that WordPress keeps for itself."""
    domain = category.attributes.get("domain", "category")
    return domain in ("category", "post_tag", "tag") or "://" in domain


def _summary(node: Node) -> str:
    return node.words("description") if node.child("content:encoded") else ""


def _content(node: Node) -> str:
    """Return the item's text as HTML."""
    if livejournal.is_livejournal(node):
        return livejournal.content_of(node)
    if node.name == "entry":
        content = node.child("content") or node.child("summary")
        return _to_html(content) if content else ""
    encoded = node.words("content:encoded") or node.words("description")
    return wordpress.to_html(encoded) if node.child("wp:post_type") else _without_foot(encoded)


def _without_foot(encoded: str) -> str:
    cut = max(0, len(encoded) - LONGEST_FOOT)
    return encoded[:cut] + _FOOT.sub("", encoded[cut:])


def _to_html(node: Node) -> str:
    """Return an Atom text construct (RFC 4287, 3.1) as HTML."""
    kind = node.attributes.get("type", "text")
    if kind == "xhtml":
        return node.to_html()
    return node.text if kind in ("html", "text/html") else html.escape(node.text)


def _to_words(markup: str) -> str:
    return " ".join(to_prose(markup).text.split())
