"""Compare what kg finds with the tags that the author gave: recall of tags among mentions, and F1@5 of the ranking.

    python benchmarks/tags.py TAGS FOLDER

A tag counts as found if a mention's words, or any label of a mentioned concept, is the same but for case and width.
In the ranking, a keyword or concept is right if one of its names is a tag; a tag is found if one of the five names it.
Authors tag twice, in Chinese and in English, so that five concepts may name up to ten tags; precision counts concepts.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from baselines import cutter_with, forms_of
from tagged import Tagged, read_tagged

from kg.concepts.cuts import tokenizer
from kg.concepts.linking import Linking
from kg.concepts.named import Named
from kg.concepts.rank import Salience, rank_post, rarity_of
from kg.graph.assemble import Findings
from kg.model import ConceptId, Mention, PostId
from kg.pipeline import extract
from kg.script import fold
from kg.settings import Settings
from kg.vocabulary.read import Vocabulary, read_vocabulary

BEST = 5
SHOWN = 40  # missed tags that are listed


@dataclass(frozen=True)
class Ranked:
    """What one system says a post is about: for each answer the names it goes by, folded, the best first."""

    answers: Sequence[frozenset[str]]


System = Callable[[Tagged], Ranked]


@dataclass(frozen=True)
class Found:
    """What kg found in some posts, by post."""

    findings: Findings
    mentions_by_post: Mapping[PostId, Sequence[Mention]]

    def names_in(self, tagged: Tagged, concept: ConceptId) -> frozenset[str]:
        """Return the names of a concept: its labels, and the words of its mentions in the post."""
        labels = {fold(text.characters) for text in self.findings.concepts[concept].labels}
        return frozenset(labels | {words for words, of in self.words_in(tagged) if of == concept})

    def words_in(self, tagged: Tagged) -> list[tuple[str, ConceptId]]:
        """Return the words of each mention in a post, folded, with its concept."""
        mentions = self.mentions_by_post.get(tagged.post.id, ())
        return [(fold(mention.span.of(tagged.post.text)), mention.concept) for mention in mentions]


def find_tags(tagged: Tagged, found: Found) -> set[str]:
    """Return those of the author's tags in the body that a mention names."""
    names: set[str] = set()
    for concept in {concept for _, concept in found.words_in(tagged)}:
        names |= found.names_in(tagged, concept)
    return {tag for tag in tagged.tags_in_body if fold(tag) in names}


def recall_table(posts: Sequence[Tagged], found: Found) -> str:
    """Return recall over all posts, the technical ones, and each category, as Markdown; then the tags missed most."""
    hits = {tagged.post.id: find_tags(tagged, found) for tagged in posts}
    groups: dict[str, list[Tagged]] = {
        "all": list(posts),
        "technical": [tagged for tagged in posts if tagged.is_technical],
        "other": [tagged for tagged in posts if not tagged.is_technical],
    }
    sizes = Counter(category for tagged in posts for category in tagged.categories)
    for category in sorted(sizes, key=lambda each: (-sizes[each], each)):
        groups[category] = [tagged for tagged in posts if category in tagged.categories]
    lines = ["| posts | | tags in the body | found | recall |", "|---|---|---|---|---|"]
    for name, group in groups.items():
        wanted = sum(len(tagged.tags_in_body) for tagged in group)
        right = sum(len(hits[tagged.post.id]) for tagged in group)
        lines.append(f"| {name} | {len(group)} | {wanted} | {right} | {right / max(1, wanted):.3f} |")
    missed = Counter(tag for each in groups["technical"] for tag in each.tags_in_body if tag not in hits[each.post.id])
    ordered = sorted(missed, key=lambda tag: (-missed[tag], tag))
    return "\n".join([*lines, "", f"missed in technical posts ({missed.total()}): " + ", ".join(ordered[:SHOWN])])


def rank_posts(found: Found) -> dict[PostId, dict[ConceptId, Salience]]:
    """Return the salience of every concept in every post."""
    groups = found.mentions_by_post
    rarity = rarity_of(Named.of((each.concept for each in mentions) for mentions in groups.values()))
    return {
        post.id: rank_post(post, Linking(tuple(groups.get(post.id, ()))).starts(), rarity)
        for post in found.findings.posts
    }


