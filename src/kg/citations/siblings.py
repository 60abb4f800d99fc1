"""Posts whose titles begin with the name of one whole, by what their titles say besides it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.citations.series import series_parts
from kg.citations.titles import SEVERAL, title_key, weight_of
from kg.model import Post, PostId

LEAST_WEIGHT = 4  # of what a title says besides the name of the whole
LEAST_WEIGHT_OF_WHOLE = 4
_COLON = re.compile(r"\s*(?:[:：|]|——|--| - )\s*")


@dataclass(frozen=True, slots=True)
class _Part:
    """Keys of both halves of a title."""

    whole: str
    own: str  # empty where it tells too little


class Siblings:
    """办一场画展：租屋子 and 办一场画展：请客人: each is found by 租屋子 or 请客人 alone, from the other."""

    def __init__(self, posts: Sequence[Post]) -> None:
        """Take the posts, of which only the titles are looked at."""
        parts_by_whole: dict[str, dict[str, PostId]] = defaultdict(dict)
        members = Counter[str]()
        for post in posts:
            part = _part_of(post.title or "")
            if part:
                members[part.whole] += 1
                own = parts_by_whole[part.whole]
                own[part.own] = post.id if own.get(part.own, post.id) == post.id else SEVERAL
        self._parts_by_whole = {whole: parts for whole, parts in parts_by_whole.items() if members[whole] > 1}

    def of(self, post: Post) -> Mapping[str, PostId]:
        """Return the siblings of the post by the keys of what their titles say besides the name of the whole."""
        part = _part_of(post.title or "")
        known = self._parts_by_whole.get(part.whole, {}) if part else {}
        return {own: sibling for own, sibling in known.items() if own and sibling not in (post.id, SEVERAL)}


def _part_of(title: str) -> _Part | None:
    for whole, own in _halves(title):
        if weight_of(whole) >= LEAST_WEIGHT_OF_WHOLE:
            return _Part(title_key(whole), title_key(own) if weight_of(own) >= LEAST_WEIGHT else "")
    return None


def _halves(title: str) -> Iterator[tuple[str, str]]:
    numbered = series_parts(title)
    if numbered:
        yield numbered
    colon = _COLON.search(title)
    if colon:
        yield title[: colon.start()], title[colon.end() :]
