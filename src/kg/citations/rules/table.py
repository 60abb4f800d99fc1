"""Every rule that finds citations."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.citations.page import Page
from kg.citations.rules.announced import find_announced, find_reworded
from kg.citations.rules.earlier import find_earlier
from kg.citations.rules.glossed import find_glossed
from kg.citations.rules.keyed import find_keyed
from kg.citations.rules.links import find_identified, find_linked
from kg.citations.rules.listed import find_listed
from kg.citations.rules.ordinals import find_numbered, find_previous
from kg.citations.rules.plain import find_plain
from kg.citations.rules.quoted import find_otherwise_marked, find_quoted
from kg.citations.rules.references import find_references
from kg.citations.shelf import Found, Shelf

CITATION_RULES: tuple[Callable[[Page, Shelf], Iterator[Found]], ...] = (
    find_linked,
    find_keyed,
    find_identified,
    find_references,
    find_quoted,
    find_otherwise_marked,
    find_numbered,
    find_announced,
    find_reworded,
    find_glossed,
    find_listed,
    find_plain,
    find_previous,
    find_earlier,
)
