"""A networkx graph of hundreds of thousands of edges in a fifth of the room that it takes by itself.

The dictionaries of the instances of a class share one table of keys (PEP 412), and edges of which the same is known
share all of their dictionaries: of what is known of an edge by its kind, and of the kinds of edges between two nodes.
"""

from __future__ import annotations

from typing import Any, NoReturn

import networkx as nx


class Shared(dict[str, Any]):
    """A dictionary that many edges have, so that nobody may change it; a copy of the graph has its own."""

    __slots__ = ()

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("other edges share what is known of this one; change a copy of the graph")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (dict(self),)


class _Node:
    """Lends the dictionaries that hold what is known of a node."""


class _Kinds:
    """Lends the dictionaries that hold the edges between two nodes, by their kinds."""


class _Edge:
    """Lends the dictionaries that hold what is known of an edge."""


class SlimGraph(nx.MultiDiGraph):  # type: ignore[misc]  # networkx has no types
    """A graph of networkx with one way more to add an edge."""

    node_attr_dict_factory = staticmethod(lambda: vars(_Node()))
    edge_key_dict_factory = staticmethod(lambda: vars(_Kinds()))
    edge_attr_dict_factory = staticmethod(lambda: vars(_Edge()))

    def __init__(self, *arguments: Any, **attributes: Any) -> None:
        """Take what a graph of networkx takes."""
        self._alike: dict[tuple[str, float, bool], Shared] = {}
        super().__init__(*arguments, **attributes)

    def join(self, source: str, target: str, kind: str, weight: float, about: bool) -> None:  # noqa: FBT001 - a value
        """Add an edge of which nothing else is known, between two nodes that are there; equal ones share it all."""
        if target in self._succ[source]:
            self.add_edge(source, target, key=kind, weight=weight, about=about)
            return
        known = self._alike.get((kind, weight, about))
        if known is None:
            known = Shared({kind: Shared(weight=weight, about=about)})
            self._alike[kind, weight, about] = known
        self._succ[source][target] = self._pred[target][source] = known

    def add_edge(self, u_for_edge: Any, v_for_edge: Any, key: Any = None, **attr: Any) -> Any:
        """Add an edge, as networkx does."""
        self._part(u_for_edge, v_for_edge)
        return super().add_edge(u_for_edge, v_for_edge, key, **attr)

    def remove_edge(self, u: Any, v: Any, key: Any = None) -> None:
        """Remove an edge, as networkx does."""
        self._part(u, v)
        super().remove_edge(u, v, key)

    def _part(self, source: Any, target: Any) -> None:
        """Give the edges between two nodes dictionaries of their own."""
        shared = self._succ.get(source, {}).get(target)
        if type(shared) is Shared:
            own = {kind: dict(known) for kind, known in shared.items()}
            self._succ[source][target] = self._pred[target][source] = own
