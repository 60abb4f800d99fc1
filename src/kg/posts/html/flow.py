"""From tags and text to prose: blocks on lines of their own, code and mathematics as zones, anchors as links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.model import ZoneKind
from kg.posts.html.tokens import VOID_ELEMENTS, Tag, Token, Words, parse_html
from kg.posts.prose import Break, Prose

BLOCKS = frozenset(
    """address article aside blockquote body caption center details dialog dd div dl dt fieldset figcaption figure
    footer h1 h2 h3 h4 h5 h6 header hgroup hr html legend main menu nav optgroup option p pre search section summary
    table tbody tfoot thead d-abstract d-appendix d-article d-byline d-figure d-title""".split()
)
# Elements that show a box of their own in the line: words on its two sides never touch.
BOXES = frozenset("""audio button canvas embed form iframe object select textarea video""".split())
# Distill's elements for a note in the margin and for citations by key.
NOTES = frozenset(("d-footnote", "dt-fn"))
CITES = frozenset(("d-cite", "dt-cite"))
_KEYS = re.compile(r"[^\s,;]{1,200}")
# Neither these elements nor anything in them is prose.
SILENT = frozenset(
    """audio button canvas datalist dialog embed form head iframe input map math noembed noframes noscript object
    rp rt script select style svg template textarea title video xmp""".split()
)
DEEPEST = 200  # elements in a silent one that are told apart
NO_LINKS = frozenset(("area", "base", "image", "use"))  # though they have a `href`
CELLS = frozenset(("td", "th"))
LISTS = frozenset(("ul", "ol"))
PARTS = BLOCKS | CELLS | {"li", "tr"}
CODE = frozenset(("code", "tt", "samp", "d-code"))
_MATHEMATICS_SCRIPT = re.compile(r"math/tex")
_TEX_ANNOTATION = "application/x-tex"
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
# KaTeX and MathJax print each formula twice: for eyes, hidden from readers, and as MathML.
_RENDERED_FORMULA = re.compile(r"(?:^|\s)(?:katex-html|MathJax|MathJax_Preview|MathJax_Display|MathJax_SVG)(?:\s|$)")


def to_prose(html: str | Iterable[Token]) -> Prose:
    """Return the prose of HTML, whole or cut into tokens."""
    flow = HtmlFlow(Prose())
    flow.feed_tokens(parse_html(html) if isinstance(html, str) else html)
    flow.end()
    return flow.prose


@dataclass(slots=True)
class HtmlFlow:
    """Feeds HTML, in one piece or several, to prose."""

    prose: Prose
    _silent: list[str] = field(default_factory=list)  # the open elements from the outermost silent one on
    _code: int = 0
    _pre: list[str] = field(default_factory=list)  # what was read of an open `pre`
    _pre_depth: int = 0
    _pre_parts: bool = False  # whether a block ended or started since the last text of it
    _lists: int = 0
    _components: list[str] = field(default_factory=list)  # that are links and still open
    _speaks: bool = False  # whether the open silent element's text is TeX all the same
    _tex: list[str] = field(default_factory=list)

    @property
    def is_verbatim(self) -> bool:
        """Tell whether what comes next is code or nothing at all, rather than prose."""
        return bool(self._silent or self._pre_depth or self._code)

    def end(self) -> None:
        """Write what a `pre` that was never closed holds."""
        if self._pre_depth:
            self._write_pre()

    def feed_tokens(self, tokens: Iterable[Token]) -> None:
        """Take the next tokens."""
        for token in tokens:
            if isinstance(token, Words):
                self.take_words(token.text)
            elif self._silent:
                self._pass_over(token)
            elif token.is_end:
                self._end(token.name)
            else:
                self._start(token)

    def take_words(self, text: str) -> None:
        """Take text in which nothing is a tag; white space only separates words."""
        if self._silent:
            if self._speaks:
                self._tex.append(text)
        elif self._pre_depth:
            self._take_code(text)
        elif self._code:
            self.prose.write_zone(" ".join(text.split()), ZoneKind.CODE)
        else:
            self.prose.flow(text)

    def _take_code(self, text: str) -> None:
        """Take text of a `pre`; a block in it, such as a line that a program marked up, starts a line of code."""
        if self._pre_parts and self._pre and not (self._pre[-1].endswith("\n") or text.startswith("\n")):
            self._pre.append("\n")
        self._pre_parts = False
        if text:
            self._pre.append(text)

    def _start(self, tag: Tag) -> None:
        self._pre_parts = self._pre_parts or tag.name in PARTS
        if tag.name in SILENT or _RENDERED_FORMULA.search(tag.get("class")) or _HIDDEN.search(tag.get("style")):
            self._fall_silent(tag)
        elif tag.name == "br":
            self._pre.append("\n") if self._pre_depth else self.prose.separate(Break.LINE)
        elif tag.name == "a":
            self.prose.open_link(tag.get("href").strip())
        elif _leads(tag):
            self._components.append(tag.name)
            self.prose.open_link((tag.get("to") or tag.get("href")).strip())
        elif tag.name in CITES and not self.is_verbatim:
            self.prose.cite(_KEYS.findall(tag.get("key") or tag.get("bibtex-key")))
        elif tag.name in NOTES and not self.is_verbatim:
            self.prose.start_note()
        elif tag.name == "li":
            self.prose.start_item()
        elif tag.name in LISTS:
            self.prose.separate(Break.LINE if self._lists else Break.BLOCK)
            self._lists += 1
        elif tag.name in CELLS:
            self.prose.separate(Break.CELL)
        elif tag.name == "pre":
            self._pre_parts = self._pre_parts and bool(self._pre_depth)
            self._pre_depth += 1
            self.prose.separate(Break.BLOCK)
        elif tag.name in CODE:
            self._code += 1
        elif tag.name in BLOCKS or tag.name == "tr":
            self.prose.separate(Break.LINE if tag.name == "tr" else Break.BLOCK)

    def _end(self, name: str) -> None:
        self._pre_parts = self._pre_parts or name in PARTS
        if name == "a" or name in self._components[-1:]:
            self._components = self._components if name == "a" else self._components[:-1]
            self.prose.close_link()
        elif name in NOTES and not self.is_verbatim:
            self.prose.end_note()
        elif name == "li":
            self.prose.drop_item()
        elif name in LISTS:
            self._lists = max(0, self._lists - 1)
            self.prose.separate(Break.LINE if self._lists else Break.BLOCK)
        elif name == "pre" and self._pre_depth:
            self._pre_depth -= 1
            if not self._pre_depth:
                self._write_pre()
        elif name in CELLS:
            self.prose.separate(Break.SPACE)
        elif name in CODE:
            self._code = max(0, self._code - 1)
        elif name in BLOCKS or name == "tr":
            self.prose.separate(Break.LINE if name == "tr" else Break.BLOCK)

    def _write_pre(self) -> None:
        self.prose.write_zone("".join(self._pre).strip("\n").rstrip(), ZoneKind.CODE)
        self.prose.separate(Break.BLOCK)
        self._pre.clear()

    def _fall_silent(self, tag: Tag) -> None:
        if tag.name in BOXES:
            self.prose.separate(Break.SPACE)
        if tag.name in VOID_ELEMENTS or tag.is_closed:
            return
        self._silent.append(tag.name)
        self._speaks = tag.name == "script" and bool(_MATHEMATICS_SCRIPT.search(tag.get("type")))
        self._tex.clear()

    def _pass_over(self, tag: Tag) -> None:
        """Take a tag inside a silent element; only a TeX annotation of a formula speaks."""
        if not tag.is_end:
            if tag.name not in VOID_ELEMENTS and not tag.is_closed and len(self._silent) < DEEPEST:
                self._silent.append(tag.name)
                self._speaks = self._speaks or tag.get("encoding") == _TEX_ANNOTATION
            return
        if tag.name not in self._silent:
            return
        while self._silent.pop() != tag.name:
            pass
        if self._speaks:
            self.prose.write_zone("".join(self._tex).strip(), ZoneKind.MATHEMATICS)
            self._tex.clear()
            self._speaks = False


def _leads(tag: Tag) -> bool:
    """Tell whether an element that HTML does not have is a link: a component of a site, `<Link to="/a/">`."""
    if tag.is_closed or tag.get("rel") or tag.name in NO_LINKS:
        return False
    return bool(tag.get("to") or tag.get("href"))
