"""The files of a build: written aside, then put in place, so that a killed build leaves the last one intact."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from kg.cache.blocks import Blocks
from kg.cache.index import Indexes
from kg.cache.kept import Memory
from kg.cache.layout import place_again
from kg.cache.pieces import to_piece_again
from kg.cache.store import Stores
from kg.errors import InputError
from kg.extraction import Extraction
from kg.graph.export import write_exports
from kg.graph.schema import Graph
from kg.memory import release
from kg.rdf.canonical import EVIDENCE
from kg.rdf.write import write_rdf
from kg.report import to_report, write_evidence
from kg.view import PAGE_AROUND
from kg.view.page import write_page

ASIDE = ".kg-building-"
_IN_BLOCKS: Final = ("graph.graphml", "graph.json", "evidence.jsonl", EVIDENCE)  # of which most are as they were
_OF_LAST_BUILD = (PAGE_AROUND, "graph.ev-*.js", "around.ev-*.js")  # pages, and what large ones have beside them


def write_build(output: Path, graph: Graph, extraction: Extraction, memory: Memory | None = None) -> None:
    """Write every file of the build into `output`; other files there stay.

    With a memory of the last build, what is as it was is taken over from the files there.
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
        last = _LastBuild(memory or Memory(), output)
        for write in _steps(graph, extraction, aside, last):
            write()
            release()
        _put_in_place(aside, output)
        last.remember()
    finally:
        shutil.rmtree(aside, ignore_errors=True)


class _LastBuild:
    """What the last build left in the output folder, for the next files to be made of."""

    def __init__(self, memory: Memory, output: Path) -> None:
        self.memory, self.store, self.index = memory, Stores(memory, output), Indexes(memory, output)
        self.blocks = {name: Blocks(memory, output, name) for name in _IN_BLOCKS}

    def remember(self) -> None:
        """Note what is in place now."""
        self.store.remember()
        self.index.remember()
        for each in self.blocks.values():
            each.remember()


def _steps(graph: Graph, extraction: Extraction, aside: Path, last: _LastBuild) -> tuple[Callable[[], object], ...]:
    memory = last.memory
    return (
        lambda: write_page(
            graph,
            aside / "graph.html",
            placing=lambda skeleton: place_again(skeleton, memory),
            telling=lambda passage: to_piece_again(passage, memory),
        ),
        lambda: write_exports(graph, aside, last.blocks.__getitem__),
        lambda: (aside / "report.json").write_bytes(to_report(extraction, graph)),
        lambda: write_evidence(extraction, graph, aside, last.blocks["evidence.jsonl"]),
        lambda: last.index.write(graph, aside),
        # Last, since the store keeps some memory to itself.
        lambda: write_rdf(graph, aside, last.store.write, last.blocks[EVIDENCE]),
    )


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
