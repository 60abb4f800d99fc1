"""`/search?q=…`: posts and concepts by their words."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.accept import choose
from kg.serve.asking import ask_pool
from kg.serve.findings import parse_found, to_csv, to_json, to_page
from kg.serve.frames import Ask
from kg.serve.offers import HTML, is_page_wanted, to_content_type, to_unacceptable
from kg.serve.parameters import find_limit, find_one, parse_parameters
from kg.serve.place import place_of
from kg.serve.refusals import Refusal

MOST_HITS: Final = 200  # posts, and as many concepts
POLICY: Final = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_JSON: Final = "application/json"
_CSV: Final = "text/csv"
_FORMATS: Final = {"html": HTML, "json": _JSON, "csv": _CSV}
_HEADERS: Final = {"Content-Security-Policy": POLICY, "Vary": "Accept", "Cache-Control": "no-cache"}


async def show_found(request: Request) -> Response:
    """Answer with what the build says about the words `q`; `limit` is for posts and for concepts."""
    parameters = parse_parameters(request.scope["query_string"])
    text, limit = find_one(parameters, "q"), find_limit(parameters)
    media_type = _choose(find_one(parameters, "format"), request.headers.get("accept", ""))
    place = place_of(request)
    if text is None:
        if media_type != HTML:
            raise Refusal(400, "what is to be looked for?", "say it: /search?q=WORDS")
        return Response(to_page("", None, place.pool.base), 200, _HEADERS, HTML)
    ask = Ask(text=text, limit=None if limit is None else min(limit, MOST_HITS))
    _, body = await ask_pool(request, place.pool, place.limits, ask)
    found = parse_found(body)
    if media_type == HTML:
        return Response(to_page(text, found, place.pool.base), 200, _HEADERS, HTML)
    content = to_json(text, found) if media_type == _JSON else to_csv(found)
    return Response(content, 200, _HEADERS, to_content_type(media_type))


def _choose(asked: str | None, accept: str) -> str:
    if asked is not None:
        if asked not in _FORMATS:
            raise Refusal(400, f"{asked[:40]} is no format of an answer", f"use format={'|'.join(_FORMATS)}")
        return _FORMATS[asked]
    if is_page_wanted(accept, _JSON, _CSV):
        return HTML
    media_type = choose((_JSON, _CSV), accept)
    if media_type is None:
        raise to_unacceptable(_JSON, _CSV, HTML)
    return media_type
