"""From parsed Markdown to prose."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from kg.model import ZoneKind
from kg.posts.html.flow import HtmlFlow
from kg.posts.html.tokens import Words, parse_html
from kg.posts.markdown.aside import set_aside
from kg.posts.markdown.foreign import is_picture
from kg.posts.markdown.parser import markdown_parser
from kg.posts.markdown.pieces import MARK, Piece, SetAside
from kg.posts.prose import Break, Prose
from kg.script import HAN

# CommonMark sees no emphasis where a sign of Chinese punctuation stands between the asterisks and a letter.
_UNPARSED_STRONG = re.compile(r"\*\*([^*\s](?:[^*\n]{0,500}[^*\s])?)\*\*")
_LISTS = ("bullet_list", "ordered_list")
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


@dataclass(slots=True)
class MarkdownFlow:
    """Writes tokens to prose; HTML among them passes through one flow, so that a tag may end in a later token."""

    aside: SetAside
    prose: Prose = field(default_factory=Prose)
    _html: HtmlFlow = field(init=False)

    def __post_init__(self) -> None:
        self._html = HtmlFlow(self.prose)

    def write(self, tokens: Sequence[Token]) -> Prose:
        """Write all tokens and return the prose."""
        for token in tokens:
            if token.type == "inline":
                self._write_inline(token.children or [])
            else:
                self._write_block(token)
        return self.prose

    def write_html(self, html: str) -> Prose:
        """Write HTML in which pieces may be set aside, and return the prose."""
        self._feed(html)
        self._html.end()
        return self.prose

    def _write_block(self, token: Token) -> None:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.type in ("fence", "code_block"):
            self._write_code(token)
        elif token.type == "html_block":
            self.prose.separate(Break.BLOCK)
            self._feed(token.content)
            self.prose.separate(Break.BLOCK)
        elif token.type == "list_item_open":
            self.prose.start_item()
        elif token.type == "list_item_close":
            self.prose.drop_item()
        elif _is_close(name, token):
            self.prose.separate(Break.LINE)
        elif name in _BREAKS:
            self.prose.separate(_BREAKS[name])

    def _write_inline(self, children: Sequence[Token]) -> None:
        for number, token in enumerate(children):
            if token.type == "text":
                self._say(_without_asterisks(token.content))
            elif token.type in _INLINE:
                _INLINE[token.type](self, token)
            elif token.type == "image" and _is_caption(children, number):
                self._say(token.content)
        self.prose.close_all()

    def _write_code(self, token: Token) -> None:
        self.prose.separate(Break.BLOCK)
        self.prose.write_zone(self.aside.put_back(token.content).strip("\n").rstrip(), ZoneKind.CODE)
        self.prose.separate(Break.BLOCK)

    def _write_code_inline(self, token: Token) -> None:
        if self._html.is_verbatim:
            return
        code = self.aside.put_back(token.content)
        # Some authors keep formulas from their site's Markdown by putting them into code.
        is_formula = len(code) > 2 and code.startswith("$") and code.endswith("$")
        self.prose.write_zone(code, ZoneKind.MATHEMATICS if is_formula else ZoneKind.CODE)

    def _open_link(self, token: Token) -> None:
        self.prose.open_link(self.aside.target(str(token.attrGet("href") or "")))

    def _close_link(self, token: Token) -> None:  # noqa: ARG002  # all of `_INLINE` take a token
        self.prose.close_link()

    def _break_softly(self, token: Token) -> None:  # noqa: ARG002  # as above
        self.prose.separate(Break.SOFT)

    def _break_hard(self, token: Token) -> None:  # noqa: ARG002  # as above
        self.prose.separate(Break.LINE)

    def _write_html(self, token: Token) -> None:
        self._feed(token.content)

    def _feed(self, html: str) -> None:
        """Take HTML in which pieces may be set aside, in its text and in its attributes."""
        for token in parse_html(html):
            if isinstance(token, Words):
                self._say(token.text)
            else:
                attributes = {name: self.aside.target(value) for name, value in token.attributes.items()}
                self._html.feed_tokens([replace(token, attributes=attributes)])

    def _say(self, text: str) -> None:
        if self._html.is_verbatim:
            self._html.take_words(self.aside.put_back(text))
            return
        end = 0
        for mark in MARK.finditer(text):
            self._html.take_words(text[end : mark.start()])
            self._say_piece(self.aside.pieces[int(mark[1])])
            end = mark.end()
        self._html.take_words(text[end:])

    def _say_piece(self, piece: Piece) -> None:
        if piece.is_block and piece.said:
            self.prose.separate(Break.LINE)
        if piece.target:
            self.prose.open_link(piece.target)
        if piece.keys:
            self.prose.cite(piece.keys, bracketed=not piece.raw.startswith("@"))
        elif piece.kind:
            self.prose.write_zone(piece.said, piece.kind)
        elif piece.is_markdown and piece.said:
            aside = set_aside(piece.said)
            MarkdownFlow(aside, self.prose).write(markdown_parser().parse(aside.text))
        else:
            self.prose.write(piece.said)
        if piece.target:
            self.prose.close_link()
        if piece.is_block and piece.said:
            self.prose.separate(Break.LINE)


def _without_asterisks(text: str) -> str:
    """Return the text without asterisks around Chinese words that CommonMark left standing."""
    return _UNPARSED_STRONG.sub(lambda strong: strong[1] if HAN.search(strong[1]) else strong[0], text)


def _is_close(name: str, token: Token) -> bool:
    """Tell whether a block follows on the next line: an item of a list without blank lines, a list in a list."""
    return (name == "paragraph" and token.hidden) or (name in _LISTS and bool(token.level))


def _is_caption(children: Sequence[Token], number: int) -> bool:
    """Tell whether a picture stands on a line of its own, with words below it that are not just its file's name."""
    beside = (*children[max(0, number - 1) : number], *children[number + 1 : number + 2])
    return all(each.type in ("softbreak", "hardbreak") for each in beside) and not is_picture(children[number].content)


_INLINE: dict[str, Callable[[MarkdownFlow, Token], None]] = {
    "code_inline": MarkdownFlow._write_code_inline,
    "link_open": MarkdownFlow._open_link,
    "link_close": MarkdownFlow._close_link,
    "softbreak": MarkdownFlow._break_softly,
    "hardbreak": MarkdownFlow._break_hard,
    "html_inline": MarkdownFlow._write_html,
}
