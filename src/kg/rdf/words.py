"""Changes between two builds in words: what a person would say of them, evidence phrase by phrase."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.errors import InputError
from kg.rdf import terms
from kg.rdf.difference import Change, Sign
from kg.rdf.nodes import to_curie

_LONGEST: Final = 60  # characters of a text that is quoted
_KIND_OF: Final = {
    terms.BLOG: "blog",
    terms.BLOG_POSTING: "post",
    terms.CONCEPT: "concept",
    terms.CREATIVE_WORK_SERIES: "series",
    terms.PERSON: "person",
    terms.STATEMENT: "statement",
    terms.CONCEPT_SCHEME: "scheme",
    terms.SCHOLARLY_ARTICLE: "work",
    terms.ARTICLE: "work",
    terms.BOOK: "work",
    terms.WEB_PAGE: "work",
}
_NAMES: Final = frozenset(
    term.encode() for term in (terms.HEADLINE, terms.NAME, terms.PREF_LABEL, terms.TITLE, terms.LABEL, terms.TYPE)
)
_VERB_OF: Final = {
    terms.ABOUT: "is about",
    terms.MENTIONS: "names",
    terms.CITES: "cites",
    terms.BROADER: "lies under",
    terms.RELATED: "is related to",
    terms.EXACT_MATCH: "is the same as",
    terms.DEFINED_BY: "is introduced by",
    terms.IS_PART_OF: "is part of",
    terms.AUTHOR: "is by",
    terms.HEADLINE: "is titled",
    terms.NAME: "is called",
    terms.PREF_LABEL: "is called",
    terms.LABEL: "is called",
    terms.ALT_LABEL: "is also called",
    terms.HIDDEN_LABEL: "is also found as",
    terms.DEFINITION: "is defined as",
    terms.DATE_PUBLISHED: "was published on",
    terms.DATE: "was published on",
    terms.KEYWORDS: "has the tag",
    terms.ABSTRACT: "has the abstract",
    terms.URL: "has the address",
    terms.SAME_AS: "has the other address",
    terms.WAS_DERIVED_FROM: "was read from",
    terms.IN_LANGUAGE: "is in the language",
    terms.IN_SCHEME: "is in",
    terms.KIND: "is of the sort",
    terms.POSITION: "has the place",
    terms.USER_INTERACTION_COUNT: "has so many readers:",
    terms.IDENTIFIER: "has the identifier",
    terms.SOFTWARE_VERSION: "has the version",
}
# The dataset's numbers about itself follow from the rest.
_OF_THE_DATASET: Final = tuple(f"<{terms.PREFIXES[prefix]}" for prefix in ("dcat", "spdx", "void"))
_OF_A_STATEMENT: Final = (terms.SUBJECT, terms.PREDICATE, terms.OBJECT)  # its IRI names all three
_PHRASE: Final = re.compile(r"(.*)#char=(\d+),(\d+)")


@dataclass(frozen=True, slots=True)
class _Fact:
    """A triple as it is spoken of: the subject an IRI, the predicate one in angle brackets."""

    subject: str
    predicate: str
    value: str  # an IRI, or the characters of a literal
    is_literal: bool
    language: str | None


@dataclass(slots=True)
class Name:
    """How a thing is spoken of: what it is, and what it is called."""

    kind: str = ""
    label: str = ""


def read_names(*folders: Path) -> dict[str, Name]:
    """Return what the things of the builds are called, by IRI; the last build's word counts."""
    names: dict[str, Name] = {}
    for folder in folders:
        with (folder / "graph.nt").open("rb") as file:
            for line in file:
                if line.split(b" ", 2)[1] in _NAMES:
                    _add_name(names, _parse(line))
    return names


def to_words(changes: Iterable[Change], names: Mapping[str, Name]) -> Iterator[str]:
    """Yield a line for each change that a person would speak of."""
    for _, group in groupby(changes, key=lambda change: change.line.partition(b" ")[0]):
        of_one_subject = list(group)
        for sign in (Sign.REMOVED, Sign.ADDED):
            facts = [_parse(change.line) for change in of_one_subject if change.sign is sign]
            found = _PHRASE.fullmatch(facts[0].subject) if facts else None
            sentences = _say_phrase(facts, found, names) if found else _say(facts, names)
            yield from (f"{sign} {sentence}" for sentence in sentences)


def _parse(line: bytes) -> _Fact:
    try:
        quad = next(iter(parse(line, format=RdfFormat.N_TRIPLES)))
    except (SyntaxError, StopIteration) as error:
        shown = line.decode("utf-8", "replace").strip()[:_LONGEST]
        raise InputError("the build", f"holds a line that is no triple: {shown}", remedy="build it again") from error
    subject, value = (
        each.value if isinstance(each, NamedNode | Literal) else str(each) for each in (quad.subject, quad.object)
    )
    is_literal = isinstance(quad.object, Literal)
    language = quad.object.language if isinstance(quad.object, Literal) else None
    return _Fact(subject, str(quad.predicate), value, is_literal, language)


def _add_name(names: dict[str, Name], fact: _Fact) -> None:
    name = names.setdefault(fact.subject, Name())
    if not fact.is_literal:
        name.kind = _KIND_OF.get(f"<{fact.value}>", name.kind)
    elif not name.label or fact.language == "en":
        name.label = fact.value


def _say(facts: Iterable[_Fact], names: Mapping[str, Name]) -> Iterator[str]:
    for fact in facts:
        predicate = fact.predicate
        if predicate.startswith(_OF_THE_DATASET) or predicate in _OF_A_STATEMENT:
            continue
        subject = _to_name(fact.subject, names)
        if predicate == terms.TYPE:
            yield f"{subject} is there"
            continue
        verb = _VERB_OF.get(predicate) or to_curie(predicate) or predicate
        yield f"{subject} {verb} {_to_object(fact, names)}"


def _say_phrase(facts: Iterable[_Fact], found: re.Match[str], names: Mapping[str, Name]) -> Iterator[str]:
    """Say what is new or gone of one stretch of characters; where it stands follows from its IRI."""
    objects: dict[str, list[_Fact]] = {}
    for fact in facts:
        objects.setdefault(fact.predicate, []).append(fact)
    post = _to_name(found[1] if found[1] in names else found[1].replace("%23", "#"), names)
    for fact in objects.get(terms.IS_STRING, ()):
        yield f"{post} has a text of {len(fact.value)} characters, {_quote(fact.value)}"
    words = next((f"{_quote(each.value)} " for each in objects.get(terms.ANCHOR_OF, ())), "")
    where = f"{words}at {found[2]} to {found[3]}"
    for fact in (*objects.get(terms.TA_IDENT_REF, ()), *objects.get(terms.TOPIC, ())):
        yield f"{post} has {where} for {_to_object(fact, names)}"
    if not words:
        for fact in objects.get(terms.TA_CONFIDENCE, ()):
            yield f"{post} is sure of what stands {where} by {fact.value}"


def _to_object(fact: _Fact, names: Mapping[str, Name]) -> str:
    if fact.is_literal:
        language = f" ({fact.language})" if fact.language else ""
        return _quote(fact.value) + language
    return _to_name(fact.value, names)


def _to_name(iri: str, names: Mapping[str, Name]) -> str:
    name = names.get(iri) or Name()
    if not name.label:
        return f"{name.kind} <{iri}>".strip()
    return f"{name.kind} {_quote(name.label)}".strip()


def _quote(text: str) -> str:
    shown = " ".join(text.split())
    return f"“{shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + '…'}”"
