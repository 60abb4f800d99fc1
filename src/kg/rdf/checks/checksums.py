"""Whether the files are still those that the build wrote: by the SHA-256 that `dataset.ttl` has of each."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.errors import InputError
from kg.rdf import terms
from kg.rdf.canonical import read_canonical, to_digest
from kg.rdf.checks.finding import Finding, Level
from kg.rdf.dataset import CANONICAL, DESCRIPTION, FILES
from kg.rdf.digests import read_digest

_RULE: Final = "checksum"


def find_changed(folder: Path) -> set[str]:
    """Return the names of the files that have another SHA-256 than `dataset.ttl` says.

    Raise `SyntaxError` where that is no Turtle. A file that it does not name has changed.
    """
    told = _read_checksums(folder / DESCRIPTION)
    changed = set()
    for name in FILES:
        if told.get(name) != read_digest(folder / name).sha256:
            changed.add(name)
    if not changed and told.get(CANONICAL) != _hash_of_all(folder):
        changed.add(DESCRIPTION)
    return changed


def check_changed(changed: Collection[str], faulty: Collection[str]) -> Iterator[Finding]:
    """Yield what was changed after the build: a note where another finding has said what is wrong with the file."""
    for name in sorted(changed):
        yield Finding(
            file=name,
            rule=_RULE,
            subject="",
            message="was changed after the build: its SHA-256 is not the one in dataset.ttl",
            level=Level.NOTE if name in faulty else Level.FAULT,
        )


def _hash_of_all(folder: Path) -> str:
    try:
        return to_digest(read_canonical(folder)).sha256
    except InputError:  # out of order, which another check says
        return ""


def _read_checksums(path: Path) -> dict[str, str]:
    """Return the SHA-256 by the name of the file."""
    titles: dict[str, str] = {}
    hashes: dict[str, str] = {}
    checksums: dict[str, str] = {}
    for quad in parse(path=path, format=RdfFormat.TURTLE):
        subject, predicate = str(quad.subject), str(quad.predicate)
        if isinstance(quad.object, Literal) and predicate == terms.TITLE:
            titles[subject] = quad.object.value
        elif isinstance(quad.object, Literal) and predicate == terms.CHECKSUM_VALUE:
            hashes[subject] = quad.object.value
        elif isinstance(quad.object, NamedNode) and predicate == terms.HAS_CHECKSUM:
            checksums[subject] = str(quad.object)
    return {titles[subject]: hashes.get(iri, "") for subject, iri in checksums.items() if subject in titles}
