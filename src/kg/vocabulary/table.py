"""Vocabularies in tables: a line a concept, its name and its further names apart by tabs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from kg.errors import InputError
from kg.model import Concept
from kg.slug import slug_of
from kg.vocabulary.own import to_concept


def parse_table(content: bytes, name: str, base: str) -> Iterator[Concept]:
    """Yield the concepts of a table in UTF-8; lines that are empty or begin with # say nothing.

    The first name in each language is preferred. Ids are IRIs under `base`, made from the first name. Raises InputError
    for text that is not UTF-8, and for a line that begins with a tab.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        raise InputError(name, "is not UTF-8", line=before.count(b"\n") + 1, remedy="save it as UTF-8") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        names = list(dict.fromkeys(cell.strip() for cell in line.split("\t")))
        if not names[0]:
            raise InputError(name, "a concept has no name", line=number, remedy="begin the line with the name")
        yield to_concept(f"{base}concept/{slug_of(names[0]).lower()}", [each for each in names if each])


def is_table(name: str) -> bool:
    """Tell by the suffix whether a file is such a table."""
    return PurePath(name).suffix.lower() in (".tsv", ".tab", ".txt")
