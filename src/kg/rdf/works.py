"""Works that posts cite, and the series that posts are parts of, as triples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.model import Series, Work, WorkKind
from kg.rdf import terms
from kg.rdf.literals import to_quoted, to_text

if TYPE_CHECKING:
    from kg.rdf.iris import Iris


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


def to_work_triples(work: Work, iris: Iris) -> Iterator[str]:
    """Yield what is known of one work."""
    subject = f"<{iris.of(work.id)}>"
    form = _FORM_OF[work.kind]
    yield f"{subject} {terms.TYPE} {form.schema} ."
    yield f"{subject} {terms.TYPE} {form.fabio} ."
    if work.title:
        yield f"{subject} {form.title} {to_text(work.title, work.language)} ."
    if work.address:
        yield f"{subject} {terms.URL} <{iris.of(work.address)}> ."
    for identifier in work.identifiers:
        yield f"{subject} {terms.IDENTIFIER} {to_quoted(identifier)} ."


def to_series_triples(series: Series, iris: Iris) -> Iterator[str]:
    """Yield what is known of one series."""
    subject = f"<{iris.of(series.id)}>"
    yield f"{subject} {terms.TYPE} {terms.CREATIVE_WORK_SERIES} ."
    yield f"{subject} {terms.NAME} {to_quoted(series.title)} ."
