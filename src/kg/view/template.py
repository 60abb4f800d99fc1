"""The page's HTML, by pyvis: its Network and its vis-network, our template.

pyvis's own template asks a CDN for Bootstrap and puts headings and titles into the page unescaped; ours is found first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader
from pyvis.network import Network

from kg.view.assets import read_script, read_styles, read_texts
from kg.view.packed import to_letters
from kg.view.pieces import Pieces
from kg.view.policy import to_policy

POLICY_MARK = "content-security-policy-goes-here"
GRAPH_MARK = 'id="kg-graph">"'  # behind it goes the packed graph
PIECES_MARK = 'id="kg-evidence">{"beside":false,"pieces":['  # behind it go the packed pieces, if any do
VIS_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    # vis holds nodes and edges, moves the view and drags; the page's own painter draws them, so theirs stay invisible.
    "nodes": {"opacity": 0, "borderWidth": 0, "font": {"size": 0}, "chosen": False},
    "edges": {"hidden": True, "smooth": False, "chosen": False},
    "interaction": {
        "hover": False,
        "selectable": False,
        "selectConnectedEdges": False,
        "zoomSpeed": 0.7,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One node in the table for browsers that run no scripts."""

    label: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What goes into the template: texts, and columns that are packed already."""

    title: str
    graph: bytes
    evidence: Pieces
    first_rows: list[Row]


def render(parts: Parts, *, nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> Iterator[bytes]:
    """Yield the bytes of the page; `nodes` and `edges` go to vis-network's data sets as they are.

    What is packed is most of a page: it is put where it belongs at last, so that no more than one piece is unfolded.
    """
    network = Network(cdn_resources="in_line", directed=True, heading=parts.title)
    network.templateEnv, network.path, network.options = _environment(parts), "page.html.j2", VIS_OPTIONS
    # not add_node and add_edge: they would look through all edges for each new one
    network.nodes.extend(nodes)
    network.edges.extend(edges)
    # UTF-8 has no bytes for half a surrogate pair: it must go before the scripts are hashed
    html: str = network.generate_html().encode("utf-8", "replace").decode("utf-8")
    html = html.replace(POLICY_MARK, to_policy(html, beside=parts.evidence.are_beside), 1)
    before, graph_mark, rest = html.partition(GRAPH_MARK)  # no text has such a mark: its > would be escaped
    between, pieces_mark, after = rest.partition(PIECES_MARK)
    yield (before + graph_mark).encode("utf-8")
    yield to_letters(parts.graph).encode("ascii")
    yield (between + pieces_mark).encode("utf-8")
    for index, piece in enumerate(parts.evidence.held):
        yield f'{"," if index else ""}"{to_letters(piece)}"'.encode("ascii")
    yield after.encode("utf-8")


def _environment(parts: Parts) -> Environment:
    loader = ChoiceLoader([PackageLoader("kg.view", "templates"), PackageLoader("pyvis", "templates")])
    environment = Environment(loader=loader, autoescape=True)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.globals["kg"] = {
        "parts": parts,
        "policy": POLICY_MARK,
        "options": VIS_OPTIONS,
        "styles": read_styles(),
        "script": read_script(),
        "texts": read_texts(),
    }
    return environment
