"""One Markdown file as one post."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from markdown_it.token import Token

from kg.model import Problem, Source
from kg.posts.facts import Facts, parse_date, parse_facts
from kg.posts.markdown.flow import MarkdownFlow
from kg.posts.markdown.front_matter import FrontMatter, split_front_matter
from kg.posts.markdown.parser import markdown_parser
from kg.posts.markdown.pieces import SetAside, set_aside
from kg.posts.prose import Prose
from kg.posts.record import Findings, LeftOut, Record
from kg.posts.titles import fold_title

LARGEST = 8 * 1024 * 1024  # characters of one post
# Files that a repository of posts keeps for its own house.
HOUSE_NAMES = frozenset(("_index", "readme", "summary"))
HOUSE_NAMES_AT_THE_TOP = frozenset(
    """contributing changelog code_of_conduct license licence style_guide security authors codeowners 404 search archive
    archives tags categories pull_request_template issue_template""".split()
)
DRAFT_FOLDERS = frozenset(("_drafts", "drafts", "draft"))
_NAMELESS = re.compile(r"index|post|article|untitled|note|main|page|new|[0-9_-]*|[0-9a-f]{16,}", re.IGNORECASE)
_DATED_NAME = re.compile(r"([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{8})(?:[-_ ]+(?P<slug>.+))?")
_LCTT_FOOTER = re.compile(
    r"^via:[ \t]*<?http.*?^本文由[^\n]*荣誉推出[^\n]*$|^via:[ \t]*<?http[^\n]*$", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class _Name:
    """What a file's name tells: the day and the words behind it."""

    slug: str
    day: str | None = None

    @property
    def title(self) -> str | None:
        """The words as a title, if they are any."""
        if not any(map(str.isalpha, self.slug)) or _NAMELESS.fullmatch(self.slug):
            return None
        return self.slug.replace("-", " ").replace("_", " ") if self.day else self.slug


def parse_markdown(text: str, path: str) -> Findings:
    """Yield the post that a Markdown file holds; drafts and the house papers of a repository are left out."""
    matter = split_front_matter(text)
    facts = parse_facts(matter.fields)
    reason = _why_left_out(path, facts)
    if reason:
        yield LeftOut(Source(path), reason)
        return
    if len(text) > LARGEST:
        yield Problem(path, 1, f"{len(text)} characters are more than the {LARGEST} that a post may have", "split it")
        return
    for flaw in (matter.flaw, facts.flaw):
        if flaw:
            yield Problem(path, 1, flaw, "correct the front matter")
    record = _to_record(matter, facts, path)
    if record.title or record.body:
        yield record
    else:
        yield LeftOut(Source(path), "a file without title and text")


def to_prose(text: str) -> Prose:
    """Return the prose of Markdown without front matter."""
    aside = set_aside(text)
    return MarkdownFlow(aside).write(markdown_parser().parse(aside.text))


def _to_record(matter: FrontMatter, facts: Facts, path: str) -> Record:
    name = _parse_name(path)
    aside = set_aside(_LCTT_FOOTER.sub("", matter.text))
    tokens = markdown_parser().parse(aside.text)
    heading = _find_title(tokens, aside)
    is_own = bool(heading.title) and (
        matter.is_lctt or not facts.title or fold_title(heading.title) == fold_title(facts.title)
    )
    title = heading.title if is_own else facts.title
    prose = MarkdownFlow(aside).write([*tokens[: heading.start], *tokens[heading.end :]] if is_own else tokens)
    return Record(
        sources=(Source(path),),
        title=title or name.title,
        body=prose.text,
        published=facts.published or (parse_date(name.day) if name.day else None),
        author=facts.author,
        language=facts.language,
        readers=facts.readers,
        address=facts.address,
        aliases=facts.aliases,
        paths=(*facts.paths, name.slug),
        abstract=facts.abstract,
        keywords=facts.keywords,
        zones=tuple(prose.zones),
        links=tuple(prose.links),
    )


@dataclass(frozen=True, slots=True)
class _Heading:
    """The heading that may be the title, as a range of tokens."""

    start: int = 0
    end: int = 0
    title: str = ""


def _find_title(tokens: Sequence[Token], aside: SetAside) -> _Heading:
    """Return the first heading of the first level, else the heading that the text starts with."""
    tops = [number for number, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0]
    first = next((number for number in tops if tokens[number].tag == "h1"), None)
    if first is None and tops and not any(token.type == "inline" for token in tokens[: tops[0]]):
        first = tops[0]
    if first is None:
        return _Heading()
    words = MarkdownFlow(aside).write(tokens[first + 1 : first + 2]).text
    return _Heading(first, first + 3, " ".join(words.split()))


def _parse_name(path: str) -> _Name:
    pure = PurePosixPath(path)
    stem = pure.stem
    if stem.lower() == "index" and pure.parent.name:  # a post that is a folder
        stem = pure.parent.name
    dated = _DATED_NAME.fullmatch(stem)
    return _Name(dated["slug"] or "", dated[1]) if dated else _Name(stem)


def _why_left_out(path: str, facts: Facts) -> str | None:
    pure = PurePosixPath(path.lower())
    stem = pure.stem.replace("-", "_")
    if DRAFT_FOLDERS & set(pure.parts[:-1]):
        return "a draft"
    if stem in HOUSE_NAMES or (len(pure.parts) == 1 and stem in HOUSE_NAMES_AT_THE_TOP):
        return "a page of the house, no post"
    return facts.left_out
