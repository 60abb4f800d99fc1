"""What a post names and says of it, kept for as long as the names that may stand there, and their kin, stay."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from ahocorasick_rs import AhoCorasick

from kg.cache.digest import Digest, digest_of
from kg.cache.plain import Form, form_of
from kg.cache.recall import Recall
from kg.concepts.discover import Discovered
from kg.concepts.find import Linking, find_mentions
from kg.concepts.lexicon import Lexicon
from kg.concepts.relations import find_relations
from kg.model import Concept, ConceptId, Mention, Post, PostId, Rejection, Relation, Span
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
_CLOSENESS: Final = 16  # bytes before a kept linking that stand for how close its concepts' kin were


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
        linking = to_linking(content[_CLOSENESS:], post.id)
        if linking is None or content[:_CLOSENESS] != self._closeness(linking):
            linking = find_mentions(post, self._lexicon)
            content = self._closeness(linking) + from_linking(linking)
            memory.keep(key, content)
        self._digest_by_post[post.id] = digest_of(content[_CLOSENESS:])
        return linking

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

    def _closeness(self, linking: Linking) -> Digest:
        """Return what stands for how close the kin is of each concept that had to be weighed."""
        weighed = {each.concept for each in linking.mentions if each.rule == "context"}
        weighed |= {each.concept for each in linking.rejections if not _is_by_place(each.reason)}
        shares = (
            f"{concept} {[share for share in self._lexicon.families_of(concept).values() if share < 1]}"
            for concept in sorted(weighed)
        )
        return digest_of(*shares)


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


def from_linking(linking: Linking) -> bytes:
    """Return a linking as bytes: its concepts and rules once each, then five numbers a mention or rejection."""
    names: dict[str, int] = {}

    def rows(evidence: Iterable[Mention | Rejection]) -> list[list[int | float]]:
        return [
            [
                names.setdefault(each.concept, len(names)),
                each.span.start,
                each.span.end,
                each.confidence,
                names.setdefault(each.rule if isinstance(each, Mention) else each.reason, len(names)),
            ]
            for each in evidence
        ]

    mentions, rejections = rows(linking.mentions), rows(linking.rejections)
    return json.dumps([list(names), mentions, rejections], ensure_ascii=False, separators=(",", ":")).encode()


def to_linking(content: bytes, post: PostId) -> Linking | None:
    """Return the linking of a post that the bytes tell, None where they tell none."""
    try:
        names, mentions, rejections = json.loads(content)
        return Linking(
            tuple(
                Mention(post=post, concept=names[concept], span=Span(start, end), confidence=sure, rule=names[rule])
                for concept, start, end, sure, rule in mentions
            ),
            tuple(
                Rejection(post=post, concept=names[concept], span=Span(start, end), confidence=sure, reason=names[why])
                for concept, start, end, sure, why in rejections
            ),
        )
    except (ValueError, TypeError, LookupError):
        return None
