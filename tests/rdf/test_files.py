"""The files of the graph: written in one go, with a gap for what tells how much they hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf import files as module
from kg.rdf.files import GraphFiles
from kg.rdf.nodes import Node, to_node

NAMES = ("graph.nt", "graph.ttl", "graph.jsonld")
NODES = st.lists(st.integers(min_value=0, max_value=99), max_size=8).map(
    lambda numbers: [to_node(f"<n:{number}>", {"<p:p>": [f'"{number}"', "<o:o>"]}) for number in numbers]
)


def write(folder: Path, before: list[Node], gap: list[Node], behind: list[Node] | None) -> list[bytes]:
    with GraphFiles(folder) as files:
        for node in before:
            files.write(node)
        if behind is not None:
            files.leave_gap()
            for node in behind:
                files.write(node)
        files.fill_gap(gap)
    return [(folder / name).read_bytes() for name in NAMES]


@given(NODES, NODES.filter(bool), NODES, st.sampled_from((1, 100, 1 << 18)))
def test_what_fills_the_gap_stands_where_it_was_left(
    tmp_path_factory: pytest.TempPathFactory, before: list[Node], gap: list[Node], behind: list[Node], block: int
) -> None:
    folder = tmp_path_factory.mktemp("files")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BLOCK", block)
        with_gap = write(folder, before, gap, behind)
    assert with_gap == write(folder, before, gap + behind, None)
    assert sorted(path.name for path in folder.iterdir()) == sorted(NAMES)
