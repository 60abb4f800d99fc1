"""Concepts that no vocabulary knows: the clues of all posts, weighed together, whatever the order of the posts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.concepts.names import WEIGHTS, Clue, find_clues, is_open
from kg.model import Concept, ConceptId, ConceptKind, Definition, Post, PostId, Text
from kg.script import fold, language_of
from kg.slug import slug_of
from kg.vocabulary.index import LabelIndex

ENOUGH = 1.0  # the sum of the weights of a name's different clues in one post
INTRODUCES = frozenset({"named so", "full name", "brackets", "title head"})


@dataclass(frozen=True, slots=True)
class Sighting:
    """A clue, with the words it found: what is left of a post for the corpus-wide step."""

    post: PostId
    published: str  # ISO; empty where not known
    name: str
    others: tuple[str, ...]
    clue: Clue


@dataclass(frozen=True, slots=True)
class Discovered:
    """A new name, how strong its best post speaks for it, and the post and words that introduce it."""

    concept: Concept
    strength: float
    definition: Definition | None
    sightings: tuple[Sighting, ...]

    @property
    def is_accepted(self) -> bool:
        """Tell whether the evidence is enough for the graph; the rest is for review."""
        return self.strength >= ENOUGH


def find_sightings(post: Post, index: LabelIndex) -> Iterator[Sighting]:
    """Yield the clues of one post with their words."""
    text = post.text
    published = post.published.isoformat() if post.published else ""
    for clue in find_clues(post, index):
        others = tuple(span.of(text) for span in clue.others)
        yield Sighting(post.id, published, clue.span.of(text), others, clue)


def discover(sightings: Iterable[Sighting], index: LabelIndex) -> tuple[Discovered, ...]:
    """Weigh the sightings of each name; return the new concepts, sorted by id, accepted or not."""
    by_name: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        by_name.setdefault(fold(sighting.name), []).append(sighting)
    taken: set[str] = set()
    found = [_weigh(_in_order(group), index, taken) for _, group in sorted(by_name.items(), key=_best_first)]
    return tuple(sorted((each for each in found if each), key=lambda each: each.concept.id))


def _best_first(entry: tuple[str, list[Sighting]]) -> tuple[float, str]:
    return -_strength(entry[1]), entry[0]


def _in_order(group: Iterable[Sighting]) -> list[Sighting]:
    return sorted(group, key=lambda each: (each.published or "9999", each.post, each.clue.span, each.clue.rule))


def _weigh(group: list[Sighting], index: LabelIndex, taken: set[str]) -> Discovered | None:
    """Make a concept of one name's sightings, unless a stronger concept already has the name as its other form."""
    key = fold(group[0].name)
    if key in taken:
        return None
    names = [key_form for key_form in _names(group, index) if fold(key_form) not in taken]
    taken.update(fold(name) for name in names)
    concept = _concept(names, group)
    return Discovered(concept, round(_strength(group), 3), _introduction(group, concept.id), tuple(group))


def _strength(group: Sequence[Sighting]) -> float:
    rules_by_post: dict[PostId, set[str]] = {}
    for sighting in group:
        rules_by_post.setdefault(sighting.post, set()).add(sighting.clue.rule)
    best = max(sum(WEIGHTS[rule] for rule in sorted(rules)) for rules in rules_by_post.values())
    return best + 0.2 * (min(len(rules_by_post), 4) - 1)


def _names(group: Sequence[Sighting], index: LabelIndex) -> list[str]:
    written = Counter(sighting.name for sighting in group)
    main = min(written, key=lambda name: (-written[name], name))
    others = sorted({other for sighting in group for other in sighting.others if is_open(other, index)})
    return [
        main,
        *(name for name in sorted(written) if name != main),
        *(each for each in others if each not in written),
    ]


def _concept(names: Sequence[str], group: Sequence[Sighting]) -> Concept:
    kinds = Counter(sighting.clue.kind for sighting in group if sighting.clue.kind)
    kind = min(kinds, key=lambda each: (-kinds[each], each)) if kinds else ConceptKind.OTHER
    return Concept(
        id=ConceptId(f"concept/{slug_of(names[0]).lower()}"),
        kind=kind,
        preferred=(Text(names[0], language_of(names[0])),),
        alternative=tuple(sorted({Text(name, language_of(name)) for name in names[1:]})),
    )


def _introduction(group: Sequence[Sighting], concept: ConceptId) -> Definition | None:
    for sighting in group:
        if sighting.clue.rule in INTRODUCES:
            return Definition(post=sighting.post, concept=concept, span=sighting.clue.span, rule=sighting.clue.rule)
    return None
