"""Who reads what: each form a file may have, told by its content, else by its suffix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from kg.model import Problem, Source
from kg.posts.beside.files import is_of_folder, parse_folder, parser_of
from kg.posts.bibtex import parse_bibtex
from kg.posts.dokuwiki import is_dokuwiki, parse_dokuwiki
from kg.posts.feeds.feed import is_feed, parse_feed
from kg.posts.ghost import is_ghost, parse_ghost
from kg.posts.html.page import is_html, parse_html_page
from kg.posts.json_lines import REMEDY as JSON_REMEDY
from kg.posts.json_lines import is_any_json, is_json, line_of_flaw, parse_json
from kg.posts.listing import is_listing, parse_listing
from kg.posts.markdown.front_matter import has_front_matter
from kg.posts.markdown.page import parse_markdown
from kg.posts.movable_type import is_movable_type, parse_movable_type
from kg.posts.notebook import parse_notebook
from kg.posts.plain_text import parse_plain_text
from kg.posts.record import Findings, LeftOut
from kg.posts.site import is_site_file, parse_site


@dataclass(frozen=True, slots=True)
class Reader:
    """A form of posts: how to recognise its text, and how to parse it, given the path that sources name."""

    name: str
    recognises: Callable[[str], bool]
    parse: Callable[[str, str], Findings]


# The first that recognises the text reads it.
READERS: tuple[Reader, ...] = (
    Reader("export of Ghost", is_ghost, parse_ghost),
    Reader("JSON", is_json, parse_json),
    Reader("export of Movable Type", is_movable_type, parse_movable_type),
    Reader("page of DokuWiki", is_dokuwiki, parse_dokuwiki),
    Reader("Markdown with front matter", has_front_matter, parse_markdown),
    Reader("feed or WordPress export", is_feed, parse_feed),
    Reader("HTML page", is_html, parse_html_page),
    Reader("listing", is_listing, parse_listing),
)

# Where none recognises the text, the suffix decides.
PARSER_OF_SUFFIX: dict[str, Callable[[str, str], Findings]] = {
    ".bib": parse_bibtex,
    ".md": parse_markdown,
    ".markdown": parse_markdown,
    ".mdown": parse_markdown,
    ".mkd": parse_markdown,
    ".mdx": parse_markdown,
    ".qmd": parse_markdown,
    ".rmd": parse_markdown,
    ".htm": parse_html_page,
    ".html": parse_html_page,
    ".ipynb": parse_notebook,
    ".txt": parse_plain_text,
    ".text": parse_markdown,
    ".xhtml": parse_html_page,
}


def parse_posts(text: str, path: str) -> Findings:
    """Yield what the text holds, by the reader that knows its form; else one problem."""
    if is_site_file(path):
        yield from parse_site(text, path)
        return
    tells = parser_of(path)
    if tells:
        yield from tells(text, path)
        return
    reader = next((reader for reader in READERS if reader.recognises(text)), None)
    parse = reader.parse if reader else PARSER_OF_SUFFIX.get(PurePosixPath(path).suffix.lower())
    if parse:
        yield from parse(text, path)
    elif PurePosixPath(path).suffix.lower() == ".json" and is_any_json(text):
        if is_of_folder(path):
            yield from parse_folder(text, path)
        yield LeftOut(Source(path), "JSON that holds no posts")
    elif PurePosixPath(path).suffix.lower() == ".json" and text.strip():
        yield Problem(path, line_of_flaw(text), "no JSON from here on: it breaks off or is misspelt", JSON_REMEDY)
    elif not text.strip():
        yield Problem(path, 1, "an empty file", "remove it, or give the post its text")
    else:
        remedy = "save the page as HTML or Markdown, or give each post its title line and `By … | date | …` line"
        yield Problem(path, 1, "no listing and no other known form", remedy)
