"""The files of a build: written aside, then put in place, so that a killed build leaves the last one intact."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from kg.cache.index import Indexes
from kg.cache.kept import Memory
from kg.cache.layout import place_again
from kg.cache.store import Stores
from kg.errors import InputError
from kg.extraction import Extraction
from kg.graph.export import write_exports
from kg.graph.schema import Graph
from kg.memory import release
from kg.rdf.write import write_rdf
from kg.report import to_evidence_lines, to_report
from kg.view import PAGE_AROUND
from kg.view.page import write_page

ASIDE = ".kg-building-"
_OF_LAST_BUILD = (PAGE_AROUND, "graph.ev-*.js", "around.ev-*.js")  # pages, and what large ones have beside them


def write_build(output: Path, graph: Graph, extraction: Extraction, memory: Memory | None = None) -> None:
    """Write every file of the build into `output`; other files there stay.

    With a memory of the last build the store and the search index there are brought up to date instead of made anew.
    Raises InputError where the folder cannot be written.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        _remove_left_overs(output)
        aside = Path(tempfile.mkdtemp(prefix=ASIDE, dir=output))
    except OSError as error:
        raise InputError(
            output, f"cannot be written: {error.strerror}", remedy="give a folder that you may write"
        ) from error
    try:
        memory = memory or Memory()
        stores, indexes = Stores(memory, output), Indexes(memory, output)
        steps: tuple[Callable[[], object], ...] = (
            lambda: write_page(graph, aside / "graph.html", placing=lambda skeleton: place_again(skeleton, memory)),
            lambda: write_exports(graph, aside),
            lambda: _write_reports(aside, graph, extraction),
            lambda: indexes.write(graph, aside),
            lambda: write_rdf(graph, aside, stores.write),  # last, since the store keeps some memory to itself
        )
        for write in steps:
            write()
            release()
        _put_in_place(aside, output)
        stores.remember()
        indexes.remember()
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _write_reports(folder: Path, graph: Graph, extraction: Extraction) -> None:
    (folder / "report.json").write_bytes(to_report(extraction, graph))
    with (folder / "evidence.jsonl").open("wb") as stream:
        stream.writelines(to_evidence_lines(extraction))


def _put_in_place(aside: Path, output: Path) -> None:
    """Rename each file over its predecessor; a folder cannot be replaced, so the old one steps aside first.

    What shows parts of the last build goes.
    """
    for pattern in _OF_LAST_BUILD:
        for path in sorted(output.glob(pattern)):
            path.unlink()
    for path in sorted(aside.iterdir()):
        target = output / path.name
        if target.is_dir() and not target.is_symlink():
            target.rename(output / f"{ASIDE}old-{path.name}")
        path.rename(target)
    _remove_left_overs(output, but=aside)


def _remove_left_overs(output: Path, *, but: Path | None = None) -> None:
    for path in sorted(output.glob(f"{ASIDE}*")):
        if path != but:
            shutil.rmtree(path, ignore_errors=True)
