"""Citations of one post: links and bare addresses, titles in 《》; each with its span and the rule that found it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.citations.addresses import AddressIndex, host_of, identify, is_post_shaped
from kg.citations.titles import TitleIndex, title_key
from kg.model import Citation, Post, PostId, Span, Work, WorkId, WorkKind, ZoneKind
from kg.script import language_of
from kg.slug import slug_of


@dataclass(frozen=True, slots=True)
class Shelf:
    """What there is to be cited: the posts by title and address, the blog's own host, the titles of its series."""

    titles: TitleIndex
    addresses: AddressIndex
    site: str | None
    series: frozenset[str]  # keys of the titles of its series, without their number


@dataclass(frozen=True, slots=True)
class Found:
    """A citation, with the noun it points to where the input does not hold it."""

    citation: Citation
    target: Post | Work | None


def find_citations(post: Post, shelf: Shelf) -> Iterator[Found]:
    """Yield the citations of one post, in the order of the text; a post does not cite itself."""
    found = [each for rule in CITATION_RULES for each in rule(post, shelf)]
    taken: list[Span] = []
    for each in sorted(found, key=lambda one: (one.citation.span, -one.citation.confidence, one.citation.rule)):
        span = each.citation.span
        if each.citation.target != post.id and not any(span.overlaps(other) for other in taken):
            taken.append(span)
            yield each


def _cite(post: Post, span: Span, target: Post | Work | PostId, *, rule: str, confidence: float) -> Found:
    known = isinstance(target, str)
    target_id = target if isinstance(target, str) else target.id
    citation = Citation(post=post.id, target=target_id, span=span, confidence=confidence, rule=rule)
    return Found(citation, None if known else target)  # type: ignore[arg-type]  # a str is not passed on


def _linked(post: Post, shelf: Shelf) -> Iterator[Found]:
    for link in post.links:
        yield from _addressed(post, link.span, link.target, shelf, rule="link")


def _bare_addresses(post: Post, shelf: Shelf) -> Iterator[Found]:
    for zone in post.zones:
        if zone.kind is ZoneKind.ADDRESS:
            yield from _addressed(post, zone.span, zone.span.of(post.text), shelf, rule="address")


def _addressed(post: Post, span: Span, address: str, shelf: Shelf, *, rule: str) -> Iterator[Found]:
    known = shelf.addresses.find(address)
    if known is not None:
        yield _cite(post, span, known, rule=rule, confidence=1.0)
        return
    identified = identify(address)
    if identified is not None:
        work = Work(
            id=WorkId(f"work/{identified.identifier}"),
            kind=identified.kind,
            address=address,
            identifiers=(identified.identifier,),
        )
        yield _cite(post, span, work, rule=f"{rule} of a work", confidence=1.0)
    elif shelf.site and host_of(address) == shelf.site and is_post_shaped(address):
        stub = Post(id=PostId(address), address=address)
        yield _cite(post, span, stub, rule=rule, confidence=0.98)


_TITLE = re.compile(r"《([^《》\n]{2,200})》")
_SENTENCE_START = re.compile(r"[。！？!?\n](?![^《]*》)")

# Words beside 《…》 that tell what it is; tried in this order, the nearest words first.
_PAPER = re.compile(r"论文|paper|arxiv|顶会|发表|投稿", re.IGNORECASE)
_BOOK = re.compile(
    r"一书|本书|这书|教材|书中|书籍|著作|著的|出版|原著|小说|电影|歌曲|杂志|期刊|词典|课程|专辑|节目|电视剧|游戏|作者是?$"
)
_OWN = re.compile(
    r"博文|本博客|本站|本博|拙文|上一?篇|前一?篇|下一?篇|前文|上文|上回|旧文|(?:笔者|我们?|博主|本人|之前|以前|曾经?|前面|此前|早前|前几天|前段时间)[^《》。]{0,24}(?:写|介绍|讨论|分享|推导|谈|说|文章|提)"
)
_ELSEWHERE = re.compile(
    r"机器之心|新智元|量子位|知乎|公众号|专栏|报道|新闻|转载|相关链接|请看|译文|原文|来源|维基|CSDN|博客园|简书|PaperWeekly|AI科技评论|雷锋网|paperweekly"
)
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）]?\s*[、.:：]?|[（(][一二三四五六七八九十百\d]+[)）]")
_SHORTEST_POST_TITLE = 9  # letters; below this a Chinese title in 《》 without further words is mostly a book or a film


def _titled(post: Post, shelf: Shelf) -> Iterator[Found]:
    text = post.text
    for match in _TITLE.finditer(text):
        span = Span(*match.span())
        if not _in_zone(post, span):
            yield from _judged_title(post, span, match[1].strip(), shelf)


def _in_zone(post: Post, span: Span) -> bool:
    return any(zone.span.covers(span) for zone in post.zones)


def _judged_title(post: Post, span: Span, title: str, shelf: Shelf) -> Iterator[Found]:
    before, after = _words_around(post.text, span)
    known = shelf.titles.find(title)
    if known is not None and not _PAPER.search(before[-6:]):
        yield _cite(post, span, known, rule="title", confidence=1.0)
        return
    target = _judge(title, before, after, shelf)
    if target is not None:
        rule = "title of a post" if isinstance(target, Post) else f"title of a {target.kind}"
        yield _cite(post, span, target, rule=rule, confidence=_trust(target, before))


def _trust(target: Post | Work, before: str) -> float:
    cue = _OWN if isinstance(target, Post) else _PAPER
    return 0.95 if cue.search(before) else 0.8


def _judge(title: str, before: str, after: str, shelf: Shelf) -> Post | Work | None:
    """Decide what an unknown title in 《》 is by the words beside it, its language and its length."""
    if _PAPER.search(before[-12:]):
        return _work(title, WorkKind.PAPER)
    if _BOOK.search(before[-8:]) or _BOOK.match(after[:6].lstrip("的这是")):
        return None
    if language_of(title) == "en":
        return _work(title, WorkKind.PAPER) if len(title.split()) >= 3 else None
    if series_key(title) in shelf.series:
        return _stub(title)
    if _ELSEWHERE.search(before):
        return _work(title, WorkKind.ARTICLE)
    if _OWN.search(before) or _OWN.match(after):
        return _stub(title)
    if len(title_key(title)) >= _SHORTEST_POST_TITLE:
        return _stub(title)
    return None


def _words_around(text: str, span: Span) -> tuple[str, str]:
    """Return the sentence before the title, other titles cut out, and a few characters after it."""
    left = text[max(0, span.start - 120) : span.start]
    left = _TITLE.sub("", left)
    start = max((match.end() for match in re.finditer(r"[。！？\n]", left)), default=0)
    return left[start:], text[span.end : span.end + 12]


def _stub(title: str) -> Post:
    return Post(id=PostId(f"post/{slug_of(title)}"), title=title, language=language_of(title))


def _work(title: str, kind: WorkKind) -> Work:
    return Work(id=WorkId(f"work/{slug_of(title)}"), kind=kind, title=title, language=language_of(title))


def series_key(title: str) -> str:
    """Return the key of what stands before a part's number, else an empty one.

    >>> series_key("多任务学习漫谈(二):行梯度之事")
    '多任务学习漫谈'
    """
    match = re.match(r"(.{3,}?)[（(【\s:：·⋅,，]*(?:[（(][一二三四五六七八九十百\d]+[)）]|[:：]\s*\d+[、.])", title)
    return title_key(match[1]) if match else ""


CITATION_RULES: tuple[Callable[[Post, Shelf], Iterator[Found]], ...] = (_linked, _bare_addresses, _titled)
