"""What stands in Markdown and is none: mathematics, template tags, wiki links, roles; set aside before parsing.

Each piece is replaced by a mark that Markdown leaves alone, so that an underscore in a formula is no emphasis. Where
a mark ends up in code, the piece's own characters are put back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kg.model import Span, ZoneKind
from kg.posts.zones import BLOT
from kg.posts.zones.code import find_inline_code
from kg.posts.zones.mathematics import find_display_mathematics, find_inline_mathematics

# Two code points that Unicode keeps free of characters for ever.
OPEN, CLOSE = "\ufdd0", "\ufdd1"
MARK = re.compile(f"{OPEN}([0-9]+){CLOSE}")
NAME = "name:"  # starts the target of a link that gives a post's name in place of its address

_FENCE = re.compile(
    r"^[ \t>]*(?:[-*+] +|[0-9]+[.)] +)?(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})(?P<rest>[^\n]*)$", re.MULTILINE
)
_CODE_NAMES = "highlight|codeblock|code|mermaid|pseudocode|math|echarts|chart"
_CODE_TAGS = re.compile(
    rf"\{{%-?\s*(?P<liquid>{_CODE_NAMES}|comment)\b[^%\n]{{0,300}}%\}}(?P<in_liquid>.{{0,50000}}?)\{{%-?\s*end(?P=liquid)\s*-?%\}}"
    rf"|\{{\{{[<%]\s*(?P<hugo>{_CODE_NAMES})\b[^{{}}\n]{{0,300}}[%>]\}}\}}(?P<in_hugo>.{{0,50000}}?)"
    r"\{\{[<%]\s*/\s*(?P=hugo)\s*[%>]\}\}",
    re.DOTALL,
)
_BLOCK_BELOW = re.compile(
    r"(?<=[^\n])\n(?=#{1,6}[ \t])|</(?:div|p|table|center|figure|section|span|details|iframe)>[ \t]*\n(?=[^\s<])"
)
_ROLE = re.compile(r":[a-z]{2,20}:`[^`\n]{1,400}`")
_ESCAPED_MATHEMATICS = re.compile(
    r"\\\\\((?P<line>[^\n]{1,2000}?)\\\\\)|\\\\\[(?P<block>(?:[^\n]|\n(?!\s*\n)){1,5000}?)\\\\\]"
)
_TEMPLATE = re.compile(
    r"\{\{-?\s*[A-Za-z_][\w.]{0,100}(?:\s*\|[^{}\n]{0,500})?\s*-?\}\}|\{%[^{}\n]{0,1500}%\}"
    r"|\{\{[<%](?:[^>%]|[>%](?!\}\})){0,3000}[>%]\}\}"
)
_NAMED_POST = re.compile(r"(?:post_url|link|post_path)\s+(\S+)|(?:rel)?ref\s+[\"`]?([^\"`\s>%]+)")
_POST_LINK = re.compile(r"post_link\s+(\S+)\s*(.*?)\s*(?:true|false)?\s*-?%")
_CAPTION = re.compile(r"\b(?:caption|title)\s*=\s*\"([^\"]{1,500})\"")
_WIKI = re.compile(
    r"!?\[\[(?P<name>[^\[\]\n|#^]{0,300})(?P<part>[#^][^\[\]\n|]{0,300})?(?:\\?\|(?P<alias>[^\[\]\n]{1,300}))?\]\](?!\()"
)
_FOOTNOTE_TEXT = re.compile(r"^ {0,3}\[\^[^\]\s]{1,80}\]:[ \t]*(?:\n[ \t]+)?", re.MULTILINE)
_FOOTNOTE = re.compile(r"[ \t]?\[\^[^\]\s]{1,80}\]")
_ATTRIBUTES = re.compile(r"[ \t]*\{[:#.][\w .:#=\"'-]{1,200}\}[ \t]*$", re.MULTILINE)
_CALLOUT = re.compile(r"(?<=> )\[![A-Za-z]{2,20}\][+-]?")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|bmp|pdf|mp[34]|canvas)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing set aside: its characters, and what the prose says in its place, as a zone or a link if any."""

    raw: str
    said: str = ""
    kind: ZoneKind | None = None
    target: str = ""
    is_block: bool = False
    before: str = ""  # what Markdown is to see before the mark


@dataclass(frozen=True, slots=True)
class SetAside:
    """A text with marks, and the pieces they stand for."""

    text: str
    pieces: tuple[Piece, ...]

    def put_back(self, text: str) -> str:
        """Return the text with every piece as it was written."""
        return MARK.sub(lambda mark: self.pieces[int(mark[1])].raw, text)

    def plain(self, text: str) -> str:
        """Return the text with what the prose says in the place of each mark."""
        return MARK.sub(lambda mark: self.pieces[int(mark[1])].said, text)

    def target(self, text: str) -> str:
        """Return a link's target with each mark replaced by what it points to."""
        return MARK.sub(lambda mark: self.pieces[int(mark[1])].target, text)


Found = tuple[Span, Piece]
Finder = Callable[[str, str], Iterator[Found]]


