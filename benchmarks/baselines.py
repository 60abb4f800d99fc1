"""Other ways to find the names of a vocabulary in a post, each given the same written forms of its labels.

All see the text folded as kg folds it, and all name the first concept by id where two share a form: what differs is the
matcher alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import ahocorasick_rs

from kg.concepts.candidates import Candidate, find_candidates, longest_first_from_left
from kg.concepts.cuts import tokenizer
from kg.concepts.find import find_mentions
from kg.model import ConceptId, Mention, Post, Span
from kg.pipeline import to_lexicon
from kg.script import fold
from kg.vocabulary.index import LabelIndex
from kg.vocabulary.read import Vocabulary
from kg.vocabulary.variants import variants_of

KEYWORDS = 20  # how many keywords a post may have, as jieba's own default


@dataclass(frozen=True)
class Baseline:
    """A way to find mentions, under the name that the table shows."""

    name: str
    find: Callable[[Post], Iterable[Mention]]


def baselines_of(vocabulary: Vocabulary) -> Iterator[Baseline]:
    """Yield the baselines, the simplest first; those whose library is not installed are left out."""
    concept_by_form = forms_of(vocabulary)
    cutter = cutter_with(concept_by_form)
    lexicon = to_lexicon((), vocabulary)
    yield Baseline("`re`, alternation within `\\b`", partial(find_by_expression, concept_by_form))
    yield Baseline("jieba, the labels as its words", partial(find_by_words, concept_by_form, cutter))
    for name, extract in keyword_extractors(cutter):
        yield Baseline(name, partial(find_by_keywords, concept_by_form, extract))
    matcher = phrase_matcher(concept_by_form)
    if matcher is not None:
        yield Baseline("spaCy PhraseMatcher, `blank` zh or en", matcher)
    automaton = ahocorasick_rs.AhoCorasick(list(concept_by_form), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    concepts = list(concept_by_form.values())
    yield Baseline("Aho-Corasick, no guard", lambda post: find_by_automaton(automaton, concepts, post))
    yield Baseline("guarded matching alone", lambda post: find_guarded(lexicon.index, post))
    yield Baseline("kg, vocabulary only", lambda post: find_mentions(post, lexicon).mentions)


def forms_of(vocabulary: Vocabulary) -> dict[str, ConceptId]:
    """Return the concept of each form in which a label that kg links may be written, sorted by form."""
    concept_by_form: dict[str, ConceptId] = {}
    for concept in sorted(vocabulary.concepts.values(), key=lambda each: each.id):
        for text in concept.labels:
            for form in variants_of(text.characters) if text.characters not in vocabulary.generic else ():
                concept_by_form.setdefault(form, concept.id)
    return dict(sorted(concept_by_form.items()))


def to_mention(post: Post, span: Span, concept: ConceptId) -> Mention:
    """Return a mention of which the baseline is sure."""
    return Mention(post=post.id, concept=concept, span=span, confidence=1.0, rule="baseline")


def find_by_expression(concept_by_form: Mapping[str, ConceptId], post: Post) -> Iterator[Mention]:
    r"""Yield what an alternation of all forms finds within `\b`, longer forms first.

    Forms that stand nowhere in the text cannot match and are left out of the alternation: with them it takes minutes.
    """
    folded = fold(post.text)
    standing = sorted((form for form in concept_by_form if form in folded), key=lambda form: (-len(form), form))
    if not standing:
        return
    for match in re.finditer(rf"\b(?:{'|'.join(map(re.escape, standing))})\b", folded):
        yield to_mention(post, Span(*match.span()), concept_by_form[match[0]])


def cutter_with(forms: Iterable[str]) -> Any:
    """Return a jieba tokenizer that knows the forms as nouns."""
    import jieba

    own = jieba.Tokenizer()
    own.FREQ, own.total, own.initialized = dict(tokenizer().FREQ.read_all()), tokenizer().total, True
    for form in forms:
        own.add_word(form, tag="n")
    return own


def find_by_words(concept_by_form: Mapping[str, ConceptId], cutter: Any, post: Post) -> Iterator[Mention]:
    """Yield the words that jieba cuts which are forms."""
    for word, start, end in cutter.tokenize(fold(post.text)):
        if word in concept_by_form:
            yield to_mention(post, Span(start, end), concept_by_form[word])


def keyword_extractors(cutter: Any) -> Iterator[tuple[str, Callable[[str], list[str]]]]:
    """Yield jieba's two keyword extractors, set on the tokenizer given."""
    from jieba.analyse.textrank import TextRank
    from jieba.analyse.tfidf import TFIDF
    from jieba.posseg import POSTokenizer

    by_rarity, by_rank = TFIDF(), TextRank()
    by_rarity.tokenizer = cutter
    by_rank.tokenizer = by_rank.postokenizer = POSTokenizer(cutter)
    yield f"jieba TF-IDF, {KEYWORDS} keywords kept to the labels", partial(by_rarity.extract_tags, topK=KEYWORDS)
    yield f"jieba TextRank, {KEYWORDS} keywords kept to the labels", partial(by_rank.extract_tags, topK=KEYWORDS)


def find_by_keywords(
    concept_by_form: Mapping[str, ConceptId], extract: Callable[[str], list[str]], post: Post
) -> Iterator[Mention]:
    """Yield every place of the keywords that are forms."""
    folded = fold(post.text)
    for word in extract(folded):
        if word in concept_by_form:
            for match in re.finditer(re.escape(word), folded):
                yield to_mention(post, Span(*match.span()), concept_by_form[word])


def phrase_matcher(concept_by_form: Mapping[str, ConceptId]) -> Callable[[Post], Iterator[Mention]] | None:
    """Return spaCy's matcher on blank pipelines, chosen by the post's language; None if spaCy is not installed."""
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        return None
    pipelines = {language: spacy.blank(language) for language in ("zh", "en")}
    matchers = {language: PhraseMatcher(pipeline.vocab) for language, pipeline in pipelines.items()}
    for language, pipeline in pipelines.items():
        matchers[language].add("form", list(pipeline.tokenizer.pipe(concept_by_form)))

    def find(post: Post) -> Iterator[Mention]:
        language = "zh" if post.language.startswith("zh") else "en"
        tokens = pipelines[language].make_doc(fold(post.text))
        for span in spacy.util.filter_spans(matchers[language](tokens, as_spans=True)):
            if span.text in concept_by_form:
                yield to_mention(post, Span(span.start_char, span.end_char), concept_by_form[span.text])

    return find


def find_by_automaton(automaton: Any, concepts: list[ConceptId], post: Post) -> Iterator[Mention]:
    """Yield the leftmost, then longest forms, wherever they stand."""
    for which, start, end in automaton.find_matches_as_indexes(fold(post.text)):
        yield to_mention(post, Span(start, end), concepts[which])


def find_guarded(index: LabelIndex, post: Post) -> Iterator[Mention]:
    """Yield every candidate that stands whole, without asking which sense is meant."""
    candidates = [each for each in find_candidates(post, index) if isinstance(each, Candidate)]
    for candidate in longest_first_from_left(candidates):
        yield to_mention(post, candidate.span, candidate.concept)
