"""What stands around a post on its page and cites nothing: the way to the neighbours, boxes of related posts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.citations.addresses import is_private
from kg.citations.page import Page
from kg.citations.shelf import Shelf
from kg.model import Span

_NEIGHBOUR = re.compile(
    r"^[ \t«‹←<*•|-]*(?:[上下前后]一?[篇页章](?:文章|博文)?"
    r"|(?:previous|prev|next|older|newer)(?: (?:post|article|entry))?)"
    r"[ \t]*(?:[:：»›→>|-].*)?$",
    re.IGNORECASE | re.MULTILINE,
)
# Headings of lists that a program makes; 延伸阅读, 参考, 推荐阅读 are lists that authors make.
_RELATED = re.compile(
    r"^[ \t#*]*(?:相关(?:文章|博文|日志|推荐)|猜你喜欢"
    r"|你可能(?:还|也)?(?:会)?(?:喜欢|感兴趣).{0,6}"
    r"|(?:热门|最新|最近|随机)(?:文章|博文|日志)|related (?:posts|articles)"
    r"|you (?:may|might) (?:also )?(?:like|enjoy|be interested in)"
    r"|recent posts|popular posts|more from .{1,30})[ \t:：*]*$",
    re.IGNORECASE | re.MULTILINE,
)
_AROUND_LINK = " \t\r\n-*•·"


def find_furniture(page: Page) -> Iterator[Span]:
    """Yield the lines that lead to the neighbours of a post, and lists of related posts under their heading."""
    for match in _NEIGHBOUR.finditer(page.text):
        yield Span(*match.span())
    done = 0
    for match in _RELATED.finditer(page.text):
        if match.start() >= done:
            done = _end_of_list(page, match.end())
            yield Span(match.start(), done)


def find_unreachable(page: Page, shelf: Shelf) -> Iterator[Span]:
    """Yield the links to the author's own machine: no reader gets anywhere by them, so they are dangling."""
    for link in page.post.links:
        if is_private(link.target) and shelf.places.find(link.target) is None:
            yield link.span


def _end_of_list(page: Page, start: int) -> int:
    """Return where the lines end that hold nothing but links."""
    end = start
    while end < len(page.text):
        line = Span(end, page.text.find("\n", end) + 1 or len(page.text))
        if line.of(page.text).strip(_AROUND_LINK) and not _is_link(page, line):
            break
        end = line.end
    return end


def _is_link(page: Page, line: Span) -> bool:
    link = page.link_over(line)
    return link is not None and len(link.span) * 3 >= len(line.of(page.text).strip(_AROUND_LINK)) * 2
