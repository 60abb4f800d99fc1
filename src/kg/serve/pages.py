"""The pages for people: the build's own at `/`, the query editor, and the files that the two load."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kg.serve.place import place_of
from kg.serve.refusals import Refusal

_NUMBER: Final = re.compile(r"[0-9]{2,6}")
_TYPE_OF: Final = {"serve.css": "text/css", "editor.js": "text/javascript", "results.js": "text/javascript"}

# The page says itself which of its scripts may run; the endpoint adds who may show it.
PAGE_POLICY: Final = "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
EDITOR_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def to_editor() -> Response:
    """Return the query editor; its scripts read the query, if there is one, from the address."""
    headers = {"Content-Security-Policy": EDITOR_POLICY, "Vary": "Accept", "Cache-Control": "no-cache"}
    return Response(_read_static("editor.html"), 200, headers, "text/html")


async def show_asset(request: Request) -> Response:
    """Answer with a file of the editor's."""
    name = request.path_params["name"]
    if name not in _TYPE_OF:
        raise Refusal(404, "there is no such file", "GET /sparql shows the editor")
    return Response(_read_static(name), 200, {"Cache-Control": "no-cache"}, _TYPE_OF[name])


async def show_page(request: Request) -> Response:
    """Answer with the build's page, as it is on disk now."""
    return await _show_file(request, "graph.html", "text/html")


async def show_evidence(request: Request) -> Response:
    """Answer with one of the files that the page of a large build loads."""
    number = request.path_params["number"]
    if not _NUMBER.fullmatch(number):
        raise Refusal(404, "there is no such file", "GET / shows the page")
    return await _show_file(request, f"graph.ev-{number}.js", "text/javascript")


async def _show_file(request: Request, name: str, media_type: str) -> Response:
    try:
        content = await run_in_threadpool(_read_file, place_of(request).folder / name)
    except OSError as error:
        raise Refusal(404, f"the build has no {name}", "kg build makes it; GET /sparql shows the editor") from error
    headers = {"Content-Security-Policy": PAGE_POLICY, "Cache-Control": "no-cache"}
    return Response(content, 200, headers, media_type)


def _read_file(path: Path) -> bytes:
    return path.read_bytes()


@cache
def _read_static(name: str) -> bytes:
    return files("kg.serve").joinpath("static", name).read_bytes()
