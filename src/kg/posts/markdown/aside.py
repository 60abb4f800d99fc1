"""Setting pieces aside: from Markdown with mathematics, templates and wiki links to Markdown alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.model import Span
from kg.posts.markdown.dialects import to_plain_markdown
from kg.posts.markdown.foreign import FINDERS, TEMPLATE_FINDERS, Found, find_roles
from kg.posts.markdown.pieces import CLOSE, OPEN, SetAside
from kg.posts.zones import BLOT
from kg.posts.zones.code import find_inline_code

_FENCE = re.compile(
    r"^[ \t>]*(?:[-*+] +|[0-9]+[.)] +)?(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})(?P<rest>[^\n]*)$", re.MULTILINE
)
_BLOCK_BELOW = re.compile(
    r"(?<=[^\n])\n(?=#{1,6}[ \t])|<[A-Za-z][^<>\n]{0,300}\bmarkdown=[^<>\n]{1,30}>[ \t]*\n(?=\S)"
    r"|</(?:div|p|table|center|figure|section|span|details|iframe)>[ \t]*\n(?=[^\s<])"
)


def set_aside(text: str) -> SetAside:
    """Return the text in which only Markdown is left, and what was taken out of it."""
    text = to_plain_markdown(text, find_fences)
    text = _part_blocks(text.replace(OPEN, "\ufffd").replace(CLOSE, "\ufffd"))
    blotted = _blot(text, find_fences(text))
    found: list[Found] = []
    for find in FINDERS:
        here = list(find(text, blotted))
        found += here
        blotted = _blot(blotted, (span for span, _ in here))
        if find is find_roles:
            blotted = _blot(blotted, find_inline_code(blotted))
    return _replace(text, sorted(found, key=lambda each: each[0]))


def set_templates_aside(text: str) -> SetAside:
    """Return HTML in which only HTML is left, and the template tags that were taken out of it."""
    text = text.replace(OPEN, "\ufffd").replace(CLOSE, "\ufffd")
    blotted = text
    found: list[Found] = []
    for find in TEMPLATE_FINDERS:
        here = list(find(text, blotted))
        found += here
        blotted = _blot(blotted, (span for span, _ in here))
    return _replace(text, sorted(found, key=lambda each: each[0]))


def _part_blocks(text: str) -> str:
    """Return the text with a blank line where HTML ends and a heading or a paragraph starts right below.

    CommonMark reads on in HTML up to a blank line; Jekyll's and Hugo's authors need not leave one.
    """
    cuts = [match.end() for match in _BLOCK_BELOW.finditer(_blot(text, find_fences(text)))]
    return "\n".join(text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True))


def find_fences(text: str) -> Iterator[Span]:
    """Yield fenced code, in lists and quotes too."""
    start: int | None = None
    fence = ""
    for match in _FENCE.finditer(text):
        if start is None:
            start, fence = match.start(), match["fence"]
        elif match["fence"].startswith(fence) and not match["rest"].strip():
            yield Span(start, match.end())
            start = None
    if start is not None:
        yield Span(start, len(text))


def _blot(text: str, spans: Iterable[Span]) -> str:
    pieces: list[str] = []
    end = 0
    for span in sorted(spans):
        pieces += (text[end : span.start], "\n".join(BLOT * len(line) for line in span.of(text).split("\n")))
        end = span.end
    return "".join((*pieces, text[end:]))


def _replace(text: str, found: list[Found]) -> SetAside:
    pieces: list[str] = []
    end = 0
    for number, (span, piece) in enumerate(found):
        if span.start < end:  # a formula in the caption of a picture that was set aside as a whole
            continue
        pieces += (text[end : span.start], piece.before, f"{OPEN}{number}{CLOSE}")
        end = span.end
    return SetAside("".join((*pieces, text[end:])), tuple(piece for _, piece in found))
