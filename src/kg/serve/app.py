"""The application: which address leads to what."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve.asking import OFFERED_HEADERS
from kg.serve.guard import Guard
from kg.serve.health import show_health
from kg.serve.log import AccessLog
from kg.serve.pages import show_asset, show_evidence, show_page
from kg.serve.place import Place
from kg.serve.questions import answer_question, list_questions
from kg.serve.refusals import Refusal, answer_refusal, answer_unrouted
from kg.serve.resources import show_path, show_posts, show_resource
from kg.serve.searching import show_found
from kg.serve.sparql import sparql


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """Who may ask: the names that the endpoint answers to (none: any), and the sites whose pages may."""

    hosts: Collection[str] = ()
    origins: Collection[str] = ()


def to_app(place: Place, doors: Doors, log: Callable[[str], object] | None = None) -> Starlette:
    """Return the application for a build; `log` gets one line a request."""
    middleware = [Middleware(AccessLog, write=log)] if log else []
    middleware.append(Middleware(Guard, hosts=doors.hosts, origins=doors.origins, is_full=place.pool.is_outbox_full))
    if doors.origins:
        cors = Middleware(
            CORSMiddleware,
            allow_origins=list(doors.origins),
            allow_methods=["GET", "POST"],
            allow_headers=["Accept", "Content-Type"],
            expose_headers=list(OFFERED_HEADERS),
        )
        middleware.append(cors)
    app = Starlette(
        routes=_ROUTES,
        middleware=middleware,
        exception_handlers={
            Refusal: answer_refusal,
            HTTPException: answer_unrouted,
            ClientDisconnect: _answer_nobody,
        },
    )
    app.state.place = place
    return app


async def _answer_nobody(_request: Request, _error: Exception) -> Response:
    return Response(status_code=499)


_ROUTES = [
    Route("/", show_page),
    Route("/sparql", sparql, methods=["GET", "POST"]),
    Route("/questions", list_questions),
    Route("/questions/{name}", answer_question),
    Route("/resource", show_resource),
    Route("/posts/{name:path}", show_posts),
    Route("/search", show_found),
    Route("/health", show_health),
    Route("/assets/{name}", show_asset),
    Route("/graph.html", show_page),
    Route("/graph.ev-{number}.js", show_evidence),
    Route("/{path:path}", show_path),
]
