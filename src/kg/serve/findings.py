"""What a search found, as a page for people, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from html import escape
from typing import Any, Final

from kg.model import Span
from kg.query.text.search import Found, Hit
from kg.serve.addresses import to_address
from kg.serve.shell import to_html

_FEW: Final = 5
_COLUMNS: Final = ("kind", "iri", "title", "date", "score", "snippet")


def parse_found(body: bytes) -> Found:
    """Return what a process of the pool has found."""
    fields = json.loads(body)
    posts, concepts = (tuple(map(_parse_hit, fields[name])) for name in ("posts", "concepts"))
    return Found(posts=posts, concepts=concepts, is_exact=fields["is_exact"])


def to_json(text: str, found: Found) -> bytes:
    """Return an object; `marks` are pairs of offsets into `snippet`, in code points, end exclusive."""
    posts, concepts = ([_to_fields(hit) for hit in hits] for hits in (found.posts, found.concepts))
    answer = {"text": text, "exact": found.is_exact, "posts": posts, "concepts": concepts}
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def to_csv(found: Found) -> bytes:
    """Return a line for each hit, as RFC 4180 has it."""
    stream = io.StringIO(newline="")
    table = csv.writer(stream)
    table.writerow(_COLUMNS)
    for kind, hits in (("concept", found.concepts), ("post", found.posts)):
        table.writerows((kind, hit.iri, hit.title, hit.date or "", hit.score, hit.snippet) for hit in hits)
    return stream.getvalue().encode("utf-8", "replace")


def to_page(text: str, found: Found | None, base: str) -> bytes:
    """Return the page with the blank for words, and below it what was found, if anything was looked for."""
    shown = escape(text)
    form = (
        '<h1>Search</h1>\n<form action="/search" method="get" role="search">'
        f'<label>Words <input type="search" name="q" value="{shown}" size="40" autofocus></label> '
        '<button type="submit">Search</button></form>\n'
    )
    title = f"{shown} – search" if text else "Search"
    return to_html(title, form + "".join(_to_sections(found, base))).encode("utf-8", "replace")


def _parse_hit(fields: dict[str, Any]) -> Hit:
    return Hit(**{**fields, "marks": tuple(Span(**mark) for mark in fields["marks"])})


def _to_fields(hit: Hit) -> dict[str, Any]:
    return asdict(hit) | {"marks": [[mark.start, mark.end] for mark in hit.marks]}


def _to_sections(found: Found | None, base: str) -> Iterator[str]:
    if found is None:
        return
    if not found.posts and not found.concepts:
        yield "<p>Nothing says that.</p>"
    if not found.is_exact:
        yield "<p>No post says all of it; these say some.</p>"
    # Posts are what people look for: a few concepts stand before them, all of them where there is no post.
    concepts = found.concepts[:_FEW] if found.posts else found.concepts
    for heading, hits in (("Concepts", concepts), ("Posts", found.posts)):
        if hits:
            yield f"<section><h2>{heading}</h2><ol>{''.join(_to_entries(hits, base))}</ol></section>\n"


def _to_entries(hits: Sequence[Hit], base: str) -> Iterator[str]:
    for hit in hits:
        link = f'<a href="{escape(to_address(hit.iri, base))}"><bdi>{escape(hit.title or hit.iri)}</bdi></a>'
        date = f" <time>{escape(hit.date)}</time>" if hit.date else ""
        yield f'<li>{link}{date}<br><span class="faint">{_to_marked(hit)}</span></li>'


def _to_marked(hit: Hit) -> str:
    """Return the snippet with what was looked for marked."""
    pieces, end = [], 0
    for mark in hit.marks:
        pieces += [escape(hit.snippet[end : mark.start]), f"<mark>{escape(mark.of(hit.snippet))}</mark>"]
        end = mark.end
    return "".join((*pieces, escape(hit.snippet[end:])))
