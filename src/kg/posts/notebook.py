"""Jupyter notebooks: the Markdown of their cells as one post, their code as code."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.model import Problem, Source
from kg.posts.markdown.page import parse_markdown
from kg.posts.record import Findings, LeftOut

MOST_CELLS = 10_000
REMEDY = "save the notebook again"
# The first cell of a post of fastpages: a title, a summary in a quotation, fields in a list.
_HEAD = re.compile(
    r"#[ \t]+(?P<title>[^\n]+)\n(?:[ \t]*\n|>[^\n]*\n){0,20}(?P<fields>(?:-[ \t]+[a-z_]+:[^\n]*(?:\n|$)){1,40})\s*$"
)
_FIELD = re.compile(r"-[ \t]+([a-z_]+):[ \t]*([^\n]*)")
_TICKS = re.compile(r"`{3,}")


def parse_notebook(text: str, path: str) -> Findings:
    """Yield the post that a notebook holds; one without any words is none."""
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError):
        notebook = None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        yield Problem(path, 1, "no notebook of Jupyter (version 4)", REMEDY)
        return
    read = [_Cell(cell) for cell in cells[:MOST_CELLS] if isinstance(cell, Mapping)]
    if not any(cell.kind == "markdown" and cell.source.strip() for cell in read):
        yield LeftOut(Source(path), "a notebook without any words")
        return
    yield from parse_markdown("\n\n".join(_to_markdown(read)), path)


class _Cell:
    """A cell's kind and source."""

    def __init__(self, cell: Mapping[str, Any]) -> None:
        source = cell.get("source")
        lines = source if isinstance(source, list) else [source]
        self.kind = str(cell.get("cell_type"))
        self.source = "".join(line for line in lines if isinstance(line, str))


def _to_markdown(cells: list[_Cell]) -> Iterator[str]:
    for number, cell in enumerate(cells):
        head = _HEAD.match(cell.source) if number == 0 and cell.kind == "markdown" else None
        if head:
            yield _to_front_matter(head)
        elif cell.kind == "markdown" or (number == 0 and cell.source.startswith("---")):
            yield cell.source
        elif cell.kind == "code" and cell.source.strip():
            fence = max((ticks[0] for ticks in _TICKS.finditer(cell.source)), key=len, default="``") + "`"
            yield f"{fence}\n{cell.source}\n{fence}"


def _to_front_matter(head: re.Match[str]) -> str:
    fields = {"title": head["title"].strip().strip('"'), **dict(_FIELD.findall(head["fields"]))}
    listed = {name: words.strip("[] ").split(",") if words.startswith("[") else words for name, words in fields.items()}
    return json.dumps(listed, ensure_ascii=False, indent=0) + "\n"
