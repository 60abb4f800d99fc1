"""Titles as they are compared: without width, case and punctuation; whole, in part, or changed since."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from kg.citations.numbers import figures_of
from kg.model import Post, PostId
from kg.script import HAN

LEAST_WEIGHT = 3  # of a part of a title that may stand for the whole, whatever announces it
LEAST_WEIGHT_OF_A_CHANGED = 8
LEAST_LIKENESS = 84.0  # per cent, of a title that was changed since; rapidfuzz's ratio
LEAST_LEAD = 4.0  # per cent before the next likely title
MOST_CANDIDATES = 20
MOST_CHANGED = 2  # letters that tell something; a Han character counts as two
START = 3  # letters that tell most titles apart
MOST_SHARING = 64  # a three-gram of more titles than these tells nothing
_WORD = re.compile(r"[^\W_\u3400-\u9fff]+")
_SMALL = frozenset("的之了与和及在于对从谈浅析吗呢吧啊这那个")
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
    return "".join(each for each in unicodedata.normalize("NFKC", title).casefold() if each.isalnum())


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
        self._posts_by_key: dict[str, set[PostId]] = defaultdict(set)
        self._posts_by_part: dict[str, set[PostId]] = defaultdict(set)
        self._keys_by_gram: dict[str, list[str]] = defaultdict(list)
        for post in posts:
            if post.title and title_key(post.title):
                self._posts_by_key[title_key(post.title)].add(post.id)
                for part in parts_of(post.title):
                    self._posts_by_part[title_key(part)].add(post.id)
        self._starts = {key[:START] for key in (*self._posts_by_key, *self._posts_by_part)}
        for key in sorted(self._posts_by_key):
            for gram in _grams(key):
                self._keys_by_gram[gram].append(key)

    def find(self, title: str) -> PostId | None:
        """Return the one post whose title this is."""
        return _only(self._posts_by_key.get(title_key(title)))

    def may_start(self, text: str) -> bool:
        """Tell, fast, whether a title or a part of one may start here."""
        start = title_key(text[: 2 * START])[:START]
        return start in self._starts

    def is_shared(self, title: str) -> bool:
        """Tell whether several posts go by this title."""
        return len(self._posts_by_key.get(title_key(title), ())) > 1

    def find_part(self, title: str, *, least: int) -> PostId | None:
        """Return the one post whose title without its subtitle, its brackets or its article this is."""
        key = title_key(title)
        if key in self._posts_by_key or weight_of(title) < least:
            return None
        return _only(self._posts_by_part.get(key))

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

    def _likely(self, title: str) -> Iterator[_Likeness]:
        key = title_key(title)
        shared = Counter(
            known
            for gram in _grams(key)
            if len(self._keys_by_gram.get(gram, ())) <= MOST_SHARING
            for known in self._keys_by_gram.get(gram, ())
        )
        for known, _ in sorted(shared.items(), key=lambda each: (-each[1], each[0]))[:MOST_CANDIDATES]:
            post = _only(self._posts_by_key[known])
            if post is not None and figures_of(known) == figures_of(key):
                yield _Likeness(fuzz.ratio(key, known), post, _is_slight(key, known))


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


def _grams(key: str) -> set[str]:
    return {key[at : at + 3] for at in range(len(key) - 2)} or {key}


def _only(found: Iterable[PostId] | None) -> PostId | None:
    several = set(found or ())
    return next(iter(several)) if len(several) == 1 else None
