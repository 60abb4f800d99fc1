"""The CommonMark parser, set up for posts."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, code
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

# A longer paragraph is prose as it stands: what emphasis and links take to parse grows faster than the paragraph.
LONGEST_PARAGRAPH = 50_000  # characters


@cache
def markdown_parser() -> MarkdownIt:
    """Return a parser of CommonMark with tables and struck-out text that leaves addresses as they are written."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    # The library has these replaced by assignment. What is no address stays the target of a link that leads nowhere.
    vars(parser).update(normalizeLink=str, normalizeLinkText=str, validateLink=lambda url: True)  # noqa: ARG005
    parser.core.ruler.at("inline", _parse_paragraphs)
    parser.block.ruler.at("code", _parse_indented_code, {"alt": []})
    return parser


def _parse_paragraphs(state: StateCore) -> None:
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if len(token.content) <= LONGEST_PARAGRAPH:
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        else:
            token.children.append(Token("text", "", 0, content=token.content))


def _parse_indented_code(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001  # as called
    """Parse indented code, but for indented HTML behind a blank line in HTML, which is still HTML."""
    start = state.bMarks[first] + state.tShift[first]
    follows_html = bool(state.tokens) and state.tokens[-1].type in ("html_block", "paragraph_close")
    if state.src.startswith("<", start) and follows_html:
        return False
    return bool(code(state, first, last, silent))
