"""What a post names and says of it, kept for as long as the names that may stand there, and their kin, stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.cache.digest import Digest, digest_of, digest_of_kg
from kg.cache.forms import STANDING, Forms
from kg.cache.plain import Form, form_of
from kg.cache.recall import Recall, Step
from kg.concepts.discover import Discovered
from kg.concepts.find import find_mentions
from kg.concepts.lexicon import Lexicon
from kg.concepts.linking import Linking
from kg.concepts.relations import find_relations
from kg.model import Concept, ConceptId, Post, Relation

_CONCEPT: Final[Form[Concept]] = form_of(Concept)
_RELATIONS: Final[Form[tuple[Relation, ...]]] = form_of(tuple[Relation, ...])
# Rejected for how the name stands there, before what else the post names was asked.
_BY_PLACE: Final = frozenset(("compound", "cuts a word", "organisation", "case", "not introduced here"))


@dataclass(frozen=True, slots=True)
class Kept:
    """What a post names, which of it had to be weighed, and what stands for how close the kin of that was."""

    linking: Linking
    weighed: tuple[ConceptId, ...]
    closeness: str


_KEPT: Final[Form[Kept]] = form_of(Kept)
_LINKING: Final[Form[Linking]] = form_of(Linking)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A post, and the discovered concepts of which a form stands in it."""

    post: Post
    standing: tuple[ConceptId, ...]


@dataclass(frozen=True, slots=True)
class _Named:
    """A post, and what it names."""

    post: Post
    linking: Linking


class Naming:
    """Finds what a post names and says of it, unless the last build did and nothing that it depends on is another.

    That is the post, the vocabulary, the discovered concepts of which a form stands in the post, and how close the
    kin of its ambiguous concepts is, which each new member of a crowded family changes a little.
    """

    def __init__(self, recall: Recall, lexicon: Lexicon, discovered: Iterable[Discovered], vocabulary: Digest) -> None:
        """Take the lexicon, and what it is made of: the accepted ones of the discovered concepts, and a vocabulary."""
        accepted = [each for each in discovered if each.is_accepted]
        self._recall, self._lexicon, self._vocabulary = recall, lexicon, vocabulary
        self._homes = {each.concept.id: set(each.posts) for each in accepted}
        self._digests = {each.concept.id: digest_of(_CONCEPT.write(each.concept)) for each in accepted}
        self._forms = Forms((each.concept for each in accepted), recall.memory, digest_of_kg())
        self._closeness_of = cache(self._closeness_of_one)

    def find_mentions(self, posts: Sequence[Post]) -> Iterator[Linking]:
        """Yield what `kg.concepts.find.find_mentions` finds in each post."""
        if not self._recall.memory.is_on:
            return self._recall.take(Step(_LINKING, self._key_of_forms, self._find_mentions), posts)
        looking = Step(STANDING, self._key_of_forms, self._forms.find, self._forms.renew)
        standing = map(self._forms.concepts_of, self._recall.take(looking, posts))
        linking = Step(_KEPT, self._key_of_linking, self._link, self._if_as_close)
        asked = map(_Asked, posts, standing)
        return (kept.linking for kept in self._recall.take(linking, asked))

    def find_relations(self, posts: Iterable[Post], linkings: Iterable[Linking]) -> Iterator[tuple[Relation, ...]]:
        """Yield what `kg.concepts.relations.find_relations` finds between the mentions of each post."""
        return self._recall.take(Step(_RELATIONS, self._key_of_relations, _relate), map(_Named, posts, linkings))

    def _key_of_forms(self, post: Post) -> Digest:
        return self._recall.key_of(post, "forms")

    def _key_of_linking(self, asked: _Asked) -> Digest:
        """Return a key with each discovered concept of which a form stands in the post, and whether it may."""
        post = asked.post
        named = (
            digest_of(self._digests[each], b"at home" if post.id in self._homes[each] else b"")
            for each in asked.standing
        )
        return self._recall.key_of(post, "linking", self._vocabulary, *named)

    def _key_of_relations(self, named: _Named) -> Digest:
        return self._recall.key_of(named.post, "relations", named.linking.packed("mentions"))

    def _find_mentions(self, post: Post) -> Linking:
        return find_mentions(post, self._lexicon)

    def _link(self, asked: _Asked) -> Kept:
        linking = self._find_mentions(asked.post)
        weighed = _weighed(linking)
        return Kept(linking, weighed, self._closeness(weighed))

    def _if_as_close(self, _: _Asked, kept: Kept) -> Kept | None:
        return kept if kept.closeness == self._closeness(kept.weighed) else None

    def _closeness(self, weighed: Iterable[ConceptId]) -> str:
        """Return what stands for how close the kin is of each concept that had to be weighed."""
        return digest_of(*map(self._closeness_of, weighed)).hex()

    def _closeness_of_one(self, concept: ConceptId) -> str:
        return f"{concept} {[share for share in self._lexicon.families_of(concept).values() if share < 1]}"


def _relate(named: _Named) -> tuple[Relation, ...]:
    return tuple(find_relations(named.post, named.linking.mentions))


def _weighed(linking: Linking) -> tuple[ConceptId, ...]:
    """Return the concepts that what else the post names had a say in, sorted."""
    weighed = {each.concept for each in linking.mentions if each.rule == "context"}
    weighed |= {each.concept for each in linking.rejections if not _is_by_place(each.reason)}
    return tuple(sorted(weighed))


def _is_by_place(reason: str) -> bool:
    return reason.startswith("zone") or reason in _BY_PLACE
