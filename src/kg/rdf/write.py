"""The graph's RDF on disk: text files that compare by bytes, and the store that answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import RdfFormat, Store

from kg.rdf.evidence import to_evidence
from kg.rdf.jsonld import to_jsonld
from kg.rdf.triples import to_triples
from kg.rdf.turtle import to_turtle

if TYPE_CHECKING:
    from kg.graph.schema import Graph

_BATCH: Final = 4096  # lines that are encoded and written at once


def write_rdf(graph: Graph, folder: Path) -> None:
    """Write `graph.nt`, `graph.ttl`, `graph.jsonld`, `evidence.nt` and `store/` into an existing folder."""
    triples = to_triples(graph)
    _write_text(folder / "graph.nt", _lines(triples))
    _write_text(folder / "graph.ttl", to_turtle(triples))
    _write_text(folder / "graph.jsonld", to_jsonld(triples))
    _write_text(folder / "evidence.nt", _lines(to_evidence(graph)))
    _write_store((folder / "graph.nt", folder / "evidence.nt"), folder / "store")


def _lines(triples: Iterable[str]) -> Iterator[str]:
    remaining = iter(triples)
    while batch := list(islice(remaining, _BATCH)):
        yield "\n".join(batch) + "\n"


def _write_text(path: Path, pieces: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(pieces)


def _write_store(files: Iterable[Path], folder: Path) -> None:
    store = Store(folder)
    for file in files:
        store.bulk_load(path=file, format=RdfFormat.N_TRIPLES)
    store.optimize()
    store.flush()
