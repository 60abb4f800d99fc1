"""The export of Movable Type, which TypePad and Hatena write too: plain text, eight hyphens behind each post."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from kg.model import Problem, Source
from kg.posts.compose import to_record
from kg.posts.facts import parse_facts
from kg.posts.feeds import wordpress
from kg.posts.html.flow import to_prose
from kg.posts.record import Findings, LeftOut

END = "--------"  # of a post
PART = "-----"  # of a part of it
LONGEST_HEAD = 5_000  # characters before the first part
BODIES = ("BODY", "EXTENDED BODY")
_HEAD = re.compile(r"(?:[A-Z][A-Z ]{2,30}:[^\n]*\n|[ \t]*\n){1,60}-----\n(?:[ \t]*\n)?(?:EXTENDED )?BODY:[ \t]*\n")
_FIELD = re.compile(r"^([A-Z][A-Z ]{2,30}):[ \t]*(\S[^\n]*)$", re.MULTILINE)
# The day in the order of the United States, as the format has it.
_DAY = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})(.*)")


def is_movable_type(text: str) -> bool:
    """Tell whether the text is an export of Movable Type."""
    start = text[:LONGEST_HEAD].lstrip("\n\ufeff")
    match = _HEAD.match(start)
    return match is not None and any(name in match[0] for name in ("TITLE:", "DATE:", "AUTHOR:"))


def parse_movable_type(text: str, path: str) -> Findings:
    """Yield the posts of an export without their comments; drafts are left out."""
    for line, post in _posts(text):
        yield from _parse_post(post, Source(path, line))


def _posts(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of each post, and the number of the first."""
    lines: list[str] = []
    first = 1
    for number, line in enumerate(text.split("\n"), start=1):
        if line.rstrip() == END:
            yield first, lines
            lines, first = [], number + 1
        elif lines or line.strip():
            lines.append(line)
        else:
            first = number + 1
    if lines:
        yield first, lines


def _parse_post(lines: list[str], source: Source) -> Findings:
    head, parts = _parts(lines)
    facts = parse_facts(_fields(head, parts))
    if facts.left_out:
        yield LeftOut(source, facts.left_out)
        return
    body = "\n\n".join(parts[name] for name in BODIES if parts.get(name, "").strip())
    breaks = "".join(words for name, words in head if name == "CONVERT BREAKS")
    prose = to_prose(body if breaks == "0" else wordpress.to_html(body))
    if facts.flaw:
        yield Problem(source.path, source.line, facts.flaw, "write the date as 03/31/2004 08:00:00 PM")
    if facts.title or prose.text:
        yield to_record(facts, prose, source)
    else:
        yield Problem(source.path, source.line, "a post with neither title nor text", "give it one, or take it out")


def _parts(lines: list[str]) -> tuple[list[tuple[str, str]], Mapping[str, str]]:
    """Return the fields of a post and its parts by their names; comments and pings, of which there are several, too."""
    pieces: list[list[str]] = [[]]
    for line in lines:
        if line.rstrip() == PART:
            pieces.append([])
        else:
            pieces[-1].append(line)
    parts: dict[str, str] = {}
    for piece in pieces[1:]:
        words = "\n".join(piece).lstrip("\n")
        name, _, below = words.partition("\n")
        parts.setdefault(name.strip().rstrip(":"), below)
    return _FIELD.findall("\n".join(pieces[0])), parts


def _fields(head: list[tuple[str, str]], parts: Mapping[str, str]) -> dict[str, Any]:
    told: dict[str, list[str]] = defaultdict(list)
    for name, words in head:
        told[name].append(words.strip())
    first = {name: words[0] for name, words in told.items()}
    return {
        "title": first.get("TITLE"),
        "author": first.get("AUTHOR"),
        "date": _DAY.sub(r"\3-\1-\2\4", first.get("DATE", "")),
        "tags": [*told["CATEGORY"], *told["PRIMARY CATEGORY"], *_keywords(first.get("TAGS", ""))],
        "status": "" if first.get("STATUS", "").lower() in ("publish", "") else "draft",
        "path": first.get("BASENAME"),
        "url": first.get("UNIQUE URL"),
        "description": parts.get("EXCERPT", ""),
    }


def _keywords(words: str) -> list[str]:
    return [each.strip().strip('"') for each in words.split(",") if each.strip()]
