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
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from kg.concepts.candidates import Candidate
from kg.concepts.definitions import local_names
from kg.concepts.lexicon import Lexicon
from kg.concepts.wordlists import heads_pattern
from kg.model import ConceptId, ConceptKind, Post, Span
from kg.script import HAN, Script, is_han, script_of
from kg.vocabulary.ordinary import keyness, zipf

# Of 0.46 to 0.70 the best F1 on the older labels, on which the weights were fitted: 0.881 against 0.878 at 0.46. On the
# thirty openings held back from fitting it is 0.871 against 0.869.
THRESHOLD = 0.58

FEWEST_WORDS = 100.0  # a post as short as a notice is judged as one of a hundred words
# Concepts in a thousand words: a post that names fewer is about something else. 2.5 leaves out posts about home servers
# (0 to 1.3); 6 would also leave out technical posts (F1 0.872 instead of 0.877 on the older labels).
FIELD = 2.5
# Schemes whose names count in posts of the field only.
BYSTANDERS = frozenset({"https://example.org/kg/scheme/computing"})
DENSE = 12.0  # concepts in a thousand words; more than that says no more about what a post is about

_HAN_RUNS = re.compile(rf"{HAN.pattern}+")
_LISTED = re.compile(r"[”》\"]?\s*[、/+&]\s*[“《\"]?")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a post as a whole says about which senses are likely."""

    sure: Counter[ConceptId]  # concepts that the post names unambiguously
    sure_spans: tuple[Candidate, ...]  # in order, apart
    defined: Mapping[str, ConceptId]  # short forms that the post itself defines
    families: Counter[ConceptId]  # how many sure concepts belong to a family
    density: float  # how many different ones, software left out, stand in a thousand words of prose


def survey(post: Post, candidates: Sequence[Candidate], lexicon: Lexicon) -> Surroundings:
    """Gather what the post's unambiguous names say about the ambiguous ones."""
    alone = widen(candidates, Surroundings(Counter(), (), local_names(post, lexicon.index), Counter(), 0.0), lexicon)
    field = sum(lexicon.concepts[concept].kind is not ConceptKind.SOFTWARE for concept in alone.sure)
    return replace(alone, density=1000 * field / max(words_in(post), FEWEST_WORDS))


def widen(candidates: Sequence[Candidate], around: Surroundings, lexicon: Lexicon) -> Surroundings:
    """Gather the same from more candidates; what the post defines and is about remains."""
    sure_spans = tuple(candidates)
    sure = Counter(candidate.concept for candidate in sure_spans)
    families = Counter(family for concept in sure for family in lexicon.families_of(concept))
    return replace(around, sure=sure, sure_spans=sure_spans, families=families)


def words_in(post: Post) -> float:
    """Return about how many words of prose the post has: a Chinese word takes 1.6 characters, an English one 6."""
    prose = len(post.text) - sum(len(zone.span) for zone in post.zones)
    han = sum(len(run) for run in _HAN_RUNS.findall(post.text))
    return han / 1.6 + max(0, prose - han) / 6


def features_of(candidate: Candidate, post: Post, lexicon: Lexicon, around: Surroundings) -> dict[str, float]:
    """Return the features of one ambiguous candidate, by name; most are 0 or 1."""
    text, span = post.text, candidate.span
    surface = span.of(text)
    concept = lexicon.concepts[candidate.concept]
    kin = max(around.families[family] * close for family, close in lexicon.families_of(concept.id).items())
    latin = all(script_of(each) is not Script.HAN for each in surface)
    software = concept.kind is ConceptKind.SOFTWARE
    return {
        "same concept": float(around.sure[concept.id] > 0),
        "defined here": float(around.defined.get(surface) == concept.id),
        "head word": float(_has_head(text, candidate, concept.kind)),
        "listed": float(_is_listed(text, candidate, around.sure_spans)),
        "kin": min(kin, 3.0),
        "topical": min(len(around.sure), 8) / 8,
        "stranger": 0.0 if kin >= 0.5 or software else 1 - min(around.density, DENSE) / DENSE,
        "software": float(software),
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


def is_bystander(candidate: Candidate, lexicon: Lexicon, around: Surroundings) -> bool:
    """Tell whether the name belongs to general computing while the post names too little of the field itself.

    A smart home's post may well name Android and NFS, but no reader looks there for either.
    """
    return around.density < FIELD and lexicon.concepts[candidate.concept].scheme in BYSTANDERS


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
