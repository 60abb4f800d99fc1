"""From parsed Markdown to prose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from kg.model import ZoneKind
from kg.posts.html.flow import HtmlFlow
from kg.posts.html.tokens import Words, parse_html
from kg.posts.markdown.pieces import MARK, Piece, SetAside
from kg.posts.prose import Break, Prose

LONGEST_PARAGRAPH = 100_000  # characters; a longer one is prose as it stands, for parsing emphasis takes longer than linear

_BREAKS = {
    "heading": Break.BLOCK,
    "paragraph": Break.BLOCK,
    "blockquote": Break.BLOCK,
    "bullet_list": Break.BLOCK,
    "ordered_list": Break.BLOCK,
    "table": Break.BLOCK,
    "tr": Break.LINE,
    "th": Break.CELL,
    "td": Break.CELL,
}


def make_parser() -> MarkdownIt:
    """Return a parser of CommonMark with tables and struck-out text that leaves addresses as they are written."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # the library's documented way
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]  # as above
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # as above; what is no address is no link later
    parser.core.ruler.at("inline", _parse_inline)
    parser.block.ruler.at("code", _indented_code_unless_html)
    return parser


def _parse_inline(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and len(token.content) <= LONGEST_PARAGRAPH:
            state.md.inline.parse(token.content, state.md, state.env, token.children if token.children is not None else [])
        elif token.type == "inline":
            token.children = [Token("text", "", 0, content=token.content)]
