"""What a client is told when it gets no answer: a status, and JSON that says what happened and what to do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault of the endpoint's
    """A request that is not answered as it was asked."""

    def __init__(self, status: int, message: str, remedy: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.remedy = remedy
        self.headers = dict(headers or {})


def to_json(message: str, remedy: str) -> bytes:
    """Return the body of a refusal."""
    return json.dumps({"error": message, "remedy": remedy}, ensure_ascii=False).encode() + b"\n"


def to_response(refusal: Refusal) -> Response:
    """Return what is sent."""
    body = to_json(refusal.message, refusal.remedy)
    headers = {"Cache-Control": "no-store", **refusal.headers}
    return Response(body, refusal.status, headers, "application/json")


async def answer_refusal(_request: Request, error: Exception) -> Response:
    """Answer a request that was refused on its way."""
    if not isinstance(error, Refusal):
        raise error
    return to_response(error)


async def answer_unrouted(request: Request, error: Exception) -> Response:
    """Answer a request that no route takes, such as one with a method that a route does not know."""
    status = HTTPStatus(getattr(error, "status_code", 500))
    headers = getattr(error, "headers", None) or {}
    if status == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": f"{headers['Allow']}, OPTIONS"})
    remedy = (
        "use one of the methods in Allow" if status == HTTPStatus.METHOD_NOT_ALLOWED else "GET / shows what is here"
    )
    return to_response(Refusal(status, f"{request.method} here: {status.phrase}", remedy, headers))
