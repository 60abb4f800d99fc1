"""An answer in the format that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import QueryBoolean, QueryResultsFormat, RdfFormat, parse, parse_query_results, serialize

from kg.query.formats import RESULT_FORMATS, TRIPLE_FORMATS, Form, Format, check_fit
from kg.query.table import to_table
from kg.rdf.nodes import to_nodes
from kg.rdf.turtle import to_turtle

if TYPE_CHECKING:
    from kg.query.ask import Answer


def to_bytes(answer: Answer, asked: Format | None = None, *, width: int | None = None) -> bytes:
    """Return the answer in a format, the table or Turtle by default; raise `UsageError` if it does not fit.

    `width` is the columns of the screen that a table should fit, None for a table that cuts long texts only.
    """
    chosen = check_fit(answer.form, asked)
    if answer.form is Form.TRIPLES:
        return _to_triples(answer, chosen)
    results = parse_query_results(answer.body, format=QueryResultsFormat.JSON)
    if chosen is not Format.TABLE:
        return results.serialize(format=RESULT_FORMATS[chosen]) or b""
    if isinstance(results, QueryBoolean):
        return b"true\n" if results else b"false\n"
    return to_table([variable.value for variable in results.variables], results, answer.base, width).encode()


def _to_triples(answer: Answer, chosen: Format) -> bytes:
    if chosen is Format.NT:
        return answer.body
    if chosen is Format.TURTLE:
        lines = answer.body.decode().removesuffix("\n").split("\n") if answer.body else []
        return "".join(to_turtle(to_nodes(lines))).encode()
    quads = parse(answer.body, format=RdfFormat.N_TRIPLES)
    return serialize((quad.triple for quad in quads), format=TRIPLE_FORMATS[chosen]) or b""
