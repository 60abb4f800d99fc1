"""GraphML, written as it is made: what networkx reads back as the same graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, TypeAlias

from kg.graph.schema import Edge

Plain: TypeAlias = Mapping[str, str | int | float | bool]

_HEAD: Final = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_TYPE_OF: Final[Mapping[type, str]] = {str: "string", int: "long", float: "double", bool: "boolean"}
_REMEMBERED: Final = 4096  # texts: an edge has the ends of those around it
# XML 1.0 has no way to write these, escaped or not.
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL: Final = re.compile('[&<>"\t\n\r]')
_ESCAPED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#09;", "\n": "&#10;", "\r": "&#13;"}


def to_head(nodes: Mapping[str, type], edges: Mapping[str, type]) -> Iterator[str]:
    """Yield what stands before the first node: which attributes nodes and edges may have, and their types."""
    yield _HEAD
    for what, types in (("edge", edges), ("node", nodes)):
        for name, kind in types.items():
            yield f'  <key id="{name}" for="{what}" attr.name="{name}" attr.type="{_TYPE_OF[kind]}" />\n'
    yield '  <graph edgedefault="directed">\n'


def to_node(key: str, plain: Plain) -> str:
    """Return a node with its attributes."""
    return f'    <node id="{to_xml(key)}">\n{_attributes(plain.items())}    </node>\n'


def to_edge(edge: Edge) -> str:
    """Return an edge with its attributes; its kind tells it from others between the same nodes."""
    kind, relations = to_xml(edge.kind.value), edge.relations
    said = f'      <data key="relations">{to_xml("; ".join(relations))}</data>\n' if relations else ""
    return (
        f'    <edge source="{to_xml(edge.source)}" target="{to_xml(edge.target)}" id="{kind}">\n'
        f'      <data key="kind">{kind}</data>\n'
        f'      <data key="weight">{edge.weight}</data>\n'
        f'      <data key="about">{edge.about}</data>\n'
        f'      <data key="count">{len(edge.evidence)}</data>\n'
        f"{said}    </edge>\n"
    )


FOOT: Final = "  </graph>\n</graphml>\n"


@lru_cache(_REMEMBERED)
def to_xml(text: str) -> str:
    """Return a text as it may stand in an attribute or an element; what XML cannot hold becomes U+FFFD."""
    text = _NOT_IN_XML.sub("\ufffd", text)
    return _SPECIAL.sub(lambda sign: _ESCAPED[sign[0]], text) if _SPECIAL.search(text) else text


def _attributes(attributes: Iterable[tuple[str, str | int | float | bool]]) -> str:
    return "".join(
        f'      <data key="{name}">{to_xml(value) if isinstance(value, str) else value}</data>\n'
        for name, value in attributes
    )
