"""What a node is called on the page, and what it can be searched by."""

from __future__ import annotations

import re

from kg.graph.schema import Noun
from kg.model import Concept, Post, Series, Work

OPENING = 40  # code points of an untitled post that stand for its title
ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z][A-Za-z0-9-]{1,7}")


def to_label(noun: Noun) -> str:
    """Return a name that is never empty: the title or label, else what is known instead."""
    if isinstance(noun, Concept):
        return _first(noun.name, noun.id)
    if isinstance(noun, Post):
        return _first(noun.title, _opening(noun.body), noun.address, noun.id)
    if isinstance(noun, Work):
        return _first(noun.title, *noun.identifiers, noun.address, noun.id)
    return _first(noun.title, noun.id)


def to_chinese_label(noun: Noun) -> str | None:
    """Return the preferred Chinese label of a concept, where it has one."""
    if not isinstance(noun, Concept):
        return None
    return next((each.characters for each in noun.preferred if each.language.startswith("zh")), None)


def to_short_label(noun: Noun) -> str | None:
    """Return the acronym that a concept is known by: GAN for generative adversarial network.

    An acronym is an alternative label of capitals whose letters are found, in that order, in the preferred label.
    """
    if not isinstance(noun, Concept) or ACRONYM.fullmatch(noun.name):
        return None
    candidates = [each.characters for each in noun.alternative if ACRONYM.fullmatch(each.characters)]
    fitting = [each for each in candidates if _abbreviates(each, noun.name)]
    return min(fitting, key=lambda each: (len(each), each), default=None)


def to_search_keys(noun: Noun) -> list[str]:
    """Return every other name of the noun, each once, in the order of its labels."""
    if isinstance(noun, Concept):
        names = [each.characters for each in noun.labels]
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


def _abbreviates(acronym: str, label: str) -> bool:
    letters = iter(label.lower())
    return label[:1].lower() == acronym[0].lower() and all(
        letter in letters for letter in acronym.lower() if letter.isalpha()
    )
