"""Terms of an unknown Latin word and a Chinese noun of the field that recur: Ball树, LUP分解."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.concepts.characters import FREE_RIGHT
from kg.concepts.wordlists import read_words
from kg.model import Post, PostId, Span
from kg.script import HAN, fold
from kg.vocabulary.index import LabelIndex

LONGEST_BETWEEN = 2  # Chinese characters between the Latin word and the noun: LUP矩阵分解


@dataclass(frozen=True, slots=True)
class Mixed:
    """Such a term at a place, in code points of a post's text."""

    name: str
    start: int


@dataclass(slots=True)
class Recurring:
    """A term, with how it is written and where it stands first."""

    post: PostId
    span: Span
    writings: Counter[str] = field(default_factory=Counter)
    posts: set[PostId] = field(default_factory=set)


def gather_mixed(posts: Iterable[Post], found: Mapping[PostId, Sequence[Mixed]]) -> dict[str, Recurring]:
    """Return the terms by their folded form without spaces; `posts` come in the order that decides which is first."""
    gathered: dict[str, Recurring] = {}
    for post in posts:
        for each in found.get(post.id, ()):
            span = Span(each.start, each.start + len(each.name))
            recurring = gathered.setdefault(fold(each.name).replace(" ", ""), Recurring(post.id, span))
            recurring.writings[each.name] += 1
            recurring.posts.add(post.id)
    return gathered


def find_mixed(text: str, index: LabelIndex) -> Iterator[Mixed]:
    """Yield where a Latin word and a noun stand of which neither the whole nor the word is known."""
    for match in _pattern().finditer(text):
        if _is_new(match[0], index):
            yield Mixed(match[0], match.start())


@cache
def _pattern() -> re.Pattern[str]:
    nouns = "|".join(sorted(read_words("term-nouns.txt"), key=lambda word: (-len(word), word)))
    han = HAN.pattern
    return re.compile(
        rf"(?<![A-Za-z0-9_.@/\\-])[A-Za-z][A-Za-z0-9-]{{0,24}} ?{han}{{0,{LONGEST_BETWEEN}}}?(?:{nouns})"
        rf"(?=(?!{han})|[{FREE_RIGHT}])"
    )


def _is_new(name: str, index: LabelIndex) -> bool:
    """Tell whether neither the whole nor its Latin word is known: BERT模型 is but BERT."""
    latin = re.match(r"[A-Za-z0-9-]+", name)
    known = (fold(name), fold(latin[0] if latin else name))
    return known[1] not in read_words("not-names.txt") and not any(index.names_written(each) for each in known)
