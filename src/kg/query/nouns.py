"""Posts and concepts as nouns again, from a build: what kg's own stages have, as far as the build keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import unquote

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.model import Concept, ConceptId, ConceptKind, Post, PostId, SeriesId, Source, Text
from kg.rdf import terms
from kg.rdf.iris import Iris


class NounReader:
    """Reads nouns by their ids; `id_by_iri` are the ids of the build's graph."""

    def __init__(self, store: Store, iris: Iris, ids: Iterator[str]) -> None:
        self._store = store
        self._iris = iris
        self._id_by_iri = {iris.of(each): each for each in ids}

    def read_post(self, identifier: str) -> Post:
        """Return a post; its zones, its links and the lines of its sources are not kept in a build."""
        iri = self._iris.of(identifier)
        title = self._value(iri, terms.HEADLINE)
        published = self._value(iri, terms.DATE_PUBLISHED)
        series = self._ids(iri, terms.IS_PART_OF)
        return Post(
            id=PostId(identifier),
            title=title,
            body=self._text(iri)[len(title or "") + 1 :],
            published=date.fromisoformat(published) if published else None,
            month_day=self._value(iri, terms.DATE),
            author=self._value(self._value(iri, terms.AUTHOR), terms.NAME),
            language=self._value(iri, terms.IN_LANGUAGE) or "und",
            readers=self._number(self._value(iri, terms.INTERACTION_STATISTIC), terms.USER_INTERACTION_COUNT),
            address=self._value(iri, terms.URL),
            aliases=tuple(self._values(iri, terms.SAME_AS)),
            abstract=self._value(iri, terms.ABSTRACT),
            keywords=tuple(self._values(iri, terms.KEYWORDS)),
            series=SeriesId(series[0]) if series else None,
            position=self._number(iri, terms.POSITION),
            sources=tuple(Source(path) for path in self._paths(iri)),
        )

    def read_concept(self, identifier: str, facts: Mapping[str, Any]) -> Concept:
        """Return a concept; the facts are those of its node."""
        iri = self._iris.of(identifier)
        return Concept(
            id=ConceptId(identifier),
            kind=ConceptKind(facts["concept_kind"]),
            preferred=self._texts(iri, terms.PREF_LABEL),
            alternative=self._texts(iri, terms.ALT_LABEL),
            hidden=self._texts(iri, terms.HIDDEN_LABEL),
            definition=self._texts(iri, terms.DEFINITION),
            broader=tuple(map(ConceptId, self._ids(iri, terms.BROADER))),
            related=tuple(map(ConceptId, self._ids(iri, terms.RELATED))),
            exact_match=tuple(self._values(iri, terms.EXACT_MATCH)),
            scheme=facts["scheme"],
        )

    def _terms(self, iri: str | None, predicate: str) -> list[NamedNode | Literal]:
        if iri is None:
            return []
        pattern = NamedNode(iri), NamedNode(predicate[1:-1]), None, DefaultGraph()
        found: list[Any] = [quad.object for quad in self._store.quads_for_pattern(*pattern)]
        return sorted(found, key=str)

    def _values(self, iri: str | None, predicate: str) -> list[str]:
        return [term.value for term in self._terms(iri, predicate)]

    def _value(self, iri: str | None, predicate: str) -> str | None:
        return next(iter(self._values(iri, predicate)), None)

    def _number(self, iri: str | None, predicate: str) -> int | None:
        value = self._value(iri, predicate)
        return int(value) if value else None

    def _texts(self, iri: str, predicate: str) -> tuple[Text, ...]:
        found = self._terms(iri, predicate)
        return tuple(sorted(Text(term.value, term.language or "und") for term in found if isinstance(term, Literal)))

    def _ids(self, iri: str, predicate: str) -> list[str]:
        """Return the ids of the nodes that a property leads to; what is no node, such as the blog, is left out."""
        return sorted(self._id_by_iri[value] for value in self._values(iri, predicate) if value in self._id_by_iri)

    def _text(self, iri: str) -> str:
        source = NamedNode(terms.SOURCE_URL[1:-1])
        context = next(self._store.quads_for_pattern(None, source, NamedNode(iri), DefaultGraph()), None)
        return (self._value(str(context.subject)[1:-1], terms.IS_STRING) or "") if context else ""

    def _paths(self, iri: str) -> Iterator[str]:
        start = self._iris.source("")
        for value in self._values(iri, terms.WAS_DERIVED_FROM):
            yield unquote(value.removeprefix(start))
