"""The SHACL shapes of the profile, on the whole of a small build and on a sample of a large one."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.rdf.checks.finding import Finding, Level
from kg.rdf.checks.plain import Result, is_told, to_message, to_remedy

if TYPE_CHECKING:
    from rdflib import Graph

# pySHACL takes some seconds for so many subjects, and hours for all of a large build.
_MOST_SUBJECTS: Final = 4000
_REMEDY: Final = "it is not installed: pip install 'kg[check]'"


def check_shapes(folder: Path, most: int = _MOST_SUBJECTS) -> Iterator[Finding]:
    """Yield where the files break a shape, or a note where pySHACL is missing or not all was looked at."""
    try:
        import pyshacl
    except ModuleNotFoundError:
        yield _note(f"pySHACL checks the shapes, and {_REMEDY}")
        return
    for name in ("graph.nt", "evidence.nt"):
        kept, all_of_them, data = _sample(folder / name, most)
        if kept < all_of_them:
            sample = f"{kept} of {all_of_them} subjects of {name}, chosen by a hash of their IRI, were"
            yield _note(f"{sample} held against the shapes; every other check looked at all")
        report = pyshacl.validate(data, shacl_graph=_shapes(), inplace=True)[1]
        yield from sorted(_to_findings(name, report), key=str)


def _shapes() -> Graph:
    from rdflib import Graph

    return Graph().parse(data=files("kg.rdf").joinpath("shapes.ttl").read_text("utf-8"), format="turtle")


def _sample(path: Path, most: int) -> tuple[int, int, Graph]:
    """Choose subjects by a hash of their IRI, the same ones in every build that has them."""
    from rdflib import Graph

    number = sum(1 for _ in _read_subjects(path))
    share = -(-number // most)
    kept = [lines for subject, lines in _read_subjects(path) if share <= 1 or zlib.crc32(subject.encode()) % share == 0]
    text = "".join(line for lines in kept for line in lines)
    return len(kept), number, Graph().parse(data=text, format="nt")


def _read_subjects(path: Path) -> Iterator[tuple[str, list[str]]]:
    with path.open(encoding="utf-8", newline="\n") as file:
        for subject, lines in groupby(file, key=lambda line: line.partition(" ")[0]):
            yield subject, list(lines)


def _to_findings(name: str, report: Any) -> Iterable[Finding]:
    from rdflib.namespace import RDF, SH

    for node in report.subjects(RDF.type, SH.ValidationResult):
        path, value = report.value(node, SH.resultPath), report.value(node, SH.value)
        result = Result(
            constraint=str(report.value(node, SH.sourceConstraintComponent)).rpartition("#")[2],
            path=path.n3() if path is not None else "",
            value=value.n3() if value is not None else "",
            message=str(report.value(node, SH.resultMessage)),
        )
        if not is_told(result):
            yield Finding(
                file=name,
                rule=result.constraint,
                subject=report.value(node, SH.focusNode).n3(),
                message=to_message(result),
                remedy=to_remedy(result),
            )


def _note(message: str) -> Finding:
    return Finding(file="", rule="shapes", subject="", message=message, remedy="", level=Level.NOTE)