def set_aside(text: str) -> SetAside:
    """Return the text in which only Markdown is left, and what was taken out of it."""
    text = _part_blocks(text.replace(OPEN, "\ufffd").replace(CLOSE, "\ufffd"))
    blotted = _blot(text, find_fences(text))
    found: list[Found] = []
    for find in FINDERS:
        here = list(find(text, blotted))
        found += here
        blotted = _blot(blotted, (span for span, _ in here))
        if find is _find_roles:
            blotted = _blot(blotted, find_inline_code(blotted))
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


def _find_code_tags(text: str, blotted: str) -> Iterator[Found]:
    for match in _CODE_TAGS.finditer(blotted):
        name, group = (match["liquid"], "in_liquid") if match["liquid"] else (match["hugo"], "in_hugo")
        said = "" if name == "comment" else text[match.start(group) : match.end(group)].strip("\n")
        kind = ZoneKind.MATHEMATICS if name == "math" else ZoneKind.CODE
        yield Span(*match.span()), Piece(_raw(text, match), said, kind, is_block="\n" in said)


def _find_roles(text: str, blotted: str) -> Iterator[Found]:
    for match in _ROLE.finditer(blotted):
        yield Span(*match.span()), Piece(_raw(text, match), _raw(text, match), ZoneKind.MARKUP)


def _find_escaped_mathematics(text: str, blotted: str) -> Iterator[Found]:
    for match in _ESCAPED_MATHEMATICS.finditer(blotted):
        raw = _raw(text, match)
        said = f"{raw[1:-3]}{raw[-2:]}"  # without the backslash that escapes the backslash
        yield Span(*match.span()), Piece(raw, said, ZoneKind.MATHEMATICS, is_block=match["block"] is not None)


def _find_display_mathematics(text: str, blotted: str) -> Iterator[Found]:
    for span in find_display_mathematics(blotted):
        raw = span.of(text)
        yield span, Piece(raw, raw, ZoneKind.MATHEMATICS, is_block=_stands_alone(text, span))


def _find_inline_mathematics(text: str, blotted: str) -> Iterator[Found]:
    for span in find_inline_mathematics(blotted):
        yield span, Piece(span.of(text), span.of(text), ZoneKind.MATHEMATICS)


def _find_templates(text: str, blotted: str) -> Iterator[Found]:
    for match in _TEMPLATE.finditer(blotted):
        yield Span(*match.span()), _to_template(_raw(text, match))


def _find_footnotes(text: str, blotted: str) -> Iterator[Found]:
    done = 0
    for match in sorted((*_FOOTNOTE_TEXT.finditer(blotted), *_FOOTNOTE.finditer(blotted)), key=re.Match.start):
        if match.start() >= done:
            done = match.end()
            is_text = match.re is _FOOTNOTE_TEXT
            yield Span(*match.span()), Piece(_raw(text, match), before="\n\n" if is_text else "")


def _find_wiki_links(text: str, blotted: str) -> Iterator[Found]:
    for match in _WIKI.finditer(blotted):
        written = _WIKI.match(text, match.start())
        piece = _to_wiki_link(written) if written and written.end() == match.end() else None
        if piece:
            yield Span(*match.span()), piece


def _find_marks(text: str, blotted: str) -> Iterator[Found]:
    for pattern in (_ATTRIBUTES, _CALLOUT):
        for match in pattern.finditer(blotted):
            yield Span(*match.span()), Piece(_raw(text, match))


FINDERS: tuple[Finder, ...] = (
    _find_code_tags,
    _find_roles,
    _find_escaped_mathematics,
    _find_display_mathematics,
    _find_inline_mathematics,
    _find_templates,
    _find_footnotes,
    _find_wiki_links,
    _find_marks,
)


def _to_template(raw: str) -> Piece:
    """Return what a template tag says: the name of a post, a caption, or nothing."""
    linked = _POST_LINK.search(raw)
    if linked:
        return Piece(raw, linked[2].strip("\"'") or linked[1], target=NAME + linked[1])
    named = _NAMED_POST.search(raw)
    if named:
        return Piece(raw, target=NAME + (named[1] or named[2]))
    return Piece(raw, "\n".join(_CAPTION.findall(raw)), is_block=True)


def _to_wiki_link(match: re.Match[str]) -> Piece | None:
    name, alias = match["name"].strip(), (match["alias"] or "").strip()
    if is_picture(name):
        return Piece(match.group())
    if not any(map(str.isalpha, name)):
        said = alias or (match["part"] or "").lstrip("#^")
        return Piece(match.group(), said) if match["part"] else None
    return Piece(match.group(), alias or name.rpartition("/")[2], target=NAME + name)


def is_picture(name: str) -> bool:
    """Tell whether a name is that of a picture file or the like."""
    return _PICTURE.search(name) is not None


def _stands_alone(text: str, span: Span) -> bool:
    before = text[max(0, span.start - 20) : span.start].rpartition("\n")[2]
    return "\n" in span.of(text) or not (before.strip(" \t>") or text[span.end : span.end + 1].strip(" \t\n"))


def _raw(text: str, match: re.Match[str]) -> str:
    return text[match.start() : match.end()]


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
        pieces += (text[end : span.start], piece.before, f"{OPEN}{number}{CLOSE}")
        end = span.end
    return SetAside("".join((*pieces, text[end:])), tuple(piece for _, piece in found))
