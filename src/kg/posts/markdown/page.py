"""One file with front matter or Markdown as one post."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from markdown_it.token import Token

from kg.model import Problem, Source
from kg.posts.beside.files import find_cascade
from kg.posts.compose import to_record
from kg.posts.facts import Facts, parse_facts, words_of
from kg.posts.ids import is_address
from kg.posts.markdown.aside import set_aside, set_templates_aside
from kg.posts.markdown.flow import MarkdownFlow
from kg.posts.markdown.front_matter import FrontMatter, split_front_matter
from kg.posts.markdown.name import is_of_jekyll, parse_file_name, why_no_post
from kg.posts.markdown.notion import addresses_of, is_notion, split_properties
from kg.posts.markdown.parser import markdown_parser
from kg.posts.markdown.pieces import SetAside
from kg.posts.prose import Prose
from kg.posts.record import Findings, LeftOut
from kg.posts.titles import fold_title

LARGEST = 8 * 1024 * 1024  # characters of one post
HTML_SUFFIXES = frozenset((".html", ".htm"))
# What LCTT writes below a translation: where the original stands, who did what.
_FOOTER = re.compile(
    r"^via:[ \t]*<?http.{0,3000}?^本文由[^\n]*荣誉推出[^\n]*$|^via:[ \t]*<?http[^\n]*$", re.DOTALL | re.MULTILINE
)
_QUOTED = re.compile("“([^”]{1,100})")
_ORIGIN = re.compile(r"^via:[ \t]*<?(https?://[^\s>]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Told:
    """The prose of a file, and the title that it gives itself."""

    prose: Prose
    title: str | None = None


@dataclass(frozen=True, slots=True)
class _Heading:
    """The heading that may be the title, as a range of tokens."""

    title: str = ""
    tokens: range = field(default=range(0))


def parse_markdown(text: str, path: str) -> Findings:
    """Yield the post that a Markdown file holds, or an HTML file with front matter.

    Drafts and what a repository keeps for its own house are left out.
    """
    matter = split_front_matter(text)
    matter = split_properties(matter) if is_notion(path) else matter
    facts = _as_shown(parse_facts(_parted(matter.fields) if is_of_jekyll(path) else matter.fields))
    reason = facts.left_out or why_no_post(path, is_dated=facts.published is not None)
    if reason:
        yield LeftOut(Source(path), reason)
        yield from find_cascade(matter.fields, path)
        return
    if not text.strip("\ufeff \t\n"):
        yield Problem(path, 1, "an empty file", "remove it, or give the post its text")
        return
    if len(text) > LARGEST:
        yield Problem(path, 1, f"{len(text)} characters are more than the {LARGEST} that a post may have", "split it")
        return
    for flaw, line in ((matter.flaw, matter.flaw_line), (facts.flaw, _line_of(facts.flaw or "", text, matter))):
        if flaw:
            yield Problem(path, line, flaw, "correct the front matter")
    told = _tell(matter, facts, path)
    facts = _complete(facts, told, matter, path)
    if facts.title or told.prose.text:
        yield to_record(facts, told.prose, Source(path))
    else:
        yield LeftOut(Source(path), "a file without title and text")


def to_prose(text: str) -> Prose:
    """Return the prose of Markdown without front matter."""
    aside = set_aside(text)
    return MarkdownFlow(aside).write(markdown_parser().parse(aside.text))


def _parted(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the fields as Jekyll has them: it parts by spaces what stands in one line of these two."""
    lines = {name: said for name in ("tags", "categories") if isinstance(said := fields.get(name), str)}
    return {**fields, **{name: said.split() for name, said in lines.items() if not set(",;，、") & set(said)}}


def _line_of(flaw: str, text: str, matter: FrontMatter) -> int:
    """Return the line of the front matter that holds what a flaw quotes; the first where none does."""
    quoted = _QUOTED.search(flaw)
    lines = text.split("\n", matter.line)[: matter.line - 1]
    return next((number for number, line in enumerate(lines, start=1) if quoted and quoted[1] in line), 1)


def _as_shown(facts: Facts) -> Facts:
    """Return the facts with the title as a browser shows it: authors write `&#58;` where a colon would end YAML."""
    return replace(facts, title=facts.title and html.unescape(facts.title))


def _tell(matter: FrontMatter, facts: Facts, path: str) -> _Told:
    if PurePosixPath(path).suffix.lower() in HTML_SUFFIXES:
        templates = set_templates_aside(matter.text)
        return _Told(MarkdownFlow(templates).write_html(templates.text))
    aside = set_aside(_FOOTER.sub("", matter.text))
    tokens = markdown_parser().parse(aside.text)
    heading = _find_title(tokens, aside, is_named=parse_file_name(path).is_title)
    # The heading of a translation counts before the title of its original.
    is_title = matter.is_lctt or not facts.title or fold_title(heading.title) == fold_title(facts.title)
    if not heading.title or not is_title:
        return _Told(MarkdownFlow(aside).write(tokens))
    below = [*tokens[: heading.tokens.start], *tokens[heading.tokens.stop :]]
    return _Told(MarkdownFlow(aside).write(below), heading.title)


def _complete(facts: Facts, told: _Told, matter: FrontMatter, path: str) -> Facts:
    """Return the facts with what the text and the file's name tell beside the front matter."""
    name = parse_file_name(path)
    origins = [words for words in words_of(matter.fields.get("via")) if is_address(words)]
    origins += (*_ORIGIN.findall(matter.text), *addresses_of(path))
    return replace(
        facts,
        aliases=tuple(sorted({*facts.aliases, *filter(is_address, origins)} - {facts.address})),
        title=told.title or facts.title or name.title,
        published=facts.published or name.published,
        paths=(*facts.paths, name.slug),
    )


def _find_title(tokens: Sequence[Token], aside: SetAside, *, is_named: bool) -> _Heading:
    """Return the first heading of the first level, else the heading that the text starts with.

    A file that is called by its title, as a note is, starts with the heading of its first part.
    """
    tops = [number for number, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0]
    first = next((number for number in tops if tokens[number].tag == "h1"), None)
    if first is None and tops and not is_named and not any(token.type == "inline" for token in tokens[: tops[0]]):
        first = tops[0]
    if first is None:
        return _Heading()
    words = MarkdownFlow(aside).write(tokens[first + 1 : first + 2]).text
    return _Heading(" ".join(words.split()), range(first, first + 3))
