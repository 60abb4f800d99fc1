"""Which post came before which, author by author."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from kg.model import Post


class Timeline:
    """The dated posts of each author in the order of their days."""

    def __init__(self, posts: Sequence[Post]) -> None:
        dated: dict[str | None, list[tuple[date, Post]]] = defaultdict(list)
        for post in posts:
            if post.published:
                dated[post.author].append((post.published, post))
        self._posts = {author: sorted(found, key=lambda each: (each[0], each[1].id)) for author, found in dated.items()}

    def previous(self, post: Post) -> Post | None:
        """Return the author's last post before the day of this one; None if there were two on that day."""
        if post.published is None:
            return None
        dated = self._posts.get(post.author, [])
        at = bisect_left(dated, post.published, key=lambda each: each[0])
        if not at or (at > 1 and dated[at - 1][0] == dated[at - 2][0]):
            return None
        return dated[at - 1][1]
