"""Node-link JSON (networkx's form), written as it is made: a line for each value, as `json` would indent it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

_HEAD: Final = '{\n "directed": true,\n "multigraph": true,\n "graph": {},\n "nodes": ['


def to_lines(nodes: Iterable[Mapping[str, Any]], edges: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the document in pieces. The last value of an edge is its `evidence`: a list of objects of plain values."""
    yield _HEAD
    yield from _list(map(_object(2), nodes), 1)
    yield ',\n "edges": ['
    yield from _list(map(_to_edge, edges), 1)
    yield "\n}\n"


def _list(members: Iterable[str], depth: int) -> Iterator[str]:
    """Yield the members of a list, each on lines of its own, and the bracket behind them."""
    separator = "\n"
    for member in members:
        yield f"{separator}{' ' * (depth + 1)}{member}"
        separator = ",\n"
    yield "]" if separator == "\n" else f"\n{' ' * depth}]"


def _object(depth: int) -> Callable[[Mapping[str, Any]], str]:
    """Return what writes an object of plain values that stands this deep: the fast encoder, with the lines' starts."""
    start = f"\n{' ' * (depth + 1)}"
    encode = json.JSONEncoder(ensure_ascii=False, separators=(f",{start}", ": ")).encode
    return lambda plain: f"{{{start}{encode(plain)[1:-1]}\n{' ' * depth}}}"


_EDGE: Final = _object(2)
_SPAN: Final = _object(4)


def _to_edge(edge: Mapping[str, Any]) -> str:
    evidence = "".join(_list(map(_SPAN, edge["evidence"]), 3))
    plain = _EDGE({key: value for key, value in edge.items() if key != "evidence"})
    return f'{plain[:-4]},\n   "evidence": [{evidence}\n  }}'
