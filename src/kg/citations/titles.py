"""Titles as they are compared: without width, case and punctuation; whole, in part, or changed since."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from kg.citations.grams import Grams
from kg.citations.numbers import figures_of
from kg.model import Post, PostId
from kg.script import HAN

LEAST_WEIGHT = 3  # of a part of a title that may stand for the whole, whatever announces it
LEAST_WEIGHT_OF_A_CHANGED = 8
LEAST_WEIGHT_REWORDED = 6
LEAST_LIKENESS = 84.0  # per cent, of a title that was changed since; rapidfuzz's ratio
LEAST_LEAD = 4.0  # per cent before the next likely title
MOST_CANDIDATES = 20
MOST_CHANGED = 2  # letters that tell something; a Han character counts as two
START = 3  # letters that tell most titles apart
REMEMBERED = 256  # keys: what stands in a text is looked for as a whole title, as a part of one, among those of two
SEVERAL = PostId("")  # what stands for the posts that share a title
_NO_LETTERS = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_\u3400-\u9fff]+")
_SMALL = frozenset("的之了与和及在于对从谈浅析吗呢吧啊这那个")
_TELLING = re.compile(r"[a-z0-9]+|[^\W_a-z0-9的之了与和及在于对从中上里等各]+")
_DECISIVE = frozenset("不无非未反再续新旧上中下前后左右内外正负")  # one of them tells two posts of a pair apart
_LEADING_BRACKET = re.compile(r"\s*(?:【[^】]{1,30}】|\[[^\]]{1,30}\]|「[^」]{1,30}」)\s*")
_TRAILING_BRACKET = re.compile(r"\s*[（(]([^（()）]{1,60})[)）]\s*$")
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_SUBTITLE = re.compile(r"\s*(?:[:：？?!！|]|——|--| - |, |，)\s*")


def title_key(title: str) -> str:
    """Return the letters and digits of a title after NFKC and case folding.

    >>> title_key("Seq2Seq：浅析（一）") == title_key("seq2seq: 浅析(一)")
    True
    """
    return _key_of(title)


@lru_cache(maxsize=REMEMBERED)
def _key_of(title: str) -> str:
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", title).casefold())


def weight_of(title: str) -> int:
    """Return how much a title tells: one for each Han character, two for each other word.

    >>> weight_of("从loss的硬截断、软化到focal loss")
    14
    """
    return len(HAN.findall(title)) + 2 * len(_WORD.findall(title))


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How like a known title is to a written one."""

    ratio: float
    post: PostId
    is_slight: bool  # no more than small words and a letter are changed


