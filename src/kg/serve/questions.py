"""`/questions`: the questions that have a name, their parameters in the address; answers, or the SPARQL itself."""

from __future__ import annotations

import json
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import UsageError
from kg.query.questions import NamedQuery, find_named_query, read_named_queries
from kg.rdf.terms import PREFIXES
from kg.serve.accept import choose
from kg.serve.asking import ask_pool, to_answer
from kg.serve.frames import Ask
from kg.serve.offers import FORMATS, LISTS, to_unacceptable
from kg.serve.parameters import find_limit, find_one, parse_parameters
from kg.serve.place import place_of
from kg.serve.protocol import QUERY
from kg.serve.refusals import Refusal

_FORMATS: Final = {**FORMATS, "sparql": QUERY}


async def list_questions(request: Request) -> Response:
    """Answer with every question, its parameters, an example, its SPARQL; with the prefixes and the base."""
    listed = {
        "questions": [_to_entry(query) for query in read_named_queries().values()],
        "prefixes": PREFIXES,
        "base": place_of(request).pool.base,
    }
    body = json.dumps(listed, ensure_ascii=False).encode()
    return Response(body, 200, {"Cache-Control": "no-cache"}, "application/json")


async def answer_question(request: Request) -> Response:
    """Answer a question; `limit` and `format` (json, csv, tsv, sparql) are no parameters of the question's."""
    name = request.path_params["name"]
    try:
        find_named_query(name)
    except UsageError as error:
        raise Refusal(404, error.message, "GET /questions shows the questions") from error
    parameters = parse_parameters(request.scope["query_string"])
    media_type = _choose(find_one(parameters, "format"), request.headers.get("accept", ""))
    words = tuple(f"{key}={value}" for key, value in parameters if key not in ("limit", "format"))
    ask = Ask(
        name=name,
        words=words,
        limit=find_limit(parameters),
        rows=LISTS.get(media_type),
        is_text=media_type == QUERY,
    )
    place = place_of(request)
    reply, body = await ask_pool(request, place.pool, place.limits, ask)
    return to_answer(reply, body, media_type, place.limits)


def _choose(asked: str | None, accept: str) -> str:
    if asked is not None:
        if asked not in _FORMATS:
            raise Refusal(400, f"{asked[:40]} is no format of an answer", f"use format={'|'.join(_FORMATS)}")
        return _FORMATS[asked]
    media_type = choose((*LISTS, QUERY), accept)
    if media_type is None:
        raise to_unacceptable(*LISTS, QUERY)
    return media_type


def _to_entry(query: NamedQuery) -> dict[str, object]:
    parameters = [
        {"name": each.name, "type": each.type, "default": each.default, "meaning": each.meaning}
        for each in query.parameters
    ]
    return {
        "name": query.name,
        "title": query.title,
        "parameters": parameters,
        "limit": query.limit,
        "example": dict(word.split("=", 1) for word in query.example),
        "sparql": query.body,
    }
