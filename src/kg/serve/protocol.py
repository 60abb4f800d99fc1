"""The query operation of the SPARQL 1.1 Protocol (W3C Recommendation, 21 March 2013), section 2.1."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request

from kg.serve.bodies import parse_content_type, read_body
from kg.serve.parameters import Parameters, check_graphs, check_length, find_one, parse_parameters
from kg.serve.refusals import Refusal

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
_UTF_8: Final = ("utf-8", "utf8", "us-ascii")


async def read_query(request: Request) -> str | None:
    """Return the query of a request, None where a GET has none; refuse what the protocol does not know."""
    parameters = parse_parameters(request.scope["query_string"])
    if request.method != "POST":
        return _find_query(parameters)
    media_type, charset = parse_content_type(request.headers.get("content-type", ""))
    if media_type == UPDATE:
        raise _read_only()
    if media_type not in (FORM, QUERY):
        raise Refusal(415, "a query is posted as a form or as itself", f"use Content-Type: {QUERY}, or {FORM}")
    if charset not in _UTF_8:
        raise Refusal(415, f"the charset {charset[:40]} is not read here", "send UTF-8")
    body = await read_body(request)
    query = (
        _find_query([*parameters, *parse_parameters(body)]) if media_type == FORM else _parse_direct(parameters, body)
    )
    if query is None:
        raise Refusal(400, "there is no query", "send it as the parameter query")
    return query


def _find_query(parameters: Parameters) -> str | None:
    names = {name for name, _ in parameters}
    if "update" in names:
        raise _read_only()
    query = find_one(parameters, "query")
    if query is not None:
        check_graphs(names)
        check_length(query)
    return query


def _parse_direct(parameters: Parameters, body: bytes) -> str:
    if _find_query(parameters) is not None:
        raise Refusal(400, "there is a query in the address and one in the body", "send one")
    check_graphs(name for name, _ in parameters)
    try:
        return check_length(body.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Refusal(400, "the query is not UTF-8", "encode it as UTF-8") from error


def _read_only() -> Refusal:
    return Refusal(403, "the endpoint takes no updates", "ask with SELECT, ASK, CONSTRUCT or DESCRIBE")
