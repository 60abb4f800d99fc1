"""Gold: what a person says of each post, one line of JSON a post."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.citations.titles import title_key
from kg.errors import InputError
from kg.model import Post, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldCitation:
    """A citation that a person found."""

    words: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPost:
    """What a person says of one post; `opening` limits the judged text to its first code points.

    `spans`, where a person marked them, are the places that name a required concept, as `[start, end]` in code points
    of the post's text (title, line feed, body), end exclusive; the opening begins where the text does.
    """

    title: str | None
    date: str | None
    readers: int | None
    required: frozenset[str]
    optional: frozenset[str]
    citations: tuple[GoldCitation, ...] | None
    opening: int | None
    file: str | None
    spans: tuple[Span, ...] | None = None


def read_gold(path: Path) -> tuple[GoldPost, ...]:
    """Read gold as JSON lines. Raises InputError with the line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"cannot be read as gold: {error}", remedy="give a file of JSON lines") from error
    gold = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                gold.append(_parse_gold(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(
                    path,
                    f"is no gold: {error}",
                    line=number,
                    remedy="each line needs title, required and optional; spans, if any, are pairs of offsets",
                ) from error
    return tuple(gold)


def match_post(wanted: GoldPost, posts: Sequence[Post]) -> Post | None:
    """Return the post that a gold line is about: by file and title, or by date where it has no title."""
    for post in posts:
        if wanted.file is not None and all(not source.path.endswith(wanted.file) for source in post.sources):
            continue
        if wanted.title is None or post.title is None:
            if wanted.title == post.title and wanted.date == date_of(post):
                return post
        elif title_key(wanted.title) == title_key(post.title):
            return post
    return None


def date_of(post: Post) -> str | None:
    """Return the date as gold writes it: in full, or month and day (`10-27`)."""
    if post.published:
        return post.published.isoformat()
    return post.month_day.removeprefix("--") if post.month_day else None


def _parse_gold(line: Any) -> GoldPost:
    if not isinstance(line, dict):
        raise TypeError("a line holds one JSON object")
    cites, spans = line.get("cites"), line.get("spans")
    return GoldPost(
        title=line["title"],
        date=line.get("date"),
        readers=line.get("readers"),
        required=_parse_surfaces(line["required"]),
        optional=_parse_surfaces(line["optional"]),
        citations=None if cites is None else tuple(_parse_citation(each) for each in cites),
        opening=line.get("opening"),
        file=line.get("file"),
        spans=None if spans is None else tuple(sorted(Span(start, end) for start, end in spans)),
    )


def _parse_surfaces(surfaces: object) -> frozenset[str]:
    if not isinstance(surfaces, list) or not all(isinstance(each, str) for each in surfaces):
        raise TypeError("surfaces are a list of texts")
    return frozenset(surfaces)


def _parse_citation(cite: Mapping[str, Any]) -> GoldCitation:
    return GoldCitation(words=cite["as"], kind=cite["kind"], target=cite["target"])
