"""What a query may not do, found before it runs: ask another server, name another graph, change the store.

The store would ask the network for a SERVICE, and it answers from nothing where FROM names a graph it has not got.
rdflib reads the query too, and its algebra, not the text, says what it does; a query without the letters of
SERVICE or FROM, with escapes resolved, cannot do either and needs no second reading.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from kg.errors import QueryError
from kg.rdf.terms import PREFIXES

_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_LONE_RETURN: Final = re.compile(r"\r(?!\n)")
_SUSPICIOUS: Final = re.compile("service|from", re.IGNORECASE)
# Possessive: what was read once is not read in another way, which would take a row of # ever twice as long.
_PROLOGUE: Final = re.compile(
    r"(?:\s++|#[^\r\n]*+|PREFIX\s+[^\s:<]*:\s*<[^<>]*>|BASE\s*<[^<>]*>)*+(?P<word>[A-Za-z]+)", re.IGNORECASE
)
_UPDATES: Final = frozenset("INSERT DELETE LOAD CLEAR CREATE DROP COPY MOVE ADD WITH".split())
_BEGINNINGS: Final = frozenset("SELECT ASK CONSTRUCT DESCRIBE PREFIX BASE VERSION".split())
_READ_ONLY: Final = "SELECT, ASK, CONSTRUCT or DESCRIBE; only kg build changes the graph"


def check_query(query: str) -> None:
    """Raise `QueryError` for an update, a SERVICE or a FROM; a query that does not parse may pass."""
    prologue = _PROLOGUE.match(query)
    word = prologue["word"].upper() if prologue else ""
    if word in _UPDATES:
        raise QueryError(f"{word} is an update: a build is read-only", remedy=f"ask with {_READ_ONLY}")
    if word and word not in _BEGINNINGS:
        raise QueryError(f"a query does not begin with {word}", remedy=f"ask with {_READ_ONLY}")
    if _SUSPICIOUS.search(_ESCAPE.sub(_to_character, query)):
        _check_readings(query)
        _check_algebra(query)


def _check_readings(query: str) -> None:
    r"""Refuse what could be a comment or a text to rdflib, and code to the store.

    rdflib resolves escapes in comments too, and does not end a comment at a lone \r.
    """
    if _ESCAPE.search(query) or _LONE_RETURN.search(query):
        raise QueryError(
            "SERVICE or FROM may be in this query, hidden by an escape or by a carriage return without a line feed",
            remedy="leave both out; write signs as they are instead of \\u escapes, and end lines as usual",
        )


def _to_character(escape: re.Match[str]) -> str:
    number = int(escape[1] or escape[2], 16)
    return chr(number) if number <= 0x10FFFF else ""


@lru_cache(maxsize=64)
def _check_algebra(query: str) -> None:
    """Read the query; that one passed is remembered, since rdflib takes ten milliseconds and more to read it."""
    from pyparsing.exceptions import ParseBaseException
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        algebra = translateQuery(parseQuery(query), initNs=PREFIXES).algebra
    except (ParseBaseException, Exception) as error:  # rdflib raises bare `Exception` for unknown prefixes
        raise QueryError(
            f"SERVICE or FROM may be in this query, and it cannot be read to be sure: {_first_line(error)}",
            remedy="leave both out; inside a text, write the word in two parts joined by CONCAT",
        ) from error
    check_algebra(algebra)


def check_algebra(algebra: Any) -> None:
    """Raise `QueryError` for rdflib's algebra of a query that has a FROM or a SERVICE."""
    if algebra.datasetClause:
        raise QueryError(
            "FROM names a graph, and a build has just one", remedy="leave FROM out: the one graph is asked"
        )
    if _holds_service(algebra):
        raise QueryError(
            "SERVICE would ask another server, and kg stays offline",
            remedy="ask that server first and put its rows in VALUES",
        )


def _holds_service(part: Any) -> bool:
    """Walk the algebra, which is nested dicts (some with a name), lists and terms."""
    if getattr(part, "name", None) == "ServiceGraphPattern":
        return True
    if isinstance(part, dict):
        return any(map(_holds_service, part.values()))
    return isinstance(part, list | tuple | set | frozenset) and any(map(_holds_service, part))


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
