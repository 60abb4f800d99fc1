"""GraphML, written as it is made: what networkx reads back as the same graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

Plain: TypeAlias = Mapping[str, str | int | float | bool]

_HEAD: Final = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_TYPE_OF: Final[Mapping[type, str]] = {str: "string", int: "long", float: "double", bool: "boolean"}
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


def to_edge(source: str, target: str, key: str, plain: Plain) -> str:
    """Return an edge with its attributes; its key tells it from others between the same nodes."""
    ends = f'source="{to_xml(source)}" target="{to_xml(target)}" id="{to_xml(key)}"'
    return f"    <edge {ends}>\n{_attributes(plain.items())}    </edge>\n"


FOOT: Final = "  </graph>\n</graphml>\n"


def to_xml(text: str) -> str:
    """Return a text as it may stand in an attribute or an element; what XML cannot hold becomes U+FFFD."""
    text = _NOT_IN_XML.sub("\ufffd", text)
    return _SPECIAL.sub(lambda sign: _ESCAPED[sign[0]], text) if _SPECIAL.search(text) else text


def _attributes(attributes: Iterable[tuple[str, str | int | float | bool]]) -> str:
    return "".join(
        f'      <data key="{name}">{to_xml(value) if isinstance(value, str) else value}</data>\n'
        for name, value in attributes
    )
