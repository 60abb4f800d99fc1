"""What a post names and says of it, kept for as long as the names that may stand there, and their kin, stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ahocorasick_rs import AhoCorasick

from kg.cache.digest import Digest, digest_of
from kg.cache.plain import Form, form_of
from kg.cache.recall import Recall
from kg.concepts.discover import Discovered
from kg.concepts.find import find_mentions
from kg.concepts.lexicon import Lexicon
from kg.concepts.linking import Linking
from kg.concepts.relations import find_relations
from kg.model import Concept, ConceptId, Post, PostId, Relation
from kg.script import fold
from kg.vocabulary.variants import variants_of

_CONCEPT: Final[Form[Concept]] = form_of(Concept)
_IDS: Final[Form[tuple[ConceptId, ...]]] = form_of(tuple[ConceptId, ...])
_RELATIONS: Final[Form[tuple[Relation, ...]]] = form_of(tuple[Relation, ...])
_FOLDED_FULLY: Final = (
    "\uff21\u9019"  # a full-width A and a traditional character: `fold` looks up every character then
)
# Rejected for how the name stands there, before what else the post names was asked.
_BY_PLACE: Final = frozenset(("compound", "cuts a word", "organisation", "case", "not introduced here"))


@dataclass(frozen=True, slots=True)
class Kept:
    """What a post names, which of it had to be weighed, and what stands for how close the kin of that was."""

    linking: Linking
    weighed: tuple[ConceptId, ...]
    closeness: str


_KEPT: Final[Form[Kept]] = form_of(Kept)


class Naming:
    """Finds what a post names and says of it, unless the last build did and nothing that it depends on is another.

    That is the post, the vocabulary, the discovered concepts of which a form stands in the post, and how close the
    kin of its ambiguous concepts is, which each new member of a crowded family changes a little.
    """

    def __init__(self, recall: Recall, lexicon: Lexicon, discovered: Iterable[Discovered], vocabulary: Digest) -> None:
        """Take the lexicon, and what it is made of: the accepted ones of the discovered concepts, and a vocabulary."""
        accepted = [each for each in discovered if each.is_accepted]
        self._recall, self._lexicon, self._vocabulary = recall, lexicon, vocabulary
        self._homes = {each.concept.id: {sighting.post for sighting in each.sightings} for each in accepted}
        self._digests = {each.concept.id: digest_of(_CONCEPT.write(each.concept)) for each in accepted}
        self._forms = _Forms(each.concept for each in accepted)
        self._digest_by_post: dict[PostId, Digest] = {}

    def find_mentions(self, post: Post) -> Linking:
        """Return what `kg.concepts.find.find_mentions` finds in the post."""
        memory = self._recall.memory
        if not memory.is_on:
            return find_mentions(post, self._lexicon)
        key = self._recall.key_of(post, "linking", self._vocabulary, *self._standing_in(post))
        content = memory.find(key) or b""
        kept = _KEPT.parse(content)
        if kept is None or kept.closeness != self._closeness(kept.weighed):
            linking = find_mentions(post, self._lexicon)
            weighed = _weighed(linking)
            kept = Kept(linking, weighed, self._closeness(weighed))
            content = _KEPT.write(kept)
            memory.keep(key, content)
        self._digest_by_post[post.id] = digest_of(content)
        return kept.linking

    def find_relations(self, post: Post, linking: Linking) -> tuple[Relation, ...]:
        """Return what `kg.concepts.relations.find_relations` finds between the mentions of the post."""
        named = self._digest_by_post.get(post.id, b"")
        return self._recall.of(
            post, "relations", _RELATIONS, lambda: tuple(find_relations(post, linking.mentions)), named
        )

    def _standing_in(self, post: Post) -> Iterator[Digest]:
        """Yield a digest of each discovered concept of which a form stands in the post, and of whether it may."""
        concepts = self._recall.of(post, "forms", _IDS, lambda: self._forms.find(post.text), self._forms.digest)
        for concept in concepts:
            yield digest_of(self._digests[concept], b"at home" if post.id in self._homes[concept] else b"")

    def _closeness(self, weighed: Iterable[ConceptId]) -> str:
        """Return what stands for how close the kin is of each concept that had to be weighed."""
        families = self._lexicon.families_of
        shares = (f"{concept} {[share for share in families(concept).values() if share < 1]}" for concept in weighed)
        return digest_of(*shares).hex()


def _weighed(linking: Linking) -> tuple[ConceptId, ...]:
    """Return the concepts that what else the post names had a say in, sorted."""
    weighed = {each.concept for each in linking.mentions if each.rule == "context"}
    weighed |= {each.concept for each in linking.rejections if not _is_by_place(each.reason)}
    return tuple(sorted(weighed))


class _Forms:
    """The forms of discovered concepts, found in any folding of a text: a part may fold otherwise than the whole."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        by_form: dict[str, set[ConceptId]] = {}
        for concept in concepts:
            for label in concept.labels:
                for form in variants_of(label.characters):
                    for written in (_plainly(form), _fully(form)):
                        by_form.setdefault(written, set()).add(concept.id)
        self._concepts = [by_form[form] for form in sorted(by_form)]
        self._automaton = AhoCorasick(sorted(by_form)) if by_form else None
        self.digest = digest_of(*(f"{form} {sorted(by_form[form])}" for form in sorted(by_form)))

    def find(self, text: str) -> tuple[ConceptId, ...]:
        """Return the concepts of which a form stands in the text, whatever is around it."""
        if self._automaton is None:
            return ()
        lowered = _plainly(text)
        folded = lowered if lowered == _plainly(fold(text)) else _fully(text)
        hits = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        which = {index for index, _, _ in hits}
        return tuple(sorted({concept for index in which for concept in self._concepts[index]}))


def _plainly(text: str) -> str:
    """Return the text in small letters, whatever stands beside them: a sigma has two."""
    return text.lower().replace("ς", "σ")


def _fully(text: str) -> str:
    """Return the text with every folding that `fold` may do, also those that it saves itself where they seem idle."""
    return _plainly(fold(text + _FOLDED_FULLY)[: -len(_FOLDED_FULLY)])


def _is_by_place(reason: str) -> bool:
    return reason.startswith("zone") or reason in _BY_PLACE
