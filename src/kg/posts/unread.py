"""Formats that some blogs write posts in and that kg has no reader for: told once a format, not once a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from kg.model import Problem

FORMATS: Mapping[str, str] = {
    ".rst": "reStructuredText", ".org": "Org", ".adoc": "AsciiDoc", ".asciidoc": "AsciiDoc", ".textile": "Textile",
    ".typ": "Typst", ".docx": "Word", ".doc": "Word", ".odt": "OpenDocument", ".enex": "Evernote", ".epub": "EPUB",
}  # fmt: skip
REMEDY = "convert them to Markdown or HTML (Pandoc does), or give the site as it was built"


def format_of(name: str) -> str | None:
    """Return the format that a file's suffix tells, if it is one that posts are written in and kg does not read."""
    return FORMATS.get(PurePosixPath(name).suffix.lower())


def count_unread(names: Iterable[str]) -> dict[str, str]:
    """Return, by the first file of each format, how many of it there are."""
    files: dict[str, list[str]] = {}
    for name in sorted(names):
        told = format_of(name)
        if told:
            files.setdefault(told, []).append(name)
    return {these[0]: f"{len(these)} files in {told}" for told, these in files.items()}


def to_problem(name: str, counted: str = "") -> Problem:
    """Return the problem of a file that cannot be read for its format."""
    return Problem(name, 1, f"{counted or f'a file in {format_of(name)}'}, which is not read", REMEDY)
