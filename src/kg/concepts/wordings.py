"""The wordings in which sentences relate two concepts: `words/relations.toml` as regular expressions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.concepts.signs import BLOT, COINED, NAME, NAMES
from kg.model import RelationKind

MOST_LISTED = 12  # names in one list; a longer one is a table or hostile


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One form of words. Its expression has the groups `said`, the whole statement, `X`, the subjects, and `Y`."""

    kind: RelationKind
    rule: str
    confidence: float
    cues: tuple[str, ...]  # no sentence without one of them can fit
    is_list: bool  # whether names are listed under a sort, so that a name of another sort shows a sentence misread
    is_headed: bool  # whether the sort of such a list has a head: tasks of a field, not a field
    expression: re.Pattern[str]


@cache
def read_wordings() -> tuple[Wording, ...]:
    """Return the wordings, those first that are to be preferred where several fit."""
    tables = tomllib.loads(files("kg.concepts").joinpath("words", "relations.toml").read_text(encoding="utf-8"))
    return tuple(_to_wording(table, tables["parts"]) for table in tables["wording"])


def _to_wording(table: Mapping[str, Any], parts: Mapping[str, str]) -> Wording:
    opening = parts[table["opening"]] + " ?" if "opening" in table else ""
    return Wording(
        kind=RelationKind(table["kind"]),
        rule=table["rule"],
        confidence=table["confidence"],
        cues=tuple(table["cues"]),
        is_list=table.get("listed", False),
        is_headed=table.get("headed", False),
        expression=re.compile(_fill(f"{opening}(?P<said>{table['reads']})", parts)),
    )


def _fill(template: str, parts: Mapping[str, str]) -> str:
    """Replace every `{part}`, those in parts too; `{X}`, `{Xs}`, `{Xsort}`… are the subjects, so with Y."""
    names = {
        "": NAMES,
        "s": rf"{NAMES}{{head}}?(?:{{joint}}{NAMES}{{head}}?){{0,{MOST_LISTED - 1}}}",
        "sort": rf"{NAMES}{{sort}}?",
        "headed": rf"{NAMES}{{sort}}",
        "coined": COINED,
    }
    every = {end + form: f"(?P<{end}>{pattern})" for end in "XY" for form, pattern in names.items()}
    every |= {**parts, "name": NAME + COINED, "blot": BLOT}
    while True:
        filled = re.sub(r"\{([A-Za-z]+)\}", lambda match: every[match[1]], template)
        if filled == template:
            return filled
        template = filled
