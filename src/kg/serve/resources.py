"""The things of a build under their addresses: a page for people, Turtle, N-Triples or JSON-LD for programs."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.query.formats import Format
from kg.serve.addresses import is_iri, to_absolute, to_address, to_iri
from kg.serve.asking import ask_pool, choose_format, to_answer, to_media_type
from kg.serve.frames import Ask
from kg.serve.offers import TRIPLES, is_page_wanted, to_unacceptable
from kg.serve.parameters import find_one, parse_parameters
from kg.serve.place import Place, place_of
from kg.serve.portrait import MOST_LINKS, Portrait, Statement, to_page
from kg.serve.refusals import Refusal

_NAME = "schema:headline|schema:name|skos:prefLabel|rdfs:label|dcterms:title"


async def show_resource(request: Request) -> Response:
    """Show `/resource?iri=…`; an IRI without a scheme is under the build's base."""
    iri = find_one(parse_parameters(request.scope["query_string"]), "iri")
    if not iri:
        raise Refusal(400, "which resource?", "name it: /resource?iri=IRI")
    return await _show(request, to_absolute(iri, place_of(request).pool.base))


async def show_path(request: Request) -> Response:
    """Show the thing whose IRI is the path under the build's base."""
    iri = to_iri(request.scope["raw_path"], place_of(request).pool.base)
    if iri is None:
        raise Refusal(404, "there is nothing here", "GET / shows the page, /sparql the editor")
    return await _show(request, iri)


async def show_posts(request: Request) -> Response:
    """Lead `/posts/NAME` to the post's own address."""
    raw: bytes = request.scope["raw_path"]
    return RedirectResponse("/post/" + raw.removeprefix(b"/posts/").decode("ascii"), 308)


async def _show(request: Request, iri: str) -> Response:
    if not is_iri(iri):
        raise Refusal(400, "this is no IRI", "escape what an IRI may not hold")
    place = place_of(request)
    accept = request.headers.get("accept", "")
    if is_page_wanted(accept, *TRIPLES):
        return await _show_page(request, place, iri)
    ask = Ask(query=f"DESCRIBE <{iri}>", is_own=True, triples=choose_format(TRIPLES, accept))
    if ask.triples is None:
        raise to_unacceptable(*TRIPLES, "text/html")
    reply, body = await ask_pool(request, place.pool, place.limits, ask)
    if not reply.size:
        raise _unknown(iri)
    return to_answer(reply, body, to_media_type(TRIPLES, accept, reply.format), place.limits)


async def _show_page(request: Request, place: Place, iri: str) -> Response:
    rows: list[list[dict[str, Any]]] = []
    for pattern in (f"<{iri}> ?property ?value", f"?value ?property <{iri}> FILTER (?property != itsrdf:taIdentRef)"):
        query = (
            f"SELECT ?property ?value (MIN(STR(?label)) AS ?name) {{ {{ SELECT * {{ {pattern} }} LIMIT {MOST_LINKS} }} "
            f"OPTIONAL {{ ?value {_NAME} ?label }} }} GROUP BY ?property ?value ORDER BY ?property ?name ?value"
        )
        _, body = await ask_pool(request, place.pool, place.limits, Ask(query=query, is_own=True, rows=Format.JSON))
        rows.append(json.loads(body)["results"]["bindings"])
    if not any(rows):
        raise _unknown(iri)
    base = place.pool.base
    outgoing, incoming = ([_to_statement(row, base) for row in each] for each in rows)
    page = to_page(Portrait(iri=iri, address=to_address(iri, base), outgoing=outgoing, incoming=incoming))
    return Response(page, 200, {"Vary": "Accept", "Cache-Control": "no-cache"}, "text/html")


def _to_statement(row: dict[str, Any], base: str) -> Statement:
    value = row["value"]
    text = row["name"]["value"] if "name" in row else value["value"]
    address = to_address(value["value"], base) if value["type"] == "uri" else None
    return Statement(property=row["property"]["value"], text=text, language=value.get("xml:lang", ""), address=address)


def _unknown(iri: str) -> Refusal:
    return Refusal(404, f"the build says nothing of <{iri}>", "GET /sparql to look for its name")
