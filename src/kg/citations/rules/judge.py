"""What an unknown title in 《》 is, by the words beside it, its language, its length and where it is linked to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kg.citations.addresses import host_of, is_encyclopedia
from kg.citations.shelf import Shelf
from kg.citations.titles import title_key
from kg.model import WorkKind
from kg.script import language_of

SHORTEST_POST_TITLE = 9  # letters; below this a Chinese title in 《》 without further words is mostly a book or a film
LEAST_ENGLISH_WORDS = 4  # below this an English one is mostly a newspaper or a record
# Characters before a title in which it is called a paper or a book, or a paper although a post has the same title.
LEAST_CALLED_PAPER, LEAST_CALLED_BOOK, LEAST_CALLED_KNOWN = 12, 8, 6

# Words beside 《…》 that tell what it is.
_CALLED_PAPER = re.compile(r"论文|paper|arxiv|顶会|发表|投稿|预印本", re.IGNORECASE)
_CALLED_PAPER_BEHIND = re.compile(r"(?:一文|这篇|该|的)?(?:论文|paper)", re.IGNORECASE)
_BOOKS = (
    "一书|本书|这书|的书|教材|书中|书籍|著作|著的|出版|原著|名著|小说|电影|影片|影视|歌曲|杂志|期刊|报纸|报刊|日报|时报|词典|课程|专辑|节目|播客"
    "|电视剧|游戏|漫画|动画|画作|名画"
)
_CALLED_BOOK = re.compile(rf"(?:{_BOOKS})[^，。；,;]{{0,6}}$|作者是?$")
_CALLED_BOOK_BEHIND = re.compile(rf"\s*(?:的|这|是|一|本|部|之)*(?:书|剧|{_BOOKS})")
_CHAPTER_BEHIND = re.compile(
    r"\s*(?:一书|书中|中)?的?\s*(?:第\s*[\d一二三四五六七八九十百]+(?:\.\d+)*\s*[章节页]|[Pp]\.?\s?\d)"
)
_SELF = "笔者|我们?|博主|本人|之前|以前|曾经?|前面|此前|早前|前几天|前段时间|上次|去年|早期"
_TOLD = "(?:写|介绍|讨论|分享|推导|谈|说|提|讲|聊|探讨|分析|证明|给出|整理|总结|翻译|发布?|科普|复现|思考)(?:过|了|到)"
_OWN = re.compile(
    r"博文|本博客|本站|本博|拙文|拙作|上一?篇|前一?篇|下一?篇|前文|上文|上回|旧文"
    rf"|(?:{_SELF})[^《》。他她它]{{0,24}}{_TOLD}[^《》。]{{0,12}}$"
)
_OWN_BEHIND = re.compile(rf"\s*(?:一文|这篇|中|里|的)*[^《》。]{{0,8}}(?:{_SELF})[^《》。他她它]{{0,12}}{_TOLD}")
_ELSEWHERE = re.compile(
    r"机器之心|新智元|量子位|知乎|公众号|专栏|报道|新闻|转载|相关链接|请看|译文|原文|来源|维基|CSDN|博客园|简书"
    r"|PaperWeekly|AI科技评论|雷锋网",
    re.IGNORECASE,
)
_REFERRED = re.compile(
    r"(?:参考|参阅|参照|参见|详见|引自)[^《》。！？]{0,16}$|(?:请|可以?)(?:查看|看|见|阅读)[^《》。！？]{0,6}$"
)


class Verdict(StrEnum):
    """What a title in 《》 is taken for."""

    POST = "post"
    PAPER = WorkKind.PAPER.value
    ARTICLE = WorkKind.ARTICLE.value
    BOOK = WorkKind.BOOK.value
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled:
    """A title in 《》 with what stands around it."""

    title: str
    before: str  # the sentence up to it, other titles cut out
    behind: str
    address: str | None  # where a link over it leads, outside of the blog

    @property
    def letters(self) -> int:
        """Return how many letters and digits the title has."""
        return len(title_key(self.title))


def judge(titled: Titled, shelf: Shelf) -> Verdict:
    """Return what an unknown title is: the first judgement that says anything counts."""
    return next((verdict for each in JUDGEMENTS if (verdict := each(titled, shelf)) is not None), Verdict.NOTHING)


def is_called_work(titled: Titled) -> bool:
    """Tell whether the words beside the title call it a paper or a book, and not the author's own."""
    if _CALLED_PAPER.search(titled.before[-LEAST_CALLED_KNOWN:]):
        return True
    return _is_called_book(titled) and not is_own_by_words(titled.before)


