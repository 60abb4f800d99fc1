"""One thing of the build as a page: what it says, what is said of it, every name a link. No script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Final
from urllib.parse import quote, urlsplit

from kg.rdf.terms import PREFIXES
from kg.serve.shell import to_html

MOST_LINKS: Final = 500
_LONGEST_TEXT: Final = 2000
_NAMES: Final = ("schema:headline", "skos:prefLabel", "schema:name", "rdfs:label", "dcterms:title")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A property and what it leads to: a text, or a thing with its name and the address that shows it."""

    property: str
    text: str
    language: str
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """All that a page shows of a thing."""

    iri: str
    address: str
    outgoing: Sequence[Statement]
    incoming: Sequence[Statement]


def to_page(portrait: Portrait) -> str:
    """Return the page."""
    name = escape(_name_of(portrait))
    alternate = f'<link rel="alternate" type="text/turtle" href="{escape(portrait.address)}">'
    body = f"""<h1>{name}</h1>
<p class="iri">{_to_outside(portrait.iri)}</p>
<p><a href="/sparql?query={quote(f"DESCRIBE <{portrait.iri}>", safe="")}">Ask about it in SPARQL</a></p>
{_to_list(portrait.outgoing, "")}
{_to_list(portrait.incoming, "is the ")}
{_to_remark(portrait)}"""
    return to_html(name, body, alternate)


def _to_remark(portrait: Portrait) -> str:
    is_cut = MOST_LINKS in (len(portrait.outgoing), len(portrait.incoming))
    return f"<p>There is more: only {MOST_LINKS} statements are shown.</p>" if is_cut else ""


def _name_of(portrait: Portrait) -> str:
    by_property = {_to_short(each.property): each.text for each in reversed(portrait.outgoing)}
    return next((by_property[name] for name in _NAMES if name in by_property), portrait.iri)


def _to_list(statements: Sequence[Statement], before: str) -> str:
    after = " of" if before else ""
    return "".join(
        f"<section><h2>{before}{escape(_to_short(each))}{after}</h2><ul>{''.join(_to_entries(group))}</ul></section>\n"
        for each, group in groupby(statements, key=lambda statement: statement.property)
    )


def _to_entries(statements: Iterator[Statement]) -> Iterator[str]:
    for each in statements:
        language = f' lang="{escape(each.language)}"' if each.language else ""
        text = each.text if len(each.text) <= _LONGEST_TEXT else f"{each.text[:_LONGEST_TEXT]}…"
        words = f"<bdi{language}>{escape(text)}</bdi>"
        yield f'<li><a href="{escape(each.address)}">{words}</a></li>' if each.address else f"<li>{words}</li>"


def _to_outside(iri: str) -> str:
    """Link to where the IRI itself leads, if that is the web."""
    shown = escape(iri)
    is_web = iri.startswith(("http://", "https://")) and urlsplit(iri).netloc
    return f'<a href="{shown}" rel="noreferrer nofollow">{shown}</a>' if is_web else shown


def _to_short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
