"""The three files of the graph itself: N-Triples, Turtle and JSON-LD, written side by side, a subject at a time."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Final, Self

from kg.rdf import jsonld, turtle
from kg.rdf.nodes import Node, to_lines

BLOCK: Final = 1 << 18  # bytes that are read or written at once: blocks of a megabyte take several times as long


@dataclass(frozen=True, slots=True)
class _Form:
    """How one sort of file writes nodes."""

    write: Callable[[Node], str]
    head: str = ""
    between: str = ""
    end: str = ""


_FORM_OF: Final = {
    "graph.nt": _Form(to_lines),
    "graph.ttl": _Form(turtle.to_block, turtle.HEAD),
    "graph.jsonld": _Form(jsonld.to_member, jsonld.HEAD, jsonld.BETWEEN, jsonld.END),
}


class GraphFiles:
    """The files, open to be written in the order of the subjects, but for those of one gap, which come last.

    The gap is for what tells how much the files hold. What stands behind it waits in files without a name.
    """

    def __init__(self, folder: Path) -> None:
        """Begin the files in an existing folder."""
        self._opened = ExitStack()
        self._parts = [
            _Part(form, self._opened.enter_context((folder / name).open("wb"))) for name, form in _FORM_OF.items()
        ]
        self._behind: list[_Part] = []
        self._folder = folder

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def write(self, node: Node) -> None:
        """Write the next subject."""
        for part in self._behind or self._parts:
            part.write(node)

    def leave_gap(self) -> None:
        """Have what is written from now on stand behind the gap."""
        self._behind = [_Part(part.form, self._open_nameless(), is_behind=True) for part in self._parts]

    def fill_gap(self, nodes: Iterable[Node]) -> None:
        """Write what belongs into the gap, one subject at least, and end the files."""
        behind, self._behind = self._behind, []
        for node in nodes:
            self.write(node)
        for part, rest in zip(self._parts, behind, strict=bool(behind)):
            part.append(rest)
        for part in self._parts:
            part.end()

    def _open_nameless(self) -> BinaryIO:
        return self._opened.enter_context(TemporaryFile(dir=self._folder))


class _Part:
    """A file, or what stands in it behind the gap."""

    def __init__(self, form: _Form, file: BinaryIO, *, is_behind: bool = False) -> None:
        self.form, self._file = form, file
        self._between = form.between if is_behind else form.head
        self._waiting: list[str] = []
        self._length = 0

    def write(self, node: Node) -> None:
        """Write a subject."""
        self._add(self._between)
        self._add(self.form.write(node))
        self._between = self.form.between

    def append(self, rest: _Part) -> None:
        """Write what stands behind the gap."""
        self._flush()
        rest._flush()
        rest._file.seek(0)
        shutil.copyfileobj(rest._file, self._file, BLOCK)

    def end(self) -> None:
        """Write the end."""
        self._add(self.form.end)
        self._flush()

    def _add(self, text: str) -> None:
        self._waiting.append(text)
        self._length += len(text)
        if self._length > BLOCK:
            self._flush()

    def _flush(self) -> None:
        self._file.write("".join(self._waiting).encode())
        self._waiting, self._length = [], 0
