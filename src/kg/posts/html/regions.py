"""Which part of a page is the post: the rest is menus, comments and other pages' titles."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.posts.html.flow import SILENT
from kg.posts.html.tokens import VOID_ELEMENTS, Tag, Token, Words

_BODY_CLASS = re.compile(
    r"(?:^|[\s_-])(?:(?:post|entry|article|artical|blog|page|content|markdown|rich[_-]?text|gh|available|story)[_-]*"
    r"(?:content|body|text|main|detail|inner|markdown)|markdown-body|rich[_-]media[_-]content|d-article|e-content|prose|yue|rst-content"
    r"|(?:post[_-]?)?rich[_-]?text|body[ _-]markup)(?:[\s_-]|$)"
    r"|(?<![\w-])(?:markdown|theme-default-content|vp-doc)(?![\w-])",
    re.IGNORECASE,
)
_BODY_ELEMENTS = frozenset(("article", "d-article"))
_MAIN_ELEMENTS = frozenset(("main",))
_NO_PROSE_ELEMENTS = frozenset(("nav", "aside", "footer", "form", "address", "d-appendix", "d-byline"))
_NO_PROSE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:comments?|respond|disqus|related|sharing|share|social|sidebar|widgets?|breadcrumbs?|pagination|pager"
    r"|paging|(?:post|entry|page|article)[_-](?:nav(?:igation)?|footer|meta|tags|copyright|info|date|author)|nav(?:bar|igation)?"
    r"|menu|toc|table-of-contents|site-(?:header|footer)|footer|copyright|byline|advert(?:isement)?|ads|newsletter|subscribe"
    r"|screen-reader-text|sr-only|headerlink|anchor-link|jp-relatedposts|sharedaddy|reward|donate|donation|license"
    r"|gutter|linenos?|line-numbers-rows|hljs-ln-numbers|subscription|recommendations?|breadcrumb|toolbar"
    r"|ContentItem-(?:time|actions)|hljs-button|pre-numbering|gitalk|valine|waline(?:-wrapper)?|twikoo|giscus|utterances|artalk|vssue"
    r"|copy-?(?:code-?)?(?:btn|button)|code-?copy|relatedPosts|button-wrapper|RichContent-actions|Post-topicsAndReviewer)(?:[\s_-]|$)"
    r"|(?<![\w-])(?:meta|(?:hash|heading|header)-(?:link|anchor))(?![\w-])",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|respond|disqus|related|sidebar|widgets?|recommendations?|recent)(?:[\s_-]|$)",
    re.IGNORECASE,
)
LEAST_SHARE = 0.2  # of the words of the whole body that the post must hold to be believed
LEAST_INNER_SHARE = 0.5  # of the words of what calls itself the post, for an element in it of that name to be the post
_STRUCTURE = frozenset("html body main article section div td".split())


@dataclass(frozen=True, slots=True)
class Element:
    """An element as the range of its tokens, both tags included, and the number of characters of words in it."""

    tag: Tag
    start: int
    end: int
    words: int


def find_elements(tokens: Sequence[Token]) -> list[Element]:
    """Return all elements, inner before outer; one that is never closed ends with the element around it."""
    found: list[Element] = []
    opened: list[tuple[Tag, int, int]] = []
    names: dict[str, int] = {}
    words = 0
    for number, token in enumerate(tokens):
        if isinstance(token, Words):
            words += len(token.text.strip())
        elif not token.is_end and token.name not in VOID_ELEMENTS:
            opened.append((token, number, words))
            names[token.name] = names.get(token.name, 0) + 1
        elif token.is_end and names.get(token.name):
            while True:
                tag, start, before = opened.pop()
                names[tag.name] -= 1
                found.append(Element(tag, start, number + 1, words - before))
                if tag.name == token.name:
                    break
    found += [Element(tag, start, len(tokens), words - before) for tag, start, before in reversed(opened)]
    return found


def find_body(elements: Sequence[Element]) -> Element | None:
    """Return the element that holds the post's text: what calls itself so, else the main part, else all."""
    whole = [each for each in elements if each.tag.name == "body"]
    prose = _ProseWords(elements)
    least = LEAST_SHARE * max(map(prose.of, whole), default=0)
    for is_wanted in (is_said_to_be_body, _is_article, _is_main):
        # The longest counts: a page shows other posts in brief beside its own.
        candidates = [each for each in elements if is_wanted(each) and prose.of(each) >= max(1, least)]
        if candidates:
            longest = max(candidates, key=lambda each: (prose.of(each), -each.start))
            return _innermost(longest, candidates, prose) if is_wanted is is_said_to_be_body else longest
    return whole[-1] if whole else None


def _innermost(outer: Element, candidates: Sequence[Element], prose: _ProseWords) -> Element:
    """Return the innermost candidate that still holds most of the text: themes call their frames like the post."""
    while True:
        inner = [
            each
            for each in candidates
            if outer.start < each.start < outer.end and prose.of(each) >= LEAST_INNER_SHARE * prose.of(outer)
        ]
        if not inner:
            return outer
        outer = max(inner, key=lambda each: (prose.of(each), -each.start))


class _ProseWords:
    """How many characters of words an element holds outside of menus, comments and the like."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self._starts: list[int] = []
        self._words = [0]
        end = -1
        for each in sorted((each for each in elements if _is_no_prose(each)), key=lambda each: each.start):
            if each.start >= end:  # none inside another
                self._starts.append(each.start)
                self._words.append(self._words[-1] + each.words)
                end = each.end

    def of(self, element: Element) -> int:
        """Return the number; that of an element which is no prose itself is none."""
        first = bisect_left(self._starts, element.start)
        if first < len(self._starts) and self._starts[first] == element.start:
            return 0
        return element.words - (self._words[bisect_left(self._starts, element.end)] - self._words[first])


def prose_tokens(tokens: Sequence[Token], body: Element | None, elements: Sequence[Element]) -> Iterator[Token]:
    """Yield the tokens of the body without menus, comments and the like."""
    start, end = (body.start, body.end) if body else (0, len(tokens))
    skips = {each.start: each.end for each in elements if _is_no_prose(each) and start < each.start < end}
    number = start
    while number < end:
        if number in skips:
            number = skips[number]
            continue
        yield tokens[number]
        number += 1


def is_said_to_be_body(element: Element) -> bool:
    """Tell whether an element calls itself the text of a post."""
    tag = element.tag
    if tag.name in SILENT or tag.name not in _STRUCTURE:
        return False
    return "articlebody" in tag.get("itemprop").lower() or bool(_BODY_CLASS.search(tag.get("class")))


def _is_article(element: Element) -> bool:
    return element.tag.name in _BODY_ELEMENTS


def _is_main(element: Element) -> bool:
    return element.tag.name in _MAIN_ELEMENTS or element.tag.get("role") == "main"


def _is_no_prose(element: Element) -> bool:
    tag = element.tag
    if tag.name in _NO_PROSE_ELEMENTS or "hidden" in tag.attributes or tag.get("aria-hidden") == "true":
        return True
    return bool(_NO_PROSE_CLASS.search(f"{tag.get('class')} {tag.get('id')}"))


def is_of_others(element: Element) -> bool:
    """Tell whether an element speaks of other posts or of readers, or not at all."""
    tag = element.tag
    return tag.name in SILENT or _OF_OTHERS.search(f"{tag.get('class')} {tag.get('id')}") is not None
