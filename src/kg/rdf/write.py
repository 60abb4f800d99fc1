"""The graph's RDF on disk: text files that compare by bytes, and the store that answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import RdfFormat, Store

from kg.graph.schema import run_of
from kg.memory import release
from kg.piecewise import Anew, Piece, Stretch, Writing, Written
from kg.rdf.canonical import EVIDENCE, PARTS
from kg.rdf.counts import Counts
from kg.rdf.dataset import DESCRIPTION, to_checksum_triples, to_dataset_triples
from kg.rdf.digests import read_digests
from kg.rdf.files import GraphFiles
from kg.rdf.iris import Iris
from kg.rdf.nodes import Node, to_nodes, to_triples
from kg.rdf.sections import Section, to_sections
from kg.rdf.turtle import to_turtle

if TYPE_CHECKING:
    from kg.graph.schema import Graph
    from kg.model import Run

# Bytes of lines that the store takes at once. It needs 45 MB of memory for these, 60 for twice as much, 1,500 for whole
# files of half a gigabyte; in smaller pieces it takes longer.
_PIECE: Final = 2 << 20


def write_rdf(
    graph: Graph,
    folder: Path,
    load: Callable[[Path, Sequence[Stretch]], None] | None = None,
    evidence: Writing | None = None,
) -> None:
    """Write `graph.nt`, `.ttl`, `.jsonld`, `evidence.nt`, `dataset.ttl` and `store/` into an existing folder.

    `load` takes the place of `write_store`, for a caller that has the store of the last build; it is told what
    `evidence` took over from there.
    """
    written = write_texts(graph, folder, evidence)
    release()
    # The store is loaded outside Python's lock: the hashes cost no time beside it.
    with ThreadPoolExecutor(max_workers=1) as beside:
        loading = beside.submit(load, folder, written.taken) if load else beside.submit(write_store, folder)
        write_description(run_of(graph), folder, written)
        loading.result()


def write_texts(graph: Graph, folder: Path, evidence: Writing | None = None) -> Written:
    """Write the files that hold the graph and its evidence; return what the evidence consists of, text by text."""
    counts = Counts(Iris(run_of(graph).base))
    writing = evidence or Anew()
    with GraphFiles(folder) as files, (folder / EVIDENCE).open("wb") as stream:
        return writing.write(stream, _write_nodes(to_sections(graph), files, counts))


def write_description(run: Run, folder: Path, evidence: Written) -> None:
    """Write the dataset's description with the size and SHA-256 of every file, and of the canonical form of all.

    `evidence` is what `write_texts` returns.
    """
    iris = Iris(run.base)
    triples = set(to_dataset_triples(run, iris))
    for name, digest in read_digests(folder, evidence).items():
        triples.update(to_checksum_triples(name, digest, iris))
    with (folder / DESCRIPTION).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(to_turtle(to_nodes(sorted(triples))))


def write_store(folder: Path) -> None:
    """Load the two files of N-Triples into `store/`, in pieces: of a whole file it would hold all in memory."""
    store = Store(folder / "store")
    for name in PARTS:
        for lines in _read_pieces(folder / name):
            # Not parsed strictly, which takes a fifth of the time more: the lines are kg's own.
            store.bulk_load(lines, format=RdfFormat.N_TRIPLES, lenient=True)
    store.optimize()
    store.flush()


def _write_nodes(sections: Iterable[Section], files: GraphFiles, counts: Counts) -> Iterator[Piece]:
    """Write the nodes, and what they are in numbers; yield the pieces of evidence as they come."""
    near: list[Node] = []
    has_gap = False
    for section in sections:
        if isinstance(section, Piece):
            yield section
            continue
        counts.add(section)
        if counts.is_near(section.subject):
            near.append(section)
            continue
        if not has_gap and counts.is_behind(section.subject):
            files.leave_gap()
            has_gap = True
        files.write(section)
    triples = {triple for node in near for triple in to_triples(node)}
    files.fill_gap(to_nodes(sorted(triples.union(counts.to_triples()))))


def _read_pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while lines := file.read(_PIECE) + file.readline():
            yield lines
