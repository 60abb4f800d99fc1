"""The process that runs one query on a store, so that it can be stopped: nothing else ends a running query.

It reads a request as JSON from standard input and writes a line of JSON, then the answer: SPARQL's JSON results,
or sorted N-Triples. A query that does not parse ends it with `BAD_QUERY` and the parser's words on standard error.
"""

from __future__ import annotations

import ctypes
import json
import re
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from json.encoder import encode_basestring as quote
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, Store

from kg.query.formats import Form
from kg.rdf.terms import PREFIXES

BAD_QUERY: Final = 4
BAD_STORE: Final = 3
_BASE_QUERY: Final = "SELECT ?base { [] a void:Dataset ; void:uriSpace ?base } ORDER BY ?base LIMIT 1"
_PLAIN: Final = NamedNode(f"{PREFIXES['xsd']}string")
_NEW_NETWORK: Final = 0x40000000  # CLONE_NEWNET of <linux/sched.h>
_NEW_USERS: Final = 0x10000000  # CLONE_NEWUSER
_ALL_NAMES: Final = re.compile(r"\bSELECT\s+(?:(?:DISTINCT|REDUCED)\s+)?\*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Request:
    """What to run where. `limit` cuts rows or triples, `size` their characters; `memory` is bytes of address space."""

    store: str
    query: str
    limit: int | None = None
    memory: int | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """What the answer is: its form, its number of rows or triples, whether the limit cut it, the build's base."""

    form: Form
    size: int
    is_cut: bool
    base: str


def main() -> None:
    """Answer the one request on standard input."""
    request = Request(**json.load(sys.stdin.buffer))
    cut_network()
    if request.memory:
        limit_memory(request.memory)
    try:
        store = Store.read_only(request.store)
    except (OSError, ValueError, RuntimeError) as error:
        sys.exit(_fail(BAD_STORE, error))
    try:
        header, lines = answer(store, request)
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        sys.exit(_fail(BAD_QUERY, error))
    output = sys.stdout.buffer
    output.write(json.dumps(asdict(header)).encode() + b"\n")
    output.writelines(line.encode() for line in lines)


def answer(store: Store, request: Request, base: str | None = None) -> tuple[Header, Iterable[str]]:
    """Run the query; return what the answer is and the pieces of its text. A base that is known need not be found."""
    base = find_base(store) if base is None else base
    results = store.query(request.query, prefixes=PREFIXES, base_iri=base or None)
    if isinstance(results, QueryBoolean):
        return Header(Form.BOOLEAN, 1, False, base), [json.dumps({"head": {}, "boolean": bool(results)})]
    if isinstance(results, QuerySolutions):
        names = _sort_names([variable.value for variable in results.variables], request.query)
        keys = [quote(name) for name in names]
        # What is not a star comes in the order of its names, and to take it so is faster than by name.
        is_star = _ALL_NAMES.search(request.query) is not None
        rows = (_to_row(zip(keys, [row[name] for name in names] if is_star else row, strict=True)) for row in results)
        kept, is_cut = _take(rows, request)
        head = f'{{"head": {{"vars": {json.dumps(names)}}}, "results": {{"bindings": ['
        return Header(Form.ROWS, len(kept), is_cut, base), [head, ",\n".join(kept), "]}}"]
    kept, is_cut = _take((f"{triple} .\n" for triple in results), request)
    lines = sorted(set(kept))
    return Header(Form.TRIPLES, len(lines), is_cut, base), lines


def _take(pieces: Iterable[str], request: Request) -> tuple[list[str], bool]:
    """Return what the limits let through, and whether there was more."""
    if request.limit is None and request.size is None:
        return list(pieces), False
    kept: list[str] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if len(kept) == request.limit or (request.size is not None and size > request.size):
            return kept, True
        kept.append(piece)
    return kept, False


def find_base(store: Store) -> str:
    """Return the base that the build's IRIs are under, or nothing where the store does not say."""
    solutions: Any = store.query(_BASE_QUERY, prefixes=PREFIXES)
    return next((row["base"].value for row in solutions), "")


def _sort_names(names: list[str], query: str) -> list[str]:
    """Put the names of `SELECT *`, which come in no order, into the order in which the query has them."""
    if not _ALL_NAMES.search(query):
        return names
    return sorted(names, key=lambda name: [match.start() for match in re.finditer(rf"[?$]{re.escape(name)}\b", query)])


def _to_row(cells: Iterable[tuple[str, Any]]) -> str:
    """Return the JSON of one row: put together by hand, which is three times as fast as dictionaries."""
    return f"{{{', '.join(f'{name}: {_to_term(term)}' for name, term in cells if term is not None)}}}"


def _to_term(term: Any) -> str:
    if isinstance(term, NamedNode):
        return f'{{"type": "uri", "value": {quote(term.value)}}}'
    if isinstance(term, Literal):
        return f'{{"type": "literal", "value": {quote(term.value)}{_to_suffix(term)}}}'
    if isinstance(term, BlankNode):
        return f'{{"type": "bnode", "value": {quote(term.value)}}}'
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return f'{{"type": "triple", "value": {_to_row((quote(part), each) for part, each in parts.items())}}}'


def _to_suffix(literal: Literal) -> str:
    if literal.language:
        return f', "xml:lang": {quote(literal.language)}'
    return "" if literal.datatype == _PLAIN else f', "datatype": {quote(literal.datatype.value)}'


def cut_network() -> bool:
    """Leave this process without a network where Linux lets it; tell whether that went well.

    It is the second wall behind the gate: the store would call the address of a SERVICE.
    """
    if not sys.platform.startswith("linux"):
        return False
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    # Root may do it at once; others first need to be root of a world of their own.
    return unshare is not None and (unshare(_NEW_NETWORK) == 0 or unshare(_NEW_NETWORK | _NEW_USERS) == 0)


def limit_memory(size: int) -> None:
    """Let this process have at most so many bytes of address space, where the system can say so."""
    try:
        import resource
    except ImportError:  # not on Windows: the time limit still holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _fail(code: int, error: Exception) -> int:
    sys.stderr.write(str(error))
    return code


if __name__ == "__main__":
    main()
