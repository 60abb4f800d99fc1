"""A plain text file as one post: its first line may be the title, its name may tell the day."""

from __future__ import annotations

import re

from kg.model import Problem, Source
from kg.posts.compose import to_record
from kg.posts.facts import Facts
from kg.posts.markdown.name import parse_file_name, why_no_post
from kg.posts.prose import Prose
from kg.posts.record import Findings, LeftOut
from kg.posts.titles import is_title

_SENTENCE = re.compile(r"[^\n。！？!?]{8,}[。！？]|[A-Z][^\n.!?]{30,}[.!?](?=\s|$)")
REMEDY = "save the page as HTML or Markdown, or give each post its title line and `By … | date | …` line"


def parse_plain_text(text: str, path: str) -> Findings:
    """Yield the post that a file of plain text holds; lists of words and the like are a problem."""
    reason = why_no_post(path)
    if reason:
        yield LeftOut(Source(path), reason)
        return
    if not text.strip():
        yield Problem(path, 1, "an empty file", "remove it, or give the post its text")
        return
    if not _SENTENCE.search(text):
        yield Problem(path, 1, "no listing and no other known form", REMEDY)
        return
    first, _, below = text.strip("\n").partition("\n")
    name = parse_file_name(path)
    has_title = bool(below.strip()) and is_title(first.strip(), below.strip("\n").split("\n"))
    prose = Prose()
    prose.write((below if has_title else text).strip("\n").rstrip())
    title = first.strip() if has_title else name.title
    yield to_record(Facts(title=title, published=name.published, paths=(name.slug,)), prose, Source(path))
