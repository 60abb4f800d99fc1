"""What a post says of two concepts: statements whose words between the names leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from kg.concepts.signs import Sentence, find_sentences
from kg.concepts.wordings import Wording, read_wordings
from kg.model import Concept, ConceptId, ConceptKind, Mention, Post, Relation

# What a thing of each kind may be: a task is no technique, however a sentence is cut (BERT微调，如自然语言推断).
_MAY_BE: dict[ConceptKind, frozenset[ConceptKind]] = {
    ConceptKind.MODEL: frozenset({ConceptKind.MODEL, ConceptKind.TECHNIQUE, ConceptKind.THEORY}),
    ConceptKind.TECHNIQUE: frozenset({ConceptKind.TECHNIQUE, ConceptKind.TASK, ConceptKind.THEORY}),
    ConceptKind.TASK: frozenset({ConceptKind.TASK}),
    ConceptKind.DATASET: frozenset({ConceptKind.DATASET}),
    ConceptKind.SOFTWARE: frozenset({ConceptKind.SOFTWARE}),
    ConceptKind.THEORY: frozenset({ConceptKind.THEORY, ConceptKind.TECHNIQUE}),
    ConceptKind.OTHER: frozenset(ConceptKind),
}


def find_relations(post: Post, mentions: Iterable[Mention]) -> Iterator[Relation]:
    """Yield what the post's sentences say of two concepts that they name, in the order of the text.

    A sentence relates two concepts once, by the first wording that fits. The mentions may come in any order.
    """
    for sentence in find_sentences(post, mentions):
        found: dict[frozenset[ConceptId], Relation] = {}
        for wording in read_wordings():
            if any(cue in sentence.signs for cue in wording.cues):
                for relation in _read(post, sentence, wording):
                    found.setdefault(frozenset((relation.subject, relation.object)), relation)
        yield from sorted(found.values(), key=lambda each: (each.span, each.subject, each.object))


def _read(post: Post, sentence: Sentence, wording: Wording) -> Iterator[Relation]:
    for match in wording.expression.finditer(sentence.signs):
        span = sentence.span_of(match.start("said"), match.end("said") - 1)
        for subject in _named(sentence, match, "X"):
            for other in _named(sentence, match, "Y"):
                if subject != other:
                    yield Relation(
                        post=post.id,
                        subject=subject,
                        object=other,
                        kind=wording.kind,
                        span=span,
                        confidence=wording.confidence,
                        rule=wording.rule,
                    )


def _named(sentence: Sentence, match: re.Match[str], group: str) -> list[ConceptId]:
    return [sentence.mention_at[at].concept for at in range(*match.span(group)) if at in sentence.mention_at]


def is_sensible(relation: Relation, concepts: Mapping[ConceptId, Concept]) -> bool:
    """Tell whether names that are listed under a sort are of a kind that it may have.

    Under a field anything may be listed, if its name has a head: after 机器学习任务，例如 come its tasks, but what
    comes after 机器学习，例如 may belong to any noun before it.
    """
    wording = _wording_by_rule()[relation.rule]
    if not wording.is_list:
        return True
    subject, other = concepts[relation.subject].kind, concepts[relation.object].kind
    return wording.is_headed if other is ConceptKind.OTHER else other in _MAY_BE[subject]


@cache
def _wording_by_rule() -> dict[str, Wording]:
    return {wording.rule: wording for wording in read_wordings()}
