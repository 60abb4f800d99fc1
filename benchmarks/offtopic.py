"""List what kg links in posts that are not about its field, so that a person can judge it.

    python benchmarks/offtopic.py TAGS FOLDER

The posts are those none of whose categories is technical. Each concept of a post is shown once, with the words around
its surest mention.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tagged import Tagged, read_tagged

from kg.graph.assemble import Findings
from kg.model import ConceptId, Mention, Post, PostId
from kg.pipeline import extract
from kg.settings import Settings

MOST = 30  # concepts in the list of the most frequent
AROUND = 45  # code points shown on either side
_SPACE = re.compile(r"\s+")


def context_of(post: Post, mention: Mention) -> str:
    """Return the words around a mention, itself in brackets, on one line."""
    span, text = mention.span, post.text
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    return _SPACE.sub(" ", f"{before}【{span.of(text)}】{after}").strip()


def lines_of(tagged: Tagged, mentions: Sequence[Mention], findings: Findings) -> Iterator[str]:
    """Yield a heading for the post, and a line for each of its concepts."""
    by_concept: dict[ConceptId, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_concept[mention.concept].append(mention)
    yield f"## {tagged.post.title} ({' '.join(sorted(tagged.categories))}): {len(by_concept)} concepts"
    for concept in sorted(by_concept):
        surest = max(by_concept[concept], key=lambda each: each.confidence)
        name, count = findings.concepts[concept].name, len(by_concept[concept])
        yield f"- {name} ×{count} ({surest.confidence:.2f}, {surest.rule}): {context_of(tagged.post, surest)}"


def to_list(posts: Sequence[Tagged], mentions: Mapping[PostId, Sequence[Mention]], findings: Findings) -> str:
    """Return the posts with what is linked in them, the figures first."""
    found = [{mention.concept for mention in mentions.get(tagged.post.id, ())} for tagged in posts]
    count = Counter(concept for concepts in found for concept in concepts)
    ordered = sorted(count, key=lambda concept: (-count[concept], concept))[:MOST]
    links = sum(len(mentions.get(tagged.post.id, ())) for tagged in posts)
    average = count.total() / max(1, len(posts))
    head = [
        f"{len(posts)} posts, {count.total()} concepts ({average:.1f} a post), {links} mentions",
        "most frequent: " + ", ".join(f"{findings.concepts[each].name} ×{count[each]}" for each in ordered),
    ]
    body = [line for tagged in posts for line in lines_of(tagged, mentions.get(tagged.post.id, ()), findings)]
    return "\n".join([*head, "", *body])


def main() -> None:
    """Print the list."""
    truth, folder = map(Path, sys.argv[1:3])
    findings = extract([folder], Settings()).findings
    mentions: dict[PostId, list[Mention]] = defaultdict(list)
    for mention in findings.mentions:
        mentions[mention.post].append(mention)
    posts = [tagged for tagged in read_tagged(truth, findings.posts) if not tagged.is_technical]
    print(to_list(posts, mentions, findings))


if __name__ == "__main__":
    main()
