"""Measure the page: bytes, time until it answers, frames while dragging, main-thread time; beside plain pyvis.

    python benchmarks/page.py MEASURE NOTES [OUT …] > a table

MEASURE is a program that opens one HTML file in headless Chromium with the network off, uses it, and prints a JSON
object with the keys of `COLUMNS`, milliseconds from the start of the navigation (`../shared/tools/measure_page.py`).
NOTES is a file of JSON lines, one a round, that grows as the rounds come in: run again with it, the program goes on
where it was stopped, and a page that has changed is measured anew. OUT are builds whose `graph.html` is measured too.

Every figure is the median of `ROUNDS`, of `SLOW_ROUNDS` for plain pyvis with 1,000 nodes, which takes minutes; the
rounds go through all pages in turn, so that a busy minute does not fall on one of them. A page that does not answer in
its time is stopped, and the table says so. After `MINUTES` no round begins: the table tells of those there are.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyvis.network import Network
from synthetic import make_graph

from kg.graph.schema import Graph, edges_of, kind_of, noun_of
from kg.view.captions import to_label
from kg.view.datasets import COLOUR_OF, SHAPE_OF
from kg.view.drawing import draw
from kg.view.page import write_page

ROUNDS, SLOW_ROUNDS = 5, 1
MINUTES = 13  # after which no round begins
SIZES = (100, 1000, 5000, 20_000)
PLAIN_SIZES = (100, 1000)  # beyond, pyvis as it comes does not answer within minutes
QUICK = 100  # nodes up to which it does within seconds
PATIENCE, LONG_PATIENCE = 30, 180  # seconds until a page must answer; of plain pyvis with many nodes
USE = 60  # seconds more for hovering, dragging and zooming
COLUMNS = {
    "ms_first_draw": "first drawn, ms",
    "ms_interactive": "answers, ms",
    "main_cpu_ms_to_interactive": "main thread until then, CPU ms",
    "longest_task_ms": "longest task, ms",
    "fps_drag": "frames/s dragging",
    "cpu_ms_per_frame_drag": "CPU ms a frame",
    "js_heap_mb": "heap, MB",
}


@dataclass(frozen=True, slots=True)
class Page:
    """One file to measure, and what it took to make it."""

    name: str
    path: Path
    layout_seconds: float | None = None
    rounds: int = ROUNDS
    patience: int = PATIENCE

    @property
    def key(self) -> str:
        """What stands for the page in the notes."""
        return f"{self.name} {hashlib.sha256(self.path.read_bytes()).hexdigest()[:16]}"


def make_pages(folder: Path, builds: list[Path]) -> Iterator[Page]:
    """Write every page that is measured."""
    for size in SIZES:
        graph = make_graph(size)
        path = folder / f"kg-{size}.html"
        start = time.process_time()
        draw(graph)
        layout = time.process_time() - start
        write_page(graph, path)
        yield Page(f"kg, {size:,} nodes, {graph.number_of_edges():,} links", path, layout)
        if size in PLAIN_SIZES:
            plain = folder / f"pyvis-{size}.html"
            plain.write_text(to_plain_pyvis(graph), encoding="utf-8")
            limits = {} if size <= QUICK else {"rounds": SLOW_ROUNDS, "patience": LONG_PATIENCE}
            yield Page(f"plain pyvis, {size:,} nodes", plain, **limits)
    for build in builds:
        yield Page(f"kg, `{build.name}`", build / "graph.html")


def to_plain_pyvis(graph: Graph) -> str:
    """Return the page as pyvis makes it by itself, all in one file."""
    network = Network(cdn_resources="in_line", directed=True)
    for node in sorted(graph):
        kind = kind_of(graph, node)
        network.add_node(node, label=to_label(noun_of(graph, node)), shape=SHAPE_OF[kind], color=COLOUR_OF[kind])
    for edge in edges_of(graph):
        network.add_edge(edge.source, edge.target)
    html: str = network.generate_html()
    return html


def measure(program: str, page: Page) -> dict[str, Any]:
    """Open a page once; a page that answers too late has `failed`, which says so, and no figures."""
    command = [sys.executable, program, str(page.path), "--max-wait", str(page.patience)]
    # a session of its own: the browser and its helpers can be stopped with it
    started = subprocess.Popen(  # noqa: S603 -- the program is ours
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    )
    try:
        output, _ = started.communicate(timeout=page.patience + USE)
    except subprocess.TimeoutExpired:
        os.killpg(started.pid, signal.SIGKILL)
        started.communicate()
        output = ""
    found: dict[str, Any] = json.loads(output) if output.strip() else {}
    if found.get("ms_interactive") is None:
        found["failed"] = found.get("fatal") or f"no answer in {page.patience} s"
    return found


def measure_all(program: str, pages: list[Page], notes: Path) -> dict[str, list[dict[str, Any]]]:
    """Measure all pages in turn and write each round down; those in the notes are not measured again."""
    end = time.monotonic() + 60 * MINUTES
    found: dict[str, list[dict[str, Any]]] = {page.key: [] for page in pages}
    for row in map(json.loads, notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []):
        found.setdefault(row["page"], []).append(row["found"])
    for number in range(ROUNDS):
        for page in (each for each in pages if len(found[each.key]) <= number < each.rounds):
            if time.monotonic() > end:
                print(f"{MINUTES} minutes are over; run again to go on", file=sys.stderr)
                return found
            found[page.key].append(measure(program, page))
            with notes.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"page": page.key, "found": found[page.key][-1]}) + "\n")
            shown = {name: found[page.key][-1].get(name) for name in ("failed", *COLUMNS)}
            print(f"{number + 1}/{page.rounds} {page.name}", shown, file=sys.stderr, flush=True)
    return found


def median(found: list[dict[str, Any]], key: str) -> str:
    """Return the median, or a dash where no more than half of the rounds have one."""
    values = [each[key] for each in found if each.get(key) is not None]
    return f"{statistics.median(values):,.0f}" if 2 * len(values) > len(found) else "–"


def to_row(page: Page, found: list[dict[str, Any]]) -> str:
    """Return the line of the table that tells of a page."""
    layout = "" if page.layout_seconds is None else f"{page.layout_seconds:.1f}"
    figures = [f"{page.path.stat().st_size / 1e6:.2f}", layout, str(len(found))]
    figures += [median(found, key) for key in COLUMNS]
    failed = [each["failed"] for each in found if "failed" in each]
    if 2 * len(failed) > len(found):
        figures[3 + list(COLUMNS).index("ms_interactive")] = failed[0]
    return f"| {page.name} | " + " | ".join(figures) + " |"


def main() -> None:
    """Measure, print a table."""
    program, notes, *builds = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        pages = list(make_pages(Path(folder), [Path(each) for each in builds]))
        found = measure_all(program, pages, Path(notes))
        print("| | MB | layout, CPU s | rounds |", " | ".join(COLUMNS.values()), "|")
        print("|---" * (4 + len(COLUMNS)) + "|")
        for page in pages:
            print(to_row(page, found[page.key]))
        wrong = [page.name for page in pages if any(each.get("console_errors") for each in found[page.key])]
        print(f"\nPages with an error on the console: {', '.join(wrong) or 'none'}")


if __name__ == "__main__":
    main()
