"""The graph's RDF on disk: text files that sort and compare by bytes, and the store that answers questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import RdfFormat, Store, Triple, parse, serialize

from kg.graph.schema import Graph
from kg.rdf.evidence import to_evidence
from kg.rdf.jsonld import to_jsonld
from kg.rdf.terms import PREFIXES
from kg.rdf.triples import to_triples


def write_rdf(graph: Graph, folder: Path) -> None:
    """Write `graph.nt`, `graph.ttl`, `graph.jsonld`, `evidence.nt` and `store/` into an existing folder."""
    triples = to_triples(graph)
    _write_text(folder / "graph.nt", _lines(triples))
    _write_text(folder / "graph.jsonld", to_jsonld(triples))
    _write_text(folder / "evidence.nt", _lines(to_evidence(graph)))
    _write_turtle(folder / "graph.nt", folder / "graph.ttl")
    _write_store((folder / "graph.nt", folder / "evidence.nt"), folder / "store")


def _lines(triples: Iterable[str]) -> Iterator[str]:
    for triple in triples:
        yield f"{triple}\n"


def _write_text(path: Path, pieces: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(pieces)


def _write_turtle(ntriples: Path, turtle: Path) -> None:
    quads = parse(path=ntriples, format=RdfFormat.N_TRIPLES)
    serialize(
        (Triple(quad.subject, quad.predicate, quad.object) for quad in quads),
        turtle,
        format=RdfFormat.TURTLE,
        prefixes=PREFIXES,
    )


def _write_store(files: Iterable[Path], folder: Path) -> None:
    store = Store(folder)
    for file in files:
        store.bulk_load(path=file, format=RdfFormat.N_TRIPLES)
    store.optimize()
    store.flush()
