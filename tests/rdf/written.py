"""What a graph is written as, read back."""

from __future__ import annotations

import tempfile
from pathlib import Path

from kg.graph.schema import Graph
from kg.rdf.write import write_texts


def to_files(graph: Graph) -> dict[str, bytes]:
    """Return the files of the graph and its evidence by their names."""
    with tempfile.TemporaryDirectory() as name:
        write_texts(graph, Path(name))
        return {path.name: path.read_bytes() for path in sorted(Path(name).iterdir())}


def to_triples(graph: Graph) -> list[str]:
    """Return the lines of `graph.nt` without their ends."""
    return to_files(graph)["graph.nt"].decode().split("\n")[:-1]


def to_evidence(graph: Graph) -> bytes:
    """Return `evidence.nt`."""
    return to_files(graph)["evidence.nt"]