def by_salience(found: Found) -> System:
    """Rank the concepts by kg's salience."""
    salience = rank_posts(found)

    def rank(tagged: Tagged) -> Ranked:
        weights = salience[tagged.post.id]
        ordered = sorted(weights, key=lambda concept: (-weights[concept].weight, concept))
        return Ranked([found.names_in(tagged, concept) for concept in ordered[:BEST]])

    return rank


def by_about(found: Found) -> System:
    """Take the concepts that kg says the post is about, however many."""
    salience = rank_posts(found)

    def rank(tagged: Tagged) -> Ranked:
        about = [concept for concept, each in salience[tagged.post.id].items() if each.about]
        return Ranked([found.names_in(tagged, concept) for concept in about])

    return rank


def by_frequency(found: Found) -> System:
    """Rank the concepts by how often they are mentioned."""

    def rank(tagged: Tagged) -> Ranked:
        count = Counter(concept for _, concept in found.words_in(tagged))
        ordered = sorted(count, key=lambda concept: (-count[concept], concept))
        return Ranked([found.names_in(tagged, concept) for concept in ordered[:BEST]])

    return rank


def by_keywords(cutter: Any, names_of: Callable[[str], frozenset[str]]) -> System:
    """Rank words by jieba's TF-IDF; those without a name are passed over."""
    from jieba.analyse.tfidf import TFIDF

    extractor = TFIDF()
    extractor.tokenizer = cutter

    def rank(tagged: Tagged) -> Ranked:
        named = map(names_of, extractor.extract_tags(fold(tagged.post.text), topK=None))
        return Ranked([names for names in named if names][:BEST])

    return rank


def names_by_form(vocabulary: Vocabulary) -> dict[str, frozenset[str]]:
    """Return for each written form the names that its concept goes by."""
    names = {of.id: frozenset(fold(text.characters) for text in of.labels) for of in vocabulary.concepts.values()}
    return {form: names[concept] | {form} for form, concept in forms_of(vocabulary).items()}


def figures_of(system: System, posts: Iterable[Tagged]) -> tuple[float, float, float]:
    """Return precision, recall and F1, each the mean over posts."""
    sums, count = [0.0, 0.0, 0.0], 0
    for tagged in posts:
        tags = {fold(tag) for tag in tagged.tags}
        answers = system(tagged).answers
        precision = sum(bool(names & tags) for names in answers) / max(1, len(answers))
        recall = len(tags & frozenset().union(*answers)) / max(1, len(tags))
        both = precision + recall
        for at, value in enumerate((precision, recall, 2 * precision * recall / both if both else 0.0)):
            sums[at] += value
        count += 1
    return sums[0] / count, sums[1] / count, sums[2] / count


def ranking_table(posts: Sequence[Tagged], found: Found) -> str:
    """Return the figures of each ranking on the technical posts, as Markdown."""
    names = names_by_form(read_vocabulary())
    systems: dict[str, System] = {
        "jieba TF-IDF": by_keywords(tokenizer(), lambda word: frozenset((word,))),
        "jieba TF-IDF, the labels as its words and kept to them": by_keywords(
            cutter_with(names), lambda word: names.get(word, frozenset())
        ),
        "kg by frequency": by_frequency(found),
        "kg by salience": by_salience(found),
        "kg `schema:about`, not cut at five": by_about(found),
        "the author's own first five tags": lambda tagged: Ranked(
            [frozenset((fold(tag),)) for tag in tagged.tags[:BEST]]
        ),
    }
    technical = [tagged for tagged in posts if tagged.is_technical]
    lines = [f"| {len(technical)} technical posts | P@{BEST} | R@{BEST} | F1@{BEST} |", "|---|---|---|---|"]
    for name, system in systems.items():
        precision, recall, f1 = figures_of(system, technical)
        lines.append(f"| {name} | {precision:.3f} | {recall:.3f} | {f1:.3f} |")
    return "\n".join(lines)


def main() -> None:
    """Print both tables."""
    truth, folder = map(Path, sys.argv[1:3])
    findings = extract([folder], Settings()).findings
    mentions_by_post: dict[PostId, list[Mention]] = defaultdict(list)
    for mention in findings.mentions:
        mentions_by_post[mention.post].append(mention)
    posts = read_tagged(truth, findings.posts)
    found = Found(findings, mentions_by_post)
    print(recall_table(posts, found), end="\n\n")
    print(ranking_table(posts, found))


if __name__ == "__main__":
    main()
