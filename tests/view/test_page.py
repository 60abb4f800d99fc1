from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from kg.graph.schema import EdgeKind, Graph, NodeKind
from kg.view.page import Limits, write_page
from tests.view.graphs import HOSTILE, empty, graphs, hostile_blog, small_blog

POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')


class Tags(HTMLParser):
    """Every tag of a page, and the attributes that ask for something."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.asked: list[str] = []
        self.handlers: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.asked += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "action")]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]


def page_of(graph: Graph, folder: Path) -> str:
    write_page(graph, folder / "graph.html")
    return (folder / "graph.html").read_bytes().decode("utf-8")


def data_set(html: str, name: str) -> list[dict[str, Any]]:
    found = re.search(rf"var {name} = new vis\.DataSet\((.*)\);\n", html)
    assert found
    rows: list[dict[str, Any]] = json.loads(found[1])
    return rows


def test_a_small_graph_is_all_in_the_data_sets_of_vis(tmp_path: Path) -> None:
    graph = small_blog()
    html = page_of(graph, tmp_path)
    nodes, edges = data_set(html, "nodes"), data_set(html, "edges")
    assert {node["key"] for node in nodes} == set(graph)
    key_of = {node["id"]: node["key"] for node in nodes}
    found = sorted((key_of[edge["from"]], key_of[edge["to"]], edge["kind"]) for edge in edges)
    drawn = [(a, b, str(kind)) for a, b, kind in graph.edges(keys=True) if kind != EdgeKind.CO_OCCURS]
    assert found == sorted(drawn)


def test_posts_and_concepts_differ_in_shape_and_colour(tmp_path: Path) -> None:
    nodes = data_set(page_of(small_blog(), tmp_path), "nodes")
    looks = {node["kind"]: (node["shape"], node["color"]) for node in nodes}
    assert set(looks) == {*map(str, NodeKind)}
    assert len({shape for shape, _ in looks.values()}) == len({colour for _, colour in looks.values()}) == 4


def test_the_page_asks_for_nothing(tmp_path: Path) -> None:
    tags = Tags(page_of(small_blog(), tmp_path))
    assert tags.asked == []
    assert tags.names.count("script") == 7


def test_the_policy_lets_nothing_in(tmp_path: Path) -> None:
    policy = POLICY.search(page_of(small_blog(), tmp_path))
    assert policy
    assert policy[1].startswith("default-src &#39;none&#39;") or policy[1].startswith("default-src 'none'")


def test_hostile_texts_add_no_tag_and_no_handler(tmp_path: Path) -> None:
    (tmp_path / "small").mkdir()
    usual = Tags(page_of(small_blog(), tmp_path / "small"))
    attacked = Tags(page_of(hostile_blog(), tmp_path))
    assert attacked.handlers == []
    assert set(attacked.names) == set(usual.names)
    assert attacked.names.count("script") == usual.names.count("script")


def test_hostile_texts_stand_in_the_heading_as_text(tmp_path: Path) -> None:
    html = page_of(hostile_blog(), tmp_path)
    assert "<title>&lt;/script&gt;&lt;script&gt;window.harmed=1&lt;/script&gt;</title>" in html
    assert HOSTILE[1] not in html


@given(graphs(most=16))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_graph_becomes_a_page(tmp_path: Path, graph: Graph) -> None:
    html = page_of(graph, tmp_path)
    assert len(data_set(html, "nodes")) == len(graph)
    assert Tags(html).names.count("script") == 7


def test_an_empty_graph_becomes_a_page(tmp_path: Path) -> None:
    assert data_set(page_of(empty(), tmp_path), "nodes") == []


@pytest.mark.parametrize("seed", ["0", "77"])
def test_the_same_graph_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path, seed: str) -> None:
    page = tmp_path / "graph.html"
    write_page(small_blog(), page)
    again = tmp_path / "again.html"
    script = f"from tests.view.test_page import *; write_page(small_blog(), Path({str(again)!r}))"
    subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=True,
    )
    assert again.read_bytes() == page.read_bytes()


def test_line_ends_are_those_that_the_hashes_were_made_of(tmp_path: Path) -> None:
    write_page(small_blog(), tmp_path / "graph.html")
    assert b"\r" not in (tmp_path / "graph.html").read_bytes()


def test_much_evidence_lies_beside_the_page(tmp_path: Path) -> None:
    write_page(small_blog(), tmp_path / "graph.html", limits=Limits(letters=10))
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["graph.ev-00.js", "graph.html"]
    assert (tmp_path / "graph.ev-00.js").read_text(encoding="ascii").startswith('kgEvidence(0,"')
    assert "strict-dynamic" in (tmp_path / "graph.html").read_text(encoding="utf-8")


def test_evidence_of_an_earlier_page_is_removed(tmp_path: Path) -> None:
    write_page(small_blog(), tmp_path / "graph.html", limits=Limits(letters=10))
    write_page(small_blog(), tmp_path / "graph.html")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.html"]


def test_a_browser_without_scripts_shows_a_table(tmp_path: Path) -> None:
    html = page_of(small_blog(), tmp_path)
    table = html[html.index("<noscript>") : html.index("</noscript>")]
    assert "<td>generative adversarial network</td><td>concept</td>" in table
