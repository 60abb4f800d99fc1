"""Titles between marks: those of posts, whole, short or changed since, and those of works."""

from __future__ import annotations

from collections.abc import Iterator

from kg.citations.addresses import is_web
from kg.citations.page import Page
from kg.citations.quotes import Quoted, find_marked, find_titles
from kg.citations.rules.judge import Titled, Verdict, is_called, is_called_work, is_own_by_words, judge
from kg.citations.shelf import Found, Rule, Shelf, cite, cite_known
from kg.citations.titles import title_key, weight_of
from kg.citations.works import title_in, to_titled_work
from kg.model import Post, PostId, Span, WorkKind
from kg.script import language_of
from kg.slug import slug_of

CONFIDENCE = {Rule.TITLE: 1.0, Rule.SHORT_TITLE: 0.95, Rule.CHANGED_TITLE: 0.9}
SAID = 0.95  # what a word beside it says
GUESSED = 0.8
LEAST_WEIGHT_IN_OTHER_MARKS = 4
LEAST_WEIGHT = 8  # of a title without its subtitle: a shorter one is a book's
LEAST_WEIGHT_CALLED_OWN = 4
_RULE_OF = {
    WorkKind.PAPER: Rule.TITLE_OF_PAPER,
    WorkKind.ARTICLE: Rule.TITLE_OF_ARTICLE,
    WorkKind.BOOK: Rule.TITLE_OF_BOOK,
}


def find_quoted(page: Page, shelf: Shelf) -> Iterator[Found]:
    """Yield what the titles in 《》 are: a post of the input, a post of the blog beyond it, or a work."""
    done = 0
    for quoted in find_titles(page.text):
        if quoted.span.start < done or page.in_zone(quoted.span):
            continue
        found = _find(page, quoted, shelf)
        if found:
            done = quoted.span.end
            yield found


def find_otherwise_marked(page: Page, shelf: Shelf) -> Iterator[Found]:
    """Yield the posts of the input whose whole titles stand in 「」 or quotation marks, and papers called so.

    Of what else stands in quotation marks, most is said by somebody.
    """
    for quoted in find_marked(page.text):
        known = shelf.titles.find(quoted.title)
        if (known is None and title_in(quoted.title) is None) or page.in_zone(quoted.span):
            continue
        titled = _read(page, quoted)
        if is_called_work(titled):
            if title_in(quoted.title) is not None and judge(titled, shelf) is Verdict.PAPER:
                yield _cite_unknown(page, quoted.span, titled, Verdict.PAPER)
        elif known is not None and weight_of(quoted.title) >= LEAST_WEIGHT_IN_OTHER_MARKS:
            yield cite_known(page.post, quoted.span, known, rule=Rule.TITLE, confidence=SAID)


def _find(page: Page, quoted: Quoted, shelf: Shelf) -> Found | None:
    titled = _read(page, quoted)
    if not is_called_work(titled):
        for rule, known in _known(page.post, titled, shelf):
            if known is not None:
                return cite_known(page.post, quoted.span, known, rule=rule, confidence=CONFIDENCE[rule])
    if shelf.titles.is_shared(titled.title):
        return None
    verdict = judge(titled, shelf)
    return None if verdict is Verdict.NOTHING else _cite_unknown(page, quoted.span, titled, verdict)


def _known(post: Post, titled: Titled, shelf: Shelf) -> Iterator[tuple[Rule, PostId | None]]:
    yield Rule.TITLE, shelf.titles.find(titled.title)
    if titled.address is None:
        own = is_own_by_words(titled.before)
        least = LEAST_WEIGHT_CALLED_OWN if own else LEAST_WEIGHT
        yield Rule.SHORT_TITLE, shelf.titles.find_part(titled.title, least=least)
        yield Rule.SHORT_TITLE, shelf.siblings.of(post).get(title_key(titled.title))
        yield Rule.CHANGED_TITLE, shelf.titles.find_changed(titled.title, own=own)


def _read(page: Page, quoted: Quoted) -> Titled:
    link = page.link_over(quoted.span)
    return Titled(
        title=quoted.title,
        before=page.before(quoted.span),
        behind=page.behind(quoted.span),
        address=link.target if link and is_web(link.target) else None,
    )


def _cite_unknown(page: Page, span: Span, titled: Titled, verdict: Verdict) -> Found:
    if verdict is Verdict.POST:
        stub = Post(id=PostId(f"post/{slug_of(titled.title)}"), title=titled.title, language=language_of(titled.title))
        trust = SAID if is_called(titled, verdict) else GUESSED
        return cite(page.post, span, stub, rule=Rule.TITLE_OF_POST, confidence=trust)
    work = to_titled_work(titled.title, WorkKind(verdict.value), titled.address)
    trust = SAID if is_called(titled, verdict) else GUESSED
    return cite(page.post, span, work, rule=_RULE_OF[work.kind], confidence=trust)
