"""The graph's RDF on disk: text files that compare by bytes, and the store that answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice, tee, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from pyoxigraph import RdfFormat, Store

from kg.graph.schema import run_of
from kg.rdf.canonical import PARTS, read_canonical, to_digest
from kg.rdf.dataset import CANONICAL, DESCRIPTION, FILES, to_checksum_triples, to_dataset_triples
from kg.rdf.evidence import to_evidence
from kg.rdf.iris import Iris
from kg.rdf.jsonld import to_jsonld
from kg.rdf.nodes import to_nodes
from kg.rdf.posts import to_edges_by_post
from kg.rdf.triples import to_triples
from kg.rdf.turtle import to_turtle

if TYPE_CHECKING:
    from kg.graph.schema import Graph
    from kg.model import Run

_BATCH: Final = 4096  # lines that are encoded and written at once


def write_rdf(graph: Graph, folder: Path, load: Callable[[Path], None] | None = None) -> None:
    """Write `graph.nt`, `.ttl`, `.jsonld`, `evidence.nt`, `dataset.ttl` and `store/` into an existing folder.

    `load` takes the place of `write_store`, for a caller that has the store of the last build.
    """
    write_texts(graph, folder)
    # The store is loaded outside Python's lock: the hashes cost no time beside it.
    with ThreadPoolExecutor(max_workers=1) as beside:
        loading = beside.submit(load or write_store, folder)
        write_description(run_of(graph), folder)
        loading.result()


def write_texts(graph: Graph, folder: Path) -> None:
    """Write the files that hold the graph and its evidence."""
    edges_by_post = to_edges_by_post(graph)
    triples = to_triples(graph, edges_by_post)
    _write_text(folder / "graph.nt", _lines(triples))
    _write_nodes(triples, folder)
    with (folder / "evidence.nt").open("wb") as file:
        file.writelines(to_evidence(graph, edges_by_post))


def write_description(run: Run, folder: Path) -> None:
    """Write the dataset's description with the size and SHA-256 of every file, and of the canonical form of all."""
    iris = Iris(run.base)
    triples = set(to_dataset_triples(run, iris))
    for name in FILES:
        with (folder / name).open("rb") as file:
            triples.update(to_checksum_triples(name, to_digest(file), iris))
    triples.update(to_checksum_triples(CANONICAL, to_digest(read_canonical(folder)), iris))
    _write_text(folder / DESCRIPTION, to_turtle(to_nodes(sorted(triples))))


def write_store(folder: Path) -> None:
    """Load the two files of N-Triples into `store/`."""
    store = Store(folder / "store")
    for name in PARTS:
        store.bulk_load(path=folder / name, format=RdfFormat.N_TRIPLES)
    store.optimize()
    store.flush()


def _write_nodes(triples: Iterable[str], folder: Path) -> None:
    """Write both files that are made of nodes, a node at a time in each."""
    first, second = tee(to_nodes(triples))
    with _open(folder / "graph.ttl") as turtle, _open(folder / "graph.jsonld") as jsonld:
        for block, member in zip_longest(to_turtle(first), to_jsonld(second), fillvalue=""):
            turtle.write(block)
            jsonld.write(member)


def _lines(triples: Iterable[str]) -> Iterator[str]:
    remaining = iter(triples)
    while batch := list(islice(remaining, _BATCH)):
        yield "\n".join(batch) + "\n"


def _write_text(path: Path, pieces: Iterable[str]) -> None:
    with _open(path) as file:
        file.writelines(pieces)


def _open(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", newline="\n")