def _is_called_book(titled: Titled) -> bool:
    before = titled.before[-LEAST_CALLED_BOOK:]
    return _CALLED_BOOK.search(before) is not None or _CALLED_BOOK_BEHIND.match(titled.behind) is not None


def is_own_by_words(before: str) -> bool:
    """Tell whether the words before a title say that the author of the post wrote it."""
    return _OWN.search(before) is not None


def is_called(titled: Titled, verdict: Verdict) -> bool:
    """Tell whether the words around the title say so themselves."""
    if verdict is Verdict.POST:
        return is_own_by_words(titled.before) or _OWN_BEHIND.match(titled.behind) is not None
    return verdict is Verdict.PAPER and _CALLED_PAPER.search(titled.before) is not None


def _as_paper(titled: Titled, _: Shelf) -> Verdict | None:
    called = _CALLED_PAPER.search(titled.before[-LEAST_CALLED_PAPER:]) or _CALLED_PAPER_BEHIND.match(titled.behind)
    return Verdict.PAPER if called else None


def _as_book(titled: Titled, _: Shelf) -> Verdict | None:
    """Books, films and journals are in passing named; a book that is referred to is cited."""
    if _CHAPTER_BEHIND.match(titled.behind):
        return Verdict.BOOK
    if _is_called_book(titled):
        return Verdict.BOOK if _REFERRED.search(titled.before) else Verdict.NOTHING
    return None


def _as_english(titled: Titled, _: Shelf) -> Verdict | None:
    if language_of(titled.title) != "en":
        return None
    if titled.address and not is_encyclopedia(host_of(titled.address)):
        return Verdict.ARTICLE
    return Verdict.PAPER if len(titled.title.split()) >= LEAST_ENGLISH_WORDS else Verdict.NOTHING


def _as_part(titled: Titled, shelf: Shelf) -> Verdict | None:
    return Verdict.POST if titled.title in shelf.series else None


def _as_elsewhere(titled: Titled, _: Shelf) -> Verdict | None:
    return Verdict.ARTICLE if _ELSEWHERE.search(titled.before) else None


def _as_linked(titled: Titled, _: Shelf) -> Verdict | None:
    """Take a title that is linked to a page elsewhere for what lives there."""
    if titled.address is None:
        return None
    told = titled.letters >= SHORTEST_POST_TITLE and not is_encyclopedia(host_of(titled.address))
    return Verdict.ARTICLE if told else Verdict.NOTHING


def _as_own(titled: Titled, _: Shelf) -> Verdict | None:
    return Verdict.POST if is_called(titled, Verdict.POST) else None


def _as_usual(titled: Titled, shelf: Shelf) -> Verdict | None:
    long = titled.letters >= SHORTEST_POST_TITLE
    return Verdict.POST if long and shelf.cites_by_title else None


def _as_referred(titled: Titled, _: Shelf) -> Verdict | None:
    if not _REFERRED.search(titled.before):
        return None
    return Verdict.ARTICLE if titled.letters >= SHORTEST_POST_TITLE else Verdict.BOOK


JUDGEMENTS: tuple[Callable[[Titled, Shelf], Verdict | None], ...] = (
    _as_paper,
    _as_book,
    _as_english,
    _as_part,
    _as_elsewhere,
    _as_linked,
    _as_own,
    _as_usual,
    _as_referred,
)
