"""Everything that can be checked of a build's RDF, file by file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg.errors import NothingBuiltError
from kg.rdf.checks.checksums import check_changed, find_changed
from kg.rdf.checks.disjoint import check_disjoint
from kg.rdf.checks.evidence import check_evidence
from kg.rdf.checks.files import check_lines, check_same, check_store, check_syntax, read_quads
from kg.rdf.checks.finding import Finding, Level, cap
from kg.rdf.checks.links import check_links, find_subjects
from kg.rdf.checks.shapes import check_shapes
from kg.rdf.checks.skos import check_concepts
from kg.rdf.dataset import DESCRIPTION

__all__ = ["Finding", "Level", "check_build"]

_FILES: Final = ("graph.nt", "evidence.nt", "graph.ttl", "graph.jsonld", DESCRIPTION, "store")


def check_build(folder: Path) -> tuple[Finding, ...]:
    """Return every fault of the build, and a note for each check that could not be made in full.

    Raise `NothingBuiltError` where the folder holds no build.
    """
    if not any((folder / name).exists() for name in _FILES):
        raise NothingBuiltError(f"{folder} holds no build", remedy=f"make one: kg build POSTS -o {folder}")
    return tuple(cap(_check(folder)))


def _check(folder: Path) -> Iterator[Finding]:
    missing = [name for name in _FILES if not (folder / name).exists()]
    for name in missing:
        yield Finding(file=name, rule="exists", subject="", message="is missing")
    faults = [
        fault for name in ("graph.nt", "evidence.nt") if name not in missing for fault in check_syntax(folder / name)
    ]
    yield from faults
    # What does not parse, or is not there, cannot be looked into.
    if missing or any(fault.rule == "syntax" for fault in faults):
        return
    yield from _check_whole(folder)


def _check_whole(folder: Path) -> Iterator[Finding]:
    try:
        changed = find_changed(folder)
    except SyntaxError as error:
        yield Finding(file=DESCRIPTION, rule="syntax", subject="", message=f"cannot be read: {error}")
        changed = set()
    faulty = set()
    for finding in _check_content(folder, changed):
        faulty.add(finding.file)
        yield finding
    yield from check_changed(changed, faulty)


def _check_content(folder: Path, changed: set[str]) -> Iterator[Finding]:
    graph, evidence = folder / "graph.nt", folder / "evidence.nt"
    yield from check_lines(graph)
    yield from check_lines(evidence)
    # Where graph.nt itself was changed, all others would differ from it: one line about it says more.
    if "graph.nt" not in changed:
        yield from check_same(folder)
    if not changed & {"graph.nt", "evidence.nt"}:
        yield from check_store(folder)
    subjects = find_subjects(read_quads(graph))
    yield from check_links(read_quads(graph), subjects)
    yield from check_concepts(read_quads(graph))
    yield from check_disjoint(read_quads(graph))
    yield from check_evidence(read_quads(evidence), subjects)
    yield from check_shapes(folder)
