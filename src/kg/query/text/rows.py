"""What the index holds of posts and concepts: a row each to show, and the words of that row to look up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from itertools import chain
from typing import Final, TypeAlias

from kg.graph.schema import Graph, concepts_of, posts_of, run_of, targets_of
from kg.model import Concept, Post
from kg.query.text.words import to_forms
from kg.rdf.iris import Iris

Row: TypeAlias = Sequence[str | int | None]
_SIZE: Final = 16  # bytes of a digest: no two of 2**50 rows share one by chance


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index is to hold of a noun: a row, made when it is asked for, and what stands for its content."""

    digest: bytes
    to_row: Callable[[], Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of one kind of noun; beside it lies a table of FTS5 with the words of each row, under the same number."""

    name: str
    columns: tuple[str, ...]
    words: tuple[str, ...]  # columns of the table of words
    find_entries: Callable[[Graph], Iterator[Entry]]
    to_words: Callable[[Row], Row]  # of a row as it is stored, so that what was indexed can be taken out again


def _find_posts(graph: Graph) -> Iterator[Entry]:
    iris = Iris(run_of(graph).base)
    for post in posts_of(graph):
        if not post.is_stub:
            yield _to_entry(post, iris)


def _to_entry(post: Post, iris: Iris) -> Entry:
    date = post.published.isoformat() if post.published else post.month_day
    told = (iris.base, post.title, date, post.keywords, post.abstract)
    packed = post.packed("body")  # tells two bodies apart as well, and is there already
    return Entry(_digest_of(post.id, told, packed), partial(_to_post_row, post, iris, date))


def _to_post_row(post: Post, iris: Iris, date: str | None) -> Row:
    tags = "\n".join((*post.keywords, post.abstract or ""))
    return iris.of(post.id), _clean(post.title or ""), date, _clean(tags), _clean(post.body)


def _to_words_of_post(row: Row) -> Row:
    _, title, _, tags, body = row
    return to_forms(str(title)), to_forms(str(tags)), to_forms(str(body))


def _find_concepts(graph: Graph) -> Iterator[Entry]:
    iris = Iris(run_of(graph).base)
    # Only a mention leads from a post to a concept.
    named = Counter(chain.from_iterable(targets_of(graph, post.id) for post in posts_of(graph)))
    for concept in concepts_of(graph):
        to_row = partial(_to_concept_row, concept, iris, named[concept.id])
        yield Entry(_digest_of(concept.id, to_row()), to_row)


def _to_concept_row(concept: Concept, iris: Iris, posts: int) -> Row:
    definition = next((text.characters for text in concept.definition), "")
    labels = "\n".join(" ".join(label.split()) for label in _labels_of(concept))
    return iris.of(concept.id), _clean(concept.name), _clean(labels), _clean(definition), posts


def _to_words_of_concept(row: Row) -> Row:
    return (" . ".join(map(to_forms, str(row[2]).split("\n"))),)


def _labels_of(concept: Concept) -> list[str]:
    return list(dict.fromkeys(text.characters for text in concept.labels))


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode()  # a lone surrogate has no UTF-8


def _digest_of(node: str, told: object, rest: bytes = b"") -> bytes:
    head = repr((node, told)).encode()  # the id too: two may have one IRI
    return blake2b(len(head).to_bytes(8, "little") + head + rest, digest_size=_SIZE).digest()


POSTS: Final = Table(
    name="post",
    columns=("iri", "title", "date", "tags", "body"),
    words=("title", "tags", "body"),
    find_entries=_find_posts,
    to_words=_to_words_of_post,
)
CONCEPTS: Final = Table(
    name="concept",
    columns=("iri", "name", "labels", "definition", "posts"),
    words=("labels",),
    find_entries=_find_concepts,
    to_words=_to_words_of_concept,
)
TABLES: Final = (POSTS, CONCEPTS)
