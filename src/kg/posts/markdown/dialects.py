"""What tools write around Markdown, made plain before parsing: comments, boxes, tabs, imports of components."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from kg.model import Span
from kg.posts.zones.code import find_inline_code

# VuePress, Docusaurus, Pandoc: `::: tip Title`, `:::note[Title]`, `::: {.callout}` and `:::`, on lines of their own.
_BOX = re.compile(
    r"^[ \t>]*:{3,}[ \t]*(?:\{[^{}\n]{0,200}\}|(?P<kind>[A-Za-z][\w-]{0,30})(?:\[(?P<titled>[^\]\n]{0,200})\])?"
    r"(?:\{[^{}\n]{0,200}\})?[ \t]*(?P<title>[^\n]{0,200}))?$"
)
# MkDocs: `!!! note "Title"`, `??? tip`, `=== "Tab"`, and what is indented below.
_ADMONITION = re.compile(
    r"^(?P<indent>[ \t]*)(?:(?:!!!|\?\?\?\+?)[ \t]+[a-z][\w -]{0,60}(?:\"(?P<title>[^\"\n]{0,200})\")?"
    r"|===[!+]?[ \t]+\"(?P<tab>[^\"\n]{1,200})\")[ \t]*$"
)
_CONTENTS = re.compile(r"^[ \t]*(?:\[\[_?toc_?\]\]|\[toc\])[ \t]*$", re.IGNORECASE)
# Kramdown: a list that becomes the contents, and what is not to be parsed; Logseq: what a block says of itself.
_KRAMDOWN = re.compile(
    r"^[*+-][ \t]+[^\n]*\n\{:[ \t]*toc[^\n]*\}[ \t]*$|^\{:{1,2}/?[A-Za-z]*[ \t]*/?\}[ \t]*$|^\{:/\}[ \t]*$"
    r"|^[ \t]*(?:[-*][ \t]+)?(?:id|collapsed|background-color|heading|card-[a-z-]{1,30}):: [^\n]*$\n?",
    re.MULTILINE,
)
_IMPORT = re.compile(r"^import[ \t]+(?:[\w*{}, \t$]{1,300}[ \t]from[ \t]+)?[\"'][^\"'\n]{1,300}[\"'][ \t]*;?[ \t]*$")
_EXPORT = re.compile(r"^export[ \t]+(?:default|const|let|var|function|async|class)\b")
_NOTED = re.compile(
    r"(?<!\S)%%[^%\n]{1,2000}%%(?!\S)|^%%[ \t]*$(?:\n(?!%%[ \t]*$)[^\n]*){0,500}\n%%[ \t]*$", re.MULTILINE
)
_COMMENTS = (("<!--", "-->"), ("{/*", "*/}"))
INDENT = 4  # spaces of what belongs to an admonition
MOST_NESTED = 20


def to_plain_markdown(text: str, find_fences: Callable[[str], Iterable[Span]]) -> str:
    """Return the text without comments, with the words of boxes in paragraphs of their own; code stays as it is."""
    if any(mark in text for mark in ("<!--", "{/*", "%%", "{:", ":: ")):
        text = _without(text, find_fences)
    if any(mark in text for mark in (":::", "!!! ", "???", '=== "')):
        text = "\n".join(_unboxed(text, _code_lines(text, find_fences(text))))
    if text.startswith("import ") or "\nimport " in text or "toc" in text.lower():
        text = "\n".join(_without_components(text, _code_lines(text, find_fences(text))))
    return text


def _without(text: str, find_fences: Callable[[str], Iterable[Span]]) -> str:
    """Return the text without the comments of HTML, MDX and Obsidian."""
    code = sorted([*find_fences(text), *find_inline_code(text)])
    pieces: list[str] = []
    end = 0
    for span in sorted(_find_comments(text)):
        if span.start < end or any(each.overlaps(span) and each.start <= span.start for each in _near(code, span)):
            continue
        pieces.append(text[end : span.start])
        end = span.end
    return "".join((*pieces, text[end:]))


def _near(code: list[Span], span: Span) -> Iterator[Span]:
    """Yield the last stretch of code that starts before the span."""
    low, high = 0, len(code)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if code[middle].start <= span.start else (low, middle)
    yield from code[max(0, low - 2) : low]


def _find_comments(text: str) -> Iterator[Span]:
    for opening, closing in _COMMENTS:
        start = text.find(opening)
        while start >= 0:
            end = text.find(closing, start + len(opening))
            if end < 0:
                break
            yield Span(start, end + len(closing))
            start = text.find(opening, end)
    for pattern in (_NOTED, _KRAMDOWN):
        yield from (Span(*match.span()) for match in pattern.finditer(text))


def _code_lines(text: str, fences: Iterable[Span]) -> set[int]:
    """Return the numbers of the lines that lie in fenced code."""
    lines: set[int] = set()
    number = end = 0
    for span in fences:
        number += text.count("\n", end, span.start)
        last = number + text.count("\n", span.start, span.end)
        lines |= {*range(number, last + 1)}
        number, end = last, span.end
    return lines


def _unboxed(text: str, code: set[int]) -> Iterator[str]:
    """Yield the lines, boxes opened: their titles in lines of their own, what is indented in them moved out."""
    opened: list[int] = []  # by how much the lines in each open admonition are indented
    for number, line in enumerate(text.split("\n")):
        indent = len(line) - len(line.lstrip(" ")) if line.strip() else None
        while opened and indent is not None and indent < opened[-1]:
            opened.pop()
        plain = line[INDENT * len(opened) :] if opened and indent is not None else line
        box = _BOX.match(line) if number not in code else None
        admonition = _ADMONITION.match(line) if number not in code else None
        if box:
            yield from ("", (box["titled"] or box["title"] or "").strip(), "")
        elif admonition and len(opened) < MOST_NESTED:
            opened.append(len(admonition["indent"]) + INDENT)
            yield from ("", (admonition["title"] or admonition["tab"] or "").strip(), "")
        else:
            yield plain


def _without_components(text: str, code: set[int]) -> Iterator[str]:
    """Yield the lines without lists of contents, and without what MDX imports and exports."""
    lines = text.split("\n")
    imports = any(_IMPORT.match(line) for number, line in enumerate(lines) if number not in code)
    exports = False
    for number, line in enumerate(lines):
        exports = exports and bool(line.strip())
        if number in code:
            yield line
        elif imports and _EXPORT.match(line):
            exports = True
        elif not (exports or _IMPORT.match(line) or _CONTENTS.match(line)):
            yield line
