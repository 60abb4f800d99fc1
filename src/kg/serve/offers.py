"""The media types in which an answer may be had; under each, the first is what a client without a wish gets."""

from __future__ import annotations

from typing import Final

from kg.query.formats import Format
from kg.serve.accept import choose
from kg.serve.refusals import Refusal

HTML: Final = "text/html"
ROWS: Final = {
    "application/sparql-results+json": Format.JSON,
    "application/json": Format.JSON,
    "application/sparql-results+xml": Format.XML,
    "application/xml": Format.XML,
    "text/xml": Format.XML,
    "text/csv": Format.CSV,
    "text/tab-separated-values": Format.TSV,
}
TRIPLES: Final = {
    "text/turtle": Format.TURTLE,
    "application/n-triples": Format.NT,
    "application/ld+json": Format.JSONLD,
}
LISTS: Final = {  # of a named question: no browser is to get XML
    media_type: ROWS[media_type]
    for media_type in (
        "application/json",
        "application/sparql-results+json",
        "text/csv",
        "text/tab-separated-values",
    )
}
FORMATS: Final = {"json": "application/json", "csv": "text/csv", "tsv": "text/tab-separated-values"}


def to_content_type(media_type: str) -> str:
    """Return the media type with what the bytes of an answer are encoded in, where the type itself does not say."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def to_unacceptable(*offers: str) -> Refusal:
    """Return the refusal of a client that wants none of the media types."""
    return Refusal(406, "none of the media types in Accept can be had", f"accept one of {', '.join(offers)}")


def is_page_wanted(accept: str, *offers: str) -> bool:
    """Tell whether the client is a browser: it wants HTML rather than any of the offers."""
    return bool(accept) and choose([*offers, HTML], accept) == HTML
