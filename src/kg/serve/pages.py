"""The pages for people: the build's own at `/`, the query editor, and the files that the two load."""

from __future__ import annotations

import hashlib
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
_PLACE_OF: Final = {
    "serve.css": "serve.css",
    "editor.css": "editor.css",
    "editor.js": "editor.js",
    "yasgui.min.css": "yasgui/yasgui.min.css",
    "yasgui.min.js": "yasgui/yasgui.min.js",
}
_TYPE_OF: Final = {".css": "text/css", ".js": "text/javascript"}

# The page says itself which of its scripts may run; the endpoint adds who may show it.
PAGE_POLICY: Final = "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
# The one style that Yasgui's table puts into the page itself: how the grips between columns look.
GRIP_STYLE: Final = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
EDITOR_POLICY: Final = (
    f"default-src 'none'; script-src 'self'; style-src 'self' {GRIP_STYLE}; connect-src 'self'; img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def to_editor() -> Response:
    """Return the query editor; its scripts read the query, if there is one, from the address."""
    headers = {"Content-Security-Policy": EDITOR_POLICY, "Vary": "Accept", "Cache-Control": "no-cache"}
    return Response(_read_static("editor.html"), 200, headers, "text/html")


async def show_asset(request: Request) -> Response:
    """Answer with a file of the editor's."""
    place = _PLACE_OF.get(request.path_params["name"])
    if place is None:
        raise Refusal(404, "there is no such file", "GET /sparql shows the editor")
    tag = _tag_static(place)
    headers = {"Cache-Control": "no-cache", "ETag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(_read_static(place), 200, headers, _TYPE_OF[Path(place).suffix])


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
    if not path.is_file():  # a pipe, say, would keep its reader for ever
        raise FileNotFoundError
    return path.read_bytes()


@cache
def _read_static(place: str) -> bytes:
    return files("kg.serve").joinpath("static", place).read_bytes()


@cache
def _tag_static(place: str) -> str:
    """Return what tells this file from another version of it, so that a browser need not load it again."""
    return f'"{hashlib.sha256(_read_static(place)).hexdigest()[:32]}"'
