"""Works that posts cite, and the series that posts are parts of, as triples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.model import Series, Work, WorkKind
from kg.rdf import terms
from kg.rdf.literals import to_quoted, to_text

if TYPE_CHECKING:
    from kg.rdf.iris import Iris
    from kg.rdf.nodes import Facts


@dataclass(frozen=True, slots=True)
class _Form:
    """How one sort of work is said in schema.org and in FaBiO, and which property has its title."""

    schema: str
    fabio: str
    title: str


_FORM_OF: Final = {
    WorkKind.PAPER: _Form(terms.SCHOLARLY_ARTICLE, terms.FABIO_PAPER, terms.HEADLINE),
    WorkKind.ARTICLE: _Form(terms.ARTICLE, terms.FABIO_ARTICLE, terms.HEADLINE),
    WorkKind.BOOK: _Form(terms.BOOK, terms.FABIO_BOOK, terms.NAME),
    WorkKind.PAGE: _Form(terms.WEB_PAGE, terms.FABIO_PAGE, terms.NAME),
}


def to_work_facts(work: Work, iris: Iris) -> Facts:
    """Return what is known of one work."""
    form = _FORM_OF[work.kind]
    facts: Facts = {terms.TYPE: [form.schema, form.fabio]}
    if work.title:
        facts[form.title] = [to_text(work.title, work.language)]
    if work.address:
        facts[terms.URL] = [iris.node(work.address)]
    if work.identifiers:
        facts[terms.IDENTIFIER] = [to_quoted(identifier) for identifier in work.identifiers]
    return facts


def to_series_facts(series: Series) -> Facts:
    """Return what is known of one series."""
    return {terms.TYPE: [terms.CREATIVE_WORK_SERIES], terms.NAME: [to_quoted(series.title)]}
