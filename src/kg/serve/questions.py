"""`/questions`: the questions that have a name, their parameters in the address, their answers as JSON or CSV."""

from __future__ import annotations

import json
import re
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
from kg.serve.parameters import Parameters, find_one, parse_parameters
from kg.serve.place import place_of
from kg.serve.refusals import Refusal

_NUMBER: Final = re.compile(r"[0-9]{1,9}")


async def list_questions(_request: Request) -> Response:
    """Answer with every question, its parameters, an example, its SPARQL; and the prefixes that are known."""
    listed = {"questions": [_to_entry(query) for query in read_named_queries().values()], "prefixes": PREFIXES}
    body = json.dumps(listed, ensure_ascii=False).encode()
    return Response(body, 200, {"Cache-Control": "no-cache"}, "application/json")


async def answer_question(request: Request) -> Response:
    """Answer a question; `limit` and `format` (json, csv, tsv) are no parameters of the question's."""
    name = request.path_params["name"]
    try:
        find_named_query(name)
    except UsageError as error:
        raise Refusal(404, error.message, "GET /questions shows the questions") from error
    parameters = parse_parameters(request.scope["query_string"])
    media_type = _choose(find_one(parameters, "format"), request.headers.get("accept", ""))
    words = tuple(f"{key}={value}" for key, value in parameters if key not in ("limit", "format"))
    ask = Ask(name=name, words=words, limit=_find_limit(parameters), rows=LISTS[media_type])
    place = place_of(request)
    reply, body = await ask_pool(request, place.pool, place.limits, ask)
    return to_answer(reply, body, media_type, place.limits)


def _choose(asked: str | None, accept: str) -> str:
    if asked is not None:
        if asked not in FORMATS:
            raise Refusal(400, f"{asked[:40]} is no format of an answer", f"use format={'|'.join(FORMATS)}")
        return FORMATS[asked]
    media_type = choose(LISTS, accept)
    if media_type is None:
        raise to_unacceptable(*LISTS)
    return media_type


def _find_limit(parameters: Parameters) -> int | None:
    limit = find_one(parameters, "limit")
    if limit is None:
        return None
    if not _NUMBER.fullmatch(limit):
        raise Refusal(400, "limit is no number of rows", "send limit=50, for example")
    return int(limit)


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
