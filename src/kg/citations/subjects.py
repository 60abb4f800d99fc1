"""What posts are about, by the words of their titles and names: the one earlier post that a sentence means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import Final

from kg.citations.addresses import path_of
from kg.citations.places import addresses_of
from kg.citations.postings import Postings
from kg.model import Post, PostId

SHORTEST: Final = 3  # letters of a Chinese stretch or of a Latin word that a sentence and a title share
LEAST_WORDS: Final = 2  # that one earlier post alone shares, where none of them is a name
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9+-]+|[\u3400-\u9fff]+")
_COMMON: Final = frozenset(
    "about after and are blog can for from guide have how into introduction its more new not our part post posts "
    "series that the their them then there these this those three two use used using was way what when which will "
    "with you your 为什么 是什么 怎么样 这一篇 的文章".split()
)
# A stretch with one of these is of the sentence, or joins two words of a title.
_JOINING: Final = frozenset("的一个了是在这那和与对有就中我们你他也都从到为及或把被用让要可以过之其第篇如何不")
_NAME: Final = re.compile(r"[A-Za-z]*(?:[A-Z][a-z]*[A-Z]|[A-Za-z][0-9])[A-Za-z0-9]*")  # RNN, LaTeX, GPT2


def words_of(text: str) -> Iterator[str]:
    """Yield the words that tell something: Latin ones in the singular, Chinese stretches of a few letters.

    >>> sorted(words_of("How GPTs learn 卷积网络"))
    ['gpt', 'learn', '卷积网', '积网络']
    """
    for word in _WORD.findall(text.casefold()):
        if word.isascii():
            plain = word.removesuffix("s")
            if len(plain) >= SHORTEST and word not in _COMMON:
                yield plain
        else:
            stretches = (word[at : at + SHORTEST] for at in range(len(word) - SHORTEST + 1))
            yield from (stretch for stretch in stretches if stretch not in _COMMON)


class Subjects:
    """The posts by the words of their titles, files and addresses."""

    def __init__(self, posts: Sequence[Post]) -> None:
        """Take the posts; none of their texts is looked at."""
        self._posts = posts

    @cached_property
    def _of_many(self) -> bool:
        return len({post.author for post in self._posts if post.author}) > 1

    @cached_property
    def _postings(self) -> Postings:
        """Which word stands over which posts: made when it is asked for, which not every blog does."""
        return Postings({_mark_of(word) for word in _told_by(post)} for post in self._posts)

    def find_earlier(self, post: Post, sentence: str) -> PostId | None:
        """Return the one post that this post's author wrote before it and that the sentence is about.

        It alone of the earlier posts shares words with the sentence: a Chinese stretch, a name such as RNN or LaTeX, or
        two other words. Where two posts alone share some each, neither is meant for sure.
        """
        words_by_place: dict[int, set[str]] = defaultdict(set)
        for word in set(words_of(sentence)):
            if _JOINING.isdisjoint(word):
                earlier = [at for at in self._postings.having(_mark_of(word)) if self._is_before(at, post)]
                if len(earlier) == 1:
                    words_by_place[earlier[0]].add(word)
        if len(words_by_place) != 1:
            return None
        ((place, words),) = words_by_place.items()
        return self._posts[place].id if _suffice(words, sentence) else None

    def _is_before(self, place: int, other: Post) -> bool:
        """Tell whether a post is known to be of the same author, and older."""
        one = self._posts[place]
        if one.published is None or other.published is None or one.published >= other.published:
            return False
        return not self._of_many or (one.author is not None and one.author == other.author)


def _told_by(post: Post) -> Iterator[str]:
    files = (PurePosixPath(source.path).stem for source in post.sources)
    names = (PurePosixPath(path_of(address)).stem for address in addresses_of(post))
    for told in (post.title or "", *files, *names):
        yield from words_of(re.sub(r"[-_]", " ", told))


def _suffice(words: Set[str], sentence: str) -> bool:
    names = {word for name in _NAME.findall(sentence) for word in words_of(name)}
    return len(words) >= LEAST_WORDS or any(not word.isascii() or word in names for word in words)


def _mark_of(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")
