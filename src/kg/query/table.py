"""An answer as a table for people: aligned columns, short names, nothing that a terminal would obey."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.query.screen import shorten, to_visible, width_of
from kg.rdf.terms import PREFIXES

# Texts of posts are longer than any screen: the other formats have them whole.
_WIDEST_CELL: Final = 100
_NARROWEST: Final = 8  # a column is not cut further: lines are wrapped then
_GAP: Final = 2
_LOCAL_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_\-]*")
_NUMBERS: Final = frozenset(
    NamedNode(f"{PREFIXES['xsd']}{name}") for name in ("integer", "decimal", "double", "nonNegativeInteger")
)


def to_table(names: Sequence[str], rows: Iterable[Sequence[Any]], base: str, width: int | None = None) -> str:
    """Return the rows under their names; an IRI under the base or a prefix is written as a query may write it.

    `width` is the columns of a screen: the widest cells are cut until no line is wrapped, as far as that goes.
    """
    terms = [list(row) for row in rows]
    head = [shorten(to_visible(name), _WIDEST_CELL) for name in names]
    cells = [[shorten(to_visible(to_cell(term, base)), _WIDEST_CELL) for term in row] for row in terms]
    widths = [max(map(width_of, column)) for column in zip(head, *cells, strict=True)]
    if width is not None:
        widths = _fit(widths, width)
        head, *cells = [[shorten(cell, most) for cell, most in zip(row, widths, strict=True)] for row in (head, *cells)]
    is_number = [_are_numbers(column) for column in zip(*terms, strict=True)] or [False] * len(head)
    lines = [_to_line(head, widths, is_number), "  ".join("-" * width for width in widths)]
    lines += [_to_line(row, widths, is_number) for row in cells]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _fit(widths: Sequence[int], width: int) -> list[int]:
    """Cut the widest columns to one width, so that all of them and two spaces between them fit."""
    room = width - _GAP * (len(widths) - 1)
    most = max(widths, default=0)
    while most > _NARROWEST and sum(min(each, most) for each in widths) > room:
        most -= 1
    return [min(each, most) for each in widths]


def to_cell(term: Any, base: str) -> str:
    """Return what to show for a term: a literal without quotes, an IRI as short as a query may have it."""
    if term is None:
        return ""
    if isinstance(term, Literal):
        return term.value
    if isinstance(term, NamedNode):
        return _to_short(term.value, base)
    return f"_:{term.value}" if isinstance(term, BlankNode) else str(term)


def _to_short(iri: str, base: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    if base.endswith("/") and iri.startswith(base) and len(iri) > len(base):
        return f"<{iri[len(base) :]}>"
    return f"<{iri}>"


def _are_numbers(column: Iterable[Any]) -> bool:
    return all(isinstance(term, Literal) and term.datatype in _NUMBERS for term in column)


def _to_line(cells: Sequence[str], widths: Sequence[int], is_number: Sequence[bool]) -> str:
    padded = (
        (" " * (width - width_of(cell)) + cell) if right else (cell + " " * (width - width_of(cell)))
        for cell, width, right in zip(cells, widths, is_number, strict=True)
    )
    return "  ".join(padded)
