"""Which sense is meant: the evidence around an ambiguous name, as few named features, and one score.

The score is a logistic regression's; its weights are data, in `weights.json`, with the way they were fitted.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.concepts.candidates import Candidate
from kg.concepts.definitions import local_names
from kg.concepts.lexicon import Lexicon
from kg.concepts.wordlists import heads_pattern
from kg.model import ConceptId, ConceptKind, Post, Span
from kg.script import HAN, Script, is_han, script_of
from kg.vocabulary.ordinary import keyness, zipf

# F1 is highest at half its own value (Lipton, Elkan, Naryanaswamy 2014); of ambiguous names it is about 0.86.
THRESHOLD = 0.43

_LISTED = re.compile(r"[”》\"]?\s*[、/+&]\s*[“《\"]?")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a post as a whole says about which senses are likely."""

    sure: Counter[ConceptId]  # concepts that the post names unambiguously
    sure_spans: tuple[Candidate, ...]  # in order, apart
    defined: Mapping[str, ConceptId]  # short forms that the post itself defines
    families: Counter[ConceptId]  # how many sure concepts belong to a family


def survey(post: Post, candidates: Sequence[Candidate], lexicon: Lexicon) -> Surroundings:
    """Gather what the post's unambiguous names say about the ambiguous ones."""
    return widen(candidates, local_names(post, lexicon.index), lexicon)


def widen(candidates: Sequence[Candidate], defined: Mapping[str, ConceptId], lexicon: Lexicon) -> Surroundings:
    """Gather the same from other candidates, the post's definitions being known."""
    sure_spans = tuple(candidates)
    sure = Counter(candidate.concept for candidate in sure_spans)
    families = Counter(family for concept in sure for family in lexicon.families_of(concept))
    return Surroundings(sure, sure_spans, defined, families)


def features_of(candidate: Candidate, post: Post, lexicon: Lexicon, around: Surroundings) -> dict[str, float]:
    """Return the features of one ambiguous candidate, by name; most are 0 or 1."""
    text, span = post.text, candidate.span
    surface = span.of(text)
    concept = lexicon.concepts[candidate.concept]
    kin = max(around.families[family] * close for family, close in lexicon.families_of(concept.id).items())
    latin = all(script_of(each) is not Script.HAN for each in surface)
    return {
        "same concept": float(around.sure[concept.id] > 0),
        "defined here": float(around.defined.get(surface) == concept.id),
        "head word": float(_has_head(text, candidate, concept.kind)),
        "listed": float(_is_listed(text, candidate, around.sure_spans)),
        "kin": min(kin, 3.0),
        "topical": min(len(around.sure), 8) / 8,
        "in title": float(post.title is not None and span.end <= len(post.title)),
        "Chinese": float(not latin),
        "foreign": float(latin and _is_foreign(text, span)),
        "capital": float(any(each.isupper() for each in surface[:1]) and not _starts_sentence(text, span.start)),
        "as labelled": float(surface == candidate.label),
        "ordinary": max(0.0, zipf(surface) - 3.0) if latin and surface.isalpha() else 0.0,
        "keyness": min(max(keyness(candidate.label), -2.0), 2.0) if len(surface) > 1 else 0.0,
        "quoted": float(text[span.start - 1 : span.start] in "“\"‘'《「" and span.start > 0),
        "single character": float(len(surface) == 1),
        "short": max(0.0, 4.0 - len(surface)) if latin else 0.0,
    }


def confidence_of(features: Mapping[str, float]) -> float:
    """Return the probability that the name is meant, from 0 to 1."""
    weights = _weights()
    total = weights["bias"] + sum(weights[name] * value for name, value in features.items())
    return 1 / (1 + math.exp(-total))


@cache
def _weights() -> dict[str, float]:
    content = files("kg.concepts").joinpath("weights.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(content)["weights"]
    return weights


def _has_head(text: str, candidate: Candidate, kind: ConceptKind) -> bool:
    """Tell whether a noun that fits the concept's kind stands right after the name (flow模型), or any right before."""
    after, before = _head_patterns(None if kind is ConceptKind.OTHER else kind)
    start, end = candidate.span.start, candidate.span.end
    return bool(after.match(text, end) or before.search(text[max(0, start - 14) : start]))


@cache
def _head_patterns(kind: ConceptKind | None) -> tuple[re.Pattern[str], re.Pattern[str]]:
    after = re.compile(rf"[”\"'’ ]?(?:{heads_pattern(kind)})", re.IGNORECASE)
    return after, re.compile(rf"(?:{heads_pattern()})[“\"'‘ 《]?\Z", re.IGNORECASE)


def _is_listed(text: str, candidate: Candidate, sure: Sequence[Candidate]) -> bool:
    """Tell whether only a list's separator stands between the candidate and an unambiguous name."""
    at = bisect_left(sure, candidate.span.start, key=lambda each: each.span.start)
    for other in sure[max(0, at - 1) : at + 2]:
        if other.span.end <= candidate.span.start and candidate.span.start - other.span.end <= 6:
            between = text[other.span.end : candidate.span.start]
        elif candidate.span.end <= other.span.start and other.span.start - candidate.span.end <= 6:
            between = text[candidate.span.end : other.span.start]
        else:
            continue
        if _LISTED.fullmatch(between):
            return True
    return False


def _is_foreign(text: str, span: Span) -> bool:
    """Tell whether Latin letters stand amid Chinese ones: no Latin word beside them, a Chinese character close by."""
    before, after = text[max(0, span.start - 8) : span.start].rstrip(" "), text[span.end : span.end + 8].lstrip(" ")
    latin_beside = script_of(before[-1:] or " ") is Script.LATIN or script_of(after[:1] or " ") is Script.LATIN
    return not latin_beside and HAN.search(before + after) is not None


def _starts_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 2) : at].rstrip(" ")
    return not before or before[-1] in ".!?\n:" or (is_han(text[at]) and before[-1] in "。！？")
