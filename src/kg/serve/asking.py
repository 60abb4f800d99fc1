"""From a request to the pool and back: an answer or a refusal; nothing runs on for a client that left."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Final

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from kg.query.formats import Format
from kg.serve.accept import choose
from kg.serve.connection import GONE
from kg.serve.frames import Ask, Reply, State
from kg.serve.limits import Limits, Retry, TooManyError
from kg.serve.offers import to_content_type, to_unacceptable
from kg.serve.peers import peer_of
from kg.serve.pool import Ending, Pool, QueryEndedError
from kg.serve.process import Said
from kg.serve.refusals import Refusal

OFFERED_HEADERS: Final = ("Kg-Rows", "Kg-Cut", "Kg-Row-Limit", "Kg-Byte-Limit", "Retry-After")


def choose_format(offers: Mapping[str, Format], accept: str) -> Format | None:
    """Return the format of the offer that is wanted most."""
    media_type = choose(offers, accept)
    return offers[media_type] if media_type else None


def to_media_type(offers: Mapping[str, Format], accept: str, written: Format) -> str:
    """Return the name under which the client knows the format that was written."""
    names = [name for name, each in offers.items() if each is written]
    return choose(names, accept) or names[0]


async def ask_pool(request: Request, pool: Pool, limits: Limits, ask: Ask) -> Said:
    """Return what a process of the pool answers; refuse what it refuses."""
    try:
        reply, body = await _ask_while_there(request, pool, ask, peer_of(request, is_proxied=limits.is_proxied))
    except TooManyError as error:
        raise Refusal(429, str(error), "wait for their answers, then ask", {"Retry-After": "1"}) from error
    except Retry as error:
        raise Refusal(503, str(error), "ask again in a moment", {"Retry-After": "1"}) from error
    except QueryEndedError as error:
        raise _to_refusal(error, limits) from error
    if reply.state is State.REFUSED:
        message, remedy = reply.words
        raise Refusal(400, message, remedy)
    if reply.state is State.ABSENT:
        message, remedy = reply.words
        raise Refusal(404, message, remedy)
    if reply.state is State.LOST:
        raise Refusal(500, "the store cannot be read", "the build is broken: build again", {"Retry-After": "60"})
    return reply, body


def to_answer(reply: Reply, body: bytes, media_type: str, limits: Limits) -> Response:
    """Return the response: whole or cut at a row, and its headers say which."""
    headers = {
        "Kg-Rows": str(reply.size),
        "Kg-Cut": "true" if reply.is_cut else "false",
        "Kg-Row-Limit": str(limits.rows),
        "Kg-Byte-Limit": str(limits.size),
        "Vary": "Accept",
        "Cache-Control": "no-cache",
    }
    return Response(body, 200, headers, to_content_type(media_type))


def check_acceptable(reply: Reply, offers: Mapping[str, Format]) -> None:
    """Refuse a form that the client has no media type for."""
    if reply.state is State.UNACCEPTABLE:
        raise to_unacceptable(*offers)


async def _ask_while_there(request: Request, pool: Pool, ask: Ask, client: str) -> Said:
    """Wait for the answer or for the client to leave, which ends the query."""
    gone: asyncio.Future[Said] | None = request.scope.get("state", {}).get(GONE)
    with pool.asking(ask, client) as said:
        if gone is None:
            return await said
        await asyncio.wait({said, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not said.done():
            raise ClientDisconnect
        return said.result()


def _to_refusal(error: QueryEndedError, limits: Limits) -> Refusal:
    if error.ending is Ending.TOO_LONG:
        return Refusal(
            503,
            f"the query ran longer than {limits.timeout:g} s and was stopped",
            "narrow it: bind a post or a concept, bound a path, count less; asked again as it is, it ends the same way",
        )
    return Refusal(
        503,
        "the process of the query ended, most likely because the query needed more memory than it may have",
        "narrow it: a cross product or a long sort may not fit in memory",
    )
