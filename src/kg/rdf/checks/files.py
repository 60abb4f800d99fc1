"""Rules for whole files: they parse, are sorted, hold no blank node, and all say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, Quad, RdfFormat, Store, parse

from kg.rdf.checks.finding import Finding

_AGAIN: Final = "build again: it was changed after the build"
_FORMAT_OF: Final = {
    "graph.ttl": RdfFormat.TURTLE,
    "graph.jsonld": RdfFormat.JSON_LD,
}


def read_quads(path: Path) -> Iterator[Quad]:
    """Yield the triples of a file of N-Triples; raise `SyntaxError` where it is none."""
    return parse(path=path, format=RdfFormat.N_TRIPLES)


def check_lines(path: Path) -> Iterator[Finding]:
    """Yield where the lines are not sorted by bytes, or where one comes twice."""
    before = b""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line <= before:
                fault = "comes twice" if line == before else "is smaller than the line before it"
                yield Finding(file=path.name, rule="sorted", subject=f"line {number}", message=fault, remedy=_AGAIN)
            before = line


def check_syntax(path: Path) -> Iterator[Finding]:
    """Yield where the file is no N-Triples, and each blank node: those have another name in every copy."""
    try:
        for quad in read_quads(path):
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                message = f"{quad} has a blank node, which has another name in every copy"
                yield Finding(file=path.name, rule="no blank nodes", subject="", message=message, remedy=_AGAIN)
    except (SyntaxError, UnicodeDecodeError) as error:
        yield Finding(file=path.name, rule="syntax", subject="", message=f"cannot be read: {error}", remedy=_AGAIN)


def check_same(folder: Path) -> Iterator[Finding]:
    """Yield what `graph.ttl` and `graph.jsonld` have not got of `graph.nt`, or have beside it."""
    expected = set(_lines(folder / "graph.nt"))
    for name, form in _FORMAT_OF.items():
        try:
            found = {f"{quad.triple} ." for quad in parse(path=folder / name, format=form)}
        except (SyntaxError, UnicodeDecodeError) as error:
            yield Finding(file=name, rule="syntax", subject="", message=f"cannot be read: {error}", remedy=_AGAIN)
            continue
        yield from _differences(name, "lacks", expected - found)
        yield from _differences(name, "has, and graph.nt has not", found - expected)


def check_store(folder: Path, open_store: Callable[[str], Store] = Store.read_only) -> Iterator[Finding]:
    """Yield whether the store has another number of triples than the two files of N-Triples together."""
    expected = sum(1 for name in ("graph.nt", "evidence.nt") for _ in _lines(folder / name))
    try:
        found = len(open_store(str(folder / "store")))
    except (OSError, ValueError) as error:
        yield Finding(file="store", rule="opens", subject="", message=f"cannot be read: {error}", remedy=_AGAIN)
        return
    if found != expected:
        message = f"{found} triples, but graph.nt and evidence.nt have {expected}"
        yield Finding(file="store", rule="same triples", subject="", message=message, remedy=_AGAIN)


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="\n", errors="replace") as file:
        for line in file:
            yield line.removesuffix("\n")


def _differences(name: str, verb: str, triples: set[str]) -> Iterator[Finding]:
    for triple in sorted(triples):
        subject = triple.partition(" ")[0]
        yield Finding(file=name, rule="same triples", subject=subject, message=f"{verb} {triple}", remedy=_AGAIN)
