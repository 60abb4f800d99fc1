"""Mentions of one post: sure names first, then the ambiguous ones in their light, then the longest of what overlaps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.concepts.boundaries import version_end
from kg.concepts.candidates import Candidate, Misfit, find_candidates, longest_first_from_left
from kg.concepts.context import THRESHOLD, Surroundings, confidence_of, features_of, is_bystander, survey, widen
from kg.concepts.coordination import find_coordinated
from kg.concepts.definitions import UNKNOWN_TO_ALL
from kg.concepts.lexicon import Lexicon
from kg.concepts.linking import Linking
from kg.model import Concept, ConceptId, ConceptKind, Mention, Post, Rejection, Span, Text
from kg.script import fold, is_han
from kg.vocabulary.index import LabelIndex

# An unambiguous name that stands whole: 647 of 700 on the labelled posts, optional ones left out.
SURE = 0.92
# A short form where the post itself defines it: 16 of 16 there, too few to say more.
DEFINED = 0.99


def find_mentions(post: Post, lexicon: Lexicon) -> Linking:
    """Find the mentions of one post, sorted and apart, with the candidates that were rejected."""
    judged = list(find_candidates(post, lexicon.index))
    judged = [
        each if _holds(each, post, lexicon) else Misfit(each.span, each.concept, "not introduced here")
        for each in judged
    ]
    candidates = [each for each in judged if isinstance(each, Candidate)]
    sure = list(longest_first_from_left([each for each in candidates if not each.ambiguous]))
    around = survey(post, sure, lexicon)
    scored = _score_twice([*candidates, *_defined_here(post, around, lexicon)], post, lexicon, around)
    passed = [mention for mention in scored if mention.confidence >= THRESHOLD]
    kept = _apart(passed)
    joined = find_coordinated(post, kept, lexicon, SURE)
    kept = sorted(
        [*kept, *_latin_heads(post, kept, passed, lexicon), *joined], key=lambda each: (each.span, each.concept)
    )
    rejections = _rejections(post, judged, scored, kept)
    return Linking(tuple(_with_version(each, post, lexicon) for each in kept), tuple(rejections))


def _holds(candidate: Candidate | Misfit, post: Post, lexicon: Lexicon) -> bool:
    return isinstance(candidate, Misfit) or lexicon.holds_in(post.id, candidate.concept, candidate.span.of(post.text))


def _score_twice(candidates: Sequence[Candidate], post: Post, lexicon: Lexicon, around: Surroundings) -> list[Mention]:
    """Score the candidates; then, once, those that failed again, in the light of those that passed.

    A name that one place makes clear is clear in the whole post (one sense per discourse: Gale, Church, Yarowsky 1992).
    """
    scored = [_score(each, post, lexicon, around) for each in candidates]
    passed = [each for each, mention in zip(candidates, scored, strict=True) if mention.confidence >= THRESHOLD]
    if not any(candidate.ambiguous for candidate in passed):
        return scored
    clear = list(longest_first_from_left(passed))
    wider = widen(clear, around, lexicon)
    return [
        mention if mention.confidence >= THRESHOLD else _score(candidate, post, lexicon, wider)
        for candidate, mention in zip(candidates, scored, strict=True)
    ]


def _score(candidate: Candidate, post: Post, lexicon: Lexicon, around: Surroundings) -> Mention:
    confidence, rule = SURE, "label"
    meant = around.defined.get(candidate.span.of(post.text))
    if meant == UNKNOWN_TO_ALL and not candidate.ambiguous:
        meant = None
    if meant is not None and meant != candidate.concept:
        confidence, rule = 0.0, "defined otherwise"
    elif meant is not None:
        confidence, rule = DEFINED, "defined here"
    elif is_bystander(candidate, lexicon, around):
        confidence, rule = 0.0, "context"
    elif candidate.ambiguous:
        features = features_of(candidate, post, lexicon, around)
        confidence, rule = confidence_of(features), "context"
    return Mention(
        post=post.id,
        concept=candidate.concept,
        span=candidate.span,
        confidence=round(confidence, 3),
        rule=rule,
    )


def _defined_here(post: Post, around: Surroundings, lexicon: Lexicon) -> list[Candidate]:
    """Find the forms that only this post defines: no label of the vocabulary gives them to the concept."""
    own = {
        form: concept
        for form, concept in around.defined.items()
        if concept != UNKNOWN_TO_ALL
        and all(name.concept != concept for name in lexicon.index.names_written(fold(form)))
    }
    concepts = [Concept(id=concept, preferred=(Text(form, "und"),)) for form, concept in sorted(own.items())]
    if not concepts:
        return []
    found = (each for each in find_candidates(post, LabelIndex(concepts)) if isinstance(each, Candidate))
    return [each for each in found if own.get(each.span.of(post.text)) == each.concept]


def _apart(mentions: Sequence[Mention]) -> list[Mention]:
    """Keep the leftmost, then the longest, then the likeliest of mentions that overlap."""
    kept: list[Mention] = []
    order = sorted(mentions, key=lambda each: (each.span.start, -each.span.end, -each.confidence, each.concept))
    for mention in order:
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept


def _with_version(mention: Mention, post: Post, lexicon: Lexicon) -> Mention:
    """Return the mention of a model with the version or the size that stands behind its name: ResNet-50."""
    if lexicon.concepts[mention.concept].kind is not ConceptKind.MODEL:
        return mention
    end = version_end(post.text, mention.span.end)
    return mention if end == mention.span.end else replace(mention, span=Span(mention.span.start, end))


def _latin_heads(post: Post, kept: Sequence[Mention], passed: Sequence[Mention], lexicon: Lexicon) -> Iterator[Mention]:
    """Yield the Latin names that a Chinese word before them makes a longer name of: LayerNorm in 条件LayerNorm.

    Such a name stands whole, as it does behind any Chinese word. Its concept must be directly above the longer one's.
    """
    outer_by_end = {mention.span.end: mention for mention in kept}
    text = post.text
    for mention in passed:
        outer = outer_by_end.get(mention.span.end)
        if outer is None or mention.span.start <= outer.span.start or not is_han(text[mention.span.start - 1]):
            continue
        if not is_han(text[mention.span.start]) and mention.concept in lexicon.concepts[outer.concept].broader:
            yield mention


def _rejections(
    post: Post, judged: Sequence[Candidate | Misfit], scored: Sequence[Mention], kept: Sequence[Mention]
) -> list[Rejection]:
    chosen = {(each.span, each.concept) for each in kept}
    starts = [each.span.start for each in kept]  # apart but for heads, so the two before a place are all that reach it
    found = {_rejection(post, each.span, each.concept, 0.0, each.reason) for each in judged if isinstance(each, Misfit)}
    for mention in scored:
        if (mention.span, mention.concept) in chosen:
            continue
        reason = mention.rule if mention.rule == "defined otherwise" else "too little evidence"
        if mention.confidence >= THRESHOLD:
            near = kept[max(0, bisect_left(starts, mention.span.start) - 2) : bisect_right(starts, mention.span.start)]
            reason = "inside a longer name" if _is_covered(mention.span, near) else "another sense is likelier"
        found.add(_rejection(post, mention.span, mention.concept, mention.confidence, reason))
    return sorted(found, key=lambda each: (each.span, each.concept, each.reason))


def _is_covered(span: Span, kept: Sequence[Mention]) -> bool:
    return any(each.span.covers(span) and each.span != span for each in kept)


def _rejection(post: Post, span: Span, concept: ConceptId, confidence: float, reason: str) -> Rejection:
    return Rejection(post=post.id, concept=concept, span=span, confidence=confidence, reason=reason)
