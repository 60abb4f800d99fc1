"""Works that posts cite: what a citation tells of one, and how its several forms become one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from kg.citations.identify import Identified, identify
from kg.model import Work, WorkId, WorkKind
from kg.posts.references import Described
from kg.script import language_of
from kg.slug import slug_of

_MARKED = re.compile(r"\s*(?:《(.{2,200})》|「(.{2,200})」|『(.{2,200})』)\s*", re.DOTALL)
_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_SMALL = frozenset("a an and as at by for from in into is of on or over the to under using via with without".split())
_LEAST_WORDS = 4
_KINDS = (WorkKind.PAPER, WorkKind.BOOK, WorkKind.ARTICLE, WorkKind.PAGE)
# The best-known register of a work names it.
_REGISTERS = ("arXiv", "acl", "openreview", "pmlr", "neurips", "jmlr", "doi", "isbn", "s2", "douban", "github")


def to_work(identified: Identified, *, address: str | None = None, title: str | None = None) -> Work:
    """Return the work that is identified, with what else is known; a repository is called by its name."""
    if identified.kind is WorkKind.PAGE:
        title = identified.identifier.split(":", 1)[1]
    return Work(
        id=WorkId(f"work/{identified.identifier}"),
        kind=identified.kind,
        title=title,
        language=language_of(title) if title else "und",
        address=address,
        identifiers=(identified.identifier,),
    )


def to_titled_work(title: str, kind: WorkKind, address: str | None = None) -> Work:
    """Return the work that is only known by its title, and by the page it was linked to."""
    return Work(
        id=WorkId(f"work/{slug_of(title)}"), kind=kind, title=title, language=language_of(title), address=address
    )


def to_described_work(told: Described) -> Work:
    """Return the work that a bibliography describes: known by what its addresses identify, else by its title."""
    identified = [found for address in told.addresses for found in [identify(address)] if found]
    identifiers = tuple(sorted({each.identifier for each in identified}, key=_rank))
    return Work(
        id=WorkId(f"work/{identifiers[0] if identifiers else slug_of(told.title)}"),
        kind=told.kind if told.kind is not WorkKind.ARTICLE or not identified else identified[0].kind,
        title=told.title,
        language=language_of(told.title),
        address=next(iter(told.addresses), None),
        identifiers=identifiers,
    )


def title_in(words: str) -> str | None:
    """Return the title that the words of a link are: those in 《》, or English ones in the capitals of a title.

    >>> title_in("Attention Is All You Need"), title_in("produce better results")
    ('Attention Is All You Need', None)
    """
    marked = _MARKED.fullmatch(words)
    if marked:
        return next(title for title in marked.groups() if title).strip()
    words = words.strip(" “”\"'.,;")
    written = _WORD.findall(words)
    large = [word for word in written if word.lower() not in _SMALL]
    if len(written) < _LEAST_WORDS or language_of(words) != "en" or not words[0].isupper():
        return None
    capitals = sum(not word.islower() for word in large)
    return " ".join(words.split()) if capitals * 4 >= len(large) * 3 else None


def to_one_work(works: Sequence[Work]) -> Work:
    """Return the one work that these forms tell: the commonest title, every identifier, the plainest address.

    It is named by its best-known identifier, else by its title, so that no order of the posts shows.
    """
    identifiers = sorted({each for work in works for each in work.identifiers}, key=_rank)
    addresses = {work.address for work in works if work.address}
    title = _commonest(work.title for work in works if work.title)
    return Work(
        id=WorkId(f"work/{identifiers[0] if identifiers else slug_of(title or works[0].id)}"),
        kind=min((work.kind for work in works), key=_KINDS.index),
        title=title,
        language=language_of(title) if title else "und",
        address=min(addresses, key=lambda each: (not each.startswith("https:"), len(each), each), default=None),
        identifiers=tuple(identifiers),
    )


def _rank(identifier: str) -> tuple[int, str]:
    return _REGISTERS.index(identifier.split(":", 1)[0]), identifier


def _commonest(titles: Iterable[str]) -> str | None:
    """Return the title used most often; of several the one with most letters, then the first by its letters."""
    counted = Counter(titles)
    return min(counted, key=lambda title: (-counted[title], -len(title), title), default=None)
