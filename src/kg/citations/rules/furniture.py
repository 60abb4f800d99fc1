"""What stands around a post on its page and cites nothing: the way to the neighbours, boxes of related posts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.citations.page import Page
from kg.model import Span

_NEIGHBOUR = re.compile(
    r"^[\s«‹←<\-*•|]*(?:(?:上|下|前|后)一?[篇页章](?:文章|博文)?|(?:previous|prev|next|older|newer)(?:\s+(?:post|article|entry))?)\s*(?:[:：»›→>|-].*)?$",
    re.IGNORECASE | re.MULTILINE,
)
# Headings of lists that a program makes; 延伸阅读, 参考, 推荐阅读 are lists that authors make.
_RELATED = re.compile(
    r"^[\s#*]*(?:相关(?:文章|博文|日志|推荐)|猜你喜欢|你可能(?:还|也)?(?:会)?(?:喜欢|感兴趣).{0,6}|(?:热门|最新|最近|随机)(?:文章|博文|日志)|related (?:posts|articles)"
    r"|you (?:may|might) (?:also )?(?:like|enjoy|be interested in)|recent posts|popular posts|more from .{1,30})[\s:：*]*$",
    re.IGNORECASE | re.MULTILINE,
)


def find_furniture(page: Page) -> Iterator[Span]:
    """Yield the lines that lead to the neighbours of a post, and lists of related posts under their heading."""
    for match in _NEIGHBOUR.finditer(page.text):
        yield Span(*match.span())
    for match in _RELATED.finditer(page.text):
        yield Span(match.start(), _end_of_list(page, match.end()))


def _end_of_list(page: Page, start: int) -> int:
    """Return where the lines end that hold nothing but links."""
    end = start
    for line in page.text[start:].splitlines(keepends=True)[:100]:
        if line.strip(" \t\r\n-*•·") and not _is_link(page, Span(end, end + len(line))):
            break
        end += len(line)
    return end


def _is_link(page: Page, line: Span) -> bool:
    link = page.link_over(line)
    rest = line.of(page.text).strip(" \t\r\n-*•·")
    return link is not None and len(link.span) * 3 >= len(rest) * 2
