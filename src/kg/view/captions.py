"""What a node is called on the page, and what it can be searched by."""

from __future__ import annotations

from collections import Counter

from kg.graph.schema import Noun
from kg.model import Concept, Post, Series, Work

OPENING = 40  # code points of an untitled post that stand for its title
LONGEST_USUAL = 24  # code points of a name that is drawn instead of the label


def to_label(noun: Noun) -> str:
    """Return a name that is never empty: the title or label, else what is known instead."""
    if isinstance(noun, Concept):
        return _first(noun.name, noun.id)
    if isinstance(noun, Post):
        return _first((noun.title or "").strip() or _opening(noun.body), noun.address, noun.id)
    if isinstance(noun, Work):
        return _first(noun.title, *noun.identifiers, noun.address, noun.id)
    return _first(noun.title, noun.id)


def to_chinese_label(noun: Noun) -> str | None:
    """Return the preferred Chinese label of a concept, where it has one."""
    if not isinstance(noun, Concept):
        return None
    return next((each.characters for each in noun.preferred if each.language.startswith("zh")), None)


def to_usual_names(counts: Counter[tuple[int, str]]) -> dict[int, str]:
    """Return for each concept, by number, of the names that posts use the one they use most: readers know it by that.

    Ties go to the shorter name; one that is too long to be drawn is left to the label.
    """
    usual: dict[int, str] = {}
    for concept, name in sorted(counts, key=lambda each: (each[0], -counts[each], len(each[1]), each[1])):
        usual.setdefault(concept, name)
    return {concept: name for concept, name in usual.items() if 0 < len(name.strip()) <= LONGEST_USUAL}


def to_search_keys(noun: Noun) -> list[str]:
    """Return what the noun can be found by beside its label and, for a concept, its labels: each once, in order."""
    if isinstance(noun, Concept):
        shown = {each.characters for each in noun.preferred + noun.alternative}
        names = [each.characters for each in noun.hidden if each.characters not in shown]
    elif isinstance(noun, Post):
        names = list(noun.keywords)
    else:
        names = [] if isinstance(noun, Series) else list(noun.identifiers)
    return [name for name in dict.fromkeys(names) if name != to_label(noun)]


def _first(*candidates: str | None) -> str:
    return next((text for text in (" ".join((each or "").split()) for each in candidates) if text), "?")


def _opening(body: str) -> str:
    line = body.strip().partition("\n")[0]
    return line if len(line) <= OPENING else line[:OPENING] + "…"
