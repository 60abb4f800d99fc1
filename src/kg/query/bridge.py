"""rdflib's API over the store on disk: nothing is loaded, patterns and queries go to the store, nothing is changed.

rdflib itself would follow a SERVICE, a FROM or a LOAD to the network and to local files: what asks for one is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NoReturn

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef, Variable
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.store import Store

from kg.errors import UsageError
from kg.query.faults import to_query_error
from kg.query.gate import check_algebra, check_query
from kg.query.worker import find_base
from kg.rdf.terms import PREFIXES

_PLAIN: Final = f"{PREFIXES['xsd']}string"


def open_rdf(store: ox.Store) -> Graph:
    """Return an rdflib graph whose triples are those of the store, with the profile's prefixes."""
    return Graph(store=StoreBridge(store), bind_namespaces="none")


class StoreBridge(Store):
    """A store of rdflib's that only reads, and asks pyoxigraph."""

    def __init__(self, store: ox.Store) -> None:
        super().__init__()
        self._store = store
        self._base = find_base(store)
        self._size: int | None = None
        self._namespace_of: dict[str, URIRef] = {prefix: URIRef(iri) for prefix, iri in PREFIXES.items()}

    def triples(
        self, triple_pattern: tuple[Any, Any, Any], context: Graph | None = None
    ) -> Iterator[tuple[tuple[Any, Any, Any], Iterator[Graph | None]]]:
        """Yield the triples that fit a pattern, in which None fits everything; the order is the store's."""
        subject, predicate, value = map(_to_ox, triple_pattern)
        if isinstance(subject, ox.Literal) or not isinstance(predicate, ox.NamedNode | None):
            return
        for quad in self._store.quads_for_pattern(subject, predicate, value, ox.DefaultGraph()):
            triple = (_to_rdflib(quad.subject), _to_rdflib(quad.predicate), _to_rdflib(quad.object))
            yield triple, iter((context,))

    def __len__(self, context: Graph | None = None) -> int:
        """Return the number of triples: the store has to count them, so it is asked once."""
        if self._size is None:
            self._size = len(self._store)
        return self._size

    def query(
        self,
        query: Query | str,
        initNs: Mapping[str, Any],  # noqa: N803 - rdflib's name, as the next ones
        initBindings: Mapping[str, Any],  # noqa: N803
        queryGraph: str,  # noqa: ARG002, N803 - there is just one graph
        **_kwargs: Any,
    ) -> Result:
        """Answer by the store; what rdflib has prepared, by rdflib. Raise `QueryError` as `kg query` does."""
        if isinstance(query, Query):
            check_algebra(query.algebra)
            raise NotImplementedError
        check_query(query)
        prefixes = {**PREFIXES, **{prefix: str(iri) for prefix, iri in initNs.items()}}
        bound = {ox.Variable(name): _to_ox(term) for name, term in initBindings.items()}
        try:
            found = self._store.query(
                query, prefixes=prefixes, base_iri=self._base or None, substitutions=bound or None
            )
        except SyntaxError as error:
            raise to_query_error(query, str(error)) from error
        except RuntimeError as error:
            # The store binds only what is selected; rdflib binds the rest too.
            raise (NotImplementedError if bound else to_query_error(query, str(error))) from error
        return _to_result(found)

    def bind(self, prefix: str, namespace: URIRef, override: bool = True) -> None:  # noqa: FBT001 - rdflib's own
        """Remember a prefix, for this graph only."""
        if override or prefix not in self._namespace_of:
            self._namespace_of[prefix] = namespace

    def prefix(self, namespace: URIRef) -> str | None:
        """Return the prefix of a namespace."""
        return next((prefix for prefix, iri in self._namespace_of.items() if iri == namespace), None)

    def namespace(self, prefix: str) -> URIRef | None:
        """Return the namespace of a prefix."""
        return self._namespace_of.get(prefix)

    def namespaces(self) -> Iterator[tuple[str, URIRef]]:
        """Yield each prefix with its namespace."""
        yield from self._namespace_of.items()

    def add(self, *_words: Any, **_options: Any) -> None:
        """Refuse."""
        _refuse()

    def addN(self, quads: Iterable[Any]) -> None:  # noqa: ARG002, N802 - rdflib's name
        """Refuse."""
        _refuse()

    def remove(self, *_words: Any, **_options: Any) -> None:
        """Refuse."""
        _refuse()

    def update(self, *_words: Any, **_options: Any) -> None:
        """Refuse."""
        _refuse()


def _refuse() -> NoReturn:
    raise UsageError(
        "a build is read-only", remedy="copy it first: rdflib.Graph().parse('OUT/graph.nt'), and change the copy"
    )


def _to_result(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Result:
    if isinstance(found, ox.QueryBoolean):
        result = Result("ASK")
        result.askAnswer = bool(found)
        return result
    if isinstance(found, ox.QueryTriples):
        result = Result("CONSTRUCT")
        result.graph = Graph(bind_namespaces="none")
        for triple in found:
            result.graph.add((_to_rdflib(triple.subject), _to_rdflib(triple.predicate), _to_rdflib(triple.object)))
        return result
    result = Result("SELECT")
    names = [variable.value for variable in found.variables]
    result.vars = [Variable(name) for name in names]
    result.bindings = [
        {Variable(name): _to_rdflib(row[name]) for name in names if row[name] is not None} for row in found
    ]
    return result


def _to_ox(term: Any) -> Any:
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or _PLAIN)))
    return None if term is None else _refuse_term(term)


def _refuse_term(term: Any) -> NoReturn:
    raise UsageError(f"{type(term).__name__} is no term of a triple", remedy="use URIRef, Literal, BNode or None")


def _to_rdflib(term: Any) -> Any:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if term.language:
        return Literal(term.value, lang=term.language)
    datatype = None if term.datatype.value == _PLAIN else URIRef(term.datatype.value)
    return Literal(term.value, datatype=datatype, normalize=False)
