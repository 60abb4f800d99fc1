"""The export of Ghost: one JSON file with the tables of its database."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.model import Problem, Source
from kg.posts.compose import to_record
from kg.posts.facts import parse_facts
from kg.posts.html.flow import to_prose
from kg.posts.record import Findings, LeftOut

DEEPEST = 60  # nodes of the editor's document in each other
HERE = "__GHOST_URL__"  # where the blog lives, wherever that is
_START = re.compile(r"\s*\{\s*\"(?:db\"\s*:\s*\[|data\"\s*:\s*\{|meta\"\s*:\s*\{)")
_TAGS = {
    "paragraph": "p", "heading": "h2", "extended-heading": "h2", "listitem": "li",
    "quote": "blockquote", "extended-quote": "blockquote", "aside": "blockquote",
}  # fmt: skip


def is_ghost(text: str) -> bool:
    """Tell whether the text is an export of Ghost."""
    return _START.match(text[:1_000]) is not None and '"posts"' in text and '"slug"' in text


def parse_ghost(text: str, path: str) -> Findings:
    """Yield the posts of an export; drafts and pages are left out."""
    tables = _tables(text)
    if tables is None:
        yield Problem(path, 1, "no export of Ghost, though it starts like one", "export the blog again")
        return
    authors = _linked(tables, "posts_authors", "author_id", tables.get("users"))
    tags = _linked(tables, "posts_tags", "tag_id", tables.get("tags"))
    for post in _rows(tables.get("posts")):
        yield from _parse_post(post, path, authors, tags)


def _parse_post(
    post: Mapping[str, Any], path: str, authors: Mapping[str, list[str]], tags: Mapping[str, list[str]]
) -> Findings:
    key, source = str(post.get("id")), Source(path)
    facts = parse_facts(
        {
            "title": post.get("title"),
            "date": post.get("published_at"),
            "author": authors.get(key, []),
            "tags": [tag for tag in tags.get(key, []) if not tag.startswith("#")],
            "slug": post.get("slug"),
            "status": post.get("status"),
            "lang": post.get("locale"),
            "canonical_url": post.get("canonical_url"),
            "description": post.get("custom_excerpt"),
        }
    )
    reason = "a page of the site, no post" if str(post.get("type")) == "page" else facts.left_out
    if reason:
        yield LeftOut(source, reason)
        return
    prose = to_prose(_html_of(post).replace(HERE, ""))
    if facts.title or prose.text:
        yield to_record(facts, prose, source)


def _tables(text: str) -> Mapping[str, Any] | None:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return None
    database = whole.get("db", [whole]) if isinstance(whole, dict) else None
    first = database[0] if isinstance(database, list) and database else None
    tables = first.get("data") if isinstance(first, Mapping) else None
    return tables if isinstance(tables, Mapping) else None


def _rows(table: Any) -> Iterator[Mapping[str, Any]]:
    yield from (row for row in (table if isinstance(table, list) else ()) if isinstance(row, Mapping))


def _linked(tables: Mapping[str, Any], links: str, column: str, named: Any) -> dict[str, list[str]]:
    """Return the names that the rows of a table of links give to each post, in their order."""
    name_of = {str(row.get("id")): str(row.get("name") or "") for row in _rows(named)}
    found: dict[str, list[str]] = {}
    for row in sorted(_rows(tables.get(links)), key=lambda row: str(row.get("sort_order", "")).zfill(6)):
        name = name_of.get(str(row.get(column)))
        if name:
            found.setdefault(str(row.get("post_id")), []).append(name)
    return found


def _html_of(post: Mapping[str, Any]) -> str:
    """Return a post's text: as Ghost rendered it, else from the document of its editor."""
    rendered, written = post.get("html"), post.get("lexical")
    if isinstance(rendered, str) and rendered.strip():
        return rendered
    try:
        document = json.loads(written) if isinstance(written, str) else {}
    except (ValueError, RecursionError):
        document = {}
    root = document.get("root") if isinstance(document, Mapping) else None
    if isinstance(root, Mapping):
        return "".join(_to_html(root, 0))
    return html.escape(str(post.get("plaintext") or "")).replace("\n", "<br>")


def _to_html(node: Mapping[str, Any], depth: int) -> Iterator[str]:
    """Yield a node of the editor's document as HTML."""
    kind, children = str(node.get("type")), node.get("children")
    tag = _TAGS.get(kind, "ol" if node.get("listType") == "number" else "ul" if kind == "list" else "")
    for name, around in (("text", "{}"), ("caption", "<p>{}</p>"), ("code", "<pre>{}</pre>")):
        if isinstance(node.get(name), str):
            yield around.format(html.escape(node[name]))
    if kind in ("html", "callout"):
        yield str(node.get("html") or node.get("calloutText") or "")
    address = html.escape(str(node.get("url") or "")) if kind == "link" else ""
    yield f'<a href="{address}">' if address else f"<{tag}>" if tag else ""
    for child in children if isinstance(children, list) and depth < DEEPEST else ():
        if isinstance(child, Mapping):
            yield from _to_html(child, depth + 1)
    yield "</a>" if address else f"</{tag}>" if tag else "<br>" if kind == "linebreak" else ""
