"""Measure the page: bytes, time until it answers, frames while dragging, main-thread time; beside plain pyvis.

    python benchmarks/page.py MEASURE [OUT …] > a table

MEASURE is a program that opens one HTML file in headless Chromium with the network off, uses it, and prints a JSON
object with the keys of `COLUMNS`, milliseconds from the start of the navigation (`../shared/tools/measure_page.py`).
OUT are builds whose `graph.html` is measured too. Every figure is the median of `ROUNDS`, of `SLOW_ROUNDS` for plain
pyvis with 1,000 nodes, which takes minutes; the rounds go through all pages in turn, so that a busy minute does not
fall on one of them.
"""

from __future__ import annotations

import json
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
SIZES = (100, 1000, 5000, 20_000)
PLAIN_SIZES = (100, 1000)  # beyond, pyvis as it comes does not answer within minutes
QUICK = 100  # nodes up to which it does within seconds
PATIENCE = "200"  # seconds until a page must answer
COLUMNS = {
    "ms_first_draw": "first drawn, ms",
    "ms_interactive": "answers, ms",
    "main_cpu_ms_to_interactive": "main thread until then, CPU ms",
    "longest_task_ms": "longest task, ms",
    "fps_drag": "frames/s dragging",
    "cpu_ms_per_frame_drag": "CPU ms a frame",
    "js_heap_mb": "heap, MB",
}


@dataclass(frozen=True)
class Page:
    """One file to measure, and what it took to make it."""

    name: str
    path: Path
    layout_seconds: float | None = None
    rounds: int = ROUNDS


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
            yield Page(f"plain pyvis, {size:,} nodes", plain, rounds=ROUNDS if size <= QUICK else SLOW_ROUNDS)
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
    """Open a page once."""
    command = [sys.executable, program, str(page.path), "--max-wait", PATIENCE]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 -- the program is ours
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def median(found: list[dict[str, Any]], key: str) -> str:
    """Return the median, or a dash where more than half of the rounds have none."""
    values = [each[key] for each in found if each.get(key) is not None]
    return f"{statistics.median(values):,.0f}" if 2 * len(values) > len(found) else "–"


def main() -> None:
    """Measure, print a table."""
    program, *builds = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        pages = list(make_pages(Path(folder), [Path(each) for each in builds]))
        found: dict[str, list[dict[str, Any]]] = {page.name: [] for page in pages}
        for number in range(ROUNDS):
            for page in (each for each in pages if number < each.rounds):
                found[page.name].append(measure(program, page))
                print(page.name, {key: found[page.name][-1].get(key) for key in COLUMNS}, file=sys.stderr)
        print("| | MB | layout, CPU s |", " | ".join(COLUMNS.values()), "|")
        print("|---" * (3 + len(COLUMNS)) + "|")
        for page in pages:
            layout = "" if page.layout_seconds is None else f"{page.layout_seconds:.1f}"
            figures = [f"{page.path.stat().st_size / 1e6:.2f}", layout]
            figures += [median(found[page.name], key) for key in COLUMNS]
            print(f"| {page.name} |", " | ".join(figures), "|")
        wrong = {name: each for name, all_ in found.items() for each in all_ if each["console_errors"]}
        print(f"\nPages with an error on the console: {len(wrong)}")


if __name__ == "__main__":
    main()
