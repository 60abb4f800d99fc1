"""Lists of references: the works of lines in the style of the APA, of the MLA, or of GB/T 7714."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.citations.identify import find_identifiers, identify
from kg.citations.page import Page
from kg.citations.shelf import Found, Rule, Shelf, cite, cite_known
from kg.citations.works import to_titled_work, to_work
from kg.model import Span, Work, WorkKind

CONFIDENCE = 0.95
SHORTEST, LONGEST = 20, 900  # characters of a line that is a reference
_NUMBER = r"\s*(?:[-*•]\s+)?(?:\[\d{1,3}\]|\d{1,3}[.、]|\(\d{1,3}\))?\s*"
_YEAR = r"(?:19|20)\d\d"
_GIVEN_YEAR = re.compile(_YEAR)
_NAME = r"[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){0,2}"
# Surname, I.; 作者, ; Institute.
_AUTHORS = (
    rf"(?:{_NAME},?\s[A-Z]\.[^()\"“\n]{{0,400}}?"
    r"|[\u4e00-\u9fff]{2,4}[,，.][^()\"“\n]{0,200}?"
    r"|[A-Z][^()\"“.\n]{1,60}\.)"
)
# Surname, I., … & Surname, I. (2017). Title. Where it appeared.
_APA = re.compile(
    rf"{_NUMBER}{_AUTHORS}\s*[(（]{_YEAR}[a-z]?(?:, [^()]{{3,20}})?[)）](?:[.．]\s*|\s*(?=[\u4e00-\u9fff]))"
    r"(?P<title>[^\W_](?:[^\n()]|\([^()\n]{0,80}\)){1,250}?(?:[^\s.?!。()]|\([^()\n]{0,80}\)))"
    r"(?:[.?!。]{1,2}(?=\s|$)|\s*\[|\s*$)(?P<rest>[^\n]*)"
)
# Surname, Forename, et al. "Title." Where it appeared (2017).
_MLA = re.compile(
    rf"{_NUMBER}{_NAME}, [A-Z][^\"“”\n(]{{0,300}}\.\s*"
    rf"[\"“](?P<title>[^\"“”\n]{{4,250}}?)[.,?!]?[\"”](?P<rest>[^\n]*{_YEAR}[^\n]*)"
)
# 作者. 题名[J]. 刊名, 2017.
_GB = re.compile(
    rf"{_NUMBER}[^\[\]\n.。]{{2,200}}[.．。]\s*"
    rf"(?P<title>[^\[\]\n]{{4,200}}?)\s*\[(?P<kind>[A-Z]{{1,2}}(?:/[A-Z]{{2}})?)\](?P<rest>[^\n]*{_YEAR}[^\n]*)"
)
_EDITION = re.compile(
    r"\s*[(（](?:vol\.|pp\.|\d+(?:st|nd|rd|th) ed|thesis|doctoral|master|第)[^()（）]*[)）]$", re.IGNORECASE
)
_BOOK = re.compile(
    r"\b(?:press|publish(?:er|ing|ers)|o'?reilly|springer|wiley|addison|pearson|mcgraw|edition|ed\.\))|出版社",
    re.IGNORECASE,
)
_CHAPTER = re.compile(r"\bIn\b|\d+\s*\(\d+\)|\bpp\.")
_APPEARED = re.compile(
    r"\b(?:in|proceedings|conference|journal|transactions|arxiv|advances|review|letters|pp?\.|vol\.)\b"
    r"|\d+\s*\(\d+\)|\d+[–-]\d+|学报|杂志|会议|科学|通讯",
    re.IGNORECASE,
)
_KIND_OF = {"J": WorkKind.PAPER, "C": WorkKind.PAPER, "D": WorkKind.PAPER, "M": WorkKind.BOOK}


def find_references(page: Page, shelf: Shelf) -> Iterator[Found]:
    """Yield the works of the lines that are references, on the characters of their titles."""
    for line in _dated_lines(page):
        if SHORTEST <= len(line) <= LONGEST:
            written = line.of(page.text)
            match = _MLA.match(written) or _APA.match(written) or _GB.match(written)
            if match:
                span = Span(line.start + match.start("title"), line.start + match.end("title"))
                yield _cite(page, span, match, shelf)


def _dated_lines(page: Page) -> Iterator[Span]:
    """Yield the lines of the body that give a year, as every reference does."""
    done = len(page.post.title or "") + 1
    for year in _GIVEN_YEAR.finditer(page.text, done):
        if year.start() >= done:
            start = max(done, page.text.rfind("\n", 0, year.start()) + 1)
            end = page.text.find("\n", year.start())
            done = end + 1 if end >= 0 else len(page.text) + 1
            yield Span(start, done - 1)


def _cite(page: Page, span: Span, match: re.Match[str], shelf: Shelf) -> Found:
    known = shelf.titles.find(match["title"])  # “Cite this post as …” too, which is no citation
    if known is not None:
        return cite_known(page.post, span, known, rule=Rule.REFERENCE, confidence=CONFIDENCE)
    return cite(page.post, span, _to_work(match), rule=Rule.REFERENCE, confidence=CONFIDENCE)


def _to_work(match: re.Match[str]) -> Work:
    title, rest = _EDITION.sub("", match["title"].strip()), match["rest"]
    named = [identified for _, identified in find_identifiers(rest)]
    address = re.search(r"https?://\S+", rest)
    named += [identified for identified in [identify(address[0])] if identified] if address else []
    papers = [identified for identified in named if identified.kind is not WorkKind.PAGE]
    if papers:
        return to_work(papers[0], title=title)
    return to_titled_work(title, _kind_of(match, rest))


def _kind_of(match: re.Match[str], rest: str) -> WorkKind:
    if "kind" in match.groupdict():
        return _KIND_OF.get(match["kind"], WorkKind.ARTICLE)
    if _BOOK.search(rest) and not _CHAPTER.search(rest):
        return WorkKind.BOOK
    return WorkKind.PAPER if _APPEARED.search(rest) else WorkKind.ARTICLE
