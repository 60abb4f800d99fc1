"""`/sparql`: queries by the protocol; without a query the editor for people, the service description for programs."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kg.query.formats import Form
from kg.serve.asking import ask_pool, check_acceptable, choose_format, to_answer, to_media_type
from kg.serve.description import describe_service
from kg.serve.frames import Ask
from kg.serve.offers import ROWS, TRIPLES, is_page_wanted, to_content_type, to_unacceptable
from kg.serve.pages import to_editor
from kg.serve.place import Place, place_of
from kg.serve.protocol import read_query

_OFFERS: Final = (*ROWS, *TRIPLES)


async def sparql(request: Request) -> Response:
    """Answer a query. A browser that follows a link to one gets the editor, which asks it again as a program would."""
    query = await read_query(request)
    accept = request.headers.get("accept", "")
    if request.method != "POST" and is_page_wanted(accept, *_OFFERS):
        return to_editor()
    place = place_of(request)
    return _describe(request, place, accept) if query is None else await _answer(request, place, query)


async def _answer(request: Request, place: Place, query: str) -> Response:
    accept = request.headers.get("accept", "")
    ask = Ask(query=query, rows=choose_format(ROWS, accept), triples=choose_format(TRIPLES, accept))
    if ask.rows is None and ask.triples is None:
        raise to_unacceptable(*_OFFERS)
    reply, body = await ask_pool(request, place.pool, place.limits, ask)
    offers = TRIPLES if reply.form is Form.TRIPLES else ROWS
    check_acceptable(reply, offers)
    return to_answer(reply, body, to_media_type(offers, accept, reply.format), place.limits)


def _describe(request: Request, place: Place, accept: str) -> Response:
    chosen = choose_format(TRIPLES, accept)
    if chosen is None:
        raise to_unacceptable(*TRIPLES)
    body = describe_service(str(request.base_url), place.pool.base, chosen)
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    return Response(body, 200, headers, to_content_type(to_media_type(TRIPLES, accept, chosen)))