class TitleIndex:
    """Which post goes by which title; a title that two posts share finds neither."""

    def __init__(self, posts: Iterable[Post]) -> None:
        self._post_by_key: dict[str, PostId] = {}
        self._post_by_part: dict[str, PostId] = {}
        self._sharing: dict[str, set[PostId]] = {}  # of a title that several share
        for post in posts:
            key = title_key(post.title or "")
            if key:
                first = self._post_by_key.get(key)
                if first is not None:
                    self._sharing.setdefault(key, {first}).add(post.id)
                _add(self._post_by_key, key, post.id)
                for part in {title_key(part) for part in parts_of(post.title or "")}:
                    _add(self._post_by_part, part, post.id)
        self._starts = {key[:START] for known in (self._post_by_key, self._post_by_part) for key in known}

    @cached_property
    def _grams(self) -> Grams:
        """What is asked for changed titles only: most blogs have none."""
        return Grams(sorted(self._post_by_key))

    def find(self, title: str) -> PostId | None:
        """Return the one post whose title this is."""
        return self.find_key(title_key(title))

    def find_key(self, key: str) -> PostId | None:
        """Return the one post whose title has this key."""
        return self._post_by_key.get(key) or None

    def find_other(self, title: str, post: PostId) -> PostId | None:
        """Return the other of the two posts whose title this is, where this post is one of them."""
        pair = self._sharing.get(title_key(title), set())
        return next(iter(pair - {post})) if len(pair) == 2 and post in pair else None

    def may_start(self, text: str) -> bool:
        """Tell, fast, whether a title or a part of one may start here."""
        start = title_key(text[: 2 * START])[:START]
        return start in self._starts

    def is_shared(self, title: str) -> bool:
        """Tell whether several posts go by this title."""
        return self._post_by_key.get(title_key(title)) == SEVERAL

    def find_part(self, title: str, *, least: int) -> PostId | None:
        """Return the one post whose title without its subtitle, its brackets or its article this is."""
        key = title_key(title)
        if key in self._post_by_key or weight_of(title) < least:
            return None
        return self._post_by_part.get(key) or None

    def find_changed(self, title: str, *, own: bool) -> PostId | None:
        """Return the one post whose title is nearly this one: as long, with the same figures, and no other as like.

        Unless the words around it say that it is the author's `own`, it may differ by small words and one letter only:
        the title of another post on a like matter is as like as an old title of the same.
        """
        if weight_of(title) < LEAST_WEIGHT_OF_A_CHANGED:
            return None
        likely = sorted(
            (each for each in self._likely(title) if own or each.is_slight), key=lambda each: (-each.ratio, each.post)
        )
        if not likely or likely[0].ratio < LEAST_LIKENESS:
            return None
        others = (each.ratio for each in likely if each.post != likely[0].post)
        return likely[0].post if likely[0].ratio - next(others, 0.0) >= LEAST_LEAD else None

    def find_reworded(self, title: str) -> PostId | None:
        """Return the one post whose title has every telling word of this one, which are half of it or more."""
        told = told_by(title)
        least = sum(map(weight_of, told))
        if least < LEAST_WEIGHT_REWORDED:
            return None
        found = {
            self._post_by_key[known]
            for known in self._grams.most_like(title_key(title), MOST_CANDIDATES)
            if all(word in known for word in told)
            and figures_of(known) == figures_of(title_key(title))
            and least * 2 >= weight_of(known)
        }
        return next(iter(found)) or None if len(found) == 1 else None

    def _likely(self, title: str) -> Iterator[_Likeness]:
        key = title_key(title)
        for known in self._grams.most_like(key, MOST_CANDIDATES):
            post = self._post_by_key[known]
            if post != SEVERAL and figures_of(known) == figures_of(key):
                yield _Likeness(fuzz.ratio(key, known), post, _is_slight(key, known))


def told_by(title: str) -> set[str]:
    """Return the words of a title that tell something: Latin ones, and Chinese stretches between small words.

    >>> sorted(told_by("Debian 中的 Emacs 和写作环境"))
    ['debian', 'emacs', '写作环境']
    """
    words = _TELLING.findall(unicodedata.normalize("NFKC", title).casefold())
    return {word for word in words if len(word) > 1}


def _add(posts: dict[str, PostId], key: str, post: PostId) -> None:
    if posts.setdefault(key, post) != post:
        posts[key] = SEVERAL


def parts_of(title: str) -> Iterator[str]:
    """Yield what an author may call a post in short: the title without brackets, subtitle or article.

    >>> list(parts_of("细水长flow之NICE：流模型的基本概念与实现"))
    ['细水长flow之NICE']
    """
    bare = _LEADING_BRACKET.sub("", title, count=1) if _LEADING_BRACKET.match(title) else title
    behind = _TRAILING_BRACKET.search(bare)
    whole = bare[: behind.start()] if behind and not figures_of(behind[1]) else bare
    shorter = [bare, whole, *(whole[: mark.start()] for mark in _SUBTITLE.finditer(whole))]
    for part in dict.fromkeys(
        [*shorter, *(_ARTICLE.sub("", each, count=1) for each in shorter if _ARTICLE.match(each))]
    ):
        if part != title and weight_of(part) >= LEAST_WEIGHT:
            yield part


def _is_slight(key: str, known: str) -> bool:
    """Tell whether two keys differ by small words, and by one Han character or two other letters at most."""
    changed = ""
    for edit in Levenshtein.editops(key, known):
        changed += key[edit.src_pos] if edit.tag != "insert" else ""
        changed += known[edit.dest_pos] if edit.tag != "delete" else ""
    if not _DECISIVE.isdisjoint(changed):
        return False
    told = [letter for letter in changed if letter not in _SMALL]
    han = sum(HAN.match(letter) is not None for letter in told)
    return han * 2 + len(told) - han <= MOST_CHANGED
