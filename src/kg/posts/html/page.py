"""A whole HTML page as one post: its facts from the head, its text from the part that is the post."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from kg.model import Problem, Source
from kg.posts.bibtex import parse_bibtex
from kg.posts.compose import to_record
from kg.posts.facts import parse_facts
from kg.posts.html.addresses import saved_from
from kg.posts.html.flow import to_prose
from kg.posts.html.head import POST_TYPES, find_linked, find_metas, parse_head
from kg.posts.html.marked_up import words_in
from kg.posts.html.regions import Element, find_body, find_elements, prose_tokens
from kg.posts.html.tokens import Tag, Token, Words, parse_html
from kg.posts.markdown.name import why_no_page
from kg.posts.record import Findings, LeftOut
from kg.posts.titles import fold_title

_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
LIST_TYPES = frozenset(("collectionpage", "searchresultspage"))
LIST_CLASSES = frozenset(("archive", "search-results", "blog", "error404", "tag", "category"))
LARGEST = 8 * 1024 * 1024  # characters of one page
MOST_ARTICLES = 50  # of a page that are looked at


def is_html(text: str) -> bool:
    """Tell whether the text is a whole page."""
    return _START.match(text[:5_000]) is not None


def parse_html_page(text: str, path: str) -> Findings:
    """Yield the post that a page holds; a page that lists posts is left out."""
    if len(text) > LARGEST:
        yield Problem(path, 1, f"{len(text)} characters are more than the {LARGEST} that a page may have", "split it")
        return
    tokens = list(parse_html(text))
    elements = find_elements(tokens)
    source = Source(path)
    fields = dict(parse_head(tokens, elements))
    fields["url"] = [*fields["url"], saved_from(text)]
    facts = parse_facts(fields)
    reason = facts.left_out or why_no_page(path)
    if reason:
        yield LeftOut(source, reason)
        return
    body = find_body(elements)
    if _is_list(tokens, elements, fields):
        yield LeftOut(source, "a page that lists posts")
        return
    yield from _find_references(tokens, path)
    prose = to_prose(prose_tokens(tokens, body, _without_title(tokens, elements, facts.title)))
    if not facts.title and not prose.text:
        yield Problem(path, 1, "a page with neither title nor text", "save the page once its text has appeared")
        return
    if facts.flaw:
        yield Problem(path, 1, facts.flaw, "correct the date")
    yield to_record(facts, prose, source)


def _find_references(tokens: Sequence[Token], path: str) -> Findings:
    """Yield the bibliography that Distill keeps in the page."""
    for tag, words in pairwise(tokens):
        if isinstance(tag, Tag) and isinstance(words, Words) and tag.get("type").lower() == "text/bibtex":
            yield from parse_bibtex(words.text, path)


def _without_title(tokens: Sequence[Token], elements: Sequence[Element], title: str | None) -> list[Element]:
    """Return the elements, the headline that repeats the title marked as hidden."""
    return [_hidden(each) if _repeats(tokens, each, title or "") else each for each in elements]


def _repeats(tokens: Sequence[Token], element: Element, title: str) -> bool:
    called_so = element.tag.name in ("h3", "h4") and "title" in element.tag.get("class")
    is_headline = (called_so or element.tag.name in ("h1", "h2", "d-title")) and element.words <= 2 * len(title)
    return is_headline and fold_title(words_in(tokens, element)) == fold_title(title)


def _hidden(element: Element) -> Element:
    return Element(Tag(element.tag.name, attributes={"hidden": ""}), element.start, element.end, element.words)


def _says_it_lists(elements: Sequence[Element]) -> bool:
    """Tell whether the page calls itself a list: in the classes of WordPress's `body`, or as a feed of microformats."""
    classes = {name for each in elements if each.tag.name == "body" for name in each.tag.get("class").split()}
    kinds = {name for each in elements for name in each.tag.get("class").split() if name in ("h-feed", "h-entry")}
    return bool(classes & LIST_CLASSES and not classes & {"single", "page", "post"}) or kinds == {"h-feed"}


def _is_list(tokens: Sequence[Token], elements: Sequence[Element], fields: Mapping[str, Any]) -> bool:
    """Tell whether the page shows several posts in brief, each with its own headline, and has no date of its own."""
    types = {str(each.get("@type")).lower() for each in find_linked(tokens)}
    if types & POST_TYPES or (fields["date"] and "article:published_time" in find_metas(tokens)):
        return False
    if types & LIST_TYPES or _says_it_lists(elements):
        return True
    articles = [each for each in elements if each.tag.name == "article"]
    headed = sum(
        any(inner.tag.name in ("h1", "h2", "h3") and each.start < inner.start < each.end for inner in elements)
        for each in articles[:MOST_ARTICLES]
    )
    return headed > 1 and headed == len(articles[:MOST_ARTICLES])
