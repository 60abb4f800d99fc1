"""What one post gives to the search for terms over all posts: everything there that a vocabulary has a say in."""

from __future__ import annotations

from dataclasses import dataclass

from kg.concepts.corpus import blotted, find_labels
from kg.concepts.mixed import find_places
from kg.model import Post
from kg.vocabulary.index import LabelIndex


@dataclass(frozen=True, slots=True)
class Grounds:
    """Where known labels stand in a post's prose, and terms of a Latin word and a noun that are not known.

    Starts and ends by turns, in code points of the post's text: there are a hundred to a post.
    """

    labels: tuple[int, ...]
    mixed: tuple[int, ...]


def find_grounds(post: Post, index: LabelIndex) -> Grounds:
    """Find both in one post."""
    text = blotted(post)
    labels = (place for span in find_labels(text, index) for place in (span.start, span.end))
    mixed = (place for span in find_places(text, index) for place in (span.start, span.end))
    return Grounds(tuple(labels), tuple(mixed))
