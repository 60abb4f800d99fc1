"""Finding what stands in Markdown and is none: mathematics, template tags, wiki links, roles, footnotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.model import Span, ZoneKind
from kg.posts.markdown.keys import find_keys, keys_of_role
from kg.posts.markdown.pieces import NAME, Piece
from kg.posts.markdown.templates import to_template
from kg.posts.zones.mathematics import find_display_mathematics, find_inline_mathematics

_CODE_NAMES = "highlight|codeblock|code|mermaid|pseudocode|math|echarts|chart|comment"
_CODE_TAG = re.compile(
    rf"\{{%-?\s*(?P<ends_liquid>end)?(?P<liquid>{_CODE_NAMES})\b[^%\n]{{0,300}}%\}}"
    rf"|\{{\{{[<%]\s*(?P<ends_hugo>/)?\s*(?P<hugo>{_CODE_NAMES})\b[^{{}}\n]{{0,300}}[%>]\}}\}}"
)
_ROLE = re.compile(r":[a-z]{2,20}:`[^`\n]{1,400}`")
_ESCAPED_MATHEMATICS = re.compile(r"\\\\[()\[\]]|\n[ \t]*\n|\n")
_TEMPLATE = re.compile(
    r"\{\{-?\s*(?:\$?[A-Za-z_][\w.]{0,100}(?:\([^(){}\n]{0,300}\))?|'[^'{}\n]{0,300}'|\"[^\"{}\n]{0,300}\")(?:\s*\|[^{}\n]{0,500})?\s*-?\}\}|\{%[^{}\n]{0,1500}%\}"
    r"|\{\{[<%](?:[^>%{]|[>%](?!\}\})|\{(?!\{)){0,3000}[>%]\}\}"
)
_WIKI = re.compile(
    r"!?\[\[(?P<name>[^\[\]\n|#^]{0,300})(?P<part>[#^][^\[\]\n|]{0,300})?(?:\\?\|(?P<alias>[^\[\]\n]{1,300}))?\]\](?!\()"
)
_NUMBERED_NOTE = re.compile(r"[0-9]{8,14}")  # the name of a note that is called by the minute it was written
_FOOTNOTE_TEXT = re.compile(r"^ {0,3}\[\^[^\]\s]{1,80}\]:[ \t]*(?:\n[ \t]+)?", re.MULTILINE)
_FOOTNOTE = re.compile(r"[ \t]?\[\^[^\]\s]{1,80}\]")
_ATTRIBUTES = re.compile(r"(?<![ \t])[ \t]*\{[:#.][\w .:#=\"'-]{1,200}\}[ \t]*$", re.MULTILINE)
_ATTRIBUTES_OF_LINK = re.compile(r"(?<=\))\{(?:[:.#][^{}\n]{0,200}|[\w-]{1,30}=[^{}\n]{1,200})\}")
_HIGHLIGHTED = re.compile(r"(?<![=A-Za-z0-9_)\]])==[^\s=](?:[^=\n]{0,300}[^\s=])?==(?![=A-Za-z0-9_(\[])")
_BLOCK_NAME = re.compile(r"[ \t]\^[A-Za-z0-9-]{4,40}[ \t]*$", re.MULTILINE)
_CALLOUT = re.compile(r"(?<=> )\[![A-Za-z]{2,20}\][+-]?")
# With a sign that each has in it: most posts have none of them.
_MARKS = (("{", _ATTRIBUTES), ("){", _ATTRIBUTES_OF_LINK), ("[!", _CALLOUT), ("^", _BLOCK_NAME))
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|bmp|pdf|mp[34]|canvas)$", re.IGNORECASE)

Found = tuple[Span, Piece]
# Finds in the second text, in which code and what was found before are blotted out; takes the words from the first.
Finder = Callable[[str, str], Iterator[Found]]


def _find_code_tags(text: str, blotted: str) -> Iterator[Found]:
    start: re.Match[str] | None = None
    for tag in _CODE_TAG.finditer(blotted):
        name = tag["liquid"] or tag["hugo"]
        ends = bool(tag["ends_liquid"] or tag["ends_hugo"])
        if start is None:
            start = None if ends else tag
        elif ends and name == (start["liquid"] or start["hugo"]):
            said = "" if name == "comment" else text[start.end() : tag.start()].strip("\n")
            kind = ZoneKind.MATHEMATICS if name == "math" else ZoneKind.CODE
            span = Span(start.start(), tag.end())
            yield span, Piece(span.of(text), said, kind, is_block=True)
            start = None


def find_roles(text: str, blotted: str) -> Iterator[Found]:
    """Yield roles such as `:numref:`, whose words in backticks are no code."""
    for match in _ROLE.finditer(blotted):
        raw = _raw(text, match)
        yield Span(*match.span()), Piece(raw, raw, ZoneKind.MARKUP, keys=keys_of_role(raw))


def _find_escaped_mathematics(text: str, blotted: str) -> Iterator[Found]:
    """Yield what stands between brackets whose backslash is escaped; round ones within a line."""
    start: re.Match[str] | None = None
    for token in _ESCAPED_MATHEMATICS.finditer(blotted):
        sign = token.group()
        if sign.startswith("\n"):
            start = start if start and sign == "\n" and start.group() == "\\\\[" else None
        elif sign[-1] in "([":
            start = token
        elif start and start.group()[-1] + sign[-1] in ("()", "[]"):
            span = Span(start.start(), token.end())
            raw = span.of(text)
            said = f"{raw[1:-3]}{raw[-2:]}"  # without the backslashes that escape backslashes
            yield span, Piece(raw, said, ZoneKind.MATHEMATICS, is_block=sign[-1] == "]")
            start = None


def _find_display_mathematics(text: str, blotted: str) -> Iterator[Found]:
    for span in find_display_mathematics(blotted):
        raw = span.of(text)
        yield span, Piece(raw, raw, ZoneKind.MATHEMATICS, is_block=_stands_alone(text, span))


def _find_inline_mathematics(text: str, blotted: str) -> Iterator[Found]:
    for span in find_inline_mathematics(blotted):
        yield span, Piece(span.of(text), span.of(text), ZoneKind.MATHEMATICS)


def _find_templates(text: str, blotted: str) -> Iterator[Found]:
    for match in _TEMPLATE.finditer(blotted):
        yield Span(*match.span()), to_template(_raw(text, match))


def _find_keys(text: str, blotted: str) -> Iterator[Found]:
    """Yield the keys that Pandoc's brackets cite, [see @one, p. 3; @other], and the citations of LaTeX."""
    for span, keys in find_keys(blotted):
        yield span, Piece(span.of(text), span.of(text), keys=keys)


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
    for sign, pattern in _MARKS:
        for match in pattern.finditer(blotted) if sign in blotted else ():
            yield Span(*match.span()), Piece(_raw(text, match))
    for match in _HIGHLIGHTED.finditer(blotted) if "==" in blotted else ():
        for start in (match.start(), match.end() - 2):
            yield Span(start, start + 2), Piece("==")


# What stands in HTML with front matter and is none.
TEMPLATE_FINDERS: tuple[Finder, ...] = (_find_code_tags, _find_templates)
FINDERS: tuple[Finder, ...] = (
    _find_code_tags,
    find_roles,
    _find_escaped_mathematics,
    _find_display_mathematics,
    _find_inline_mathematics,
    _find_templates,
    _find_footnotes,
    _find_keys,
    _find_wiki_links,
    _find_marks,
)


def _to_wiki_link(match: re.Match[str]) -> Piece | None:
    name, alias = match["name"].strip(), (match["alias"] or "").strip()
    if is_picture(name):
        return Piece(match.group())
    if not any(map(str.isalpha, name)) and not _NUMBERED_NOTE.fullmatch(name):
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
