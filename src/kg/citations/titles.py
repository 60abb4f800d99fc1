"""Titles as they are compared: without width, case and punctuation, so that 《…》 finds its post."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from kg.model import Post, PostId


def title_key(title: str) -> str:
    """Return the letters and digits of a title after NFKC and case folding.

    >>> title_key("Seq2Seq：浅析（一）") == title_key("seq2seq: 浅析(一)")
    True
    """
    return "".join(each for each in unicodedata.normalize("NFKC", title).casefold() if each.isalnum())


class TitleIndex:
    """Which post goes by which title; a title that two posts share finds neither."""

    def __init__(self, posts: Iterable[Post]) -> None:
        found: dict[str, set[PostId]] = {}
        for post in posts:
            if post.title and title_key(post.title):
                found.setdefault(title_key(post.title), set()).add(post.id)
        self._post_by_key = {key: next(iter(ids)) for key, ids in found.items() if len(ids) == 1}

    def find(self, title: str) -> PostId | None:
        """Return the one post whose title this is."""
        return self._post_by_key.get(title_key(title))
