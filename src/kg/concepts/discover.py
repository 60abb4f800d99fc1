"""Concepts that no vocabulary knows: the clues of all posts, weighed together, whatever the order of the posts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kg.concepts.lexicon import Lexicon
from kg.concepts.names import WEIGHTS, find_clues, is_open
from kg.model import Concept, ConceptId, ConceptKind, Definition, Post, PostId, Span, Text
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
    others: tuple[str, ...]  # further names for the same
    rule: str
    kind: ConceptKind | None
    start: int  # of the name in the text of the post
    end: int

    @property
    def span(self) -> Span:
        """Where the name stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Discovered:
    """A new name, how strong its best post speaks for it, and the post and words that introduce it."""

    concept: Concept
    strength: float
    definition: Definition | None
    first: Sighting  # in the earliest post, at the earliest place
    rules: tuple[str, ...]  # under which it was sighted, sorted
    posts: tuple[PostId, ...]  # in which it was sighted, sorted

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
        start, end = clue.span.start, clue.span.end
        yield Sighting(post.id, published, text[start:end], others, clue.rule, clue.kind, start, end)


def discover(sightings: Iterable[Sighting], lexicon: Lexicon) -> tuple[Discovered, ...]:
    """Weigh the sightings of each name; return the new concepts, sorted by id, accepted or not."""
    by_name: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        by_name.setdefault(fold(sighting.name), []).append(sighting)
    taken: set[str] = set()
    found = [_weigh(_in_order(group), lexicon, taken) for _, group in sorted(by_name.items(), key=_best_first)]
    return tuple(sorted((each for each in found if each), key=lambda each: each.concept.id))


def _best_first(entry: tuple[str, list[Sighting]]) -> tuple[float, str]:
    return -_strength(entry[1]), entry[0]


def _in_order(group: Iterable[Sighting]) -> list[Sighting]:
    return sorted(group, key=lambda each: (each.published or "9999", each.post, each.start, each.end, each.rule))


def _weigh(group: list[Sighting], lexicon: Lexicon, taken: set[str]) -> Discovered | None:
    """Make a concept of one name's sightings, unless a stronger concept already has the name as its other form."""
    key = fold(group[0].name)
    if key in taken:
        return None
    names = [key_form for key_form in _names(group, lexicon.index) if fold(key_form) not in taken]
    taken.update(fold(name) for name in names)
    concept = _concept(names, group, lexicon)
    if lexicon.has_tail(
        concept.id
    ):  # an ambiguous label of a known concept; under the default base the two IRIs are one
        return None
    return Discovered(
        concept=concept,
        strength=round(_strength(group), 3),
        definition=_introduction(group, concept.id),
        first=group[0],
        rules=tuple(sorted({sighting.rule for sighting in group})),
        posts=tuple(sorted({sighting.post for sighting in group})),
    )


def _strength(group: Sequence[Sighting]) -> float:
    rules_by_post: dict[PostId, set[str]] = {}
    for sighting in group:
        rules_by_post.setdefault(sighting.post, set()).add(sighting.rule)
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


def _concept(names: Sequence[str], group: Sequence[Sighting], lexicon: Lexicon) -> Concept:
    kinds = Counter(sighting.kind for sighting in group if sighting.kind)
    parent = next((found for name in names if (found := parent_of(name, lexicon.index))), None)
    kind = min(kinds, key=lambda each: (-kinds[each], each)) if kinds else ConceptKind.OTHER
    if parent is not None:
        kind = lexicon.concepts[parent].kind
    return Concept(
        id=ConceptId(f"concept/{slug_of(names[0]).lower()}"),
        kind=kind,
        preferred=(Text(names[0], language_of(names[0])),),
        alternative=tuple(sorted({Text(name, language_of(name)) for name in names[1:]})),
        broader=(parent,) if parent else (),
    )


# The end of a coined name that tells what it is a sort of, where that is no label by itself.
_ENDINGS = MappingProxyType({"former": "transformer", "归一化": "归一化", "rope": "rope"})


def parent_of(name: str, index: LabelIndex) -> ConceptId | None:
    """Return the known concept whose name the end of a coined name repeats: GAN for O-GAN, NCE for FlatNCE.

    The end must begin with a capital or stand behind a hyphen, so that no ordinary letters are taken for a name;
    failing that, what stands before the first hyphen counts: GAN for GAN-QP.
    """
    for start in range(1, len(name) - 2):
        end = name[start:]
        at_edge = name[start - 1] == "-" or (end[0].isupper() and not name[start - 1].isupper())
        for known in index.names_written(fold(end)) if at_edge else ():
            if not known.ambiguous:
                return known.concept
    first = name.split("-")[0]
    for known in index.names_written(fold(first)) if first != name else ():
        if not known.ambiguous:
            return known.concept
    ending = next((whole for part, whole in _ENDINGS.items() if name.lower().endswith(part)), None)
    known_names = index.names_written(ending) if ending else ()
    return known_names[0].concept if known_names else None


def _introduction(group: Sequence[Sighting], concept: ConceptId) -> Definition | None:
    for sighting in group:
        if sighting.rule in INTRODUCES:
            return Definition(post=sighting.post, concept=concept, span=sighting.span, rule=sighting.rule)
    return None
