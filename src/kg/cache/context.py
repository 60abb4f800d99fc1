"""What stands for everything that the steps look at besides a post: the vocabulary, and what there is to be cited."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.cache.digest import Digest, digest_of
from kg.cache.plain import Form, form_of
from kg.citations.shelf import Shelf
from kg.model import Concept, Post
from kg.vocabulary.read import Vocabulary

_CONCEPT: Final[Form[Concept]] = form_of(Concept)
_POST: Final[Form[Post]] = form_of(Post)


def digest_of_vocabulary(vocabulary: Vocabulary) -> Digest:
    """Return what stands for the concepts with their labels, and the labels that need more evidence."""
    concepts = digest_of(*(_CONCEPT.write(vocabulary.concepts[concept]) for concept in sorted(vocabulary.concepts)))
    return digest_of(concepts, *sorted(vocabulary.ambiguous), b"", *sorted(vocabulary.generic))


def digest_of_shelf(posts: Iterable[Post], shelf: Shelf) -> Digest:
    """Return what stands for all there is to cite: each post but for what it says, and what all betray together."""
    heads = digest_of(*(_POST.split(post).head for post in posts))
    learned = (f"{key} {post}" for key, post in sorted(shelf.places.learned.items()))
    return digest_of(heads, digest_of(*learned), digest_of(*sorted(shelf.places.hosts)), str(shelf.cites_by_title))
