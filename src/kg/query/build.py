"""A build opened for Python: its graph, its nouns, its triples, and what may be asked of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import networkx as nx
from pyoxigraph import Store

from kg.errors import InputError, NothingBuiltError, UsageError
from kg.model import Concept, Post
from kg.query.ask import Answer
from kg.query.faults import to_query_error
from kg.query.formats import Form
from kg.query.gate import check_query
from kg.query.nouns import NounReader
from kg.query.questions import bind, find_named_query, parse_values
from kg.query.resolve import resolve
from kg.query.text.search import Found, search
from kg.query.worker import Request, answer, find_base
from kg.rdf.iris import Iris
from kg.rdf.terms import PREFIXES

if TYPE_CHECKING:
    import rdflib

Value: TypeAlias = str | int | float | bool | Decimal | date | None
Row: TypeAlias = dict[str, Value]

_READ: Final[dict[str, Callable[[str], Value]]] = {
    "boolean": lambda text: text in ("true", "1"),
    "date": date.fromisoformat,
    "decimal": Decimal,
    "double": float,
    "float": float,
    "integer": int,
    "nonNegativeInteger": int,
}
_READER_OF: Final = {f"{PREFIXES['xsd']}{name}": reader for name, reader in _READ.items()}


class Build:
    """What lies in a build's folder, read when it is first asked for; nothing in it can be changed.

    Queries run in this process and without a time limit; `kg.query.ask.ask` has both.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not (folder / "store" / "CURRENT").is_file():
            raise NothingBuiltError(f"{folder} holds no build", remedy=f"make one: kg build POSTS -o {folder}")
        try:
            self._store = Store.read_only(str(folder / "store"))
        except (OSError, ValueError, RuntimeError) as error:
            raise InputError(
                folder / "store", f"cannot be opened: {error}", remedy=f"build again: kg build POSTS -o {folder}"
            ) from error
        self.base = find_base(self._store)

    def __repr__(self) -> str:
        return f"<kg build {str(self.folder)!r}>"

    @cached_property
    def graph(self) -> nx.MultiDiGraph[str]:
        """The networkx graph of `graph.json`: posts, concepts, works and series by id, edges keyed by their kind."""
        path = self.folder / "graph.json"
        try:
            document = json.loads(path.read_bytes())
        except (OSError, ValueError) as error:
            raise InputError(path, "cannot be read", remedy=f"build again: kg build POSTS -o {self.folder}") from error
        graph: nx.MultiDiGraph[str] = nx.node_link_graph(document, edges="edges")
        return graph

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """The posts by id, those too that are only cited (`is_stub`)."""
        return tuple(self._reader.read_post(each) for each in self._ids("post"))

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        """The concepts by id."""
        return tuple(self._reader.read_concept(each, self.graph.nodes[each]) for each in self._ids("concept"))

    @cached_property
    def rdf(self) -> rdflib.Graph:
        """The triples, by rdflib's API: patterns and queries go to the store on disk, no triple is loaded."""
        from kg.query.bridge import open_rdf

        return open_rdf(self._store)

    def query(self, sparql: str) -> list[Row]:
        """Return the rows of a SELECT: texts and IRIs as `str`, numbers, dates and booleans as Python's.

        The prefixes of the profile are known. Raise `QueryError` for what does not run, or may not.
        """
        check_query(sparql)
        return _to_rows(self._run(sparql))

    def is_true(self, sparql: str) -> bool:
        """Return the answer to an ASK."""
        check_query(sparql)
        answered = self._run(sparql)
        if answered.form is not Form.BOOLEAN:
            raise UsageError("this is no ASK", remedy="use .query() for a SELECT, .rdf.query() for triples")
        return answered.is_true

    def answer(self, name: str, **values: str | float) -> list[Row]:
        """Return the rows of a named question; `kg query --list` shows the names and their parameters."""
        named = find_named_query(name)
        words = parse_values(named, [f"{key}={value}" for key, value in values.items()])
        return _to_rows(self._run(bind(named, resolve(named, words, self._run, self.search), None)))

    def search(self, text: str, limit: int = 20) -> Found:
        """Return the posts and the concepts that say a text, the best first."""
        return search(self.folder, text, limit=limit)

    @cached_property
    def _reader(self) -> NounReader:
        return NounReader(self._store, Iris(self.base), iter(self.graph))

    def _ids(self, kind: str) -> list[str]:
        return sorted(node for node, facts in self.graph.nodes(data=True) if facts["kind"] == kind)

    def _run(self, query: str) -> Answer:
        try:
            header, pieces = answer(self._store, Request("", query), self.base)
        except SyntaxError as error:
            raise to_query_error(query, str(error)) from error
        body = "".join(pieces).encode()
        return Answer(form=header.form, size=header.size, is_cut=header.is_cut, base=header.base, body=body)


def _to_rows(answered: Answer) -> list[Row]:
    if answered.form is not Form.ROWS:
        raise UsageError("this is no SELECT", remedy="use .is_true() for an ASK, .rdf.query() for triples")
    document = json.loads(answered.body)
    names = document["head"]["vars"]
    return [{name: _to_value(row.get(name)) for name in names} for row in document["results"]["bindings"]]


def _to_value(term: dict[str, Any] | None) -> Value:
    if term is None:
        return None
    reader = _READER_OF.get(term.get("datatype", ""), str)
    try:
        return reader(term["value"])
    except (ValueError, ArithmeticError):  # a literal may hold anything, whatever its type says
        return str(term["value"])
